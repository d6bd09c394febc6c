package sense

import (
	"strings"
	"testing"
	"unicode/utf8"

	heed "github.com/heedhq/heed"
)

// Whatever comes in, spans lie within the text, hold what they quote and cut no
// character in two.
func TestHostileInput(t *testing.T) {
	s := New(Options{})
	found := 0
	for _, txt := range []string{
		"", "   ", "\r\n\t", ".", "¿?", "¡", "I hate \xff\xfe it. It crashes \xc3", "\xe2\x82", "\x00I love\x00 it. It crashes.",
		"\u202eI love it\u202c and it keeps crashing", "שלום I hate this app. مرحبا it crashes", "cafe\u0301 it crashes every time, I hate it",
		"İstanbul I love it İİİ it crashes", "ſtraſe I hate it ﬁnally it crashes K", "ẞ it keeps crashing ẞ I love it",
		"\u200bI\u200b love\u200b it", "I’m worried 😟 about the go-live — it crashed twice…", "Me da miedo 😱 perder los pedidos, ¿sabe?",
		"THIS KEEPS CRASHING AND I AM SICK OF IT", "pues mira i love the app pero se cuelga siempre and nobody calls",
		"so i called them and they said it was fixed but it wasnt and i hate it and nobody calls and i waited three weeks and nothing happened at all",
		"\ufeffI hate it\u2028I love it\u2029it crashes", "1.2.3.4 www.x.com/?q=a.b I hate http://a.b/c", "🇪🇸 I love it 👨\u200d👩\u200d👧 and I hate it 🤷\u200d♀️!",
		strings.Repeat("a", 100_000), strings.Repeat("😂", 20_000), strings.Repeat("¿", 2_000), strings.Repeat("I hate it. ", 5_000), strings.Repeat("i love it when it crashes ", 4_000),
	} {
		for _, lang := range []heed.Language{"", heed.English, heed.Spanish} {
			for _, r := range s.Understand(txt, lang) {
				if got, ok := r.Span.In(txt); !ok || got != r.Text {
					t.Fatalf("%.60q: a sentence quotes %.60q, its span holds %.60q", txt, r.Text, got)
				}
				for _, g := range r.Signals {
					found++
					got, ok := g.In(txt)
					if !ok || got != g.Text || got == "" {
						t.Fatalf("%.60q: %s quotes %.60q, its span holds %.60q", txt, g.Rule, g.Text, got)
					}
					if utf8.ValidString(txt) && !utf8.ValidString(got) {
						t.Fatalf("%.60q: %s cuts a character in %.60q", txt, g.Rule, got)
					}
				}
			}
		}
	}
	if found == 0 {
		t.Error("nothing was found at all")
	}
}
