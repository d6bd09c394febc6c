package practice

import (
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

// nearClues is how many of their sentences right before a moment decide
// whether it can be told.
const nearClues = 4

// told reports whether the sentences right before a moment leave it to be told
// and let it be: the last does not name a feeling of the same sign, nor any of
// their turn one of the same family, and where
// we had asked for either of two feelings, the nearest clue of the answer
// points to this one, and the answer has not named the other: that would tell
// it by elimination.
func told(near []*heed.Reading, m *Moment, either bool) bool {
	sign, points := m.Feeling().Sign(), 0 // where the nearest clue of the turn points
	pointed := m.had                      // what somebody feels in general, something near must point to
	for i, r := range near {
		named := Named(r.Text, m.Language)
		if (i == len(near)-1 || r.Turn == m.Said.Turn) && slices.ContainsFunc(named, func(f heed.Feeling) bool {
			return i == len(near)-1 && f.Sign() == sign || f.Family() == m.Feeling().Family() || f == heed.Trust && m.Feeling() == heed.Distrust
		}) {
			return false
		}
		pointed = pointed || clue(r, sign)
		if r.Turn != m.Said.Turn {
			continue
		}
		switch {
		case clue(r, sign):
			points = 1
		case clue(r, -sign):
			points = -1
		}
		if either && slices.ContainsFunc(named, func(f heed.Feeling) bool { return f.Sign() == -sign }) {
			return false
		}
	}
	return pointed && (points > 0 || !either)
}

// asked reports whether one of ours names a feeling of the same family, or
// asks a distrustful customer about trust; and whether it asks for either of
// two feelings ("satisfied or frustrated?").
func asked(s string, f heed.Feeling, lang heed.Language) (same, both bool) {
	up, down := false, false
	for _, x := range Named(s, lang) {
		same = same || x.Family() == f.Family() || f == heed.Distrust && x == heed.Trust
		up, down = up || x.Sign() > 0, down || x.Sign() < 0
	}
	return same, up && down
}

// closers end a conversation: what follows them has nothing before it.
var closers = map[heed.Language][]string{
	heed.English: {"haven't covered", "haven't touched", "anything else", "something we haven't"}, heed.Spanish: {"algo mas", "alguna cosa mas", "quiere anadir", "quieres anadir"},
}

func closing(s string, lang heed.Language) bool {
	low := strings.ReplaceAll(text.Fold(s), "’", "'")
	return slices.ContainsFunc(closers[lang], func(c string) bool { return strings.Contains(low, c) })
}

// clue reports whether a sentence lets a feeling of that sign be told.
func clue(r *heed.Reading, sign int) bool {
	for _, s := range r.Signals {
		switch s.Kind {
		case heed.SigPain, heed.SigRisk, heed.SigBarrier, heed.SigObjection, heed.SigDislike:
			if sign < 0 {
				return true
			}
		case heed.SigGain, heed.SigLike, heed.SigGoal, heed.SigValue:
			if sign > 0 {
				return true
			}
		}
	}
	return float64(sign)*r.Valence > 0.2
}
