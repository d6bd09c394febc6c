package app_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// TestMomentThatWasConfirmed: what a customer answered when a claim about a
// moment was shown back stands beside what they said next, and counts; once
// they say that it is wrong, the moment is practised no more.
func TestMomentThatWasConfirmed(t *testing.T) {
	ctx := context.Background()
	a := withClock(t, t.TempDir())
	defer a.Close()
	bringIn(t, a.App, app.ImportRequest{Paths: []string{folder(t, map[string]string{"ines.txt": strings.ReplaceAll(trained, "I was very frustrated by it.", "I was afraid that payroll would fail on Friday."), "marta.txt": marta, "ana.txt": four["ana.txt"]})},
		Defaults: app.Defaults{Consent: heed.Consent{Training: heed.Yes}}})
	list, err := a.Moments(ctx, "interviews", app.PracticeOptions{})
	list = slices.DeleteFunc(list, func(m app.PracticeMoment) bool { return !strings.HasPrefix(m.Said.Text, "I was afraid") })
	if err != nil || len(list) != 1 {
		t.Fatalf("%d moments, %v", len(list), err)
	}
	m := list[0]
	r, err := a.Shown(ctx, "interviews")
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(r.Claims, func(c heed.Claim) bool {
		return slices.ContainsFunc(c.Evidence, func(e heed.Evidence) bool {
			return e.Conversation == m.Said.Conversation && e.Turn == m.Said.Turn && e.Start < m.Said.End && m.Said.Start < e.End
		})
	})
	if i < 0 {
		t.Fatal("no claim rests on the moment")
	}
	guess := app.PracticeGuess{Feel: "fear", Thought: "the director blamed the warehouse team on Monday"}
	before, _, err := a.ReadMoment(ctx, "priya", "interviews", m.ID, guess)
	if err != nil || before.Items[1].Points != 0 {
		t.Fatalf("before: %+v, %v", before, err)
	}
	p, key := newPage(t, a, m.Participant, []string{r.Claims[i].ID})
	answer := app.PlaybackReply{Page: p.ID, Key: key, Answers: []app.PlaybackAnswer{{N: 1, Verdict: heed.Right, Words: "Yes, our director blamed my warehouse team on Monday."}}}
	if _, err := a.AnswerPlayback(ctx, answer, app.ByKey); err != nil {
		t.Fatal(err)
	}
	score, got, err := a.ReadMoment(ctx, "priya", "interviews", m.ID, guess)
	if err != nil || len(got.Confirmed) != 1 {
		t.Fatalf("confirmed: %+v, %v", got.Confirmed, err)
	}
	if c := got.Confirmed[0]; c.Verdict != heed.Right || c.Shown != p.Claims[0].Words || !strings.Contains(c.Words, "blamed") || c.On != heed.DateOf(a.now) {
		t.Errorf("confirmed: %+v", c)
	}
	if x := score.Items[1]; x.Points != 2 || !x.Confirmed {
		t.Errorf("the answer does not count: %+v", x)
	}
	again, err := a.Moments(ctx, "interviews", app.PracticeOptions{})
	if err != nil || len(again) == 0 || len(again[0].Confirmed) != 0 {
		t.Errorf("what they answered is not covered: %+v, %v", again, err)
	}
	answer.Answers[0] = app.PlaybackAnswer{N: 1, Verdict: heed.Wrong, Words: "It was my colleague."}
	if _, err := a.AnswerPlayback(ctx, answer, app.ByKey); err != nil {
		t.Fatal(err)
	}
	if _, _, err := a.ReadMoment(ctx, "priya", "interviews", m.ID, guess); heed.ErrorCode(err) != heed.CodeNotFound {
		t.Errorf("a moment that was read wrongly: %v", err)
	}
}
