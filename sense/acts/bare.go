package acts

// How is it told that a stretch without punctuation asks? By the order of its
// words (form), by a tag at its end, by a question word that stands last, by a
// choice that nobody makes, and by the answer that follows.

// bareQuestion returns the form of such a question; ok is false for none.
func (s *scanner) bareQuestion(g *grammar, sent *sentence) (f hit, ok bool) {
	if sent.stop || s.ctx.firstDone {
		return f, false
	}
	core := s.clauses[0].core
	n := sent.to - core
	first, last := &s.words[core], &s.words[sent.to-1]
	piece := first.cls&(clsPiece|clsMe|clsYou|clsPronoun) == clsPiece
	told := s.ctx.told && !s.ctx.asked
	switch {
	case n <= 4 && g == english() && last.cls&(clsWh|clsAux) == clsWh && s.ctx.heard: // "the what", "to where"
		return hit{sec: secClarifying, weight: 0.65}, true
	case told && n <= 12 && n >= 3 && piece && s.chooses(g, core, sent.to):
		return hit{sec: secClosed, weight: 0.6}, true
	case s.ctx.asked || sent.to != int32(len(s.words)) || !s.answered(g) || s.acks(g, sent.from, sent.to):
		return f, false
	case first.cls&clsYou != 0 && n >= 2 && n <= 12: // "you've got the lake" – "no"
		if s.told(sent) {
			return f, false
		}
		s.ctx.bare = true
		if l := s.likeness(core, sent.to); l.share() >= 0.5 {
			return hit{sec: secClarifying, weight: 0.6}, true
		}
		return hit{sec: secClosed, weight: 0.6}, true
	case first.cls&clsSees != 0 && n <= 8: // "got the forked stream" – "yes"
		s.ctx.bare = true
		return hit{sec: secClosed, weight: 0.55}, true
	case told && n <= 7 && (piece || n <= 3 && first.cls&(clsMe|clsAux) == 0): // "to the left" – "yeah"
		s.ctx.bare = true
		return hit{sec: secClarifying, weight: 0.6}, true
	}
	return f, false
}

// told reports whether a sentence says what the other has to do, is sorry, or
// does something else that a yes may follow.
func (s *scanner) told(sent *sentence) bool {
	for _, h := range s.hits {
		switch h.sec {
		case secAdvice, secApology, secReassurance, secValidation, secDisagreement, secThanks, secGreeting:
			if h.weight >= 0.6 {
				return !(h.sec == secAdvice && h.to < sent.to && s.words[h.to-1].cls&clsSees == 0 && s.words[h.to].cls&clsSees != 0)
			}
		}
	}
	return false
}

// chooses reports whether words[from:to] offer two things: "above or below it".
func (s *scanner) chooses(g *grammar, from, to int32) bool {
	for i := from + 1; i < to; i++ {
		if s.words[i].id != 0 && s.words[i].id == g.or {
			return true
		}
	}
	return false
}

// britishTag reports whether an unpunctuated stretch ends in a tag: "that's the
// number you're on now is it", "that's dead isn't it".
func (s *scanner) britishTag(g *grammar, sent *sentence) bool {
	n := sent.to - sent.from
	if g != english() || sent.stop || n < 4 {
		return false
	}
	aux, who, before := &s.words[sent.to-2], &s.words[sent.to-1], &s.words[sent.to-3]
	switch {
	case who.cls&(clsSubject|clsYou) == 0 || who.cls&clsPronoun == 0 || before.cls&clsWh != 0:
		return false
	case aux.cls&clsNegAux != 0:
		return before.cls&(clsSubject|clsYou|clsAux) == 0
	}
	return n >= 5 && aux.cls&clsAux != 0 && before.cls&clsFunction == 0
}
