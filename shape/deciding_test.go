package shape

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	heed "github.com/heedhq/heed"
)

// What Decide makes of a claim at once is what the next run makes of it.
func TestDecideAgreesWithTheNextRun(t *testing.T) {
	in := someInterviews(t)
	before := mustBuild(t, in)
	inCell := slices.IndexFunc(before.Claims, func(c heed.Claim) bool {
		return slices.ContainsFunc(c.Places, func(p heed.Place) bool { return p.Cell == heed.CellPains })
	})
	for _, d := range []heed.Decision{
		{Kind: heed.DecideAccept, Target: heed.TargetClaim, TargetID: before.Claims[0].ID},
		{Kind: heed.DecideReject, Target: heed.TargetClaim, TargetID: before.Claims[1].ID},
		{Kind: heed.DecideEdit, Target: heed.TargetClaim, TargetID: before.Claims[2].ID, Into: "Wants to be told first"},
		{Kind: heed.DecideMove, Target: heed.TargetClaim, TargetID: before.Claims[inCell].ID, Into: string(heed.CellGains)},
		{Kind: heed.DecideName, Target: heed.TargetPersona, TargetID: before.Personas[0].ID, Into: "Nadia"},
		{Kind: heed.DecideName, Target: heed.TargetTheme, TargetID: before.Themes.Themes[0].ID, Into: "Being told"},
	} {
		t.Run(string(d.Target)+" "+string(d.Kind), func(t *testing.T) {
			d.ID, d.By = 1, "priya"
			at := mustBuild(t, in) // a copy of its own
			touched, ok := Decide(&at, d)
			if !ok {
				t.Fatal("was left to the next run")
			}
			with := in
			with.Previous, with.Decisions = &before, []heed.Decision{d}
			next := mustBuild(t, with)
			for _, id := range touched {
				if diff := cmp.Diff(next.Claim(id), at.Claim(id)); diff != "" {
					t.Errorf("claim (- next run, + at once):\n%s", diff)
				}
			}
			if next.Earned.Claims != at.Earned.Claims || next.Earned.Share != at.Earned.Share {
				t.Errorf("earned %d, %v; the next run says %d, %v", at.Earned.Claims, at.Earned.Share, next.Earned.Claims, next.Earned.Share)
			}
			if d.Target == heed.TargetPersona && at.Personas[0].Name != "Nadia" || d.Target == heed.TargetTheme && !at.Themes.Themes[0].Named {
				t.Error("has no name")
			}
			if d.Kind == heed.DecideMove {
				for _, m := range at.EmpathyMaps {
					if slices.Contains(m.Cells[heed.CellPains], d.TargetID) {
						t.Error("stands in its old cell too")
					}
				}
			}
		})
	}
}

func TestDecideLeavesTheRestToARun(t *testing.T) {
	u := mustBuild(t, someInterviews(t))
	for _, d := range []heed.Decision{
		{Kind: heed.DecideAccept, Target: heed.TargetClaim, TargetID: "never there"},
		{Kind: heed.DecideEdit, Target: heed.TargetClaim, TargetID: u.Claims[0].ID, Into: " "},
		{Kind: heed.DecideMove, Target: heed.TargetClaim, TargetID: u.Claims[0].ID, Into: "nowhere"},
		{Kind: heed.DecideMerge, Target: heed.TargetTheme, TargetID: u.Themes.Themes[0].ID, Into: u.Themes.Themes[1].ID},
		{Kind: heed.DecideUndo, Target: heed.TargetStudy, Undoes: 1},
	} {
		if touched, ok := Decide(&u, d); ok || len(touched) > 0 {
			t.Errorf("%s %s: laid at once", d.Target, d.Kind)
		}
	}
}
