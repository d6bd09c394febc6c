// Package ngram turns a text into hashed n-gram features. Training and
// prediction share it, so that a model always meets the features it learned.
package ngram

import "unicode/utf8"

// MaxBytes is how much of one text is read: an utterance is a sentence, and a
// longer line must cost neither memory nor time without end.
const MaxBytes = 16 << 10

// Token is one word, punctuation run or pictograph of the normalised text.
type Token struct {
	Start, End uint32 // half-open byte range in Buffer.Norm
	Hash       uint64
	Kind       Kind
}

// Kind says what a token is made of.
type Kind uint8

// The kinds of token.
const (
	Word Kind = iota
	Punct
	Symbol // emoji and other pictographs
)

// Buffer holds what one text needs; reuse it between texts. Its slices are
// valid until the next call of Tokenise.
type Buffer struct {
	Norm   []byte // " word word !! ", one space around every token
	Tokens []Token
	Words  []uint32 // hashes of word features
	Chars  []uint32 // hashes of character features
	Keys   []uint32 // hash of each token alone

	Shouts    int // words of three or more capital letters
	Stretched int // words with a letter three times in a row
}

// Tokenise normalises text: lower case, accents folded (ñ kept), curly quotes
// straightened, letters repeated three times or more cut to two, digits folded
// to 0, links and handles to one token each. Invalid UTF-8 counts as a space.
func (b *Buffer) Tokenise(text string) {
	if len(text) > MaxBytes {
		text = text[:MaxBytes]
	}
	b.Norm = append(b.Norm[:0], ' ')
	b.Tokens = b.Tokens[:0]
	b.Shouts, b.Stretched = 0, 0
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c == 'h' && isLink(text[i:]):
			i += untilSpace(text[i:])
			b.special("<url>", Word)
		case c == '@' && i+1 < len(text) && (isLetter(text[i+1]) || text[i+1] == '<'):
			i += untilSpace(text[i:])
			b.special("<user>", Word)
		case c < utf8.RuneSelf && class[c] == clsWord:
			i += b.word(text[i:])
		case c < utf8.RuneSelf && class[c] == clsPunct:
			i += b.punct(text[i:])
		case c < utf8.RuneSelf:
			i++
		default:
			i += b.wide(text[i:])
		}
	}
}

// special adds a token that stands for a whole class of strings.
func (b *Buffer) special(s string, k Kind) {
	start := len(b.Norm)
	b.Norm = append(b.Norm, s...)
	b.finish(start, k)
}

// finish closes the token that starts at start of Norm, hashing its bytes.
func (b *Buffer) finish(start int, k Kind) {
	h := uint64(seed)
	for _, c := range b.Norm[start:] {
		h = (h + uint64(c) + 1) * prime
	}
	b.Tokens = append(b.Tokens, Token{uint32(start), uint32(len(b.Norm)), h, k})
	b.Norm = append(b.Norm, ' ')
}

// wide handles what starts with a non-ASCII byte outside a word.
func (b *Buffer) wide(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case r == utf8.RuneError && n <= 1:
		return 1
	case isModifier(r), r == 0xA0, r == 0xFEFF, r == '«', r == '»', r == '“', r == '”', r == '„':
		return n
	case r == '…' || r == '¡' || r == '¿' || r == '–' || r == '—':
		return b.punct(s)
	case r == '’' || r == '‘' || r == '´':
		return n // a quote that opens nothing
	case isPicture(r):
		start := len(b.Norm)
		b.Norm = append(b.Norm, s[:n]...)
		b.finish(start, Symbol)
		return n
	case r < 0xC0 || r == 0xD7 || r == 0xF7 || (r >= 0x2000 && r < 0x2C00) || (r >= 0x3000 && r < 0x3040):
		return n // other signs
	}
	return b.word(s)
}

// word adds the word that s starts with and returns its length in bytes.
func (b *Buffer) word(s string) int {
	start := len(b.Norm)
	i, run, upper, letters := 0, 0, 0, 0
	var last byte
	stretched := false
	for i < len(s) {
		c := s[i]
		n := 1
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[i:])
			if r == '’' || r == '‘' || r == '´' {
				c, n = '\'', size
			} else if f := fold(r); f != 0 {
				c, n = f, size
			} else if isWide(r) {
				if r == 'Ñ' {
					r = 'ñ'
				}
				b.Norm = utf8.AppendRune(b.Norm, r)
				last, run = 0, 0
				i += size
				continue
			} else {
				break
			}
		}
		if c == '\'' && (i == 0 || i+n >= len(s) || !startsLetter(s[i+n:])) {
			break
		}
		if c != '\'' && class[c] != clsWord {
			break
		}
		letters++
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
			upper++
		} else if c >= '0' && c <= '9' {
			c = '0'
		}
		i += n
		if c == last {
			if run++; run >= 2 {
				stretched = stretched || c != '0'
				continue
			}
		} else {
			last, run = c, 0
		}
		b.Norm = append(b.Norm, c)
	}
	if len(b.Norm) == start { // nothing kept: step over what stopped us
		_, n := utf8.DecodeRuneInString(s)
		return max(n, 1)
	}
	if stretched {
		b.Stretched++
	}
	if len(b.Norm)-start > 4 && isLaugh(b.Norm[start:]) {
		b.Norm = b.Norm[:start+4]
		copy(b.Norm[start:], "haha")
	}
	if upper >= 3 && upper == letters {
		b.Shouts++
	}
	b.finish(start, Word)
	return i
}

// punct adds a run of punctuation, the same sign at most twice (dots thrice),
// so that ":(", "?!" and "!!" are tokens and "!!!!!!" is one of them.
func (b *Buffer) punct(s string) int {
	start := len(b.Norm)
	i, run := 0, 0
	var last byte
	for i < len(s) {
		c, n := s[i], 1
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[i:])
			n = size
			switch r {
			case '…':
				run, last = 2, '.'
				b.Norm = append(b.Norm[:start], "..."...)
				i += n
				continue
			case '¡', '¿':
				i += n
				continue
			case '–', '—':
				c = '-'
			default:
				c = 0
			}
		}
		if c == 0 || class[c] != clsPunct {
			break
		}
		i += n
		if c == last {
			run++
			if run >= 3 || (run == 2 && c != '.') {
				continue
			}
		} else {
			last, run = c, 0
		}
		if len(b.Norm)-start < 4 {
			b.Norm = append(b.Norm, c)
		}
	}
	if len(b.Norm) > start {
		b.finish(start, Punct)
	}
	return max(i, 1)
}

// isLaugh reports laughter of any length in both languages ("jajajja",
// "hahaha", "jejeje"), which becomes one word.
func isLaugh(w []byte) bool {
	var breath, vowel int
	for i, c := range w {
		switch c {
		case 'j', 'h':
			breath++
		case 'a', 'e', 'i':
			vowel++
			if i > 1 && w[i-1] != 'j' && w[i-1] != 'h' && w[i-1] != c {
				return false
			}
		default:
			return false
		}
	}
	return breath >= 2 && vowel >= 2
}

func isLink(s string) bool {
	return len(s) > 7 && s[:4] == "http" && (s[4] == ':' || s[4] == 's' && s[5] == ':')
}

func untilSpace(s string) int {
	for i := 0; i < len(s); i++ {
		if s[i] <= ' ' {
			return i
		}
	}
	return len(s)
}
