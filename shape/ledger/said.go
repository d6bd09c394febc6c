package ledger

import (
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/needs"
)

// said is what two sentences are compared by.
type said struct {
	words    []string // folded, in order
	stems    []string // content words, sorted, each once
	content  []string // those that are no words of every day
	weight   float64  // of stems
	names    []int    // the needs that it names
	concepts []int    // those of them that it tells of what is, and dangers
	negated  bool
	salience float64
	verdict  int  // see verdict
	undoes   bool // see undoes
	doubts   bool // see doubted
	others   bool // it gives the view of others
	leads    bool // see leadsIn
	lang     heed.Language
}

func (m *Maker) said(u int32) *said {
	if s, ok := m.heard[u]; ok {
		return s
	}
	if m.base != nil {
		if s, ok := m.base.heard[u]; ok {
			return s
		}
	}
	ut := &m.Corpus.Utterances[u]
	s := newSaid(m.Weights, ut.Text, ut.Language)
	s.salience = salience(ut, s.words)
	m.heard[u] = s
	return s
}

func newSaid(w *Weights, sentence string, lang heed.Language) *said {
	s := &said{words: text.Words(text.Fold(sentence)), stems: stems(sentence, lang), negated: Negated(sentence, lang), lang: lang}
	everyday := light()
	for _, x := range s.stems {
		s.weight += w.share(x)
		if !everyday[x] {
			s.content = append(s.content, x)
		}
	}
	s.leads = leadsIn(sentence, s.words)
	s.names = needs.Of(s.words)
	s.concepts = conceptsOf(s.names, s.words)
	s.verdict, s.undoes = verdict(s.words, lang), undoes(s.words)
	s.doubts, s.others = doubted(s.words), ofOthers(s.words) || fearedByOthers(s.words) || AboutOthers(sentence, lang)
	return s
}

const (
	// sharedShare is the share of the weight of both sentences' words of
	// content that two which say the same have in common (Dice): predicate and
	// object, not a noun that happens to occur in both.
	sharedShare = 0.5
	// pasted is the share from which two sentences are the same text.
	pasted = 0.9
	// fewestShared is the least words of content in common.
	fewestShared = 2
)

// share is what a word counts when two sentences are compared: one that all
// hold still counts a little, so that a handful of sentences can be compared.
func (w *Weights) share(stem string) float64 { return max(leastShare, w.weight(stem)) }

const leastShare = 0.15

// overlap is how many words of content two sentences share, and the share of
// the weight of all their words that those in common are (Dice).
func (w *Weights) overlap(a, b *said) (n int, share float64) {
	everyday := light()
	var sum float64
	for i, j := 0, 0; i < len(a.stems) && j < len(b.stems); {
		switch {
		case a.stems[i] == b.stems[j]:
			if !everyday[a.stems[i]] {
				n++
			}
			sum += w.share(a.stems[i])
			i++
			j++
		case a.stems[i] < b.stems[j]:
			i++
		default:
			j++
		}
	}
	if t := a.weight + b.weight; t > 0 {
		share = 2 * sum / t
	}
	return n, share
}

// indexed are the words by which a sentence is found: those of content, and all
// of a short one, which another may hold.
func (s *said) indexed() []string {
	list := s.content
	if len(s.stems) <= shortSaid {
		list = s.stems
	}
	whole := strings.Join(s.words, " ")
	return append(slices.Clone(list), "="+whole, "=="+whole) // the same words are enough
}

// shortSaid is the most words of a sentence of which a word of every day counts.
const shortSaid = 5

// sameText reports whether two sentences are the same but for a word.
func (w *Weights) sameText(a, b *said) bool {
	if slices.Equal(a.words, b.words) {
		return true
	}
	n, share := w.overlap(a, b)
	return n >= fewestShared && share >= pasted
}

// agrees reports whether b says in the same words what the headline a says (see
// covers): they share two words of content or more that make up half of both,
// lie near where both have been placed, and neither denies what the other
// states. In a matter that has a side, two that weigh the same way may differ in
// a "not", unless they are nearly the same words.
func (w *Weights) agrees(a, b *said, sim float64, kind heed.SignalKind, valence float64) bool {
	if slices.Equal(a.words, b.words) {
		return true
	}
	n, share := w.overlap(a, b)
	if n < fewestShared || share < sharedShare || sim < alike || disputed(a, b) || !w.covers(a, b) {
		return false
	}
	if kind != heed.SigRisk && kind != heed.SigGoal && conditional(a.words) != conditional(b.words) {
		return false // what is and what would be
	}
	return a.negated == b.negated || sign(kind) != 0 && valence > 0 && share < nearlyAll
}

// nearlyAll is the share from which two sentences are nearly the same words.
const nearlyAll = 0.75

// family is the sort of statement that a kind makes: what people suffer, want
// or judge; what they do; what they are told.
func family(k heed.SignalKind) int {
	switch k {
	case heed.SigHears, heed.SigInfluence:
		return heardOf
	case heed.SigDoes, heed.SigSees, heed.SigSays:
		return 2
	case heed.SigTask, heed.SigThinks:
		return 0 // goes with either
	}
	return 1
}

// heardOf is the family of what people are told.
const heardOf = 3

// akin reports whether sentences of two kinds can be told as one claim.
func akin(a, b heed.SignalKind) bool {
	fa, fb := family(a), family(b)
	if wants(a) != wants(b) && (sign(a) != 0 || sign(b) != 0) {
		return false
	}
	return (fa == fb || fa != heardOf && fb != heardOf && (fa == 0 || fb == 0)) && sign(a)*sign(b) >= 0
}
