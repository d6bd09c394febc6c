package acts

import heed "github.com/heedhq/heed"

// question finds what a sentence asks, and where the asking starts.
func (s *scanner) question(g *grammar, sent *sentence) (judged, bool) {
	start, form := s.asking(g, sent)
	if start < 0 {
		return judged{}, false
	}
	q := judged{from: start, to: sent.to}
	var all, own best
	all.gather(s.hits, sent.from, sent.to)
	own.gather(s.hits, start, sent.to)
	l := s.likeness(start, sent.to)
	last := s.clauses[len(s.clauses)-1]
	if len(s.clauses) > 1 && s.isTag(last) {
		own[secLeading] = hit{sec: secLeading, weight: 0.75, from: last.from, to: last.to}
		form = hit{}
	}
	tag := own[secLeading].weight >= 0.6 && form.weight == 0 && own[secLeading].to == sent.to && own[secLeading].from > start
	if gr := own[secGreeting]; gr.weight >= 0.75 && gr.to == sent.to {
		q.kind, q.conf = heed.ActGreeting, gr.weight // how are you?
		return q, true
	}
	switch {
	case form.weight > 0 && s.double(g, max(form.from, start), sent.to):
		q.kind, q.conf = heed.ActDoubleQuestion, 0.7
	case own[secClarifying].weight >= 0.8:
		q.kind, q.conf = heed.ActClarifyingQuestion, own[secClarifying].weight
	case tag && form.weight == 0 && l.share() >= 0.4 && l.content > 0 && !l.feeling:
		q.kind, q.conf = heed.ActClarifyingQuestion, 0.6
	case own[secLeading].weight >= 0.6:
		q.kind, q.conf = heed.ActLeadingQuestion, own[secLeading].weight
	case own[secClarifying].weight >= 0.6 && (form.weight == 0 || own[secClarifying].weight > form.weight-0.2):
		q.kind, q.conf = heed.ActClarifyingQuestion, own[secClarifying].weight
	case s.ctx.heard && form.weight <= 0.6 && own[secLeadIn].weight >= 0.6:
		q.kind, q.conf = heed.ActClarifyingQuestion, own[secLeadIn].weight
	case form.sec == secClarifying:
		q.kind, q.conf = heed.ActClarifyingQuestion, form.weight
	case form.sec == secOpen:
		q.kind, q.conf = heed.ActOpenQuestion, form.weight
	case form.sec == secClosed:
		q.kind, q.conf = heed.ActClosedQuestion, form.weight
	default:
		q.kind, q.conf = s.declarative(g, start, l, own)
	}
	if !sent.ask {
		q.conf -= 0.05
	}
	return q, true
}

// declarative judges a question that has the form of a statement or of a
// fragment: it asks about what was just said where it repeats it.
func (s *scanner) declarative(g *grammar, start int32, l likeness, own best) (heed.ActKind, float32) {
	lead := own[secLeadIn].weight
	switch {
	case s.ctx.heard && s.words[start].id == g.so:
		return heed.ActClarifyingQuestion, 0.65
	case s.ctx.heard && lead >= 0.5:
		return heed.ActClarifyingQuestion, 0.7
	case s.ctx.heard && l.content > 0 && l.share() >= 0.5:
		return heed.ActClarifyingQuestion, 0.7
	case s.ctx.heard && l.words <= 2 && l.content > 0:
		return heed.ActClarifyingQuestion, 0.5
	case own[secLeading].weight >= 0.35 && l.you:
		return heed.ActLeadingQuestion, 0.5
	}
	return heed.ActClosedQuestion, 0.6
}

