package look

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Found is a run of words that a search found, or what stands around it.
type Found struct {
	Text string
	Hit  bool
}

// aroundFound is how much of a turn is shown, in bytes, around its first hit.
const aroundFound = 260

// FindIn cuts text around the first word of the query in it and marks every
// word that begins as one of the query's does, without regard to case and
// accents.
func FindIn(text, query string) []Found {
	wanted := strings.FieldsFunc(plain(query), notWord)
	type run struct{ from, to int }
	var hits []run
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		if notWord(r) {
			at += size
			continue
		}
		end := at
		for end < len(text) {
			r, size := utf8.DecodeRuneInString(text[end:])
			if notWord(r) {
				break
			}
			end += size
		}
		word := plain(text[at:end])
		for _, w := range wanted {
			if strings.HasPrefix(word, w) {
				hits = append(hits, run{at, end})
				break
			}
		}
		at = end
	}
	from, to := 0, len(text)
	if len(hits) > 0 {
		from = max(0, hits[0].from-aroundFound/3)
	}
	to = min(to, from+aroundFound)
	from, to = atWord(text, from), atWord(text, to)
	var out []Found
	add := func(s string, hit bool) {
		if s = visible(s); s != "" {
			out = append(out, Found{s, hit})
		}
	}
	if from > 0 {
		out = append(out, Found{"…", false})
	}
	for _, h := range hits {
		if h.from < from || h.to > to {
			continue
		}
		add(text[from:h.from], false)
		add(text[h.from:h.to], true)
		from = h.to
	}
	add(text[from:to], false)
	if to < len(text) {
		out = append(out, Found{"…", false})
	}
	return out
}

func notWord(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’'
}

// atWord moves a place in text forward to the next space, if it is inside.
func atWord(text string, at int) int {
	if at == 0 || at >= len(text) {
		return at
	}
	if i := strings.IndexAny(text[at:], " \n"); i >= 0 && i < 40 {
		return at + i
	}
	for at < len(text) && !utf8.RuneStart(text[at]) {
		at++
	}
	return at
}

var accents = strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u", "ü", "u", "ñ", "n", "à", "a", "è", "e", "ç", "c")

func plain(s string) string { return accents.Replace(strings.ToLower(s)) }

// PersonNumber names a participant by the number at the end of their id; ""
// is our own side.
func PersonNumber(w Words, participant string) string {
	if participant == "" {
		return w.Say("ribbon.ours")
	}
	i := strings.LastIndex(participant, "-p")
	return w.Say("person_n", "n", participant[i+2:])
}

// Shorten1 cuts s to at most max characters at a word.
func Shorten1(s string, max int) string {
	s, _ = Cut(s, max)
	return s
}
