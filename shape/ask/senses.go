package ask

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/internal/wordlist"
	"github.com/heedhq/heed/shape/themes"
)

//go:embed data/senses.txt
var senseData string

// senseTable holds the lines of data/senses.txt: their forms by language, and
// by stem the lines in which a word stands.
type senseTable struct {
	forms []map[heed.Language][]string
	of    map[heed.Language]map[string][]int
	// listed holds the same by the words as they are listed.
	listed map[heed.Language]map[string][]int
	// common are the vectors of words that lie near every other merely because
	// they are common.
	common [][]float32
}

var senses = sync.OnceValue(func() *senseTable {
	empty := func() map[heed.Language]map[string][]int {
		return map[heed.Language]map[string][]int{heed.English: {}, heed.Spanish: {}}
	}
	t := &senseTable{of: empty(), listed: empty()}
	for heading, line := range wordlist.Lines(senseData) {
		if heading == "common" {
			for w := range strings.FieldsSeq(line) {
				if v := themes.WordVector(w, heed.English); v != nil {
					t.common = append(t.common, v)
				}
			}
			continue
		}
		en, es, _ := strings.Cut(line, "|")
		n := len(t.forms)
		t.forms = append(t.forms, map[heed.Language][]string{})
		for lang, list := range map[heed.Language]string{heed.English: en, heed.Spanish: es} {
			for f := range wordlist.Fields(list, ",") {
				f = text.Fold(f)
				t.forms[n][lang] = append(t.forms[n][lang], f)
				t.listed[lang][f] = append(t.listed[lang][f], n)
				if stem := text.Stem(f, lang); !slices.Contains(t.of[lang][stem], n) {
					t.of[lang][stem] = append(t.of[lang][stem], n)
				}
			}
		}
	}
	return t
})

// sensesOf are the senses that a folded word of a language may have: those in
// which it is listed, else by its stem.
func sensesOf(word, stem string, lang heed.Language) (of []int, listed bool) {
	if of = senses().listed[lang][word]; of != nil {
		return of, true
	}
	return senses().of[lang][stem], false
}

// shares reports whether two ascending or unordered short lists share a number.
func shares(a, b []int) bool {
	return slices.ContainsFunc(a, func(n int) bool { return slices.Contains(b, n) })
}

// commonness is how near a vector lies to common words, on average.
func commonness(v []float32) float64 {
	common := senses().common
	if v == nil || len(common) == 0 {
		return 0
	}
	sum := 0.0
	for _, h := range common {
		sum += float64(themes.Cosine(v, h))
	}
	return sum / float64(len(common))
}
