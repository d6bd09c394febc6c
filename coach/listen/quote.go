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
	s = strings.TrimSpace(s)
	if t, ok := strings.CutSuffix(s, "? ."); ok { // some transcripts set marks apart
		s = t + "?"
	}
	return s
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

// clean reports whether words can stand in a sentence of ours: not stammered,
// not broken off.
func clean(q string) bool {
	if strings.ContainsAny(q, "[]()") || strings.Count(q, `"`)%2 != 0 || strings.Count(q, "“") != strings.Count(q, "”") || strings.Count(q, "«") != strings.Count(q, "»") {
		return false // a pseudonym or a note in it, or half of what somebody else said
	}
	if f := strings.Fields(plain(q)); len(f) > 1 && f[0] == "that" && strings.Contains(" i we he she they i've we've i'm we're he's she's they've ", " "+f[1]+" ") || brokenOff(q) {
		return false // an answer's half: "That I've got it wrong"
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
		if n == 0 && broken[t.Lower] || t.Lower == last || last != "" && strings.HasPrefix(t.Lower, last+"'") {
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
	for _, lang := range []heed.Language{heed.English, heed.Spanish} {
		if holds(lang, "filler", q) || holds(lang, "self", q) {
			return false // nobody wants to hear again that they called themselves silly
		}
	}
	if strings.HasSuffix(plain(q), " to be ") {
		return false
	}
	switch last {
	case "by", "into", "their", "our", "his", "this", "these", "which", "who", "whether", "have", "been", "would", "could", "whilst", "while", "until", "although", "i'd", "we", "they", "am", "are", "were", "be", "not", "very", "just", "when", "then", "both",
		"lo", "se", "me", "nos", "sus", "mis", "del", "al", "sin", "entre", "desde", "hasta", "cada", "donde", "quien", "qué", "e", "u", "ni", "tan", "unos", "unas", "nuestro", "nuestra", "este", "esta", "estoy", "está":
		return false
	case "uh", "um", "er", "a", "the", "to", "of", "in", "and", "or", "but", "for", "with", "my", "your", "i", "is", "was", "that", "takes", "on", "because", "if", "well", "so", "at", "from", "like", "than", "it's", "i'm", "we're",
		"eh", "porque", "pues", "como", "cuando", "así", "el", "la", "los", "las", "de", "en", "y", "o", "pero", "que", "con", "para", "por", "un", "una", "mi", "su", "es", "si", "sí", "no", "ve", "ya", "más", "muy":
		return false
	}
	return true
}

// brokenOff reports whether somebody began anew within the words: "There's no,
// nobody can say", or answered on the way: "Seven, yes, but".
func brokenOff(q string) bool {
	low := strings.ToLower(q)
	for _, w := range []string{", yes,", ", yeah,", ", sí,", ", no,"} {
		if strings.Contains(low, w) {
			return true
		}
	}
	for i, r := range low {
		if r != ',' && r != '…' {
			continue
		}
		f := strings.Fields(low[:i])
		if len(f) > 0 && strings.Contains(" the a an my our no it's i'm is was to of and there's el la los las un una de da mi su que y ", " "+f[len(f)-1]+" ") {
			return true
		}
	}
	return false
}

// broken are words that a sentence that can stand alone does not begin with.
var broken = map[string]bool{
	"said": true, "told": true, "is": true, "was": true, "are": true, "were": true, "has": true, "had": true, "which": true, "who": true, "whose": true, "from": true, "with": true, "to": true, "of": true, "in": true, "only": true, "also": true, "than": true, "or": true, "then": true, "by": true, "for": true, "at": true, "about": true, "into": true,
	"cual": true, "cuyo": true, "de": true, "del": true, "ni": true, "sino": true, "uno": true,
}

// joining are words that a quotation need not start with.
var joining = map[string]bool{
	"and": true, "but": true, "so": true, "well": true, "because": true, "um": true, "uh": true, "er": true, "yeah": true, "oh": true, "then": true, "anyway": true, "yes": true, "right": true, "okay": true, "ok": true, "hi": true, "hello": true, "basically": true, "now": true, "before": true, "actually": true, "honestly": true, "also": true, "look": true, "god": true, "gosh": true, "ah": true, "cos": true, "no": true,
	"entonces": true, "y": true, "pero": true, "pues": true, "bueno": true, "que": true, "porque": true, "mire": true, "luego": true, "sí": true, "hola": true, "buenas": true, "claro": true, "o": true, "sea": true, "además": true, "vamos": true, "hombre": true, "oiga": true, "eh": true, "ya": true, "ay": true, "uf": true, "aunque": true,
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
		pain := false
		for _, s := range r.Signals {
			switch s.Kind {
			case heed.SigPain, heed.SigBarrier, heed.SigObjection:
				if s.Confidence >= 0.6 {
					v = max(v, s.Confidence)
					pain = true
				}
			}
		}
		if k.lang != heed.Spanish && strings.HasPrefix(plain(r.Text), " you ") || !pain && k.has("mild", r.Text) || wishes(k.lang, r.Text) {
			continue // said to us, a word of regret, or what they came for
		}
		if countWords(r.Text) >= 5 && v > score && !strings.Contains(r.Text, "?") && !k.polite(t.i, r.Span) {
			best, score = i, v
		}
	}
	if best < 0 {
		return quoted{}, false
	}
	r := &k.reads[t.i][best]
	q := k.quote(t.i, r.Span)
	return q, countWords(q.text) >= 3 && clean(q.text) && k.carries(q, r)
}

// carries reports whether a quotation still says what weighs in the sentence it
// is cut from. Where marks part the sentence or most of it is there it does;
// of speech written down without marks a piece does that says what is not.
func (k *call) carries(q quoted, r *heed.Reading) bool {
	return 10*countWords(q.text) >= 6*countWords(r.Text) || negated(q.text) || strings.ContainsAny(r.Text[:max(0, len(r.Text)-1)], ",;:.–—")
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
		if sp.Len() > best.Len() && !strings.Contains(s[sp.Start:sp.End], "?") && (k.lang == heed.Spanish || !strings.HasPrefix(plain(s[sp.Start:sp.End]), " you ")) {
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
	quote = strings.Join(strings.Fields(quote), " ")
	if m, ok := k.mirror(quote); ok {
		m = k.small(m)
		way := key + ".turned"
		if was(m, k.lang) && known(k.lang, way+".past") {
			way += ".past"
		}
		return sayOne(k.lang, k.addressed(way), quote, "{Turned}", upperFirst(m), "{turned}", m)
	}
	return sayOne(k.lang, k.addressed(key), quote, "{quote}", quote)
}

// better writes a sentence that could have been said, as our side addresses
// this customer.
func (k *call) better(key string, fill ...string) string {
	return say(k.lang, k.addressed(key), fill...)
}

// addressed is the key of a text in the form of address that our side uses: in Spanish
// there is one for tú beside that for usted.
func (k *call) addressed(key string) string {
	if k.close && known(k.lang, key+".tu") {
		return key + ".tu"
	}
	return key
}

// mirror turns a customer's words to the second person as our side addresses
// them. Where that is vosotros, what a customer said of "we" is quoted: the
// forms that we know are those of ustedes.
func (k *call) mirror(quote string) (string, bool) {
	if k.lang != heed.Spanish {
		return mirror(quote, k.lang)
	}
	if k.vosotros && plural(quote) {
		return "", false
	}
	return mirrorSpanish(quote, k.close)
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
		if i := indexWord(t.Text, bare); i > 0 {
			if r, _ := utf8.DecodeLastRuneInString(t.Text[:i-1]); unicode.IsLower(r) || r == ',' {
				return s
			}
		}
	}
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[n:]
}

// indexWord returns where a word stands after a space, -1 where it does not.
func indexWord(s, word string) int {
	for from := 0; ; {
		i := strings.Index(s[from:], " "+word)
		if i < 0 {
			return -1
		}
		from += i + 1
		if r, _ := utf8.DecodeRuneInString(s[from+len(word):]); !unicode.IsLetter(r) {
			return from
		}
	}
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
