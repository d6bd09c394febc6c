package acts

import (
	"testing"

	heed "github.com/heedhq/heed"
)

// TestLexiconLoads reads the lists and phrases of both languages.
func TestLexiconLoads(t *testing.T) {
	for _, lang := range []heed.Language{heed.English, heed.Spanish} {
		g, err := load(lang)
		if err != nil {
			t.Errorf("%s: %v", lang, err)
			continue
		}
		var n [sections]int
		for _, p := range g.phrases {
			n[p.sec]++
		}
		for s, k := range n {
			if k == 0 {
				t.Errorf("%s: section %d has no phrase", lang, s)
			}
		}
	}
}
