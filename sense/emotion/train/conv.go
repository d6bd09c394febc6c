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
	rare    float32 // largest weight of a present label; 0 is off
	average int     // the weights of so many last epochs are averaged
	seed    uint64
}

// trainConv fits the net to soft or hard targets (texts x labels, 0..1). Each
// text is a list of vocabulary numbers; number 0 is the edge and the unknown.
func trainConv(texts [][]int32, target [][]float32, emb []float32, dim, labels int, o convOptions) *conv {
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
