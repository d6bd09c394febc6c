package metrics

import "math"

// Missing marks a unit that a coder did not code.
const Missing = -1

// Alpha is Krippendorff's alpha for nominal values (Krippendorff, Content
// Analysis, and "Computing Krippendorff's Alpha-Reliability", 2011): 1 is
// perfect agreement, 0 is chance, below 0 is systematic disagreement.
// units[u] holds the values given to unit u, Missing ones aside; coders may be
// in any order and number. It is NaN where no unit has two values, or where
// only one value was ever used (there is nothing to tell apart).
func Alpha(units [][]int) float64 {
	total := map[int]float64{} // pairable values
	var n, disagree float64
	for _, u := range units {
		count := map[int]float64{}
		m := 0.0
		for _, v := range u {
			if v != Missing {
				count[v]++
				m++
			}
		}
		if m < 2 {
			continue
		}
		n += m
		same := 0.0
		for v, c := range count {
			total[v] += c
			same += c * (c - 1)
		}
		disagree += (m*(m-1) - same) / (m - 1)
	}
	if n < 2 {
		return math.NaN()
	}
	same := 0.0
	for _, c := range total {
		same += c * (c - 1)
	}
	expected := (n*(n-1) - same) / (n - 1)
	if expected == 0 {
		return math.NaN()
	}
	return 1 - disagree/expected
}

// AlphaInterval is the bootstrap interval of Alpha over units.
func AlphaInterval(units [][]int, rounds int, level float64, seed uint64) (low, high float64) {
	draw := make([][]int, len(units))
	return Bootstrap(len(units), rounds, level, seed, func(cases []int) float64 {
		for i, c := range cases {
			draw[i] = units[c]
		}
		return Alpha(draw)
	})
}

// Kappa is Cohen's kappa of two coders (Cohen 1960) over classes 0..n-1; its
// chance term is the sum over classes of the product of the coders' shares.
// NaN where chance alone gives full agreement.
func Kappa(a, b []int, n int) float64 {
	var pa, pb = make([]float64, n), make([]float64, n)
	same, total := 0.0, float64(len(a))
	for i := range a {
		pa[a[i]]++
		pb[b[i]]++
		if a[i] == b[i] {
			same++
		}
	}
	chance := 0.0
	for c := range pa {
		chance += pa[c] / total * pb[c] / total
	}
	if chance == 1 || total == 0 {
		return math.NaN()
	}
	return (same/total - chance) / (1 - chance)
}

// NMI is the mutual information of two groupings over the mean of their
// entropies (Kvalseth 1987; Vinh, Epps and Bailey 2010), 0..1. Two groupings
// that each hold one single group agree: 1.
func NMI(a, b []int) float64 {
	n := float64(len(a))
	ca, cb := map[int]float64{}, map[int]float64{}
	both := map[[2]int]float64{}
	var keys [][2]int // in order of appearance, so that sums are repeatable
	for i := range a {
		k := [2]int{a[i], b[i]}
		if both[k] == 0 {
			keys = append(keys, k)
		}
		ca[a[i]]++
		cb[b[i]]++
		both[k]++
	}
	mutual := 0.0
	for _, k := range keys {
		p := both[k] / n
		mutual += p * math.Log(both[k]*n/(ca[k[0]]*cb[k[1]]))
	}
	h := (entropy(a, ca) + entropy(b, cb)) / 2
	if h == 0 {
		return 1
	}
	return math.Max(0, math.Min(1, mutual/h))
}

func entropy(x []int, count map[int]float64) float64 {
	n, h := float64(len(x)), 0.0
	seen := map[int]bool{}
	for _, v := range x {
		if !seen[v] {
			seen[v] = true
			h -= count[v] / n * math.Log(count[v]/n)
		}
	}
	return h
}