// asking returns the word where the sentence starts to ask (-1: nowhere) and
// the form of the question: an open or closed phrase, or none.
func (s *scanner) asking(g *grammar, sent *sentence) (int32, hit) {
	for k := range s.clauses {
		c := &s.clauses[k]
		if k > 0 && s.isTag(*c) {
			continue
		}
		if f, ok := s.form(g, c, sent); ok {
			return s.leads(g, sent, c.from), f
		}
	}
	if !sent.ask {
		if s.tagged() {
			return sent.from, hit{}
		}
		if s.britishTag(g, sent) {
			return sent.from, hit{sec: secClosed, weight: 0.6}
		}
		if f, ok := s.bareQuestion(g, sent); ok {
			return sent.from, f
		}
		return -1, hit{}
	}
	for k := range s.clauses { // ¿...? opens where the mark stands
		if c := &s.clauses[k]; s.words[c.from].brk&brkAsk != 0 {
			if s.tagAt(c) {
				return sent.from, hit{}
			}
			return c.from, hit{}
		}
	}
	// "Sorry, you said Toledo?": what stands before and acts on its own is no
	// part of the question
	from := sent.from
	if n := len(s.clauses); n > 1 { // a long statement, and "sound good?"
		if c := &s.clauses[n-1]; c.to-c.from <= 6 && c.from-sent.from >= 8 && !s.tagAt(c) && !s.isTag(*c) {
			return c.from, hit{}
		}
	}
	for k := range s.clauses {
		c := &s.clauses[k]
		if c.to == sent.to {
			break
		}
		kind, conf := s.clauseAct(g, c.from, c.to)
		if (conf < 0.7 || kind == "") && !s.acks(g, c.from, c.to) {
			break
		}
		from = c.to
	}
	return from, hit{}
}

// leads returns where a question begins whose asking starts at word at: what
// stands before belongs to it where it is short or subordinate ("when you…").
func (s *scanner) leads(g *grammar, sent *sentence, at int32) int32 {
	if at == sent.from {
		return at
	}
	first := &s.clauses[0]
	if s.words[first.core].cls&clsOpens == 0 && (at-sent.from > 3 || s.acks(g, sent.from, at)) {
		return at
	}
	for _, c := range s.clauses {
		if c.from >= at {
			break
		}
		if _, conf := s.clauseAct(g, c.from, c.to); conf >= 0.7 {
			return at
		}
	}
	return sent.from
}

// tagged reports whether a clause after the first is nothing but a tag: "isn't
// it", "don't they".
func (s *scanner) tagged() bool {
	for _, c := range s.clauses[1:] {
		if s.isTag(c) {
			return true
		}
		for _, h := range s.hits {
			if h.sec == secLeading && h.weight >= 0.7 && h.from == c.from && h.to == c.to && s.words[h.from].cls&clsNegAux != 0 {
				return true
			}
		}
	}
	return false
}

// isTag reports whether a clause is nothing but an English tag: "do you".
func (s *scanner) isTag(c clause) bool {
	return c.to-c.from == 2 && s.words[c.from].cls&(clsAux|clsNegAux) != 0 && s.words[c.from].cls&clsWh == 0 && s.words[c.from+1].cls&clsPronoun != 0
}

// tagAt reports whether the clause is nothing but a tag: "¿verdad?".
func (s *scanner) tagAt(c *clause) bool {
	for _, h := range s.hits {
		if h.sec == secLeading && h.weight >= 0.6 && h.to == c.to && c.to-c.from <= 2 {
			return true
		}
	}
	return false
}

// form returns the question phrase that a clause starts with. Without a
// question mark the phrase has to be certain.
func (s *scanner) form(g *grammar, c *clause, sent *sentence) (hit, bool) {
	var top hit
	for _, h := range s.hits {
		if h.from < c.from || h.from > c.core || !h.start {
			continue
		}
		switch h.sec {
		case secOpen, secClosed:
			if n, m := h.to-h.from, top.to-top.from; n > m || n == m && h.weight > top.weight {
				top = h
			}
		case secClarifying, secLeading:
			if top.weight == 0 && h.weight >= 0.7 && sent.ask {
				top = hit{sec: secNothing, from: h.from, to: h.from, weight: 0.01}
			}
		}
	}
	if top.weight == 0 {
		return hit{}, false
	}
	if top.sec == secNothing {
		return hit{}, true
	}
	if sent.ask || s.certain(g, top, c, sent) {
		return top, true
	}
	return hit{}, false
}

