package acts

import heed "github.com/heedhq/heed"

// best is the strongest phrase of each section in a stretch of words.
type best [sections]hit

func (b *best) gather(hits []hit, from, to int32) {
	*b = best{}
	for _, h := range hits {
		if h.from < from || h.from >= to {
			continue
		}
		old := b[h.sec]
		if h.weight > old.weight || h.weight == old.weight && h.to-h.from > old.to-old.from {
			b[h.sec] = h
		}
	}
}

// sections that make an act of a statement, and the act.
var stated = [...]struct {
	sec  section
	kind heed.ActKind
}{
	{secSummary, heed.ActSummary},
	{secApology, heed.ActApology},
	{secValidation, heed.ActValidation},
	{secReassurance, heed.ActReassurance},
	{secCommitment, heed.ActCommitment},
	{secAdvice, heed.ActAdvice},
	{secDisagreement, heed.ActDisagreement},
	{secGreeting, heed.ActGreeting},
	{secUnheard, heed.ActClarifyingQuestion},
}

// sentence judges sentence n of the turn.
func (s *scanner) sentence(g *grammar, n int) {
	sent := &s.sents[n]
	s.cut(g, *sent)
	s.match(g)
	if s.acks(g, sent.from, sent.to) {
		s.small(g, n)
		return
	}
	from := sent.from
	if q, ok := s.question(g, sent); ok {
		if q.from > from {
			s.statement(g, sent, from, q.from, true)
		}
		s.add(q.kind, q.from, q.to, sent, q.conf)
		s.ctx.firstDone = true
		if q.to < sent.to {
			s.statement(g, sent, q.to, sent.to, true)
		}
		return
	}
	s.statement(g, sent, from, sent.to, false)
}

// small judges a sentence of nothing but "yes", "right", "I see".
func (s *scanner) small(g *grammar, n int) {
	sent := &s.sents[n]
	if sent.ask { // right? okay? ask for agreement
		s.add(heed.ActClosedQuestion, sent.from, sent.to, sent, 0.5)
		return
	}
	alone := len(s.sents) == 1
	switch {
	case s.ctx.asked && n == 0: // an answer
		s.add(heed.ActInformation, sent.from, sent.to, sent, 0.55)
	case s.allNo(g, sent.from, sent.to) && s.ctx.heard: // "no." to what nobody asked
		s.add(heed.ActDisagreement, sent.from, sent.to, sent, 0.55)
	case alone || n == 0:
		conf := float32(0.9)
		if !alone {
			conf = 0.6
		}
		s.add(heed.ActBackchannel, sent.from, sent.to, sent, conf)
	case sent.to-sent.from <= 2 && n == len(s.sents)-1:
		s.add(heed.ActBackchannel, sent.from, sent.to, sent, 0.5)
	}
}

// statement judges words[from:to] clause by clause; beside says that a
// question stands in the same sentence.
func (s *scanner) statement(g *grammar, sent *sentence, from, to int32, beside bool) {
	type part struct {
		from, to int32
		kind     heed.ActKind
		conf     float32
	}
	var parts [12]part
	n := 0
	if at := s.takesBack(g, from, to); at > 0 {
		if kind, _ := s.clauseAct(g, at, to); kind == "" {
			s.add(heed.ActDisagreement, from, to, sent, 0.6)
			s.ctx.firstDone = true
			return
		}
	}
	for k := range s.clauses { // "Right, since eight": what comes after the sound counts
		if c := &s.clauses[k]; c.from == from && c.to < to && s.acks(g, c.from, c.to) && !s.ctx.asked {
			from = c.to
		}
	}
	whole := s.reflection(g, sent, from, to, beside)
	if whole.kind != "" && whole.conf >= 0.65 {
		s.add(whole.kind, from, to, sent, whole.conf)
		s.ctx.firstDone = true
		return
	}
	for _, c := range s.clauses {
		if c.from >= to || c.to <= from {
			continue
		}
		cf, ct := max(c.from, from), min(c.to, to)
		kind, conf := s.clauseAct(g, cf, ct)
		if n > 0 && (kind == "" || kind == parts[n-1].kind || n == len(parts)) {
			last := &parts[n-1]
			if kind == "" && last.kind == heed.ActValidation && s.words[cf].id == g.but && n < len(parts) {
				parts[n] = part{cf, ct, "", 0}
				n++
				continue
			}
			// what follows a short apology or greeting says something of its own
			if kind == "" && last.kind != "" && ct-cf >= 5 && n < len(parts) && opens(last.kind) {
				parts[n] = part{cf, ct, "", 0}
				n++
				continue
			}
			last.to = ct
			last.conf = max(last.conf, conf)
			continue
		}
		if n > 0 && parts[n-1].kind == "" && (parts[n-1].to-parts[n-1].from < 4 || conf > 0 && s.acks(g, parts[n-1].from, parts[n-1].to)) {
			parts[n-1] = part{parts[n-1].from, ct, kind, conf}
			continue
		}
		parts[n] = part{cf, ct, kind, conf}
		n++
	}
	for i := range parts[:n] { // "I understand, but" takes back what it gives
		if p := &parts[i]; p.kind == heed.ActValidation && i+1 < n && p.to-p.from <= 5 && s.words[parts[i+1].from].id == g.but {
			p.kind, p.conf = "", 0
		}
	}
	for _, p := range parts[:n] {
		if p.kind == "" {
			p.kind, p.conf = whole.kind, whole.conf
			if p.kind == "" {
				p.kind, p.conf = s.plain(g, p.from, p.to, beside)
			}
		}
		if p.kind != "" {
			s.add(p.kind, p.from, p.to, sent, p.conf)
			s.ctx.firstDone = true
		}
	}
}

