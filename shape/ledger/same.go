package ledger

import (
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/needs"
)

const (
	// specific is the weight from which a word of a headline is a thing that
	// those who say the same name too; lighter ones half the study says.
	specific = 0.3
	// fewSpecific is the most words of a headline that all must be shared, and
	// unsharedWeight the share of the weight of a longer one that may be missing.
	fewSpecific, unsharedWeight = 4, 0.25
)

// framing are stems that tell how something is said and not what: how often,
// how surely, with which feeling.
var framing = func() map[string]bool {
	out := map[string]bool{}
	for lang, list := range map[heed.Language]string{
		heed.English: `afraid fear fears worry worries worried concern concerns concerned scared enjoy love like prefer help helps helped helpful tend usually always often
			generally definitely really personally mostly honestly especially absolutely just please someone somebody`,
		heed.Spanish: `miedo preocupa preocupan temo gusta gustaria encanta prefiero ayuda ayudan siempre suelo normalmente realmente personalmente sobre todo alguien favor`,
	} {
		for w := range strings.FieldsSeq(list) {
			out[text.Stem(w, lang)] = true
		}
	}
	return out
}()

// particulars are the words of a headline that somebody who says the same has
// to say as well: its words of content but for those that half of the study
// says and those that name the need.
// The words of every day among the rest come second.
func (s *said) particulars(w *Weights, need int) (list, plain []string) {
	cue := map[string]bool{}
	for _, h := range needs.Hits(s.words) {
		if h.Need == need {
			for _, x := range s.words[h.From:h.To] {
				cue[text.Stem(x, s.lang)] = true
			}
		}
	}
	for _, x := range s.stems {
		switch {
		case w.weight(x) < specific || framing[x] || cue[x]:
		case slices.Contains(s.content, x):
			list = append(list, x)
		default:
			plain = append(plain, x)
		}
	}
	return list, plain
}

// covers reports whether b says what the headline a says, and does not only
// speak of it too: of the words of a headline of four all, of a longer one three
// quarters by weight, and its numbers.
func (w *Weights) covers(a, b *said) bool {
	if a.doubts != b.doubts || a.others != b.others || !numbered(a.words, b.words) || reverses(a, b) {
		return false
	}
	list, _ := a.particulars(w, -1)
	var all, missing float64
	n := 0
	for _, x := range list {
		weight := w.share(x)
		all += weight
		if _, shared := slices.BinarySearch(b.stems, x); !shared {
			missing += weight
			n++
		}
	}
	if len(list) <= fewSpecific {
		return n == 0
	}
	return missing <= unsharedWeight*all
}

// elsewhere reports whether b, which shares a headline's words, is about
// another thing: it names what something is to become, and that is not in the
// headline ("to a window seat" beside "to an aisle seat"), or the thing asked
// for is another ("an insurance copy" beside "an insurance").
func elsewhere(a, b *said) bool {
	if x := aimedAt(b.words); x != "" && !slices.Contains(a.words, x) && slices.ContainsFunc(a.words, func(w string) bool { return w == "to" || w == "into" || w == "a" || w == "por" }) {
		return true
	}
	x, y := objectOf(a), objectOf(b)
	return x != "" && y != "" && x != y && !slices.Contains(a.stems, y)
}

// aimedAt is the first word behind "to a" or the like, "" for none.
func aimedAt(words []string) string {
	for i := 0; i+2 < len(words); i++ {
		switch words[i] {
		case "to", "into", "por", "a":
			switch words[i+1] {
			case "a", "an", "un", "una":
				return words[i+2]
			}
		}
	}
	return ""
}

// objectOf is the stem of the head of the first noun phrase that stands behind
// an article or a possessive and not behind a preposition, "" for none.
func objectOf(s *said) string {
	for i, w := range s.words {
		switch w {
		case "a", "an", "the", "my", "some", "our", "un", "una", "el", "la", "mi", "los", "las":
		case "need", "want", "needs", "wants", "necesito", "quiero":
			if i+1 == len(s.words) || text.Stopword(s.words[i+1], s.lang) {
				continue
			}
		default:
			continue
		}
		if i > 0 {
			switch s.words[i-1] {
			case "of", "for", "on", "from", "to", "in", "with", "at", "by", "about", "into", "de", "para", "por", "en", "con", "desde", "a":
				continue
			}
		}
		head := ""
		for _, x := range s.words[i+1:] {
			if text.Stopword(x, s.lang) || x[0] >= '0' && x[0] <= '9' {
				break
			}
			if s.lang == heed.Spanish && head != "" {
				break // its head comes first
			}
			head = text.Stem(x, s.lang)
		}
		return head
	}
	return ""
}

