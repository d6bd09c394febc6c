// Package ask answers a question from what was heard: it finds the claims and
// the sentences that bear on it, and says nothing of its own. It understands
// who is asked about, what kind of thing, at which stage, and the rest as the
// subject; a question in one language finds words in the other.
package ask

import (
	_ "embed"
	"slices"
	"strconv"
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
	contact     []heed.SignalKind // of it in calls, chats and tickets only
	questions   bool              // a question is of it
	denied      string            // the kind that a question asks for which denies this one
	off         float64           // of a form of answer: what one counts that has it not
	cues, vague int               // of a form: the facets with its words, -1 for none
}

// lexicon finds facets by their forms.
type lexicon struct {
	facets []facet
	// forms holds, per language, the facets of each folded form.
	forms map[heed.Language]map[string][]int
	// cues holds the same of the words that an answer has, which mean nothing in
	// a question.
	cues map[heed.Language]map[string][]int
}

const longestForm = 5 // words

var words = sync.OnceValue(func() *lexicon {
	empty := func() map[heed.Language]map[string][]int {
		return map[heed.Language]map[string][]int{heed.English: {}, heed.Spanish: {}}
	}
	l := &lexicon{forms: empty(), cues: empty()}
	at := -1
	for line := range strings.Lines(facetData) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "["):
			l.facets = append(l.facets, parseFacet(line))
			at++
		default:
			into := l.forms
			if l.facets[at].group == "cue" {
				into = l.cues
			}
			en, es, _ := strings.Cut(line, "|")
			for lang, list := range map[heed.Language]string{heed.English: en, heed.Spanish: es} {
				for _, f := range strings.Split(list, ",") {
					if f = strings.Join(text.Words(text.Fold(f)), " "); f != "" && !slices.Contains(into[lang][f], at) {
						into[lang][f] = append(into[lang][f], at)
					}
				}
			}
		}
	}
	for i := range l.facets {
		if l.facets[i].group == "form" {
			l.facets[i].cues, l.facets[i].vague = l.named("cue", l.facets[i].name), l.named("cue", l.facets[i].name+" vague")
		}
	}
	return l
})

// named is the facet of a group and a name, -1 without one.
func (l *lexicon) named(group, name string) int {
	return slices.IndexFunc(l.facets, func(f facet) bool { return f.group == group && f.name == name })
}

// parseFacet reads "[kind fear] signals: risk; feelings: fear, anxiety".
func parseFacet(line string) (f facet) {
	head, rest, _ := strings.Cut(strings.TrimPrefix(line, "["), "]")
	f.group, f.name, _ = strings.Cut(head, " ")
	for _, part := range strings.Split(rest, ";") {
		key, list, _ := strings.Cut(part, ":")
		for _, v := range strings.Split(list, ",") {
			switch v = strings.TrimSpace(v); {
			case v == "":
			case v == "*":
				f.anyFeeling = true
			default:
				f.set(strings.TrimSpace(key), v)
			}
		}
	}
	return f
}

// wordsOnly reports whether something is of a kind by its words alone.
func (f *facet) wordsOnly() bool {
	return len(f.signals)+len(f.feelings)+len(f.contact) == 0 && !f.anyFeeling && !f.questions
}

func (f *facet) set(key, v string) {
	switch key {
	case "signals":
		f.signals = append(f.signals, heed.SignalKind(v))
	case "contact":
		f.contact = append(f.contact, heed.SignalKind(v))
	case "feelings":
		f.feelings = append(f.feelings, heed.Feeling(v))
	case "questions":
		f.questions = v == "yes"
	case "denied":
		f.denied = v
	case "off":
		f.off, _ = strconv.ParseFloat(v, 64) // TestFacetData holds that it is a number
	}
}

// cued reports whether a sentence has one of the words of a cue.
func (l *lexicon) cued(lang heed.Language, list []string, cue int) bool {
	for i := range list {
		for n := min(longestForm, len(list)-i); n > 0; n-- {
			if slices.Contains(l.cues[lang][strings.Join(list[i:i+n], " ")], cue) {
				return true
			}
		}
	}
	return false
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
