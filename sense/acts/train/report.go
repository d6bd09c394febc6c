package train

import (
	"slices"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/metrics"
	"github.com/heedhq/heed/sense/acts"
)

// Report holds cross-validated figures: every turn is judged by a layer that
// has not seen its conversation.
type Report struct {
	N             int
	Rules, Layer  float64 // macro-F1 over the acts that occur
	Low, High     float64 // 95 % bootstrap interval of Layer, over turns
	RulesAccuracy float64
	Accuracy      float64
	ECE           float64 // of the probability of the likeliest act, ten bins
	Acts          []ActReport
	// Confusion counts [right][given]; the last column: no act.
	Names     []string
	Confusion [][]int
}

// ActReport compares rules and layer on one act in one language.
type ActReport struct {
	Kind         heed.ActKind
	Language     heed.Language
	N            int
	Rules, Layer float64 // F1
	Open         bool    // whether the layer may give this act
	// Precision and Recall of what stands under Layer.
	Precision, Recall float64
	// Low and High are the 95 % bootstrap interval of Layer over turns, where
	// one's own table is measured.
	Low, High float64
}

func languages(x []example) []heed.Language {
	var out []heed.Language
	for i := range x {
		if !slices.Contains(out, x[i].lang) {
			out = append(out, x[i].lang)
		}
	}
	slices.Sort(out)
	return out
}

// table counts [right][given] with none as the last column, over examples of
// one language ("" for all).
func table(x []example, probs [][acts.Classes]float32, lang heed.Language, gates map[heed.Language]*[acts.Classes]acts.Gate) [][]int {
	t := make([][]int, acts.Classes)
	for i := range t {
		t[i] = make([]int, acts.Classes+1)
	}
	for i := range x {
		if lang != "" && x[i].lang != lang {
			continue
		}
		t[x[i].want][given(&x[i], &probs[i], gates)]++
	}
	return t
}

func given(e *example, p *[acts.Classes]float32, gates map[heed.Language]*[acts.Classes]acts.Gate) int {
	kind := e.rule
	if g := gates[e.lang]; g != nil && kind != "" {
		kind = acts.Choose(g, p, kind)
	}
	if k := index(kind); k >= 0 {
		return k
	}
	return acts.Classes
}

// counts sums a table whose last column is no act.
func counts(t [][]int) []metrics.Counts {
	out := make([]metrics.Counts, len(t))
	for i, row := range t {
		for j, n := range row {
			if i == j {
				out[i].TP += n
				continue
			}
			out[i].FN += n
			if j < len(out) {
				out[j].FP += n
			}
		}
	}
	return out
}

// occurring keeps the acts that somebody gave at least once.
func occurring(c []metrics.Counts) []metrics.Counts {
	var out []metrics.Counts
	for _, v := range c {
		if v.Support() > 0 {
			out = append(out, v)
		}
	}
	return out
}

// sure are the probabilities that a gate may ask for.
var sure = []float32{0.35, 0.5, 0.65, 0.8}

// leastOfAct is how many turns of an act, in one language, decide on its gate.
const leastOfAct = 10

// openGates closes the way out of the acts that the rules gave too seldom to
// say when they err, and opens, act by act, the gates with which the macro-F1 rises by at
// least a thousandth: once through all acts, in their order.
func openGates(x []example, probs [][acts.Classes]float32) map[heed.Language]*[acts.Classes]acts.Gate {
	out := map[heed.Language]*[acts.Classes]acts.Gate{}
	for _, lang := range languages(x) {
		g := shut()
		try := map[heed.Language]*[acts.Classes]acts.Gate{lang: g}
		support := counts(table(x, probs, lang, try))
		best := metrics.MacroF1(occurring(support))
		for k := range g {
			g[k].Kept = support[k].TP+support[k].FP < leastOfAct // nobody knows when the rules err
		}
		for k := range g {
			if support[k].Support() < leastOfAct {
				continue
			}
			kept := acts.Closed
			for _, to := range sure {
				g[k] = acts.Gate{To: to}
				if f := metrics.MacroF1(occurring(counts(table(x, probs, lang, try)))); f > best+0.001 {
					best, kept = f, g[k]
				}
			}
			g[k] = kept
		}
		out[lang] = g
	}
	return out
}

