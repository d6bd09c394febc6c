package train

import (
	"github.com/heedhq/heed/internal/metrics"
	"github.com/heedhq/heed/sense/emotion"
)

// LabelReport is how one label fared.
type LabelReport struct {
	Name      string  `json:"name"`
	Support   int     `json:"support"` // texts that carry it
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
	Threshold float32 `json:"threshold"`
	ECE       float64 `json:"ece"` // expected calibration error over 10 bins
	// Low and High are the 95 % bootstrap interval of F1, over texts.
	Low  float64 `json:"f1_low"`
	High float64 `json:"f1_high"`
}

// Report is how a head fared on labelled texts.
type Report struct {
	N       int     `json:"n"`
	MacroF1 float64 `json:"macro_f1"`
	Low     float64 `json:"macro_f1_low"` // 95 % bootstrap interval over texts
	High    float64 `json:"macro_f1_high"`
	MicroF1 float64 `json:"micro_f1"`
	// MicroLow and MicroHigh are its interval, drawn as that of MacroF1.
	MicroLow  float64       `json:"micro_f1_low"`
	MicroHigh float64       `json:"micro_f1_high"`
	ECE       float64       `json:"ece"` // mean over labels
	Labels    []LabelReport `json:"labels"`
	// Confusion counts, for texts with exactly one label, how often each label
	// scored highest over its threshold: Confusion[right][given].
	Confusion [][]int  `json:"confusion"`
	Names     []string `json:"names"` // of the rows and columns of Confusion
}

const (
	eceBins   = 10
	bootDraws = 500
)

// EvaluateLabels measures the 28-label head on English texts, whose labels are
// bits in the order of emotion.Labels.
func EvaluateLabels(m *emotion.Model, x []Example) *Report {
	var s emotion.Scratch
	return evaluate(x, emotion.Labels[:], func(l int) float32 { return m.Threshold(l, "en") },
		func(text string) []float32 {
			p := m.Predict(text, "en", &s)
			return p.Labels[:]
		})
}

// EvaluateBasic measures the basic emotions of one language; labels are bits in
// the order of emotion.Basics.
func EvaluateBasic(m *emotion.Model, lang string, x []Example) *Report {
	var s emotion.Scratch
	return evaluate(x, emotion.Basics[:], func(k int) float32 { return m.BasicThreshold(k, lang) },
		func(text string) []float32 {
			p := m.Predict(text, lang, &s)
			return p.Basic[:]
		})
}

func evaluate(x []Example, names []string, thr func(int) float32, predict func(string) []float32) *Report {
	n := len(names)
	given, right := make([]uint64, len(x)), make([]uint64, len(x))
	prob, hit := make([][]float32, n), make([][]bool, n)
	var oneGiven, oneRight []int
	for i, e := range x {
		p := predict(e.Text)
		right[i] = e.Labels
		best, margin := 0, float32(-1)
		only, count := 0, 0
		for l := range n {
			t := thr(l)
			if p[l] >= t {
				given[i] |= 1 << l
			}
			if d := p[l] / max(t, 1e-6); d > margin {
				best, margin = l, d
			}
			if e.Has(l) {
				only, count = l, count+1
			}
			prob[l], hit[l] = append(prob[l], p[l]), append(hit[l], e.Has(l))
		}
		if count == 1 {
			oneGiven, oneRight = append(oneGiven, best), append(oneRight, only)
		}
	}
	counts := metrics.MultiLabel(given, right, n)
	r := &Report{N: len(x), Names: names, Confusion: metrics.Confusion(oneGiven, oneRight, n)}
	var judged []int // labels that the set has at all
	for l, name := range names {
		if counts[l].Support() == 0 {
			continue
		}
		judged = append(judged, l)
		c := counts[l]
		ece := metrics.ECE(prob[l], hit[l], eceBins)
		r.ECE += ece
		r.Labels = append(r.Labels, LabelReport{Name: name, Support: c.Support(), Precision: c.Precision(), Recall: c.Recall(), F1: c.F1(), Threshold: thr(l), ECE: ece})
	}
	if len(judged) == 0 {
		return r
	}
	r.ECE /= float64(len(judged))
	own := make([]metrics.Counts, len(judged))
	for i, l := range judged {
		own[i] = counts[l]
	}
	r.MacroF1, r.MicroF1 = metrics.MacroF1(own), metrics.MicroF1(own)
	macro, micro, each := intervals(given, right, judged, n)
	r.Low, r.High, r.MicroLow, r.MicroHigh = macro.Low, macro.High, micro.Low, micro.High
	for i := range r.Labels {
		r.Labels[i].Low, r.Labels[i].High = each[i].Low, each[i].High
	}
	return r
}

// intervals are the 95 % bootstrap intervals, over texts, of macro-F1, micro-F1
// and the F1 of each judged label of n.
func intervals(given, right []uint64, judged []int, n int) (macro, micro metrics.Interval, each []metrics.Interval) {
	g, t := make([]uint64, len(given)), make([]uint64, len(right))
	own := make([]metrics.Counts, len(judged))
	out := metrics.Bootstraps(len(given), 2+len(judged), bootDraws, 0.95, 1, func(cases []int, v []float64) {
		for i, c := range cases {
			g[i], t[i] = given[c], right[c]
		}
		all := metrics.MultiLabel(g, t, n)
		for i, l := range judged {
			own[i] = all[l]
			v[2+i] = own[i].F1()
		}
		v[0], v[1] = metrics.MacroF1(own), metrics.MicroF1(own)
	})
	return out[0], out[1], out[2:]
}

// Rating is one text with people's ratings of valence and arousal, on any
// scale that rises.
type Rating struct {
	Text             string
	Valence, Arousal float64
}

// AffectReport holds Pearson's r with people's ratings, with 95 % bootstrap
// intervals over texts.
type AffectReport struct {
	Valence, ValenceLow, ValenceHigh float64
	Arousal, ArousalLow, ArousalHigh float64
}

// EvaluateAffect correlates valence and arousal with the ratings.
func EvaluateAffect(m *emotion.Model, lang string, x []Rating) (r AffectReport) {
	var s emotion.Scratch
	var v, a, gv, ga []float64
	for _, r := range x {
		p := m.Predict(r.Text, lang, &s)
		v, a = append(v, float64(p.Valence)), append(a, float64(p.Arousal))
		gv, ga = append(gv, r.Valence), append(ga, r.Arousal)
	}
	over := func(x, y []float64) (low, high float64) {
		bx, by := make([]float64, len(x)), make([]float64, len(y))
		return metrics.Bootstrap(len(x), bootDraws, 0.95, 1, func(cases []int) float64 {
			for i, c := range cases {
				bx[i], by[i] = x[c], y[c]
			}
			return metrics.Pearson(bx, by)
		})
	}
	r.Valence, r.Arousal = metrics.Pearson(v, gv), metrics.Pearson(a, ga)
	r.ValenceLow, r.ValenceHigh = over(v, gv)
	r.ArousalLow, r.ArousalHigh = over(a, ga)
	return r
}
