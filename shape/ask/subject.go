package ask

import (
	"math"
	"slices"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/needs"
	"github.com/heedhq/heed/shape/themes"
)

const (
	// sameMeaning is what a word counts that means what the question's does, by
	// the bridge between the languages; the same word counts 1.
	sameMeaning = 0.9
	// near is the cosine of word vectors from which two words are near, and
	// nearCounts what the nearest count.
	near       = 0.62
	nearCounts = 0.5
	// nearer is by how much that cosine must exceed what the two words have in
	// common with words that are near everything.
	nearer = 0.16
	// sameSense is what a word counts that stands in the same sense
	// (data/senses.txt), sameNeed a sentence that names the need which the
	// question names.
	sameSense = 0.8
	sameNeed  = 0.9
	// ofName is what a word counts of a name of two words ("electric cars") whose
	// other word a sentence does not have.
	ofName = 0.7
)

// subject weighs sentences by the question's terms.
type subject struct {
	terms []term
	asks  bool // of a question, whose words may be said by others of their sense
	needs []int
	// grouped are the groups of terms once they were made.
	grouped [][][]int
	df      map[string]int // by language and stem
	n       int
	named   []bool               // of an offer: the terms in its name
	match   map[string][]float64 // by language and word: how well it matches each term
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
		o := term{stem: text.Stem(word, lang), vec: themes.WordVector(word, lang)}
		o.concept, o.known = themes.Meaning(word, lang)
		o.common = commonness(o.vec)
		if s.asks {
			o.senses, o.listed = sensesOf(word, o.stem, lang)
		}
		for i := range s.terms {
			m := s.terms[i].matches(&o)
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

// matches tells how well a word matches a term.
func (t *term) matches(o *term) float64 {
	switch {
	case o.stem == t.stem && (!o.listed || !t.listed || shares(o.senses, t.senses)):
		return 1
	case o.stem == t.stem:
		return 0 // training is no train
	case o.known && t.known && o.concept == t.concept:
		return sameMeaning
	case shares(o.senses, t.senses):
		return sameSense
	case o.vec == nil || t.vec == nil || o.known && t.known || len(o.senses) > 0 && len(t.senses) > 0:
		return 0 // they are known to mean two things
	}
	if c := float64(themes.Cosine(o.vec, t.vec)); c >= near && c-(o.common+t.common)/2 >= nearer {
		return nearCounts * c
	}
	return 0
}

// of is how much of the question's subject a sentence speaks of, 0..1: the sum
// over what is asked about of the best match of any of its words, by weight.
// Terms that the question names side by side ("errors and delays") count as
// one, by the better.
func (s *subject) of(sentence string, lang heed.Language) float64 {
	if len(s.terms) == 0 {
		return 1
	}
	said := text.Words(text.Fold(sentence))
	best := make([]float64, len(s.terms))
	for _, w := range said {
		for t, m := range s.matches(w, lang) {
			best[t] = max(best[t], m)
		}
	}
	if len(s.needs) > 0 {
		named := needs.Of(said)
		for t := range s.terms {
			if best[t] < sameNeed && s.terms[t].need > 0 && slices.Contains(named, s.terms[t].need-1) {
				best[t] = sameNeed
			}
		}
	}
	var sum, all float64
	for _, group := range s.groups() {
		v, w := 0.0, 0.0
		for _, name := range group {
			m, weight := s.nameIn(name, best)
			v, w = max(v, m), max(w, weight)
		}
		sum += w * v
		all += w
	}
	return sum / all
}

// nameIn is how much of a name of one word or more is said, and what it weighs.
func (s *subject) nameIn(name []int, best []float64) (match, weight float64) {
	part := 1.0
	for _, t := range name {
		w := s.weight(t)
		match += w * best[t]
		weight += w
		if len(name) > 1 && best[t] < sameSense {
			part = ofName
		}
	}
	return part * match / weight, weight
}

// groups are the terms as they are asked about: what stands side by side in one
// group, of which one is enough; in it names, of the numbers of their terms.
func (s *subject) groups() [][][]int {
	if s.grouped != nil || len(s.terms) == 0 {
		return s.grouped
	}
	compound, beside := 0, 0
	for t := range s.terms {
		x := &s.terms[t]
		switch last := len(s.grouped) - 1; {
		case x.compound > 0 && x.compound == compound: // the name goes on
			group := s.grouped[last]
			group[len(group)-1] = append(group[len(group)-1], t)
		case x.beside > 0 && x.beside == beside:
			s.grouped[last] = append(s.grouped[last], []int{t})
		default:
			s.grouped = append(s.grouped, [][]int{{t}})
		}
		compound = x.compound
		if x.beside > 0 || x.compound == 0 {
			beside = x.beside
		}
	}
	return s.grouped
}

// unsaid reports whether there is something asked about that nothing which was
// met speaks of, by whatever word.
func (s *subject) unsaid() bool {
	return slices.ContainsFunc(s.groups(), func(group [][]int) bool {
		return !slices.ContainsFunc(group, func(name []int) bool {
			return !slices.ContainsFunc(name, func(t int) bool { return s.df[s.terms[t].stem] == 0 })
		})
	})
}

// unsaidOf marks the words asked about that nothing which was met speaks of.
func (s *subject) unsaidOf(list []heed.LookedFor) []heed.LookedFor {
	list = slices.Clone(list)
	for i := range list {
		list[i].Unsaid = slices.ContainsFunc(s.terms, func(t term) bool { return t.word == list[i].Word && s.df[t.stem] == 0 })
	}
	return list
}

// light is the share of the question's words of every day ("clients", "time")
// that a sentence has: they order answers and make none.
func (s *subject) light(sentence string, lang heed.Language, list []term) float64 {
	if len(list) == 0 {
		return 0
	}
	n := 0
	for i := range list {
		for _, w := range text.Words(text.Fold(sentence)) {
			o := term{stem: text.Stem(w, lang)}
			o.concept, o.known = themes.Meaning(w, lang)
			if list[i].matches(&o) > 0 {
				n++
				break
			}
		}
	}
	return float64(n) / float64(len(list))
}
