package pseudonym

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// shape is how a token is written.
type shape uint8

const (
	lower   shape = iota // lower case, or a script without case
	capital              // Marta
	upper                // MARTA, two letters or more
	initial              // M
	digits               // 2026
	mixed                // B2B, 3rd
	opaque               // what has been replaced, an e-mail, a web address
)

// gap is what stands between a token and the one before it.
type gap uint8

const (
	gSpace gap = 1 << iota
	gComma
	gStop // the end of a sentence, or the full stop of an abbreviation
	gLine
	gHyphen
	gOther // a bracket, a quotation mark, a dash, a colon, a slash
	gAmp   // & and +
	gFirst // the token is the text's first
)

// token is a word or a number. A contraction is two: I and 'm.
type token struct {
	start, end int
	word       int32 // in the dictionary; 0 where it is not there
	flags      flag
	cues       cue // phrases that end here
	shape      shape
	gap        gap
}

// hit is something to replace.
type hit struct {
	start, end int
	kind       string // "" keeps the text and hides it from the rules
	person     *person
}

// scanner reads one text at a time; its slices are used again.
type scanner struct {
	d    *dictionary
	text string
	toks []token
	hits []hit // codes, found while tokens are cut
	buf  []byte
	ctx  cue // the cue that the next number is read under
	seen int // the token that gave ctx
	// asked is what the turn before asked for.
	asked cue
	// open are the words that would be names if somebody were called so.
	open []uint64
}

// far is how many words a cue carries to a number.
const far = 10

// class of a byte: letters, digits and bytes above ASCII make words.
var class = func() (c [256]uint8) {
	for i := range c {
		switch b := byte(i); {
		case b >= 'a' && b <= 'z':
			c[i] = 1
		case b >= 'A' && b <= 'Z':
			c[i] = 2
		case b >= '0' && b <= '9':
			c[i] = 3
		case b >= utf8.RuneSelf:
			c[i] = 4
		}
	}
	return c
}()

// scan cuts text into tokens and finds the codes in it: everything that digits
// or an @ give away.
func (s *scanner) scan(text string, asked cue) {
	s.text, s.toks, s.hits = text, s.toks[:0], s.hits[:0]
	s.ctx, s.seen, s.asked = 0, 0, asked
	s.links()
	ahead := s.hits
	g := gFirst
	for i := 0; i < len(text); {
		for len(ahead) > 0 && ahead[0].end <= i {
			ahead = ahead[1:]
		}
		if len(ahead) > 0 && ahead[0].start <= i {
			s.push(token{start: i, end: ahead[0].end, shape: opaque, gap: g})
			i, g = ahead[0].end, 0
			continue
		}
		c := text[i]
		switch class[c] {
		case 1, 2:
			i = s.wordAt(i, g)
			g = 0
			continue
		case 3:
			i = s.numberAt(i, g)
			g = 0
			continue
		case 4:
			r, n := utf8.DecodeRuneInString(text[i:])
			if unicode.IsLetter(r) {
				i = s.wordAt(i, g)
				g = 0
				continue
			}
			g |= gapOf(r)
			i += n
			continue
		}
		switch c {
		case ' ', '\t':
			g |= gSpace
		case '\n', '\r':
			g |= gLine
		case ',':
			g |= gComma
		case '.', '!', '?', ';':
			g |= gStop
		case '-':
			g |= gHyphen
		case '&':
			g |= gAmp
		case '[':
			if n := placeholder(text[i:]); n > 0 {
				s.push(token{start: i, end: i + n, shape: opaque, gap: g})
				i, g = i+n, 0
				continue
			}
			g |= gOther
		case '+', '(':
			if end := s.code(i); end > i {
				s.push(token{start: i, end: end, shape: opaque, gap: g})
				i, g = end, 0
				continue
			}
			g |= gOther
		default:
			g |= gOther
		}
		i++
	}
}

func gapOf(r rune) gap {
	switch r {
	case '\u00a0', '\u202f', '\u2009':
		return gSpace
	case '…', '¿', '¡':
		return gStop
	case '‐', '‑':
		return gHyphen
	case '\u2028', '\u2029', '\u0085':
		return gLine
	case '\u200e', '\u200f', '\u200b', '\ufeff', '\u0301', '\u0303':
		return 0
	}
	return gOther
}

// placeholder returns the length of a replacement that s begins with, or 0.
func placeholder(s string) int {
	end := strings.IndexByte(s[:min(len(s), 25)], ']')
	if end < 0 {
		return 0
	}
	switch in := s[1:end]; in {
	case "email", "phone", "card", "iban", "national id", "address", "url", "account":
		return end + 1
	default:
		if n, ok := strings.CutPrefix(in, "person "); ok && n != "" && strings.Trim(n, "0123456789") == "" {
			return end + 1
		}
	}
	return 0
}

func (s *scanner) push(t token) {
	s.toks = append(s.toks, t)
}

