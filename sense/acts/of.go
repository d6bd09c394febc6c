// Package acts recognises what each part of a conversation does: it asks
// (openly, closed, to clarify, leading, two things at once), gives back what
// was said (simple and complex reflections, summaries), validates, reassures,
// apologises, advises, informs, disagrees, promises, greets, or only shows that
// somebody listens. English and Spanish, either side.
//
// The definitions are those of docs/METHOD-listening.md; the phrases stand in
// lexicon/<language>/, which a bilingual person can read and extend. A
// reflection is found by the turn before: it repeats the other side's words.
// All functions are pure, safe for concurrent use, linear in the length of the
// conversation, and deterministic.
package acts

import (
	"strings"
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

// Version names the rules; it changes whenever the same text could give other
// acts.
const Version = "acts-3"

// Of returns the acts of every turn of c, one entry per turn (nil where there
// is none), in the order of the text. Spans are in bytes of the turn's text and
// do not overlap; confidences are 0..1. The language is that of the
// conversation, else of the speaker, recognised by all that they say.
//
// The rules judge first; where the learned layer inside the binary measured
// better than they do, it has the last word (see Model).
func Of(c *heed.Conversation) [][]heed.Act { return Default().Of(c) }

// Rules returns the acts of every turn of c by the rules alone.
func Rules(c *heed.Conversation) [][]heed.Act { return (*Model)(nil).Of(c) }

// all finds the acts of every turn of c, by the rules and then by m; units,
// where given, are filled.
func (s *scanner) all(c *heed.Conversation, m *Model, units []Unit) [][]heed.Act {
	s.reset(len(c.Turns))
	out := make([][]heed.Act, len(c.Turns))
	one, each := languages(c)
	for i := range c.Turns {
		t := &c.Turns[i]
		lang := one
		if lang == "" {
			lang = each[t.Speaker]
		}
		s.turn(c, i, grammarOf(lang), lang)
		if units != nil {
			s.unit(&units[i], len(c.Turns))
		}
		if m != nil {
			s.revise(m, lang, len(c.Turns))
		}
		if len(s.acts) > 0 {
			out[i] = append(make([]heed.Act, 0, len(s.acts)), s.acts...)
		}
	}
	s.conv = nil // the pool keeps nobody's words
	return out
}

var pool = sync.Pool{New: func() any { return new(scanner) }}

// languages returns the language of the whole conversation or, where nobody
// has said and both are spoken, that of each speaker.
func languages(c *heed.Conversation) (heed.Language, map[string]heed.Language) {
	if c.Language == heed.English || c.Language == heed.Spanish {
		return c.Language, nil
	}
	whole, each, _ := text.Speakers(c)
	for name, l := range each {
		if l != heed.Spanish && l != heed.English {
			each[name] = whole
		}
	}
	return "", each
}

// scanner holds the memory that one conversation needs; it is reused.
type scanner struct {
	conv    *heed.Conversation
	text    string // the turn under judgement
	words   []tok
	sents   []sentence
	clauses []clause
	hits    []hit
	spans   []heed.Span
	toks    []text.Token
	buf     []byte
	acts    []heed.Act
	feats   []uint32 // of the sentence that the layer judges
	spoken  int      // where in feats those begin that tell of the rules

	stems  []uint32 // content of all turns, one after another
	bounds []int32  // where each turn's stems end
	asked  []bool   // whether the turn ended by asking

	prev table // content of the other side's last turns
	ctx  context
}

// context is what the turn under judgement answers to.
type context struct {
	heard     bool // the other side has spoken before
	asked     bool // the turn just before is theirs and ended by asking
	told      bool // the turn just before is theirs and says something
	stems     int  // content words of their last turns
	turn      int
	ours      bool // our side speaks
	bare      bool // it asks, but only the answer says so: a yes to it may as well be a sound of listening
	firstDone bool // an act of this turn has been found already
}

func (s *scanner) reset(turns int) {
	s.stems, s.bounds, s.asked = s.stems[:0], s.bounds[:0], s.asked[:0]
	s.stems = append(s.stems, make([]uint32, 0, min(turns*8, 1<<16))...)
}

const (
	lookBack  = 6  // turns that a reflection may reach back
	lookWords = 60 // content words of them that count
)

// turn finds the acts of turn i by the rules, in s.acts.
func (s *scanner) turn(c *heed.Conversation, i int, g *grammar, lang heed.Language) {
	s.text = c.Turns[i].Text
	s.scan(g, s.text, lang)
	s.remember(c, i)
	s.conv = c
	s.acts = s.acts[:0]
	if t := strings.TrimSpace(c.Turns[i].Text); len(t) > 2 && t[0] == '[' && strings.IndexByte(t, ']') == len(t)-1 {
		s.sents, s.words = s.sents[:0], s.words[:0] // [noise], [laughter]
	}
	for n := range s.sents {
		s.sentence(g, n)
	}
	for k := range s.words {
		if st := s.words[k].stem; st != 0 {
			s.stems = append(s.stems, st)
		}
	}
	s.bounds = append(s.bounds, int32(len(s.stems)))
	asks := len(s.acts) > 0 && s.acts[len(s.acts)-1].Kind.Question() && !s.ctx.bare
	s.asked = append(s.asked, asks)
}

// remember fills the context of turn i with what the others just said.
func (s *scanner) remember(c *heed.Conversation, i int) {
	s.ctx = context{turn: i, ours: c.RoleOf(i).Ours()}
	s.prev.clear()
	who := c.Turns[i].Speaker
	for j := i - 1; j >= 0 && j >= i-lookBack && s.ctx.stems < lookWords; j-- {
		if same(c, i, j, who) {
			if s.ctx.heard {
				break
			}
			continue
		}
		s.ctx.heard = true
		from, to := int32(0), s.bounds[j]
		if j > 0 {
			from = s.bounds[j-1]
		}
		if j == i-1 {
			s.ctx.asked, s.ctx.told = s.asked[j], to-from >= 2
		}
		for k := to - 1; k >= from && s.ctx.stems < lookWords*2; k-- {
			s.prev.add(s.stems[k])
			s.ctx.stems++
		}
	}
}

// answered reports whether the turn just after is the other side's and begins
// with a yes or a no.
func (s *scanner) answered(g *grammar) bool {
	turns, i := s.conv.Turns, s.ctx.turn+1
	if i >= len(turns) || same(s.conv, i, i-1, turns[i].Speaker) {
		return false
	}
	word := strings.TrimLeft(turns[i].Text, " .,-¡¿")
	if n := strings.IndexAny(word, " .,;:!?-"); n >= 0 {
		word = word[:n]
	}
	s.buf, _ = fold(s.buf[:0], strings.ToLower(word))
	return g.classes[g.ids[string(s.buf)]]&clsAnswer != 0
}

// same reports whether turns i and j are one side's: the same speaker or,
// where speakers have no names, the same role.
func same(c *heed.Conversation, i, j int, who string) bool {
	if who != "" || c.Turns[j].Speaker != "" {
		return c.Turns[j].Speaker == who
	}
	a, b := c.Turns[i].Role, c.Turns[j].Role
	return a != "" && a == b
}

// add appends an act that covers words[from:to]; marks that follow belong to
// the last act of a sentence.
func (s *scanner) add(kind heed.ActKind, from, to int32, sent *sentence, conf float32) {
	sp := heed.Span{Start: int(s.words[from].start), End: int(s.words[to-1].end)}
	if from == sent.from {
		sp.Start = sent.span.Start
	} else if at := sp.Start - len("¿"); at >= sent.span.Start && (s.text[at:sp.Start] == "¿" || s.text[at:sp.Start] == "¡") {
		sp.Start = at // the mark belongs to what it opens
	}
	if to == sent.to {
		sp.End = sent.span.End
	}
	conf = min(conf+surer(kind, sent.stop), 0.97)
	if n := len(s.acts); n > 0 && s.acts[n-1].Kind == kind && s.acts[n-1].Start >= sent.span.Start && !kind.Question() {
		s.acts[n-1].End = sp.End
		s.acts[n-1].Confidence = max(s.acts[n-1].Confidence, round(conf))
		return
	}
	s.acts = append(s.acts, heed.Act{Kind: kind, Span: sp, Confidence: round(conf)})
}

// surer is what an act's confidence gains by how often such acts were right, in
// steps by hand, on the development halves of the sets that docs/METHOD-listening.md
// names: statements and small sounds more often than their phrases promise, and
// statements without any punctuation less.
func surer(kind heed.ActKind, marked bool) float32 {
	switch {
	case kind == heed.ActInformation && marked:
		return 0.12
	case kind == heed.ActInformation:
		return -0.05
	case kind == heed.ActBackchannel && marked:
		return 0.06
	case kind == heed.ActClosedQuestion && marked:
		return 0.06
	}
	return 0
}

// round keeps two decimals: more would claim what nobody measured.
func round(c float32) float64 { return float64(int(c*100+0.5)) / 100 }

// table is a small set of stems.
type table struct {
	slots [512]uint32
	used  []uint16
}

func (t *table) clear() {
	for _, i := range t.used {
		t.slots[i] = 0
	}
	t.used = t.used[:0]
}

func (t *table) add(st uint32) {
	for i := st & 511; ; i = (i + 1) & 511 {
		switch t.slots[i] {
		case st:
			return
		case 0:
			if len(t.used) < 384 {
				t.slots[i] = st
				t.used = append(t.used, uint16(i))
			}
			return
		}
	}
}

func (t *table) has(st uint32) bool {
	for i := st & 511; ; i = (i + 1) & 511 {
		switch t.slots[i] {
		case st:
			return true
		case 0:
			return false
		}
	}
}
