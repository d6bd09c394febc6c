package app

import (
	"cmp"
	"context"
	"slices"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/coach/practice"
)

// answeredAbout lists the answers that a participant gave when claims were
// shown back which rest on words of one turn of theirs.
func answeredAbout(checks []heed.MemberCheck, participant string, at heed.Quotation) (out []heed.MemberCheck) {
	for _, m := range checks {
		if participant != "" && m.Participant == participant && m.Verdict != "" && slices.ContainsFunc(m.Anchor, func(q heed.Quotation) bool {
			return q.Conversation == at.Conversation && q.Turn == at.Turn
		}) {
			out = append(out, m)
		}
	}
	return out
}

// confirmed is what the customer of a moment answered about it, newest first.
func (a *App) confirmed(ctx context.Context, study string, m *PracticeMoment) (out []practice.Confirmed, err error) {
	var answers []heed.MemberCheck
	var pages []Playback
	err = a.store.Read(ctx, func(tx Tx) error {
		checks, err := tx.Checks.List(ctx, study)
		if err != nil {
			return err
		}
		if answers = answeredAbout(checks, m.Participant, m.Said); len(answers) == 0 {
			return nil
		}
		pages, err = tx.Playbacks.List(ctx, study)
		return err
	})
	if err != nil || len(answers) == 0 {
		return nil, err
	}
	rep, err := a.Shown(ctx, study)
	if err != nil {
		return nil, err
	}
	for _, k := range answers {
		x := practice.Confirmed{Claim: k.Claim, Verdict: k.Verdict, Words: k.Words, On: k.Answered, Language: m.Language}
		for _, p := range pages { // oldest first; what they saw last stands
			for _, c := range p.Claims {
				if p.Participant == k.Participant && c.Claim == k.Claim {
					x.Shown, x.Language = c.Words, p.Language
				}
			}
		}
		c := rep.ClaimAt(k.Claim, k.Anchor)
		if c == nil || c.Review == heed.Rejected || x.Shown == "" {
			continue // there is nothing left to set beside it
		}
		x.Claim = c.ID
		if c.Kind == heed.SigFeels {
			best := 0.0
			for _, f := range c.Feelings {
				if f.Intensity > best {
					x.Feeling, best = f.Name, f.Intensity
				}
			}
		}
		out = append(out, x)
	}
	slices.SortStableFunc(out, func(x, y practice.Confirmed) int {
		return cmp.Or(y.On.Time().Compare(x.On.Time()), cmp.Compare(x.Claim, y.Claim))
	})
	return out, nil
}

// notRefuted leaves out moments of which their customer said that we read them
// wrongly: there is nothing to be learnt from being right by our reading.
func (a *App) notRefuted(ctx context.Context, study string, moments []practice.Moment) ([]practice.Moment, error) {
	var checks []heed.MemberCheck
	err := a.store.Read(ctx, func(tx Tx) (err error) {
		checks, err = tx.Checks.List(ctx, study)
		return err
	})
	return slices.DeleteFunc(moments, func(m practice.Moment) bool {
		return slices.ContainsFunc(answeredAbout(checks, m.Participant, m.Said), func(k heed.MemberCheck) bool {
			return k.Verdict == heed.Wrong && slices.ContainsFunc(k.Anchor, func(q heed.Quotation) bool {
				return q.Conversation == m.Said.Conversation && q.Turn == m.Said.Turn && q.Start < m.Said.End && m.Said.Start < q.End
			})
		})
	}), err
}