// wordAt cuts the word that begins at i and returns its end.
func (s *scanner) wordAt(i int, g gap) int {
	text, start := s.text, i
	s.buf = s.buf[:0]
	uppers, letters, odd := 0, 0, false
	first := false
	for i < len(text) {
		c := text[i]
		switch class[c] {
		case 1:
			s.buf = append(s.buf, c)
			letters++
			i++
			continue
		case 2:
			first = first || letters == 0
			uppers++
			letters++
			s.buf = append(s.buf, c+'a'-'A')
			i++
			continue
		case 3:
			odd = true
			s.buf = append(s.buf, c)
			i++
			continue
		case 4:
			r, n := utf8.DecodeRuneInString(text[i:])
			if r == '’' && i > start {
				if apart(text, i+n) {
					goto done
				}
				s.buf = append(s.buf, '\'')
				i += n
				continue
			}
			if unicode.Is(unicode.Mn, r) {
				i += n
				continue
			}
			if !unicode.IsLetter(r) {
				goto done
			}
			if unicode.IsUpper(r) {
				first = first || letters == 0
				uppers++
			}
			letters++
			s.buf = appendFold(s.buf, text[i:i+n])
			i += n
			continue
		}
		if c == '\'' && i > start && i+1 < len(text) && (class[text[i+1]] == 1 || class[text[i+1]] == 2) && !apart(text, i+1) {
			s.buf = append(s.buf, '\'')
			i++
			continue
		}
		break
	}
done:
	if odd || i < len(text) && uppers > 0 && letters <= 4 || s.ctx&(cPost|cID|cBank|cAccount) != 0 && letters <= 4 {
		if end := s.lettered(start, i, letters, odd); end > 0 {
			s.push(token{start: start, end: end, shape: opaque, gap: g})
			return end
		}
	}
	t := token{start: start, end: i, gap: g}
	switch {
	case odd:
		t.shape = mixed
	case uppers == 1 && letters == 1:
		t.shape = initial
	case uppers == letters:
		t.shape = upper
	case first:
		t.shape = capital
	case uppers > 0:
		t.shape = mixed
	}
	s.known(&t)
	s.push(t)
	// The short end of a contraction or a possessive is a token of its own.
	if i < len(text) {
		n := 0
		if text[i] == '\'' {
			n = 1
		} else if strings.HasPrefix(text[i:], "’") {
			n = len("’")
		}
		if n > 0 && apart(text, i+n) {
			j := i + n
			s.buf = append(s.buf[:0], '\'')
			for j < len(text) && (class[text[j]] == 1 || class[text[j]] == 2) {
				s.buf = append(s.buf, text[j]|0x20)
				j++
			}
			t := token{start: i, end: j, shape: lower}
			s.known(&t)
			s.push(t)
			return j
		}
	}
	return i
}

// apart reports whether the letters at i are the end of a contraction: 's, 'm,
// 're, 'll, 've, 'd.
func apart(text string, i int) bool {
	j := i
	for j < len(text) && (class[text[j]] == 1 || class[text[j]] == 2) && j-i < 3 {
		j++
	}
	if j < len(text) && class[text[j]] != 0 && !strings.HasPrefix(text[j:], "…") && !strings.HasPrefix(text[j:], "’") && !strings.HasPrefix(text[j:], "”") && !strings.HasPrefix(text[j:], "—") {
		return false
	}
	switch text[i:j] {
	case "s", "m", "d", "S", "M", "D", "re", "ll", "ve", "RE", "LL", "VE":
		return true
	}
	return false
}

// known looks the token up and notes the cues that end with it.
func (s *scanner) known(t *token) {
	id := s.d.lookup(s.buf)
	if id == 0 {
		return
	}
	t.word = id
	t.flags = s.d.flags[id]
	if t.flags&fCueEnd == 0 {
		return
	}
phrases:
	for _, p := range s.d.cues[id] {
		g := t.gap
		for k, w := range p.before {
			i := len(s.toks) - 1 - k
			if i < 0 || s.toks[i].word != w || g&(gStop|gLine) != 0 {
				continue phrases
			}
			g = s.toks[i].gap
		}
		t.cues |= p.cues
	}
	if c := t.cues & cNumbers; c != 0 {
		if c&cPhone != 0 && c != cPhone {
			c &^= cPhone // "account number" says more than "number"
		}
		if c == cPhone && s.ctx&^cPhone != 0 && len(s.toks)-s.seen <= 3 {
			c = s.ctx // my account number is
		}
		s.ctx, s.seen = c, len(s.toks)
	}
}

// context is the cue that a number here is read under.
func (s *scanner) context() cue {
	if s.ctx != 0 && len(s.toks)-s.seen <= far {
		return s.ctx
	}
	switch {
	case len(s.toks) > 2*far || s.asked == 0:
		return 0
	case s.asked&cAskAccount != 0:
		return cAccount
	case s.asked&cAskPhone != 0:
		return cPhone
	case s.asked&cAskAddress != 0:
		return cPost
	}
	return 0
}
