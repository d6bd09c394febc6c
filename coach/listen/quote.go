package listen

import (
	"fmt"
	"math"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

// quoted is a piece of a turn, to the letter.
type quoted struct {
	text   string
	moment Moment
}

// words returns what a span covers.
func (k *call) words(turn int, sp heed.Span) string {
	s, _ := sp.In(k.c.Turns[turn].Text)
	return strings.TrimSpace(s)
}

func (k *call) speakerOf(turn int) string {
	if s := k.c.Turns[turn].Speaker; s != "" {
		return s
	}
	return say(k.o.Language, "role."+string(k.c.RoleOf(turn)))
}

// called writes the name of a speaker in the language of what is said: those
// without a name are numbered.
func (k *call) called(name string) string {
	name = strings.Trim(name, "[]")
	if n, ok := strings.CutPrefix(name, "Person "); ok && k.o.Language == heed.Spanish {
		return "Persona " + n
	}
	return name
}

// withheld reports whether the words of a turn must not be repeated.
func (k *call) withheld(turn int) bool {
	return turn >= 0 && turn < len(k.o.Withheld) && k.o.Withheld[turn]
}

// maxQuote is how many words a quotation on a card has at most.
const maxQuote = 20

// quote cuts a span of a turn to a clause that can be read at a glance.
func (k *call) quote(turn int, sp heed.Span) quoted {
	s := k.c.Turns[turn].Text
	if sp.End > len(s) || sp.Start < 0 || sp.Start >= sp.End {
		sp = heed.Span{End: len(s)}
	}
	part := s[sp.Start:sp.End]
	if countWords(part) > maxQuote {
		best := heed.Span{}
		for _, c := range stretches(part) {
			n := countWords(part[c.Start:c.End])
			if n <= maxQuote && n > countWords(part[best.Start:best.End]) {
				best = c
			}
		}
		if best.Len() == 0 { // one long clause: its first words
			best = heed.Span{End: cutWords(part, maxQuote)}
		}
		sp = heed.Span{Start: sp.Start + best.Start, End: sp.Start + best.End}
	}
	sp = trimMarks(s, sp)
	for { // "and I'll come" reads better from "I'll come"
		w, _, ok := strings.Cut(s[sp.Start:sp.End], " ")
		first := strings.Trim(strings.ToLower(w), ",.…")
		rest := strings.TrimLeft(s[sp.Start+len(w):sp.End], " ")
		if !ok || !joining[first] && (first != "no" || !strings.HasSuffix(w, ",") && !strings.HasPrefix(rest, ",")) {
			break
		}
		sp = trimMarks(s, heed.Span{Start: sp.Start + len(w), End: sp.End})
	}
	return quoted{s[sp.Start:sp.End], Moment{Turn: turn, Span: sp, At: k.c.Turns[turn].Start}}
}

// clean reports whether words can stand in a sentence of ours: not stammered,
// not broken off.
func clean(q string) bool {
	if strings.ContainsAny(q, "[]()") || strings.Count(q, `"`)%2 != 0 || strings.Count(q, "“") != strings.Count(q, "”") || strings.Count(q, "«") != strings.Count(q, "»") {
		return false // a pseudonym or a note in it, or half of what somebody else said
	}
	last, n := "", 0
	pairs := map[string]int{} // where two words stood together
	for t := range text.All(q) {
		if t.Kind != text.Word {
			continue
		}
		switch t.Lower {
		case "um", "uh", "er", "erm", "hmm", "mm", "eh", "ehm", "uhm":
			return false
		}
		if n == 0 && broken[t.Lower] || t.Lower == last {
			return false
		}
		pair := last + " " + t.Lower
		if at, again := pairs[pair]; again && n-at <= 4 {
			return false // "i have been i have"
		}
		pairs[pair] = n
		last = t.Lower
		n++
	}
	switch last {
	case "uh", "um", "er", "a", "the", "to", "of", "in", "and", "or", "but", "for", "with", "my", "your", "i", "is", "was", "that", "takes", "on", "because", "if", "well", "so", "at", "from", "like", "than", "it's", "i'm", "we're",
		"eh", "porque", "pues", "como", "cuando", "así", "el", "la", "los", "las", "de", "en", "y", "o", "pero", "que", "con", "para", "por", "un", "una", "mi", "su", "es", "si", "sí", "no", "ve", "ya", "más", "muy":
		return false
	}
	return true
}

// broken are words that a sentence that can stand alone does not begin with.
var broken = map[string]bool{
	"said": true, "told": true, "is": true, "was": true, "are": true, "were": true, "has": true, "had": true, "which": true, "who": true, "whose": true, "from": true, "with": true, "to": true, "of": true,
	"cual": true, "cuyo": true, "de": true, "del": true, "con": true,
}

// joining are words that a quotation need not start with.
var joining = map[string]bool{
	"and": true, "but": true, "so": true, "well": true, "because": true, "um": true, "uh": true, "er": true, "yeah": true, "oh": true, "then": true, "anyway": true, "yes": true, "right": true, "okay": true, "ok": true, "hi": true, "hello": true, "basically": true, "now": true, "before": true, "actually": true, "honestly": true, "also": true, "look": true,
	"entonces": true, "y": true, "pero": true, "pues": true, "bueno": true, "que": true, "porque": true, "mire": true, "luego": true, "sí": true, "hola": true, "buenas": true, "claro": true, "o": true, "sea": true, "además": true, "vamos": true, "hombre": true, "oiga": true, "eh": true,
}

// stretches are the parts of a sentence between marks, alone and joined to
// those that follow, so that the longest that can be read at a glance is found.
func stretches(s string) []heed.Span {
	cuts := []int{0}
	for i, r := range s {
		if strings.ContainsRune(",;:–—", r) {
			cuts = append(cuts, i)
		}
	}
	cuts = append(cuts, len(s))
	var out []heed.Span
	for a := 0; a+1 < len(cuts); a++ {
		for b := a + 1; b < len(cuts) && b <= a+4; b++ {
			out = append(out, heed.Span{Start: cuts[a], End: cuts[b]})
		}
	}
	return out
}

// cutWords returns the byte at which n words of s have ended.
func cutWords(s string, n int) int {
	in := false
	for i := 0; i < len(s); i++ {
		if s[i] == ' ' || s[i] == '\n' {
			if in {
				if n--; n == 0 {
					return i
				}
			}
			in = false
		} else {
			in = true
		}
	}
	return len(s)
}

// trimMarks drops spaces and marks around a quotation; the marks that carry
// meaning inside stay.
func trimMarks(s string, sp heed.Span) heed.Span {
	drop := func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(",.;:–—-\"“”«»", r)
	}
	for sp.Start < sp.End {
		r, n := utf8.DecodeRuneInString(s[sp.Start:sp.End])
		if !drop(r) {
			break
		}
		sp.Start += n
	}
	for sp.Start < sp.End {
		r, n := utf8.DecodeLastRuneInString(s[sp.Start:sp.End])
		if !drop(r) {
			break
		}
		sp.End -= n
	}
	return sp
}

