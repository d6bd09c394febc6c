package look

import (
	"os"
	"regexp"
	"testing"

	"github.com/heedhq/heed"
)

// Whatever a question can ask for has a name in both languages.
func TestEveryKindAskedForHasAName(t *testing.T) {
	data, err := os.ReadFile("../../shape/ask/data/facets.txt")
	if err != nil {
		t.Fatal(err)
	}
	kinds := regexp.MustCompile(`(?m)^\[kind (\w+)\]`).FindAllStringSubmatch(string(data), -1)
	if len(kinds) < 20 {
		t.Fatalf("%d kinds", len(kinds))
	}
	for _, lang := range []heed.Language{heed.English, heed.Spanish} {
		for _, k := range kinds {
			if key := "ask.kind." + k[1]; In(lang).Say(key) == key || In(lang).Say(key) == "" {
				t.Errorf("%s has no name in %s", k[1], lang)
			}
		}
	}
}
