package pseudonym

import "strings"

// extend returns the end of the name that begins with token i: the given names
// and surnames that follow on the same line.
func (n *nameFinder) extend(i int, big bool) int {
	j := i + 1
	for j < len(n.toks) && j-i < 5 {
		t := n.toks[j]
		if t.gap == gStop|gSpace && n.toks[j-1].shape == initial && t.start-n.toks[j-1].end == 2 && n.big(j) {
			t.gap = gSpace // J. Smith
		}
		if t.gap != gSpace && t.gap != gHyphen || t.shape == opaque || t.shape == digits {
			return j
		}
		if t.shape == lower && big {
			k := n.particle(j)
			if k == j {
				return j
			}
			j = k
			continue
		}
		if !big {
			if n.clearSurname(j) && t.end-t.start > 2 || n.clear(j) && t.flags&fCommon == 0 && n.toks[j].flags&fAsk == 0 || n.introduced(i) && t.word == 0 && t.end-t.start > 3 && j-i < 2 {
				j++
				continue
			}
			return j
		}
		if t.shape == initial {
			// An initial counts with a full stop or a surname after it.
			dotted := t.end < len(n.text) && n.text[t.end] == '.'
			if j+1 < len(n.toks) && n.big(j+1) && (dotted && n.toks[j+1].gap == gStop|gSpace || n.toks[j+1].gap == gSpace && n.toks[j+1].flags&fSurname != 0) && n.text[t.start] != 'I' {
				j++
				continue
			}
			if dotted && (j+1 >= len(n.toks) || n.toks[j+1].gap&gLine != 0) && n.text[t.start] != 'I' {
				j++ // Rob T.
			}
			return j
		}
		if !n.big(j) || !n.continues(i, j) {
			return j
		}
		j++
	}
	return j
}

func (n *nameFinder) introduced(i int) bool {
	_, c, _ := n.before(i)
	return c&cIntro != 0
}

// particle returns the end of "de la" in "de la Cruz", or j.
func (n *nameFinder) particle(j int) int {
	k := j
	for k < len(n.toks) && k < j+2 && n.toks[k].gap == gSpace {
		switch n.toks[k].text(n.scanner) {
		case "de", "del", "la", "los", "las", "van", "von", "der", "den", "da", "dos", "di", "bin", "y", "i":
			k++
			continue
		}
		break
	}
	if k == j || k >= len(n.toks) || n.toks[k].gap != gSpace || !n.big(k) {
		return j
	}
	first := n.toks[j].text(n.scanner)
	f := n.toks[k].flags
	if first == "van" || first == "von" || first == "bin" {
		return k
	}
	if f&fSurname == 0 || n.r.firm(n.folded(k)) && f&fGiven == 0 || f&fPlace != 0 && k == j+1 || first == "y" && (f&fGiven != 0 || n.toks[j-1].flags&fSurname == 0) {
		return j
	}
	return k
}

// continues reports whether the word at j may go on the name that begins at i.
func (n *nameFinder) continues(i, j int) bool {
	t := n.toks[j]
	listed := t.flags&(fSurname|fGiven) != 0
	if t.flags&(fNotName|fTitle) != 0 && !n.r.knows(n.folded(j)) {
		return false
	}
	if t.flags&fMonth != 0 && t.flags&fSurname == 0 {
		return false
	}
	if listed {
		return t.flags&fOrg == 0 || t.flags&fSurname != 0
	}
	if t.flags&fCommon != 0 || t.shape == upper && n.toks[i].shape != upper || t.end-t.start < 3 || n.r.firm(n.folded(j)) && (j > i+1 || j+1 < len(n.toks) && n.toks[j+1].flags&fOrg != 0 || n.toks[i].flags&fGiven == 0) {
		return false
	}
	// An unlisted word can be the last part of a short name.
	return j-i <= 2 || n.toks[j-1].flags&fSurname != 0
}

// initials takes J. Smith, and M. V. on a line of its own for Marta Voss.
func (n *nameFinder) initials(i int) int {
	j := i + 1
	for j < len(n.toks) && j < i+4 && n.toks[j].shape == initial && n.toks[j].start-n.toks[j-1].end <= 2 && n.toks[j].gap&(gLine|gComma|gOther) == 0 {
		j++
	}
	dotted := n.toks[j-1].end < len(n.text) && n.text[n.toks[j-1].end] == '.'
	if j < len(n.toks) && dotted && n.toks[j].gap&gStop != 0 && n.toks[j].start-n.toks[j-1].end <= 2 && n.big(j) && (n.signed(i) && n.nameable(j) || n.toks[j].flags&fSurname != 0 && n.toks[j].flags&fCommon == 0 && n.nameable(j) || n.r.knows(n.folded(j))) {
		return n.extend(j, true)
	}
	// V-O-S-S, spelt out, for somebody known.
	if j = n.spelt(i); j > i {
		return j
	}
	return i
}

