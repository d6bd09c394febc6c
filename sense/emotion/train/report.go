package train

import "github.com/heedhq/heed/internal/metrics"

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
	ECE     float64   `json:"ece"` // expected calibration error over 10 bins, mean over labels
}

func crossReport(names []string, oof [][]float32, bits []uint64) *CrossReport {
	r := &CrossReport{N: len(oof), Labels: names}
	given := make([]uint64, len(oof))
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
	}
	r.MacroF1 = metrics.MacroF1(counts)
	g, b := make([]uint64, len(bits)), make([]uint64, len(bits))
	r.Low, r.High = metrics.Bootstrap(len(bits), bootDraws, 0.95, 1, func(cases []int) float64 {
		for i, c := range cases {
			g[i], b[i] = given[c], bits[c]
		}
		return metrics.MacroF1(metrics.MultiLabel(g, b, len(names)))
	})
	return r
}
