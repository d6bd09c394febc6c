package sense

import (
	"testing"

	"github.com/heedhq/heed/sense/lexicon"
)

// Every data file compiles, and every rule's header is understood.
func TestLexiconCompiles(t *testing.T) {
	for _, l := range lexicon.Languages {
		b, err := compile(l)
		if err != nil {
			t.Fatal(err)
		}
		if len(b.Rules) < 40 {
			t.Errorf("%s has %d rules", l, len(b.Rules))
		}
	}
}
