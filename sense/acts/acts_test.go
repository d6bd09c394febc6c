package acts

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	heed "github.com/heedhq/heed"
)

// TestExamples holds the examples that were written before the rules could be
// wrong about them.
func TestExamples(t *testing.T) {
	b, err := os.ReadFile("testdata/examples.tsv")
	if err != nil {
		t.Fatal(err)
	}
	seen := make(map[heed.ActKind]int)
	for line := range strings.Lines(string(b)) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(f) != 4 {
			continue
		}
		c := &heed.Conversation{Language: heed.Language(f[0]), Turns: []heed.Turn{{Speaker: "a", Text: f[1]}, {Speaker: "b", Text: f[2]}}}
		got := Of(c)[1]
		want := heed.ActKind(f[3])
		seen[want]++
		switch {
		case want == "-":
			if len(got) != 0 {
				t.Errorf("%q after %q: %v, want no act", f[2], f[1], got)
			}
		case !slices.ContainsFunc(got, func(a heed.Act) bool { return a.Kind == want }):
			t.Errorf("%q after %q: %v, want %s", f[2], f[1], got, want)
		}
	}
	for _, k := range heed.ActKinds {
		if !k.Question() && seen[k] < 3 {
			t.Errorf("%s has %d examples", k, seen[k])
		}
	}
}

// TestSpans: one entry per turn, spans that fit and do not overlap, sure
// enough and not too sure.
func TestSpans(t *testing.T) {
	c := &heed.Conversation{Language: "en", Turns: []heed.Turn{
		{Speaker: "a", Text: "Hi Sam. I lost the file, and I am worried — what now?"},
		{Speaker: "b", Text: "I'm sorry, that sounds stressful. I'll check it today. Do you still have the e-mail?"},
		{Speaker: "a", Text: ""},
		{Speaker: "b", Text: "¿?"},
		{Speaker: "a", Text: "\xff\xfe broken bytes, okay?"},
	}}
	got := Of(c)
	if len(got) != len(c.Turns) {
		t.Fatalf("%d entries for %d turns", len(got), len(c.Turns))
	}
	check(t, c, got)
	var kinds []heed.ActKind
	for _, a := range got[1] {
		kinds = append(kinds, a.Kind)
	}
	want := []heed.ActKind{heed.ActApology, heed.ActValidation, heed.ActCommitment, heed.ActClosedQuestion}
	if !slices.Equal(kinds, want) {
		t.Errorf("acts of one turn: %v, want %v", kinds, want)
	}
}

func check(t *testing.T, c *heed.Conversation, got [][]heed.Act) {
	t.Helper()
	for i, acts := range got {
		end := 0
		for _, a := range acts {
			if _, ok := a.In(c.Turns[i].Text); !ok || a.Len() == 0 || a.Start < end {
				t.Fatalf("turn %d: %+v after byte %d of %q", i, a, end, c.Turns[i].Text)
			}
			if a.Confidence <= 0 || a.Confidence > 1 || !slices.Contains(heed.ActKinds, a.Kind) {
				t.Fatalf("turn %d: %+v", i, a)
			}
			end = a.End
		}
	}
}

// TestLanguages: without a language each speaker is read in their own.
func TestLanguages(t *testing.T) {
	c := &heed.Conversation{Turns: []heed.Turn{
		{Speaker: "a", Text: "Good morning, thank you for calling. How can I help you with your order today?"},
		{Speaker: "b", Text: "Buenos días, quería saber por qué no ha llegado mi pedido. ¿Cuándo llega?"},
	}}
	got := Of(c)
	if n := len(got[0]); n == 0 || got[0][n-1].Kind != heed.ActOpenQuestion {
		t.Errorf("English: %v", got[0])
	}
	if n := len(got[1]); n == 0 || got[1][n-1].Kind != heed.ActClosedQuestion || got[1][0].Kind != heed.ActGreeting {
		t.Errorf("Spanish: %v", got[1])
	}
}

