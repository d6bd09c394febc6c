package weights

import "github.com/heedhq/heed/sense/emotion/internal/ngram"

// Labels fills z with the scores of the 28 labels for the text in b, before
// calibration. rows is working memory, returned for the next call.
func (f *File) Labels(b *ngram.Buffer, rows []int32, z *[nLabels]float32) []int32 {
	rows = f.Sums(b, rows, z)
	if len(f.Stack) == 0 {
		return rows
	}
	var odds, prob [nLabels]float32
	for l, c := range f.Inner {
		odds[l] = c.A*z[l] + c.B
		prob[l] = c.Prob(z[l])
	}
	for l, w := range f.Stack {
		z[l] = Stacked(w, &odds, &prob, l)
	}
	return rows
}

// Stacked is the score of label l from all labels' probabilities and its own
// log odds.
func Stacked(w []float32, odds, prob *[nLabels]float32, l int) float32 {
	own := prob[l]
	prob[l] = odds[l]
	s := w[nLabels]
	for k, p := range prob {
		s += w[k] * p
	}
	prob[l] = own
	return s
}

// Sums fills z with what the n-grams and the net say of each label.
func (f *File) Sums(b *ngram.Buffer, rows []int32, z *[nLabels]float32) []int32 {
	copy(z[:], f.En.Bias)
	f.En.Add(b.Words, z[:])
	f.En.Add(b.Chars, z[:])
	return f.EnNet.Add(b.Keys, rows, z[:])
}
