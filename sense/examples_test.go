package sense

import (
	"os"
	"slices"
	"strings"
	"testing"

	heed "github.com/heedhq/heed"
)

// example is one line of the files under testdata: a text and what it must
// give.
type example struct {
	line   int
	text   string
	wanted []string
}

func examples(t *testing.T, name string) []example {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var out []example
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		txt, want, ok := strings.Cut(strings.TrimSpace(line), " | ")
		if strings.HasPrefix(line, "#") || !ok {
			continue
		}
		out = append(out, example{n, txt, strings.Fields(want)})
	}
	if len(out) < 30 {
		t.Fatalf("%s holds only %d examples", name, len(out))
	}
	return out
}

// matches reports whether a signal is what "kind", "kind/subkind" or
// "kind=value" names.
func matches(s heed.Signal, want string) bool {
	kind, value, hasValue := strings.Cut(want, "=")
	kind, sub, hasSub := strings.Cut(kind, "/")
	return string(s.Kind) == kind && (!hasSub || s.Subkind == sub) && (!hasValue || s.Value == value)
}

func TestSignalExamples(t *testing.T) {
	s := New(Options{})
	for _, lang := range []heed.Language{heed.English, heed.Spanish} {
		for _, e := range examples(t, "signals."+string(lang)+".txt") {
			var found []heed.Signal
			for _, r := range s.Understand(e.text, lang) {
				found = append(found, r.Signals...)
			}
			for _, w := range e.wanted {
				has := slices.ContainsFunc(found, func(g heed.Signal) bool { return matches(g, w[1:]) })
				if has != (w[0] == '+') {
					t.Errorf("signals.%s.txt:%d: %q: %s fails; found %v", lang, e.line, e.text, w, brief(found))
				}
			}
			for _, g := range found {
				if got, ok := g.In(e.text); !ok || got != g.Text {
					t.Errorf("%q: signal %s quotes %q, its span holds %q", e.text, g.Kind, g.Text, got)
				}
			}
		}
	}
}

func brief(found []heed.Signal) []string {
	var out []string
	for _, g := range found {
		out = append(out, g.Rule+"="+g.Value)
	}
	return out
}

func TestFeelingExamples(t *testing.T) {
	s := New(Options{})
	for _, lang := range []heed.Language{heed.English, heed.Spanish} {
		for _, e := range examples(t, "feelings."+string(lang)+".txt") {
			all := s.Text(e.text, lang).Emotions
			for _, w := range e.wanted {
				name := heed.Feeling(w[1:])
				shown := slices.ContainsFunc(all, func(f heed.FeelingScore) bool { return f.Name == name })
				ok := true
				switch w[0] {
				case '=':
					ok = len(all) > 0 && all[0].Name == name
				case '+':
					ok = shown
				case '-':
					ok = !shown
				}
				if !ok {
					t.Errorf("feelings.%s.txt:%d: %q: %s fails; shown %v", lang, e.line, e.text, w, all)
				}
			}
		}
	}
}

// Complaints that name no feeling, and pleasant words that words before them
// turn round. "+feeling:NAME" wants a feeling shown.
func TestPlainExamples(t *testing.T) { both(t, "plain") }

// What is taken for a kind or a feeling that it is not.
func TestKindExamples(t *testing.T) { both(t, "kinds") }

// What readers of reports found misread.
func TestMisreadExamples(t *testing.T) { both(t, "misread") }

// both holds the signals and the feelings of the examples of name.
func both(t *testing.T, name string) {
	t.Helper()
	s := New(Options{})
	for _, lang := range []heed.Language{heed.English, heed.Spanish} {
		for _, e := range examples(t, name+"."+string(lang)+".txt") {
			var signals []heed.Signal
			var shown []heed.Feeling
			for _, r := range s.Understand(e.text, lang) {
				signals = append(signals, r.Signals...)
				for _, f := range r.Feelings {
					shown = append(shown, f.Name)
				}
			}
			for _, w := range e.wanted {
				has := false
				if feel, ok := strings.CutPrefix(w[1:], "feeling:"); ok {
					if !slices.Contains(heed.Feelings, heed.Feeling(feel)) {
						t.Fatalf("%s.%s.txt:%d: %s is not a feeling", name, lang, e.line, feel)
					}
					has = slices.Contains(shown, heed.Feeling(feel))
				} else {
					has = slices.ContainsFunc(signals, func(g heed.Signal) bool { return matches(g, w[1:]) })
				}
				if has != (w[0] == '+') {
					t.Errorf("%s.%s.txt:%d: %q: %s fails; shown %v, found %v", name, lang, e.line, e.text, w, shown, brief(signals))
				}
			}
		}
	}
}
