package content

import (
	"strings"

	"github.com/heedhq/heed/internal/text"
)

// Edit is a run of words that stayed, went or came.
type Edit struct {
	Op   string `json:"op"` // "same", "gone", "new"
	Text string `json:"text"`
}

// Change is one part of the score before and after.
type Change struct {
	Name   string  `json:"name"`
	Before float64 `json:"before"`
	After  float64 `json:"after"`
}

// Comparison is a text before and after.
type Comparison struct {
	Edits  []Edit   `json:"edits"`
	Parts  []Change `json:"parts"`
	Before float64  `json:"before"` // score
	After  float64  `json:"after"`
}

// Compare checks both texts against the persona and shows what changed. Long
// texts are compared sentence by sentence.
func Compare(before, after string, v View, o Options) Comparison {
	a, b := Check(before, v, o), Check(after, v, o)
	c := Comparison{Before: a.Score, After: b.Score, Edits: Diff(before, after)}
	for i := range a.Parts {
		if i < len(b.Parts) {
			c.Parts = append(c.Parts, Change{a.Parts[i].Name, a.Parts[i].Value, b.Parts[i].Value})
		}
	}
	return c
}

// maxCells bounds the table of the comparison (rows times columns).
const maxCells = 4 << 20

// Diff compares two texts by words, or by sentences where that would take too
// long: the longest common subsequence. Joining what is "same" and "gone" gives
// before to the letter; "same" and "new" gives after.
func Diff(before, after string) []Edit {
	a, b := chunks(before, false), chunks(after, false)
	if len(a)*len(b) > maxCells {
		a, b = chunks(before, true), chunks(after, true)
	}
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	var out []Edit
	put := func(op string, words []string) {
		if len(words) == 0 {
			return
		}
		if n := len(out); n > 0 && out[n-1].Op == op {
			out[n-1].Text += strings.Join(words, "")
			return
		}
		out = append(out, Edit{op, strings.Join(words, "")})
	}
	put("same", a[:head])
	x, y := a[head:len(a)-tail], b[head:len(b)-tail]
	if len(x)*len(y) > maxCells {
		put("gone", x)
		put("new", y)
	} else {
		walk(x, y, put)
	}
	put("same", a[len(a)-tail:])
	return out
}

func walk(x, y []string, put func(string, []string)) {
	w := len(y) + 1
	t := make([]int32, (len(x)+1)*w)
	for i := len(x) - 1; i >= 0; i-- {
		for j := len(y) - 1; j >= 0; j-- {
			if x[i] == y[j] {
				t[i*w+j] = t[(i+1)*w+j+1] + 1
			} else {
				t[i*w+j] = max(t[(i+1)*w+j], t[i*w+j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(x) && j < len(y) {
		switch {
		case x[i] == y[j]:
			put("same", x[i:i+1])
			i, j = i+1, j+1
		case t[(i+1)*w+j] >= t[i*w+j+1]:
			put("gone", x[i:i+1])
			i++
		default:
			put("new", y[j:j+1])
			j++
		}
	}
	put("gone", x[i:])
	put("new", y[j:])
}

// chunks cuts a text into words (or sentences), each with what follows it, so
// that joining them gives the text.
func chunks(s string, sentences bool) []string {
	var starts []int
	if sentences {
		for _, sp := range text.Sentences(s, "") {
			starts = append(starts, sp.Start)
		}
	} else {
		for _, t := range text.Tokens(s) {
			starts = append(starts, t.Start)
		}
	}
	var out []string
	at := 0
	for _, p := range starts {
		if p > at {
			out = append(out, s[at:p])
			at = p
		}
	}
	if at < len(s) {
		out = append(out, s[at:])
	}
	return out
}
