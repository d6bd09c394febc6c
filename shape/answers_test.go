package shape

import (
	"slices"
	"testing"

	heed "github.com/heedhq/heed"
)

// TestAnswersAreEvidence answers a claim as one of its supporters would.
func TestAnswersAreEvidence(t *testing.T) {
	in := realInterviews(t)
	before := mustBuild(t, in)
	i := slices.IndexFunc(before.Claims, func(c heed.Claim) bool {
		return c.People >= 2 && c.Against == 0 && c.Basis == heed.Expressed
	})
	if i < 0 {
		t.Fatal("no claim of two people")
	}
	was := before.Claims[i]
	who := was.Evidence[0].Participant
	for _, step := range []struct {
		verdict         heed.Verdict
		people, against int
		checks          heed.Checks
	}{
		{"", was.People, 0, heed.Checks{Asked: 1}},
		{heed.Right, was.People, 0, heed.Checks{Asked: 1, Answered: 1, Agreed: 1}},
		{heed.Partly, was.People, 0, heed.Checks{Asked: 1, Answered: 1, Partly: 1}},
		{heed.Wrong, was.People - 1, 1, heed.Checks{Asked: 1, Answered: 1, Disagreed: 1}},
	} {
		in.Checks = []heed.MemberCheck{{Claim: was.ID, Anchor: quotations(was), Participant: who, Verdict: step.verdict}}
		in.Participants = nil
		u := mustBuild(t, in)
		c := u.Claim(was.ID)
		if c == nil {
			t.Fatalf("%q: the claim is gone", step.verdict)
		}
		if c.People != step.people || c.Against != step.against || c.Checks != step.checks {
			t.Errorf("%q: %d for, %d against, %+v", step.verdict, c.People, c.Against, c.Checks)
		}
		if c.Checks.Agreed == 0 && c.Confidence.Level > was.Confidence.Level {
			t.Errorf("%q raised the claim from %s to %s", step.verdict, was.Confidence.Level, c.Confidence.Level)
		}
		in.Participants = []heed.Participant{{ID: who, Consent: heed.Consent{Analysis: heed.No}}}
		if c := mustBuildClaim(t, in, was.ID); c != nil && (c.Checks != heed.Checks{}) {
			t.Errorf("%q of somebody who withdrew still counts: %+v", step.verdict, c.Checks)
		}
	}
}

func mustBuildClaim(t *testing.T, in Input, id string) *heed.Claim {
	u := mustBuild(t, in)
	return u.Claim(id)
}

// TestIDsStayApart names two claims alike beside one that has inherited the
// name that the second would get.
func TestIDsStayApart(t *testing.T) {
	b := &builder{}
	for _, id := range []string{"x", "x-2", "x", "y", "x", "x-2"} {
		b.u.Claims = append(b.u.Claims, heed.Claim{ID: id})
	}
	b.uniqueIDs()
	seen := map[string]bool{}
	for i, c := range b.u.Claims {
		if seen[c.ID] {
			t.Errorf("claim %d is called %s too", i, c.ID)
		}
		seen[c.ID] = true
	}
	if b.u.Claims[0].ID != "x" || b.u.Claims[1].ID != "x-2" {
		t.Errorf("the first do not keep their names: %+v", b.u.Claims)
	}
}
