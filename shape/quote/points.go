package quote

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

//go:embed data/points.txt
var pointing string

// pointers are the word lists of data/points.txt, by section.
var pointers = sync.OnceValue(func() rules { return parse(pointing) })

const (
	// expletive is how many words after an empty "it" what it announces is
	// looked for: "it's hard for me to say".
	expletive = 10
	// endingWords is the most words of a sentence whose end is not explained by
	// its start.
	endingWords = 24
	// opening is how many words at the start of a sentence are looked at.
	opening = 4
)

// Points reports whether s begins with something that only the sentence before
// explains: "it", "that", "they", "so", "because of that", "eso", "le dije",
// "y". An "it" that announces something ("it's hard to say"), and a time ("this
// year") do not.
func Points(s string, lang heed.Language) bool {
	p, name := pointers(), ".en"
	if lang == heed.Spanish {
		name = ".es"
	}
	in := func(section, w string) bool { return p[section+name][w] }
	words := spokenWords(s)
	i := 0
	for i+1 < len(words) && in("skips", words[i]) {
		i++
	}
	if len(words) > i+3 && words[i] == "es" && words[i+1] == "que" { // "es que me da miedo"
		i += 2
	}
	words = words[i:]
	if len(words) < 2 {
		return false
	}
	first, next := words[0], words[1]
	switch {
	case in("exempt", first+" "+next):
		return false
	case in("instances", first+" "+next):
		return true
	case first == "que" && len(words) > 2 && loaded()[heed.Spanish]["wishes"][next] && strings.Contains(s, "Que") && words[2] != "de" && !loaded()[heed.Spanish]["verbs"][words[2]]:
		return false // "Que me digan la verdad"
	case in("joins", first):
		return !answersItself(words, s)
	case in("always", first) || he(first):
		return true
	case in("shows", first):
		return !in("times", next)
	case in("empty", first):
		return !announces(words, p, name)
	case in("clitics", first):
		return !in("after lo", next) && (first == "lo" || first == "le" || first == "les" || in("of me", next))
	case in("ties", first): // "because of that", "using this method", "por eso"
		for k := 1; k < min(opening, len(words)); k++ {
			if in("shows", words[k]) && (k+1 >= len(words) || !in("times", words[k+1])) || in("tied", words[k]) || he(words[k]) {
				return true
			}
			if !in("ties", words[k]) {
				return false
			}
		}
	}
	return false
}

// he reports whether a Spanish word is a pronoun by its accent alone.
func he(w string) bool { return w == "él" || w == "éste" || w == "ésta" }

// spokenWords are the words of s in lower case, with the accents that tell
// Spanish pronouns from articles and "this" from "is": "él", "está".
func spokenWords(s string) []string {
	out := make([]string, 0, len(s)/6+2)
	for t := range text.All(s) {
		if t.Kind != text.Word && t.Kind != text.Number {
			continue
		}
		switch t.Lower {
		case "él", "está", "estás", "éste", "ésta":
			out = append(out, t.Lower)
		default:
			out = append(out, text.Fold(t.Lower))
		}
	}
	return out
}

// Dangles reports whether the first clause of s has a "that", "this" or "eso"
// for its object, which only the sentence before explains: "I do not want to
// hand that over", "he visto eso".
func Dangles(s string, lang heed.Language) bool {
	p := pointers()
	if endsBack(spokenWords(s), lang) {
		return true
	}
	last, before := "", ""
	for t := range text.All(s) {
		w := ""
		switch {
		case t.Kind == text.Word:
			w = text.Fold(t.Lower)
		case t.Kind != text.Punct:
			continue
		}
		stop := w == "" || lang == heed.Spanish || p["behind.en"][w] || (last != "that" || p["told.en"][before]) && p["ties.en"][w]
		if before != "and" && p["objects.en"][last] && lang != heed.Spanish && stop || p["objects.es"][last] && lang == heed.Spanish && w != "de" && before != "y" && !p["ties.es"][before] {
			return true
		}
		if w == "" {
			return false
		}
		last, before = w, last
	}
	return false
}

