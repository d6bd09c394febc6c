// Package metrics computes the figures by which models, codings and themes are
// judged. It is pure, and every function is deterministic.
package metrics

// Counts are the four outcomes of one yes-or-no decision.
type Counts struct{ TP, FP, FN, TN int }

// Add counts one decision.
func (c *Counts) Add(given, right bool) {
	switch {
	case given && right:
		c.TP++
	case given:
		c.FP++
	case right:
		c.FN++
	default:
		c.TN++
	}
}

// Precision is TP/(TP+FP), 0..1; 0 where nothing was given.
func (c Counts) Precision() float64 { return ratio(c.TP, c.TP+c.FP) }

// Recall is TP/(TP+FN), 0..1; 0 where there was nothing to find.
func (c Counts) Recall() float64 { return ratio(c.TP, c.TP+c.FN) }

// F1 is 2TP/(2TP+FP+FN), 0..1; 0 where nothing was given and nothing to find.
func (c Counts) F1() float64 { return ratio(2*c.TP, 2*c.TP+c.FP+c.FN) }

// Support is the number of cases to find.
func (c Counts) Support() int { return c.TP + c.FN }

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// MultiLabel counts the outcomes of n labels that are given as one bit each.
// The slices have the same length.
func MultiLabel(given, right []uint64, n int) []Counts {
	out := make([]Counts, n)
	for i := range given {
		for l := range n {
			out[l].Add(given[i]>>l&1 == 1, right[i]>>l&1 == 1)
		}
	}
	return out
}

// MacroF1 is the unweighted mean of the labels' F1.
func MacroF1(labels []Counts) float64 {
	if len(labels) == 0 {
		return 0
	}
	sum := 0.0
	for _, c := range labels {
		sum += c.F1()
	}
	return sum / float64(len(labels))
}

// MicroF1 is the F1 of all decisions taken together.
func MicroF1(labels []Counts) float64 {
	var all Counts
	for _, c := range labels {
		all.TP += c.TP
		all.FP += c.FP
		all.FN += c.FN
	}
	return all.F1()
}

// Confusion counts pairs of classes 0..n-1: Confusion[right][given].
func Confusion(given, right []int, n int) [][]int {
	out := make([][]int, n)
	for i := range out {
		out[i] = make([]int, n)
	}
	for i := range given {
		out[right[i]][given[i]]++
	}
	return out
}

// PerClass turns a confusion table into the counts of each class.
func PerClass(confusion [][]int) []Counts {
	out := make([]Counts, len(confusion))
	total := 0
	for _, row := range confusion {
		for _, n := range row {
			total += n
		}
	}
	for r, row := range confusion {
		for g, n := range row {
			if r == g {
				out[r].TP += n
				continue
			}
			out[r].FN += n
			out[g].FP += n
		}
	}
	for i := range out {
		c := &out[i]
		c.TN = total - c.TP - c.FP - c.FN
	}
	return out
}
