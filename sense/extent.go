package sense

import (
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
)

const (
	// maxWords is the longest quotation that a signal copies.
	maxWords = 45
	// wholeBytes is the length up to which a sentence is quoted whole, and up to
	// which a piece of a longer one grows until it can stand alone.
	wholeBytes = 160
	// aloneWords is the fewest words of a piece that can stand alone.
	aloneWords = 6
)

// extent returns the tokens that speak for the signal: the matched words, their
// clause, the rest of it, or the sentence, as the rule says.
func (f *finder) extent(h *hit) (from, to int) {
	toks := f.s.Tokens
	from, to = h.From, h.To
	switch h.plan.span {
	case spanMatch:
	case spanClause:
		from, to = f.clauseStart(from), f.clauseEnd(to)
	case spanRest:
		to = f.clauseEnd(to)
		if to-h.To < 2 && to < len(toks) && to-from < 6 { // "I want to stop, because": take what follows too
			to = f.clauseEnd(to + 1)
		}
	case spanSentence:
		from = f.clauseStart(from)
		to = len(toks)
		for to-from > maxWords && toks[to-1].Clause > toks[h.To-1].Clause {
			to--
			for to > h.To && toks[to-1].Clause == toks[to].Clause {
				to--
			}
		}
	}
	return from, to
}

// opposed kinds do not quote the same words, or one quotation would stand for
// both sides.
var opposed = map[heed.SignalKind][]heed.SignalKind{
	heed.SigLike:    {heed.SigDislike, heed.SigPain, heed.SigBarrier},
	heed.SigGain:    {heed.SigPain, heed.SigDislike, heed.SigBarrier, heed.SigRisk},
	heed.SigDislike: {heed.SigLike, heed.SigGain},
	heed.SigPain:    {heed.SigGain, heed.SigLike},
	heed.SigBarrier: {heed.SigGain, heed.SigLike},
	heed.SigRisk:    {heed.SigGain},
}

// widen makes quotations that a reader understands alone: the whole sentence
// where it is short and says no two opposite things, else whole clauses, never
// without the negation or the condition before them.
func (f *finder) widen() {
	f.settle()
	for i := range f.out {
		q := &f.out[i]
		if q.Kind == heed.SigQuestion || q.Kind == heed.SigAttribute {
			continue
		}
		others := opposed[q.Kind]
		alone := !slices.ContainsFunc(f.out, func(o quote) bool { return slices.Contains(others, o.Kind) })
		q.from, q.to = f.readable(q, alone)
		q.Start, q.End = f.s.Tokens[q.from].Start, f.s.Tokens[q.to-1].End
		q.End = f.closing(q.Start, q.End)
	}
	keep := f.out[:0]
	for _, q := range f.out {
		if i := slices.IndexFunc(keep, func(o quote) bool {
			return o.Kind == q.Kind && o.Subkind == q.Subkind && o.Overlaps(q.Span)
		}); i >= 0 && q.Kind != heed.SigAttribute {
			if q.Confidence > keep[i].Confidence {
				keep[i] = q
			}
			continue
		}
		keep = append(keep, q)
	}
	f.out = keep
}

// settle drops a liking in the very words that say a dislike: one of the two
// is misread.
func (f *finder) settle() {
	keep := f.out[:0]
	for i, q := range f.out {
		rival := heed.SigDislike
		if q.Kind == heed.SigDislike {
			rival = heed.SigLike
		}
		if (q.Kind == heed.SigLike || q.Kind == heed.SigDislike) && slices.ContainsFunc(f.out[i+1:], func(o quote) bool {
			return o.Kind == rival && o.Overlaps(q.Span) && o.Confidence >= q.Confidence
		}) || slices.ContainsFunc(keep, func(o quote) bool {
			return (q.Kind == heed.SigLike || q.Kind == heed.SigDislike) && o.Kind == rival && o.Overlaps(q.Span)
		}) {
			continue
		}
		keep = append(keep, q)
	}
	f.out = keep
}

// readable returns the tokens of a quotation that can stand alone.
func (f *finder) readable(q *quote, alone bool) (int, int) {
	toks, from, to := f.s.Tokens, q.from, q.to
	a, b := f.clauseStart(from), f.clauseEnd(to)
	if alone {
		if f.bytes(0, len(toks)) <= wholeBytes {
			a, b = 0, len(toks)
		}
		for b < len(toks) && (b-a < aloneWords || f.goesOn(b)) && f.bytes(a, f.clauseEnd(b+1)) <= wholeBytes {
			b = f.clauseEnd(b + 1)
		}
		for a > 0 && (b-a < aloneWords || f.hangs(a)) && f.bytes(f.clauseStart(a-1), b) <= wholeBytes {
			a = f.clauseStart(a - 1)
		}
	}
	for a < q.core && f.fills(a) {
		a++
	}
	b = f.closed(a, b, max(to, q.core+1))
	if b-a > maxWords {
		a = max(a, from-maxWords/3)
		for i := a - 1; i >= max(0, a-3); i-- {
			if f.b.Is(f.s, i, f.b.negator) || f.b.Is(f.s, i, f.b.supposing) {
				a = i
				break
			}
		}
		b = max(to, min(b, a+maxWords))
		b = min(b, a+2*maxWords)
	}
	return a, b
}

