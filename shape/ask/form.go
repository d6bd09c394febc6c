package ask

import (
	"slices"
	"unicode"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/corpus"
	"github.com/heedhq/heed/shape/ledger"
)

// undenied is what a sentence counts that denies nothing, where a question asks
// about what is not so.
const undenied = 0.65

// against are the kinds that say what is not so by what they are.
var against = []heed.SignalKind{heed.SigPain, heed.SigBarrier, heed.SigDislike, heed.SigObjection, heed.SigRisk}

// form is how far a sentence with such signals has the form of answer that is
// asked for: an amount, somebody, a reason; 0..1.
func (a *answerer) form(sentence string, lang heed.Language, kinds ...heed.SignalKind) float64 {
	out := 1.0
	if a.q.denies && len(a.q.kinds) == 0 && !ledger.Negated(sentence, lang) && !sharesKind(kinds, against) {
		out = undenied
	}
	if a.q.form < 0 {
		return out
	}
	x := &words().facets[a.q.form]
	if sharesKind(kinds, x.signals) || a.formed(x, sentence, lang) {
		return out
	}
	if x.vague >= 0 && words().cued(lang, text.Words(text.Fold(sentence)), x.vague) {
		return out * vaguely
	}
	return out * x.off
}

// vaguely is what an answer counts that has the form asked for in a word like
// "a lot".
const vaguely = 0.75

// strict is what a form of answer counts at most without which there is no
// answer.
const strict = 0.5

// whole is the span of a sentence that is shown: all of it where the part that
// stands alone best leaves out what answers.
func (a *answerer) whole(i int, span heed.Span) heed.Span {
	ut := &a.Corpus.Utterances[i]
	if to := a.reason(i); to > 0 && to-min(span.Start, ut.Span.Start) <= corpus.Widest {
		return heed.Span{Start: min(span.Start, ut.Span.Start), End: to}
	}
	if span.Start <= ut.Span.Start && span.End >= ut.Span.End || ut.Span.End-ut.Span.Start > corpus.Widest {
		return span
	}
	shown := a.Corpus.Convs[ut.Conv].Turns[ut.Turn].Text[span.Start:span.End]
	if a.form(shown, ut.Language) < a.form(ut.Text, ut.Language) || a.subject.of(shown, ut.Language) < a.subject.of(ut.Text, ut.Language) {
		return ut.Span
	}
	return span
}

// reason is where the next sentence of the same turn ends that begins with a
// reason, where one is asked for; else 0.
func (a *answerer) reason(i int) int {
	if a.q.form < 0 || i+1 >= len(a.Corpus.Utterances) || !sameTurn(&a.Corpus.Utterances[i], &a.Corpus.Utterances[i+1]) {
		return 0
	}
	x := &words().facets[a.q.form]
	next := &a.Corpus.Utterances[i+1]
	said := text.Words(text.Fold(next.Text))
	if x.name != "why" || next.Withheld || next.Person != a.Corpus.Utterances[i].Person || !words().cued(next.Language, said[:min(len(said), 2)], x.cues) {
		return 0
	}
	return next.Span.End
}

// formed reports whether a sentence's own words have the form of answer x.
func (a *answerer) formed(x *facet, sentence string, lang heed.Language) bool {
	switch x.name {
	case "who":
		return !a.whom() || len(ledger.RoleKeys(sentence)) > 0 || names(sentence)
	case "place":
		return names(sentence)
	case "amount", "when":
		for t := range text.All(sentence) {
			if t.Kind == text.Number {
				return true
			}
		}
	}
	return x.cues >= 0 && words().cued(lang, text.Words(text.Fold(sentence)), x.cues)
}

// mustHave is the form of answer without which there is none, "" for any.
func (a *answerer) mustHave() string {
	if a.q.form < 0 {
		return ""
	}
	x := &words().facets[a.q.form]
	if x.off > strict || x.name == "who" && !a.whom() {
		return ""
	}
	return x.name
}

// whom reports whether a question asks for somebody whom people speak of, as
// with who decides or recommends, and not for those who say something.
func (a *answerer) whom() bool {
	l := words()
	return slices.ContainsFunc(a.q.kinds, func(f int) bool { return l.facets[f].name == "decide" || l.facets[f].name == "influence" })
}

// names reports whether a sentence writes a word with a capital that is not its
// first.
func names(sentence string) bool {
	first := true
	for t := range text.All(sentence) {
		if t.Kind != text.Word {
			continue
		}
		if r := []rune(sentence[t.Start:t.End]); !first && len(r) > 2 && unicode.IsUpper(r[0]) && unicode.IsLower(r[1]) {
			return true
		}
		first = false
	}
	return false
}

func sharesKind(a, b []heed.SignalKind) bool {
	return slices.ContainsFunc(a, func(k heed.SignalKind) bool { return slices.Contains(b, k) })
}

// ofJob reports whether others than those asked about speak of them, where
// these are called by what they do.
func (a *answerer) ofJob(sentence string, lang heed.Language) bool {
	if len(a.q.jobs) == 0 {
		return true
	}
	for _, w := range text.Words(text.Fold(sentence)) {
		o := term{stem: text.Stem(w, lang)}
		o.senses, o.listed = sensesOf(w, o.stem, lang)
		if slices.ContainsFunc(a.q.jobs, func(t term) bool { return t.matches(&o) > 0 }) {
			return true
		}
	}
	return false
}

// same is the share of content words from which two sentences say the same.
const same = 0.75

// alike holds the content words of what an answer shows, so that nothing is
// shown twice in nearly the same words.
type alike [][]string

func contents(sentence string, lang heed.Language) (out []string) {
	for _, w := range text.Words(text.Fold(sentence)) {
		if !text.Stopword(w, lang) {
			out = addWord(out, text.Stem(w, lang))
		}
	}
	return out
}

func (l *alike) add(sentence string, lang heed.Language) {
	*l = append(*l, contents(sentence, lang))
}

func (l alike) has(sentence string, lang heed.Language) bool {
	list := contents(sentence, lang)
	return slices.ContainsFunc(l, func(o []string) bool { // in the same words, or inside what is shown
		n := 0
		for _, w := range list {
			if slices.Contains(o, w) {
				n++
			}
		}
		return n > 2 && n == min(len(list), len(o)) || float64(n) >= same*float64(max(len(list)+len(o)-n, 1))
	})
}
