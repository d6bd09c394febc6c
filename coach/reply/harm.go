package reply

import (
	"cmp"
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

// HarmKinds lists the patterns that could hurt.
var HarmKinds = []string{
	"i_understand_but", "calm_down", "as_i_said", "policy_as_answer", "at_least", "unearned_sameness",
	"empty_apology", "blame", "jargon", "fix_first", "false_cheer", "talking_about_us",
}

func (b *bench) harm(kind string, sp heed.Span) {
	for _, h := range b.j.Harms {
		if h.Kind == kind && h.Span.Overlaps(sp) {
			return
		}
	}
	b.j.Harms = append(b.j.Harms, Harm{kind, sp, sayIn(b.said, "why."+kind), b.instead(kind, sp)})
}

// instead picks a replacement of the kind, in the draft's language and form of
// address; which one depends on the words, so that the same draft gets the same.
func (b *bench) instead(kind string, sp heed.Span) string {
	lines := wordsOf(b.l.lang).instead[kind]
	if len(lines) == 0 {
		return ""
	}
	return address(lines[pick(b.l.text[sp.Start:sp.End], len(lines))], b.j.Customer.Register)
}

func (b *bench) harms() {
	heavy, good := b.heavy(), b.j.Customer.intent == "good"
	us := 0
	for _, h := range b.l.hits {
		if h.name != "harm" {
			continue
		}
		st := &b.l.sents[h.sent]
		sp := st.Span
		if b.theirWords(st, h) && (h.sub == "talking_about_us" || h.sub == "fix_first") {
			continue // the word is the customer's
		}
		switch h.sub {
		case "fix_first":
		case "talking_about_us":
			us++
		case "empty_apology":
			if !b.l.any("tactic", "own_fault") && !(b.l.any("act", "i") && b.l.any("when", "")) {
				b.harm(h.sub, h.Span)
			}
		case "unearned_sameness":
			if !b.o.Peer && !b.earned() {
				b.harm(h.sub, h.Span)
			}
		case "false_cheer":
			if heavy && !good && b.l.sents[h.sent].shout > 0 || heavy && strings.Contains("haha lol jaja jeje", b.l.sents[h.sent].words[h.from]) {
				b.harm(h.sub, sp)
			}
		case "as_i_said":
			if !b.l.has(h.sent, "tactic", "own_fault") && !b.l.has(h.sent, "tactic", "honest") {
				b.harm(h.sub, h.Span)
			}
		case "policy_as_answer":
			denied := h.from > 0 && (st.words[h.from-1] == "no" || st.words[h.from-1] == "not" || st.words[h.from-1] == "don't")
			if !denied && !st.question && !b.l.has(h.sent, "tactic", "own_fault") && !b.l.has(h.sent, "interp", "strong") {
				b.harm(h.sub, h.Span)
			}
		default:
			b.harm(h.sub, h.Span)
		}
	}
	if us >= 2 || us == 1 && !b.l.any("interp", "strong") && b.j.Mechanisms.Exploration.Level == 0 {
		for _, h := range b.l.all("harm", "talking_about_us") {
			if b.theirWords(&b.l.sents[h.sent], h) {
				continue
			}
			b.harm("talking_about_us", h.Span)
		}
	}
	if heavy && !good {
		shouts := 0
		for i := range b.l.sents {
			shouts += b.l.sents[i].shout
		}
		for i := range b.l.sents {
			if shouts >= 2 && b.l.sents[i].shout > 0 {
				b.harm("false_cheer", b.l.sents[i].Span)
			}
		}
	}
	b.takenBack()
	b.bareApology()
	b.fixFirst()
	b.jargon()
	slices.SortStableFunc(b.j.Harms, func(x, y Harm) int {
		return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(x.Kind, y.Kind))
	})
}

// theirWords: every content word of the hit is one that the customer used.
func (b *bench) theirWords(s *sent, h hit) bool {
	n := 0
	for _, st := range s.stems[h.from:h.to] {
		if st == "" {
			continue
		}
		if b.c.stems[st] == 0 {
			return false
		}
		n++
	}
	return n > 0
}

// takenBack: understanding in one sentence, "but" at the head of the next.
func (b *bench) takenBack() {
	for i := 1; i < len(b.l.sents); i++ {
		s := &b.l.sents[i]
		turn := turnWords[s.words[0]] || len(s.words) > 1 && turnWords[s.words[0]+" "+s.words[1]]
		if !turn || !b.l.has(i-1, "interp", "weak") && !b.l.has(i-1, "interp", "known") {
			continue
		}
		// what is taken back for their sake ("but you shouldn't have to wait") or with an act is not taken back
		if b.l.has(i, "act", "i") || b.l.has(i, "interp", "strong") || b.l.has(i, "tactic", "own_fault") {
			continue
		}
		b.harm("i_understand_but", heed.Span{Start: b.l.sents[i-1].Start, End: s.at[0].End})
	}
}

