package ask

import (
	"math"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/themes"
)

const (
	// sameMeaning is what a word counts that means what the question's does, by
	// the bridge between the languages; the same word counts 1.
	sameMeaning = 0.9
	// near is the cosine of word vectors from which two words are near, and
	// nearCounts what the nearest count.
	near       = 0.62
	nearCounts = 0.7
)

// subject weighs sentences by the question's terms.
type subject struct {
	terms []term
	df    map[string]int // by language and stem
	n     int
	named []bool               // of an offer: the terms in its name
	match map[string][]float64 // by language and word: how well it matches each term
}

func newSubject(terms []term) *subject {
	return &subject{terms: terms, df: map[string]int{}, match: map[string][]float64{}}
}

// meet counts a sentence's words, so that rare words weigh more.
func (s *subject) meet(sentence string, lang heed.Language) {
	if len(s.terms) == 0 {
		return
	}
	s.n++
	seen := map[string]bool{}
	for _, w := range text.Words(text.Fold(sentence)) {
		for t, m := range s.matches(w, lang) {
			if m > 0 && !seen[s.terms[t].stem] {
				seen[s.terms[t].stem] = true
				s.df[s.terms[t].stem]++
			}
		}
	}
}

// weight is the inverse document frequency of a term over all that was met:
// a term that nobody said weighs most.
func (s *subject) weight(t int) float64 {
	return math.Log(1 + float64(s.n+1)/float64(s.df[s.terms[t].stem]+1))
}

// matches tells how well one folded word matches each term.
func (s *subject) matches(word string, lang heed.Language) []float64 {
	key := string(lang) + " " + word
	if m, ok := s.match[key]; ok {
		return m
	}
	var out []float64
	if len(word) > 1 && !text.Stopword(word, lang) {
		stem := text.Stem(word, lang)
		concept, known := themes.Meaning(word, lang)
		vec := themes.WordVector(word, lang)
		for i := range s.terms {
			m := s.terms[i].matches(stem, concept, known, vec)
			if m == 0 {
				continue
			}
			if out == nil {
				out = make([]float64, len(s.terms))
			}
			out[i] = m
		}
	}
	s.match[key] = out
	return out
}

func (t *term) matches(stem string, concept int32, known bool, vec []float32) float64 {
	switch {
	case stem == t.stem:
		return 1
	case known && t.known && concept == t.concept:
		return sameMeaning
	case vec == nil || t.vec == nil || known && t.known:
		return 0 // the bridge says that they mean two things
	}
	if c := float64(themes.Cosine(vec, t.vec)); c >= near {
		return nearCounts * c
	}
	return 0
}

// of is how much of the question's subject a sentence speaks of, 0..1: the sum
// over terms of the best match of any of its words, by the terms' weights.
func (s *subject) of(sentence string, lang heed.Language) float64 {
	if len(s.terms) == 0 {
		return 1
	}
	best := make([]float64, len(s.terms))
	for _, w := range text.Words(text.Fold(sentence)) {
		for t, m := range s.matches(w, lang) {
			best[t] = max(best[t], m)
		}
	}
	var sum, all float64
	for t := range s.terms {
		w := s.weight(t)
		sum += w * best[t]
		all += w
	}
	return sum / all
}
