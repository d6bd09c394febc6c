package listen

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

// maxQuote is how many words a quotation on a card has at most.
const maxQuote = 20

// quote cuts a span of a turn to words that can be read at a glance: the whole
// where it is short, else the longest stretch between marks or before a joining
// word that can stand alone.
func (k *call) quote(turn int, sp heed.Span) quoted {
	s := k.c.Turns[turn].Text
	if sp.End > len(s) || sp.Start < 0 || sp.Start >= sp.End {
		sp = heed.Span{End: len(s)}
	}
	part := s[sp.Start:sp.End]
	best, found := heed.Span{}, false
	pieces, runsOn := k.stretches(part)
	if countWords(part) <= maxQuote && !runsOn {
		best = k.bare(s, sp)
		found = clean(s[best.Start:best.End])
	}
	if !found {
		most := 3
		for _, c := range pieces {
			if c.Start > 0 && relative(part[c.Start:]) {
				continue // "one that they never change": what they never change is lost
			}
			c = k.bare(s, heed.Span{Start: sp.Start + c.Start, End: sp.Start + c.End})
			piece := s[c.Start:c.End]
			n := countWords(piece)
			if n < 4 && (n < 3 || !negated(piece)) || n > maxQuote || !clean(piece) {
				continue
			}
			if negated(piece) {
				n += 6 // what is wrong is mostly said so
			}
			if before := strings.Fields(strings.ToLower(s[:c.Start])); len(before) > 0 && c.Start > sp.Start && strings.Contains(" but pero however sino ", " "+strings.Trim(before[len(before)-1], ",")+" ") {
				n += 4 // and after "but"
			}
			if n > most {
				best, most, found = c, n, true
			}
		}
	}
	if !found && best.Len() == 0 { // one long clause: its first words, which are not clean
		best = k.bare(s, heed.Span{Start: sp.Start, End: sp.Start + cutWords(part, maxQuote)})
	}
	return quoted{s[best.Start:best.End], Moment{Turn: turn, Span: best, At: k.c.Turns[turn].Start}}
}

// relative reports whether words begin by hanging on to what stands before.
func relative(s string) bool {
	for t := range text.All(s) {
		if t.Kind == text.Word {
			switch t.Lower {
			case "que", "donde", "cuando", "quien", "lo", "which", "who", "where", "that":
				return true
			}
			return false
		}
	}
	return false
}

// bare leaves out the marks around words, and what opens or closes a sentence
// and says nothing: "and I'll come" reads better from "I'll come".
func (k *call) bare(s string, sp heed.Span) heed.Span {
	sp = trimMarks(s, sp)
	for {
		was := sp
		w, _, ok := strings.Cut(s[sp.Start:sp.End], " ")
		first := strings.Trim(strings.ToLower(w), ",.…")
		rest := strings.TrimLeft(s[min(sp.Start+len(w), sp.End):sp.End], " ")
		if ok && joining[first] && !saysMore(first, w, rest) {
			sp = trimMarks(s, heed.Span{Start: sp.Start + len(w), End: sp.End})
		}
		sp = k.without(s, sp)
		if sp == was {
			return sp
		}
	}
}

// saysMore reports whether a joining word is part of what is said: "no" and
// "ya" are, where no comma parts them from the rest.
func saysMore(first, w, rest string) bool {
	return (first == "no" || first == "ya" || first == "now" || first == "before" || first == "then" || first == "luego") && !strings.HasSuffix(w, ",") && !strings.HasPrefix(rest, ",")
}