var turnWords = map[string]bool{
	"but": true, "however": true, "unfortunately": true, "still": true,
	"that said": true, "having said": true, "ahora bien": true, "dicho esto": true, "sin embargo": true,
	"pero": true, "lamentablemente": true, "desgraciadamente": true, "aun": true,
}

// bareApology: sorry, with no fault named and nothing put right.
func (b *bench) bareApology() {
	if !b.heavy() || b.l.any("act", "i") || b.l.any("tactic", "own_fault") || b.j.Mechanisms.Interpretation.Level == 2 || b.j.Mechanisms.Exploration.Level == 2 {
		return
	}
	for i := range b.l.sents {
		if sp, ok := apologyAt(b.l, i); ok && b.overlap[i] < 2 {
			b.harm("empty_apology", sp)
		}
	}
}

var apologyWords = map[string]bool{
	"sorry": true, "apologies": true, "apologise": true, "apologize": true, "apology": true,
	"siento": true, "sentimos": true, "lamento": true, "lamentamos": true, "disculpe": true, "disculpa": true,
	"disculpas": true, "perdon": true, "perdona": true, "perdone": true, "perdonanos": true,
}

func apologyAt(l *look, i int) (heed.Span, bool) {
	for k, w := range l.sents[i].words {
		if apologyWords[w] {
			return heed.Span{Start: l.sents[i].at[k].Start, End: l.sents[i].End}, true
		}
	}
	return heed.Span{}, false
}

// fixFirst: instructions before any acknowledgement. A plain answer to a plain
// question is not one.
func (b *bench) fixFirst() {
	c := &b.j.Customer
	if !b.heavy() {
		return
	}
	if len(c.Feelings) == 0 && c.situation == "unclear" {
		return
	}
	for i := range b.l.sents {
		told := b.l.has(i, "harm", "fix_first")
		if b.l.has(i, "warm", "") || b.l.has(i, "interp", "strong") || b.l.has(i, "interp", "") && !told || b.l.has(i, "tactic", "own_fault") || b.l.has(i, "act", "i") || b.overlap[i] >= 2 && !told {
			return
		}
		for _, h := range b.l.all("harm", "fix_first") {
			if h.sent == i && !b.theirWords(&b.l.sents[i], h) {
				b.harm("fix_first", b.l.sents[i].Span)
				return
			}
		}
	}
}

// jargon: terms that this customer never used: those of the list, and letters
// for names ("RCA", "OLAP") that not everybody reads.
func (b *bench) jargon() {
	seen := map[string]bool{}
	found := append(b.l.all("jargon", ""), b.letters()...)
	slices.SortStableFunc(found, func(x, y hit) int { return cmp.Compare(x.Start, y.Start) })
	for _, h := range found {
		w := b.l.text[h.Start:h.End]
		stem := text.Stem(strings.ToLower(w), b.l.lang)
		if b.c.stems[stem] > 0 || seen[stem] {
			continue
		}
		seen[stem] = true
		b.j.Jargon = append(b.j.Jargon, Shown{Kind: "jargon", Span: h.Span, Text: w})
	}
	if len(b.j.Jargon) > 1 {
		for _, s := range b.j.Jargon {
			b.harm("jargon", s.Span)
		}
	}
}

// letters finds abbreviations in capitals that are not in everybody's reading.
// A text that shouts throughout has none.
func (b *bench) letters() []hit {
	if strings.ToUpper(b.l.text) == b.l.text {
		return nil
	}
	common := wordsOf(b.l.lang).lists["letters"]
	var out []hit
	for i := range b.l.sents {
		for k, at := range b.l.sents[i].at {
			w := b.l.text[at.Start:at.End]
			if n := len(w); n < 2 || n > 6 || w != strings.ToUpper(w) || !allLetters(w) || common[strings.ToLower(w)] {
				continue
			}
			out = append(out, hit{section: &section{name: "jargon"}, Span: at, sent: i, from: k, to: k + 1})
		}
	}
	return out
}

func allLetters(w string) bool {
	for _, c := range w {
		if c < 'A' || c > 'Z' {
			return false
		}
	}
	return true
}

// apology checks the parts: names the fault, owns it, repairs, no excuse.
func (b *bench) apology() {
	for i := range b.l.sents {
		sp, ok := apologyAt(b.l, i)
		if !ok {
			continue
		}
		b.j.Apology = &Apology{
			Span:    sp,
			Names:   b.overlap[i] > 0 && !b.l.has(i, "harm", "empty_apology") || b.l.has(i, "tactic", "own_fault"),
			Owns:    b.l.any("tactic", "own_fault"),
			Repairs: b.l.any("act", "i"),
			Excuse:  b.l.any("harm", "i_understand_but") || b.l.any("harm", "blame") || b.l.any("harm", "policy_as_answer"),
		}
		return
	}
}