// TestSameEveryTime: the memory that is reused leaves nothing behind.
func TestSameEveryTime(t *testing.T) {
	a := &heed.Conversation{Language: "es", Turns: []heed.Turn{{Speaker: "x", Text: "Perdimos tres días."}, {Speaker: "y", Text: "¿Tres días?"}}}
	b := &heed.Conversation{Language: "en", Turns: []heed.Turn{{Speaker: "x", Text: strings.Repeat("We lost the file. ", 200)}, {Speaker: "y", Text: "The file?"}}}
	first := Of(a)
	for range 3 {
		Of(b)
		if again := Of(a); !slices.EqualFunc(first, again, func(x, y []heed.Act) bool { return slices.Equal(x, y) }) {
			t.Fatalf("%v, then %v", first, again)
		}
	}
}

func TestBadLexicon(t *testing.T) {
	for _, c := range []struct{ words, phrases string }{
		{"no list here", ""},
		{"{a} b", "[unknown act]\nx"},
		{"{a} b", "[apology] two\nx"},
		{"{a} b", "x before any act"},
		{"{a} b", "[apology]\n(x) (y)"},
		{"{a} b", "[apology]\n* x"},
		{"{a} b", "[apology]\n{nolist}"},
		{"{a} b", "[apology]\n(x"},
		{"{a} b", "[apology]\nx = 7"},
	} {
		if _, err := compile(heed.English, c.words, c.phrases); err == nil {
			t.Errorf("%q, %q: no error", c.words, c.phrases)
		}
	}
}

func FuzzOf(f *testing.F) {
	f.Add("I lost it.", "You lost it? And why, and how much?", "en")
	f.Add("Perdí todo.", "¿Todo? ¿Y qué hizo, y por qué?", "es")
	f.Add("a, b - c", "isn't it, don't you, right?", "")
	f.Fuzz(func(t *testing.T, a, b, lang string) {
		c := &heed.Conversation{Language: heed.Language(lang), Turns: []heed.Turn{{Speaker: "x", Text: a}, {Speaker: "y", Text: b}, {Speaker: "x", Text: a + b}}}
		if !utf8.ValidString(a) {
			c.Turns = c.Turns[1:]
		}
		check(t, c, Of(c))
	})
}

// longTexts are texts that go on and on, by what they repeat.
var longTexts = map[string]string{
	"commas": "a, ", "words": "so you said that I would ", "questions": "why? ", "and": "what and how do you ", "no spaces": "x",
}

func repeated(unit string, n int) *heed.Conversation {
	words := strings.Repeat(unit, n)
	return &heed.Conversation{Language: heed.English, Turns: []heed.Turn{{Speaker: "a", Text: words}, {Speaker: "b", Text: words}}}
}

// TestLongTexts: the acts of a very long turn keep their order and places.
func TestLongTexts(t *testing.T) {
	for _, unit := range longTexts {
		c := repeated(unit, 20000)
		check(t, c, Of(c))
	}
}

// BenchmarkLong shows what ten times the text costs: ten times, whatever the
// text.
func BenchmarkLong(b *testing.B) {
	for _, name := range slices.Sorted(maps.Keys(longTexts)) {
		for _, n := range []int{10000, 100000} {
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				c := repeated(longTexts[name], n)
				for b.Loop() {
					Of(c)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/unit")
			})
		}
	}
}

// BenchmarkOf reads a call of 200 turns; turns/s is what matters.
func BenchmarkOf(b *testing.B) {
	texts := []string{
		"Hi, I lost my file again and I am getting really tired of calling about it.",
		"I'm sorry about that. Can you tell me when it happened?",
		"On Monday, right after lunch, the whole screen went blue.",
		"So the screen went blue after lunch. What did you do then?",
		"yeah", "okay", "I restarted it and it was gone.", "Let me check that for you.",
	}
	c := &heed.Conversation{Language: heed.English}
	for i := range 200 {
		c.Turns = append(c.Turns, heed.Turn{Speaker: string(rune('a' + i%2)), Text: texts[i%len(texts)]})
	}
	Of(c)
	b.ReportAllocs()
	for b.Loop() {
		Of(c)
	}
	b.ReportMetric(200*float64(b.N)/b.Elapsed().Seconds(), "turns/s")
}