// without drops a phrase that opens or closes the words and says nothing.
func (k *call) without(s string, sp heed.Span) heed.Span {
	lang := k.lang
	if lang != heed.Spanish {
		lang = heed.English
	}
	var toks []text.Token
	for _, t := range text.Tokens(s[sp.Start:sp.End]) {
		if t.Kind == text.Word || t.Kind == text.Number {
			toks = append(toks, t)
		}
	}
	is := func(from int, words []string) bool {
		if from < 0 || from+len(words) > len(toks) || len(words)+3 > len(toks) {
			return false
		}
		for i, w := range words {
			if text.Fold(toks[from+i].Lower) != w {
				return false
			}
		}
		return true
	}
	for _, p := range cues()[cue{lang, "lead"}] {
		words := strings.Fields(p)
		if !is(0, words) {
			continue
		}
		next := toks[len(words)]
		if len(words) == 1 && !strings.ContainsAny(s[sp.Start+toks[len(words)-1].End:sp.Start+next.Start], ",.;:…") && p != "god" && p != "gosh" {
			continue // "mira el módulo", "ya no"
		}
		return trimMarks(s, heed.Span{Start: sp.Start + next.Start, End: sp.End})
	}
	for _, p := range cues()[cue{lang, "tail"}] {
		words := strings.Fields(p)
		if at := len(toks) - len(words); is(at, words) {
			before, own := toks[at-1], toks[at]
			if len(words) == 1 && !strings.ContainsAny(s[sp.Start+before.End:sp.Start+own.Start], ",.;:…") {
				continue
			}
			return trimMarks(s, heed.Span{Start: sp.Start, End: sp.Start + before.End})
		}
	}
	return sp
}

// stretches are the parts of a sentence between marks and before joining words,
// alone and joined to those that follow, so that the longest that can be read
// at a glance is found. Speech that was written down without marks is cut where
// somebody begins anew, too: "we haven't received it yet | i'm just checking";
// runsOn reports whether it was, and then pieces are not joined over that cut.
func (k *call) stretches(s string) (out []heed.Span, runsOn bool) {
	cuts, anew := []int{0}, map[int]bool{}
	for i, r := range s {
		if strings.ContainsRune(",;:–—.!", r) {
			cuts = append(cuts, i)
		}
	}
	unmarked := len(cuts) == 1
	prev := ""
	for t := range text.All(s) {
		if t.Kind != text.Word {
			continue
		}
		w := strings.ReplaceAll(t.Lower, "’", "'")
		head, _, apostrophe := strings.Cut(w, "'")
		switch {
		case t.Start == 0:
		case breaks[w] && prev != "anything" && prev != "nothing" && prev != "everything":
			cuts = append(cuts, t.Start)
		case unmarked && apostrophe && begins[head] && !leadsOn[prev]:
			cuts = append(cuts, t.Start)
			anew[t.Start], runsOn = true, true
		}
		prev = w
	}
	slices.Sort(cuts)
	cuts = append(slices.Compact(cuts), len(s))
	for a := 0; a+1 < len(cuts); a++ {
		for b := a + 1; b < len(cuts) && b <= a+5; b++ {
			out = append(out, heed.Span{Start: cuts[a], End: cuts[b]})
			if anew[cuts[b]] {
				break
			}
		}
	}
	return out, runsOn
}

// breaks are words before which a sentence can be cut in two.
var breaks = map[string]bool{"and": true, "but": true, "because": true, "so": true, "which": true, "cos": true, "y": true, "pero": true, "porque": true, "aunque": true}

// leadsOn are words after which a clause belongs to the one before: "i know it's".
var leadsOn = map[string]bool{
	"that": true, "know": true, "think": true, "say": true, "said": true, "says": true, "told": true, "me": true, "if": true, "when": true, "because": true, "whether": true, "since": true, "while": true, "until": true, "before": true, "after": true,
	"what": true, "where": true, "why": true, "how": true, "who": true, "than": true, "as": true, "like": true, "sure": true, "hope": true, "see": true, "feel": true, "mean": true, "thought": true, "guess": true, "suppose": true, "sorry": true, "afraid": true, "so": true, "and": true, "but": true, "or": true, "cos": true, "which": true,
}

// cutWords returns the byte at which n words of s have ended.
func cutWords(s string, n int) int {
	in := false
	for i := 0; i < len(s); i++ {
		if s[i] == ' ' || s[i] == '\n' {
			if in {
				if n--; n == 0 {
					return i
				}
			}
			in = false
		} else {
			in = true
		}
	}
	return len(s)
}

// trimMarks drops spaces and marks around a quotation; the marks that carry
// meaning inside stay.
func trimMarks(s string, sp heed.Span) heed.Span {
	drop := func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(",.;:–—-\"“”«»", r)
	}
	for sp.Start < sp.End {
		r, n := utf8.DecodeRuneInString(s[sp.Start:sp.End])
		if !drop(r) {
			break
		}
		sp.Start += n
	}
	for sp.Start < sp.End {
		r, n := utf8.DecodeLastRuneInString(s[sp.Start:sp.End])
		if !drop(r) {
			break
		}
		sp.End -= n
	}
	return sp
}
