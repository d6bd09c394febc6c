package app_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

func readIfThere(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return data
}

func TestYouSaidWeDid(t *testing.T) {
	ctx := context.Background()
	a, r := shownFour(t)
	who := voiceOf(t, &r, "relieved that the warehouse")
	claims := claimsOf(&r, who, 2)
	due := heed.Date{Year: 2026, Month: 11, Day: 1}
	for _, bad := range []heed.Commitment{
		{Text: "", Owner: "Priya", Due: due}, {Text: "x", Due: due}, {Text: "x", Owner: "Priya"}, {Text: "x", Owner: "Priya", Due: due, Claim: "none"},
	} {
		bad.Study = "interviews"
		if _, err := a.Commit(ctx, bad); err == nil {
			t.Errorf("%+v was taken", bad)
		}
	}
	k, err := a.Commit(ctx, heed.Commitment{Study: "interviews", Claim: claims[0], Text: "One name owns every problem", Owner: "Priya", Due: due})
	if err != nil {
		t.Fatal(err)
	}
	if p, _ := newPage(t, a, who, claims); len(p.Done) != 0 {
		t.Errorf("an open commitment is shown as done: %+v", p.Done)
	}
	if e, err := a.Earning(ctx, "interviews"); err != nil || e.Promised != 1 || e.Overdue != 1 || e.Kept != 0 || e.DeeperSilent != 1 {
		t.Errorf("earning %+v, %v", e, err)
	}
	if err := a.SettleCommitment(ctx, "interviews", k.ID, "done"); heed.ErrorCode(err) != heed.CodeInvalid {
		t.Errorf("settled as done: %v", err)
	}
	if err := a.SettleCommitment(ctx, "interviews", k.ID, app.CommitmentKept); err != nil {
		t.Fatal(err)
	}
	p, _ := newPage(t, a, who, claims)
	if len(p.Done) != 1 || p.Done[0].Text != k.Text || p.Done[0].Said == "" {
		t.Errorf("a kept commitment: %+v", p.Done)
	}
}

func TestPanel(t *testing.T) {
	ctx := context.Background()
	a, r := shownFour(t)
	who := voiceOf(t, &r, "relieved that the warehouse")
	if err := a.JoinPanel(ctx, who, 3); heed.ErrorCode(err) != heed.CodeInvalid {
		t.Errorf("every three days: %v", err)
	}
	if err := a.JoinPanel(ctx, who, 60); err != nil {
		t.Fatal(err)
	}
	rows, err := a.Panel(ctx, "interviews")
	if err != nil || len(rows) != 1 || !rows[0].May || !strings.Contains(rows[0].Invitation, "five minutes") {
		t.Fatalf("%+v, %v", rows, err)
	}
	newPage(t, a, who, claimsOf(&r, who, 2))
	if rows, err = a.Panel(ctx, "interviews"); err != nil || rows[0].May || rows[0].Asked != 2 || rows[0].Answered != 0 || rows[0].Next.String() != "2027-01-20" {
		t.Errorf("asked today: %+v, %v", rows, err)
	}
	a.now = a.now.AddDate(0, 0, 60)
	if rows, err = a.Panel(ctx, "interviews"); err != nil || !rows[0].May {
		t.Errorf("sixty days later: %+v, %v", rows, err)
	}
	if err := a.LeavePanel(ctx, who); err != nil {
		t.Fatal(err)
	}
	if rows, err = a.Panel(ctx, "interviews"); err != nil || rows[0].May || rows[0].Invitation != "" {
		t.Errorf("left: %+v, %v", rows, err)
	}
	_, _, err = a.NewPlayback(ctx, app.PlaybackRequest{Study: "interviews", Participant: who, Claims: claimsOf(&r, who, 2), Again: true})
	if heed.ErrorCode(err) != heed.CodeForbidden {
		t.Errorf("asked after leaving: %v", err)
	}
}

func TestFeltHeard(t *testing.T) {
	ctx := context.Background()
	a, _ := shownFour(t)
	for _, bad := range []app.Pulse{{}, {Items: [3]int{6}}, {Items: [3]int{-1, 2, 3}}} {
		bad.Study = "interviews"
		if err := a.AddPulse(ctx, bad); heed.ErrorCode(err) != heed.CodeInvalid {
			t.Errorf("%+v: %v", bad, err)
		}
	}
	for i := range 6 {
		err := a.AddPulse(ctx, app.Pulse{Study: "interviews", Account: "priya", Persona: "p", Items: [3]int{1 + i%5, 4, 0}})
		if err != nil {
			t.Fatal(err)
		}
	}
	got, err := a.FeltHeard(ctx, "interviews", "account")
	if err != nil || len(got) != 1 || got[0].N != 6 || got[0].Month != "2026-11" || got[0].Low >= got[0].Value || got[0].High <= got[0].Value {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := a.FeltHeard(ctx, "interviews", "mood"); heed.ErrorCode(err) != heed.CodeInvalid {
		t.Errorf("by mood: %v", err)
	}
}