// weighty picks the words of a customer's turn that weigh most: a strong
// feeling, else a problem, else its longest sentence.
func (k *call) weighty(t turn) (quoted, bool) {
	if k.withheld(t.i) {
		return quoted{}, false
	}
	best, score := -1, 0.0
	for i := range k.reads[t.i] {
		r := &k.reads[t.i][i]
		v := 0.0
		if f, ok := r.Strongest(); ok && f.Name.Sign() < 0 {
			v = f.Intensity
		}
		for _, s := range r.Signals {
			switch s.Kind {
			case heed.SigPain, heed.SigBarrier, heed.SigObjection:
				v = max(v, s.Confidence)
			}
		}
		if countWords(r.Text) >= 5 && v > score && !strings.Contains(r.Text, "?") && !k.polite(t.i, r.Span) {
			best, score = i, v
		}
	}
	if best < 0 {
		return quoted{}, false
	}
	q := k.quote(t.i, k.reads[t.i][best].Span)
	return q, countWords(q.text) >= 3 && clean(q.text)
}

// polite reports whether the words greet or excuse: nothing to give back.
func (k *call) polite(turn int, sp heed.Span) bool {
	for _, a := range k.acts[turn] {
		if a.Overlaps(sp) && (a.Kind == heed.ActGreeting || a.Kind == heed.ActApology) {
			return true
		}
	}
	return false
}

// longestSentence picks the longest sentence of a customer's turn that is no
// question.
func (k *call) longestSentence(t turn) (quoted, bool) {
	if k.withheld(t.i) {
		return quoted{}, false
	}
	s := k.c.Turns[t.i].Text
	best := heed.Span{}
	for _, sp := range text.Sentences(s, k.lang) {
		if sp.Len() > best.Len() && !strings.Contains(s[sp.Start:sp.End], "?") {
			best = sp
		}
	}
	if best.Len() == 0 {
		return quoted{}, false
	}
	q := k.quote(t.i, best)
	return q, countWords(q.text) >= 4 && clean(q.text)
}

// lastWords returns what a customer last said before our turn, at least four
// words of it.
func (k *call) lastWords(turn int) (quoted, bool) {
	at := -1
	for n, t := range k.turns {
		if t.i == turn {
			at = n
			break
		}
	}
	for m := at - 1; m >= 0 && m >= at-8; m-- {
		t := k.turns[m]
		if t.side != them || t.back || t.words < 4 {
			continue
		}
		if k.withheld(t.i) {
			return quoted{}, false // what was said before it is not what we answered
		}
		s := k.c.Turns[t.i].Text
		sents := text.Sentences(s, k.lang)
		for i := len(sents) - 1; i >= 0; i-- {
			if q := k.quote(t.i, sents[i]); countWords(q.text) >= 4 && !strings.Contains(q.text, "?") && clean(q.text) {
				return q, true
			}
		}
	}
	return quoted{}, false
}

