package agree_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/agree"
)

// ten sentences of ten bytes in one conversation.
func ten(conversation string) []agree.Sentence {
	var out []agree.Sentence
	for i := range 10 {
		out = append(out, agree.Sentence{Conversation: conversation, Turn: i / 2, Span: heed.Span{Start: i % 2 * 10, End: i%2*10 + 10}})
	}
	return out
}

func coding(by, code string, s agree.Sentence) heed.Coding {
	return heed.Coding{Code: code, By: by, Quotation: heed.Quotation{Conversation: s.Conversation, Turn: s.Turn, Span: heed.Span{Start: s.Start + 2, End: s.End - 2}}}
}

// TestCompare checks figures that were worked out by hand: two coders set a
// code on sentences 0-3 and on 2-5 of ten. Both 2, only one 2 each, neither 4:
// they agree on 6 of 10, by chance on 0.4² + 0.6² = 0.52, so kappa is
// 0.08/0.48. Alpha: 8 of 20 values are 1, 8 pairs differ of what would be
// expected 2·8·12/19.
func TestCompare(t *testing.T) {
	s := ten("c")
	var all []heed.Coding
	for i := range 4 {
		all = append(all, coding("ana", "x", s[i]), coding("ben", "x", s[i+2]))
	}
	other := ten("d") // ana alone worked on it
	all = append(all, coding("ana", "x", other[0]))
	got := agree.Compare(append(s, other...), all, []string{"x", "unused"}, 1)
	x := got[0]
	if x.Units != 10 || x.Used != 6 || len(x.Differ) != 4 {
		t.Fatalf("%d units, %d used, %d differ", x.Units, x.Used, len(x.Differ))
	}
	p := x.Pairs[0]
	if p.A != "ana" || p.B != "ben" || p.N != 10 || p.Both != 2 || p.OnlyA != 2 || p.OnlyB != 2 || p.Neither != 4 {
		t.Errorf("%+v", p)
	}
	if want := 0.08 / 0.48; math.Abs(p.Kappa-want) > 1e-12 {
		t.Errorf("kappa %v, want %v", p.Kappa, want)
	}
	if want := 1 - 8/(2*8*12/19.0); math.Abs(x.Alpha-want) > 1e-12 {
		t.Errorf("alpha %v, want %v", x.Alpha, want)
	}
	if !(x.Low < x.Alpha && x.Alpha < x.High) {
		t.Errorf("interval %v to %v around %v", x.Low, x.High, x.Alpha)
	}
	d := x.Differ[0]
	if !slices.Equal(d.With, []string{"ana"}) || !slices.Equal(d.Without, []string{"ben"}) || d.Turn != 0 {
		t.Errorf("%+v", d)
	}
	if u := got[1]; u.Units != 10 || u.Used != 0 || !math.IsNaN(u.Alpha) || len(u.Differ) != 0 {
		t.Errorf("a code that nobody set: %+v", u)
	}
}

func TestNobodyToCompare(t *testing.T) {
	s := ten("c")
	got := agree.Compare(s, []heed.Coding{coding("ana", "x", s[0])}, []string{"x"}, 1)
	if got[0].Units != 0 || !math.IsNaN(got[0].Alpha) || len(got[0].Pairs) != 0 {
		t.Errorf("%+v", got[0])
	}
}

// Counts add up, whoever codes what; those who code alike agree wholly.
func TestCompareHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := ten("c")
		coders := rapid.IntRange(2, 4).Draw(t, "coders")
		alike := rapid.Bool().Draw(t, "alike")
		chosen := rapid.SliceOfN(rapid.Bool(), 10, 10)
		pattern := chosen.Draw(t, "pattern")
		var all []heed.Coding
		for c := range coders {
			if !alike {
				pattern = chosen.Draw(t, "pattern")
			}
			all = append(all, coding(fmt.Sprint("coder", c), "y", s[0])) // everybody worked on it
			for i, set := range pattern {
				if set {
					all = append(all, coding(fmt.Sprint("coder", c), "x", s[i]))
				}
			}
		}
		got := agree.Compare(s, all, []string{"x"}, 7)[0]
		if got.Units != 10 || len(got.Differ) > got.Used || got.Used > got.Units {
			t.Fatalf("%+v", got)
		}
		if len(got.Pairs) != coders*(coders-1)/2 {
			t.Fatalf("%d pairs of %d coders", len(got.Pairs), coders)
		}
		for _, p := range got.Pairs {
			if p.Both+p.OnlyA+p.OnlyB+p.Neither != p.N {
				t.Fatalf("%+v does not add up", p)
			}
		}
		if !math.IsNaN(got.Alpha) && (got.Alpha > 1 || got.Low > got.High) {
			t.Fatalf("alpha %v, %v to %v", got.Alpha, got.Low, got.High)
		}
		if alike && (len(got.Differ) != 0 || !math.IsNaN(got.Alpha) && got.Alpha != 1) {
			t.Fatalf("coders who code alike differ: %+v", got)
		}
	})
}
