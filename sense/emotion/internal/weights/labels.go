package weights

import "github.com/heedhq/heed/sense/emotion/internal/ngram"

// The two languages, as numbers of a Reader's memos.
const (
	en = iota
	es
)

// Scores are sums before calibration.
type Scores struct {
	Labels [nLabels]float32
	Basic  [nBasicEs]float32 // in English the first nBasicEn, see BasicEnOrder
}

// ScoreEn scores the tokenised English text in b. mark, where not nil, fills
// r.Marks; it must answer the same for the same word.
func (f *File) ScoreEn(r *Reader, b *ngram.Buffer, mark func(ngram.Token, []byte) Mark, out *Scores) {
	r.read(f, en, b, mark)
	z := &out.Labels
	copy(z[:], f.En.Bias)
	f.en.Score(&r.words, 0, z[:])
	f.en.Score(&r.chars, 0, z[:])
	f.net.Add(r.net, z)
	f.restack(z)
	basic := out.Basic[:nBasicEn]
	copy(basic, f.BasicEn.Bias)
	f.en.Score(&r.words, 1, basic)
	f.en.Score(&r.chars, 1, basic)
	for k := range basic {
		for l, w := range f.MixEn[k] {
			basic[k] += w * z[l]
		}
	}
}

// ScoreEs scores the tokenised Spanish text in b, its basic emotions alone.
func (f *File) ScoreEs(r *Reader, b *ngram.Buffer, mark func(ngram.Token, []byte) Mark, out *Scores) {
	r.read(f, es, b, mark)
	copy(out.Basic[:], f.BasicEs.Bias)
	f.es.Score(&r.words, 0, out.Basic[:])
	f.es.Score(&r.chars, 0, out.Basic[:])
}

// restack turns the sums of the labels into their stacked scores, as Stacked
// does one by one.
func (f *File) restack(z *[nLabels]float32) {
	if len(f.Stack) == 0 {
		return
	}
	s := f.stack[nLabels] // the constants
	for k, c := range f.Inner {
		odds, p := c.A*z[k]+c.B, c.Prob(z[k])
		w := &f.stack[k]
		own := s[k] + w[k]*odds
		for l := range s {
			s[l] += w[l] * p
		}
		s[k] = own
	}
	*z = s
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