// marks that stand in pairs, opening one first.
var pairs = [...][2]string{{"(", ")"}, {"\"", "\""}, {"“", "”"}, {"«", "»"}, {"¡", "!"}, {"¿", "?"}, {"[", "]"}}

// closing takes in the mark right after end that closes one opened within
// [start, end) of the text.
func (f *finder) closing(start, end int) int {
	piece, rest := f.s.Text[start:end], f.s.Text[end:f.s.Span.End]
	for _, p := range pairs {
		opened := strings.Count(piece, p[0]) - strings.Count(piece, p[1])
		if p[0] == p[1] {
			opened = strings.Count(piece, p[0]) % 2
		}
		if i := strings.Index(rest, p[1]); opened > 0 && i >= 0 && i <= 2 {
			return end + i + len(p[1])
		}
	}
	return end
}

// closed cuts tokens [a, b) before a bracket that does not close within them,
// where that leaves the tokens before least.
func (f *finder) closed(a, b, least int) int {
	piece := f.s.Text[f.s.Tokens[a].Start:f.s.Tokens[b-1].End]
	open := strings.LastIndexByte(piece, '(')
	if open < 0 || strings.IndexByte(piece[open:], ')') >= 0 || b < len(f.s.Tokens) && strings.HasPrefix(f.s.Text[f.s.Tokens[b-1].End:], ")") {
		return b
	}
	for i := b; i > least; i-- {
		if f.s.Tokens[i-1].End <= f.s.Tokens[a].Start+open {
			return i
		}
	}
	return b
}

func (f *finder) bytes(a, b int) int { return f.s.Tokens[b-1].End - f.s.Tokens[a].Start }

// hangs reports whether a piece that begins with token a leans on what stands
// before it ("which is slow", "to start").
func (f *finder) hangs(a int) bool { return f.b.Is(f.s, a, f.b.leaning) }

// goesOn reports whether what begins with token b finishes what stands before
// it: "the main issue I have | is that they crash".
func (f *finder) goesOn(b int) bool { return f.b.Is(f.s, b, f.b.being) }

// fills reports whether token i only leads into what is said.
func (f *finder) fills(i int) bool {
	return f.b.Is(f.s, i, f.b.filler) ||
		i+1 < len(f.s.Tokens) && f.s.Tokens[i+1].Break && f.b.Is(f.s, i, f.b.answer)
}

func (f *finder) clauseStart(i int) int {
	toks := f.s.Tokens
	for i > 0 && toks[i-1].Clause == toks[i].Clause {
		i--
	}
	return i
}

// clauseEnd returns the end of the clause of the token before i.
func (f *finder) clauseEnd(i int) int {
	toks := f.s.Tokens
	for i < len(toks) && toks[i].Clause == toks[i-1].Clause {
		i++
	}
	return i
}

// modifies reports whether the match only describes the noun before it: "a
// caption I liked" is no liking of its own.
func (f *finder) modifies(i int) bool {
	if f.lang != heed.English || i == 0 || f.s.Tokens[i].Break || f.s.Tokens[i-1].Clause != f.s.Tokens[i].Clause {
		return false
	}
	return f.s.Tokens[i].Word == "i" && !f.b.Is(f.s, i-1, f.b.leading)
}

// unfinished kinds need what they are about; a transcript that breaks off
// right after the match has not said it.
var unfinished = []heed.SignalKind{heed.SigThinks, heed.SigGoal, heed.SigCriterion, heed.SigValue, heed.SigGain, heed.SigLike, heed.SigDriver}

// breaksOff reports whether the sentence stops on a word that opens something
// ("I think it is and") within three words of the match.
func (f *finder) breaksOff(kind heed.SignalKind, h *hit) bool {
	n := len(f.s.Tokens)
	return n-h.To <= 3 && slices.Contains(unfinished, kind) && f.b.Is(f.s, n-1, f.b.dangling)
}

// turns reports whether the sentence begins by taking back the one before it.
func (f *finder) turns() bool {
	return f.b != nil && len(f.s.Tokens) > 2 && f.b.Is(f.s, 0, f.b.turning)
}

// takenBack weighs what a sentence laid down after the next one began with
// "but" or "however": a condition is none, a risk is less sure.
func takenBack(list []heed.Signal) []heed.Signal {
	keep := list[:0]
	for _, s := range list {
		switch s.Kind {
		case heed.SigCriterion:
			continue
		case heed.SigRisk:
			s.Confidence = round(s.Confidence * 0.7)
		}
		keep = append(keep, s)
	}
	return keep
}
