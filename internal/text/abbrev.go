package text

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	heed "github.com/heedhq/heed"
)

//go:embed data/abbrev.en.txt
var abbrevEnglish string

//go:embed data/abbrev.es.txt
var abbrevSpanish string

// abbrevs hold lower-case abbreviations without the last point. Those marked
// with + may end a sentence too: a capital after them starts a new one.
var abbrevs = sync.OnceValue(func() map[heed.Language]map[string]bool {
	return map[heed.Language]map[string]bool{
		heed.English: abbrevSet(abbrevEnglish),
		heed.Spanish: abbrevSet(abbrevSpanish),
	}
})

func abbrevSet(data string) map[string]bool {
	set := make(map[string]bool)
	for line := range strings.Lines(data) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, w := range strings.Fields(line) {
			name, ends := strings.CutSuffix(w, "+")
			set[name] = ends
		}
	}
	return set
}

// abbreviation reports whether the point at `at` belongs to an abbreviation or
// an initial and does not end the sentence.
func abbreviation(s string, start, at int, lowerNext, digitNext bool, lang heed.Language) bool {
	from := at
	for from > start {
		r, n := utf8.DecodeLastRuneInString(s[:from])
		if !unicode.IsLetter(r) && r != '.' && !unicode.IsDigit(r) {
			break
		}
		from -= n
	}
	w := s[from:at]
	if w == "" {
		return false
	}
	r, n := utf8.DecodeRuneInString(w)
	if n == len(w) && unicode.IsUpper(r) && r != 'I' && r != 'Y' && r != 'A' && from > 0 {
		return true // J. Smith
	}
	key := strings.ToLower(w)
	for _, l := range []heed.Language{heed.English, heed.Spanish} {
		if lang != "" && lang != l && (lang == heed.English || lang == heed.Spanish) {
			continue
		}
		ends, known := abbrevs()[l][key]
		if known && key == "no" { // No. 5, but: No. I said so
			return digitNext
		}
		if known {
			return !ends || lowerNext || digitNext
		}
	}
	// a.m., U.S., EE.UU.: letters with points between
	if strings.Contains(w, ".") && len(w) <= 7 && !strings.ContainsAny(w, "0123456789") && len(key) <= 2*strings.Count(key, ".")+3 {
		return lowerNext
	}
	return false
}

// listMarker reports whether the point at `at` follows only the number or
// letter of a list: "1. Open the file".
func listMarker(s string, start, at int) bool {
	w := strings.TrimSpace(s[start:at])
	if w == "" || len(w) > 3 {
		return false
	}
	for i := 0; i < len(w); i++ {
		if !isDigit(w[i]) && !(len(w) == 1 && 'a' <= w[0] && w[0] <= 'h') {
			return false
		}
	}
	return true
}
