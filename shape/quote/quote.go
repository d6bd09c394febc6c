// Package quote judges how well a piece of what somebody said stands alone as
// a quotation, and finds the clause in a longer sentence that does.
package quote

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/internal/wordlist"
)

// The length of a quotation that stands for a claim, in bytes.
const (
	Shortest = 8
	Longest  = 180
)

//go:embed data/en.txt
var english string

//go:embed data/es.txt
var spanish string

// rules are the word lists of one language, by the name of their section.
type rules map[string]map[string]bool

var loaded = sync.OnceValue(func() map[heed.Language]rules {
	return map[heed.Language]rules{heed.English: parse(english), heed.Spanish: parse(spanish)}
})

// parse reads sections "[name]" of folded words and phrases, one a line or
// parted by commas.
func parse(data string) rules {
	out := rules{}
	for section, line := range wordlist.Lines(data) {
		if out[section] == nil {
			out[section] = map[string]bool{}
		}
		for w := range wordlist.Fields(line, ",") {
			out[section][text.Fold(w)] = true
		}
	}
	return out
}

func rulesOf(lang heed.Language) rules {
	if r, ok := loaded()[lang]; ok {
		return r
	}
	return loaded()[heed.English]
}

// Score says how well s stands alone, 0 (not at all) to 1: a complete clause
// of 8 to 180 bytes with something in it, that does not lean on the sentence
// before and is no filler, pleasantry or answer of one word.
func Score(s string, lang heed.Language) float64 { return score(s, lang, pointsBack, telling) }

// InContext is Score for a sentence that is shown with what it leans on.
func InContext(s string, lang heed.Language) float64 { return score(s, lang, explained, telling) }

const (
	// pointsBack is what words count that begin with what only the sentence before
	// explains, explained what they count where it is shown with them.
	pointsBack, explained = 0.4, 0.85
	// labelling is what words count that begin with a label: "the why is:", or with
	// an answer of at most answerBytes: "I don't think so, I'd keep it".
	labelling   = 0.85
	answerBytes = 24
	// dangling is what words count whose object only the sentence before names.
	dangling = 0.75
	// telling is the fewest words of content of what stands alone.
	telling = 2
)

