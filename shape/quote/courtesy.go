package quote

import (
	"strings"

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
	folded := " " + strings.Join(words, " ") + " "
	for p := range r["pleasantries"] {
		if strings.Contains(folded, " "+p+" ") {
			return true
		}
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
