package acts

// hit is a phrase found: it covers words[from:to].
type hit struct {
	sec      section
	start    bool // stood at the start of a clause
	weight   float32
	from, to int32
}

// clause is a part of a sentence between marks: words[from:to]. core is its
// first word after hesitations and joining words.
type clause struct {
	from, to, core int32
}

// match finds all phrases in words[from:to], whose clauses are given.
func (s *scanner) match(g *grammar) {
	s.hits = s.hits[:0]
	for at, c := range s.clauses {
		for i := c.from; i < c.to; i++ {
			w := &s.words[i]
			if w.id == 0 {
				continue
			}
			atStart := i <= c.core
			for _, n := range g.first[w.id] {
				p := &g.phrases[n]
				if p.start && !atStart || int(c.to-i) < int(p.need) {
					continue
				}
				if p.start && p.end && p.sec == secLeading && (at == 0 || at < len(s.clauses)-1) {
					continue // a tag stands last: "..., verdad?"
				}
				if end := s.fit(p, p.items, i, c.to); end > i {
					s.hits = append(s.hits, hit{p.sec, atStart, p.weight, i, end})
				}
			}
		}
	}
	s.dropCovered()
}

// fit returns where the phrase's items end when they start at word i, and -1
// where they do not fit before limit.
func (s *scanner) fit(p *phrase, items []item, i, limit int32) int32 {
	for k := range items {
		it := &items[k]
		switch {
		case it.gap:
			for j := i; j <= i+3 && j <= limit; j++ {
				if end := s.fit(p, items[k+1:], j, limit); end >= 0 {
					return end
				}
			}
			return -1
		case i < limit && s.words[i].brk&brkStammer != 0 && (it.words == nil || !it.words.has(s.words[i].id)):
			return s.fit(p, items[k:], i+1, limit)
		case i < limit && (it.words == nil || it.words.has(s.words[i].id)):
			if it.optional {
				if end := s.fit(p, items[k+1:], i+1, limit); end >= 0 {
					return end
				}
				continue // try without it
			}
			i++
		case !it.optional:
			return -1
		}
	}
	if p.end && i != limit {
		return -1
	}
	return i
}

// dropCovered removes the hits that a longer hit of [nothing] covers.
func (s *scanner) dropCovered() {
	silent := false
	for _, h := range s.hits {
		silent = silent || h.sec == secNothing
	}
	if !silent {
		return
	}
	kept := s.hits[:0]
	for _, h := range s.hits {
		covered := h.sec == secNothing
		for _, o := range s.hits {
			covered = covered || o.sec == secNothing && o.from <= h.from && h.to <= o.to
		}
		if !covered {
			kept = append(kept, h)
		}
	}
	s.hits = kept
}

// cut splits a sentence into clauses: at commas, dashes and opening question
// marks and, where nothing is punctuated, before a question that starts.
func (s *scanner) cut(g *grammar, sent sentence) {
	s.clauses = s.clauses[:0]
	from := sent.from
	for i := sent.from + 1; i < sent.to; i++ {
		w := &s.words[i]
		if w.brk&(brkComma|brkDash) != 0 || !sent.stop && i-from >= 3 && s.asksHere(g, i, sent.to) {
			s.addClause(g, from, i)
			from = i
		}
	}
	s.addClause(g, from, sent.to)
}

func (s *scanner) addClause(g *grammar, from, to int32) {
	core := from
	for core < to-1 {
		n := s.inList(g, clsFiller, core, to)
		if n == 0 || core+n >= to {
			break
		}
		core += n
	}
	if s.words[from].brk&brkAsk != 0 { // ¿y vos qué pensás?
		for i := core + 1; i <= core+2 && i < to-1; i++ {
			if s.words[i-1].cls&(clsAskVerb|clsWh) != 0 {
				break
			}
			if s.words[i].cls&clsWh != 0 && s.words[i].accent {
				core = i
				break
			}
		}
	}
	s.clauses = append(s.clauses, clause{from, to, core})
}

// inList returns how many words at i make an entry of the list, 0 for none.
func (s *scanner) inList(g *grammar, cls class, i, to int32) int32 {
	if s.words[i].cls&cls != 0 {
		return 1
	}
	for _, run := range g.runs[cls] {
		if int(to-i) < len(run) {
			continue
		}
		same := true
		for k, id := range run {
			same = same && s.words[int(i)+k].id == id
		}
		if same {
			return int32(len(run))
		}
	}
	return 0
}

// asksHere reports whether an English question starts at word i within an
// unpunctuated stretch: "… bear with me what have you got", "… can you".
func (s *scanner) asksHere(g *grammar, i, to int32) bool {
	if g != english() || i+2 >= to {
		return g != english() && i+1 < to && s.words[i].cls&clsWh != 0 && s.words[i].accent && s.words[i-1].id != 0 && s.words[i-1].cls&clsFiller != 0
	}
	a, b, c := &s.words[i], &s.words[i+1], &s.words[i+2]
	before := s.words[i-1].cls
	switch {
	case a.cls&clsWh != 0:
		return b.cls&clsAux != 0 && c.cls&clsSubject != 0 || a.cls&clsAux != 0 && b.cls&clsSubject != 0 && before&(clsAux|clsSubject) == 0
	case a.cls&clsAux != 0 && b.cls&clsYou != 0 && b.cls&clsPronoun != 0 && (s.words[i-1].id == g.ids["that"] || s.words[i-1].id == g.ids["this"]):
		return true // below that have you got
	case a.cls&clsAux != 0 && b.cls&clsPronoun != 0 && b.cls&(clsYou|clsMe) != 0:
		return before&(clsSubject|clsWh|clsAux|clsNegAux|clsOpens) == 0
	}
	return false
}

// acks reports whether words[from:to] are nothing but small sounds of
// listening.
func (s *scanner) acks(g *grammar, from, to int32) bool {
	for i := from; i < to; {
		n := s.inList(g, clsAck, i, to)
		if n == 0 {
			return false
		}
		i += n
	}
	return to > from
}
