package app

import (
	"context"
	"slices"

	"github.com/heedhq/heed"
)

func withdrawnUses(was, answer heed.Consent) (out []string) {
	for _, u := range []struct {
		name        string
		was, answer heed.Allowance
	}{
		{"analysis", was.Analysis, answer.Analysis}, {"training", was.Training, answer.Training},
		{"quote_inside", was.QuoteInside, answer.QuoteInside}, {"quote_outside", was.QuoteOutside, answer.QuoteOutside},
		{"recording", was.Recording, answer.Recording},
	} {
		if u.answer == heed.No && u.was != heed.No {
			out = append(out, u.name)
		}
	}
	return out
}

// withdrawQuotations takes what a participant said out of everything that
// copies it: runs, decisions, pages and answers. The conversations stay; who
// may see them is another matter than quoting them.
func withdrawQuotations(ctx context.Context, tx Tx, who heed.Participant) error {
	ids, err := tx.People.Conversations(ctx, who.ID)
	if err != nil {
		return err
	}
	theirs := map[string]map[int]bool{}
	for _, id := range ids {
		c, err := tx.Conversations.Get(ctx, id)
		if err != nil {
			return err
		}
		if err := tx.Recalls.Drop(ctx, id); err != nil { // what was remembered stands beside what was said
			return err
		}
		theirs[id] = map[int]bool{}
		for i, t := range c.Turns {
			if s, ok := c.Speaker(t.Speaker); ok && s.Participant == who.ID {
				theirs[id][i] = true
			}
		}
	}
	gone := func(q heed.Quotation) bool { return theirs[q.Conversation][q.Turn] }
	if err := withdrawFromDecisions(ctx, tx, who.Study, gone); err != nil {
		return err
	}
	pages, err := tx.Playbacks.List(ctx, who.Study)
	if err != nil {
		return err
	}
	for _, p := range pages {
		if p.Participant != who.ID {
			continue
		}
		for i := range p.Claims {
			p.Claims[i].Quotations = []heed.Quotation{}
		}
		p.Done = nil
		if err := tx.Playbacks.Save(ctx, p); err != nil {
			return err
		}
	}
	checks, err := tx.Checks.List(ctx, who.Study)
	if err != nil {
		return err
	}
	for _, m := range checks {
		if m.Participant != who.ID {
			continue
		}
		m.Anchor, m.Words, m.Said = nil, "", nil
		if err := tx.Checks.Save(ctx, m); err != nil {
			return err
		}
	}
	return forgetRuns(ctx, tx, who.Study)
}

func withdrawFromDecisions(ctx context.Context, tx Tx, study string, gone func(heed.Quotation) bool) error {
	all, err := tx.Decisions.List(ctx, study)
	if err != nil {
		return err
	}
	goneEvidence := func(e heed.Evidence) bool { return gone(e.Quotation) }
	for _, d := range all {
		quoted := slices.ContainsFunc(d.Anchor, gone) || d.Claim != nil && slices.ContainsFunc(d.Claim.Evidence, goneEvidence)
		if !quoted {
			continue
		}
		d.Anchor = slices.DeleteFunc(d.Anchor, gone)
		if d.Claim != nil {
			d.Claim.Evidence = slices.DeleteFunc(d.Claim.Evidence, goneEvidence)
		}
		if len(d.Anchor) == 0 {
			d.Into, d.Note, d.Claim = "", "", nil // words about nobody else
		}
		if err := tx.Decisions.Redact(ctx, d); err != nil {
			return err
		}
	}
	return nil
}