// certain reports whether a phrase asks although no mark says so.
func (s *scanner) certain(g *grammar, h hit, c *clause, sent *sentence) bool {
	if sent.shout {
		return false
	}
	w := &s.words[h.from]
	n := c.to - h.from
	if w.cls&clsWh != 0 {
		if g == spanish() {
			return n >= 2 && !sent.stop && (w.accent || (h.weight >= 0.8 && h.to-h.from >= 2 && n <= 9))
		}
		if n < 3 {
			return !sent.stop && c.from == sent.from && c.to == sent.to
		}
		if w.cls&clsAux != 0 { // what's
			return !sent.stop || s.words[h.from+1].cls&(clsSubject|clsYou) != 0
		}
		for i := h.from + 1; i < min(h.from+6, c.to); i++ { // what time is it
			k := &s.words[i]
			if k.cls&(clsAux|clsNegAux) != 0 {
				return !sent.stop || i+1 < c.to && s.words[i+1].cls&(clsSubject|clsYou) != 0
			}
			if k.cls&(clsSubject|clsYou) != 0 && (i == h.from+1 || k.cls&clsPronoun != 0) {
				return false // what you need is...
			}
		}
		return !sent.stop && (n <= 4 || h.to-h.from >= 2 && n <= 10)
	}
	if g == english() && w.cls&clsAux != 0 {
		return h.to-h.from >= 2 && (n >= 3 || !sent.stop)
	}
	if g == spanish() { // yes or no is asked by the voice alone; requests are clear
		return h.weight >= 0.8 && (h.sec == secOpen || !sent.stop)
	}
	return h.weight >= 0.75 || !sent.stop && h.weight >= 0.6
}

// double reports whether words[from:to] ask two things at once: a second
// question word or verb after "and", or two judgements in one.
func (s *scanner) double(g *grammar, from, to int32) bool {
	seenJudge := int32(-1)
	for i := from; i < to; i++ {
		w := &s.words[i]
		if w.cls&clsJudge != 0 && i > from {
			if seenJudge >= 0 && i-seenJudge <= 3 && s.joined(g, seenJudge, i) {
				return true
			}
			seenJudge = i
		}
		if i < from+2 || !s.and(g, i-1) && !(w.brk&brkComma != 0 && i > from+3) {
			continue
		}
		if s.and(g, i) || i+1 >= to && !s.and(g, i-1) {
			continue
		}
		if s.startsAsking(g, i, to, s.words[from].cls&clsAskVerb != 0 && s.words[from].cls&clsWh == 0) {
			return true
		}
	}
	return false
}

// startsAsking reports whether a question of its own starts at word i, which
// follows "and" or a comma; yesNo says that the first is a Spanish yes or no
// question, to which a second verb may be joined.
func (s *scanner) startsAsking(g *grammar, i, to int32, yesNo bool) bool {
	w := &s.words[i]
	joined := s.and(g, i-1)
	if g == spanish() {
		if w.cls&clsWh == 0 && i+1 < to { // y por qué, y de quién
			n := &s.words[i+1]
			return joined && (n.cls&clsWh != 0 && n.accent || yesNo && w.cls&clsAskVerb != 0)
		}
		return joined && w.cls&clsWh != 0 && w.accent
	}
	if w.cls&clsWh != 0 {
		if i == to-1 { // ... and why?
			return joined
		}
		n := &s.words[i+1]
		switch {
		case n.cls&clsAux != 0:
			return i+2 < to && s.words[i+2].cls&clsSubject != 0 || joined
		case n.cls&clsAmount != 0:
			return true
		}
		return joined && (w.id == g.ids["who"] || w.id == g.ids["why"]) && n.cls&clsSubject == 0
	}
	if w.cls&clsAux == 0 || i+2 >= to || !joined {
		return false
	}
	return s.words[i+1].cls&clsYou != 0 || s.words[i-1].brk&brkComma != 0 && s.words[i+1].cls&clsSubject != 0
}

// and reports whether word i is "and".
func (s *scanner) and(g *grammar, i int32) bool {
	id := s.words[i].id
	return id != 0 && (id == g.and1 || id == g.and2)
}

// joined reports whether "and" stands between words a and b.
func (s *scanner) joined(g *grammar, a, b int32) bool {
	for i := a + 1; i < b; i++ {
		if s.and(g, i) {
			return true
		}
	}
	return false
}
