package app_test

import (
	"context"
	"slices"
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// painOf finds a pain in the study that nothing answers.
func painOf(t *testing.T, a *app.App, study string) string {
	t.Helper()
	v, err := a.Offers(context.Background(), study)
	if err != nil || len(v.Unanswered) == 0 {
		t.Fatalf("%d pains of %d are unanswered, %v", len(v.Unanswered), v.Pains, err)
	}
	return v.Unanswered[0]
}

func TestOffers(t *testing.T) {
	ctx := context.Background()
	a, _ := heardTwo(t)
	pain := painOf(t, a, "interviews")
	if _, err := a.AddOffer(ctx, "interviews", " ", ""); heed.ErrorCode(err) != heed.CodeInvalid {
		t.Errorf("an offer without a name: %v", err)
	}
	if _, err := a.AddOffer(ctx, "nowhere", "Help", ""); heed.ErrorCode(err) != heed.CodeNotFound {
		t.Errorf("an offer in no study: %v", err)
	}
	o, err := a.AddOffer(ctx, "interviews", "A tune on hold", "plays music")
	if err != nil {
		t.Fatal(err)
	}
	state := func() heed.OfferState {
		v, err := a.Offers(ctx, "interviews")
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range v.Offers {
			for _, p := range x.Pains {
				if p.Claim == pain && x.ID == o.ID {
					if slices.Contains(v.Unanswered, pain) {
						t.Error("it is answered and unanswered")
					}
					return p.State
				}
			}
		}
		return ""
	}
	if got := state(); got != "" {
		t.Fatalf("a tune answers it: %s", got)
	}
	yes, err := a.LinkOffer(ctx, "interviews", o.ID, pain, true, "Priya")
	if err != nil || state() != heed.OfferConfirmed {
		t.Fatalf("confirmed: %s, %v", state(), err)
	}
	bringThird(t, a, app.Defaults{}) // a new run keeps what was decided
	if err := a.PendingStudies(ctx, nil); err != nil {
		t.Fatal(err)
	}
	rep, err := a.Shown(ctx, "interviews")
	if err != nil || len(rep.Unfit) != 0 {
		t.Fatalf("unfit: %+v, %v", rep.Unfit, err)
	}
	if _, err := a.Undo(ctx, "interviews", yes.ID, ""); err != nil {
		t.Fatal(err)
	}
	if got := state(); got != "" {
		t.Errorf("undone, it is %s", got)
	}
	if _, err := a.LinkOffer(ctx, "interviews", "none", pain, true, ""); heed.ErrorCode(err) != heed.CodeNotFound {
		t.Errorf("linked an offer that is not there: %v", err)
	}
	if err := a.RemoveOffer(ctx, "interviews", o.ID); err != nil {
		t.Fatal(err)
	}
	if err := a.RemoveOffer(ctx, "interviews", o.ID); heed.ErrorCode(err) != heed.CodeNotFound {
		t.Errorf("removed twice: %v", err)
	}
}
