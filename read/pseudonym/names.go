package pseudonym

import "strings"

// ambiguous are names that are also something else.
const ambiguous = fWord | fMonth | fPlace | fMake

// mention is a name in tokens from i to before j.
type mention struct{ i, j int }

// names finds the names in the scanned text. known are the words of the names
// of the people met so far; firms are words of organisations' names.
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
		return class[c] == 2 && class[n.text[t.start+1]] != 2 && class[n.text[t.end-1]] == 1 && t.end-t.start > 3 && strings.IndexAny(t.text(n.scanner), "0123456789") < 0
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

// accept decides on a word with a capital.
func (n *nameFinder) accept(i int) bool {
	t := &n.toks[i]
	given := t.flags&fGiven != 0
	able := n.nameable(i)
	if !able && (!given || n.r.firm(n.folded(i))) {
		return false
	}
	known := n.r.knows(n.folded(i))
	if t.end-t.start < 3 && !given && !known {
		return false
	}
	prev, c, near := n.before(i)
	if t.shape == upper && !known && t.end-t.start < 5 && c&(cIntro|cIntroWeak|cDear|cClose) == 0 && n.alone(i) {
		return false // DAX, BESS
	}
	start := prev == nil || t.gap&(gStop|gLine|gOther|gFirst) != 0 && !near
	follow := n.next(i + 1)
	org := follow != nil && follow.flags&fOrg != 0 && follow.flags&fSurname == 0 && follow.shape != lower || i+1 < len(n.toks) && n.toks[i+1].gap&gAmp != 0 && n.big(i+1)
	class := t.flags & ambiguous
	if given && class == 0 && t.flags&(fCommon|fNotName) != 0 {
		class = fWord
		if t.flags&fNotName != 0 && !n.spanish {
			class = fMake
		}
	}
	surname := follow != nil && n.big(i+1) && n.toks[i+1].flags&fSurname != 0 && n.toks[i+1].flags&(fCommon|fNotName|fMonth|fMake|fOrg) == 0
	if c&cIntro != 0 && able && !org {
		return true
	}
	if near && prev.flags&fTitle != 0 && t.gap&gComma == 0 {
		return (able || given) && !(prev.shape == lower && t.flags == 0 && n.saysMiss(prev) && !n.spanish)
	}
	if org {
		return false
	}
	if c&(cGreet|cClose) != 0 {
		switch {
		case given && class == 0:
			return true
		case given && class&fMake == 0 || known:
			if n.ends(i+1) || surname {
				return true
			}
		case able && c&(cDear|cClose) != 0 && class == 0:
			j := n.extend(i, true)
			if n.ends(j) {
				return true
			}
		}
	}
	if near && n.related(i) && able && class&fMake == 0 {
		return given || known || t.flags&fSurname != 0 || t.gap&gComma == 0 && t.shape == capital || t.gap&gComma != 0 && n.ends(i+1) && i+1 < len(n.toks) && n.toks[i+1].gap&gComma != 0
	}
	if c&cIntroWeak != 0 && able {
		switch {
		case given && class&^fWord == 0:
			return !start
		case n.presented(i):
			return class&fMake == 0
		}
	}
	if prev != nil && near && prev.flags&fPlaceBefore != 0 && class&fPlace != 0 && (!known || n.inPlace(prev)) {
		return false
	}
	led := near && prev.shape != lower && t.gap&gComma == 0 && prev.shape != initial && (prev.shape == capital || prev.shape == upper || prev.shape == opaque) &&
		prev.gap&(gStop|gLine|gOther|gFirst) == 0 && prev.flags&(fGiven|fAsk|fRole) == 0
	switch {
	case given && class == 0:
		return known || !led || surname
	case given && class == fWord:
		return n.acceptWord(i, prev, follow, start, near, led, known, surname)
	case given:
		if class&fMake != 0 && known {
			return n.r.speaks(n.folded(i))
		}
		if class&fMonth != 0 && known && !start && near && prev.flags&fPlaceBefore == 0 {
			return true
		}
		return surname && class&fMake == 0 || known && class&(fMonth|fMake) == 0 || follow != nil && follow.flags&fSpeech != 0 && class&fMake == 0 && !led
	case known:
		return able
	case !able:
		return false
	}
	if i+1 < len(n.toks) && n.toks[i+1].cues&cHere != 0 && start && follow != nil && t.gap&gFirst != 0 && t.shape == capital {
		return true
	}
	if surname && class == 0 && n.clearSurname(i+1) && t.word == 0 && t.shape == capital && !led {
		return true
	}
	return n.apposed(i)
}

// alone reports whether no word in capitals is beside token i.
func (n *nameFinder) alone(i int) bool {
	return (i == 0 || n.toks[i-1].shape != upper || n.toks[i].gap != gSpace) && (i+1 >= len(n.toks) || n.toks[i+1].shape != upper || n.toks[i+1].gap != gSpace)
}

// inPlace reports whether the word before says where.
func (n *nameFinder) inPlace(prev *token) bool {
	switch strings.ToLower(prev.text(n.scanner)) {
	case "in", "at", "near", "around", "visiting", "outside", "across", "en", "hacia":
		return true
	}
	return false
}

