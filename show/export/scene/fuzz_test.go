package scene_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/heedhq/heed/show/export/scene"
)

// FuzzParagraph checks that no text breaks a paragraph: lines stay within the
// width, and no word of it is lost.
func FuzzParagraph(f *testing.F) {
	for _, s := range []string{"", " ", "Four people typing", strings.Repeat("m", 90), "予定がずれた", "a\u202eb", "\xff", "👩\u200d💻 e\u0301", "a-b/c_d–e", "  two  spaces  "} {
		f.Add(s, 120.0)
	}
	f.Fuzz(func(t *testing.T, text string, width float64) {
		if !(width >= 25 && width < 2000) || len(text) > 4000 {
			return
		}
		b := scene.Paragraph(width, scene.Left, scene.Words{Text: text, Style: scene.Style{Face: scene.Serif, Size: 20}})
		if b.W > width+1e-6 {
			t.Errorf("%.2f wide in %.2f: %q", b.W, width, text)
		}
		letters := func(s string) int {
			n := 0
			for _, r := range s {
				if r > ' ' && r < 0x7f {
					n++
				}
			}
			return n
		}
		got := 0
		for _, it := range b.Items {
			for _, l := range it.(scene.Text).Lines {
				for _, r := range l.Runs {
					if !utf8.ValidString(r.Text) {
						t.Errorf("a run is not UTF-8: %q", r.Text)
					}
					got += letters(r.Text)
				}
			}
		}
		// the only sign that may be added is the dash for one that does not break
		if want := letters(text) + strings.Count(text, "\u2011"); got != want {
			t.Errorf("%d letters of %d are left of %q", got, want, text)
		}
	})
}
