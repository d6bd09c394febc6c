package ledger

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// A list that is asked for stands in the data, and one that stands there is asked
// for: a name misspelt would be a list of nothing.
func TestListsAreThere(t *testing.T) {
	asks := regexp.MustCompile(`(?:cued|opens|among|stemmed)\([^"\n]*"([^"]+)"`)
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	asked := map[string]bool{}
	for _, f := range files {
		code, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range asks.FindAllStringSubmatch(string(code), -1) {
			asked[m[1]] = true
		}
	}
	for name := range asked {
		if len(lists()[name]) == 0 {
			t.Errorf("no list is called %q", name)
		}
	}
	if len(asked) < 10 {
		t.Errorf("found only %d lists asked for", len(asked))
	}
}