// numbered reports whether b holds the numbers of a: ten gigabytes are not one.
func numbered(a, b []string) bool {
	for _, w := range a {
		if w[0] >= '0' && w[0] <= '9' && !slices.Contains(b, w) {
			return false
		}
	}
	return true
}

// imaginedBefore is how many words before a need still say that it is only
// wished for.
const imaginedBefore = 12

// supposed reports whether the first place that names a need stands behind a
// word of wishing or supposing, in its clause.
func supposed(words []string, need int) bool {
	for _, h := range needs.Hits(words) {
		if h.Need != need {
			continue
		}
		for k := h.To - 1; k >= max(0, h.From-imaginedBefore); k-- {
			switch words[k] {
			case "because", "porque", "but", "pero":
				return false
			case "will":
				if k == 0 || words[k-1] != "i" && words[k-1] != "we" { // "I will often use it" is a habit
					return true
				}
			case "seeing", "see":
				if k+1 < len(words) && (words[k+1] == "it" || words[k+1] == "ai" || words[k+1] == "myself") {
					return true // "I see it becoming faster"
				}
			case "possible", "someday", "eventually":
				return true
			case "would", "could", "might", "should", "if", "hope", "hoping", "wish", "want", "wants", "wanted", "ideally", "need", "maybe", "perhaps", "encouraged", "supposed", "i'd", "it'd", "it'll",
				"quiero", "quisiera", "gustaria", "ojala", "si", "podria", "podrian", "seria", "deberia", "espero", "necesito", "quizas":
				return true
			}
		}
		return false
	}
	return false
}

// doubted reports whether a sentence says that its speaker does not think so.
func doubted(words []string) bool {
	return unworried(words) || farFetched(words) || run(words, "least", "of", "my", "worries") || run(words, "don't", "think") || run(words, "do", "not", "think") || run(words, "don't", "believe") || run(words, "do", "not", "believe") ||
		run(words, "didn't", "think") || run(words, "i", "doubt") || run(words, "not", "worried") || run(words, "not", "concerned") || run(words, "not", "afraid") ||
		run(words, "no", "creo") || run(words, "no", "pienso") || run(words, "lo", "dudo") || run(words, "no", "me", "preocupa")
}

// wants are the kinds that tell what is aimed at: what is suffered or enjoyed
// is no support for them, nor they for it.
func wants(k heed.SignalKind) bool {
	switch k {
	case heed.SigGoal, heed.SigValue, heed.SigCriterion, heed.SigDriver, heed.SigTrigger:
		return true
	}
	return false
}

// settled reports whether what a sentence complains of is over by the same
// speaker's words: told as how it was before, put right in the next sentence or
// two, or called a pleasure around it.
func (m *Maker) settled(u int32, k heed.SignalKind) bool {
	switch k {
	case heed.SigPain, heed.SigBarrier, heed.SigObjection, heed.SigDislike, heed.SigRisk:
	default:
		return false
	}
	if m.praisedAround(u, m.said(u)) {
		return true
	}
	ut := &m.Corpus.Utterances[u]
	if s := ut.Text; strings.HasPrefix(s, "Before, ") || strings.HasPrefix(s, "Previously, ") || strings.HasPrefix(s, "Antes, ") {
		return true
	}
	if listed("put right", ut.Language, m.said(u).words) > 0 && !m.said(u).negated {
		return true
	}
	for k := u + 1; k <= u+2 && int(k) < len(m.Corpus.Utterances); k++ {
		next := &m.Corpus.Utterances[k]
		if next.Conv != ut.Conv || next.Person != ut.Person || next.Turn != ut.Turn {
			return false
		}
		if s := m.said(k); !s.negated && !conditional(s.words) && listed("put right", next.Language, s.words) > 0 {
			return true
		}
	}
	return false
}
