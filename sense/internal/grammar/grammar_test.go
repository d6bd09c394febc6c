package grammar

import (
	"fmt"
	"strings"
	"testing"

	heed "github.com/heedhq/heed"
)

const words = `
{clause_opener}: but | because
{clause_after_comma}: and | i
{clause_joiner}: and
{clause_subject}: i | it
{very}: very | so
{slow}: slow | sluggish | takes ages | drag*
{tool}: email = e-mail | mail
  phone = mobile phone | phone
{both}: {slow} | late
`

// found lists what one pattern finds in a text: the matched words, and after
// an arrow the marked ones.
func found(t *testing.T, pattern, text string) []string {
	t.Helper()
	g, err := Compile([]File{{"words", words}, {"kind", "@rule\n" + pattern + "\n"}})
	if err != nil {
		t.Fatalf("%q: %v", pattern, err)
	}
	var s Sentence
	g.Read(&s, text, heed.Span{Start: 0, End: len(text)})
	var out []string
	for _, h := range g.Find(nil, &s) {
		x := text[s.Tokens[h.From].Start:s.Tokens[h.To-1].End]
		if h.ValueFrom >= 0 && h.ValueTo > h.ValueFrom {
			x += " -> " + text[s.Tokens[h.ValueFrom].Start:s.Tokens[h.ValueTo-1].End]
		}
		out = append(out, x)
	}
	return out
}

func TestPatterns(t *testing.T) {
	for _, c := range []struct{ pattern, text, want string }{
		{"it is slow", "It's slow.", "[It's slow]"},
		{"it is slow", "IT IS SLOW", "[IT IS SLOW]"},
		{"it is slow", "it, is slow", "[]"},
		{"it , is slow", "it, is slow", "[it, is slow]"},
		{"do not work", "they don't work and dont work", "[don't work dont work]"},
		{"esta mal", "Está mal", "[Está mal]"},
		{"so good", "sooooo goooood", "[]"}, // stretched vowels become one: god is not good
		{"so bad", "sooooo baaaad", "[sooooo baaaad]"},
		{"frustrat*", "How frustrating", "[frustrating]"},
		{"*ologist", "a geologist", "[geologist]"},
		{"is [{very}] {slow}", "it is so slow, it is dragging, it is takes ages", "[is so slow is dragging is takes ages]"},
		{"is {both}", "it is late and is slow", "[is late is slow]"},
		{"(a|b c) d", "a d and b c d", "[a d b c d]"},
		{"my _ is", "my old phone is, my phone is", "[my phone is]"},
		{"my _2 is", "my old phone is here", "[my old phone is]"},
		{"my _2-3 is", "my phone is, my old work phone is", "[my old work phone is]"},
		{"keep ... crashing", "keep on and on and on crashing", "[keep on and on and on crashing]"},
		{"^ slow", "slow but slow, not slow", "[slow]"},
		{"^^ it", "it is, it was", "[it]"},
		{"slow $", "slow thing, slow", "[slow]"},
		{"want !to", "want to go, want food", "[want]"},
		{"not !{slow} _", "not slow, not fast", "[not fast]"},
		{"am <_1-2> years", "I am nearly 34 years old", "[am nearly 34 years -> nearly 34]"},
		{"^ _0-2 is slow", "my phone is slow", "[my phone is slow]"},
	} {
		if got := fmt.Sprint(found(t, c.pattern, c.text)); got != c.want {
			t.Errorf("%q in %q: got %s, want %s", c.pattern, c.text, got, c.want)
		}
	}
}

func TestValue(t *testing.T) {
	g, err := Compile([]File{{"words", words}})
	if err != nil {
		t.Fatal(err)
	}
	var s Sentence
	text := "by mail or mobile phone"
	g.Read(&s, text, heed.Span{Start: 0, End: len(text)})
	if got := g.Value(&s, "tool", 0, 2); got != "email" {
		t.Errorf("got %q, want email", got)
	}
	if got := g.Value(&s, "tool", 0, len(s.Tokens)); got != "phone" {
		t.Errorf("the longest member wins: got %q, want phone", got)
	}
	if got := g.Value(&s, "none", 0, 2); got != "" {
		t.Errorf("a class without names gives %q", got)
	}
}

func TestClauses(t *testing.T) {
	g, err := Compile([]File{{"words", words}})
	if err != nil {
		t.Fatal(err)
	}
	var s Sentence
	text := "The new screen is slow but it works well, and I like the colours"
	g.Read(&s, text, heed.Span{Start: 0, End: len(text)})
	var b strings.Builder
	for i, tok := range s.Tokens {
		if i > 0 && tok.Clause != s.Tokens[i-1].Clause {
			b.WriteString("| ")
		}
		b.WriteString(tok.Word + " ")
	}
	if got, want := b.String(), "the new screen is slow | but it works well | and i like the colours "; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A fault is named with its file and line.
func TestFaults(t *testing.T) {
	for _, c := range []struct{ data, want string }{
		{"a b", "line 1: a pattern stands before the first @rule"},
		{"@r\n(a|b", "line 2"},
		{"@r\na)", "closes nothing"},
		{"@r\n{none} a", "class {none} is not defined"},
		{"@r\n[a]", "begin it with a word"},
		{"@r\n_ a", "begin it with a word"},
		{"@r\na*b c", "a star stands at the beginning or at the end"},
		{"@r\na _99 b", "is no number of words"},
		{"@r\na !", "stands before nothing"},
		{"@", "a rule has no name"},
		{"{a}: x\n{a}: y", "line 2: class {a} is defined twice"},
		{"{a}: {b}\n{b}: {a}", "holds itself"},
		{"{a}: {c}", "{c} is not defined"},
		{"@r\n" + strings.Repeat("(", 30) + "a", "brackets"},
	} {
		_, err := Compile([]File{{"kind", c.data}})
		if err == nil || !strings.Contains(strings.ReplaceAll(err.Error(), "nested", "brackets"), c.want) && !strings.Contains(err.Error(), "bracket") {
			t.Errorf("%q: got %v, want %q", c.data, err, c.want)
		}
	}
}

// Whatever a file holds, it compiles or is refused, and what compiles finds
// tokens that exist.
func FuzzCompile(f *testing.F) {
	for _, s := range []string{
		words, "@r\na (b|c d) [e] _ ... <f> $", "@r confidence 0.5, span clause\n^ {x} !y *z w*\n{x}: a | b c",
		"@r\n((((a))))", "{a}: {b}\n{b}: c\n@r\n{a} {a}", "@r\na , b ^^ c", "@r\n[[a] b] c", "@r\n(|a) b", "{a}: x = y | z",
	} {
		f.Add(s, "a b c d e f z w")
	}
	f.Fuzz(func(t *testing.T, data, text string) {
		if len(data) > 2000 {
			return
		}
		g, err := Compile([]File{{"kind", data}})
		if err != nil {
			return
		}
		var s Sentence
		g.Read(&s, text, heed.Span{Start: 0, End: len(text)})
		for _, h := range g.Find(nil, &s) {
			if h.From < 0 || h.To <= h.From || h.To > len(s.Tokens) || h.ValueTo > len(s.Tokens) {
				t.Fatalf("hit %+v of %d tokens", h, len(s.Tokens))
			}
		}
		for _, tok := range s.Tokens {
			if tok.Start < 0 || tok.End > len(text) || tok.End < tok.Start {
				t.Fatalf("token %+v", tok)
			}
		}
	})
}
