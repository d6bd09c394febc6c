package train

import (
	"math"
	"math/rand/v2"
)

// conv is a small convolutional net over word vectors (Kim, EMNLP 2014): every
// filter looks at three neighbouring words, its strongest answer in the text
// is kept, and the labels are read from those answers. As a filter is a sum of
// one term per word, those terms can be tabled for the whole vocabulary once
// training is done: prediction multiplies no matrices.
type conv struct {
	dim, filters, labels int

	emb  []float32 // vocabulary x dim
	w    []float32 // (reach*filters) x dim
	c    []float32 // filters
	out  []float32 // labels x filters
	bias []float32 // labels
}

// rareTexts is the number of texts from which a label's present cases count
// once; n texts weigh the root of rareTexts/n, as the measure is the mean over
// labels, not over texts.
const rareTexts = 3000

// reach is the number of neighbouring words a filter sees.
const reach = 3

type convOptions struct {
	filters int
	epochs  int
	batch   int
	rate    float32
	embRate float32
	dropout float32
	wordOut float32 // share of words hidden in training
	decay   float32
	rare    float32 // largest weight of a present label; 0 is off
	average int     // the weights of so many last epochs are averaged
	seed    uint64
}

// adam holds the moments of one parameter array (Kingma and Ba, 2015).
type adam struct {
	p, g, m, v []float32
}

func newAdam(p []float32) *adam {
	return &adam{p, make([]float32, len(p)), make([]float32, len(p)), make([]float32, len(p))}
}

// step applies and clears the gradient; t counts steps from 1.
func (a *adam) step(rate, decay float32, t int) {
	const b1, b2 = 0.9, 0.999
	c1 := 1 - math.Pow(b1, float64(t))
	c2 := math.Sqrt(1 - math.Pow(b2, float64(t)))
	r := rate * float32(c2/c1)
	for i, g := range a.g {
		m := b1*a.m[i] + (1-b1)*g
		v := b2*a.v[i] + (1-b2)*g*g
		a.m[i], a.v[i] = m, v
		a.p[i] -= r*m/(sqrt(v)+1e-8) + rate*decay*a.p[i]
		a.g[i] = 0
	}
}

func sqrt(x float32) float32 { return float32(math.Sqrt(float64(x))) }

// trainConv fits the net to soft or hard targets (texts x labels, 0..1). Each
// text is a list of vocabulary numbers; number 0 is the edge and the unknown.
func trainConv(texts [][]int32, target [][]float32, emb []float32, dim, labels int, o convOptions, progress func(epoch int, n *conv)) *conv {
	rng := rand.New(rand.NewPCG(o.seed, 3))
	n := &conv{dim: dim, filters: o.filters, labels: labels, emb: emb,
		w: make([]float32, reach*o.filters*dim), c: make([]float32, o.filters),
		out: make([]float32, labels*o.filters), bias: make([]float32, labels)}
	fill(rng, n.w, float32(math.Sqrt(2/float64(reach*dim))))
	fill(rng, n.out, float32(math.Sqrt(1/float64(o.filters))))
	for l := range n.bias {
		sum := float32(0)
		for i := range target {
			sum += target[i][l]
		}
		p := float64(sum+1) / float64(len(target)+2)
		n.bias[l] = float32(math.Log(p / (1 - p)))
	}
	t := newConvStep(n, o, rng)
	if o.rare > 0 {
		t.up = make([]float32, labels)
		for l := range t.up {
			sum := float32(1)
			for i := range target {
				sum += target[i][l]
			}
			t.up[l] = max(1, min(o.rare, sqrt(rareTexts/sum)))
		}
	}
	order := rng.Perm(len(texts))
	var mean convMean
	steps := 0
	total := o.epochs * ((len(order) + o.batch - 1) / o.batch)
	for e := range o.epochs {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for from := 0; from < len(order); from += o.batch {
			steps++
			scale := 1 - 0.95*float32(steps)/float32(total) // falls linearly
			t.batch(texts, target, order[from:min(from+o.batch, len(order))])
			t.update(scale, steps)
		}
		if e >= o.epochs-o.average {
			mean.add(n)
		}
		if progress != nil {
			progress(e, n)
		}
	}
	if o.average > 0 {
		mean.put(n)
	}
	return n
}

// convMean averages the weights of several epochs, which stands in for an
// ensemble of them (Izmailov et al., UAI 2018).
type convMean struct {
	sum [][]float32
	n   float32
}

func (n *conv) params() [][]float32 { return [][]float32{n.emb, n.w, n.c, n.out, n.bias} }

func (m *convMean) add(n *conv) {
	m.n++
	for k, p := range n.params() {
		if len(m.sum) == k {
			m.sum = append(m.sum, make([]float32, len(p)))
		}
		for i, x := range p {
			m.sum[k][i] += x
		}
	}
}

func (m *convMean) put(n *conv) {
	for k, p := range n.params() {
		for i := range p {
			p[i] = m.sum[k][i] / m.n
		}
	}
}

func fill(rng *rand.Rand, p []float32, sd float32) {
	for i := range p {
		p[i] = float32(rng.NormFloat64()) * sd
	}
}

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
	t.w.step(r, t.o.decay, step)
	t.c.step(r, 0, step)
	t.out.step(r, t.o.decay, step)
	t.bias.step(r, 0, step)
}

// score returns the label scores of texts.
func (n *conv) score(texts [][]int32) [][]float32 {
	wide := reach * n.filters
	table := make([]float32, len(n.emb)/n.dim*wide)
	done := make([]bool, len(n.emb)/n.dim)
	pool, at := make([]float32, n.filters), make([]int32, n.filters)
	out := make([][]float32, len(texts))
	var seq []int32
	for i, words := range texts {
		seq = append(append(append(seq[:0], 0), words...), 0)
		for _, w := range seq {
			if !done[w] {
				done[w] = true
				project(n.w, n.emb[int(w)*n.dim:int(w+1)*n.dim], table[int(w)*wide:int(w+1)*wide])
			}
		}
		poolMax(table, seq, n.filters, n.c, pool, at)
		out[i] = make([]float32, n.labels)
		for l := range out[i] {
			out[i][l] = n.bias[l] + dot(n.out[l*n.filters:(l+1)*n.filters], pool)
		}
	}
	return out
}

func dot(a, b []float32) float32 {
	var s0, s1 float32
	b = b[:len(a)]
	i := 0
	for ; i+2 <= len(a); i += 2 {
		s0 += a[i] * b[i]
		s1 += a[i+1] * b[i+1]
	}
	if i < len(a) {
		s0 += a[i] * b[i]
	}
	return s0 + s1
}

func grow(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n)
	}
	return s[:n]
}