func score(s string, lang heed.Language, pointing float64, least int) float64 {
	if len(s) < Shortest || len(s) > Longest {
		return 0
	}
	r := rulesOf(lang)
	words := make([]string, 0, 24)
	for tok := range text.All(s) {
		if tok.Kind == text.Word || tok.Kind == text.Number {
			words = append(words, text.Fold(tok.Lower))
		}
	}
	if len(words) < 4 && !(lang == heed.Spanish && len(words) == 3) {
		return 0
	}
	if pleases(words, lang) {
		return 0
	}
	content, verb, filler, stumbles := 0, false, 0, 0
	for i, w := range words {
		if r["hesitations"][w] || i > 0 && w == words[i-1] || i > 2 && w == words[i-2] && words[i-1] == words[i-3] {
			stumbles++
		}
		switch {
		case r["filler"][w]:
			filler++
		case r["verbs"][w] || strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "'m") || strings.HasSuffix(w, "'re") || strings.HasSuffix(w, "'ve") || strings.HasSuffix(w, "'ll") || strings.HasSuffix(w, "'d"):
			verb = true
		case r["subjects"][w]:
		case !text.Stopword(w, lang) && !r["thin"][w]:
			content++
		}
	}
	if !verb {
		if lang == heed.Spanish {
			verb = slices.ContainsFunc(words, spanishVerb)
		} else { // a subject followed by something reads as a clause: "I use Excel"
			verb = subjectLed(words, r)
		}
	}
	if content < least || filler*3 > len(words) {
		return 0
	}
	last := words[len(words)-1]
	if r["danglers"][last] {
		return 0
	}
	score := 1.0
	if !verb {
		score *= 0.35
	}
	switch first := words[0]; {
	case r["conditions"][first] && strings.Contains(s, ", "): // "If it fails, it's my name"
	case r["broken"][first] && !(first == "que" && r["wishes"][words[1]] && s[0] == 'Q'):
		score *= 0.25
	case Points(s, lang):
		score *= pointing
	case r["joiners"][first]:
		score *= 0.7
		if unicode.IsLower(firstRune(s)) { // the rest of a sentence
			score *= 0.7
		}
	case lang != heed.Spanish && r["leaning"][first]:
		score *= 0.8 // "It's hard to say"
		if r["bare"][first] && len(words) > 1 && (r["verbs"][words[1]] || strings.HasSuffix(words[1], "ed")) {
			score *= 0.8 // "This happened twice": what did?
		}
	case r["filler"][first]:
		score *= 0.75
	case r["selves"][first] || len(words) > 1 && r["selves"][words[1]]:
		score *= 1.1
	}
	if pointing == pointsBack && (Dangles(s, lang) || Refers(s, lang)) {
		score *= dangling
	}
	if i := strings.IndexByte(s, '['); i >= 0 {
		score *= 0.7
	}
	if i := strings.Index(s, ": "); i > 0 && strings.Count(s[:i], " ") < longestAnswer-2 && !strings.ContainsAny(s[:i], ",.;") {
		score *= labelling
	}
	if strings.Contains(s, "?") {
		score *= 0.5
	}
	if i := strings.IndexByte(s, ','); i > 0 && i < answerBytes && r["answers"][text.Fold(strings.ToLower(s[:i]))] {
		score *= labelling
	}
	if filler > 0 {
		score *= 0.85
	}
	for range min(stumbles, 3) {
		score *= 0.7
	}
	if strings.ContainsAny(s, "()") && strings.Count(s, "(") != strings.Count(s, ")") {
		score *= 0.3
	}
	if strings.Count(s, `"`)%2 == 1 || strings.Count(s, "“") != strings.Count(s, "”") || strings.Count(s, "«") != strings.Count(s, "»") {
		score *= 0.5
	}
	switch first, _ := utf8.DecodeRuneInString(s); {
	case unicode.IsUpper(first):
		score *= 1.05
	case first == '*' || first == '-' || first == '•': // a line of a list
		score *= 0.5
	}
	switch end, _ := utf8.DecodeLastRuneInString(s); {
	case strings.HasSuffix(s, "...") || end == '…' || end == ',' || end == ':' || end == '-':
		score *= 0.6
	case end == '.' || end == '!':
		score *= 1.05
	}
	// the middle lengths read best
	switch n := len(s); {
	case n < 24:
		score *= 0.8
	case n > 150:
		score *= 0.7
	case n > 120:
		score *= 0.85
	}
	if content <= telling {
		score *= 0.85
	}
	return min(1, score/1.1)
}

