package pseudonym

import "strings"

// ambiguous are names that are also something else.
const ambiguous = fWord | fMonth | fPlace | fMake

// mention is a name in tokens from i to before j.
type mention struct{ i, j int }

// names yields the names in the scanned text, in order. r says who has been met
// so far and which words belong to organisations.
func (s *scanner) names(r *roster, yield func(mention)) {
	uppers, cased, spanish := 0, 0, 0
	for i := range s.toks {
		switch s.toks[i].flags & (fEnglish | fSpanish) {
		case fEnglish:
			spanish--
		case fSpanish:
			spanish++
		}
		switch s.toks[i].shape {
		case upper:
			uppers++
		case lower, capital:
			cased++
		}
	}
	shout := uppers > 2 && uppers > cased
	n := nameFinder{scanner: s, r: r, shout: shout, spanish: spanish > 0}
	s.open = s.open[:0]
	from := 0
	if s.asked&cAskName != 0 {
		if m := n.answer(); m.j > m.i {
			yield(m)
			from = m.j
		}
	} else if m := n.bare(); m.j > m.i {
		yield(m)
		from = m.j
	}
	for i := from; i < len(s.toks); i++ {
		t := &s.toks[i]
		switch t.shape {
		case opaque, digits:
			continue
		}
		if t.flags&fPieces != 0 {
			if k := n.keep(i); k > i {
				i = k - 1
				continue
			}
		}
		if j := n.at(i); j > i {
			yield(mention{i, j})
			i = j - 1
			continue
		}
		if t.flags&fGiven != 0 || t.shape != lower || t.word == 0 && t.end-t.start > 3 {
			w := n.folded(i)
			s.open = append(s.open, wordKey(w))
			if k := len(w) - 1; k > 3 && w[k] == 's' && t.shape == capital { // the Pauls
				s.open = append(s.open, wordKey(w[:k]))
			}
		}
	}
}

type nameFinder struct {
	*scanner
	r     *roster
	shout bool // the text is all in capitals
	// spanish tells which of the languages' small words are meant: a Mercedes.
	spanish bool
}

// keep returns the end of the phrase of keep.txt that begins at i, or i.
func (n *nameFinder) keep(i int) int {
phrases:
	for _, p := range n.d.pieces[n.toks[i].word] {
		for k, w := range p {
			if i+k >= len(n.toks) || n.toks[i+k].word != w || k > 0 && n.toks[i+k].gap&(gLine|gComma) != 0 {
				continue phrases
			}
		}
		if n.r.knows(n.folded(i)) && n.r.knows(n.folded(i+len(p)-1)) {
			return i
		}
		return i + len(p)
	}
	return i
}

func (n *nameFinder) folded(i int) []byte {
	n.buf = appendFold(n.buf[:0], n.toks[i].text(n.scanner))
	return n.buf
}

// big reports whether token i is written as a name is.
func (n *nameFinder) big(i int) bool {
	switch t := n.toks[i]; t.shape {
	case capital:
		return true
	case upper:
		return !n.shout
	case mixed: // McDonald, O'Brien
		c := n.text[t.start]
		return class[c] == 2 && class[n.text[t.start+1]] != 2 && class[n.text[t.end-1]] == 1 && t.end-t.start > 3 && !strings.ContainsAny(t.text(n.scanner), "0123456789")
	}
	return false
}

// nameable reports whether a token may be a name that the lists do not have.
func (n *nameFinder) nameable(i int) bool {
	t := n.toks[i]
	if t.shape == opaque || t.shape == digits || t.flags&(fNotName|fTitle|fHesitation) != 0 || t.end-t.start < 2 {
		return false
	}
	if t.flags&fCommon != 0 && t.flags&(fGiven|fSurname) == 0 {
		return false
	}
	return !n.r.firm(n.folded(i))
}

// clear reports whether token i is a given name and nothing else.
func (n *nameFinder) clear(i int) bool {
	f := n.toks[i].flags
	return f&fGiven != 0 && f&(ambiguous|fCommon|fNotName) == 0
}

func (n *nameFinder) clearSurname(i int) bool {
	f := n.toks[i].flags
	return f&fSurname != 0 && f&(ambiguous|fCommon|fNotName|fOrg) == 0
}

// next returns the token after j-1 if only blanks part them, else nil.
func (n *nameFinder) next(j int) *token {
	if j < len(n.toks) && n.toks[j].gap&^gSpace == 0 {
		return &n.toks[j]
	}
	return nil
}

// ends reports whether the clause ends before token j.
func (n *nameFinder) ends(j int) bool {
	return j >= len(n.toks) || n.toks[j].gap&^gSpace != 0
}

