package pseudonym

import "strings"

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
