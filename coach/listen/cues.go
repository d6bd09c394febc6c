package listen

import (
	"slices"
	"strings"
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

// cue is what phrases show, in one language.
type cue struct {
	lang heed.Language
	kind string
}

// cues are read from data/cues.tsv; phrases are folded.
var cues = sync.OnceValue(func() map[cue][]string {
	b, err := data.ReadFile("data/cues.tsv")
	if err != nil {
		panic(err) // embedded: a test reads it
	}
	out := make(map[cue][]string)
	for line := range strings.Lines(string(b)) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(f) == 3 && f[0][0] != '#' {
			out[cue{heed.Language(f[0]), f[1]}] = strings.Split(text.Fold(f[2]), "|")
		}
	}
	return out
})

// plain is a text as its words, folded, with a space on each side of each:
// what phrases are looked for in.
func plain(s string) string {
	var b strings.Builder
	b.WriteByte(' ')
	for t := range text.All(s) {
		if t.Kind == text.Word || t.Kind == text.Number {
			b.WriteString(text.Fold(strings.ReplaceAll(t.Lower, "’", "'")))
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// has reports whether a text holds one of the phrases that show kind.
func (k *call) has(kind, s string) bool { return holds(k.lang, kind, s) }

func holds(lang heed.Language, kind, s string) bool {
	if lang != heed.Spanish {
		lang = heed.English
	}
	p := plain(s)
	return slices.ContainsFunc(cues()[cue{lang, kind}], func(w string) bool { return strings.Contains(p, " "+w+" ") })
}

// wishes reports whether a sentence says what somebody came for, after a few
// words of greeting at most; what they do not want is something else.
func wishes(lang heed.Language, s string) bool {
	if lang != heed.Spanish {
		lang = heed.English
	}
	low, p := text.Fold(s), plain(s)
	for _, w := range cues()[cue{lang, "wish"}] {
		if i := strings.Index(p, " "+w+" "); i >= 0 && strings.Count(p[:i], " ") <= 4 && !strings.Contains(low, "no "+w) {
			return true
		}
	}
	return false
}

// telling are the content stems of a text that not everybody in this
// conversation uses all the time: those of over a third of its turns say
// nothing about what a turn takes up.
func (k *call) telling(s string) []string {
	if k.common == nil {
		k.common = make(map[string]bool)
		in := make(map[string]int)
		for _, t := range k.turns {
			for _, w := range content(k.c.Turns[t.i].Text, k.lang) {
				in[w]++
			}
		}
		for w, n := range in {
			k.common[w] = len(k.turns) >= 9 && 3*n > len(k.turns)
		}
	}
	return slices.DeleteFunc(content(s, k.lang), func(w string) bool { return k.common[w] })
}

// shared counts the stems of a that are in b; both are sorted.
func shared(a, b []string) int {
	n := 0
	for _, w := range a {
		if _, ok := slices.BinarySearch(b, w); ok {
			n++
		}
	}
	return n
}

// recently is what the customers said in their last three turns before turn n.
func (k *call) recently(n int) string {
	var parts []string
	for m := n - 1; m >= 0 && len(parts) < 3; m-- {
		if t := k.turns[m]; t.side == them && !t.back {
			parts = append(parts, k.c.Turns[t.i].Text)
		}
	}
	return strings.Join(parts, "\n")
}

// givesBack reports whether words of ours in turn n hold up to a customer what
// they said: theirs in the main, or a meaning offered to them.
func (k *call) givesBack(n int, words string) bool {
	f := strings.Fields(plain(words))
	if len(f) == 0 || strings.Count(words, "[") != strings.Count(words, "]") || stammers(words) || k.has("instructs", words) && !k.has("guess", words) || strings.Contains(" no yes yeah yep si ", " "+f[0]+" ") && !k.has("guess", words) {
		return false // answers, or sets something right
	}
	mine := content(words, k.lang)
	same := shared(mine, content(k.recently(n), k.lang))
	if k.has("praise", words) && same < 3 {
		return false
	}
	if same >= 2 && 2*same >= len(mine) {
		return true
	}
	return same >= 1 && k.has("guess", words) && toThem(words, k.lang)
}

// stammers reports whether a word stands twice in a row.
func stammers(s string) bool {
	last := ""
	for w := range strings.FieldsSeq(plain(s)) {
		if w == last {
			return true
		}
		last = w
	}
	return false
}

// tellsThem reports whether words of ours say in a few words how it is for the
// one who is spoken to: "You were afraid of the Friday."
func (k *call) tellsThem(words string) bool {
	f := strings.Fields(plain(words))
	for len(f) > 0 && openers[f[0]] {
		f = f[1:]
	}
	if len(f) < 3 || len(f) > 12 || strings.ContainsAny(words, "?[]") || k.has("praise", words) || k.has("instructs", words) || stammers(words) {
		return false
	}
	if k.lang == heed.Spanish {
		return strings.Contains(" usted le te se esta estas tiene tienes ha has lleva llevas siente sientes ", " "+f[0]+" ")
	}
	return strings.Contains(" you you're you've you'd ", " "+f[0]+" ")
}

// toThem reports whether words speak of the one who is spoken to.
func toThem(words string, lang heed.Language) bool {
	you := " you your you're you've yours "
	if lang == heed.Spanish {
		you = " usted ustedes le les su sus tu te ti tus os "
	}
	for w := range strings.FieldsSeq(plain(words)) {
		if strings.Contains(you, " "+w+" ") || lang == heed.Spanish && len(w) > 4 && strings.HasSuffix(w, "s") {
			return true
		}
	}
	return false
}

// takenUp reports whether our next words after turn n go on with what was said
// there: they share its words, or ask on.
func (k *call) takenUp(n int, said string) bool {
	mine := k.telling(said)
	for m := n + 1; m < len(k.turns) && m <= n+3; m++ {
		t := k.turns[m]
		if t.side != us || t.back {
			continue
		}
		s := k.c.Turns[t.i].Text
		same := shared(mine, k.telling(s))
		return same >= 2 || same == 1 && (len(mine) <= 3 || k.has("asks", s)) || k.has("validates", s)
	}
	return false
}

// did reports whether our next words after turn n hold one of these acts.
func (k *call) did(n int, kinds ...heed.ActKind) bool {
	for m := n + 1; m < len(k.turns) && m <= n+3; m++ {
		t := k.turns[m]
		if t.side != us || t.back {
			continue
		}
		for _, a := range k.acts[t.i] {
			if a.Confidence >= 0.5 && slices.Contains(kinds, a.Kind) {
				return true
			}
		}
		return false
	}
	return false
}

// nextWords are our next words after turn n.
func (k *call) nextWords(n int) string {
	for m := n + 1; m < len(k.turns) && m <= n+3; m++ {
		if t := k.turns[m]; t.side == us && !t.back {
			return k.c.Turns[t.i].Text
		}
	}
	return ""
}

// used reports whether a card speaks of these words already.
func (k *call) used(quote string) bool { return k.quotes[plain(quote)] }

// problemWords are the sentences of a turn that raise a problem.
func (k *call) problemWords(t turn) string {
	var parts []string
	for i := range k.reads[t.i] {
		if k.weighs(&k.reads[t.i][i]) {
			parts = append(parts, k.reads[t.i][i].Text)
		}
	}
	return strings.Join(parts, "\n")
}

// weighs reports whether a sentence raises a problem or shows a feeling that
// weighs on somebody.
func (k *call) weighs(r *heed.Reading) bool {
	for _, s := range r.Signals {
		switch s.Kind {
		case heed.SigPain, heed.SigBarrier, heed.SigObjection:
			if s.Confidence >= 0.5 {
				return true
			}
		}
	}
	f, ok := r.Strongest()
	return ok && f.Name.Sign() < 0 && f.Intensity >= k.o.Feeling
}

// problemBefore picks the words by which a customer last raised a problem, at
// most eight turns before a turn of ours.
func (k *call) problemBefore(turn int) (quoted, bool) {
	at := k.place(turn)
	for m := at - 1; m >= 0 && m >= at-8; m-- {
		if t := k.turns[m]; t.side == them && k.problem(t) {
			if q, ok := k.weighty(t); ok {
				return q, true
			}
		}
	}
	return quoted{}, false
}

// raised picks the words of a problem that a turn of ours passed over and that
// no other card has used; else what they said right before it.
func (k *call) raised(turn int) (quoted, bool) {
	if q, ok := k.problemBefore(turn); ok && !k.used(q.text) {
		return q, true
	}
	return k.justSaid(turn)
}

// place is the number among the turns in order of a turn of the conversation,
// -1 where it is left out.
func (k *call) place(i int) int {
	return slices.IndexFunc(k.turns, func(t turn) bool { return t.i == i })
}
