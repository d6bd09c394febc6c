// Package stats holds the intervals that shaping prints beside its figures.
package stats

import (
	"math"
	"math/rand/v2"
	"slices"

	heed "github.com/heedhq/heed"
)

// Level is the confidence level of every interval.
const Level = 0.95

const z95 = 1.959963984540054

// Wilson is the score interval of k out of n (Wilson, JASA 22, 1927). With n
// 0 it is the whole range.
func Wilson(k, n int) heed.Interval {
	if n <= 0 {
		return heed.Interval{Low: 0, High: 1, Level: Level}
	}
	p, m := float64(k)/float64(n), float64(n)
	centre := (p + z95*z95/(2*m)) / (1 + z95*z95/m)
	half := z95 / (1 + z95*z95/m) * math.Sqrt(p*(1-p)/m+z95*z95/(4*m*m))
	return heed.Interval{Value: p, Low: max(0, min(p, centre-half)), High: min(1, max(p, centre+half)), N: n, Level: Level}
}

// Ratio is one participant's share of a figure: the sum of what is measured
// and of what it is measured over.
type Ratio struct{ Sum, Over float64 }

// BootstrapRatio is the ratio of sums over participants with the percentile
// interval of resampling participants, never their sentences (Efron and
// Tibshirani, 1993, chapters 13 and 8.3). The seed fixes the result. n counts
// participants with something to measure over.
func BootstrapRatio(people []Ratio, resamples int, seed uint64) heed.Interval {
	kept := make([]Ratio, 0, len(people))
	var sum, over float64
	for _, p := range people {
		if p.Over > 0 {
			kept = append(kept, p)
			sum += p.Sum
			over += p.Over
		}
	}
	out := heed.Interval{N: len(kept), Level: Level}
	if len(kept) == 0 {
		return out
	}
	out.Value = sum / over
	if len(kept) == 1 || resamples < 2 {
		out.Low, out.High = out.Value, out.Value
		return out
	}
	rng := rand.New(rand.NewPCG(seed, uint64(len(kept))))
	values := make([]float64, resamples)
	for r := range values {
		var s, o float64
		for range kept {
			p := kept[rng.IntN(len(kept))]
			s += p.Sum
			o += p.Over
		}
		values[r] = s / o
	}
	slices.Sort(values)
	out.Low = min(out.Value, quantile(values, (1-Level)/2))
	out.High = max(out.Value, quantile(values, 1-(1-Level)/2))
	return out
}

// quantile interpolates linearly in sorted values (type 7 of Hyndman and Fan,
// 1996).
func quantile(sorted []float64, q float64) float64 {
	at := q * float64(len(sorted)-1)
	i := int(at)
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + (at-float64(i))*(sorted[i+1]-sorted[i])
}
