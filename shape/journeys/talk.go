package journeys

import (
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/corpus"
)

// talk is what a conversation's words say about the stage at which it stands.
type talk struct {
	said map[string]cue // each different cue of the customer's
	all  map[string]cue // theirs and our side's, and the title's
	at   map[string]int32
}

// hear notes the cues in a customer's sentence and tells f the stage of each.
func (t *talk) hear(s string, lang heed.Language, index map[string]int32, f func(stage int32, weight float64)) {
	if t.said == nil {
		t.said, t.all, t.at = map[string]cue{}, map[string]cue{}, map[string]int32{}
	}
	eachCue(cues(), s, lang, func(words string, is cue) {
		t.said[words], t.all[words] = is, is
		if stage, ok := index[is.stage]; ok {
			t.at[words] = stage
			f(stage, is.weight)
		}
	})
}

// overhear notes the cues in what our side says and in the title: a researcher
// who asks "how was the first week?" says where the talk stands.
func (t *talk) overhear(v corpus.Conversation, index map[string]int32) {
	note := func(words string, is cue) {
		if stage, ok := index[is.stage]; ok {
			t.all[words], t.at[words] = is, stage
		}
	}
	for i := range v.Turns {
		if v.RoleOf(i) != heed.RoleCustomer {
			eachCue(cues(), v.Turns[i].Text, v.Language, note)
		}
	}
	title := strings.Map(func(r rune) rune {
		if r == '_' || r == '.' {
			return ' '
		}
		return r
	}, v.Title)
	eachCue(cues(), title, v.Language, note)
}

const (
	// enough is what the cues for a stage must weigh together, enoughShort in a
	// conversation with a representative, who is told one matter; and ahead the
	// share of all cues' weight that they must be. Else it stands nowhere.
	enough      = 1.0
	enoughShort = 2 * passingWeight
	ahead       = 0.45
	// unlikely is what a stage counts that does not fit what the customer is to
	// us: a prospect who uses and renews, a customer who looks around.
	unlikely = 0.3
)

// stage is where the cues place a conversation, -1 for nowhere, and how certain
// that is: the share of their weight that speaks for the stage, times n/(n+1)
// for a weight of n.
func (t *talk) stage(stages []heed.Stage, related heed.Relationship, least float64) (stage int32, certainty float64) {
	votes := map[int32]float64{}
	total := 0.0
	for words, is := range t.all {
		s := t.at[words]
		w := is.weight
		if !fits(stages[s].ID, related) {
			w *= unlikely
		}
		votes[s] += w
		total += w
	}
	best := strongest(votes)
	if best < 0 || votes[best] < least-1e-9 || votes[best] < ahead*total {
		return -1, 0
	}
	return best, votes[best] / (total + 1)
}

// toldOf reports whether a conversation speaks of a stage by two different cues
// or more that are not said in passing: one word in a sentence about something
// else moves nothing.
func (t *talk) toldOf(stage int32) bool {
	n := 0
	for words, is := range t.said {
		if is.weight == 1 && t.at[words] == stage {
			n++
		}
	}
	return n > 1
}

// fits reports whether somebody who is this to us is likely at the stage. Of
// stages that a study made for itself nothing is known.
func fits(stage string, related heed.Relationship) bool {
	switch related {
	case heed.Prospect:
		return stage != "onboard" && stage != "use" && stage != "renew"
	case heed.Customer, heed.Former:
		return stage != "problem" && stage != "explore" && stage != "evaluate"
	}
	return true
}

// relations is, per conversation, what the customers in it are to us, "" where
// they differ or it is not known.
func relations(c *corpus.Corpus) []heed.Relationship {
	out := make([]heed.Relationship, len(c.Convs))
	mixed := make([]bool, len(c.Convs))
	for i := range c.People {
		r := c.People[i].Relationship
		for _, v := range c.People[i].Conversations {
			if r == "" || mixed[v] {
				continue
			}
			if out[v] != "" && out[v] != r {
				out[v], mixed[v] = "", true
				continue
			}
			out[v] = r
		}
	}
	return out
}

// eachCue calls f for each run of at most four words of s that is in the table
// of its language.
func eachCue(of map[heed.Language]map[string]cue, s string, lang heed.Language, f func(words string, is cue)) {
	table := of[lang]
	if table == nil {
		table = of[heed.English]
	}
	var last [4]string
	for tok := range text.All(s) {
		if tok.Kind != text.Word {
			last = [4]string{}
			continue
		}
		copy(last[:], last[1:])
		last[3] = text.Fold(tok.Lower)
		run := ""
		for k := 3; k >= 0 && last[k] != ""; k-- {
			if run == "" {
				run = last[k]
			} else {
				run = last[k] + " " + run
			}
			if is, ok := table[run]; ok {
				f(run, is)
			}
		}
	}
}
