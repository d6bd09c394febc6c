package ledger

import (
	"slices"
	"strconv"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/needs"
)

// longestDispute is the most words of a sentence that is held against another:
// of a longer one it is not plain what it disputes.
const longestDispute = 30

var negations = map[heed.Language]map[string]bool{
	heed.English: {"not": true, "never": true, "no": true, "nobody": true, "nothing": true, "without": true, "cannot": true, "neither": true, "nor": true, "hardly": true, "barely": true, "rarely": true, "seldom": true, "none": true, "dont": true, "doesnt": true, "didnt": true, "cant": true, "wont": true, "isnt": true, "wasnt": true, "arent": true, "werent": true, "havent": true, "hasnt": true, "wouldnt": true, "couldnt": true, "shouldnt": true, "unable": true},
	heed.Spanish: {"no": true, "nunca": true, "nadie": true, "nada": true, "sin": true, "tampoco": true, "ni": true, "jamas": true, "apenas": true, "ningun": true, "ninguna": true, "ninguno": true},
}

// notNegating follow a negation that negates nothing: "not only", "no
// problem", "no solo".
var notNegating = map[string]bool{"only": true, "just": true, "problem": true, "doubt": true, "matter": true, "solo": true, "hay duda": true}

// Negated reports whether a sentence says that something is not so: an odd
// number of negations, an answering "no" at its start left out.
func Negated(s string, lang heed.Language) bool {
	table := negations[lang]
	if table == nil {
		table = negations[heed.English]
	}
	n, at := 0, 0
	pending, last := false, ""
	for tok := range text.All(s) {
		if tok.Kind == text.Punct {
			if pending && at == 1 { // "No, ..."
				n--
			}
			pending = false
			continue
		}
		if tok.Kind == text.Number && pending && last == "no" {
			n-- // "card no 9982"
			pending = false
		}
		if tok.Kind != text.Word {
			continue
		}
		w := text.Fold(tok.Lower)
		last = w
		if pending && notNegating[w] {
			n--
		}
		pending = table[w] || lang != heed.Spanish && len(w) > 3 && w[len(w)-3:] == "n't"
		if pending && !(lang == heed.Spanish && n > 0 && w != "no") { // "no ... nadie" negates once
			n++
		}
		at++
	}
	return n%2 == 1
}

// sign is the side that a kind of signal takes: -1, 1, or 0 for none.
func sign(k heed.SignalKind) int {
	switch k {
	case heed.SigPain, heed.SigBarrier, heed.SigDislike, heed.SigObjection, heed.SigRisk:
		return -1
	case heed.SigGain, heed.SigLike:
		return 1
	}
	return 0
}

// opposes reports whether b speaks against what a says: the same subject, and
// opposite answers. Either both judge it, one for and one against; or one
// denies a need that the other states, or what the other says in much the same
// words; or both tell how long the same thing took, and one took twice as long.
// Doubtful cases count as no contradiction.
func (m *Maker) opposes(a item, u int32) bool {
	ua, ub := &m.Corpus.Utterances[a.utt], &m.Corpus.Utterances[u]
	sa, sb := m.said(a.utt), m.said(u)
	if len(sa.words) > longestDispute || len(sb.words) > longestDispute || ua.Language != ub.Language || asking(ua.Text) || asking(ub.Text) {
		return false
	}
	n, share := m.Weights.overlap(sa, sb)
	va, vb := sa.verdict, sb.verdict
	switch {
	case deniable(a.sig.Kind) && m.denies(a.utt, u):
		return true
	case va*vb < 0:
		return n >= 2 && share >= sharedVerdict || subject(sa, ua.Language) != "" && subject(sa, ua.Language) == subject(sb, ub.Language)
	case sa.negated == sb.negated || conditional(sa.words) != conditional(sb.words):
		return n >= 1 && share >= sharedLength && lasting(sa.words)*lasting(sb.words) > 0 && apart(lasting(sa.words), lasting(sb.words))
	case owned(sa.words) && owned(sb.words): // each of their own bill, their own phone
		return false
	}
	return deniable(a.sig.Kind) && n >= fewestShared && share >= nearlyAll && verbDenied(sa.words) != verbDenied(sb.words)
}

