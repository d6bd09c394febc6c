package needs

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/internal/wordlist"
)

func find(t *testing.T, name string) int {
	t.Helper()
	i := slices.IndexFunc(All(), func(n Need) bool { return n.Name == name })
	if i < 0 {
		t.Fatalf("no need is called %q", name)
	}
	return i
}

// The same need in two languages is one, and near misses are none.
func TestOf(t *testing.T) {
	for _, c := range []struct {
		need, en, es, neither string
	}{
		{"sleep lost", "I lay awake over it.", "No pude dormir, me desvelé.", "He slept well."},
		{"lied to", "We were lied to.", "Nos mintieron en la cara.", "It lies on the desk."},
		{"nobody asked us", "They did it without asking us.", "Nadie nos preguntó nada.", "I asked them twice."},
		{"figures wrong", "The two totals don't match.", "La caja no cuadra nunca.", "A square box."},
		{"left alone", "I was left alone with the auditors.", "Me dejaron sola con el cierre.", "The shop stands alone."},
	} {
		i := find(t, c.need)
		for _, s := range []string{c.en, c.es} {
			if !slices.Contains(Of(text.Words(text.Fold(s))), i) {
				t.Errorf("%q names no %s", s, c.need)
			}
		}
		if slices.Contains(Of(text.Words(text.Fold(c.neither))), i) {
			t.Errorf("%q names %s", c.neither, c.need)
		}
	}
}

// The longer of two cues counts: a tool that checks my work is not checked.
func TestLongestCueCounts(t *testing.T) {
	got := Of(text.Words(text.Fold("It can double check my work in a minute.")))
	if want := find(t, "work looked over"); !slices.Equal(got, []int{want}) {
		t.Errorf("it names %v, want %d", got, want)
	}
}

func TestDenied(t *testing.T) {
	i := find(t, "time saved")
	for _, c := range []struct {
		said string
		want bool
	}{
		{"It saves me time.", false},
		{"It doesn't save me time at all.", true},
		{"I never liked it but it saves time.", false},
		{"Not only did it save time, it was kinder.", false},
		{"It can't do that, so it saves time elsewhere.", false},
		{"It is there to not save time but money.", false},
	} {
		if got := Denied(text.Words(text.Fold(c.said)), i); got != c.want {
			t.Errorf("%q denied: %v", c.said, got)
		}
	}
}

// A statement is a short sentence that stands alone as a claim's words.
const longestStatement = 64

func TestStatement(t *testing.T) {
	n := All()[find(t, "time saved")]
	for lang, want := range map[heed.Language]string{
		heed.English: "Saves time with it", heed.Spanish: "Ahorra tiempo con ello", "": "Saves time with it",
	} {
		if got := n.Statement(lang); got != want {
			t.Errorf("in %q it states %q", lang, got)
		}
	}
}

// Every line of the file is a need: a line with a field too few would be left
// out in silence.
func TestEveryLineIsANeed(t *testing.T) {
	lines := 0
	for _, line := range wordlist.Lines(data) {
		if line[0] != '{' { // a class of words
			lines++
		}
	}
	if lines != len(All()) {
		t.Errorf("%d lines, %d needs", lines, len(All()))
	}
}

// Every need has cues and a statement of its own in both languages, a kind that
// exists and a name of its own, and no cue belongs to two needs.
func TestData(t *testing.T) {
	names, cues, stated := map[string]bool{}, map[string]string{}, map[string]string{}
	for _, line := range wordlist.Lines(data) {
		if part := strings.Split(line, "|"); line[0] != '{' && len(part) != 6 || len(part) == 6 && (strings.TrimSpace(part[4]) == "" || strings.TrimSpace(part[5]) == "") {
			t.Errorf("%.30s...: it needs six fields, with cues in both languages", line)
		}
	}
	for _, n := range All() {
		if names[n.Name] {
			t.Errorf("two needs are called %q", n.Name)
		}
		names[n.Name] = true
		if n.Kind != "" && !slices.Contains(heed.SignalKinds, n.Kind) {
			t.Errorf("%s is told under %q", n.Name, n.Kind)
		}
		for _, lang := range []heed.Language{heed.English, heed.Spanish} {
			s := n.Statement(lang)
			if s == "" || utf8.RuneCountInString(s) > longestStatement || strings.HasSuffix(s, ".") || !unicode.IsUpper([]rune(s)[0]) {
				t.Errorf("%s states %q: it is to be a short sentence without a stop", n.Name, s)
			}
			if other := stated[s]; other != "" {
				t.Errorf("%s and %s both state %q", n.Name, other, s)
			}
			stated[s] = n.Name
		}
		for _, list := range n.cues {
			for _, cue := range list {
				key := ""
				for _, w := range cue {
					key += w + " "
				}
				if other := cues[key]; other != "" && other != n.Name {
					t.Errorf("%q stands under %s and %s", key, other, n.Name)
				}
				cues[key] = n.Name
			}
		}
	}
	if len(names) < 60 {
		t.Errorf("%d needs", len(names))
	}
}
