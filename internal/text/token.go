package text

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	heed "github.com/heedhq/heed"
)

// Kind is the kind of a token.
type Kind uint8

// The kinds of token.
const (
	Word    Kind = iota + 1 // letters, with inner apostrophes and hyphens: don't, follow-up
	Number                  // digits, with inner points and commas: 3.50, 10,000
	Punct                   // one punctuation mark, or a run of the same: . ... ?!
	Symbol                  // an emoji or another symbol
	Newline                 // a line break (a run of them is one token)
)

// Token is a piece of text with its place.
type Token struct {
	heed.Span
	// Lower is the token in lower case, curly apostrophes made straight. It
	// shares the text's memory where nothing had to change.
	Lower string
	Kind  Kind
}

// Tokens splits s. White space other than line breaks is in no token.
func Tokens(s string) []Token { return AppendTokens(make([]Token, 0, len(s)/5+4), s) }

// All iterates over the tokens of s without keeping them.
func All(s string) iter.Seq[Token] {
	return func(yield func(Token) bool) {
		for i := 0; i < len(s); {
			t, next := scan(s, i)
			if t.Kind != 0 && !yield(t) {
				return
			}
			i = next
		}
	}
}

// AppendTokens appends the tokens of s to dst, for callers that reuse memory.
func AppendTokens(dst []Token, s string) []Token {
	for i := 0; i < len(s); {
		t, next := scan(s, i)
		if t.Kind != 0 {
			dst = append(dst, t)
		}
		i = next
	}
	return dst
}

// Words returns the words and numbers of s in lower case.
func Words(s string) []string {
	out := make([]string, 0, len(s)/6+2)
	for t := range All(s) {
		if t.Kind == Word || t.Kind == Number {
			out = append(out, t.Lower)
		}
	}
	return out
}

// Terms returns the folded stems of the words of s that are not stopwords: what
// two texts about the same thing share.
func Terms(s string, lang heed.Language) []string {
	out := make([]string, 0, len(s)/10+2)
	for t := range All(s) {
		if t.Kind != Word || Stopword(t.Lower, lang) {
			continue
		}
		if f := Stem(t.Lower, lang); len(f) > 1 {
			out = append(out, f)
		}
	}
	return out
}

// scan returns the token that starts at or after i (Kind 0 where only space
// was found) and where to go on.
func scan(s string, i int) (Token, int) {
	c := s[i]
	switch {
	case c == '\n' || c == '\r':
		j := i + 1
		for j < len(s) && (s[j] == '\n' || s[j] == '\r' || s[j] == ' ' || s[j] == '\t') {
			j++
		}
		return Token{heed.Span{Start: i, End: j}, "\n", Newline}, j
	case c <= ' ':
		return Token{}, i + 1
	case isDigit(c):
		j := number(s, i)
		if j < len(s) && wordAt(s, j) > 0 { // 3rd, 24h, 2x
			j = word(s, j)
			return Token{heed.Span{Start: i, End: j}, lower(s[i:j]), Word}, j
		}
		return Token{heed.Span{Start: i, End: j}, s[i:j], Number}, j
	case wordAt(s, i) > 0:
		j := word(s, i)
		return Token{heed.Span{Start: i, End: j}, lower(s[i:j]), Word}, j
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	if unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' || r == '\u200e' || r == '\u200f' || unicode.Is(unicode.Mn, r) {
		return Token{}, i + n
	}
	j := i + n
	if unicode.IsPunct(r) || c < utf8.RuneSelf {
		for j < len(s) && s[j] == c && c < utf8.RuneSelf { // ... -- !!!
			j++
		}
		return Token{heed.Span{Start: i, End: j}, s[i:j], Punct}, j
	}
	for j < len(s) { // joined emoji, variation selectors, skin tones
		r2, n2 := utf8.DecodeRuneInString(s[j:])
		if r2 != '\u200d' && r2 != '\ufe0f' && (r2 < 0x1f3fb || r2 > 0x1f3ff) {
			break
		}
		j += n2
		if r2 == '\u200d' && j < len(s) {
			_, n3 := utf8.DecodeRuneInString(s[j:])
			j += n3
		}
	}
	return Token{heed.Span{Start: i, End: j}, s[i:j], Symbol}, j
}

// number returns the end of the number that starts at i.
func number(s string, i int) int {
	for i < len(s) {
		if isDigit(s[i]) || (s[i] == '.' || s[i] == ',' || s[i] == ':') && i+1 < len(s) && isDigit(s[i+1]) {
			i++
			continue
		}
		break
	}
	return i
}

// word returns the end of the word that starts at i: letters, digits and
// marks, and an apostrophe or hyphen between two of them.
func word(s string, i int) int {
	for i < len(s) {
		if n := wordAt(s, i); n > 0 {
			i += n
			continue
		}
		n := 0
		switch {
		case s[i] == '\'' || s[i] == '-' || s[i] == '_':
			n = 1
		case strings.HasPrefix(s[i:], "’"):
			n = len("’")
		}
		if n == 0 || i+n >= len(s) || wordAt(s, i+n) == 0 {
			break
		}
		i += n
	}
	return i
}

// wordAt returns the length of the letter, digit or mark at i, and 0 if there
// is none.
func wordAt(s string, i int) int {
	c := s[i]
	if c < utf8.RuneSelf {
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || isDigit(c) {
			return 1
		}
		return 0
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || r == '\u200c' {
		return n
	}
	return 0
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// lower returns s in lower case with straight apostrophes, without copying
// where s is so already.
func lower(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; 'A' <= c && c <= 'Z' || c >= utf8.RuneSelf {
			s = strings.ToLower(s)
			if strings.Contains(s, "’") {
				s = strings.ReplaceAll(s, "’", "'")
			}
			return s
		}
	}
	return s
}
