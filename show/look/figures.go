package look

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// FigureName writes the name of a figure as a person would: those that are
// usual in the interface language, others without the underscores of a table's
// head.
func FigureName(w Words, name string) string {
	key := strings.Join(strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r == '_' || r == '-' || unicode.IsSpace(r) }), "_")
	if id := "figure." + key; Has(id) {
		return w.Say(id)
	}
	return spoken(name)
}

// ChannelName writes a channel in the interface language where it is known.
func ChannelName(w Words, name string) string {
	if id := "channel." + strings.ToLower(strings.TrimSpace(name)); Has(id) {
		return w.Say(id)
	}
	return spoken(name)
}

// spoken is a table's name for something as people would write it: with spaces,
// and a capital at its beginning.
func spoken(name string) string {
	s := Label(strings.Join(strings.FieldsFunc(name, func(r rune) bool { return r == '_' || unicode.IsSpace(r) }), " "))
	if !strings.Contains(s, " ") { // a slug
		s = strings.ReplaceAll(s, "-", " ")
	}
	return capital(s)
}

// capital is s with a capital at its beginning.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// ContentName writes the name of a content item: a slug as words.
func ContentName(name string) string { return spoken(name) }