// Refers reports whether the first clause of s names a thing by a "that", "those"
// or "esa" and its noun, which the sentence before tells of: "LLMs are giving me
// that ability", "I make those decisions myself". Times ("this year") and what
// everybody speaks of ("this technology") are none.
func Refers(s string, lang heed.Language) bool {
	p, name := pointers(), ".en"
	if lang == heed.Spanish {
		name = ".es"
	}
	words := make([]string, 0, referring)
	for t := range text.All(s) {
		if t.Kind == text.Punct || len(words) == referring {
			break
		}
		if t.Kind == text.Word {
			words = append(words, text.Fold(t.Lower))
		}
	}
	for i := 1; i+1 < len(words); i++ {
		w, next := words[i], words[i+1]
		if !p["shown"+name][w] && !(p["shown after"+name][w] && p["before that"+name][words[i-1]]) {
			continue
		}
		if !text.Stopword(next, lang) && !p["times"+name][next] && !p["known"+name][next] && !rulesOf(lang)["verbs"][next] && !(i+2 < len(words) && p["told by"+name][words[i+2]]) {
			return true
		}
	}
	// "I fear that this will lead to less work"
	for i := 2; i+1 < min(len(words), referred); i++ {
		if p["objects"+name][words[i]] && p["supposed"+name][words[i+1]] && words[i] != "that" {
			return true
		}
	}
	return false
}

const (
	// referring is within how many words a thing is named by a "that".
	referring = 12
	// referred is within how many words a "this" is the subject of a thought.
	referred = 6
)

// endsBack reports whether words end in a "this" or "that" that stands for what
// was said before: "I warn people because of this".
func endsBack(words []string, lang heed.Language) bool {
	n := len(words)
	if n < 2 {
		return false
	}
	p, name := pointers(), ".en"
	if lang == heed.Spanish {
		name = ".es"
	}
	for n > 2 && p["last"+name][words[n-1]] {
		n--
	}
	return p["objects"+name][words[n-1]] && (p["closing"+name][words[n-2]] || n == len(words)-1 && n <= endingWords)
}

// answersItself reports whether a sentence that begins with a reason has the
// rest of its own: "Because it failed, I print everything".
func answersItself(words []string, s string) bool {
	switch words[0] {
	case "because", "porque", "since":
		_, rest, ok := strings.Cut(s, ", ")
		return ok && len(rest) > len(s)/3
	}
	return false
}

// announces reports whether an "it" at the start stands for what follows: "it
// is hard to say", "it takes me a day to check". In Spanish, whether a sentence
// without a subject does: "es importante que".
func announces(words []string, p rules, name string) bool {
	toks := words[1:min(len(words), expletive)]
	if at := slices.Index(toks, "not"); at >= 0 && at < 2 && slices.ContainsFunc(words[2:], func(w string) bool { return w == "it" || w == "it's" || w == "but" }) {
		return true // "it is not the money, it is being taken for a fool"
	}
	if p["empty"+name][words[0]] && !strings.Contains(words[0], "'") && name == ".en" && !p["announces.en"][toks[0]] && !p["announces.en"][second(toks)] {
		return false
	}
	if name == ".es" && p["named.es"][toks[0]] {
		return false
	}
	for k, w := range toks {
		switch {
		case k > 0 && p["agents"+name][toks[k-1]]: // "it is able to"
			return false
		case p["announced"+name][w] && k > 0:
			return true
		case name == ".es" && k > 0 && len(w) > 3 && slices.Contains([]string{"ar", "er", "ir"}, w[len(w)-2:]):
			return true
		}
	}
	return false
}

func second(words []string) string {
	if len(words) < 2 {
		return ""
	}
	return words[1]
}
