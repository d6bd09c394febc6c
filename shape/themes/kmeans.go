package themes

import (
	"math"
	"math/rand/v2"
)

// kmeans groups the unit vectors in v (rows of width w) around k directions:
// spherical k-means (Dhillon and Modha, 2001) from k-means++ starts, the best
// of a few starts. It returns each row's group and the centres.
func kmeans(v []float32, w, k, starts, rounds int, seed uint64) ([]int32, []float32) {
	n := len(v) / w
	k = min(k, n)
	var best []int32
	var bestCentres []float32
	bestScore := math.Inf(-1)
	for s := range starts {
		rng := rand.New(rand.NewPCG(seed, uint64(s)))
		centres := seedCentres(v, w, k, rng)
		labels, score := refine(v, w, centres, rounds)
		if score > bestScore+1e-9 {
			best, bestCentres, bestScore = labels, centres, score
		}
	}
	return best, bestCentres
}

// refine runs Lloyd's rounds from the given centres, which it moves; it
// returns the groups and the sum of similarities to the own centre.
func refine(v []float32, w int, centres []float32, rounds int) ([]int32, float64) {
	n, k := len(v)/w, len(centres)/w
	labels := make([]int32, n)
	sims := make([]float32, n)
	for i := range labels {
		labels[i] = -1
	}
	var score float64
	for range rounds {
		moved := make([]bool, n)
		parallel(n, func(i int) {
			c, s := nearest(v[i*w:(i+1)*w], centres, w)
			moved[i] = labels[i] != int32(c)
			labels[i], sims[i] = int32(c), s
		})
		score = 0
		changed := 0
		for i := range n {
			score += float64(sims[i])
			if moved[i] {
				changed++
			}
		}
		if changed == 0 {
			break
		}
		clear(centres)
		size := make([]int, k)
		for i := range n {
			c := int(labels[i])
			size[c]++
			axpy(centres[c*w:(c+1)*w], v[i*w:(i+1)*w], 1)
		}
		for c := range k {
			if size[c] == 0 { // an empty group takes the text that fits worst
				worst := 0
				for i := range n {
					if sims[i] < sims[worst] {
						worst = i
					}
				}
				copy(centres[c*w:(c+1)*w], v[worst*w:(worst+1)*w])
				sims[worst] = 2
			}
			normalise(centres[c*w : (c+1)*w])
		}
	}
	return labels, score
}

// nearest returns the centre most similar to x, the first of equals.
func nearest(x, centres []float32, w int) (int, float32) {
	best, sim := 0, float32(math.Inf(-1))
	for c := 0; c*w < len(centres); c++ {
		if s := dot(x, centres[c*w:(c+1)*w]); s > sim {
			best, sim = c, s
		}
	}
	return best, sim
}

// seedCentres picks k rows, each with a chance that grows with its distance
// from those already picked (Arthur and Vassilvitskii, 2007).
func seedCentres(v []float32, w, k int, rng *rand.Rand) []float32 {
	n := len(v) / w
	centres := make([]float32, 0, k*w)
	far := make([]float64, n)
	pick := rng.IntN(n)
	for c := range k {
		centres = append(centres, v[pick*w:(pick+1)*w]...)
		var total float64
		for i := range n {
			d := max(0, 1-float64(dot(v[i*w:(i+1)*w], centres[c*w:(c+1)*w])))
			if c == 0 || d < far[i] {
				far[i] = d
			}
			total += far[i]
		}
		at := rng.Float64() * total
		for i := range n {
			at -= far[i]
			if at <= 0 && far[i] > 0 {
				pick = i
				break
			}
		}
	}
	return centres
}
