// Package agree measures how far several coders agree on where the codes of a
// codebook belong.
package agree

import (
	"math"
	"slices"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/metrics"
)

// Rounds of the bootstrap, and its level.
const (
	Rounds = 1000
	Level  = 0.95
)

// Sentence is a unit of comparison: coded or not, by each coder of its
// conversation.
type Sentence struct {
	Conversation string
	Turn         int
	heed.Span
	Text string
	Ours bool // our own side says it
}

// OfCode is how far the coders agree on one code.
type OfCode struct {
	Code string
	// Units counts the sentences that at least two coders worked on, and Used
	// those on which at least one of them set the code.
	Units, Used int
	// Alpha is Krippendorff's alpha over Units with its bootstrap interval; NaN
	// where it is not defined: no units, or nobody set the code, or everybody
	// set it everywhere.
	Alpha, Low, High float64
	Pairs            []Pair
	Differ           []Difference
}

// Pair is how far two coders agree on one code.
type Pair struct {
	A, B string
	// N sentences: both set the code, only A, only B, neither.
	N, Both, OnlyA, OnlyB, Neither int
	Kappa                          float64 // Cohen's; NaN where it is not defined
}

// Difference is a sentence on which some set the code and some did not.
type Difference struct {
	Sentence
	With, Without []string // coders, sorted
}

// Coders are who coded, sorted.
func Coders(codings []heed.Coding) []string {
	var out []string
	for _, c := range codings {
		if !slices.Contains(out, c.By) {
			out = append(out, c.By)
		}
	}
	slices.Sort(out)
	return out
}

// Compare measures each of codes. A coder counts as having worked on a
// conversation in which they set any code; there, a sentence without a code is
// a decision against it. A sentence carries a code where a coding of it shares
// at least one byte with it. Codings must stand in the texts that the sentences
// are of.
func Compare(sentences []Sentence, codings []heed.Coding, codes []string, seed uint64) []OfCode {
	worked := map[string][]string{} // coders by conversation
	type at struct {
		conversation string
		turn         int
	}
	there := map[at][]heed.Coding{}
	for _, c := range codings {
		if !slices.Contains(worked[c.Conversation], c.By) {
			worked[c.Conversation] = append(worked[c.Conversation], c.By)
		}
		k := at{c.Conversation, c.Turn}
		there[k] = append(there[k], c)
	}
	for _, who := range worked {
		slices.Sort(who)
	}
	coders := Coders(codings)
	out := make([]OfCode, 0, len(codes))
	for _, code := range codes {
		o := OfCode{Code: code, Alpha: math.NaN(), Low: math.NaN(), High: math.NaN()}
		var units [][]int
		table := map[string][]int{} // of each coder, one value a unit
		for _, s := range sentences {
			who := worked[s.Conversation]
			if len(who) < 2 {
				continue
			}
			set := map[string]bool{}
			for _, c := range there[at{s.Conversation, s.Turn}] {
				if c.Code == code && c.Overlaps(s.Span) {
					set[c.By] = true
				}
			}
			unit := make([]int, len(coders))
			d := Difference{Sentence: s}
			for i, by := range coders {
				unit[i] = metrics.Missing
				switch {
				case !slices.Contains(who, by):
				case set[by]:
					unit[i] = 1
					d.With = append(d.With, by)
				default:
					unit[i] = 0
					d.Without = append(d.Without, by)
				}
				table[by] = append(table[by], unit[i])
			}
			units = append(units, unit)
			if len(d.With) > 0 {
				o.Used++
				if len(d.Without) > 0 {
					o.Differ = append(o.Differ, d)
				}
			}
		}
		o.Units = len(units)
		if o.Units > 0 {
			o.Alpha = metrics.Alpha(units)
			if !math.IsNaN(o.Alpha) {
				o.Low, o.High = metrics.AlphaInterval(units, Rounds, Level, seed)
			}
		}
		o.Pairs = pairs(coders, table)
		out = append(out, o)
	}
	return out
}

// pairs compares each two coders over the sentences that both worked on.
func pairs(coders []string, table map[string][]int) []Pair {
	var out []Pair
	for i, a := range coders {
		for _, b := range coders[i+1:] {
			p := Pair{A: a, B: b}
			var va, vb []int
			for u := range table[a] {
				x, y := table[a][u], table[b][u]
				if x == metrics.Missing || y == metrics.Missing {
					continue
				}
				va, vb = append(va, x), append(vb, y)
				switch {
				case x == 1 && y == 1:
					p.Both++
				case x == 1:
					p.OnlyA++
				case y == 1:
					p.OnlyB++
				default:
					p.Neither++
				}
			}
			if p.N = len(va); p.N == 0 {
				continue
			}
			p.Kappa = metrics.Kappa(va, vb, 2)
			out = append(out, p)
		}
	}
	return out
}
