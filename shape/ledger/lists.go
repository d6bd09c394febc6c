package ledger

import (
	_ "embed"
	"slices"
	"sync"

	"github.com/heedhq/heed/internal/wordlist"
	"github.com/heedhq/heed/shape/needs"
)

//go:embed data/words.txt
var wordsData string

// lists are the sections of data/salience.txt and data/bears.txt, by name and
// language, and of data/words.txt, by name.
var lists = sync.OnceValue(func() map[string]needs.Cues {
	out := map[string]needs.Cues{}
	for section, line := range wordlist.Lines(salienceData + "\n" + bearsData + "\n" + wordsData) {
		if out[section] == nil {
			out[section] = needs.Cues{}
		}
		for p := range wordlist.Fields(line, ",") {
			out[section].Add(p)
		}
	}
	return out
})

// cued reports whether one of a list's words or runs of words is among words.
func cued(words []string, list string) bool { return lists()[list].In(words) > 0 }

// opens reports whether words begin with one of a list.
func opens(words []string, list string) bool { return len(words) > 0 && lists()[list].At(words) }

// among reports whether one word is on a list.
func among(word, list string) bool {
	return slices.ContainsFunc(lists()[list][word], func(cue []string) bool { return len(cue) == 1 })
}
