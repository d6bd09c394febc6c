package sense

import (
	"cmp"
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/sense/internal/grammar"
)

// finder turns the hits of one sentence into signals and expressions of
// feeling.
type finder struct {
	b     *book
	s     *grammar.Sentence
	text  string // of the sentence
	lang  heed.Language
	asks  bool
	hits  []hit
	traps []hit
	// degrees are pairs: a token, and whether the words there strengthen (1) or
	// weaken (-1) what is felt.
	degrees []int
	part    ironyPart
	asked   []question // what the sentence asks for
	silent  bool       // the sentence answers nothing
	out     []quote
}

// quote is a signal with the tokens [from, to) that it quotes so far; its rule
// matched from token core on.
type quote struct {
	heed.Signal
	from, to, core int
}

type hit struct {
	grammar.Hit
	plan    *plan
	negated bool
}

func (f *finder) start(b *book, s *grammar.Sentence, hits []grammar.Hit, sentence string, lang heed.Language) {
	f.b, f.s, f.text, f.lang = b, s, sentence, lang
	f.asks = text.IsQuestion(sentence, lang)
	f.hits, f.traps, f.degrees, f.asked = f.hits[:0], f.traps[:0], f.degrees[:0], f.asked[:0]
	f.part, f.silent = noJoke, false
	written := strings.ContainsAny(sentence, ".,!?…;")
	for _, h := range hits {
		p := &b.plans[h.Rule.Index]
		if p.marked && !written || p.bare && written {
			continue
		}
		if p.degree != 0 {
			f.degrees = append(f.degrees, h.From, p.degree)
			continue
		}
		if p.part != noJoke {
			f.part = p.part
			continue
		}
		if p.asks {
			if f.silent = f.silent || !p.answer; p.answer {
				f.asked = append(f.asked, question{p, h.Rule.Name})
			}
			continue
		}
		if p.trap {
			f.traps = append(f.traps, hit{h, p, false})
			continue
		}
		neg := f.negatedAt(h.From)
		f.hits = append(f.hits, hit{h, p, neg && !p.negated})
	}
}

// negatedAt reports whether a negation stands up to three words before token i
// in the same clause ("not really worried"), or a denied opinion anywhere
// before it ("I don't think it will ever be slow").
func (f *finder) negatedAt(i int) bool {
	toks := f.s.Tokens
	for j := i - 1; j >= 0 && toks[j].Clause == toks[i].Clause; j-- {
		if !f.b.Is(f.s, j, f.b.negator) {
			if toks[j].Break && i-j < 3 {
				return false
			}
			continue
		}
		if f.b.Is(f.s, j+1, f.b.notNegating) || j > 0 && f.b.Is(f.s, j-1, f.b.exclaiming) {
			continue
		}
		if f.b.Is(f.s, j+1, f.b.opining) {
			return true
		}
		if i-j > 3 {
			continue
		}
		for k := j + 1; k <= i; k++ {
			if toks[k].Break {
				return false
			}
		}
		return true
	}
	return false
}

// supposed reports whether the match is only supposed: "if I were a nurse".
func (f *finder) supposed(i int) bool {
	for j := i - 1; j >= 0 && j >= i-2 && f.s.Tokens[j].Clause == f.s.Tokens[i].Clause; j-- {
		if f.b.Is(f.s, j, f.b.supposing) {
			return true
		}
	}
	return false
}

// claimed kinds say what somebody is, does, thinks or feels; after "if" they
// are only supposed.
var claimed = []heed.SignalKind{
	heed.SigAttribute, heed.SigDoes, heed.SigGoal, heed.SigThinks, heed.SigFeels, heed.SigLike, heed.SigDislike,
}

// holds reports whether the sentence has a word of each class: a reason is one
// for a choice only where something is chosen.
func (f *finder) holds(classes []grammar.ClassID) bool {
	for _, c := range classes {
		if !slices.ContainsFunc(f.s.Tokens, func(t grammar.Token) bool { return t.Is(c) }) {
			return false
		}
	}
	return true
}

