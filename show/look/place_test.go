package look_test

import (
	"strings"
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/show/look"
)

func units(s string) int { return len(utf16.Encode([]rune(s))) }

func TestPlaceOf(t *testing.T) {
	for _, c := range []struct{ name, text, chosen, want string }{
		{"plain", "We lost the run.", "lost the", "lost the"},
		{"beyond the basic plane", "👋 We lost 🧾 the run.", "lost 🧾 the", "lost 🧾 the"},
		{"accents", "Perdió la nómina, señor.", "nómina", "nómina"},
		{"what cannot be seen", "We\u200b lo\u202est  the\u0007 run.", "lost the", "lo\u202est  the"},
		{"lines", "First.\nSecond line.", "Second", "Second"},
		{"a form's spaces", "   We   lost", "We lost", "We   lost"},
	} {
		t.Run(c.name, func(t *testing.T) {
			marks := []look.Marked{{Span: heed.Span{Start: 0, End: strings.IndexAny(c.text+" ", " .")}, Feeling: heed.Fear}}
			for _, m := range [][]look.Marked{nil, marks} {
				shown := look.ShownText(c.text, m)
				i := strings.Index(shown, c.chosen)
				if i < 0 {
					t.Fatalf("%q is not shown in %q", c.chosen, shown)
				}
				from := units(shown[:i])
				at, ok := look.PlaceOf(c.text, shown, from, from+units(c.chosen))
				if got, fits := at.In(c.text); !ok || !fits || got != c.want {
					t.Errorf("%q, %v; want %q", got, ok, c.want)
				}
			}
		})
	}
	for _, bad := range [][2]int{{3, 3}, {5, 2}, {-1, 2}, {0, 99}, {99, 120}} {
		if at, ok := look.PlaceOf("short", "short", bad[0], bad[1]); ok {
			t.Errorf("%v is at %v", bad, at)
		}
	}
}

func TestPlaceOfHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.RuneFrom([]rune("ab ñ日👋\u200b\u202e\n\t."))).Draw(t, "text")
		shown := look.ShownText(text, nil)
		all := []rune(shown)
		if len(all) == 0 {
			return
		}
		from := rapid.IntRange(0, len(all)-1).Draw(t, "from")
		to := rapid.IntRange(from+1, len(all)).Draw(t, "to")
		at, ok := look.PlaceOf(text, shown, units(string(all[:from])), units(string(all[:to])))
		words, fits := at.In(text)
		if !ok || !fits {
			t.Fatalf("%q of %q: %v, %v", string(all[from:to]), text, at, ok)
		}
		if got, want := look.Clean(words), look.Clean(string(all[from:to])); got != want {
			t.Fatalf("%q, want %q of %q", got, want, text)
		}
	})
}
