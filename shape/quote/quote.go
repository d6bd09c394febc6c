// Package quote judges how well a piece of what somebody said stands alone as
// a quotation, and finds the clause in a longer sentence that does.
package quote

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

// The length of a quotation that stands for a claim, in bytes.
const (
	Shortest = 8
	Longest  = 140
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
	var section map[string]bool
	for line := range strings.Lines(data) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			section = map[string]bool{}
			out[strings.Trim(line, "[]")] = section
		default:
			for _, w := range strings.Split(line, ",") {
				section[text.Fold(strings.TrimSpace(w))] = true
			}
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
// of 8 to 140 bytes with something in it, that does not lean on the sentence
// before and is no filler, pleasantry or answer of one word.
func Score(s string, lang heed.Language) float64 {
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
	folded := " " + strings.Join(words, " ") + " "
	for p := range r["pleasantries"] {
		if strings.Contains(folded, " "+p+" ") {
			return 0
		}
	}
	content, verb, filler := 0, false, 0
	for _, w := range words {
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
	if !verb && lang != heed.Spanish {
		// a subject followed by something reads as a clause: "I use Excel"
		verb = subjectLed(words, r)
	}
	if content < 2 || filler*3 > len(words) {
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
	case r["broken"][first]:
		score *= 0.25
	case r["joiners"][first]:
		score *= 0.7
	case r["leaning"][first]:
		score *= 0.55
	case r["filler"][first]:
		score *= 0.75
	case r["selves"][first] || len(words) > 1 && r["selves"][words[1]]:
		score *= 1.1
	}
	if i := strings.IndexByte(s, '['); i >= 0 {
		score *= 0.7
	}
	if strings.Contains(s, "?") {
		score *= 0.5
	}
	if filler > 0 {
		score *= 0.85
	}
	if strings.ContainsAny(s, "()") && strings.Count(s, "(") != strings.Count(s, ")") {
		score *= 0.3
	}
	if strings.Count(s, `"`)%2 == 1 || strings.Count(s, "“") != strings.Count(s, "”") {
		score *= 0.5
	}
	first, _ := utf8.DecodeRuneInString(s)
	if unicode.IsUpper(first) {
		score *= 1.05
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
	case n > 120:
		score *= 0.85
	}
	if content == 2 {
		score *= 0.85
	}
	return min(1, score/1.1)
}

func subjectLed(words []string, r rules) bool {
	for i, w := range words[:len(words)-1] {
		if r["subjects"][w] && !r["subjects"][words[i+1]] {
			return true
		}
	}
	return false
}

// Best returns the span of the sentence at sp in whole, or of the clauses in
// it, that stands alone best and holds the middle of within (a signal's span),
// with its score. Spans are in bytes of whole. A score of 0 means that nothing
// in the sentence stands alone.
func Best(whole string, sp, within heed.Span, lang heed.Language) (heed.Span, float64) {
	s, ok := sp.In(whole)
	if !ok {
		return sp, 0
	}
	best, score := sp, Score(s, lang)
	if score > 0.7 {
		return best, score
	}
	mid := (within.Start + within.End) / 2
	clauses := text.Clauses(s, lang)
	for i := range clauses {
		for j := i; j < min(len(clauses), i+4); j++ {
			if i == 0 && j == len(clauses)-1 {
				continue
			}
			c := trim(s, heed.Span{Start: clauses[i].Start, End: clauses[j].End})
			c.Start, c.End = c.Start+sp.Start, c.End+sp.Start
			if mid < c.Start || mid >= c.End {
				continue
			}
			q, _ := c.In(whole)
			// a clause is a cut; the whole sentence is preferred where close
			if x := Score(q, lang) * 0.9; x > score {
				best, score = c, x
			}
		}
	}
	return best, score
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
