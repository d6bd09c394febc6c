package train

import (
	"math"
	"math/rand/v2"
	"slices"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/sense/acts"
)

// Named is a conversation with a label of anybody's making for every turn, ""
// for none.
type Named struct {
	Conversation heed.Conversation
	Labels       []string
}

// Namer gives turns labels of anybody's making: a multinomial logistic
// regression over acts.Wide. It shows what can be learned from labels that are
// not ours, and is never kept.
type Namer struct {
	Names []string // sorted
	w     *named
}

// Settings of a Namer, chosen on development splits.
const (
	namedBuckets = 1 << 18
	namedEpochs  = 10
	namedRate    = 0.01
	// balance is the power of a label's rarity with which its turns count: 0 all
	// turns alike, 1 all labels alike.
	balance = 0.5
)

// lesson is a turn with its label.
type lesson struct {
	features []uint32
	want     int
}

// FitNames learns to tell the labels of data apart, the same for the same data
// and seed.
func FitNames(o Options, data []Named) (*Namer, error) {
	n := &Namer{}
	for i := range data {
		for _, l := range data[i].Labels {
			if l != "" {
				n.Names = append(n.Names, l)
			}
		}
	}
	if len(n.Names) < leastTurns {
		return nil, heed.Errorf(heed.CodeInvalid, "%d labelled turns are too few to learn from; give at least %d", len(n.Names), leastTurns)
	}
	slices.Sort(n.Names)
	n.Names = slices.Compact(n.Names)
	var x []lesson
	for i := range data {
		features := acts.Wide(&data[i].Conversation)
		for t, l := range data[i].Labels {
			if k, ok := slices.BinarySearch(n.Names, l); ok {
				x = append(x, lesson{features[t], k})
			}
		}
	}
	n.w = fitNamed(o, x, len(n.Names))
	return n, nil
}

// Of labels every turn of c.
func (n *Namer) Of(c *heed.Conversation) []string {
	out := make([]string, len(c.Turns))
	z := make([]float32, len(n.Names))
	for i, f := range acts.Wide(c) {
		out[i] = n.Names[n.w.best(f, z)]
	}
	return out
}

// named holds the weights, a row of labels for each bucket, and their sums of
// squared gradients.
type named struct {
	labels      int
	w, sq       []float32
	bias, sqBia []float32
}

func fitNamed(o Options, x []lesson, labels int) *named {
	w := &named{labels: labels, w: make([]float32, namedBuckets*labels), sq: make([]float32, namedBuckets*labels),
		bias: make([]float32, labels), sqBia: make([]float32, labels)}
	weight := make([]float32, labels)
	order := make([]int, len(x))
	for i := range x {
		order[i] = i
		weight[x[i].want]++
	}
	for k, n := range weight {
		weight[k] = float32(math.Pow(float64(len(order))/float64(labels)/float64(max(n, 1)), balance))
	}
	rng := rand.New(rand.NewPCG(o.Seed, 11))
	z := make([]float32, labels)
	for k := range namedEpochs {
		o.step("layer", k, namedEpochs)
		rng.Shuffle(len(order), func(a, b int) { order[a], order[b] = order[b], order[a] })
		for _, i := range order {
			w.learn(&x[i], weight[x[i].want], z)
		}
	}
	return w
}

func (w *named) score(features []uint32, z []float32) {
	copy(z, w.bias)
	for _, f := range features {
		row := w.w[int(f%namedBuckets)*w.labels:][:w.labels]
		for k, v := range row {
			z[k] += v
		}
	}
}

// learn takes one step of AdaGrad.
func (w *named) learn(e *lesson, weight float32, z []float32) {
	w.score(e.features, z)
	top, all := slices.Max(z), float32(0)
	for k, v := range z {
		z[k] = float32(math.Exp(float64(v - top)))
		all += z[k]
	}
	for k := range z {
		g := z[k] / all
		if k == e.want {
			g--
		}
		if g *= weight; g > -1e-3 && g < 1e-3 {
			continue
		}
		w.sqBia[k] += g * g
		w.bias[k] -= namedRate * g / sqrt(w.sqBia[k]+1e-6)
		for _, f := range e.features {
			at := int(f%namedBuckets)*w.labels + k
			w.sq[at] += g * g
			w.w[at] -= namedRate * g / sqrt(w.sq[at]+1e-6)
		}
	}
}

func (w *named) best(features []uint32, z []float32) int {
	w.score(features, z)
	best := 0
	for k := range z {
		if z[k] > z[best] {
			best = k
		}
	}
	return best
}
