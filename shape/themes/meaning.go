package themes

import (
	"slices"
	"strings"
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/themes/vectors"
)

// stemmed holds the concepts by the stems of their forms of one word; a stem
// that two concepts share stands for neither.
var stemmed = sync.OnceValue(func() map[heed.Language]map[string]int32 {
	out := map[heed.Language]map[string]int32{}
	for lang, forms := range concepts() {
		out[lang] = map[string]int32{}
		for f, n := range forms {
			if strings.ContainsRune(f, ' ') {
				continue
			}
			s := text.Stem(f, lang)
			if other, taken := out[lang][s]; taken && other != n {
				n = -1
			}
			out[lang][s] = n
		}
	}
	return out
})

// Meaning is what one word of a language is known to mean: the number of its
// line in the bridge between the languages, or false. Another form of a word in
// the bridge means the same.
func Meaning(word string, lang heed.Language) (concept int32, ok bool) {
	if concept, ok = concepts()[lang][text.Fold(word)]; ok {
		return concept, true
	}
	concept, ok = stemmed()[lang][text.Stem(text.Fold(word), lang)]
	return concept, ok && concept >= 0
}

// Forms are the words of a language that mean a concept, in the order of the
// bridge, those of several words left out.
func Forms(concept int32, lang heed.Language) []string {
	for line, n := range bridgeLines() {
		if n != concept {
			continue
		}
		en, es, _ := strings.Cut(line, "|")
		if lang == heed.Spanish {
			en = es
		}
		var out []string
		for _, f := range strings.Split(en, ",") {
			if f = strings.TrimSpace(f); !strings.ContainsRune(f, ' ') {
				out = append(out, f)
			}
		}
		return out
	}
	return nil
}

// WordVector is the unit vector of a word: its own in English, that of its twin
// in Spanish; nil for a word that has none.
func WordVector(word string, lang heed.Language) []float32 {
	w := text.Fold(word)
	if lang == heed.Spanish {
		if w = bridged(word); w == "" {
			return nil
		}
	}
	v := make([]float32, vectors.Dim)
	if !vectors.Add(v, w, 1) {
		return nil
	}
	return slices.Clip(v)
}
