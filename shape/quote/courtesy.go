package quote

import (
	"slices"
	"strings"
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

// Courtesy reports whether a sentence is a greeting, thanks, a farewell or an
// answer of a few words: what feeling it carries is manners.
func Courtesy(s string, lang heed.Language) bool {
	r := rulesOf(lang)
	words := make([]string, 0, 16)
	for tok := range text.All(s) {
		if tok.Kind == text.Word {
			if words = append(words, text.Fold(tok.Lower)); len(words) > longestCourtesy {
				return false
			}
		}
	}
	if pleases(words, lang) {
		return true
	}
	said := 0
	for _, w := range words {
		if !r["filler"][w] && !r["thin"][w] && !text.Stopword(w, lang) {
			said++
		}
	}
	return said == 0
}

// longestCourtesy is the most words of a courtesy.
const longestCourtesy = 9

// pleasantries are those of English (false) and Spanish (true), by their first
// word.
var pleasantries = sync.OnceValue(func() map[bool]map[string][][]string {
	out := map[bool]map[string][][]string{}
	for lang, r := range loaded() {
		by := map[string][][]string{}
		for p := range r["pleasantries"] {
			w := strings.Fields(p)
			by[w[0]] = append(by[w[0]], w)
		}
		out[lang == heed.Spanish] = by
	}
	return out
})

// pleases reports whether folded words hold a pleasantry.
func pleases(words []string, lang heed.Language) bool {
	by := pleasantries()[lang == heed.Spanish]
	for i, w := range words {
		for _, p := range by[w] {
			if len(p) <= len(words)-i && slices.Equal(words[i:i+len(p)], p) {
				return true
			}
		}
	}
	return false
}