// spanishVerb reports whether a word has an ending that is mostly a verb's.
func spanishVerb(w string) bool {
	if len(w) < 4 {
		return false
	}
	for _, end := range []string{"an", "en", "aba", "aban", "ia", "ian", "amos", "emos", "imos", "ando", "iendo", "aron", "ieron", "ara", "era", "aste", "iste"} {
		if strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}

func subjectLed(words []string, r rules) bool {
	for i, w := range words[:len(words)-1] {
		if r["subjects"][w] && !r["subjects"][words[i+1]] {
			return true
		}
	}
	return false
}

// Best returns the span of the sentence at sp in whole, or of a run of clauses
// in it, that stands alone best and holds the middle of within (a signal's
// span), with its score. Spans are in bytes of whole. A score of 0 means that
// nothing in the sentence stands alone.
//
// A sentence of at most Longest bytes stands whole: only words that join it to
// what went before ("and", "but", "Yes,") are left out at its start. Of a
// longer one a run of clauses may stand. It must begin with its subject and end
// where the speaker paused; it never starts behind a "not", an "if" or the like
// that governs it, and never ends before its verb or inside a number. A word that
// hangs behind the last comma ("…, however.") is left out.
func Best(whole string, sp, within heed.Span, lang heed.Language) (heed.Span, float64) {
	best, score := bestOf(whole, sp, within, lang)
	s, ok := best.In(whole)
	if cut := tail(s, rulesOf(lang)); ok && cut < len(s) {
		if x := Score(s[:cut], lang); x > 0 {
			return heed.Span{Start: best.Start, End: best.Start + cut}, max(x, score)
		}
	}
	return best, score
}

func bestOf(whole string, sp, within heed.Span, lang heed.Language) (heed.Span, float64) {
	s, ok := sp.In(whole)
	if !ok {
		return sp, 0
	}
	r := rulesOf(lang)
	best, score := sp, Score(s, lang)
	if lead := skipLead(s, r, lang); lead > 0 {
		if x := Score(s[lead:], lang); x > 0 && x >= 0.95*score {
			best, score = heed.Span{Start: sp.Start + lead, End: sp.End}, x
		}
	}
	if from := within.Start - sp.Start; score <= 0.7 && len(text.Words(s)) > shortWhole && from > 0 && from < len(s) && !strings.ContainsAny(s, ".!?;:") {
		// written down as it was spoken: it may start where what was found starts
		if toks := tokens(s[from:]); begins(toks, r) && !governed(s[:from], r) {
			if x := Score(s[from:], lang); x > score {
				best, score = heed.Span{Start: sp.Start + from, End: sp.End}, x
			}
		}
	}
	if score > 0.7 || len(s) <= Longest {
		return best, score
	}
	mid := (within.Start+within.End)/2 - sp.Start
	starts, ends := boundaries(s, r)
	starts[0] = skipLead(s, r, lang)
	for _, from := range starts {
		if from > mid {
			break
		}
		for _, to := range ends {
			if to.at <= mid || to.at <= from || from == starts[0] && to.at == len(s) {
				continue
			}
			c := trim(s, heed.Span{Start: from, End: to.at})
			if c.Len() > Longest || c.Len() < Shortest {
				continue
			}
			q := s[c.Start:c.End]
			if governed(s[:c.Start], r) || unfinished(q, s[c.End:], r) || Limited(s[c.End:], lang) {
				continue
			}
			x := Score(q, lang) * 0.85 // a cut; the whole sentence is preferred where close
			if to.at < len(s) && hangs(q, r) {
				x *= 0.3
			}
			if x > score {
				best, score = heed.Span{Start: sp.Start + c.Start, End: sp.Start + c.End}, x
			}
		}
	}
	return best, score
}

// shortWhole is the most words of a sentence that is never cut.
const shortWhole = 12

// Limited reports whether what follows a cut takes back, limits or completes
// what stands before it: "but", "except", "until", "if", "aunque", "salvo".
func Limited(after string, lang heed.Language) bool {
	for _, t := range tokens(after) {
		if t.word != "" {
			return rulesOf(lang)["limits"][t.word]
		}
	}
	return false
}

type token struct {
	heed.Span
	word string // folded, "" for a mark
	mark byte
}

func tokens(s string) []token {
	out := make([]token, 0, len(s)/5+2)
	for t := range text.All(s) {
		switch t.Kind {
		case text.Word, text.Number:
			out = append(out, token{Span: t.Span, word: text.Fold(t.Lower)})
		case text.Punct, text.Symbol, text.Newline:
			mark := s[t.Start]
			if mark >= utf8.RuneSelf {
				mark = 0
				if d := s[t.Start:t.End]; d == "–" || d == "—" || d == "…" {
					mark = '-'
				}
			}
			out = append(out, token{Span: t.Span, mark: mark})
		}
	}
	return out
}

type ending struct{ at int }

// boundaries are where a run of clauses may start and end in s: it starts with
// a subject at the start, after a mark, or after a joining word; it ends at a
// mark, before a joining word with a subject of its own, or at the end.
func boundaries(s string, r rules) (starts []int, ends []ending) {
	toks := tokens(s)
	starts = append(starts, 0)
	depth := 0
	for i, t := range toks {
		switch t.mark {
		case '(', '[':
			depth++
			continue
		case ')', ']':
			depth--
			continue
		}
		if depth > 0 {
			continue
		}
		pause := t.mark == ',' || t.mark == ';' || t.mark == ':' || t.mark == '-' && spaced(s, t.Span)
		joins := t.word != "" && (r["joiners"][t.word] || r["because"][t.word])
		if !pause && !joins {
			continue
		}
		next := i + 1
		for next < len(toks) && (toks[next].mark == ',' || r["joiners"][toks[next].word] || r["because"][toks[next].word] || r["filler"][toks[next].word] && !r["governs"][toks[next].word]) {
			next++
		}
		own := next < len(toks) && begins(toks[next:], r)
		if own {
			starts = append(starts, toks[next].Start)
		}
		if i > 0 && (pause || own) {
			ends = append(ends, ending{t.Start})
		}
	}
	return starts, append(ends, ending{len(s)})
}

// governed reports whether the words before a cut end in a clause that decides
// what comes after it: one with a "not", an "if", a "nobody".
func governed(before string, r rules) bool {
	toks := tokens(before)
	for i := len(toks) - 1; i >= 0; i-- {
		switch t := toks[i]; {
		case t.mark == '.' || t.mark == ';' || t.mark == '?' || t.mark == '!':
			return false
		case t.mark == ',' && i < len(toks)-1:
			return false
		case r["governs"][t.word] || strings.HasSuffix(t.word, "n't"):
			return true
		}
	}
	return false
}

// unfinished reports whether a cut ends before the verb of its subject, or
// inside a number.
func unfinished(q, after string, r rules) bool {
	next := tokens(after)
	for len(next) > 0 && next[0].word == "" {
		next = next[1:]
	}
	if len(next) == 0 {
		return false
	}
	toks := tokens(q)
	last := toks[len(toks)-1].word
	return r["verbs"][next[0].word] || r["tens"][last] || digits(last) && digits(next[0].word)
}

func digits(w string) bool { return w != "" && w[0] >= '0' && w[0] <= '9' }

// spaced reports whether a dash stands apart: "10-20" is no pause.
func spaced(s string, sp heed.Span) bool {
	return sp.Len() > 1 || sp.Start > 0 && s[sp.Start-1] == ' ' && sp.End < len(s) && s[sp.End] == ' '
}

// hangs reports whether a piece that was cut off at its end waits for what
// followed: its last clause is a condition or a relative one.
func hangs(q string, r rules) bool {
	toks := tokens(q)
	from := 0
	for i, t := range toks {
		if t.mark == ',' || t.mark == ';' || i > 0 && r["joiners"][t.word] {
			from = i + 1
		}
	}
	for i := from; i < len(toks); i++ {
		if r["conditions"][toks[i].word] {
			return i == from || i > from && r["that"][toks[i-1].word]
		}
	}
	return len(toks)-from < 3 || r["purposes"][toks[from].word]
}

// trim takes space and joining marks off both ends.
func trim(s string, sp heed.Span) heed.Span {
	const marks = " \t\n\r,;:-–—"
	for sp.Start < sp.End && strings.ContainsRune(marks, firstRune(s[sp.Start:])) {
		sp.Start += utf8.RuneLen(firstRune(s[sp.Start:]))
	}
	for sp.Start < sp.End {
		r, n := utf8.DecodeLastRuneInString(s[sp.Start:sp.End])
		if !strings.ContainsRune(marks, r) {
			break
		}
		sp.End -= n
	}
	return sp
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