// takesBack returns the word at which a statement goes on with "but" after a
// short "I understand", "I hear you": what follows is held against what the
// other side said. 0 where it does not.
func (s *scanner) takesBack(g *grammar, from, to int32) int32 {
	if !s.ctx.heard || s.ctx.asked {
		return 0
	}
	for k := range s.clauses {
		c := &s.clauses[k]
		if c.from != from {
			continue
		}
		if c.to >= to || c.to-c.from > 5 || s.words[c.to].id != g.but {
			return 0
		}
		for i := c.from; i < c.to; i++ {
			if s.words[i].cls&clsGrants != 0 {
				return c.to
			}
		}
		return 0
	}
	return 0
}

// opens reports whether the act often stands before something else.
func opens(k heed.ActKind) bool {
	return k == heed.ActGreeting || k == heed.ActApology || k == heed.ActBackchannel || k == heed.ActDisagreement
}

// clauseAct returns the act that the clause's phrases make, "" for none.
func (s *scanner) clauseAct(g *grammar, from, to int32) (heed.ActKind, float32) {
	var b best
	b.gather(s.hits, from, to)
	var kind heed.ActKind
	var top hit
	for _, st := range stated {
		h := b[st.sec]
		if h.weight == 0 {
			continue
		}
		longer := h.to-h.from > top.to-top.from
		if h.weight > top.weight+0.1 || h.weight >= top.weight-0.1 && longer {
			kind, top = st.kind, h
		}
	}
	if b[secThanks].weight > top.weight && b[secValidation].weight == 0 {
		return "", 0
	}
	if kind == heed.ActDisagreement && s.ctx.asked && !s.ctx.firstDone && (top.weight < 0.8 || s.words[from].cls&clsAck != 0) {
		return "", 0 // no: an answer, not a contradiction
	}
	if bc := b[secBackchannel]; bc.weight > top.weight {
		return heed.ActBackchannel, bc.weight
	}
	return kind, top.weight
}

// plain judges words without any phrase: information, or nothing.
func (s *scanner) plain(g *grammar, from, to int32, beside bool) (heed.ActKind, float32) {
	content, thanks := 0, false
	for i := from; i < to; i++ {
		if s.words[i].stem != 0 {
			content++
		}
	}
	for _, h := range s.hits {
		thanks = thanks || h.sec == secThanks && h.from >= from && h.from < to
	}
	switch {
	case s.acks(g, from, to) && !(s.ctx.asked && !s.ctx.firstDone):
		if beside || s.ctx.firstDone {
			return "", 0
		}
		return heed.ActBackchannel, 0.6
	case thanks && to-from <= 8:
		if s.ctx.asked && !s.ctx.firstDone && s.words[from].cls&clsAnswer != 0 { // no, thank you
			return heed.ActInformation, 0.55
		}
		return "", 0
	case beside && to-from < 4:
		return "", 0
	case s.ctx.asked && !s.ctx.firstDone:
		return heed.ActInformation, 0.8
	case to-from >= 4 && content >= 1:
		return heed.ActInformation, 0.75
	case content >= 1 || to-from >= 3:
		return heed.ActInformation, 0.55
	}
	return "", 0
}

// allNo reports whether words[from:to] are "no" and nothing else.
func (s *scanner) allNo(g *grammar, from, to int32) bool {
	for i := from; i < to; i++ {
		if s.words[i].id != g.no {
			return false
		}
	}
	return true
}
