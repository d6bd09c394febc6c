package reply

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

// A reflection gives the customer's own words back. Where the change of person
// is sure the clause is turned to "you"; where it is not, their words are
// quoted to the letter. Nothing in between: a wrong pronoun costs more trust
// than a quotation.

const (
	maxFlip  = 16 // words of a clause that is turned
	maxQuote = 14 // words of a quotation
)

type piece struct {
	low, raw string // lower case; as written, with a sign of its own (22%, 30 €)
	gap      string // what stands before it
}

// pieces cuts a clause into words, each with what stands before it; tail is
// what stands after the last.
func pieces(s string) (out []piece, tail string) {
	at := 0
	for _, t := range text.Tokens(s) {
		if t.Kind != text.Word && t.Kind != text.Number {
			continue
		}
		end := t.End
		for _, sign := range []string{"%", " %", "€", " €"} {
			if t.Kind == text.Number && strings.HasPrefix(s[end:], sign) {
				end += len(sign)
				break
			}
		}
		out = append(out, piece{low: t.Lower, raw: s[t.Start:end], gap: s[at:t.Start]})
		at = end
	}
	return out, s[at:]
}

// trimClause drops what only opens a clause: a greeting, "and", "well".
func trimClause(ps []piece, w *words) []piece {
	ps = slices.DeleteFunc(slices.Clone(ps), func(p piece) bool { return w.lists["sound"][p.low] })
	if len(ps) > 1 && (ps[0].low == "sí" || ps[0].low == "no" && strings.Contains(ps[1].gap, ",")) {
		ps = ps[1:]
	}
	if len(ps) > 1 && ps[0].low == "no" && w.lists["subject"][ps[1].low] {
		ps = ps[1:]
	}
	for len(ps) > 1 && w.lists["filler"][text.Fold(ps[0].low)] {
		ps = ps[1:]
	}
	for len(ps) > 1 && w.lists["filler"][text.Fold(ps[len(ps)-1].low)] {
		ps = ps[:len(ps)-1]
	}
	return ps
}

// fit reports whether the words can be given back at all: not rude, not
// shouted, no marks that would look odd in a sentence of ours.
func fit(ps []piece, w *words, most int) bool {
	if len(ps) < 3 || len(ps) > most {
		return false
	}
	caps := 0
	distinct := make(map[string]bool, len(ps))
	for i, p := range ps {
		distinct[p.low] = true
		if w.lists["rude"][text.Fold(p.low)] {
			return false
		}
		if i > 0 && strings.ContainsAny(p.gap, "[]{}<>@#=*_|/\\\n\"“”«»()…~^") {
			return false
		}
		if i > 0 && p.low == ps[i-1].low {
			return false // a stumble of speech
		}
		if i > 1 && p.low == ps[i-2].low && len(p.low) < 5 || digits(p.raw) > 4 || w.lists["unsure"][p.low] {
			return false
		}
		if len(p.raw) > 24 || strings.ContainsAny(p.raw, "_@/\\") {
			return false
		}
		if utf8.RuneCountInString(p.raw) > 3 && strings.ToUpper(p.raw) == p.raw && strings.ToLower(p.raw) != p.raw {
			caps++
		}
	}
	if w.lists["dangling"][text.Fold(ps[len(ps)-1].low)] {
		return false
	}
	return caps*3 < len(ps) && len(distinct)*10 >= len(ps)*7
}

// digits counts them: account and card numbers are never said back.
func digits(s string) int {
	n := 0
	for _, r := range s {
		if r >= '0' && r <= '9' {
			n++
		}
	}
	return n
}

func join(ps []piece) string {
	var b strings.Builder
	for i, p := range ps {
		if i > 0 {
			if strings.TrimSpace(p.gap) == "" {
				b.WriteByte(' ')
			} else {
				if strings.HasPrefix(p.gap, " ,") {
					b.WriteString(p.gap[1:])
				} else {
					b.WriteString(p.gap)
				}
			}
		}
		b.WriteString(p.raw)
	}
	return b.String()
}

// quotable returns the words to be quoted: a run of the customer's text, to the
// letter.
func quotable(clause string, w *words) (string, bool) {
	ps, _ := pieces(clause)
	ps = trimClause(ps, w)
	if !fit(ps, w, maxQuote) || len(ps[0].low) == 1 && !strings.Contains("iayoeu", ps[0].low) || w.lists["notquoted"][text.Fold(ps[0].low)] {
		return "", false
	}
	s := join(ps)
	if !strings.Contains(clause, s) {
		return "", false
	}
	return s, true
}

func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// flipper turns a clause of the customer's to the second person.
type flipper struct {
	w        *words
	register Register
	spain    bool // vosotros for several people
}

func (f flipper) flip(clause string, question bool) (string, bool) {
	ps, _ := pieces(clause)
	ps = trimClause(ps, f.w)
	if !fit(ps, f.w, maxFlip) {
		return "", false
	}
	ps = slices.Clone(ps)
	if f.w.lang == heed.Spanish {
		return f.flipSpanish(ps, question)
	}
	return f.flipEnglish(ps)
}
