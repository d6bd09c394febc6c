package metrics

import "math"

// Bin is one stretch of probabilities in a calibration table.
type Bin struct {
	Low, High float64 // the stretch, half open but for the last
	N         int
	Mean      float64 // mean probability said
	Rate      float64 // share that came true
}

// Reliability sorts predictions into bins of equal width.
func Reliability(prob []float32, hit []bool, bins int) []Bin {
	out := make([]Bin, bins)
	for b := range out {
		out[b].Low, out[b].High = float64(b)/float64(bins), float64(b+1)/float64(bins)
	}
	for i, p := range prob {
		b := &out[max(0, min(int(float64(p)*float64(bins)), bins-1))]
		b.N++
		b.Mean += float64(p)
		if hit[i] {
			b.Rate++
		}
	}
	for i := range out {
		if n := float64(out[i].N); n > 0 {
			out[i].Mean /= n
			out[i].Rate /= n
		}
	}
	return out
}

// ECE is the expected calibration error, 0..1: the mean distance of what was
// said from what came true over bins of equal width, weighted by their size
// (Naeini, Cooper and Hauskrecht, AAAI 2015). 0 where there are no predictions.
func ECE(prob []float32, hit []bool, bins int) float64 {
	sum := 0.0
	for _, b := range Reliability(prob, hit, bins) {
		sum += float64(b.N) * math.Abs(b.Mean-b.Rate)
	}
	if len(prob) == 0 {
		return 0
	}
	return sum / float64(len(prob))
}

// Brier is the mean squared distance of a probability from what came true
// (Brier 1950), 0..1.
func Brier(prob []float32, hit []bool) float64 {
	sum := 0.0
	for i, p := range prob {
		d := float64(p)
		if hit[i] {
			d--
		}
		sum += d * d
	}
	if len(prob) == 0 {
		return 0
	}
	return sum / float64(len(prob))
}

// Pearson is the product-moment correlation, -1..1; NaN where one side does
// not vary.
func Pearson(x, y []float64) float64 {
	n := float64(len(x))
	var sx, sy float64
	for i := range x {
		sx += x[i]
		sy += y[i]
	}
	mx, my := sx/n, sy/n
	var sxy, sxx, syy float64
	for i := range x {
		sxy += (x[i] - mx) * (y[i] - my)
		sxx += (x[i] - mx) * (x[i] - mx)
		syy += (y[i] - my) * (y[i] - my)
	}
	if sxx == 0 || syy == 0 {
		return math.NaN()
	}
	return sxy / math.Sqrt(sxx*syy)
}
