package pseudonym

import (
	"strconv"
	"strings"
)

const (
	// fewestAloud is the fewest groups of digits that are a number read aloud.
	fewestAloud = 3
	// longestAloud is the most digits of such a group.
	longestAloud = 6
	// sureAloud is the number of digits from which groups that only rise are no
	// list of amounts.
	sureAloud = 12
	// mostAloud is the most digits of a number read aloud, as many as the longest
	// IBAN has; longer rows are lists, and not looked at to their end.
	mostAloud = 34
)

// pause returns where the next group of a number read aloud begins: after
// commas, full stops, dashes and blanks, with a blank, a dash or an ellipsis
// among them. It is 0 where something else stands at i, or nothing at all.
func pause(text string, i int) int {
	start, apart := i, false
	for i < len(text) && i-start < 8 {
		switch {
		case text[i] == ' ' || text[i] == '-':
			apart = true
			i++
		case text[i] == ',' || text[i] == '.':
			i++
		case strings.HasPrefix(text[i:], "…") || strings.HasPrefix(text[i:], "–") || strings.HasPrefix(text[i:], "—"):
			apart = true
			i += len("…")
		case strings.HasPrefix(text[i:], "\u00a0"):
			apart = true
			i += len("\u00a0")
		default:
			if apart {
				return i
			}
			return 0
		}
	}
	return 0
}

// digitsAt counts the digits at i that end there as a word does.
func digitsAt(text string, i int) int {
	n := 0
	for i+n < len(text) && class[text[i+n]] == 3 {
		n++
	}
	if j := i + n; j < len(text) && (class[text[j]] == 1 || class[text[j]] == 2) {
		return 0
	}
	return n
}

// ibanAloud returns the end of an IBAN that is read out in groups of four with
// pauses between, from its letters on, also where the reading breaks off; 0
// where there are not two whole groups after the check digits.
func ibanAloud(text string, i int) int {
	if i+2 > len(text) {
		return 0
	}
	want := ibanLength[strings.ToUpper(text[i:i+2])]
	if want == 0 {
		return 0
	}
	at := i + 2
	if next := pause(text, at); next > 0 {
		at = next
	}
	if digitsAt(text, at) != 2 {
		return 0
	}
	at += 2
	end, n, whole, paused := 0, 4, 0, false
	for n < want {
		next := pause(text, at)
		if next == 0 {
			break
		}
		g := digitsAt(text, next)
		if g == 0 || g > 4 || n+g > want {
			break
		}
		paused = paused || strings.Trim(text[at:next], " -") != ""
		if g == 4 {
			whole++
		}
		n, at = n+g, next+g
		end = at
		if g < 4 {
			break
		}
	}
	if whole < 2 || !paused { // what is written has to add up: ibanEnd
		return 0
	}
	return end
}

// aloud hides a number read aloud in groups with pauses between them, from
// token i on, where a cue says that one comes: a card, an account, an identity
// or a telephone number. It returns the token after it, or i.
func (s *scanner) aloud(i int) int {
	j, n := i, 0
	for ; j < len(s.toks); j++ {
		t := s.toks[j]
		if t.shape != digits || t.end-t.start > longestAloud || j > i && pause(s.text, s.toks[j-1].end) != t.start {
			break
		}
		if n += t.end - t.start; n > mostAloud {
			return i
		}
	}
	if j-i < fewestAloud || s.listed(i, j, n) || money(s.text, s.toks[i].start, s.toks[j-1].end) {
		return i
	}
	kind := ""
	switch ctx := s.cueBefore(i); {
	case ctx&cCard != 0 && n >= 12 && n <= 19:
		kind = "card"
	case ctx&cID != 0 && n >= 6 && n <= 12:
		kind = "national id"
	case ctx&(cAccount|cBank) != 0 && n >= 8:
		kind = "account"
	case ctx&cPhone != 0 && n >= 7 && n <= 15:
		kind = "phone"
	default:
		return i
	}
	s.hide(i, j, kind)
	return j
}

// listed reports whether groups of digits are rather several numbers one after
// the other: years, round sums, or an enumeration that rises.
func (s *scanner) listed(i, j, n int) bool {
	years, round, rises := true, true, true
	last := -1
	for _, t := range s.toks[i:j] {
		g := t.text(s)
		v, err := strconv.Atoi(g)
		if err != nil {
			return false
		}
		years = years && len(g) == 4 && v >= 1900 && v < 2100
		round = round && v%10 == 0
		rises = rises && v > last && g[0] != '0'
		last = v
	}
	return years || round || rises && n < sureAloud
}
