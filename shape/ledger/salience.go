package ledger

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/corpus"
)

//go:embed data/salience.txt
var salienceData string

// cues are runs of words found by their first word.
type cues map[string][][]string

func (c cues) add(phrase string) {
	if f := strings.Fields(text.Fold(phrase)); len(f) > 0 {
		c[f[0]] = append(c[f[0]], f)
	}
}

// in counts the words at which one of the cues starts.
func (c cues) in(words []string) int {
	n := 0
	for i, w := range words {
		for _, cue := range c[w] {
			if follows(words[i:], cue) {
				n++
				break
			}
		}
	}
	return n
}

// lists are the sections of data/salience.txt by name and language.
var lists = sync.OnceValue(func() map[string]cues {
	out := map[string]cues{}
	var now cues
	for line := range strings.Lines(salienceData) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			now = cues{}
			out[strings.Trim(line, "[]")] = now
		default:
			for _, p := range strings.Split(line, ",") {
				now.add(p)
			}
		}
	}
	return out
})

func listed(name string, lang heed.Language, words []string) int {
	if lang != heed.Spanish {
		lang = heed.English
	}
	return lists()[name+" "+string(lang)].in(words)
}

// salience is how telling a sentence is, 0..1: something is at stake in it, it
// is felt, it is told in the first person, it says what follows from what, and
// it is particular. Orders, greetings and answers of a word are worth nothing.
// The parts and their shares are ours; nothing was fitted.
func salience(ut *corpus.Utterance, words []string) float64 {
	if len(words) < 4 || listed("trivial", ut.Language, words) > 0 {
		return 0
	}
	var x float64
	if listed("first", ut.Language, words) > 0 {
		x += 0.25
	}
	x += 0.15 * float64(min(2, listed("stakes", ut.Language, words)))
	if listed("consequence", ut.Language, words) > 0 {
		x += 0.12
	}
	if f, ok := ut.Strongest(); ok {
		x += 0.18 * f.Intensity
	}
	if n := listed("specific", ut.Language, words); n > 0 || strings.ContainsAny(ut.Text, "0123456789") {
		x += 0.1
	}
	if verdict(words, ut.Language) != 0 {
		x += 0.1
	}
	switch n := len(words); {
	case n < 6:
		x -= 0.15
	case n >= 8 && n <= 30:
		x += 0.12
	case n > 40:
		x -= 0.1
	}
	if strings.Contains(ut.Text, "?") {
		x -= 0.15
	}
	if listed("order", ut.Language, words) > 0 {
		x -= 0.45
	}
	return max(0, min(1, x))
}

//go:embed data/concepts.txt
var conceptData string

// concept is a need that people put in many words.
type concept struct {
	kind heed.SignalKind // that it is told under
	open bool            // to opposite views
	cues
}

// concepts are the needs of data/concepts.txt, with the cues of both languages.
var concepts = sync.OnceValue(func() []concept {
	var out []concept
	for line := range strings.Lines(conceptData) {
		part := strings.Split(line, "|")
		if len(part) != 4 || strings.HasPrefix(line, "#") {
			continue
		}
		kind, open := strings.CutSuffix(strings.TrimSpace(part[1]), "?")
		c := concept{heed.SignalKind(kind), open, cues{}}
		for _, list := range part[2:] {
			for _, p := range strings.Split(list, ",") {
				c.add(p)
			}
		}
		out = append(out, c)
	}
	return out
})

// imagined are words of what is not so, or not yet.
var imagined = map[string]bool{
	"would": true, "could": true, "might": true, "possible": true, "hopefully": true, "if": true, "hope": true, "may": true, "i'd": true, "eventually": true, "should": true,
	"si": true, "podria": true, "ojala": true, "seria": true, "espero": true, "quiza": true, "quizas": true,
}

// conceptsOf are the numbers of the concepts that a sentence carries. What is
// only imagined carries none but a risk.
func conceptsOf(words []string) []int {
	var out []int
	unreal := slices.ContainsFunc(words, func(w string) bool { return imagined[w] })
	for i, c := range concepts() {
		if !(unreal && c.kind != heed.SigRisk) && c.in(words) > 0 {
			out = append(out, i)
		}
	}
	return out
}
