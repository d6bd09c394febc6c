// Package train fits the learned layer of package acts from labelled turns. It
// is pure: readers in, bytes out, the same bytes for the same input and seed.
package train

import (
	"hash/fnv"
	"io"
	"math"
	"math/rand/v2"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/sense/acts"
)

// Labelled is a conversation with the act of every turn, "" where nobody has
// said.
type Labelled struct {
	Conversation heed.Conversation
	Acts         []heed.ActKind
	// Weight is how much its turns count, 0: as much as any (1).
	Weight float32
	// Aside keeps it out of every figure: it only teaches.
	Aside bool
	// ByRules marks, where given, the turns whose act the rules gave and nobody
	// else: they teach and are never measured with.
	ByRules []bool
}

// Options of a training.
type Options struct {
	Seed     uint64
	Progress func(stage string, done, total int) // may be nil
	Note     string                              // kept in the model: what it was trained on
	// Open names, by language, the acts that the layer may give to what the rules
	// call information, and how sure it has to be, 0..1; nil lets
	// cross-validation decide, also on what else it may change.
	Open map[heed.Language]map[heed.ActKind]float32
}

func (o Options) step(stage string, done, total int) {
	if o.Progress != nil {
		o.Progress(stage, done, total)
	}
}

// Settings of the layer, chosen on development data.
const (
	folds  = 5
	epochs = 12
	rate   = 0.03
	decay  = 1e-5 // L2, per step
	// blind is the share of lessons in which the layer does not see what the
	// rules say, so that it learns to listen to the words.
	blind = 0.5
	// leastTurns is how many labelled turns a training needs.
	leastTurns = 20
)

// example is one turn as the layer reads it.
type example struct {
	features []uint32
	spoken   int // how many of them do not tell of the rules
	want     int // index in heed.ActKinds
	rule     heed.ActKind
	lang     heed.Language
	fold     int
	weight   float32
	aside    bool
}

// Train fits the layer and cross-validates it; whole conversations are left
// out together. A layer is always trained anew; the rules stay as they are.
func Train(o Options, data []Labelled) ([]byte, *Report, error) {
	x := examples(data)
	judged := 0
	for i := range x {
		if !x[i].aside {
			judged++
		}
	}
	if judged < leastTurns {
		return nil, nil, heed.Errorf(heed.CodeInvalid, "%d labelled turns are too few to learn from; give at least %d, better some hundred of each act", judged, leastTurns)
	}
	scores := make([][acts.Classes]float32, len(x))
	for k := range folds {
		o.step("folds", k, folds)
		w := fit(x, func(e *example) bool { return e.aside || e.fold != k }, o.Seed)
		for i := range x {
			if !x[i].aside && x[i].fold == k {
				scores[i] = w.score(x[i].features)
			}
		}
	}
	o.step("folds", folds, folds)
	var out []example
	var z [][acts.Classes]float32
	for i := range x {
		if !x[i].aside {
			out, z = append(out, x[i]), append(z, scores[i])
		}
	}
	heat := cool(out, z)
	probs := probabilities(z, heat)
	gates := chosen(o.Open)
	if gates == nil {
		gates = openGates(out, probs)
	}
	rep := report(out, probs, gates)
	o.step("layer", 0, 1)
	w := fit(x, func(*example) bool { return true }, o.Seed)
	w.Heat, w.Gates, w.Note = heat, gates, o.Note
	o.step("layer", 1, 1)
	bytes, err := acts.Encode(&w.Weights)
	return bytes, rep, err
}

func chosen(open map[heed.Language]map[heed.ActKind]float32) map[heed.Language]*[acts.Classes]acts.Gate {
	if open == nil {
		return nil
	}
	out := map[heed.Language]*[acts.Classes]acts.Gate{}
	for lang, kinds := range open {
		g := shut()
		for i, k := range heed.ActKinds {
			g[i].Kept = k != heed.ActInformation // what the rules know better
			if v, ok := kinds[k]; ok {
				g[i].To = v
			}
		}
		out[lang] = g
	}
	return out
}

func shut() *[acts.Classes]acts.Gate {
	var g [acts.Classes]acts.Gate
	for i := range g {
		g[i] = acts.Closed
	}
	return &g
}