// giveBack makes a reflection from the customer's words: turned to the second
// person where that is safe, else as a quotation.
func (k *call) giveBack(quote string) string {
	return k.answer("position.better", quote)
}

// answer writes what could have been said to somebody's words: with the words
// turned to the second person where that is safe, else quoted. Of the ways to
// say it the words themselves choose one, so that a card reads the same
// tomorrow and two cards do not read alike.
func (k *call) answer(key, quote string) string {
	if m, ok := mirror(quote, k.lang); ok {
		m = k.small(m)
		way := key + ".turned"
		if was(m, k.lang) && known(k.lang, way+".past") {
			way += ".past"
		}
		return sayOne(k.lang, way, quote, "{Turned}", upperFirst(m), "{turned}", m)
	}
	return sayOne(k.lang, key, quote, "{quote}", quote)
}

// was reports whether a sentence tells of what was.
func was(s string, lang heed.Language) bool {
	before := ""
	for t := range text.All(s) {
		w := t.Lower
		if lang == heed.Spanish {
			if f := w; len(f) > 4 && (strings.HasSuffix(f, "aron") || strings.HasSuffix(f, "ieron") || strings.HasSuffix(f, "aba") || strings.HasSuffix(f, "aban") || strings.HasSuffix(f, "ió")) ||
				f == "fue" || f == "era" || f == "había" || f == "tuvo" || f == "hizo" || f == "dijo" || f == "hubo" || len(f) > 3 && strings.HasSuffix(f, "ó") {
				return true
			}
			continue
		}
		switch w {
		case "was", "were", "did", "didn't", "had", "hadn't", "went", "told", "felt", "said", "came", "wasn't", "weren't", "cried", "lost", "you'd":
			return true
		}
		switch before { // not "is overwhelmed"
		case "you", "he", "she", "they", "it":
			if len(w) > 4 && strings.HasSuffix(w, "ed") {
				return true
			}
		}
		before = w
	}
	return false
}

// small sets the first letter small unless the word is a name: one that stands
// with a capital within a sentence somewhere in the conversation.
func (k *call) small(s string) string {
	word, _, _ := strings.Cut(s, " ")
	bare := strings.Trim(word, ",.;:")
	if bare == "" || bare == "I" || strings.HasPrefix(bare, "I'") {
		return s
	}
	if len(bare) > 1 && strings.ToUpper(bare) == bare {
		return s // letters that stand for something
	}
	for _, t := range k.c.Turns {
		if i := strings.Index(t.Text, " "+bare); i > 0 {
			if r, _ := utf8.DecodeLastRuneInString(t.Text[:i]); unicode.IsLower(r) || r == ',' {
				return s
			}
		}
	}
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[n:]
}

// point writes a text about a moment.
func (k *call) point(key string, m Moment, weight int, fill ...string) *Point {
	return &Point{Text: say(k.o.Language, key, fill...), Moment: m, weight: weight}
}

// amount is what a number of seconds is in the unit of the measures: people
// speak about 150 words a minute.
func (k *call) amount(seconds float64) float64 {
	if k.timed {
		return seconds
	}
	return seconds * 2.5
}

// show writes a stretch of speech: "48 seconds", "120 words".
func (k *call) show(v float64) string {
	if !k.timed {
		return say(k.o.Language, "amount.words", "{n}", count(v))
	}
	if v >= 90 {
		return say(k.o.Language, "amount.minutes", "{n}", number(math.Round(v/6)/10, k.o.Language))
	}
	return say(k.o.Language, "amount.seconds", "{n}", count(v))
}

func count(v float64) string   { return fmt.Sprintf("%.0f", v) }
func percent(v float64) string { return fmt.Sprintf("%.0f %%", 100*v) }

// number writes one decimal, with a comma in Spanish.
func number(v float64, lang heed.Language) string {
	s := strings.TrimSuffix(fmt.Sprintf("%.1f", v), ".0")
	if lang == heed.Spanish {
		s = strings.Replace(s, ".", ",", 1)
	}
	return s
}

// judging are phrases of ours that judge or brush aside, folded.
var judging = sync.OnceValue(func() map[heed.Language][]string {
	b, err := data.ReadFile("data/judging.tsv")
	if err != nil {
		panic(err) // embedded: a test reads it
	}
	out := make(map[heed.Language][]string)
	for line := range strings.Lines(string(b)) {
		lang, phrase, ok := strings.Cut(strings.TrimRight(line, "\r\n"), "\t")
		if ok && lang[0] != '#' {
			out[heed.Language(lang)] = append(out[heed.Language(lang)], text.Fold(phrase))
		}
	}
	return out
})
