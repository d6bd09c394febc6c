package ledger

import (
	"testing"

	"github.com/heedhq/heed"
)

func TestInferredIn(t *testing.T) {
	for _, b := range behaviours() {
		words, does := InferredIn(b.state[heed.English], b.does[heed.English], heed.Spanish)
		if words != b.state[heed.Spanish] || does != b.does[heed.Spanish] {
			t.Errorf("%s: %q, %q", b.name, words, does)
		}
	}
	words, does := InferredIn("What Ana wrote herself", "keeps a list", heed.Spanish)
	if words != "What Ana wrote herself" || does != "keeps a list" {
		t.Errorf("words of a person changed: %q, %q", words, does)
	}
}
