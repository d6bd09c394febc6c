package text

import (
	"os"
	"slices"
	"strings"
	"testing"

	heed "github.com/heedhq/heed"
)

func TestSentences(t *testing.T) {
	data, err := os.ReadFile("testdata/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	blocks := strings.Split(string(data), "\n\n")
	if len(blocks) < 15 {
		t.Fatalf("only %d examples", len(blocks))
	}
	for _, block := range blocks {
		var txt string
		var lang heed.Language
		var want, got []string
		for line := range strings.Lines(block) {
			line = strings.ReplaceAll(strings.TrimSuffix(line, "\n"), `\n`, "\n")
			switch {
			case strings.HasPrefix(line, "#"):
			case strings.HasPrefix(line, "- "):
				want = append(want, line[2:])
			case len(line) > 4:
				lang, txt = heed.Language(line[:2]), line[4:]
			}
		}
		for _, sp := range Sentences(txt, lang) {
			got = append(got, txt[sp.Start:sp.End])
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q\n got  %q\n want %q", txt, got, want)
		}
	}
}

// Whatever the text, spans are in order, fit it, carry no outer white space,
// and lose no word.
func FuzzSentences(f *testing.F) {
	for _, s := range []string{"a. b", "¿Qué? ¡No!", "x\r\n\r\ny", "...", "\xff.\xfe", "1. a\n2. b", strings.Repeat("so i said ", 90), "Sr. X… \u2028 y", "a.\u00a0B"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, lang := range []heed.Language{"", heed.English, heed.Spanish} {
			end, kept := 0, 0
			for _, sp := range Sentences(s, lang) {
				if sp.Start < end || sp.End <= sp.Start || sp.End > len(s) || Trim(s, sp) != sp {
					t.Fatalf("span %v after %d of %d in %q", sp, end, len(s), s)
				}
				end = sp.End
				kept += len(Words(s[sp.Start:sp.End]))
			}
			if all := len(Words(s)); kept < all {
				t.Fatalf("%d of %d words are in sentences of %q", kept, all, s)
			}
		}
		for _, sp := range Clauses(s, "") {
			if sp.Start < 0 || sp.End > len(s) || sp.Len() <= 0 {
				t.Fatalf("clause %v of %q", sp, s)
			}
		}
		last := 0
		for _, tok := range Tokens(s) {
			if tok.Start < last || tok.End > len(s) || tok.Len() <= 0 {
				t.Fatalf("token %v of %q", tok, s)
			}
			last = tok.End
		}
		Fold(s)
		Language(s)
	})
}

func TestLongTextIsLinear(t *testing.T) {
	one := strings.Repeat("and then she said that it was fine ", 1000)
	if n, m := len(Sentences(one, "")), len(Sentences(one+one, "")); m < 2*n-2 || m > 2*n+2 {
		t.Errorf("%d sentences, twice the text %d", n, m)
	}
}

func BenchmarkSentences(b *testing.B) {
	s := strings.Repeat("We lost half a day, e.g. on Monday. Did Dr. Smith call? ¿Qué pasó? ", 100)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	var dst []heed.Span
	for b.Loop() {
		dst = AppendSentences(dst[:0], s, heed.English)
	}
}

func TestNoSentenceIsEndless(t *testing.T) {
	for _, unit := range []string{"It was awful; ", "me daba miedo que fallara, ", "I waited three weeks "} {
		s := strings.Repeat(unit, 4000)
		at := 0
		for _, sp := range Sentences(s, "") {
			if sp.Len() > 2*mostBytes {
				t.Fatalf("%q repeated: a sentence of %d bytes", unit, sp.Len())
			}
			if strings.TrimSpace(s[at:sp.Start]) != "" {
				t.Fatalf("%q repeated: %q is in no sentence", unit, s[at:sp.Start])
			}
			at = sp.End
		}
		if strings.TrimSpace(s[at:]) != "" {
			t.Fatalf("%q repeated: the end is in no sentence", unit)
		}
	}
}