// speaker reports whether a feeling that somebody states is the speaker's own.
// English verbs do not tell, so the word before the verb must be one of the
// first person or the verb begin its clause: "a client to be angry", "the model
// gets confused" and "many artists are concerned" are not.
func (f *finder) speaker(h *hit) bool {
	if f.lang != heed.English || !f.b.Is(f.s, h.From, f.b.feels) {
		return true
	}
	for i := h.From; i < h.To; i++ {
		if f.b.Is(f.s, i, f.b.first) {
			return true
		}
	}
	from := f.clauseStart(h.From)
	i := h.From - 1
	for i >= from && f.b.Is(f.s, i, f.b.between) {
		i--
	}
	if i < from {
		return true
	}
	switch f.s.Tokens[i].Word {
	case "i", "we", "me", "us", "myself", "and", "but", "or", "so":
		return true
	case "it", "that", "this": // "it feels odd"
		return strings.HasPrefix(f.s.Tokens[h.From].Word, "fe")
	}
	return false
}

// thirdPerson reports whether a Spanish verb of the match ends in a stressed o:
// "cambió" is somebody else's doing, "cambio" the speaker's; rules do not see
// accents.
func (f *finder) thirdPerson(h *hit) bool {
	if f.lang != heed.Spanish {
		return false
	}
	for _, t := range f.s.Tokens[h.From:h.To] {
		if strings.HasSuffix(f.s.Text[t.Start:t.End], "ó") {
			return true
		}
	}
	return false
}

// relates reports whether the match hangs on a relative word: "what I want to
// say" is no goal.
func (f *finder) relates(i int) bool {
	return i > 0 && f.s.Tokens[i-1].Clause == f.s.Tokens[i].Clause && f.b.Is(f.s, i-1, f.b.relating)
}

// trapped reports whether a trap drops the kind at tokens [from, to).
func (f *finder) trapped(kind heed.SignalKind, from, to int) bool {
	toks := f.s.Tokens
	for _, t := range f.traps {
		if !t.plan.all && !slices.Contains(t.plan.drops, kind) {
			continue
		}
		if t.plan.span == spanSentence {
			if len(toks) <= 14 || near(toks, t, from, to) {
				return true
			}
			continue
		}
		if near(toks, t, from, to) {
			return true
		}
	}
	return false
}

// near reports whether the trap shares a clause with tokens [from, to).
func near(toks []grammar.Token, t hit, from, to int) bool {
	return toks[t.From].Clause <= toks[to-1].Clause && toks[from].Clause <= toks[t.To-1].Clause
}

// signals returns what was found, in the order of the text.
func (f *finder) signals() []heed.Signal {
	f.out = f.out[:0]
	if f.asks {
		f.question()
	}
	for i := range f.hits {
		h := &f.hits[i]
		p := h.plan
		kind := p.kind
		if p.said {
			if !f.speaker(h) {
				continue
			}
			kind = heed.SigFeels
		}
		if kind == "" || h.negated || f.asks && !p.asked || f.trapped(kind, h.From, h.To) || !f.holds(p.needed) {
			continue
		}
		if slices.Contains(claimed, kind) && f.supposed(h.From) || kind == heed.SigGoal && f.relates(h.From) {
			continue
		}
		if (kind == heed.SigLike || kind == heed.SigDislike || kind == heed.SigGoal) && f.modifies(h.From) || f.breaksOff(kind, h) || kind == heed.SigDoes && f.thirdPerson(h) {
			continue
		}
		from, to := f.extent(h)
		if to <= from {
			continue
		}
		sp := heed.Span{Start: f.s.Tokens[from].Start, End: f.s.Tokens[to-1].End}
		f.add(quote{heed.Signal{
			Kind: kind, Subkind: p.subkind(kind), Span: sp, Basis: p.basis, Confidence: p.confidence,
			Value: f.value(h), Rule: h.Rule.Name,
		}, from, to, h.From})
	}
	f.giveWay()
	f.widen()
	if len(f.out) == 0 {
		return nil
	}
	slices.SortStableFunc(f.out, func(a, b quote) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), strings.Compare(string(a.Kind), string(b.Kind)), cmp.Compare(a.End, b.End))
	})
	out := make([]heed.Signal, len(f.out))
	for i := range out {
		out[i] = f.out[i].Signal
		out[i].Text = f.s.Text[out[i].Start:out[i].End]
	}
	return out
}

