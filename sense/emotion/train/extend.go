package train

import "github.com/heedhq/heed/sense/emotion/internal/ngram"

const (
	extendWords = 30000 // of the commonest, that get a derived valence
	extendShare = 0.5   // of the derived valence that is kept
	extendFloor = 0.1   // derived valence under which a word stays neutral
	extendRidge = 5.0
	neutralOf   = 12000 // commonest words among which unrated ones are neutral
)

// extend gives common words without a rating a valence from their vector, by
// ridge regression from vectors to ratings; every third common word without a
// rating is taken as neutral, so that the regression knows what that is.
// Valence spreads to words used alike (Turney and Littman, ACM TOIS 21, 2003).
func extend(words map[string]mean, vec *Vectors) map[string]float64 {
	n := vec.dim + 1
	a := make([][]float64, n)
	for i := range a {
		a[i] = make([]float64, n+1)
		a[i][i] = extendRidge
	}
	row := make([]float32, n)
	unrated := 0
	for i, w := range vec.words {
		var y float64
		if m, ok := words[w]; ok {
			y = m.sum / m.weight
		} else if i >= neutralOf {
			continue
		} else if unrated++; unrated%3 != 1 {
			continue
		}
		vec.row(i, row)
		row[n-1] = 1
		for j, x := range row {
			for k, z := range row {
				a[j][k] += float64(x) * float64(z)
			}
			a[j][n] += float64(x) * y
		}
	}
	coef := eliminate(a)
	out := map[string]float64{}
	var b ngram.Buffer
	for i, w := range vec.words[:min(extendWords, len(vec.words))] {
		if _, ok := words[w]; ok || ngram.IsNegation([]byte(w)) {
			continue
		}
		if b.Tokenise(w); len(b.Tokens) != 1 {
			continue
		}
		vec.row(i, row)
		v := coef[n-1]
		for j := range vec.dim {
			v += coef[j] * float64(row[j])
		}
		if v > extendFloor || v < -extendFloor {
			out[w] = extendShare * max(-1, min(1, v))
		}
	}
	return out
}

// eliminate solves the symmetric positive definite system a, whose last column
// is the right side, in place.
func eliminate(a [][]float64) []float64 {
	n := len(a)
	for i := range n {
		for j := i + 1; j < n; j++ {
			m := a[j][i] / a[i][i]
			for k := i; k <= n; k++ {
				a[j][k] -= m * a[i][k]
			}
		}
	}
	x := make([]float64, n)
	for i := n - 1; i >= 0; i-- {
		x[i] = a[i][n]
		for k := i + 1; k < n; k++ {
			x[i] -= a[i][k] * x[k]
		}
		x[i] /= a[i][i]
	}
	return x
}
