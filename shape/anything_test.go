package shape

import (
	"testing"

	heed "github.com/heedhq/heed"
	"pgregory.net/rapid"
)

// Whatever people decided, in whatever order and however wrong, the next run
// stands: nothing breaks, every claim is valid, every share is in its range,
// and only decisions that were made are listed as no longer fitting.
func TestAnyDecisions(t *testing.T) {
	in := theSwitch(t)
	before := mustBuild(t, in)
	ids := []string{"", "nothing", "p-finance", string(heed.CellPains), "onboard"}
	for i := range before.Claims {
		ids = append(ids, before.Claims[i].ID)
	}
	for i := range before.Themes.Themes {
		ids = append(ids, before.Themes.Themes[i].ID)
	}
	for i := range before.Personas {
		ids = append(append(ids, before.Personas[i].ID), before.Personas[i].Participants...)
	}
	kinds := []heed.DecisionKind{
		heed.DecideAccept, heed.DecideEdit, heed.DecideReject, heed.DecideMove, heed.DecideAdd, heed.DecideName, heed.DecideMerge,
		heed.DecideSplit, heed.DecidePin, heed.DecideCode, heed.DecideSettings, heed.DecideUndo, "unheard of",
	}
	targets := []heed.TargetKind{heed.TargetClaim, heed.TargetTheme, heed.TargetPersona, heed.TargetParticipant, heed.TargetQuotation, heed.TargetStudy}
	rapid.Check(t, func(t *rapid.T) {
		in := in
		in.Previous = &before
		n := rapid.IntRange(0, 12).Draw(t, "n")
		for i := range n {
			d := heed.Decision{
				ID: int64(i + 1), Kind: rapid.SampledFrom(kinds).Draw(t, "kind"), Target: rapid.SampledFrom(targets).Draw(t, "target"),
				TargetID: rapid.SampledFrom(ids).Draw(t, "id"), Into: rapid.SampledFrom(append(ids, " ", "a name")).Draw(t, "into"),
				Undoes: int64(rapid.IntRange(0, n+1).Draw(t, "undoes")),
			}
			c := before.Claims[rapid.IntRange(0, len(before.Claims)-1).Draw(t, "claim")]
			if rapid.Bool().Draw(t, "anchored") {
				d.Anchor = quotations(c)
			}
			if d.Kind == heed.DecideAdd || rapid.Bool().Draw(t, "with claim") {
				c.ID = rapid.SampledFrom([]string{"", "hand", c.ID}).Draw(t, "claim id")
				d.Claim = &c
			}
			if rapid.Bool().Draw(t, "placed") {
				d.Place = &heed.Place{Persona: rapid.SampledFrom(ids).Draw(t, "persona"), Cell: rapid.SampledFrom(append(heed.Cells, "")).Draw(t, "cell"), Stage: rapid.SampledFrom([]string{"", "use", "never"}).Draw(t, "stage")}
			}
			in.Decisions = append(in.Decisions, d)
		}
		u, err := Build(t.Context(), in)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for i := range u.Claims {
			if err := u.Claims[i].Validate(); err != nil {
				t.Fatal(err)
			}
			if seen[u.Claims[i].ID] {
				t.Fatalf("two claims are called %s", u.Claims[i].ID)
			}
			seen[u.Claims[i].ID] = true
		}
		for _, p := range u.Personas {
			for f, list := range p.Fields {
				for _, id := range list {
					if c := u.Claim(id); c == nil || c.Review == heed.Rejected {
						t.Fatalf("field %s of %s holds %s, which is not there or rejected", f, p.ID, id)
					}
				}
			}
			if p.Earned.Share < 0 || p.Earned.Share > 1 {
				t.Fatalf("%s has earned %v", p.ID, p.Earned.Share)
			}
		}
		unfit := map[int64]int{}
		for _, d := range u.Unfit {
			if unfit[d.ID]++; d.ID < 1 || d.ID > int64(n) || unfit[d.ID] > 1 {
				t.Fatalf("decision %d is listed %d times", d.ID, unfit[d.ID])
			}
		}
	})
}
