package metrics

import (
	"math"
	"testing"
)

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if math.IsNaN(got) != math.IsNaN(want) || math.Abs(got-want) > within {
		t.Errorf("%s: got %.6f, want %.6f", what, got, want)
	}
}

// The worked examples of Krippendorff (2011), "Computing Krippendorff's
// Alpha-Reliability", sections B and C.
func TestAlphaWorkedExamples(t *testing.T) {
	two := [][]int{{0, 1}, {1, 1}, {0, 1}, {0, 0}, {0, 0}, {0, 1}, {0, 0}, {0, 0}, {1, 0}, {0, 0}}
	near(t, "two observers, binary", Alpha(two), 0.095, 0.0005)
	x := Missing
	many := [][]int{
		{1, 1, x, 1}, {2, 2, 3, 2}, {3, 3, 3, 3}, {3, 3, 3, 3}, {2, 2, 2, 2}, {1, 2, 3, 4},
		{4, 4, 4, 4}, {1, 1, 2, 1}, {2, 2, 2, 2}, {x, 5, 5, 5}, {x, x, 1, 1}, {x, 3, x, x},
	}
	near(t, "four observers, nominal, missing data", Alpha(many), 0.743, 0.0005)
	low, high := AlphaInterval(many, 500, 0.95, 1)
	if !(low < 0.743 && 0.743 < high) {
		t.Errorf("interval %.3f..%.3f does not hold the value", low, high)
	}
	near(t, "no pairs", Alpha([][]int{{1}, {2, x}}), math.NaN(), 0)
	near(t, "one value only", Alpha([][]int{{1, 1}, {1, 1}}), math.NaN(), 0)
	near(t, "perfect", Alpha([][]int{{1, 1}, {2, 2}}), 1, 1e-12)
}

// 50 proposals, both yes 20, first only 5, second only 10, both no 15: the
// chance term is a sum, and kappa is 0.40.
func TestKappaWorkedExample(t *testing.T) {
	var a, b []int
	for _, g := range []struct{ a, b, n int }{{1, 1, 20}, {1, 0, 5}, {0, 1, 10}, {0, 0, 15}} {
		for range g.n {
			a, b = append(a, g.a), append(b, g.b)
		}
	}
	near(t, "kappa", Kappa(a, b, 2), 0.4, 1e-9)
	near(t, "one class", Kappa([]int{0, 0}, []int{0, 0}, 1), math.NaN(), 0)
}

func TestCounts(t *testing.T) {
	c := MultiLabel([]uint64{0b01, 0b11, 0b00, 0b10}, []uint64{0b01, 0b01, 0b01, 0b10}, 2)
	if c[0] != (Counts{TP: 2, FN: 1, TN: 1}) || c[1] != (Counts{TP: 1, FP: 1, TN: 2}) {
		t.Fatalf("counts %+v", c)
	}
	near(t, "precision", c[1].Precision(), 0.5, 0)
	near(t, "recall", c[0].Recall(), 2.0/3, 1e-12)
	near(t, "F1", c[0].F1(), 0.8, 1e-12)
	near(t, "macro", MacroF1(c), (0.8+2.0/3)/2, 1e-12)
	near(t, "micro", MicroF1(c), 6.0/8, 1e-12)
	near(t, "empty", Counts{}.F1(), 0, 0)
	near(t, "no labels", MacroF1(nil), 0, 0)
	table := Confusion([]int{0, 1, 1, 2}, []int{0, 1, 2, 2}, 3)
	per := PerClass(table)
	if per[1] != (Counts{TP: 1, FP: 1, TN: 2}) || per[2] != (Counts{TP: 1, FN: 1, TN: 2}) {
		t.Errorf("per class %+v of %v", per, table)
	}
}

