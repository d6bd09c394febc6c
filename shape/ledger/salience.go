package ledger

import (
	_ "embed"
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/corpus"
	"github.com/heedhq/heed/shape/needs"
)

//go:embed data/salience.txt
var salienceData string

func listed(name string, lang heed.Language, words []string) int {
	if lang != heed.Spanish {
		lang = heed.English
	}
	return lists()[name+" "+string(lang)].In(words)
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

// conceptsOf are the numbers of the concepts that a sentence carries. What is
// only imagined carries none but a risk.
func conceptsOf(named []int, words []string) []int {
	out := slices.Clone(named)
	if cued(words, "imagined") {
		out = slices.DeleteFunc(out, func(i int) bool { return needs.All()[i].Kind != heed.SigRisk })
	}
	return out
}