// verbDenied reports whether a sentence denies what it says, and does not only
// say that there is none of something.
func verbDenied(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		switch w {
		case "not", "never", "cannot", "nunca", "tampoco", "jamas":
			return true
		}
		return strings.HasSuffix(w, "n't")
	}) || len(words) > 1 && slices.Contains(words[1:], "no") && !slices.Contains(words, "the") && !slices.Contains(words, "i")
}

const (
	// sharedVerdict is the share of words that two opposite judgements of one
	// thing have in common, sharedLength that of two that tell how long it took.
	sharedVerdict, sharedLength = 0.4, 0.25
)

func asking(s string) bool { return strings.Contains(s, "?") }

// disputed reports whether two sentences name the same need, one of them with
// a denial right before it.
func disputed(a, b *said) bool {
	return slices.ContainsFunc(a.concepts, func(k int) bool {
		return needs.All()[k].Open && slices.Contains(b.concepts, k) && needs.Denied(a.words, k) != needs.Denied(b.words, k)
	})
}

// denies reports whether one of two sentences makes the point of a need that the
// other denies.
func (m *Maker) denies(a, b int32) bool {
	sa, sb := m.said(a), m.said(b)
	return slices.ContainsFunc(sa.concepts, func(k int) bool {
		return slices.Contains(sb.concepts, k) && (m.makes(a, k) && m.deniesNeed(b, k) || m.deniesNeed(a, k) && m.makes(b, k))
	})
}

// owned reports whether a sentence is about something of the speaker's own, or
// what they have or did.
func owned(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		switch w {
		case "my", "our", "mi", "mis", "i've", "we've", "tengo", "tenemos":
			return true
		}
		return false
	})
}

// verdict is the judgement that a sentence passes in so many words: 1 for, -1
// against, 0 for none or both.
func verdict(words []string, lang heed.Language) int {
	good, bad := listed("for", lang, words) > 0, listed("against", lang, words) > 0
	switch {
	case good && !bad:
		return 1
	case bad && !good:
		return -1
	}
	return 0
}

// subject is the first word of content of a sentence that begins with an
// article or a possessive: what it is about; "" where it begins otherwise.
func subject(s *said, lang heed.Language) string {
	if len(s.words) < 3 {
		return ""
	}
	switch s.words[0] {
	case "the", "el", "la", "los", "las":
	default:
		return ""
	}
	last := ""
	for _, w := range s.words[1:min(len(s.words), 5)] {
		if w == "por" || w == "de" || w == "del" || w == "by" || w == "of" {
			continue
		}
		x := text.Stem(w, lang)
		if !slices.Contains(s.content, x) {
			break
		}
		last = x // of "phone support" and "soporte por teléfono", the telling one
	}
	return last
}

// lasting is the longest time that a sentence names, in days; 0 for none.
func lasting(words []string) float64 {
	unit := map[string]float64{
		"day": 1, "days": 1, "dia": 1, "dias": 1, "weekend": 2, "week": 7, "weeks": 7, "semana": 7, "semanas": 7,
		"month": 30, "months": 30, "mes": 30, "meses": 30, "year": 365, "years": 365, "ano": 365, "anos": 365,
	}
	number := map[string]float64{
		"a": 1, "one": 1, "un": 1, "una": 1, "two": 2, "dos": 2, "three": 3, "tres": 3, "four": 4, "cuatro": 4, "five": 5, "cinco": 5, "six": 6, "seis": 6,
		"seven": 7, "siete": 7, "eight": 8, "ocho": 8, "nine": 9, "nueve": 9, "ten": 10, "diez": 10, "eleven": 11, "once": 11, "twelve": 12, "doce": 12,
	}
	best := 0.0
	for i, w := range words {
		u := unit[w]
		if u == 0 || i == 0 {
			continue
		}
		n := number[words[i-1]]
		if x, err := strconv.ParseFloat(words[i-1], 64); err == nil && x > 0 && x < 1000 {
			n = x
		}
		best = max(best, n*u)
	}
	return best
}

