package app

import (
	"context"

	"github.com/heedhq/heed"
)

// unquotable tells, per turn, whether who speaks it refuses to be quoted inside
// the company: by their own answer, by what they answered in this conversation,
// or by the study's default.
func unquotable(ctx context.Context, tx Tx, c *heed.Conversation) ([]bool, error) {
	study := heed.Consent{}
	if c.Study != "" {
		s, err := tx.Studies.Get(ctx, c.Study)
		if err != nil {
			return nil, err
		}
		study = s.Consent
	}
	people := map[string]heed.Participant{}
	for _, s := range c.Speakers {
		if s.Role.Ours() || s.Participant == "" {
			continue
		}
		p, err := tx.People.Get(ctx, s.Participant)
		if err != nil && heed.ErrorCode(err) != heed.CodeNotFound {
			return nil, err
		}
		people[s.Participant] = p
	}
	return unquotableBy(c, study, people), nil
}

// unquotableBy is unquotable where the study's default and the participants, by
// id, are at hand.
func unquotableBy(c *heed.Conversation, study heed.Consent, people map[string]heed.Participant) []bool {
	refuses := map[string]bool{}
	for _, s := range c.Speakers {
		if s.Role.Ours() {
			continue
		}
		answer := s.Consent
		if s.Participant != "" {
			answer = answer.Strictest(people[s.Participant].Consent)
		}
		refuses[s.Speaker] = answer.Or(study).QuoteInside == heed.No
	}
	out := make([]bool, len(c.Turns))
	for i := range c.Turns {
		out[i] = refuses[c.Turns[i].Speaker]
	}
	return out
}

// close takes the words of whoever refuses to be quoted out of what is shown:
// their turns, what was read in them, and their voice's own answers.
func (v *ConversationView) close() {
	for i, closed := range v.Withheld {
		if closed {
			v.Turns[i].Text, v.Turns[i].Question = "", ""
		}
	}
	kept := v.Sensed.Readings[:0:0]
	for _, r := range v.Sensed.Readings {
		if r.Turn < 0 || r.Turn >= len(v.Withheld) || !v.Withheld[r.Turn] {
			kept = append(kept, r)
		}
	}
	v.Sensed.Readings = kept
	for i := range v.Sensed.Acts {
		if i < len(v.Withheld) && v.Withheld[i] {
			v.Sensed.Acts[i] = nil
		}
	}
}
