package acts

import heed "github.com/heedhq/heed"

// judged is an act with its confidence and its words.
type judged struct {
	kind     heed.ActKind
	conf     float32
	from, to int32
}

// likeness compares words[from:to] with what the other side just said.
type likeness struct {
	content, shared int
	feeling         bool // holds a word of feeling
	newFeeling      bool // that the other side did not use
	you, me         bool
	youFirst        bool // speaks of the other from its first words on
	might           bool // says what may, must or will be
	words           int
}

func (l likeness) share() float32 {
	if l.content == 0 {
		return 0
	}
	return float32(l.shared) / float32(l.content)
}

func (s *scanner) likeness(from, to int32) likeness {
	var l likeness
	for i := from; i < to; i++ {
		w := &s.words[i]
		l.words++
		l.you = l.you || w.cls&clsYou != 0
		l.youFirst = l.youFirst || w.cls&clsYou != 0 && i-from <= 2
		l.me = l.me || w.cls&clsMe != 0
		l.might = l.might || w.cls&clsMight != 0
		known := w.stem != 0 && s.prev.has(w.stem)
		if w.stem != 0 {
			l.content++
			if known {
				l.shared++
			}
		}
		if w.cls&clsFeeling != 0 {
			l.feeling = true
			l.newFeeling = l.newFeeling || !known
		}
	}
	return l
}

// reflection judges whether a statement gives back what the other side said.
// Repeating is simple; naming a feeling or a meaning that was not said is
// complex. A statement about oneself is no reflection.
func (s *scanner) reflection(g *grammar, sent *sentence, from, to int32, beside bool) judged {
	if !s.ctx.heard {
		return judged{}
	}
	l := s.likeness(from, to)
	var b best
	b.gather(s.hits, from, to)
	lead := b[secLeadIn].weight
	if b[secGreeting].weight >= 0.6 || b[secThanks].weight > 0 || b[secValidation].weight >= 0.7 || b[secApology].weight >= 0.8 || b[secDisagreement].weight >= 0.65 || b[secCommitment].weight >= 0.8 {
		return judged{}
	}
	if sum := s.gathers(l, lead, from, to); sum.kind != "" {
		return sum
	}
	share := l.share()
	switch {
	case lead >= 0.7:
		return weigh(l, share, lead)
	case lead >= 0.5 && l.you && (share >= 0.34 || l.feeling):
		return weigh(l, share, lead)
	case l.me:
		return judged{}
	case s.words[sent.from].id == g.so && !s.ctx.asked && l.shared >= 2 && share >= 0.34:
		if share >= 0.6 && !l.newFeeling {
			return judged{kind: heed.ActSimpleReflection, conf: 0.65}
		}
		return judged{kind: heed.ActComplexReflection, conf: 0.65}
	case l.content > 0 && share == 1 && l.words <= 8 && !s.ctx.asked && !sent.ask:
		return judged{kind: heed.ActSimpleReflection, conf: 0.6 + 0.05*float32(min(l.content, 4))}
	case l.youFirst && l.content >= 2 && share >= 0.5 && !s.ctx.asked:
		return judged{kind: heed.ActSimpleReflection, conf: 0.6}
	case s.ctx.ours && l.youFirst && !l.might && !s.ctx.asked && l.words >= 4 && (l.shared > 0 || s.words[sent.from].id == g.so) && b[secAdvice].weight == 0:
		if share >= 0.5 && !l.newFeeling {
			return judged{kind: heed.ActSimpleReflection, conf: 0.65}
		}
		return judged{kind: heed.ActComplexReflection, conf: 0.65}
	case s.ctx.ours && l.youFirst && l.newFeeling && !l.might && !s.ctx.asked && s.ctx.told && b[secAdvice].weight == 0:
		return judged{kind: heed.ActComplexReflection, conf: 0.6}
	case !s.ctx.asked && l.content >= 3 && share >= 0.67:
		return judged{kind: heed.ActSimpleReflection, conf: 0.5}
	}
	return judged{}
}

// weigh tells simple from complex.
func weigh(l likeness, share, lead float32) judged {
	switch {
	case l.newFeeling:
		return judged{kind: heed.ActComplexReflection, conf: min(0.9, lead+0.05)}
	case share >= 0.5:
		return judged{kind: heed.ActSimpleReflection, conf: min(0.9, lead+0.1*share)}
	case share > 0 || l.content >= 3:
		return judged{kind: heed.ActComplexReflection, conf: lead - 0.1}
	}
	return judged{kind: heed.ActSimpleReflection, conf: lead - 0.15}
}

const summaryReach = 60 // turns that a summary may reach back

// gathers judges whether a long statement brings together what was said in
// four or more earlier turns.
func (s *scanner) gathers(l likeness, lead float32, from, to int32) judged {
	if l.words < 14 || l.content < 6 || !l.you || lead < 0.5 {
		return judged{}
	}
	turns, words := 0, 0
	for j := s.ctx.turn - 1; j >= 0 && j >= s.ctx.turn-summaryReach; j-- {
		begin := int32(0)
		if j > 0 {
			begin = s.bounds[j-1]
		}
		begin = max(begin, s.bounds[j]-200)
		shared := 0
		for _, st := range s.stems[begin:s.bounds[j]] {
			for i := from; i < to; i++ {
				if s.words[i].stem == st {
					shared++
					break
				}
			}
		}
		if shared >= 2 {
			turns++
			words += shared
		}
	}
	if turns >= 4 && words >= 10 {
		return judged{kind: heed.ActSummary, conf: 0.6}
	}
	return judged{}
}
