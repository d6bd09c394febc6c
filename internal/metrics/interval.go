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
	if n <= 0 || rounds <= 0 {
		return math.NaN(), math.NaN()
	}
	rng := rand.New(rand.NewPCG(seed, 0x9E3779B97F4A7C15))
	draw := make([]int, n)
	got := make([]float64, 0, rounds)
	for range rounds {
		for i := range draw {
			draw[i] = rng.IntN(n)
		}
		if v := stat(draw); !math.IsNaN(v) {
			got = append(got, v)
		}
	}
	if len(got) == 0 {
		return math.NaN(), math.NaN()
	}
	slices.Sort(got)
	tail := (1 - level) / 2
	return quantile(got, tail), quantile(got, 1-tail)
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
