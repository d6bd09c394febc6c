package train

import (
	"math"
	"math/rand/v2"
)

// convStep is the working memory of training.
type convStep struct {
	n   *conv
	o   convOptions
	rng *rand.Rand

	w, c, out, bias *adam
	embG2           []float32 // AdaGrad sums per word

	slot  []int32 // vocabulary number -> place in the batch, or -1
	uniq  []int32
	proj  []float32 // uniq x reach*filters
	dproj []float32

	up   []float32
	seq  []int32
	pool []float32
	at   []int32
	keep []float32
	dh   []float32
}

func newConvStep(n *conv, o convOptions, rng *rand.Rand) *convStep {
	t := &convStep{n: n, o: o, rng: rng,
		w: newAdam(n.w), c: newAdam(n.c), out: newAdam(n.out), bias: newAdam(n.bias),
		embG2: make([]float32, len(n.emb)/n.dim), slot: make([]int32, len(n.emb)/n.dim),
		pool: make([]float32, n.filters), at: make([]int32, n.filters),
		keep: make([]float32, n.filters), dh: make([]float32, n.filters)}
	for i := range t.slot {
		t.slot[i] = -1
	}
	return t
}

// batch adds the gradient of some texts.
func (t *convStep) batch(texts [][]int32, target [][]float32, rows []int) {
	n := t.n
	wide := reach * n.filters
	t.uniq = t.uniq[:0]
	t.place(0)
	for _, i := range rows {
		for _, w := range texts[i] {
			t.place(w)
		}
	}
	t.proj = grow(t.proj, len(t.uniq)*wide)
	t.dproj = grow(t.dproj, len(t.uniq)*wide)
	clear(t.dproj)
	for u, w := range t.uniq {
		project(n.w, n.emb[int(w)*n.dim:int(w+1)*n.dim], t.proj[u*wide:(u+1)*wide])
	}
	inv := 1 / float32(len(rows))
	for _, i := range rows {
		t.text(texts[i], target[i], inv)
	}
	for u, w := range t.uniq {
		t.back(int(w), t.dproj[u*wide:(u+1)*wide])
		t.slot[w] = -1
	}
}

func (t *convStep) place(w int32) {
	if t.slot[w] < 0 {
		t.slot[w] = int32(len(t.uniq))
		t.uniq = append(t.uniq, w)
	}
}

// text runs one text forward and its error back to dproj.
func (t *convStep) text(words []int32, target []float32, inv float32) {
	n := t.n
	f := n.filters
	t.seq = append(t.seq[:0], t.slot[0])
	for _, w := range words {
		if t.o.wordOut > 0 && t.rng.Float32() < t.o.wordOut {
			w = 0
		}
		t.seq = append(t.seq, t.slot[w])
	}
	t.seq = append(t.seq, t.slot[0])
	poolMax(t.proj, t.seq, f, n.c, t.pool, t.at)
	for j := range t.keep {
		t.keep[j] = 0
		if t.pool[j] > 0 && t.rng.Float32() >= t.o.dropout {
			t.keep[j] = 1 / (1 - t.o.dropout)
			t.pool[j] *= t.keep[j]
		} else {
			t.pool[j] = 0
		}
	}
	clear(t.dh)
	for l := range n.labels {
		row := n.out[l*f : (l+1)*f]
		z := n.bias[l] + dot(row, t.pool)
		d := (sigmoid(z) - target[l]) * inv
		if t.up != nil {
			d *= 1 + (t.up[l]-1)*target[l]
		}
		t.bias.g[l] += d
		g := t.out.g[l*f : (l+1)*f]
		for j, h := range t.pool {
			g[j] += d * h
			t.dh[j] += d * row[j]
		}
	}
	wide := reach * f
	for j, k := range t.keep {
		if k == 0 {
			continue
		}
		d := t.dh[j] * k
		t.c.g[j] += d
		i := int(t.at[j])
		for r := range reach {
			t.dproj[int(t.seq[i+r])*wide+r*f+j] += d
		}
	}
}

// poolMax keeps, per filter, the largest answer over all places and where it
// was; answers at or under 0 count as 0.
func poolMax(proj []float32, seq []int32, f int, c, pool []float32, at []int32) {
	for j := range pool {
		pool[j], at[j] = 0, 0
	}
	wide := reach * f
	for i := 0; i+reach <= len(seq); i++ {
		a := proj[int(seq[i])*wide:][:f]
		b := proj[int(seq[i+1])*wide+f:][:f]
		d := proj[int(seq[i+2])*wide+2*f:][:f]
		for j := range a {
			if v := a[j] + b[j] + d[j] + c[j]; v > pool[j] {
				pool[j], at[j] = v, int32(i)
			}
		}
	}
}

// project computes w times e for all rows of w.
func project(w, e, out []float32) {
	d := len(e)
	for j := 0; j+4 <= len(out); j += 4 {
		r0, r1, r2, r3 := w[j*d:][:d], w[(j+1)*d:][:d], w[(j+2)*d:][:d], w[(j+3)*d:][:d]
		var s0, s1, s2, s3 float32
		for i, x := range e {
			s0 += r0[i] * x
			s1 += r1[i] * x
			s2 += r2[i] * x
			s3 += r3[i] * x
		}
		out[j], out[j+1], out[j+2], out[j+3] = s0, s1, s2, s3
	}
}

// back takes the error of one word's projections to the filters and to its
// vector, which moves at once by AdaGrad.
func (t *convStep) back(word int, dp []float32) {
	n := t.n
	e := n.emb[word*n.dim : (word+1)*n.dim]
	de := make([]float32, n.dim)
	any := false
	for j, d := range dp {
		if d == 0 {
			continue
		}
		any = true
		w := n.w[j*n.dim:][:n.dim]
		g := t.w.g[j*n.dim:][:n.dim]
		for i, x := range e {
			g[i] += d * x
			de[i] += d * w[i]
		}
	}
	if !any || word == 0 || t.o.embRate == 0 {
		return
	}
	var sq float32
	for _, d := range de {
		sq += d * d
	}
	t.embG2[word] += sq / float32(n.dim)
	r := t.o.embRate / (sqrt(t.embG2[word]) + 1e-8)
	for i, d := range de {
		e[i] -= r * d
	}
}

func (t *convStep) update(scale float32, step int) {
	r := t.o.rate * scale
	t.w.step(r, step)
	t.c.step(r, step)
	t.out.step(r, step)
	t.bias.step(r, step)
}

// adam holds the moments of one parameter array (Kingma and Ba, 2015).
type adam struct {
	p, g, m, v []float32
}

func newAdam(p []float32) *adam {
	return &adam{p, make([]float32, len(p)), make([]float32, len(p)), make([]float32, len(p))}
}

// step applies and clears the gradient; t counts steps from 1.
func (a *adam) step(rate float32, t int) {
	const b1, b2 = 0.9, 0.999
	c1 := 1 - math.Pow(b1, float64(t))
	c2 := math.Sqrt(1 - math.Pow(b2, float64(t)))
	r := rate * float32(c2/c1)
	for i, g := range a.g {
		m := b1*a.m[i] + (1-b1)*g
		v := b2*a.v[i] + (1-b2)*g*g
		a.m[i], a.v[i] = m, v
		a.p[i] -= r * m / (sqrt(v) + 1e-8)
		a.g[i] = 0
	}
}

func sqrt(x float32) float32 { return float32(math.Sqrt(float64(x))) }