// at returns the end of the name that begins with token i, or i.
func (n *nameFinder) at(i int) int {
	t := &n.toks[i]
	if t.shape == initial {
		return n.initials(i)
	}
	if n.big(i) {
		if n.accept(i) {
			return n.extend(i, true)
		}
		return n.plural(i)
	}
	if t.shape == lower && (t.flags&fGiven == 0 && t.word != 0 && t.flags&fSurname == 0) {
		return i
	}
	if n.acceptSmall(i) {
		return n.extend(i, false)
	}
	return i
}

// before looks at what leads up to token i. said is the token before it,
// hesitations apart.
func (n *nameFinder) before(i int) (prev *token, c cue, near bool) {
	g := n.toks[i].gap
	p := i - 1
	for p >= 0 && n.toks[p].flags&fHesitation != 0 && g&(gStop|gLine) == 0 {
		g = n.toks[p].gap
		p--
	}
	if p < 0 {
		return nil, 0, false
	}
	prev = &n.toks[p]
	c = prev.cues
	switch {
	case g&^(gSpace|gComma) == 0:
		near = true
	case g&gStop != 0 && prev.flags&fTitle != 0 && prev.end-prev.start <= 4 && g&gLine == 0:
		near = true
	case g&(gLine|gHyphen) != 0 && g&gStop == 0 || g&gLine != 0:
		c &= cClose
	case g&gOther != 0 && g&gStop == 0 && c&(cIntro|cClose) != 0:
		c &= cIntro | cClose
	default:
		c = 0
	}
	if g&gComma != 0 {
		c &^= cIntroWeak
	}
	return prev, c, near
}

// related reports whether "my boss" or "el jefe" stands before token i.
func (n *nameFinder) related(i int) bool {
	if i < 2 {
		return false
	}
	p := n.toks[i-1]
	if p.flags&fRole == 0 || n.toks[i].gap&^(gSpace|gComma) != 0 {
		return false
	}
	for k := i - 2; k >= 0 && k >= i-4; k-- {
		if n.toks[k+1].gap&^(gSpace|gHyphen) != 0 {
			return false
		}
		if n.toks[k].flags&fPoss != 0 {
			return true
		}
	}
	return false
}

// acceptSmall decides on a word in small letters, or in a text all in capitals:
// only after a strong cue, or for somebody known by a name that is only a name.
func (n *nameFinder) acceptSmall(i int) bool {
	t := &n.toks[i]
	if t.shape != lower && t.shape != upper {
		return false
	}
	clear := n.clear(i) && t.end-t.start > 2
	if clear && n.r.firm(n.folded(i)) {
		return false
	}
	prev, c, near := n.before(i)
	if prev == nil || !near && c == 0 {
		return n.familiar(i, clear) || clear && n.pair(i)
	}
	switch {
	case c&cIntro != 0:
		if clear || t.flags&fGiven != 0 && t.flags&(fVerbish|fFiller|fPoss|fNotName|fDigit) == 0 && t.end-t.start > 2 {
			return true
		}
		return t.flags&(fCommon|fNotName|fFiller|fRole|fVerbish|fAsk|fPoss|fTitle) == 0 && t.end-t.start > 2 && t.word == 0
	case near && prev.flags&fTitle != 0 && t.gap&gComma == 0 && !n.saysMiss(prev):
		if t.flags&(fCommon|fNotName|fFiller|fVerbish|fAsk|fPoss|fRole) == 0 && t.flags&(fSurname|fGiven) != 0 && t.end-t.start > 2 {
			return true
		}
		switch prev.text(n.scanner) {
		case "mr", "mrs", "ms", "mister":
			return t.word == 0 && t.end-t.start > 3
		}
		return false
	case clear && (c&(cDear|cClose) != 0 || c&cGreet != 0 && n.ends(i+1) || prev.flags&fAsk != 0 || n.related(i)):
		return true
	case clear && c&cIntroWeak != 0 && t.gap&gComma == 0:
		return t.end-t.start > 3
	}
	return n.familiar(i, clear) || clear && n.pair(i)
}

// familiar reports whether a word in small letters is a known person's name and
// hardly anything else.
func (n *nameFinder) familiar(i int, clear bool) bool {
	t := n.toks[i]
	return (clear || t.word == 0) && t.end-t.start > 3 && n.r.knows(n.folded(i)) && !n.r.firm(n.folded(i))
}

// pair reports whether a clear given name and a clear surname stand together.
func (n *nameFinder) pair(i int) bool {
	return i+1 < len(n.toks) && n.toks[i+1].gap == gSpace && n.clearSurname(i+1) && n.toks[i+1].end-n.toks[i+1].start > 3 && n.toks[i].end-n.toks[i].start > 3
}
