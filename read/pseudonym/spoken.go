package pseudonym

import "strings"

// hide makes tokens from i to before j one opaque hit.
func (s *scanner) hide(i, j int, kind string) {
	s.hits = append(s.hits, hit{start: s.toks[i].start, end: s.toks[j-1].end, kind: kind})
	for k := i; k < j; k++ {
		s.toks[k].shape, s.toks[k].flags, s.toks[k].word = opaque, 0, 0
	}
}

// spoken finds numbers and e-mail addresses said in words.
func (s *scanner) spoken() {
	for i := 0; i < len(s.toks); i++ {
		t := &s.toks[i]
		if t.shape == opaque {
			continue
		}
		if t.shape == digits {
			if j := s.aloud(i); j > i {
				i = j - 1
				continue
			}
		}
		if t.flags&(fDigit|fNumber|fRepeat) != 0 {
			if j := s.saidNumber(i); j > i {
				i = j - 1
			}
			continue
		}
		if t.flags&fAt != 0 {
			s.saidMail(i)
		}
		if t.word == 0 && t.shape != digits && len(t.text(s)) >= 8 {
			for _, end := range mailHosts {
				if strings.HasSuffix(t.text(s), end) {
					s.hide(s.mailName(i, len(end)), i+1, "email")
					break
				}
			}
		}
	}
}

// mailHosts are the ends of addresses whose marks a transcript has lost.
var mailHosts = []string{"gmailcom", "yahoocom", "hotmailcom", "outlookcom", "gmailes", "hotmailes", "icloudcom"}

// mailName returns where the name before such an end begins: smith 535 gmailcom.
func (s *scanner) mailName(i, end int) int {
	if s.toks[i].end-s.toks[i].start > end {
		return i
	}
	k := i
	for k > 0 && s.toks[k].gap == gSpace && s.toks[k-1].shape == digits {
		k--
	}
	if k > 0 && s.toks[k].gap == gSpace && s.toks[k-1].shape == lower && s.toks[k-1].flags&(fFiller|fAsk|fPoss) == 0 {
		k--
	}
	return k
}

func (t token) text(s *scanner) string { return s.text[t.start:t.end] }

// maxSaid is how many words a number said aloud may take.
const maxSaid = 60

// saidNumber reads number words from i on. Digits said one by one are a
// telephone number when there are nine of them, or fewer where a cue says so.
func (s *scanner) saidNumber(i int) int {
	n, single, last := 0, 0, i
	j := i
	for ; j < len(s.toks) && j < i+maxSaid; j++ {
		t := s.toks[j]
		if t.shape == opaque || j > i && t.gap&(gOther|gLine|gAmp) != 0 || j > i && t.gap&gStop != 0 && n > 0 && s.toks[j-1].shape != lower {
			break
		}
		switch {
		case t.flags&fDigit != 0:
			n++
			single++
			last = j
		case t.flags&fNumber != 0:
			n += 2
			last = j
			if j+1 < len(s.toks) && s.toks[j+1].flags&fDigit != 0 && s.toks[j+1].gap&gHyphen != 0 {
				n--
			}
		case t.flags&fRepeat != 0:
			n++
			single++
		case t.shape == digits && t.end-t.start <= 4:
			n += t.end - t.start
			single += t.end - t.start
			last = j
		case j > i && s.glue(t):
			if t.end-t.start == 1 && t.shape == lower && n > 0 {
				n--
			}
		default:
			goto ended
		}
	}
ended:
	j = last + 1
	if n < 3 {
		return i
	}
	switch s.toks[i].text(s) {
	case "o", "un", "una", "a":
		return i
	}
	ctx := s.cueBefore(i)
	switch {
	case ctx&cCard != 0 && n >= 12:
		s.hide(i, j, "card")
	case ctx&cID != 0 && n >= 6:
		s.hide(i, s.letterAfter(j), "national id")
	case ctx&(cAccount|cBank) != 0 && n >= 4:
		s.hide(i, j, "account")
	case ctx&cPhone != 0 && n >= 6 || s.asked&cAskPhone != 0 && n >= 3 && i < far, n >= 9 && single >= n/2, n >= 9 && single >= 3 && s.toks[i].flags&fDigit != 0:
		s.hide(i, j, "phone")
	case ctx&cPost != 0 && n >= 4:
		s.hide(i, j, "address")
	default:
		return i
	}
	return j
}