func report(x []example, probs [][acts.Classes]float32, gates map[heed.Language]*[acts.Classes]acts.Gate) *Report {
	r := &Report{N: len(x), Confusion: table(x, probs, "", gates)}
	for _, k := range heed.ActKinds {
		r.Names = append(r.Names, string(k))
	}
	before, after := counts(table(x, probs, "", nil)), counts(r.Confusion)
	r.Rules, r.Layer = metrics.MacroF1(occurring(before)), metrics.MacroF1(occurring(after))
	r.RulesAccuracy, r.Accuracy = share(before, len(x)), share(after, len(x))
	for _, lang := range languages(x) {
		b, a := counts(table(x, probs, lang, nil)), counts(table(x, probs, lang, gates))
		for k, kind := range heed.ActKinds {
			if b[k].Support() > 0 {
				open := gates[lang] != nil && gates[lang][k].To <= 1
				r.Acts = append(r.Acts, ActReport{Kind: kind, Language: lang, N: b[k].Support(), Rules: b[k].F1(), Layer: a[k].F1(), Open: open, Precision: a[k].Precision(), Recall: a[k].Recall()})
			}
		}
	}
	top, hit := make([]float32, len(x)), make([]bool, len(x))
	for i := range x {
		best := 0
		for k, p := range probs[i] {
			if p > probs[i][best] {
				best = k
			}
		}
		top[i], hit[i] = probs[i][best], best == x[i].want
	}
	r.ECE = metrics.ECE(top, hit, 10)
	r.Low, r.High = metrics.Bootstrap(len(x), 200, 0.95, 1, func(draw []int) float64 {
		t := make([][]int, acts.Classes)
		for i := range t {
			t[i] = make([]int, acts.Classes+1)
		}
		for _, i := range draw {
			t[x[i].want][given(&x[i], &probs[i], gates)]++
		}
		return metrics.MacroF1(occurring(counts(t)))
	})
	return r
}

func share(c []metrics.Counts, n int) float64 {
	right := 0
	for _, v := range c {
		right += v.TP
	}
	if n == 0 {
		return 0
	}
	return float64(right) / float64(n)
}

// Measure judges labelled turns by a way of finding acts that has not learned
// from them: a turn's act is its question, where it asks, else the act that
// covers most of it. Rules stays 0 and no gate is told.
func Measure(of func(*heed.Conversation) [][]heed.Act, data []Labelled) *Report {
	r := &Report{}
	for _, k := range heed.ActKinds {
		r.Names = append(r.Names, string(k))
	}
	type cell struct{ want, got int }
	var cells []cell
	var conf []float32
	var hit []bool
	byLang := map[heed.Language][]cell{}
	for i := range data {
		d := &data[i]
		found := of(&d.Conversation)
		for n, kind := range d.Acts {
			want := index(kind)
			if want < 0 {
				continue
			}
			c := cell{want, acts.Classes}
			if a, ok := acts.Main(found[n]); ok {
				c.got = index(a.Kind)
				conf, hit = append(conf, float32(a.Confidence)), append(hit, c.got == want)
			}
			cells = append(cells, c)
			byLang[d.Conversation.Language] = append(byLang[d.Conversation.Language], c)
		}
	}
	tally := func(c []cell, draw []int) [][]int {
		t := make([][]int, acts.Classes)
		for i := range t {
			t[i] = make([]int, acts.Classes+1)
		}
		for _, i := range draw {
			t[c[i].want][c[i].got]++
		}
		return t
	}
	whole := func(c []cell) [][]int {
		draw := make([]int, len(c))
		for i := range draw {
			draw[i] = i
		}
		return tally(c, draw)
	}
	r.N, r.Confusion, r.ECE = len(cells), whole(cells), metrics.ECE(conf, hit, 10)
	c := counts(r.Confusion)
	r.Layer, r.Accuracy = metrics.MacroF1(occurring(c)), share(c, len(cells))
	r.Low, r.High = metrics.Bootstrap(len(cells), 200, 0.95, 1, func(draw []int) float64 {
		return metrics.MacroF1(occurring(counts(tally(cells, draw))))
	})
	for _, lang := range []heed.Language{heed.English, heed.Spanish} {
		for k, c := range counts(whole(byLang[lang])) {
			if c.Support() > 0 {
				a := ActReport{Kind: heed.ActKinds[k], Language: lang, N: c.Support(), Layer: c.F1(), Precision: c.Precision(), Recall: c.Recall()}
				own := byLang[lang]
				a.Low, a.High = metrics.Bootstrap(len(own), 200, 0.95, 1, func(draw []int) float64 { return counts(tally(own, draw))[k].F1() })
				r.Acts = append(r.Acts, a)
			}
		}
	}
	return r
}
