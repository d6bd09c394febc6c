package acts

import (
	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

// what a wide feature is about; part of its hash, apart from those of
// features.go
const (
	wdWord uint32 = iota + 64
	wdPair
	wdPiece
	wdFirst
	wdLast
	wdFirstTwo
	wdLastTwo
	wdWhole
	wdLength
	wdPlace
	wdWho
	wdStart
	wdSame
	wdBeforeWord
	wdBeforePair
	wdBeforeFirst
	wdBeforeLast
	wdBeforeWhole
	wdBeforeRule
	wdBeforeRuleFirst
	wdShared
	wdShare
	wdOrder
	wdTwoBefore
	wdFloor
	wdGap
	wdLasting
	wdAfter
	wdAfterRule
)

// Wide returns the hashed features of every turn of c as a whole: its words
// alone and in pairs, its letters by two to five, its ends, length and place,
// the words and the act of the turns beside it, how much of what was said it
// repeats, its times where it has any, and what the rules make of it. It serves
// learners of labels other than ours.
func Wide(c *heed.Conversation) [][]uint32 {
	units := Units(c)
	w := newWide(c, Rules(c))
	out := make([][]uint32, len(c.Turns))
	for i := range c.Turns {
		out[i] = append(w.features(i, c.Turns[i].Text), units[i].Features...)
	}
	return out
}

// wide gathers features of a conversation's turns that the layer inside the
// binary does not read: they are too many for its size and speed.
type wide struct {
	c     *heed.Conversation
	main  []uint32   // the main act of each turn by the rules
	words [][]uint32 // hashes of the folded words and marks of each turn
	buf   []byte
	s     scanner // only its feats
}

func newWide(c *heed.Conversation, rules [][]heed.Act) *wide {
	w := &wide{c: c, main: make([]uint32, len(c.Turns)), words: make([][]uint32, len(c.Turns))}
	for i := range c.Turns {
		w.words[i] = w.split(c.Turns[i].Text)
		w.main[i] = 99
		if a, ok := Main(rules[i]); ok {
			w.main[i] = kindIndex(a.Kind)
		}
	}
	return w
}

// split returns the hashes of the words and marks of a text.
func (w *wide) split(s string) []uint32 {
	var out []uint32
	for t := range text.All(s) {
		w.buf, _ = fold(w.buf[:0], t.Lower)
		out = append(out, hashWord(w.buf))
	}
	return out
}

// features returns those of one part of turn i: its whole text or a sentence.
func (w *wide) features(i int, part string) []uint32 {
	s := &w.s
	s.feats = nil
	words := w.split(part)
	length, who := bucket(len(words)), hashWord([]byte(w.c.Turns[i].Speaker))
	s.feat(wdLength, length, 0)
	s.feat(wdPlace, uint32(min(i, 5)), 0)
	s.feat(wdPlace, uint32(min(len(w.c.Turns)-1-i, 5)), 1)
	s.feat(wdWho, who, 0)
	s.feat(wdWho, who, length+1)
	whole, last := uint32(1), uint32(1)
	for _, h := range words {
		s.feat(wdWord, h, 0)
		s.feat(wdPair, last, h)
		last, whole = h, whole*31+h
	}
	s.feat(wdPair, last, 2)
	s.feat(wdWhole, whole, 0)
	s.feat(wdWhole, whole, who)
	w.pieces(part)
	if n := len(words); n > 0 {
		s.feat(wdFirst, words[0], length)
		s.feat(wdLast, last, length)
		if n > 1 {
			s.feat(wdFirstTwo, words[0], words[1])
			s.feat(wdLastTwo, words[n-2], last)
		}
	}
	w.before(i, words, whole, who)
	w.around(i, words, whole)
	w.times(i, words, whole)
	return s.feats
}

// pieces adds the letters of a text by two to five, with a space at its ends.
func (w *wide) pieces(part string) {
	w.buf, _ = fold(w.buf[:0], " "+part+" ")
	b := w.buf
	for i := range b {
		h := uint32(2166136261)
		for n := 0; n < 5 && i+n < len(b); n++ {
			h = (h ^ uint32(b[i+n])) * 16777619
			if n > 0 {
				w.s.feat(wdPiece, h, uint32(n))
			}
		}
	}
}

// before adds what stood before turn i, and how much of what somebody else
// said last is said again.
func (w *wide) before(i int, words []uint32, whole, who uint32) {
	s, turns := &w.s, w.c.Turns
	if i == 0 {
		s.feat(wdStart, 0, 0)
		return
	}
	length := bucket(len(words))
	same := flag(turns[i-1].Speaker == turns[i].Speaker)
	s.feat(wdSame, same, 0)
	s.feat(wdSame, same, who)
	last, all := uint32(1), uint32(1)
	for _, h := range w.words[i-1] {
		s.feat(wdBeforeWord, h, same)
		s.feat(wdBeforePair, last, h)
		last, all = h, all*31+h
	}
	s.feat(wdBeforeWhole, all, same)
	if len(w.words[i-1]) > 0 {
		s.feat(wdBeforeFirst, w.words[i-1][0], same)
		s.feat(wdBeforeLast, last, same)
	}
	rule := w.main[i-1]
	s.feat(wdBeforeRule, rule, same)
	s.feat(wdBeforeRule, rule, whole)
	s.feat(wdBeforeRule, rule, 1000+length<<1+same)
	if len(words) == 0 {
		return
	}
	s.feat(wdBeforeRuleFirst, rule<<1+same, words[0])
	for j := i - 1; j >= 0 && j > i-5; j-- {
		if turns[j].Speaker == turns[i].Speaker {
			continue
		}
		said := make(map[uint32]bool, len(w.words[j]))
		for _, h := range w.words[j] {
			said[h] = true
		}
		shared := 0
		for _, h := range words {
			shared += int(flag(said[h]))
		}
		s.feat(wdShare, uint32(shared*4/len(words)), length)
		s.feat(wdShared, uint32(min(shared, 4)), length)
		return
	}
}

// around adds the order of the speakers and how the next turn begins: what is
// answered with a yes was a question.
func (w *wide) around(i int, words []uint32, whole uint32) {
	s, turns := &w.s, w.c.Turns
	length := bucket(len(words))
	order := uint32(0)
	for j := i - 1; j >= 0 && j >= i-3; j-- {
		order = order<<1 | flag(turns[j].Speaker == turns[i].Speaker)
	}
	s.feat(wdOrder, order, uint32(min(i, 3)))
	if i > 1 {
		s.feat(wdTwoBefore, w.main[i-2], order)
	}
	if i+1 == len(turns) {
		return
	}
	if i > 0 {
		back := flag(turns[i-1].Speaker == turns[i+1].Speaker)<<1 | flag(turns[i-1].Speaker == turns[i].Speaker)
		s.feat(wdFloor, back, length)
		s.feat(wdFloor, back, whole)
	}
	same := flag(turns[i+1].Speaker == turns[i].Speaker)
	if n := w.words[i+1]; len(n) > 0 {
		s.feat(wdAfter, n[0], same)
		s.feat(wdAfter, n[0]*31+same, length)
	}
	s.feat(wdAfterRule, w.main[i+1], same)
}

// edges are where gaps in seconds are told apart.
var edges = [...]float64{-1.5, -0.5, -0.1, 0.1, 0.4, 0.9, 2, 5}

// times adds how long turn i takes and how it lies beside the others' turns:
// who speaks into another's speech often only shows that they listen.
func (w *wide) times(i int, words []uint32, whole uint32) {
	s, turns := &w.s, w.c.Turns
	t := &turns[i]
	if i == 0 || !t.Timed() {
		return
	}
	gap, over := 1e9, uint32(0)
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		o := &turns[j]
		if o.Speaker == t.Speaker || !o.End.Known {
			continue
		}
		gap = min(gap, t.Start.Seconds-o.End.Seconds)
		over |= flag(o.End.Seconds > t.End.Seconds)
	}
	if i+1 < len(turns) {
		n := &turns[i+1]
		over |= flag(n.Speaker != t.Speaker && n.Start.Known && n.Start.Seconds < t.End.Seconds) << 1
	}
	at := uint32(0)
	for _, e := range edges {
		at += flag(gap > e)
	}
	s.feat(wdGap, at, 0)
	s.feat(wdGap, at, 10+over)
	s.feat(wdGap, at*4+over, 100+bucket(len(words)))
	s.feat(wdGap, 100+over, whole)
	s.feat(wdLasting, uint32(min(max(t.End.Seconds-t.Start.Seconds, 0)*5, 15)), 0)
}
