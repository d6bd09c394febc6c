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
	c      [width]float32 // cost per label of one example, 1/lambda
	pos    [width]float32 // factor on the cost of positive examples
	epochs int
	seed   uint64
}

// solve fits L2-regularised logistic regression, all labels at once, by
// stochastic dual coordinate ascent (Yu, Huang and Lin, Machine Learning 85,
// 2011): each step solves one dual variable by Newton's method in its logit,
// so there is no learning rate. target holds 0..1 per text and label; a value
// between the two counts as so much of either.
func solve(docs []doc, target [][]float32, nfeat int, o solveOptions, progress func(epoch int)) *linear {
	m := &linear{w: make([]float32, nfeat*width)}
	prob := make([]float32, len(docs)*width) // the dual variable is cost*(target-prob)
	rng := rand.New(rand.NewPCG(o.seed, 1))
	order := rng.Perm(len(docs))
	sq := make([]float32, len(docs))
	for i, d := range docs {
		sq[i] = 1
		for _, v := range d.val {
			sq[i] += v * v
		}
		copy(prob[i*width:], target[i]) // all dual variables start at 0
	}
	for e := range o.epochs {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			d := &docs[i]
			z := m.bias
			m.add(d, &z)
			var step [width]float32
			old := prob[i*width : i*width+width]
			for l, y := range target[i] {
				c := o.c[l] * (1 + (o.pos[l]-1)*y)
				next := newton(old[l], c*sq[i], z[l])
				step[l] = c * (old[l] - next)
				old[l] = next
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

// newton finds the probability s(t) at which one text's score t agrees with
// its own pull on the model: t = z + q*(old - s(t)), where z is the score with
// the old probability still in it. The right side falls in t, so there is one
// solution, between z-q and z+q; a step that leaves the bracket is halved.
func newton(old, q, z float32) float32 {
	t, lo, hi := z, z-q, z+q
	for range 20 {
		s := sigmoid(t)
		g := t - z + q*(s-old)
		if g > 0 {
			hi = t
		} else {
			lo = t
		}
		next := t - g/(1+q*s*(1-s))
		if next < lo || next > hi {
			next = (lo + hi) / 2
		}
		d := next - t
		t = next
		if d < 1e-3 && d > -1e-3 {
			break
		}
	}
	return sigmoid(t)
}

func sigmoid(x float32) float32 { return float32(1 / (1 + math.Exp(-float64(x)))) }
