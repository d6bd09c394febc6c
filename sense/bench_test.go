package sense

import (
	"bufio"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	heed "github.com/heedhq/heed"
)

// utterances are the hand-written examples, which are as long as real ones.
func utterances(b *testing.B) []string {
	b.Helper()
	var out []string
	for _, name := range []string{"signals.en.txt", "feelings.en.txt"} {
		f, err := os.Open("testdata/" + name)
		if err != nil {
			b.Fatal(err)
		}
		sc := bufio.NewScanner(f)
		for sc.Scan() {
			if txt, _, ok := strings.Cut(sc.Text(), " | "); ok && !strings.HasPrefix(txt, "#") {
				out = append(out, txt)
			}
		}
		f.Close()
	}
	return out
}

func benchmark(b *testing.B, o Options) {
	texts := utterances(b)
	s := New(o)
	s.Understand(texts[0], heed.English) // load
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for i := 0; pb.Next(); i++ {
			s.Understand(texts[i%len(texts)], heed.English)
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "utterances/s")
}

func BenchmarkUnderstand(b *testing.B)  { benchmark(b, Options{}) }
func BenchmarkOnlyEmotion(b *testing.B) { benchmark(b, Options{OnlyEmotion: true}) }

// FuzzUnderstand checks what holds for any text: spans fit, quotations are to
// the letter, numbers are in range.
func FuzzUnderstand(f *testing.F) {
	for _, s := range []string{
		"I'm worried we'd lose half a day.", "¿Qué tal? Menos mal…", "great. another\noutage", "\xff\xfe don't", "a. b. c.",
		"İstanbul'da I'm", "I’m 34’s — “ok”", "🙂🙂 lo amooooo", strings.Repeat("and then ", 200),
	} {
		f.Add(s, "en")
		f.Add(s, "es")
	}
	s := New(Options{})
	f.Fuzz(func(t *testing.T, txt, lang string) {
		if lang != "en" && lang != "es" && lang != "" {
			lang = "fr"
		}
		end := 0
		for _, r := range s.Understand(txt, heed.Language(lang)) {
			if got, ok := r.Span.In(txt); !ok || got != r.Text || r.Span.Start < end {
				t.Fatalf("reading %+v does not fit", r.Span)
			}
			end = r.Span.End
			for _, g := range r.Signals {
				if got, ok := g.In(txt); !ok || got != g.Text || g.Len() == 0 || g.Confidence <= 0 || g.Confidence > 1 {
					t.Fatalf("signal %+v does not fit %q", g, txt)
				}
				if utf8.ValidString(txt) && !utf8.ValidString(g.Text) {
					t.Fatalf("signal %q cuts a letter", g.Text)
				}
			}
			if len(r.Feelings) == 0 {
				t.Fatal("no feeling, not even neutral")
			}
			for _, fs := range r.Feelings {
				if fs.Intensity < 0 || fs.Intensity > 1 {
					t.Fatalf("intensity %g", fs.Intensity)
				}
			}
			if r.Valence < -1 || r.Valence > 1 || r.Arousal < 0 || r.Arousal > 1 {
				t.Fatalf("valence %g, arousal %g", r.Valence, r.Arousal)
			}
		}
	})
}
