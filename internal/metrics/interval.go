package metrics

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Z95 is the standard normal quantile of a two-sided 95 % interval.
const Z95 = 1.959963984540054

// Wilson returns the score interval of a proportion of hits in n (Wilson 1927);
// z is the normal quantile, for example Z95. It is 0..1 where n is 0.
func Wilson(hits, n int, z float64) (low, high float64) {
	if n <= 0 {
		return 0, 1
	}
	p, m := float64(hits)/float64(n), float64(n)
	mid := (p + z*z/(2*m)) / (1 + z*z/m)
	half := z / (1 + z*z/m) * math.Sqrt(p*(1-p)/m+z*z/(4*m*m))
	return math.Max(0, mid-half), math.Min(1, mid+half)
}

// Bootstrap returns the percentile interval at level (0.95 for 95 %) of a
// statistic over n cases: each round draws n case numbers with replacement and
// calls stat with them (Efron 1979). The slice is reused between rounds. To
// resample people rather than sentences, let a case be a person.
func Bootstrap(n, rounds int, level float64, seed uint64, stat func(cases []int) float64) (low, high float64) {
	out := Bootstraps(n, 1, rounds, level, seed, func(cases []int, v []float64) { v[0] = stat(cases) })
	return out[0].Low, out[0].High
}

// Interval is an interval of a figure; both ends are NaN where none can be told.
type Interval struct{ Low, High float64 }

// Bootstraps is Bootstrap for several statistics at once, on the same draws:
// stat fills one value each. A draw on which a value is NaN counts for none.
func Bootstraps(n, stats, rounds int, level float64, seed uint64, stat func(cases []int, values []float64)) []Interval {
	out := make([]Interval, stats)
	for i := range out {
		out[i] = Interval{math.NaN(), math.NaN()}
	}
	if n <= 0 || rounds <= 0 {
		return out
	}
	rng := rand.New(rand.NewPCG(seed, 0x9E3779B97F4A7C15))
	draw := make([]int, n)
	got, values := make([][]float64, stats), make([]float64, stats)
	for range rounds {
		for i := range draw {
			draw[i] = rng.IntN(n)
		}
		stat(draw, values)
		for i, v := range values {
			if !math.IsNaN(v) {
				got[i] = append(got[i], v)
			}
		}
	}
	tail := (1 - level) / 2
	for i, g := range got {
		if len(g) > 0 {
			slices.Sort(g)
			out[i] = Interval{quantile(g, tail), quantile(g, 1-tail)}
		}
	}
	return out
}

// DeleteHalf returns the standard error of a statistic over n cases by the
// delete-half jackknife (Shao and Wu 1989): its spread over random halves, drawn
// without replacement. It serves where a bootstrap does not: drawing a case
// twice makes two groupings agree by itself. The slice is reused.
func DeleteHalf(n, rounds int, seed uint64, stat func(cases []int) float64) float64 {
	if n < 2 || rounds < 2 {
		return math.NaN()
	}
	rng := rand.New(rand.NewPCG(seed, 0x9E3779B97F4A7C15))
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	half, sum, squares := n/2, 0.0, 0.0
	for range rounds {
		for i := range half {
			j := i + rng.IntN(n-i)
			order[i], order[j] = order[j], order[i]
		}
		v := stat(order[:half])
		sum, squares = sum+v, squares+v*v
	}
	mean := sum / float64(rounds)
	// the deleted part over the kept one scales the spread of a half to that of the whole
	return math.Sqrt(max(0, squares/float64(rounds)-mean*mean) * float64(half) / float64(n-half))
}

// quantile interpolates between the ordered values.
func quantile(sorted []float64, q float64) float64 {
	x := q * float64(len(sorted)-1)
	i := int(x)
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	f := x - float64(i)
	return sorted[i]*(1-f) + sorted[i+1]*f
}
