package train

import (
	"math"
	"math/rand/v2"
	"slices"
	"sort"

	"github.com/heedhq/heed/sense/emotion/internal/weights"
)

// platt fits p = 1/(1+exp(-(A*score+B))) by Newton's method on targets drawn
// in from 0 and 1 (Platt 1999; Lin, Lin and Weng 2007). A is kept over 0.
func platt(score []float32, positive []bool) weights.Platt {
	var pos, neg float64
	for _, p := range positive {
		if p {
			pos++
		} else {
			neg++
		}
	}
	hi, lo := (pos+1)/(pos+2), 1/(neg+2)
	a, b := 1.0, math.Log((pos+1)/(neg+1))
	for range 100 {
		var ga, gb, haa, hab, hbb float64
		haa, hbb = 1e-6, 1e-6
		for i, s := range score {
			t := lo
			if positive[i] {
				t = hi
			}
			z := float64(s)
			p := 1 / (1 + math.Exp(-(a*z + b)))
			d, h := p-t, p*(1-p)
			ga += d * z
			gb += d
			haa += h * z * z
			hab += h * z
			hbb += h
		}
		det := haa*hbb - hab*hab
		if det < 1e-12 {
			break
		}
		da, db := (hbb*ga-hab*gb)/det, (haa*gb-hab*ga)/det
		step := 1.0
		if m := math.Max(math.Abs(da), math.Abs(db)); m > 2 {
			step = 2 / m
		}
		a -= step * da
		b -= step * db
		if math.Abs(da)+math.Abs(db) < 1e-7 {
			break
		}
	}
	return weights.Platt{A: float32(math.Max(a, 1e-3)), B: float32(b)}
}

// bestThreshold returns the score at or over which giving the label has the
// highest F1, and that F1.
func bestThreshold(score []float32, positive []bool) (thr float32, f1 float64) {
	idx := make([]int, len(score))
	total := 0
	for i := range idx {
		idx[i] = i
		if positive[i] {
			total++
		}
	}
	sort.SliceStable(idx, func(a, b int) bool { return score[idx[a]] > score[idx[b]] })
	thr = math.MaxFloat32 // never, where nothing was to be found
	tp := 0
	for k, i := range idx {
		if positive[i] {
			tp++
		}
		last := k+1 == len(idx)
		if !last && score[idx[k+1]] == score[i] {
			continue
		}
		if f := 2 * float64(tp) / float64(k+1+total); f > f1 {
			f1, thr = f, score[i]
			if !last {
				thr = (score[i] + score[idx[k+1]]) / 2
			}
		}
	}
	return thr, f1
}

// bagRounds is the number of resamples over which a threshold is averaged.
const bagRounds = 25

// steadyThreshold averages the best threshold over bootstrap samples, as the
// best one of a single small sample is too lucky to hold.
func steadyThreshold(score []float32, positive []bool, seed uint64) float32 {
	if !slices.Contains(positive, true) {
		return math.MaxFloat32
	}
	rng := rand.New(rand.NewPCG(seed, 4))
	s, p := make([]float32, len(score)), make([]bool, len(score))
	sum, n := 0.0, 0.0
	for range bagRounds {
		for i := range s {
			j := rng.IntN(len(score))
			s[i], p[i] = score[j], positive[j]
		}
		if t, f := bestThreshold(s, p); f > 0 {
			sum += float64(t)
			n++
		}
	}
	if n == 0 {
		return math.MaxFloat32
	}
	return float32(sum / n)
}
