package listen

import (
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

// Said is one thing that a customer said and that a listener could remember.
type Said struct {
	Text   string `json:"text"`
	Moment Moment `json:"moment"`
	By     string `json:"by,omitempty"`
}

// Remembered is one thing that the listener wrote down, with what was said.
type Remembered struct {
	Written string `json:"written"`
	Said    *Said  `json:"said,omitempty"`
	// Changed names what differs: "number", "negation".
	Changed string `json:"changed,omitempty"`
}

// RecallReport compares what was written after a conversation with what was
// said in it.
type RecallReport struct {
	Kept    []Remembered `json:"kept"`
	Changed []Remembered `json:"changed"`
	Missed  []Said       `json:"missed"`
	// Beyond was written and said, and is no key statement: it does not count.
	Beyond []Remembered `json:"beyond,omitempty"`
	Added  []string     `json:"added"` // written, and nobody said it
	// Share is kept over everything that could have been kept, 0..1; Guess is
	// the share that the listener expected, and Gap is Guess minus Share.
	Share   float64 `json:"share"`
	Guess   float64 `json:"guess"`
	Guessed bool    `json:"guessed"`
	Gap     float64 `json:"gap"`
}

// KeyStatements picks what a listener should have heard: the customers'
// sentences that carry a pain, gain, goal, objection, criterion, risk or a
// feeling shown, and figures; at most limit of them (0: 12), in the order of
// the conversation.
func KeyStatements(c *heed.Conversation, readings []heed.Reading, limit int) []Said {
	if limit <= 0 {
		limit = 12
	}
	type scored struct {
		at    int
		score float64
	}
	var all []scored
	for i := range readings {
		r := &readings[i]
		if r.Turn < 0 || r.Turn >= len(c.Turns) || c.RoleOf(r.Turn) != heed.RoleCustomer || countWords(r.Text) < 4 {
			continue
		}
		s := 0.0
		for _, g := range r.Signals {
			switch g.Kind {
			case heed.SigPain, heed.SigGain, heed.SigGoal, heed.SigObjection, heed.SigCriterion, heed.SigRisk, heed.SigBarrier, heed.SigTrigger:
				s += g.Confidence
			}
		}
		if f, ok := r.Strongest(); ok && f.Intensity >= 0.4 {
			s += f.Intensity
		}
		if s > 0 && strings.ContainsAny(r.Text, "0123456789") {
			s += 0.3
		}
		if s > 0 {
			all = append(all, scored{i, s})
		}
	}
	slices.SortStableFunc(all, func(a, b scored) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return a.at - b.at
	})
	all = all[:min(limit, len(all))]
	slices.SortFunc(all, func(a, b scored) int { return a.at - b.at })
	out := make([]Said, len(all))
	for i, s := range all {
		r := readings[s.at]
		out[i] = Said{r.Text, Moment{Turn: r.Turn, Span: r.Span, At: c.Turns[r.Turn].Start}, c.Turns[r.Turn].Speaker}
	}
	return out
}

// sameAt is the share of the smaller side's content words from which two
// sentences say the same.
const sameAt = 0.5

// Recall compares what a listener wrote down with what was said. guess is the
// share that they expected to have kept, 0..1; below 0 means that they did not
// guess. A sentence that shares half of its content words with a statement
// keeps it; with another number or a negation it is changed.
func Recall(written string, said []Said, guess float64, lang heed.Language) RecallReport {
	r := RecallReport{Kept: []Remembered{}, Changed: []Remembered{}, Missed: []Said{}, Added: []string{}}
	found := make([]bool, len(said))
	terms := make([][]string, len(said))
	for i := range said {
		terms[i] = content(said[i].Text, lang)
	}
	for _, note := range notes(written, lang) {
		mine := content(note, lang)
		if len(mine) == 0 {
			continue
		}
		matched := false
		for _, i := range likest(mine, terms) {
			matched = true
			if found[i] {
				continue
			}
			found[i] = true
			m := Remembered{Written: note, Said: &said[i], Changed: changed(note, said[i].Text, lang)}
			if m.Changed != "" {
				r.Changed = append(r.Changed, m)
			} else {
				r.Kept = append(r.Kept, m)
			}
		}
		if !matched {
			r.Added = append(r.Added, note)
		}
	}
	for i, ok := range found {
		if !ok {
			r.Missed = append(r.Missed, said[i])
		}
	}
	if len(said) > 0 {
		r.Share = round(float64(len(r.Kept)) / float64(len(said)))
	}
	if guess >= 0 {
		r.Guess, r.Guessed = round(min(guess, 1)), true
		r.Gap = round(r.Guess - r.Share)
	}
	return r
}

