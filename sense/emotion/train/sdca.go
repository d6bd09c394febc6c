package train

import (
	"math"
	"math/rand/v2"
)

// width is the number of weights kept per feature, padded for fast loops.
const width = 32

// linear is one logistic model per label over shared features.
type linear struct {
	w    []float32 // features x width
	bias [width]float32
}

// solveOptions steer the solver.
type solveOptions struct {
	labels int
	c      [width]float32 // cost per label of one example, 1/lambda
	pos    [width]float32 // factor on the cost of positive examples
	epochs int
	seed   uint64
}

// solve fits L2-regularised logistic regression, all labels at once, by
// stochastic dual coordinate ascent (Yu, Huang and Lin, Machine Learning 85,
// 2011): each step solves one dual variable by Newton's method in its logit,
// so there is no learning rate.
func solve(docs []doc, y []uint64, nfeat int, o solveOptions, progress func(epoch int)) *linear {
	m := &linear{w: make([]float32, nfeat*width)}
	alpha := make([]float32, len(docs)*width)
	rng := rand.New(rand.NewPCG(o.seed, 1))
	order := rng.Perm(len(docs))
	sq := make([]float32, len(docs))
	for i, d := range docs {
		sq[i] = 1
		for _, v := range d.val {
			sq[i] += v * v
		}
	}
	// start from small dual values, as the logit of zero does not exist
	for e := range o.epochs {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			d := &docs[i]
			z := m.bias
			m.add(d, &z)
			var step [width]float32
			a := alpha[i*width : i*width+width]
			for l := range o.labels {
				sign, c := float32(-1), o.c[l]
				if y[i]>>l&1 == 1 {
					sign, c = 1, c*o.pos[l]
				}
				next := newton(a[l], c, sq[i], sign*z[l])
				step[l] = (next - a[l]) * sign
				a[l] = next
			}
			for l := range step {
				m.bias[l] += step[l]
			}
			for k, id := range d.id {
				row := (*[width]float32)(m.w[int(id)*width:])
				v := d.val[k]
				for l := range row {
					row[l] += v * step[l]
				}
			}
		}
		if progress != nil {
			progress(e)
		}
	}
	return m
}

// add adds the scores of d to z.
func (m *linear) add(d *doc, z *[width]float32) {
	for k, id := range d.id {
		row := (*[width]float32)(m.w[int(id)*width:])
		v := d.val[k]
		for l := range row {
			z[l] += v * row[l]
		}
	}
}

// newton minimises the dual in one variable a of (0, c), written a = c*s(t):
// it solves t + q*(c*s(t) - old) + margin = 0, which rises in t.
func newton(old, c, q, margin float32) float32 {
	t := -margin
	for range 4 {
		s := sigmoid(t)
		g := t + q*(c*s-old) + margin
		h := 1 + q*c*s*(1-s)
		dt := g / h
		t -= dt
		if dt < 1e-3 && dt > -1e-3 {
			break
		}
	}
	return c * sigmoid(t)
}

func sigmoid(x float32) float32 { return float32(1 / (1 + math.Exp(-float64(x)))) }
