package practice

import (
	"slices"

	heed "github.com/heedhq/heed"
)

// Confirmed is what the customer of a moment answered when a claim that rests
// on it was shown back to them.
type Confirmed struct {
	Claim string `json:"claim"`
	// Shown is the claim as it was put to them, Language that of it and of
	// Words, and Words what they answered in their own.
	Shown    string        `json:"shown"`
	Language heed.Language `json:"lang,omitempty"`
	Verdict  heed.Verdict  `json:"verdict"`
	Words    string        `json:"words,omitempty"`
	On       heed.Date     `json:"on,omitzero"`
	// Feeling is what a claim about feelings says that they felt.
	Feeling heed.Feeling `json:"feeling,omitempty"`
}

// leastConfirmed is how many stems an answer must have to be compared with a
// guess: of "yes, I was worried" everything would be in common too soon.
const leastConfirmed = 4

// confirmedFeels scores a feeling against those that they confirmed, where
// that gives more than what they said.
func confirmedFeels(m *Moment, i Item, given []heed.Feeling) Item {
	for _, c := range m.Confirmed {
		if c.Verdict != heed.Right || c.Feeling == "" || i.Points == 2 {
			continue
		}
		for _, f := range given[:min(len(given), 2)] {
			switch {
			case f == c.Feeling:
				i.Points, i.Why, i.Confirmed = 2, WhySame, true
			case i.Points < 1 && Close(f, c.Feeling):
				i.Points, i.Why, i.Confirmed = 1, WhyClose, true
			}
		}
	}
	return i
}

// confirmedThinks scores a thought against what they answered in their own
// words, where that gives more than what they said at the moment.
func confirmedThinks(m *Moment, g Guess, i Item) Item {
	for _, c := range m.Confirmed {
		core := stems(c.Words, c.Language)
		if c.Verdict == heed.Wrong || len(core) < leastConfirmed {
			continue
		}
		x := Item{Name: i.Name, Wanted: c.Words, Given: g.Thought, Confirmed: true}
		given, written := stemmed(g.Thought, g.Language)
		for k, w := range given {
			if slices.Contains(core, w) {
				x.Shared = append(x.Shared, written[k])
			}
		}
		x.share(len(core), denies(g.Thought, g.Language) != denies(c.Words, c.Language))
		if x.Points > i.Points {
			i = x
		}
	}
	return i
}