// LookBeyond finds what was written among everything that the customers said,
// so that nothing they said passes for made up.
func (r *RecallReport) LookBeyond(c *heed.Conversation, readings []heed.Reading, lang heed.Language) {
	var at []int
	var terms [][]string
	for i := range readings {
		if x := &readings[i]; x.Turn >= 0 && x.Turn < len(c.Turns) && c.RoleOf(x.Turn) == heed.RoleCustomer {
			if t := content(x.Text, lang); len(t) > 1 { // a lone word is found in anything
				at, terms = append(at, i), append(terms, t)
			}
		}
	}
	added := r.Added
	r.Added = []string{}
	for _, note := range added {
		found := likest(content(note, lang), terms)
		if len(found) == 0 {
			r.Added = append(r.Added, note)
			continue
		}
		x := &readings[at[found[0]]]
		r.Beyond = append(r.Beyond, Remembered{
			Written: note, Changed: changed(note, x.Text, lang),
			Said: &Said{x.Text, Moment{Turn: x.Turn, Span: x.Span, At: c.Turns[x.Turn].Start}, c.Turns[x.Turn].Speaker},
		})
	}
}

// notes splits what was written: lines, bullets and sentences.
func notes(written string, lang heed.Language) []string {
	var out []string
	for line := range strings.Lines(written) {
		line = strings.TrimLeft(strings.TrimSpace(line), "-*•–— \t")
		for _, sp := range text.Sentences(line, lang) {
			if countWords(line[sp.Start:sp.End]) > 0 {
				out = append(out, line[sp.Start:sp.End])
			}
		}
	}
	return out
}

// content returns the different content stems of a text, numbers left out.
func content(s string, lang heed.Language) []string {
	t := text.Terms(s, lang)
	slices.Sort(t)
	return slices.Compact(t)
}

// likest returns the statements that a note may keep, the best first, and any
// other that it covers just as well.
func likest(mine []string, terms [][]string) []int {
	best, out := 0.0, []int(nil)
	for i, t := range terms {
		shared := 0
		for _, w := range mine {
			if _, ok := slices.BinarySearch(t, w); ok {
				shared++
			}
		}
		small := min(len(mine), len(t))
		if small == 0 || shared == 0 || shared == 1 && small > 1 {
			continue
		}
		share := float64(shared) / float64(small)
		switch {
		case share < sameAt:
		case share > best+1e-9:
			best, out = share, []int{i}
		case share > best-1e-9 && share > 0.8:
			out = append(out, i)
		}
	}
	return out
}

// changed names what differs between a note and what was said: a number that
// was not said, or a negation on one side only.
func changed(note, said string, lang heed.Language) string {
	a, b := numbers(note), numbers(said)
	if len(a) > 0 && len(b) > 0 {
		same := false
		for _, n := range a {
			same = same || slices.Contains(b, n)
		}
		if !same {
			return "number"
		}
	}
	if negated(note) != negated(said) {
		return "negation"
	}
	return ""
}

// numerals are small numbers in words.
var numerals = map[string]string{
	"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
	"eleven": "11", "twelve": "12", "fifteen": "15", "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "hundred": "100",
	"dos": "2", "tres": "3", "cuatro": "4", "cinco": "5", "seis": "6", "siete": "7", "ocho": "8", "nueve": "9", "diez": "10",
	"once": "11", "doce": "12", "quince": "15", "veinte": "20", "treinta": "30", "cuarenta": "40", "cincuenta": "50", "cien": "100",
}

func numbers(s string) []string {
	var out []string
	for t := range text.All(s) {
		if t.Kind == text.Number {
			out = append(out, strings.ReplaceAll(t.Lower, ",", ""))
		} else if n, ok := numerals[t.Lower]; ok && t.Lower != "once" && t.Lower != "one" {
			out = append(out, n)
		}
	}
	return out
}

func negated(s string) bool {
	for t := range text.All(s) {
		switch t.Lower {
		case "not", "no", "never", "nobody", "nothing", "without", "nunca", "nadie", "nada", "sin", "tampoco", "jamás", "cannot":
			return true
		}
		if strings.HasSuffix(t.Lower, "n't") {
			return true
		}
	}
	return false
}