// saysMiss is a word for a title that small letters make something else.
func (n *nameFinder) saysMiss(prev *token) bool {
	w := prev.text(n.scanner)
	return w == "miss" || w == "don" || w == "sir" || w == "lady" || w == "lord" || w == "d"
}

// acceptWord decides on a name that is also a common word.
func (n *nameFinder) acceptWord(i int, prev, follow *token, start, near, led, known, surname bool) bool {
	if surname {
		return true
	}
	t, next := n.toks[i], i+1
	if follow != nil && next < len(n.toks) && n.big(next) && n.toks[next].flags&(fGiven|fSurname) == 0 && n.toks[next].flags&(fCommon|fOrg) != 0 && n.toks[next].flags&fNotName == 0 {
		return false // Rose Garden
	}
	if start {
		switch {
		case follow != nil && follow.flags&fVerbish != 0 && !(n.spanish && n.toks[i].flags&fLone != 0):
			return false // Will you
		case follow != nil && follow.flags&fSpeech != 0:
			return true
		case follow != nil && n.big(next) && follow.word == 0 && follow.shape == capital && !n.r.firm(n.folded(next)):
			w := string(n.folded(i))
			return w != "will" && w != "may" // Will Acme pay?
		case next < len(n.toks) && n.toks[next].gap&gStop != 0 && t.flags&fLone != 0 && t.shape == capital:
			return true // Rosa. She told us.
		case n.called(next):
			return true
		case follow != nil && follow.flags&fSaid != 0 && follow.shape == lower && t.flags&fLone != 0 && t.shape == capital:
			return true // Pilar me llamó, Mark wasn't
		case known:
			return follow != nil && follow.flags&fSaid != 0 || follow == nil
		}
		return next < len(n.toks) && n.toks[next].gap&gComma != 0 && n.r.speaks(n.folded(i))
	}
	if !near {
		return known
	}
	if led {
		return known
	}
	switch prev.text(n.scanner) {
	case "a", "an", "no":
		return n.spanish || known && n.r.speaks(n.folded(i))
	case "the", "el", "la", "los", "las", "un", "una", "del", "The", "El", "La", "al", "this", "that", "santa", "san", "Santa", "San", "any", "some", "our", "my":
		return known && (n.spanish || n.r.speaks(n.folded(i)))
	}
	return true
}

// called reports whether a comma and the beginning of a question or an order
// follow: Dawn, go home.
func (n *nameFinder) called(next int) bool {
	if next >= len(n.toks) || n.toks[next].gap != gComma|gSpace {
		return false
	}
	switch n.toks[next].text(n.scanner) {
	case "you", "can", "could", "would", "do", "did", "are", "what", "how", "when", "where", "why", "please", "thank",
		"thanks", "go", "come", "tell", "have", "is", "I", "listen", "look", "sorry", "may", "shall", "let",
		"puedes", "puede", "qué", "cómo", "cuándo", "dónde", "dime", "dígame", "mira", "oye", "perdona", "perdone",
		"gracias", "usted", "tú", "te", "le", "me":
		return true
	}
	return false
}

// presented reports whether what follows token i makes "I'm X" a name: X from,
// X, and so on.
func (n *nameFinder) presented(i int) bool {
	if n.toks[i].shape != capital || n.demonym(i) {
		return false
	}
	j := n.extend(i, true)
	if j >= len(n.toks) {
		return j-i > 1 || i < 8
	}
	t := n.toks[j]
	switch strings.ToLower(t.text(n.scanner)) {
	case "from", "with", "calling", "here", "speaking", "de", "del", "desde", "la", "el":
		return t.gap&^(gSpace|gComma) == 0
	}
	return j-i > 1 && n.ends(j) && (n.toks[j-1].flags&fSurname != 0 || n.toks[j-1].word == 0)
}

// demonym reports whether a word ends as Scottish, Italian or española do.
func (n *nameFinder) demonym(i int) bool {
	w := string(n.folded(i))
	for _, end := range []string{"ish", "ian", "ese", "ist", "an", "eno", "ena", "ano", "ana", "ense", "ista"} {
		if strings.HasSuffix(w, end) && n.toks[i].flags&(fGiven|fSurname) == 0 {
			return true
		}
	}
	return false
}

// apposed reports whether "X, my boss" or "X, nuestra jefa" stands here.
func (n *nameFinder) apposed(i int) bool {
	if n.toks[i].shape != capital || n.toks[i].word != 0 {
		return false
	}
	j := n.extend(i, true)
	if j >= len(n.toks) || n.toks[j].gap&gComma == 0 || n.toks[j].gap&(gStop|gLine|gOther) != 0 {
		return false
	}
	switch strings.ToLower(n.toks[j].text(n.scanner)) {
	case "my", "our", "mi", "nuestro", "nuestra":
		return j+1 < len(n.toks) && (n.toks[j+1].flags&fRole != 0 || j+2 < len(n.toks) && n.toks[j+2].flags&fRole != 0)
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
