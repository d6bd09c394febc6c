package ledger

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/internal/wordlist"
)

//go:embed data/segments.txt
var segmentData string

var segmentTable = sync.OnceValue(func() map[string]map[heed.Language]string {
	out := map[string]map[heed.Language]string{}
	for _, line := range wordlist.Lines(segmentData) {
		part := strings.Split(line, "|")
		if len(part) != 3 {
			continue
		}
		names := map[heed.Language]string{heed.English: strings.TrimSpace(part[1]), heed.Spanish: strings.TrimSpace(part[2])}
		for _, f := range strings.Split(part[0], ",") {
			out[text.Fold(strings.TrimSpace(f))] = names
		}
	}
	return out
})

// SegmentName is what the people of a segment or a role are called in a
// language of the interface: by the list where it is in it, else as it was
// written, with a capital, an acronym in capitals.
func SegmentName(s string, lang heed.Language) string {
	s = strings.TrimSpace(s)
	folded := text.Fold(strings.NewReplacer("_", " ", "-", " ").Replace(s))
	if n := segmentTable()[folded][lang]; n != "" {
		return n
	}
	if t := Translate(s, lang); t != s {
		s = t
	}
	if acronym(s) {
		return strings.ToUpper(s)
	}
	for i, r := range s {
		return s[:i] + string(unicode.ToUpper(r)) + s[i+len(string(r)):]
	}
	return s
}

// NamesSegment reports whether a word of a question means the people of a
// segment: the segment itself, or one of the forms that are listed with it.
func NamesSegment(word, segment string) bool {
	w, s := text.Fold(word), text.Fold(strings.TrimSpace(segment))
	if w == s || w == s+"s" {
		return true
	}
	a, b := segmentTable()[w], segmentTable()[s]
	return a != nil && b != nil && a[heed.English] == b[heed.English]
}

// acronym reports whether a word of two to four letters has no vowel, or is
// one of the titles that are written in capitals.
func acronym(s string) bool {
	switch f := text.Fold(s); f {
	case "it", "hr", "ceo", "cfo", "cto", "cio", "coo", "vp", "md", "qa", "rrhh", "ti", "pyme":
		return f != "pyme"
	default:
		return len(f) >= 2 && len(f) <= 4 && !strings.ContainsAny(f, "aeiouy ")
	}
}