func (p *plan) subkind(kind heed.SignalKind) string {
	if kind == heed.SigFeels {
		return string(p.feeling)
	}
	return p.sub
}

// add keeps the surer of two signals of one kind that overlap.
func (f *finder) add(s quote) {
	for i := range f.out {
		o := &f.out[i]
		if o.Kind != s.Kind || !o.Overlaps(s.Span) {
			continue
		}
		if s.Kind == heed.SigAttribute && s.Subkind != o.Subkind {
			continue
		}
		if s.Confidence > o.Confidence || s.Confidence == o.Confidence && s.Len() > o.Len() {
			if s.Value == "" && s.Subkind == o.Subkind {
				s.Value = o.Value
			}
			*o = s
		}
		return
	}
	f.out = append(f.out, s)
}

// giveWay drops weak signals where another kind says more about the same
// words; what somebody does is no rival to what they think.
func (f *finder) giveWay() {
	if !slices.ContainsFunc(f.out, func(s quote) bool { return f.b.weak[s.Rule] }) {
		return
	}
	keep := f.out[:0:0]
	for _, s := range f.out {
		if f.b.weak[s.Rule] && slices.ContainsFunc(f.out, func(o quote) bool {
			return o.Kind != s.Kind && o.Kind != heed.SigDoes && o.Kind != heed.SigFeels && o.Overlaps(s.Span)
		}) {
			continue
		}
		keep = append(keep, s)
	}
	f.out = keep
}

// value returns what the rule reports as the value.
func (f *finder) value(h *hit) string {
	v := h.plan.value
	switch {
	case v == "":
		return ""
	case strings.HasPrefix(v, "="):
		return strings.TrimSpace(v[1:])
	case v == "text":
		if h.ValueFrom < 0 || h.ValueTo <= h.ValueFrom {
			return ""
		}
		return f.s.Text[f.s.Tokens[h.ValueFrom].Start:f.s.Tokens[h.ValueTo-1].End]
	}
	class := strings.Trim(v, "{}")
	if name := f.b.Value(f.s, class, h.From, h.To); name != "" {
		return name
	}
	if class == "role" { // whoever else is named in the sentence is not the one who speaks
		return ""
	}
	from, to := f.extent(h)
	return f.b.Value(f.s, class, from, to)
}

// question adds the asking part of the sentence.
func (f *finder) question() {
	toks := f.s.Tokens
	if len(toks) == 0 || f.trapped(heed.SigQuestion, 0, len(toks)) {
		return
	}
	end := len(toks)
	from := 0
	// what stands before the last clause that ends with the mark may be no question
	if i := strings.LastIndex(f.text, "¿"); i >= 0 {
		for from < end-1 && toks[from].Start < f.s.Span.Start+i {
			from++
		}
	} else {
		for from < end-3 && f.fills(from) {
			from++
		}
	}
	sp := heed.Span{Start: toks[from].Start, End: toks[end-1].End}
	if j := strings.IndexByte(f.s.Text[sp.End:f.s.Span.End], '?'); j >= 0 && j <= 3 {
		sp.End += j + 1
	}
	conf := 0.85
	if end-from < 3 {
		conf = 0.5
	}
	f.add(quote{heed.Signal{Kind: heed.SigQuestion, Span: sp, Basis: heed.Expressed, Confidence: conf, Rule: "question/asks"}, from, end, from})
}
