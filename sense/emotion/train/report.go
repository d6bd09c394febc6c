package train

// CrossReport holds cross-validated figures. A fold's thresholds are chosen on
// the other folds, so no text is judged by a threshold it helped to choose.
type CrossReport struct {
	Labels  []string
	F1      []float64 // per label
	MacroF1 float64
}

func crossReport(names []string, oof [][]float32, bits []uint64) *CrossReport {
	r := &CrossReport{Labels: names}
	for l := range names {
		col, pos := column(oof, l), hits(bits, l)
		var tp, wrong int
		for k := range folds {
			var s []float32
			var p []bool
			for i := range col {
				if i%folds != k {
					s, p = append(s, col[i]), append(p, pos[i])
				}
			}
			thr := steadyThreshold(s, p, 1)
			for i := k; i < len(col); i += folds {
				switch given := col[i] >= thr; {
				case given && pos[i]:
					tp++
				case given != pos[i]:
					wrong++
				}
			}
		}
		f := 0.0
		if tp > 0 {
			f = 2 * float64(tp) / float64(2*tp+wrong)
		}
		r.F1 = append(r.F1, f)
		r.MacroF1 += f / float64(len(names))
	}
	return r
}
