// Package ask answers a question from what was heard: it finds the claims and
// the sentences that bear on it, and says nothing of its own. It understands
// who is asked about, what kind of thing, at which stage, and the rest as the
// subject; a question in one language finds words in the other.
package ask

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

//go:embed data/facets.txt
var facetData string

// facet is what words of a question can ask for.
type facet struct {
	group, name string // "kind", "fear"
	signals     []heed.SignalKind
	feelings    []heed.Feeling
	anyFeeling  bool
}

// lexicon finds facets by their forms.
type lexicon struct {
	facets []facet
	// forms holds, per language, the facets of each folded form.
	forms map[heed.Language]map[string][]int
}

const longestForm = 4 // words

var words = sync.OnceValue(func() *lexicon {
	l := &lexicon{forms: map[heed.Language]map[string][]int{heed.English: {}, heed.Spanish: {}}}
	at := -1
	for line := range strings.Lines(facetData) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "["):
			l.facets = append(l.facets, parseFacet(line))
			at++
		default:
			en, es, _ := strings.Cut(line, "|")
			for lang, list := range map[heed.Language]string{heed.English: en, heed.Spanish: es} {
				for _, f := range strings.Split(list, ",") {
					if f = strings.Join(text.Words(text.Fold(f)), " "); f != "" && !slices.Contains(l.forms[lang][f], at) {
						l.forms[lang][f] = append(l.forms[lang][f], at)
					}
				}
			}
		}
	}
	return l
})

// parseFacet reads "[kind fear] signals: risk; feelings: fear, anxiety".
func parseFacet(line string) (f facet) {
	head, rest, _ := strings.Cut(strings.TrimPrefix(line, "["), "]")
	f.group, f.name, _ = strings.Cut(head, " ")
	for _, part := range strings.Split(rest, ";") {
		key, list, _ := strings.Cut(part, ":")
		for _, v := range strings.Split(list, ",") {
			switch v = strings.TrimSpace(v); {
			case v == "":
			case strings.TrimSpace(key) == "signals":
				f.signals = append(f.signals, heed.SignalKind(v))
			case v == "*":
				f.anyFeeling = true
			default:
				f.feelings = append(f.feelings, heed.Feeling(v))
			}
		}
	}
	return f
}

// longest finds the longest form of a language that starts at word i.
func (l *lexicon) longest(lang heed.Language, list []string, i int) (facets []int, n int) {
	for n = min(longestForm, len(list)-i); n > 0; n-- {
		if f := l.forms[lang][strings.Join(list[i:i+n], " ")]; f != nil {
			return f, n
		}
	}
	return nil, 0
}

// mentions reports whether a sentence's own words name one of the facets. ok,
// where set, is asked whether the words from i on, n of them, count.
func (l *lexicon) mentions(lang heed.Language, list []string, facets []int, ok func(i, n int) bool) bool {
	for i := range list {
		found, n := l.longest(lang, list, i)
		if n == 0 || ok != nil && !ok(i, n) {
			continue
		}
		for _, f := range found {
			if slices.Contains(facets, f) {
				return true
			}
		}
	}
	return false
}
