package text

import (
	"unicode"
	"unicode/utf8"
)

// plain maps accented Latin letters to the letter without the accent. ñ stays
// as it is: it is a letter of its own, and año is not ano.
var plain = func() map[rune]rune {
	m := map[rune]rune{'’': '\'', '‘': '\'', '“': '"', '”': '"'}
	for _, row := range []string{
		"aàáâãäåāăą", "cçćĉċč", "dďđ", "eèéêëēĕėęě", "gĝğġģ", "hĥħ", "iìíîïĩīĭįı", "jĵ", "kķ", "lĺļľŀł",
		"nńņňŉ", "oòóôõöøōŏő", "rŕŗř", "sśŝşš", "tţťŧ", "uùúûüũūŭůűų", "wŵ", "yýÿŷ", "zźżž",
	} {
		base := rune(row[0])
		for _, r := range row[1:] {
			m[r] = base
		}
	}
	return m
}()

// Fold returns s in lower case without accents and with straight quotes, for
// comparing and for keys. ñ stays. Composed and decomposed accents fold alike.
func Fold(s string) string {
	if isFolded(s) {
		return s
	}
	b := make([]byte, 0, len(s))
	for _, r := range s {
		r = unicode.ToLower(r)
		switch {
		case r < utf8.RuneSelf:
			b = append(b, byte(r))
		case r == '\u0303' && len(b) > 0 && b[len(b)-1] == 'n': // n and a combining tilde
			b = utf8.AppendRune(b[:len(b)-1], 'ñ')
		case unicode.Is(unicode.Mn, r):
		default:
			if p, ok := plain[r]; ok {
				r = p
			}
			b = utf8.AppendRune(b, r)
		}
	}
	return string(b)
}

func isFolded(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return false
		}
	}
	return true
}
