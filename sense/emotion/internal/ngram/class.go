package ngram

import "unicode/utf8"

const (
	clsSpace uint8 = iota
	clsWord
	clsPunct
)

// class sorts the ASCII bytes. Brackets, straight double quotes and the like
// say nothing about feeling and separate words.
var class = func() (t [256]uint8) {
	for c := 'a'; c <= 'z'; c++ {
		t[c], t[c-'a'+'A'] = clsWord, clsWord
	}
	for c := '0'; c <= '9'; c++ {
		t[c] = clsWord
	}
	for _, c := range "!?.,;:()/-*<>=^_%$&+|~'" {
		t[c] = clsPunct
	}
	return t
}()

func isLetter(c byte) bool { return class[c] == clsWord }

// startsLetter reports whether s starts with a letter of any script we keep.
func startsLetter(s string) bool {
	if s[0] < utf8.RuneSelf {
		return class[s[0]] == clsWord
	}
	r, _ := utf8.DecodeRuneInString(s)
	return fold(r) != 0 || isWide(r)
}

// latin folds U+00C0 to U+00FF to ASCII; a space means that it is kept (ñ) or
// has no base letter.
const latin = "AAAAAA CEEEEIIIID OOOOO OUUUUY  aaaaaa ceeeeiiiid ooooo ouuuuy y"

// fold returns the ASCII base of an accented Latin letter, or 0.
func fold(r rune) byte {
	if r < 0xC0 || r > 0xFF {
		return 0
	}
	if c := latin[r-0xC0]; c != ' ' {
		return c
	}
	return 0
}

// isWide reports letters beyond ASCII that stay in words as they are.
func isWide(r rune) bool {
	if r == utf8.RuneError {
		return false
	}
	return r == 'ñ' || r == 'Ñ' || r == 'æ' || r == 'ß' || (r > 0xFF && r < 0x2000) ||
		(r >= 0x2C00 && r < 0x3000) || (r >= 0x3040 && r < 0xFB00 && (r < 0xD800 || r > 0xF8FF))
}

// isPicture reports emoji and other pictographs.
func isPicture(r rune) bool {
	return r >= 0x1F000 && r < 0x1FB00 || r >= 0x2600 && r < 0x27C0 || r >= 0x2B00 && r < 0x2C00 || r == 0x2122
}

// isModifier reports what only varies the sign before it: joiners, variation
// selectors, skin tones.
func isModifier(r rune) bool {
	return r == 0x200D || r >= 0xFE00 && r <= 0xFE0F || r >= 0x1F3FB && r <= 0x1F3FF || r == 0x200B
}
