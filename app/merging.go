package app

import (
	"context"

	"github.com/heedhq/heed"
)

// MergeParticipants makes one person of two: what from said is into's, with
// into's name, consent and number. What from had and into lacks is kept. It
// cannot be undone: which of the two spoke is forgotten.
func (a *App) MergeParticipants(ctx context.Context, from, into string) (err error) {
	defer heed.Wrap(&err, "merge %s into %s", from, into)
	if from == into {
		return heed.Errorf(heed.CodeInvalid, "a person cannot be merged with themselves; choose another")
	}
	var study string
	err = a.store.Write(ctx, func(tx Tx) error {
		gone, err := tx.People.Get(ctx, from)
		if err != nil {
			return err
		}
		stays, err := tx.People.Get(ctx, into)
		if err != nil {
			return err
		}
		if gone.Study != stays.Study {
			return heed.Errorf(heed.CodeInvalid, "the two were heard in different studies")
		}
		study = stays.Study
		if err := tx.People.Save(ctx, together(stays, gone)); err != nil {
			return err
		}
		ids, err := tx.People.Conversations(ctx, from)
		if err != nil {
			return err
		}
		for _, id := range ids {
			c, err := tx.Conversations.Get(ctx, id)
			if err != nil {
				return err
			}
			for i := range c.Speakers {
				if c.Speakers[i].Participant == from {
					c.Speakers[i].Participant = into
				}
			}
			if err := tx.Conversations.Update(ctx, &c); err != nil {
				return err
			}
		}
		if err := moveChecks(ctx, tx, study, from, into); err != nil {
			return err
		}
		return tx.People.Delete(ctx, from)
	})
	if err != nil {
		return err
	}
	a.forgetShown(study)
	_, err = a.Analyse(ctx, AnalyseRequest{Study: study})
	return err
}

// moveChecks keeps what from answered when claims were shown back.
func moveChecks(ctx context.Context, tx Tx, study, from, into string) error {
	checks, err := tx.Checks.List(ctx, study)
	if err != nil {
		return err
	}
	for _, m := range checks {
		if m.Participant != from {
			continue
		}
		m.Participant = into
		if err := tx.Checks.Save(ctx, m); err != nil {
			return err
		}
	}
	return nil
}

// together fills what p lacks from q. Where either said no, it stays no.
func together(p, q heed.Participant) heed.Participant {
	or := func(a *string, b string) {
		if *a == "" {
			*a = b
		}
	}
	or(&p.Organisation, q.Organisation)
	or(&p.Segment, q.Segment)
	or(&p.Title, q.Title)
	or(&p.BuyingRole, q.BuyingRole)
	or(&p.DisplayName, q.DisplayName)
	if p.Relationship == "" {
		p.Relationship = q.Relationship
	}
	attributes := map[string]string{}
	for k, v := range q.Attributes {
		attributes[k] = v
	}
	for k, v := range p.Attributes {
		attributes[k] = v
	}
	if len(attributes) > 0 {
		p.Attributes = attributes
	}
	strict := func(a, b heed.Allowance) heed.Allowance {
		switch {
		case a == heed.No || b == heed.No:
			return heed.No
		case a == heed.Unknown:
			return b
		}
		return a
	}
	p.Consent = heed.Consent{
		Analysis: strict(p.Consent.Analysis, q.Consent.Analysis), Training: strict(p.Consent.Training, q.Consent.Training),
		QuoteInside: strict(p.Consent.QuoteInside, q.Consent.QuoteInside), QuoteOutside: strict(p.Consent.QuoteOutside, q.Consent.QuoteOutside),
	}
	return p
}
