package app

import (
	"context"
	"slices"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/shape"
)

// corrected holds the texts of corrected turns, by place.
type corrected map[turnAt][]string

type turnAt struct {
	conversation string
	turn         int
}

func correctedOf(list []Corrected) corrected {
	out := corrected{}
	for _, c := range list {
		out[turnAt{c.Conversation, c.Turn}] = c.Texts
	}
	return out
}

// revision is the newest revision of a turn.
func (k corrected) revision(conversation string, turn int) int {
	return max(0, len(k[turnAt{conversation, turn}])-1)
}

// carry brings a quotation to its turn's newest text. kept is false, and the
// quotation as it was, where the words have changed since.
func (k corrected) carry(q heed.Quotation) (out heed.Quotation, kept bool) {
	texts := k[turnAt{q.Conversation, q.Turn}]
	newest := len(texts) - 1
	if newest < 1 || q.Revision == newest || q.Revision > newest {
		return q, true
	}
	return q.Carry(texts[q.Revision], texts[newest], newest)
}

// forward brings what people decided, and what was shown back, to the newest
// texts; what was changed keeps its old words, and is then no longer said.
func (k corrected) forward(in *shape.Input) {
	if len(k) == 0 {
		return
	}
	all := func(list []heed.Quotation) []heed.Quotation {
		list = slices.Clone(list)
		for i := range list {
			list[i], _ = k.carry(list[i])
		}
		return list
	}
	for i := range in.Conversations {
		c := &in.Conversations[i]
		for t := range c.Turns {
			if n := k.revision(c.ID, t); n > 0 {
				if c.Revision == nil {
					c.Revision = make([]int, len(c.Turns))
				}
				c.Revision[t] = n
			}
		}
	}
	for i := range in.Decisions {
		d := &in.Decisions[i]
		d.Anchor = all(d.Anchor)
		if d.Claim == nil || len(d.Claim.Evidence) == 0 {
			continue
		}
		claim := *d.Claim
		claim.Evidence = slices.Clone(claim.Evidence)
		for j := range claim.Evidence {
			claim.Evidence[j].Quotation, _ = k.carry(claim.Evidence[j].Quotation)
		}
		d.Claim = &claim
	}
	for i := range in.Checks {
		in.Checks[i].Anchor = all(in.Checks[i].Anchor)
	}
}

// correctedIn reads what was corrected in a study.
func correctedIn(ctx context.Context, tx Tx, study string) (corrected, error) {
	list, err := tx.Corrections.Corrected(ctx, study)
	return correctedOf(list), err
}
