package app_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

const third = `Interviewer: What worried you about the move?

Lena Ortiz: I was afraid that payroll would fail on Friday. Nobody slept.
`

// bringThird brings a third person into a workspace that was analysed.
func bringThird(t *testing.T, a *app.App, d app.Defaults) app.ImportSummary {
	t.Helper()
	d.Study = "interviews"
	return bringIn(t, a, app.ImportRequest{Paths: []string{folder(t, map[string]string{"lena.txt": third})}, Defaults: d})
}

// moveOn finds the move of the claim with these words.
func moveOn(list []heed.Move, words string) *heed.Move {
	for i := range list {
		if strings.Contains(list[i].Words, words) {
			return &list[i]
		}
	}
	return nil
}

func TestOneConversationMore(t *testing.T) {
	ctx := context.Background()
	a, before := heardTwo(t)
	sum := bringThird(t, a, app.Defaults{})
	if len(sum.Moved) != 1 {
		t.Fatalf("%d studies moved", len(sum.Moved))
	}
	in := sum.Moved[0]
	m := moveOn(in.Moves, "payroll would fail")
	if m == nil {
		t.Fatalf("the claim that she repeats did not move: %+v", in.Moves)
	}
	if m.Before.People != 1 || m.After.People != 2 || len(m.Evidence) != 1 || !strings.Contains(third, m.Evidence[0].Text) {
		t.Errorf("it moved like this: %+v", m)
	}
	shown, err := a.Shown(ctx, "interviews", m.Claim)
	if err != nil {
		t.Fatal(err)
	}
	if shown.Run.ID != before.Run.ID {
		t.Error("a run was made: the increment should be shown before it")
	}
	if c := shown.Claim(m.Claim); c == nil || c.People != 2 || shown.Heard.Participants != before.Heard.Participants+1 {
		t.Errorf("the page shows %+v", c)
	}
	laid, err := a.Increments(ctx, "interviews")
	if err != nil || len(laid) != 1 || len(laid[0].Moves) != len(in.Moves) {
		t.Fatalf("kept: %+v, %v", laid, err)
	}

	if err := a.PendingStudies(ctx, nil); err != nil {
		t.Fatal(err)
	}
	if laid, err = a.Increments(ctx, "interviews"); err != nil || len(laid) != 0 {
		t.Errorf("still laid onto the new run: %+v, %v", laid, err)
	}
	changed, err := a.Changed(ctx, "interviews")
	if err != nil {
		t.Fatal(err)
	}
	if changed.From.ID != before.Run.ID || changed.To.ID == before.Run.ID {
		t.Errorf("compared %s with %s", changed.From.ID, changed.To.ID)
	}
	if _, err := a.ChangedBetween(ctx, "interviews", "none", ""); heed.ErrorCode(err) != heed.CodeNotFound {
		t.Errorf("compared with a run that is not there: %v", err)
	}
}

// What grouping anew changes is told against how a claim stood before anything
// was laid onto it.
func TestRegroupingTellsTheWholeWay(t *testing.T) {
	ctx := context.Background()
	a, before := heardTwo(t)
	sum := bringThird(t, a, app.Defaults{})
	m := moveOn(sum.Moved[0].Moves, "payroll would fail")
	if err := a.PendingStudies(ctx, nil); err != nil {
		t.Fatal(err)
	}
	changed, err := a.Changed(ctx, "interviews")
	if err != nil {
		t.Fatal(err)
	}
	after, err := a.Shown(ctx, "interviews")
	if err != nil {
		t.Fatal(err)
	}
	was, now := before.Claim(m.Claim), after.Claim(m.Claim)
	if was == nil || now == nil {
		t.Fatalf("the claim did not carry over: %v, %v", was, now)
	}
	rose := was.Confidence.Level < now.Confidence.Level
	told := moveOn(changed.Moves, "payroll would fail")
	if rose != (told != nil) {
		t.Fatalf("from %s to %s, told: %+v", was.Confidence.Level, now.Confidence.Level, told)
	}
	if told != nil && told.Before.People != was.People {
		t.Errorf("told from %d people on; it was %d", told.Before.People, was.People)
	}
}

func TestWhoeverRefusesMovesNothing(t *testing.T) {
	a, before := heardTwo(t)
	sum := bringThird(t, a, app.Defaults{Consent: heed.Consent{Analysis: heed.No}})
	if len(sum.Moved) != 0 {
		t.Errorf("moved: %+v", sum.Moved)
	}
	after, err := a.Shown(context.Background(), "interviews")
	if err != nil || after.Heard.Participants != before.Heard.Participants {
		t.Errorf("%d heard, %v", after.Heard.Participants, err)
	}
}

func TestErasureForgetsWhatMoved(t *testing.T) {
	ctx := context.Background()
	a, _ := heardTwo(t)
	sum := bringThird(t, a, app.Defaults{})
	who := sum.Moved[0].Moves[0].Evidence[0].Participant
	if _, err := a.Erase(ctx, who); err != nil {
		t.Fatal(err)
	}
	laid, err := a.Increments(ctx, "interviews")
	if err != nil || len(laid) != 0 {
		t.Errorf("still there: %+v, %v", laid, err)
	}
}

func TestManyAtOnceWaitForTheRun(t *testing.T) {
	a, _ := heardTwo(t)
	many := map[string]string{}
	for i := range 21 {
		many[fmt.Sprintf("p%02d.txt", i)] = strings.ReplaceAll(third, "Lena Ortiz", fmt.Sprintf("Lena Ortiz%c", 'a'+i))
	}
	sum := bringIn(t, a, app.ImportRequest{Paths: []string{folder(t, many)}, Defaults: app.Defaults{Study: "interviews"}})
	if sum.Conversations != 21 || len(sum.Moved) != 0 {
		t.Errorf("%d conversations, moved: %d", sum.Conversations, len(sum.Moved))
	}
}
