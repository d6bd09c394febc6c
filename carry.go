package heed

import (
	"unicode"
	"unicode/utf8"
)

// mostCompared bounds the words that Carry compares, as the product of the two
// stretches that differ; longer ones count as changed throughout.
const mostCompared = 4 << 20

// Carry maps a span of before, one revision of a turn, to after, a later one.
// It is kept where every word of it still stands there in one piece; otherwise
// kept is false and to covers what is left between the words around it, which
// may be nothing. Words are compared by the longest common subsequence of what
// differs between the two.
func (s Span) Carry(before, after string) (to Span, kept bool) {
	words, ok := s.In(before)
	if !ok {
		return Span{}, false
	}
	if before == after {
		return s, true
	}
	a, b := wordSpans(before), wordSpans(after)
	match := matchWords(before, after, a, b)
	first, last := -1, -1 // of the span's words
	for i, w := range a {
		if w.Overlaps(s) {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 { // the span holds no word
		return Span{}, false
	}
	from, end := match[first], match[last]
	if from >= 0 && end >= 0 && end-from == last-first {
		to = Span{b[from].Start + s.Start - a[first].Start, b[end].End + s.End - a[last].End}
		if got, ok := to.In(after); ok && got == words {
			return to, true
		}
		// the words stand, what lies between or around them does not
		return Span{b[from].Start, b[end].End}, sameWords(match, first, last)
	}
	low, high := 0, len(after)
	for i := first; i >= 0; i-- {
		if match[i] >= 0 {
			low = b[match[i]].End
			if i == first {
				low = b[match[i]].Start
			}
			break
		}
	}
	for i := last; i < len(a); i++ {
		if match[i] >= 0 {
			high = b[match[i]].Start
			if i == last {
				high = b[match[i]].End
			}
			break
		}
	}
	for low < high && after[low] == ' ' {
		low++
	}
	for high > low && after[high-1] == ' ' {
		high--
	}
	return Span{low, max(low, high)}, false
}

// sameWords reports whether words first to last all stand in one piece.
func sameWords(match []int, first, last int) bool {
	for i := first; i <= last; i++ {
		if match[i] < 0 || match[i]-match[first] != i-first {
			return false
		}
	}
	return true
}

// wordSpans are the runs of letters and digits of text: punctuation that a
// correction sets takes nothing away from the words.
func wordSpans(text string) []Span {
	var out []Span
	start := -1
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r):
			if start >= 0 {
				out = append(out, Span{start, i})
			}
			start = -1
		case start < 0:
			start = i
		}
		i += size
	}
	if start >= 0 {
		out = append(out, Span{start, len(text)})
	}
	return out
}

// matchWords gives each word of a its place in b, -1 where it has none.
func matchWords(before, after string, a, b []Span) []int {
	same := func(i, j int) bool { return before[a[i].Start:a[i].End] == after[b[j].Start:b[j].End] }
	match := make([]int, len(a))
	for i := range match {
		match[i] = -1
	}
	head := 0
	for head < len(a) && head < len(b) && same(head, head) {
		match[head] = head
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && same(len(a)-1-tail, len(b)-1-tail) {
		match[len(a)-1-tail] = len(b) - 1 - tail
		tail++
	}
	n, m := len(a)-head-tail, len(b)-head-tail
	if n == 0 || m == 0 || n*m > mostCompared {
		return match
	}
	longest := make([][]int32, n+1)
	for i := range longest {
		longest[i] = make([]int32, m+1)
	}
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if same(head+i, head+j) {
				longest[i][j] = longest[i+1][j+1] + 1
			} else {
				longest[i][j] = max(longest[i+1][j], longest[i][j+1])
			}
		}
	}
	for i, j := 0, 0; i < n && j < m; {
		switch {
		case same(head+i, head+j):
			match[head+i] = head + j
			i, j = i+1, j+1
		case longest[i+1][j] >= longest[i][j+1]:
			i++
		default:
			j++
		}
	}
	return match
}

// Carry maps the quotation from before, its turn's text at its revision, to
// after, the text at a later one. Where the words have changed, it comes back
// as it was, and kept is false.
func (q Quotation) Carry(before, after string, revision int) (out Quotation, kept bool) {
	to, kept := q.Span.Carry(before, after)
	words, ok := to.In(after)
	if !kept || !ok || words == "" {
		return q, false
	}
	q.Span, q.Text, q.Revision = to, words, revision
	return q, true
}
