package heed_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/heedhq/heed"
)

func TestCarry(t *testing.T) {
	for _, c := range []struct {
		name, before, words, after, want string
		kept                             bool
	}{
		{"nothing changed", "We lost the payroll run.", "the payroll run", "We lost the payroll run.", "the payroll run", true},
		{"before it", "We lost the payroll run.", "payroll run", "Last week we lost the payroll run.", "payroll run", true},
		{"after it", "We lost the payroll run.", "We lost", "We lost the whole payroll run, twice.", "We lost", true},
		{"inside it", "We lost the pay roll run.", "the pay roll run", "We lost the payroll run.", "the payroll run", false},
		{"all of it", "mumble mumble", "mumble mumble", "We lost it.", "", false},
		{"gone", "Yes. We lost it. Sorry.", "We lost it.", "Yes. Sorry.", "", false},
		{"a word twice", "no no we never did", "no we never", "well no no we never did", "no we never", true},
		{"punctuation of its end", "We lost it", "We lost it", "We lost it.", "We lost it", true},
		{"accents", "¿Perdió la nómina? Sí, señor.", "la nómina", "Dígame: ¿perdió la nómina? Sí, señor.", "la nómina", true},
		{"in Spanish", "Sí, perdimos la nómina entera.", "la nómina entera", "Sí, ayer perdimos la nómina entera.", "la nómina entera", true},
		{"spaces", "we  lost   it", "lost   it", "we lost it", "lost it", true},
		{"a comma within", "we lost it and left", "lost it and", "we lost it, and left", "lost it, and", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			from := strings.Index(c.before, c.words)
			got, kept := heed.Span{Start: from, End: from + len(c.words)}.Carry(c.before, c.after)
			words, ok := got.In(c.after)
			if !ok {
				t.Fatalf("%v does not fit %q", got, c.after)
			}
			if kept != c.kept || c.kept && words != c.want {
				t.Errorf("carried to %q, kept %v; want %q, %v", words, kept, c.want, c.kept)
			}
		})
	}
}

func TestCarryNeverLies(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		line := rapid.SliceOfN(rapid.SampledFrom([]string{"the", "run", "nómina", "no", "we", "lost", "日本", "it."}), 1, 12)
		join := func(s []string) string { return strings.Join(s, " ") }
		before, after := join(line.Draw(t, "before")), join(line.Draw(t, "after"))
		all := strings.Fields(before)
		from := rapid.IntRange(0, len(all)-1).Draw(t, "from")
		to := rapid.IntRange(from+1, len(all)).Draw(t, "to")
		start := len(join(all[:from]))
		if from > 0 {
			start++
		}
		words := join(all[from:to])
		got, kept := heed.Span{Start: start, End: start + len(words)}.Carry(before, after)
		there, ok := got.In(after)
		if !ok {
			t.Fatalf("%v does not fit %q", got, after)
		}
		if bare := strings.NewReplacer(".", ""); kept && bare.Replace(there) != bare.Replace(words) {
			t.Fatalf("%q was carried to %q of %q", words, there, after)
		}
		q := heed.Quotation{Conversation: "c", Span: heed.Span{Start: start, End: start + len(words)}, Text: words}
		if out, kept := q.Carry(before, after, 3); kept {
			if err := out.Validate(); err != nil || out.Revision != 3 {
				t.Fatalf("%+v: %v", out, err)
			}
		} else if out != q {
			t.Fatalf("a quotation that is not kept changed to %+v", out)
		}
		// appending after the span never moves it
		if same, kept := (heed.Span{Start: start, End: start + len(words)}).Carry(before, before+" and more"); !kept || same.Start != start {
			t.Fatalf("words added at the end moved %q to %v", words, same)
		}
	})
}