// examples reads every labelled turn by the rules. The fold of a turn comes
// from the words of its conversation, so that the order of the input does not
// matter and a conversation is never on both sides.
func examples(data []Labelled) []example {
	var out []example
	for i := range data {
		d := &data[i]
		units := acts.Units(&d.Conversation)
		h := fnv.New32a()
		for _, t := range d.Conversation.Turns {
			_, _ = io.WriteString(h, t.Text) // never fails
		}
		fold := int(h.Sum32() >> 8 % folds)
		weight := d.Weight
		if weight == 0 {
			weight = 1
		}
		for n, kind := range d.Acts {
			want := index(kind)
			if want < 0 || len(units[n].Features) == 0 {
				continue
			}
			out = append(out, example{units[n].Features, units[n].Spoken, want, units[n].Act.Kind, d.Conversation.Language, fold, weight, d.Aside || n < len(d.ByRules) && d.ByRules[n]})
		}
	}
	return out
}

func index(k heed.ActKind) int {
	for i, o := range heed.ActKinds {
		if o == k {
			return i
		}
	}
	return -1
}

// learner is a multinomial logistic regression over hashed features.
type learner struct {
	acts.Weights
	sq     []float32 // sums of squared gradients (AdaGrad)
	sqBias [acts.Classes]float32
}

func (w *learner) score(features []uint32) (z [acts.Classes]float32) {
	z = w.Bias
	for _, f := range features {
		row := w.W[int(f%acts.Buckets)*acts.Classes:][:acts.Classes]
		for k, v := range row {
			z[k] += v
		}
	}
	return z
}

// Shipped are the gates of the layer inside the binary: the acts that it names
// better than the rules do on the development splits that only measure. The
// other acts stay the rules'.
var Shipped = map[heed.Language]map[heed.ActKind]float32{
	heed.English: {heed.ActCommitment: 0.6},
	heed.Spanish: {heed.ActGreeting: 0.6},
}

// fit trains on the examples that use accepts, by AdaGrad (Duchi, Hazan and
// Singer 2011).
func fit(x []example, use func(*example) bool, seed uint64) *learner {
	w := &learner{sq: make([]float32, acts.Buckets*acts.Classes)}
	w.W = make([]float32, acts.Buckets*acts.Classes)
	w.Heat = 1
	var order []int
	for i := range x {
		if use(&x[i]) {
			order = append(order, i)
		}
	}
	rng := rand.New(rand.NewPCG(seed, 7))
	for range epochs {
		rng.Shuffle(len(order), func(a, b int) { order[a], order[b] = order[b], order[a] })
		for _, i := range order {
			features := x[i].features
			if rng.Float32() < blind {
				features = features[:x[i].spoken]
			}
			w.learn(&x[i], features)
		}
	}
	return w
}

func (w *learner) learn(e *example, features []uint32) {
	z := w.score(features)
	normalise(&z, 1)
	for k := range z {
		g := z[k]
		if k == e.want {
			g--
		}
		g *= e.weight
		if g > -1e-4 && g < 1e-4 {
			continue
		}
		w.sqBias[k] += g * g
		w.Bias[k] -= rate * g / sqrt(w.sqBias[k]+1e-6)
		for _, f := range features {
			at := int(f%acts.Buckets)*acts.Classes + k
			d := g + decay*w.W[at]
			w.sq[at] += d * d
			w.W[at] -= rate * d / sqrt(w.sq[at]+1e-6)
		}
	}
}

func sqrt(v float32) float32 { return float32(math.Sqrt(float64(v))) }

// normalise makes probabilities of scores divided by heat.
func normalise(z *[acts.Classes]float32, heat float32) {
	top := z[0]
	for _, v := range z {
		top = max(top, v)
	}
	var all float32
	for k, v := range z {
		z[k] = float32(math.Exp(float64((v - top) / heat)))
		all += z[k]
	}
	for k := range z {
		z[k] /= all
	}
}

// cool finds the heat at which the probabilities of texts not learned from lose
// least (temperature scaling: Guo et al. 2017).
func cool(x []example, z [][acts.Classes]float32) float32 {
	best, least := float32(1), math.Inf(1)
	for step := range 45 {
		heat := float32(math.Pow(1.08, float64(step-12)))
		loss := 0.0
		for i := range x {
			p := z[i]
			normalise(&p, heat)
			loss -= float64(x[i].weight) * math.Log(math.Max(float64(p[x[i].want]), 1e-9))
		}
		if loss < least {
			best, least = heat, loss
		}
	}
	return best
}

func probabilities(z [][acts.Classes]float32, heat float32) [][acts.Classes]float32 {
	out := make([][acts.Classes]float32, len(z))
	for i := range z {
		out[i] = z[i]
		normalise(&out[i], heat)
	}
	return out
}
