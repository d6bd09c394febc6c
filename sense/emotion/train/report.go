package train

import (
	mathbits "math/bits"

	"github.com/heedhq/heed/internal/metrics"
)

// CrossReport holds cross-validated figures. A fold's thresholds and
// calibration are fitted on the other folds, so no text is judged by what it
// helped to choose.
type CrossReport struct {
	N       int       `json:"n"`
	Labels  []string  `json:"labels"`
	F1      []float64 `json:"f1"` // per label
	MacroF1 float64   `json:"macro_f1"`
	Low     float64   `json:"macro_f1_low"` // 95 % bootstrap interval over texts
	High    float64   `json:"macro_f1_high"`
	MicroF1 float64   `json:"micro_f1"`
	// Intervals of MicroF1 and of each F1, drawn as that of MacroF1.
	Micro metrics.Interval   `json:"-"`
	Each  []metrics.Interval `json:"-"`
	ECE   float64            `json:"ece"` // expected calibration error over 10 bins, mean over labels
	// Support, Precision and Recall are per label, as F1 is.
	Support   []int     `json:"support"`
	Precision []float64 `json:"precision"`
	Recall    []float64 `json:"recall"`
	// Confusion counts, for texts with exactly one label, how often each label
	// came nearest to its threshold or furthest over it: [right][given].
	Confusion [][]int `json:"confusion"`
}

func crossReport(names []string, oof [][]float32, bits []uint64) *CrossReport {
	r := &CrossReport{N: len(oof), Labels: names}
	given := make([]uint64, len(oof))
	near := make([]int, len(oof)) // the label furthest over its threshold
	margin := make([]float32, len(oof))
	for l := range names {
		col, pos := column(oof, l), hits(bits, l)
		prob := make([]float32, len(col))
		for k := range folds {
			var s []float32
			var p []bool
			for i := range col {
				if i%folds != k {
					s, p = append(s, col[i]), append(p, pos[i])
				}
			}
			thr, cal := steadyThreshold(s, p, 1), platt(s, p)
			for i := k; i < len(col); i += folds {
				prob[i] = cal.Prob(col[i])
				if d := prob[i] / max(cal.Prob(thr), 1e-6); d > margin[i] {
					near[i], margin[i] = l, d
				}
				if col[i] >= thr {
					given[i] |= 1 << l
				}
			}
		}
		r.ECE += metrics.ECE(prob, pos, eceBins) / float64(len(names))
	}
	counts := metrics.MultiLabel(given, bits, len(names))
	for _, c := range counts {
		r.F1 = append(r.F1, c.F1())
		r.Support = append(r.Support, c.Support())
		r.Precision, r.Recall = append(r.Precision, c.Precision()), append(r.Recall, c.Recall())
	}
	var one, right []int
	for i, b := range bits {
		if mathbits.OnesCount64(b) == 1 {
			one, right = append(one, near[i]), append(right, mathbits.TrailingZeros64(b))
		}
	}
	r.Confusion = metrics.Confusion(one, right, len(names))
	r.MacroF1 = metrics.MacroF1(counts)
	r.MicroF1 = metrics.MicroF1(counts)
	judged := make([]int, len(names))
	for l := range judged {
		judged[l] = l
	}
	var macro metrics.Interval
	macro, r.Micro, r.Each = intervals(given, bits, judged, len(names))
	r.Low, r.High = macro.Low, macro.High
	return r
}
