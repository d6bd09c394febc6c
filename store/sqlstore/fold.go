package sqlstore

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	// maxFolded bounds, in bytes, how much of one turn full text knows;
	// PostgreSQL refuses much more.
	maxFolded = 512 << 10
	// maxWord bounds a word, in bytes, for the same reason.
	maxWord = 128
)

// fold writes the words of a text as full text compares them: lower case,
// without accents and compatibility forms, a single space before and after
// each, "" if there are none. Apostrophes within a word are dropped, so that
// "don't" is one word; in scripts that set no spaces every character is one.
// words is how many there are.
func fold(text string) (folded string, words int) {
	text = norm.NFKD.String(text)
	var b strings.Builder
	b.Grow(min(len(text), maxFolded) + 2)
	start := -1 // where the open word begins
	end := func() {
		if start >= 0 {
			b.WriteByte(' ')
			start = -1
			words++
		}
	}
	for i, r := range text {
		switch {
		case r < utf8.RuneSelf && (r >= 'a' && r <= 'z' || r >= '0' && r <= '9'):
		case r >= 'A' && r <= 'Z':
			r += 'a' - 'A'
		case r < utf8.RuneSelf && r != '\'':
			end()
			continue
		case r == '\'' || r == '’' || r == 'ʼ' || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r):
			continue // neither part of a word nor its end
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai):
			end()
		case unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.Mc, r):
			r = unicode.ToLower(r)
		default:
			end()
			continue
		}
		if start < 0 {
			if b.Len() > maxFolded {
				break
			}
			if b.Len() == 0 {
				b.WriteByte(' ')
			}
			start = i
		}
		if i-start < maxWord {
			b.WriteRune(r)
		}
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) {
			end()
		}
	}
	end()
	return b.String(), words
}
