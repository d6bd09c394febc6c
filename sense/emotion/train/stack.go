package train

import (
	"math"

	"github.com/heedhq/heed/sense/emotion/internal/weights"
)

// stackRidge holds the weights of the other labels near 0.
const stackRidge = 0.3

// fitStack learns, for each label, how the other labels' probabilities change
// its own score (Wolpert, Neural Networks 5, 1992): a text that is surely a
// question of curiosity is less often confusion. It is fitted on cross-fitted
// scores, calibrated by inner, so that no model judges what it was shown.
func fitStack(cross [][]float32, bits []uint64, inner []weights.Platt) [][]float32 {
	n := len(inner)
	x := make([][]float32, len(cross)) // probabilities, then a constant
	odds := make([][]float32, len(cross))
	for i, z := range cross {
		x[i], odds[i] = make([]float32, n+1), make([]float32, n)
		x[i][n] = 1
		for l, c := range inner {
			x[i][l] = c.Prob(z[l])
			odds[i][l] = c.A*z[l] + c.B
		}
	}
	var out [][]float32
	for l := range n {
		own := column(x, l)
		for i := range x {
			x[i][l] = odds[i][l]
		}
		out = append(out, logistic(x, hits(bits, l), l))
		for i := range x {
			x[i][l] = own[i]
		}
	}
	return out
}

// logistic fits logistic regression by Newton's method from the weight 1 for
// feature own and 0 for all others, which ridge holds them to; the last
// feature is the constant, and neither it nor own is held.
func logistic(x [][]float32, positive []bool, own int) []float32 {
	const free = 1e-3
	n := len(x[0])
	w := make([]float64, n)
	start := make([]float64, n)
	start[own] = 1
	copy(w, start)
	for range 10 {
		a := make([][]float64, n)
		for j := range a {
			r := stackRidge
			if j == own || j == n-1 {
				r = free
			}
			a[j] = make([]float64, n+1)
			a[j][j], a[j][n] = r, r*(start[j]-w[j])
		}
		for i, row := range x {
			newtonRow(a, row, w, positive[i])
		}
		for j := range n {
			for k := range j {
				a[k][j] = a[j][k]
			}
		}
		step := eliminate(a)
		biggest := 0.0
		for j := range w {
			w[j] += step[j]
			biggest = math.Max(biggest, math.Abs(step[j]))
		}
		if biggest < 1e-3 {
			break
		}
	}
	out := make([]float32, n)
	for j := range w {
		out[j] = float32(w[j])
	}
	return out
}

// newtonRow adds one text's gradient and the lower half of its curvature.
func newtonRow(a [][]float64, row []float32, w []float64, positive bool) {
	n := len(row)
	z := 0.0
	for j, v := range row {
		z += w[j] * float64(v)
	}
	p := 1 / (1 + math.Exp(-z))
	g := -p
	if positive {
		g++
	}
	h := p * (1 - p)
	for j, v := range row {
		aj := a[j]
		aj[n] += g * float64(v)
		hv := h * float64(v)
		for k := range j + 1 {
			aj[k] += hv * float64(row[k])
		}
	}
}

// stacked gives the stacked scores of cross-fitted ones.
func stacked(cross [][]float32, inner []weights.Platt, stack [][]float32) [][]float32 {
	out := make([][]float32, len(cross))
	for i, z := range cross {
		var odds, prob [28]float32
		for l, c := range inner {
			odds[l] = c.A*z[l] + c.B
			prob[l] = c.Prob(z[l])
		}
		for l, w := range stack {
			out[i] = append(out[i], weights.Stacked(w, &odds, &prob, l))
		}
	}
	return out
}
