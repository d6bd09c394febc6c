package personas

import (
	"strings"
	"testing"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/needs"
	"github.com/heedhq/heed/shape/stats"
)

// Every statement about one of them can be told of several, in both languages.
func TestStatements(t *testing.T) {
	for _, c := range []struct{ one, several string }{
		{"Fears losing the work to it", "fear losing the work to it"},
		{"Is kept waiting", "are kept waiting"},
		{"Was charged wrongly", "were charged wrongly"},
		{"Has no budget for it", "have no budget for it"},
		{"Does the same work twice", "do the same work twice"},
		{"Worries that it takes from others' work", "worry that it takes from others' work"},
		{"Loses sleep over it", "lose sleep over it"},
		{"Goes back and forth until it is right", "go back and forth until it is right"},
		{"Watches it closely", "watch it closely"},
		{"Did not get what was to arrive in time", "did not get what was to arrive in time"},
	} {
		if got := plural(c.one); got != c.several {
			t.Errorf("%q of several: %q, want %q", c.one, got, c.several)
		}
	}
	for statement, want := range map[string]bool{
		"Le hacen esperar": true, "No le dijeron la verdad": true, "Nadie le enseñó a usarlo": true,
		"Teme que le juzguen por ello": false, "No tiene presupuesto para ello": false, "Lo tiene todo en un mismo sitio": false,
	} {
		if toThem(statement) != want {
			t.Errorf("%q befalls somebody: %v", statement, !want)
		}
	}
	for _, n := range needs.All() {
		one := n.Statements()[heed.English]
		if one == "" {
			continue
		}
		if verb, _, _ := strings.Cut(plural(one), " "); strings.HasSuffix(verb, "s") && !strings.HasSuffix(verb, "ss") || strings.HasSuffix(verb, "oe") || strings.ToLower(verb) != verb {
			t.Errorf("%q of several begins with %q", one, verb)
		}
	}
}

// That nobody differs is no certainty.
func TestShareOfFew(t *testing.T) {
	set := heed.DefaultSettings()
	alike := []stats.Ratio{{Sum: 0, Over: 2}, {Sum: 0, Over: 1}, {Sum: 0, Over: 4}}
	if iv := share(alike, set); iv.Value != 0 || iv.Low != 0 || iv.High < 0.4 || iv.High > 0.7 {
		t.Errorf("nobody of three: %+v", iv)
	}
	if iv := share([]stats.Ratio{{Sum: 3, Over: 3}}, set); iv.Value != 1 || iv.High != 1 || iv.Low > 0.3 {
		t.Errorf("one of one: %+v", iv)
	}
}