// signed reports whether a closing or an introduction leads up to token i.
func (n *nameFinder) signed(i int) bool {
	_, c, _ := n.before(i)
	return c&(cClose|cIntro) != 0
}

// spelt returns the end of single letters that spell a known name, or i.
func (n *nameFinder) spelt(i int) int {
	var b []byte
	j := i
	for j < len(n.toks) && j < i+24 && n.toks[j].end-n.toks[j].start == 1 && (j == i || n.toks[j].gap&(gLine|gOther) == 0) && n.toks[j].shape != digits {
		b = appendFold(b, n.toks[j].text(n.scanner))
		j++
	}
	if len(b) >= 3 && n.r.knows(b) {
		return j
	}
	return i
}

// plural takes "the Hendersons" and "the Pauls".
func (n *nameFinder) plural(i int) int {
	t := n.toks[i]
	if i == 0 || t.gap != gSpace || t.shape != capital {
		return i
	}
	switch w := n.toks[i-1].text(n.scanner); {
	case (w == "los" || w == "Los") && n.clearSurname(i) && !n.r.firm(n.folded(i)):
		return i + 1
	case t.word != 0:
		return i
	}
	switch n.toks[i-1].text(n.scanner) {
	case "the", "both", "The", "two", "los", "Los":
	default:
		return i
	}
	w := string(n.folded(i))
	stem, ok := strings.CutSuffix(w, "s")
	if !ok || len(stem) < 4 {
		return i
	}
	if f := n.d.flags[n.d.ids[stem]]; f&(fGiven|fSurname) != 0 && f&(ambiguous|fCommon|fNotName) == 0 || n.r.knows([]byte(stem)) {
		if f := n.next(i + 1); f != nil && (f.flags&fOrg != 0 || n.big(i+1)) {
			return i
		}
		return i + 1
	}
	return i
}

// answer takes a bare answer to "may I have your name?".
func (n *nameFinder) answer() mention {
	i := 0
	for i < len(n.toks) && n.toks[i].flags&fFiller != 0 && n.toks[i].shape != opaque && !n.big2(i) {
		i++
	}
	if i >= len(n.toks) || i > 6 {
		return mention{}
	}
	j := i
	for j < len(n.toks) && j-i < 4 {
		t := n.toks[j]
		if j > i && t.gap != gSpace && t.gap != gHyphen {
			break
		}
		if t.shape == opaque || t.shape == digits || t.shape == mixed && !n.big(j) || t.flags&(fNotName|fTitle|fDigit|fNumber|fHesitation) != 0 || t.end-t.start < 2 {
			break
		}
		if t.flags&(fGiven|fSurname) == 0 && t.flags&fCommon != 0 || t.flags&fCommon != 0 && t.flags&(fVerbish|fSaid|fPoss) != 0 {
			break
		}
		if n.r.firm(n.folded(j)) {
			break
		}
		j++
	}
	// A sentence that happens to begin with an unlisted word is no answer.
	if j == i || j < len(n.toks) && n.toks[j].gap == gSpace && n.toks[i].flags&fGiven == 0 && j-i < 2 && len(n.toks) > 6 {
		return mention{}
	}
	return mention{i, j}
}

// big2 is a word with a capital that the lists have as a given name.
func (n *nameFinder) big2(i int) bool {
	return n.big(i) && n.toks[i].flags&fGiven != 0 && n.toks[i].flags&fCommon == 0
}

// bare takes a whole turn of two or three words that is nothing but a name.
func (n *nameFinder) bare() mention {
	k := len(n.toks)
	if k < 1 || k > 3 || !n.clear(0) || n.toks[0].end-n.toks[0].start < 4 || n.r.firm(n.folded(0)) {
		return mention{}
	}
	for j := 1; j < k; j++ {
		t := n.toks[j]
		if t.gap != gSpace || t.shape == opaque || t.shape == digits || t.shape == mixed || t.flags&(fCommon|fNotName|fOrg) != 0 && t.flags&fSurname == 0 || t.flags&fCommon != 0 {
			return mention{}
		}
	}
	return mention{0, k}
}