// letterAfter takes in the letter of an identity number said after its digits.
func (s *scanner) letterAfter(j int) int {
	if j < len(s.toks) && s.toks[j].shape == initial && s.toks[j].gap&(gStop|gLine|gOther) == 0 {
		return j + 1
	}
	return j
}

// glue reports whether the word may stand inside a number said aloud.
func (s *scanner) glue(t token) bool {
	switch t.text(s) {
	case "y", "um", "uh", "er", "eh", "erm", "em":
		return true
	}
	return false
}

// cueBefore is the latest cue for a number within reach before token i.
func (s *scanner) cueBefore(i int) cue {
	for k := i - 1; k >= 0 && k >= i-far; k-- {
		if c := s.toks[k].cues & cNumbers; c != 0 {
			if c == cPhone && k > 0 && k > i-far { // my account number is
				for b := k - 1; b >= 0 && b >= k-3; b-- {
					if d := s.toks[b].cues & cNumbers &^ cPhone; d != 0 {
						return d
					}
				}
			}
			if c != cPhone {
				c &^= cPhone
			}
			return c
		}
	}
	switch {
	case i > far:
		return 0
	case s.asked&cAskAccount != 0:
		return cAccount
	case s.asked&cAskPhone != 0:
		return cPhone
	}
	return 0
}

// saidMail replaces "marta dot voss at brackley dot com" around the at.
func (s *scanner) saidMail(at int) {
	toks := s.toks
	j, dots := at+1, 0
	word := func(k int) bool {
		return k >= 0 && k < len(toks) && toks[k].shape != opaque && toks[k].flags&(fDot|fAt) == 0
	}
	if !word(j) {
		return
	}
	joined := func(k int) bool { return k < len(toks) && toks[k].gap&^(gSpace|gHyphen) == 0 }
	// The host: words with dots between, or brackley.com written out.
	j++
	for joined(j) {
		if w := toks[j].text(s); (strings.EqualFold(w, "dot") || strings.EqualFold(w, "punto")) && word(j+1) && joined(j+1) {
			dots++
			j += 2
			continue
		}
		break
	}
	for j < len(toks) && toks[j].gap == gStop && toks[j].start-toks[j-1].end == 1 && toks[j].shape == lower {
		dots++
		j++
	}
	said := toks[at].text(s)
	if dots == 0 || strings.EqualFold(said, "at") && toks[at+1].flags&fCommon != 0 && toks[at+1].word != 0 && dots == 1 && toks[at+2].flags&fDot == 0 {
		return
	}
	if !joined(at) || !joined(at+1) || at == 0 {
		return
	}
	i := at
	for i > 0 && word(i-1) && i > at-12 {
		i--
		spelt := toks[i].end-toks[i].start == 1
		if i > 0 && toks[i].gap == gStop && toks[i].start-toks[i-1].end == 1 && word(i-1) {
			continue // j.smith
		}
		if i == 0 || toks[i].gap&^(gSpace|gHyphen) != 0 {
			break
		}
		if toks[i-1].flags&fDot != 0 && i > 1 {
			i--
			if i > 1 && toks[i-1].flags&fDot != 0 { // guion bajo
				i--
			}
			continue
		}
		if spelt && toks[i-1].end-toks[i-1].start == 1 || toks[i].flags&fDigit != 0 {
			continue
		}
		break
	}
	if i < at {
		s.hide(i, j, "email")
	}
}
