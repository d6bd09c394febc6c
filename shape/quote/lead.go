package quote

import (
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
)

// Lead returns how many bytes at the start of a sentence merely join it to what
// went before ("And", "But", "Yes,"), 0 for none.
func Lead(s string, lang heed.Language) int { return skipLead(s, rulesOf(lang), lang) }

// skipLead returns where a sentence starts once an answering or joining word
// with its comma is left out ("Yes, ", "But ", "Also, "), 0 for none. What is
// left must begin with a subject, or with no verb and nothing that points back.
func skipLead(s string, r rules, lang heed.Language) int {
	toks := tokens(s)
	i, at := 0, 0
	if len(toks) > 2 && listed(toks) { // "1. I used it"
		i, at = 2, 2
	}
	if n := answering(toks, r); n > 0 { // "I don't think so, I'd keep it"
		i, at = n, n
	}
	labelled := false
	if n := label(toks); n > 0 { // "the why is: because it is hard"
		i, at, labelled = n, n, true
	}
	if i < len(toks) && r["because"][toks[i].word] && answered(toks[i:], r) {
		return 0 // "Because I'm less anxious, I find that I do more"
	}
	from := i
	for i+1 < len(toks) && i < from+longestLead && toks[i].word != "" && !(r["governs"][toks[i].word] && toks[i+1].word != "") && (r["filler"][toks[i].word] || r["joiners"][toks[i].word] || r["because"][toks[i].word]) {
		i++
		for i < len(toks) && toks[i].word == "" && (toks[i].mark == ',' || toks[i].mark == '.' || toks[i].mark == '-') {
			i++
		}
		at = i
	}
	if at == 0 || at >= len(toks) {
		return 0
	}
	rest := toks[at]
	if begins(toks[at:], r) || r["asks"][rest.word] {
		return rest.Start
	}
	if labelled && clauseLed(toks[at:], r, lang) {
		return rest.Start
	}
	for _, t := range toks[:at] {
		if t.word != "" && !r["joiners"][t.word] {
			return 0
		}
	}
	if !clauseLed(toks[at:], r, lang) || !Points(s, lang) || Points(s[rest.Start:], lang) {
		return 0
	}
	return rest.Start
}

// longestLead is the most tokens that join a sentence to what went before.
const longestLead = 4

// answering is how many tokens at the start of a sentence are an answer of a few
// words with its mark, before a clause of the speaker's own: "Not really, I".
func answering(toks []token, r rules) int {
	var b strings.Builder
	for i, t := range toks[:min(len(toks), longestAnswer)] {
		if t.word != "" {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(t.word)
			continue
		}
		if r["answers"][b.String()] {
			return i + 1
		}
		return 0
	}
	return 0
}

// longestAnswer is the most tokens of an answer and its mark before a clause, and
// of a label and its colon.
const longestAnswer = 6

// label is how many tokens at the start of a sentence name what comes behind a
// colon: "the why is:".
func label(toks []token) int {
	for i, t := range toks[:max(0, min(len(toks)-1, longestAnswer-1))] {
		if t.mark == ':' && i > 0 {
			return i + 1
		}
		if t.word == "" {
			return 0
		}
	}
	return 0
}

// answered reports whether a reason at the start of a sentence has behind a comma
// the clause that it is the reason of.
func answered(toks []token, r rules) bool {
	for i, t := range toks {
		if t.mark == ',' && i+1 < len(toks) && begins(toks[i+1:], r) {
			return true
		}
	}
	return false
}

// tail is where s ends without a word that hangs behind its last comma, and
// whatever mark stands behind it.
func tail(s string, r rules) int {
	toks := tokens(s)
	n := len(toks)
	for n > 0 && toks[n-1].word == "" {
		n--
	}
	for words := 1; words <= 2 && n-words > 1; words++ {
		parts := make([]string, 0, 2)
		for _, t := range toks[n-words : n] {
			parts = append(parts, t.word)
		}
		if before := toks[n-words-1]; before.mark == ',' && r["tails"][strings.Join(parts, " ")] {
			return before.Start
		}
	}
	return len(s)
}

// clauseLed reports whether what is written behind "And" is a clause that has a
// subject, though it does not begin with one of the list: "stock is wrong, so we
// sell what we have not got", "if it breaks, be there". Speech written down
// without marks is not taken for one.
func clauseLed(toks []token, r rules, lang heed.Language) bool {
	first := toks[0].word
	marks := slices.ContainsFunc(toks, func(t token) bool { return t.mark == ',' })
	switch {
	case first == "" || r["broken"][first] && !r["conditions"][first]:
		return false
	case lang == heed.Spanish:
		return true
	case pointers()["ties.en"][first] || r["conditions"][first]: // "for me it was"
		return marks
	}
	return !r["verbs"][first] && (marks || toks[len(toks)-1].mark == '.')
}

// listed reports whether a sentence starts with the number of an item.
func listed(toks []token) bool {
	n := toks[0].word
	return len(n) <= 2 && n != "" && n[0] >= '0' && n[0] <= '9' && (toks[1].mark == '.' || toks[1].mark == ')')
}

// begins reports whether the tokens begin with a subject.
func begins(toks []token, r rules) bool {
	return len(toks) > 1 && (r["selves"][toks[0].word] || r["subjects"][toks[0].word] && !r["leaning"][toks[0].word] && toks[0].word != "who" || r["leaning"][toks[0].word] && r["leads"][toks[0].word])
}
