package ledger

import (
	"fmt"

	heed "github.com/heedhq/heed"
)

// most is the greatest number of one change that is tried.
const most = 12

// changes are what could lift a claim, in the order of how soon a team can do
// them.
var changes = []string{"accept", "confirm", "participant", "organisation", "open_question", "own_account", "recent"}

// lift is what would raise a claim, how many of it, and whether more than that
// is needed.
type lift struct {
	change string
	n      int
	more   bool
}

// raise returns the smallest single change that would lift the claim's level;
// else an acceptance and a confirmation, where the two together do; else the
// first that a lift cannot do without.
func raise(c *heed.Claim, ctx Context) lift {
	now := judge(c, ctx)
	best := lift{n: most + 1}
	for _, change := range changes {
		for k := 1; k < best.n; k++ {
			with, ok := changed(c, ctx, change, k)
			if ok && judge(&with, ctx).Level > now.Level {
				best = lift{change: change, n: k}
				break
			}
			if change == "accept" || change == "confirm" {
				break
			}
		}
	}
	if best.change != "" {
		return best
	}
	if with, ok := changed(c, ctx, "accept", 1); ok {
		if with, _ = changed(&with, ctx, "confirm", 1); judge(&with, ctx).Level > now.Level {
			return lift{change: "accept_confirm", n: 1}
		}
	}
	// a cap and a concern, or concern upon concern: what is asked of others first
	for _, s := range now.Steps {
		switch {
		case !s.Lowered:
		case s.Reason == "few_participants":
			return lift{"participant", max(1, ctx.Settings.MinParticipants-c.People), true}
		case s.Reason == "contradicted", s.Reason == "not_saturated":
			return lift{"participant", 1, true}
		}
	}
	if c.Checks.Agreed == 0 {
		return lift{"confirm", 1, true}
	}
	return lift{"accept", 1, true}
}

// changed is the claim as it would be after k of a change.
func changed(c *heed.Claim, ctx Context, change string, k int) (heed.Claim, bool) {
	with := *c
	switch change {
	case "accept":
		if c.Review != heed.Machine && c.Review != "" {
			return with, false
		}
		with.Review = heed.Accepted
		return with, true
	case "confirm":
		with.Checks.Agreed++
		return with, true
	}
	with.Evidence = append([]heed.Evidence(nil), c.Evidence...)
	for i := range k {
		with.People++
		e := heed.Evidence{
			Quotation: heed.Quotation{Conversation: fmt.Sprintf("+%d", i)},
			Stance:    heed.Supports, Participant: fmt.Sprintf("+%d", i), Basis: heed.Expressed,
			Segment: ctx.Segment, Stage: ctx.Stage, Drawn: heed.ActOpenQuestion,
		}
		if change == "organisation" {
			e.Organisation = e.Participant
			with.Organisations++
		} else if o := firstOrganisation(c); o != "" {
			e.Organisation = o // a colleague of those who said it already
		}
		with.Evidence = append(with.Evidence, e)
	}
	if change == "recent" {
		with.LastHeard = ctx.AsOf
	}
	return with, reasonFor(change, c, ctx)
}

// reasonFor reports whether the change answers a concern that the claim has,
// so that a claim is not said to need an open question where it merely needs
// one more voice.
func reasonFor(change string, c *heed.Claim, ctx Context) bool {
	for _, s := range judge(c, ctx).Steps {
		if !s.Lowered {
			continue
		}
		switch change {
		case "participant":
			if s.Reason == "few_participants" || s.Reason == "contradicted" {
				return true
			}
		case "organisation":
			if s.Reason == "few_organisations" {
				return true
			}
		case "open_question":
			if s.Reason == "leading_questions" || s.Reason == "machine_transcript" {
				return true
			}
		case "own_account":
			if s.Reason == "hearsay" {
				return true
			}
		case "recent":
			if s.Reason == "old" || s.Reason == "other_segment" {
				return true
			}
		}
	}
	return false
}

func firstOrganisation(c *heed.Claim) string {
	for i := range c.Evidence {
		if c.Evidence[i].Organisation != "" {
			return c.Evidence[i].Organisation
		}
	}
	return ""
}
