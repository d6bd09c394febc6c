package journeys

import (
	"cmp"
	"slices"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/corpus"
	"github.com/heedhq/heed/shape/ledger"
	"github.com/heedhq/heed/shape/quote"
)

const (
	// mentions is the most touchpoints that are named at a stage beside claims.
	mentions = 5
	// named is the certainty from which a channel or a touchpoint is taken for
	// one.
	named = 0.6
)

// between are the channels that people use among themselves as well: a sentence
// must say that it is about us and them.
var between = map[string]bool{"phone": true, "email": true, "WhatsApp": true, "text message": true, "video call": true, "chat": true, "in person": true, "post": true}

// mentioned finds the touchpoints and channels that customers name at each
// stage, most people first, each with the words of one who names it. A claim
// needs several people of one persona who say the same of it; that a demo was
// spoken of while evaluating is worth knowing before.
func mentioned(c *corpus.Corpus, l *Layout) [][]heed.Mention {
	type key struct {
		stage int32
		value string
	}
	type found struct {
		kind   heed.SignalKind
		people map[int32]bool
		best   int32
		score  float64
	}
	by := map[key]*found{}
	for u := range c.Utterances {
		ut := &c.Utterances[u]
		if ut.Person < 0 || ut.Hearsay || ut.Courtesy || l.Of[u].Stage < 0 {
			continue
		}
		for i := range ut.Signals {
			s := &ut.Signals[i]
			if s.Kind != heed.SigChannel && s.Kind != heed.SigTouchpoint || s.Value == "" || s.Confidence < named ||
				between[s.Value] && !holds(text.Fold(ut.Text), "with us") {
				continue
			}
			k := key{l.Of[u].Stage, s.Value}
			f := by[k]
			if f == nil {
				f = &found{kind: s.Kind, people: map[int32]bool{}, best: -1}
				by[k] = f
			}
			f.people[ut.Person] = true
			if score := quote.Score(ut.Text, ut.Language); !ut.Withheld && (f.best < 0 || score > f.score) {
				f.best, f.score = int32(u), score
			}
		}
	}
	out := make([][]heed.Mention, len(l.Stages))
	for k, f := range by {
		if f.best < 0 {
			continue
		}
		sp, _ := c.Standing(f.best, corpus.Widest)
		out[k.stage] = append(out[k.stage], heed.Mention{
			Kind: f.kind, Value: k.value, People: len(f.people),
			Quote: ledger.Evidence(c, f.best, sp, nil, heed.Supports),
		})
	}
	for s := range out {
		slices.SortFunc(out[s], func(a, b heed.Mention) int {
			return cmp.Or(cmp.Compare(b.People, a.People), cmp.Compare(a.Value, b.Value))
		})
		out[s] = out[s][:min(mentions, len(out[s]))]
	}
	return out
}
