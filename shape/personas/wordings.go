package personas

import (
	_ "embed"
	"strings"
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/internal/wordlist"
)

//go:embed data/narrative.txt
var narrativeData string

//go:embed data/refers.txt
var refersData string

// both is a wording in English, in Spanish and, where Spanish has two, the other.
type both [3]string

// opening is our words before a quotation of one of the kinds.
type opening struct {
	kinds []heed.SignalKind
	says  both
}

// wordings holds the lines of data/narrative.txt: those of kinds of claim in
// their order, and the rest by name.
var wordings = sync.OnceValue(func() (w struct {
	openings []opening
	by       map[string]both
}) {
	w.by = map[string]both{}
	known := map[heed.SignalKind]bool{}
	for _, k := range heed.SignalKinds {
		known[k] = true
	}
	for heading, line := range wordlist.Lines(narrativeData) {
		var b both
		for i, part := range strings.SplitN(line, "|", 3) {
			b[i] = strings.TrimSpace(part)
		}
		var kinds []heed.SignalKind
		for k := range wordlist.Fields(heading, ",") {
			if known[heed.SignalKind(k)] {
				kinds = append(kinds, heed.SignalKind(k))
			}
		}
		if len(kinds) > 0 {
			w.openings = append(w.openings, opening{kinds, b})
		} else {
			w.by[heading] = b
		}
	}
	return w
})

// openingOf is the wording before a quotation of a claim of the kind.
func openingOf(kind heed.SignalKind) (both, bool) {
	for _, o := range wordings().openings {
		for _, k := range o.kinds {
			if k == kind {
				return o.says, true
			}
		}
	}
	return both{}, false
}

// whole is one of our sentences that stands without a quotation.
func whole(name string) heed.Sentence {
	b := wordings().by[name]
	return ours(b[0], b[1])
}

func ours(en, es string) heed.Sentence {
	return heed.Sentence{Parts: []heed.Part{{Texts: texts(en, es)}}, Claims: []string{}}
}

func texts(en, es string) map[heed.Language]string {
	return map[heed.Language]string{heed.English: en, heed.Spanish: es}
}

// fillIn sets how many into a wording, and each choice to one or several.
func fillIn(s, count string, n int) string {
	s = strings.ReplaceAll(s, "{n}", count)
	for {
		a := strings.IndexByte(s, '{')
		if a < 0 {
			break
		}
		b := a + strings.IndexByte(s[a:], '}')
		one, many, _ := strings.Cut(s[a+1:b], "/")
		s = s[:a] + either(n, one, many) + s[b+1:]
	}
	return capital(s)
}

func capital(s string) string {
	for i, r := range s {
		if i == 0 {
			return strings.ToUpper(string(r)) + s[len(string(r)):]
		}
	}
	return s
}

func uncapital(s string) string {
	for i, r := range s {
		if i == 0 {
			return strings.ToLower(string(r)) + s[len(string(r)):]
		}
	}
	return s
}

func either(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// plural is a statement about one of them, which begins with its verb, as one
// about several: "Fears losing it" becomes "fear losing it".
func plural(statement string) string {
	verb, rest, _ := strings.Cut(uncapital(statement), " ")
	switch verb {
	case "is":
		verb = "are"
	case "was":
		verb = "were"
	case "has":
		verb = "have"
	case "does":
		verb = "do"
	default:
		if base, ok := strings.CutSuffix(verb, "ies"); ok {
			verb = base + "y"
			break
		}
		for _, end := range []string{"oes", "sses", "shes", "ches", "xes"} {
			if strings.HasSuffix(verb, end) {
				return strings.TrimSuffix(verb, "es") + " " + rest
			}
		}
		verb = strings.TrimSuffix(verb, "s")
	}
	return verb + " " + rest
}

// toThem reports whether a Spanish statement tells what befalls somebody ("le
// hacen esperar"), which takes "a" before who it befalls.
func toThem(statement string) bool {
	for _, w := range strings.Fields(strings.ToLower(statement)) {
		switch w {
		case "no", "nadie":
			continue
		}
		return w == "le"
	}
	return false
}

// leaning holds the words of data/refers.txt.
var leaning = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for heading, line := range wordlist.Lines(refersData) {
		for w := range wordlist.Fields(line, ",") {
			out[heading] = append(out[heading], w)
		}
	}
	return out
})

// refers reports whether words lean on something said before, or are manners.
func refers(s string) bool {
	f := text.Fold(s)
	for _, start := range leaning()["starts"] {
		if rest, ok := strings.CutPrefix(f, start); ok && (rest == "" || rest[0] == ' ' || rest[0] == '.') {
			return true
		}
	}
	for _, cue := range leaning()["holds"] {
		if strings.Contains(f, cue) {
			return true
		}
	}
	return false
}