// apart reports whether one time is at least twice the other.
func apart(a, b float64) bool { return a >= 2*b || b >= 2*a }

// deniable are the kinds whose claims a "not" can contradict: what people
// hear, see, do, order or say of others is not made untrue by others who do
// not.
func deniable(k heed.SignalKind) bool {
	switch k {
	case heed.SigThinks, heed.SigPain, heed.SigGain, heed.SigLike, heed.SigDislike, heed.SigValue, heed.SigRisk, heed.SigCriterion, heed.SigBarrier, heed.SigObjection, heed.SigFeels:
		return true
	}
	return false
}

// denied drops drafts that only say the opposite of a stronger one of the same
// kind: they stand there as what speaks against it.
func (m *Maker) denied(drafts []draft) []draft {
	out := drafts[:0:0]
	for i := range drafts {
		d := &drafts[i]
		own := m.Corpus.Utterances[d.centre.utt]
		mirrored := slices.ContainsFunc(drafts, func(o draft) bool {
			return o.Kind == d.Kind && o.People > d.People && slices.ContainsFunc(o.Evidence, func(e heed.Evidence) bool {
				return e.Stance == heed.Contradicts && e.Conversation == m.Corpus.Convs[own.Conv].ID && e.Turn == int(own.Turn) && e.Span.Overlaps(own.Span)
			})
		})
		if !mirrored {
			out = append(out, *d)
		}
	}
	return out
}

// oppose adds to drafts what other people of the same group say against them.
func (m *Maker) oppose(drafts []draft, utts []int32) {
	byStem, byConcept := map[string][]int32{}, map[int][]int32{}
	for _, u := range utts {
		ut := &m.Corpus.Utterances[u]
		if ut.Person < 0 || ut.Withheld || ut.Courtesy {
			continue
		}
		s := m.said(u)
		if len(s.words) > longestDispute || len(s.words) < 4 {
			continue
		}
		for _, w := range s.content {
			byStem[w] = append(byStem[w], u)
		}
		for _, c := range s.concepts {
			byConcept[c] = append(byConcept[c], u)
		}
	}
	for d := range drafts {
		if valued(drafts[d].centre.sig) || drafts[d].need != "" || drafts[d].centre.chosen {
			continue // each calls about a matter of their own
		}
		s := m.said(drafts[d].centre.utt)
		var near []int32
		for _, w := range s.content {
			if list := byStem[w]; len(list) <= lookedAt {
				near = append(near, list...)
			}
		}
		for _, c := range s.concepts {
			near = append(near, byConcept[c]...)
		}
		slices.Sort(near)
		m.against(&drafts[d], slices.Compact(near))
	}
}

// lookedAt is the most sentences that hold a word by which two are compared.
const lookedAt = 400

func (m *Maker) against(d *draft, utts []int32) {
	supporters := map[int32]bool{}
	for _, v := range d.voices {
		supporters[v] = true
	}
	var found []item
	for _, u := range utts {
		ut := &m.Corpus.Utterances[u]
		if supporters[ut.Person] || !m.opposes(d.centre, u) {
			continue
		}
		sig := &heed.Signal{Kind: d.Kind, Span: ut.Span, Text: ut.Text, Basis: heed.Expressed, Confidence: 0.6, Rule: "against"}
		found = append(found, m.item(u, sig))
	}
	if len(found) > 0 {
		m.fill(&d.Claim, m.spread(d.centre, found), heed.Contradicts)
	}
}
