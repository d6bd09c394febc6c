package personas

import (
	"math"
	"math/rand/v2"
)

// cluster parts unit vectors into k groups: spherical k-means, the best of
// eight starts.
func cluster(vec [][]float64, k int, seed uint64) []int {
	var best []int
	bestScore := math.Inf(-1)
	for s := range 8 {
		rng := rand.New(rand.NewPCG(seed, uint64(s*31+k)))
		centres := make([][]float64, k)
		for i, p := range rng.Perm(len(vec))[:k] {
			centres[i] = append([]float64(nil), vec[p]...)
		}
		labels := make([]int, len(vec))
		var score float64
		for range 40 {
			score = 0
			changed := false
			for i, v := range vec {
				at, sim := 0, math.Inf(-1)
				for c := range centres {
					if x := inner(v, centres[c]); x > sim {
						at, sim = c, x
					}
				}
				score += sim
				changed = changed || labels[i] != at
				labels[i] = at
			}
			if !changed {
				break
			}
			for c := range centres {
				clear(centres[c])
			}
			for i, v := range vec {
				for j, x := range v {
					centres[labels[i]][j] += x
				}
			}
			for c := range centres {
				unit(centres[c])
			}
		}
		if score > bestScore+1e-12 {
			best, bestScore = labels, score
		}
	}
	return best
}

const (
	// chances is how often people are put together at random, and anew
	// the most people of whom that is done.
	chances = 3
	anew    = 2000
)

// byChance is the greatest mean silhouette of k groups among people who are put
// together at random: each theme and feeling keeps its values, and who has them
// is drawn anew (after the reference of Tibshirani, Walther and Hastie, Journal
// of the Royal Statistical Society B 63, 2001, for the number of groups).
func byChance(vec [][]float64, k int, seed uint64) float64 {
	vec = vec[:min(len(vec), anew)]
	top := math.Inf(-1)
	for r := range uint64(chances) {
		rng := rand.New(rand.NewPCG(seed, r))
		drawn := make([][]float64, len(vec))
		for i := range drawn {
			drawn[i] = make([]float64, len(vec[0]))
		}
		for j := range vec[0] {
			for i, from := range rng.Perm(len(vec)) {
				drawn[i][j] = vec[from][j]
			}
		}
		for i := range drawn {
			unit(drawn[i])
		}
		top = max(top, meanSilhouette(drawn, cluster(drawn, k, seed), k))
	}
	return top
}

func inner(a, b []float64) float64 {
	var s float64
	for i := range a {
		s += a[i] * b[i]
	}
	return s
}

// meanSilhouette is the mean over all of (b-a)/max(a,b), where a is the mean
// distance (1 - cosine) to the own group and b to the nearest other
// (Rousseeuw, 1987).
func meanSilhouette(vec [][]float64, labels []int, k int) float64 {
	per := silhouettes(vec, labels, k)
	var sum float64
	n := 0
	for _, x := range per {
		if !math.IsNaN(x) {
			sum += x
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

// silhouettes are NaN for vectors not looked at or alone in their group. The
// mean distance to a group of unit vectors is 1 minus the product with the sum
// of the group over its size, so that the work is linear.
func silhouettes(vec [][]float64, labels []int, k int) []float64 {
	if len(vec) == 0 {
		return nil
	}
	sums := make([][]float64, k)
	size := make([]float64, k)
	for c := range sums {
		sums[c] = make([]float64, len(vec[0]))
	}
	for i, v := range vec {
		if labels[i] < 0 {
			continue
		}
		size[labels[i]]++
		for j, x := range v {
			sums[labels[i]][j] += x
		}
	}
	out := make([]float64, len(vec))
	for i, v := range vec {
		out[i] = math.NaN()
		own := labels[i]
		if own < 0 || size[own] < 2 {
			continue
		}
		a := 1 - (inner(v, sums[own])-inner(v, v))/(size[own]-1)
		b := math.Inf(1)
		for c := range k {
			if c != own && size[c] > 0 {
				b = min(b, 1-inner(v, sums[c])/size[c])
			}
		}
		if m := max(a, b); m > 0 && !math.IsInf(b, 1) {
			out[i] = (b - a) / m
		}
	}
	return out
}

// separate sets each group's mean silhouette.
func separate(groups []Group, vec [][]float64) {
	if len(groups) < 2 {
		return
	}
	labels := make([]int, len(vec))
	for i := range labels {
		labels[i] = -1
	}
	for g := range groups {
		for _, p := range groups[g].People {
			labels[p] = g
		}
	}
	per := silhouettes(vec, labels, len(groups))
	for g := range groups {
		var sum float64
		n := 0
		for _, p := range groups[g].People {
			if !math.IsNaN(per[p]) {
				sum += per[p]
				n++
			}
		}
		if n > 0 {
			groups[g].Separation = math.Round(sum/float64(n)*1000) / 1000
		}
	}
}
