package ledger

import (
	"slices"
	"strings"

	"github.com/heedhq/heed/internal/text"
)

// piece is one place of a cue: a choice of words, up to three of any kind, or
// the speaker as subject.
type piece struct {
	words        []string
	any, subject bool
}

// most is the number of words that a * may stand for, and that may stand
// between a subject and its verb.
const (
	mostAny     = 3
	mostBetween = 3
)

var subjects = []string{"i", "we", "i'm", "i've", "i'd", "i'll", "we're", "we've", "we'd", "we'll"}

// between are the words that leave "I" the subject of the verb after them; no
// denial is among them.
var between = []string{
	"always", "usually", "often", "sometimes", "still", "also", "just", "then", "now", "even", "normally", "generally", "mostly",
	"have", "had", "do", "did", "will", "would", "then", "tend", "to", "really", "actually", "constantly", "regularly", "basically", "and", "all",
}

// pieces reads cues parted by commas; classes gives the words of a {class}.
func pieces(list string, classes map[string][]string) [][]piece {
	var out [][]piece
	for _, c := range strings.Split(list, ",") {
		var cue []piece
		for _, f := range strings.Fields(text.Fold(c)) {
			switch {
			case f == "*":
				cue = append(cue, piece{any: true})
			case f == "{i}":
				cue = append(cue, piece{subject: true})
			case f[0] == '{':
				cue = append(cue, piece{words: classes[f]})
			default:
				cue = append(cue, piece{words: strings.Split(f, "/")})
			}
		}
		if cue != nil {
			out = append(out, cue)
		}
	}
	return out
}

// anyRuns reports whether one of the cues runs through words.
func anyRuns(words []string, cues [][]piece) bool {
	for _, c := range cues {
		for i := range words {
			if runs(words[i:], c) {
				return true
			}
		}
	}
	return false
}

func runs(words []string, cue []piece) bool {
	if len(cue) == 0 {
		return true
	}
	most, skippable := 0, func(string) bool { return true }
	switch p := cue[0]; {
	case p.subject:
		if len(words) == 0 || !slices.Contains(subjects, words[0]) {
			return false
		}
		words, most, skippable = words[1:], mostBetween, func(w string) bool { return slices.Contains(between, w) }
	case p.any:
		most = mostAny
	default:
		return len(words) > 0 && slices.Contains(p.words, words[0]) && runs(words[1:], cue[1:])
	}
	for skip := 0; skip <= len(words) && skip <= most; skip++ {
		if skip > 0 && !skippable(words[skip-1]) {
			return false
		}
		if runs(words[skip:], cue[1:]) {
			return true
		}
	}
	return false
}