func TestIntervals(t *testing.T) {
	// Newcombe (Statistics in Medicine 17, 1998), table I: 81/263 and 0/20.
	low, high := Wilson(81, 263, Z95)
	near(t, "81/263 low", low, 0.2553, 0.0001)
	near(t, "81/263 high", high, 0.3662, 0.0001)
	low, high = Wilson(0, 20, Z95)
	near(t, "0/20 low", low, 0, 1e-12)
	near(t, "0/20 high", high, 0.1611, 0.0001)
	low, high = Wilson(0, 0, Z95)
	near(t, "0/0", high-low, 1, 0)

	x := make([]float64, 400)
	for i := range x {
		x[i] = float64(i%2) * 2 // mean 1, deviation 1, standard error 0.05
	}
	mean := func(cases []int) float64 {
		s := 0.0
		for _, c := range cases {
			s += x[c]
		}
		return s / float64(len(cases))
	}
	low, high = Bootstrap(len(x), 2000, 0.95, 7, mean)
	near(t, "bootstrap low", low, 1-0.098, 0.01)
	near(t, "bootstrap high", high, 1+0.098, 0.01)
	again, _ := Bootstrap(len(x), 2000, 0.95, 7, mean)
	near(t, "same seed", again, low, 0)
	low, _ = Bootstrap(0, 10, 0.95, 1, mean)
	near(t, "no cases", low, math.NaN(), 0)
}

func TestCalibration(t *testing.T) {
	prob := []float32{0.1, 0.1, 0.9, 0.9, 1}
	hit := []bool{false, false, true, false, true}
	near(t, "ECE", ECE(prob, hit, 10), (2*0.1+3*(2.8/3-2.0/3))/5, 1e-6)
	near(t, "Brier", Brier(prob, hit), (0.01+0.01+0.01+0.81+0)/5, 1e-6)
	near(t, "empty", ECE(nil, nil, 10), 0, 0)
	near(t, "pearson", Pearson([]float64{1, 2, 3}, []float64{2, 4, 7}), 0.9933992677987828, 1e-12)
	near(t, "flat", Pearson([]float64{1, 1}, []float64{1, 2}), math.NaN(), 0)
}

func TestNMI(t *testing.T) {
	near(t, "same up to names", NMI([]int{0, 0, 1, 1}, []int{5, 5, 3, 3}), 1, 1e-12)
	near(t, "independent", NMI([]int{0, 0, 1, 1}, []int{0, 1, 0, 1}), 0, 1e-12)
	// Manning, Raghavan and Schuetze, Introduction to Information Retrieval
	// (2008), section 16.3: 17 points, NMI 0.36.
	var a, b []int
	for _, g := range [][3]int{{0, 0, 5}, {0, 1, 1}, {1, 0, 1}, {1, 1, 4}, {1, 2, 1}, {2, 0, 2}, {2, 2, 3}} {
		for range g[2] {
			a, b = append(a, g[0]), append(b, g[1])
		}
	}
	near(t, "worked example", NMI(a, b), 0.36, 0.005)
	near(t, "one group each", NMI([]int{1, 1}, []int{2, 2}), 1, 0)
}

// The standard error of a mean of independent values is that of theory, whether
// many statistics are drawn at once or one.
func TestManyIntervals(t *testing.T) {
	x := make([]float64, 400)
	for i := range x {
		x[i] = float64(i%2)*2 - 1 // variance 1
	}
	mean := func(cases []int) float64 {
		sum := 0.0
		for _, c := range cases {
			sum += x[c]
		}
		return sum / float64(len(cases))
	}
	near(t, "delete-half", DeleteHalf(len(x), 4000, 3, mean), 0.05, 0.003)
	if !math.IsNaN(DeleteHalf(1, 10, 1, mean)) {
		t.Error("one case has no spread")
	}
	got := Bootstraps(len(x), 3, 2000, 0.95, 7, func(cases []int, v []float64) {
		v[0], v[1], v[2] = mean(cases), 2*mean(cases), math.NaN()
	})
	low, high := Bootstrap(len(x), 2000, 0.95, 7, mean)
	if got[0] != (Interval{low, high}) {
		t.Errorf("drawn together %v, alone %v %v", got[0], low, high)
	}
	near(t, "twice the mean", got[1].Low, 2*low, 1e-12)
	if !math.IsNaN(got[2].Low) {
		t.Error("a figure that is never told has an interval")
	}
}
