package app_test

import (
	"context"
	"strings"
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

const trained = `Interviewer: What happened in the week you switched?

Ines Prado: The scanners went dark on the first night and nobody at your desk could say who would call us back. It cost us the whole weekend and two of our best customers, and the problem came back on Monday morning. I was very frustrated by it.

Interviewer: I am sorry. That must have been a long night.

Ines Prado: It was. We paid forty people by hand.
`

func TestPractice(t *testing.T) {
	ctx := context.Background()
	for consent, open := range map[heed.Allowance]bool{heed.Yes: true, heed.Unknown: false, heed.No: false} {
		a := withClock(t, t.TempDir())
		bringIn(t, a.App, app.ImportRequest{Paths: []string{folder(t, map[string]string{"ines.txt": trained})},
			Defaults: app.Defaults{Consent: heed.Consent{Training: consent}}})
		list, err := a.Moments(ctx, "interviews", app.PracticeOptions{})
		if !open {
			if heed.ErrorCode(err) != heed.CodeNotFound {
				t.Errorf("training %q: %d moments, %v", consent, len(list), err)
			}
			a.Close()
			continue
		}
		if err != nil || len(list) != 1 || list[0].Feeling() != heed.Frustration {
			t.Fatalf("%+v, %v", list, err)
		}
		m := list[0]
		score, _, err := a.ReadMoment(ctx, "priya", "interviews", m.ID, app.PracticeGuess{Feel: "frustration", Thought: "very frustrated"})
		if err != nil || score.Points != 4 || score.Of != 4 {
			t.Errorf("score %+v, %v", score, err)
		}
		out, err := a.AnswerMoment(ctx, "priya", "interviews", m.ID, "You were left in the dark with nobody to call: that is frustrating. I will ring you at noon tomorrow.", heed.English)
		if err != nil || out.Theirs == nil || out.Yours.Components.Compassionate <= out.Theirs.Components.Compassionate {
			t.Errorf("%+v beside %+v, %v", out.Yours.Components, out.Theirs, err)
		}
		plan, err := a.PracticePlan(ctx, "priya")
		if err != nil || len(plan) != 4 {
			t.Errorf("plan %+v, %v", plan, err)
		}
		if other, err := a.PracticePlan(ctx, "craig"); err != nil || len(other) != 0 {
			t.Errorf("somebody else sees %+v, %v", other, err)
		}
		if team, err := a.TeamPractice(ctx, "interviews"); err != nil || len(team) != 0 {
			t.Errorf("a team of one sees %+v, %v", team, err)
		}
		if _, _, err := a.ReadMoment(ctx, "priya", "interviews", "none:0:0", app.PracticeGuess{}); heed.ErrorCode(err) != heed.CodeNotFound {
			t.Errorf("a moment that is not there: %v", err)
		}
		w, err := a.WalkInTheirShoes(ctx, "interviews", "interviews-p1")
		if err != nil || len(w.Steps) == 0 || !strings.Contains(w.Steps[0].Text, "scanners") {
			t.Errorf("walk %+v, %v", w, err)
		}
		// Consent withdrawn: nothing is left to practise on, nor of the practice.
		if err := a.ChangeParticipant(ctx, "interviews-p1", app.ParticipantChange{Consent: heed.Consent{Training: heed.No}}); err != nil {
			t.Fatal(err)
		}
		if _, _, err := a.ReadMoment(ctx, "priya", "interviews", m.ID, app.PracticeGuess{}); heed.ErrorCode(err) != heed.CodeNotFound {
			t.Errorf("after training was withdrawn: %v", err)
		}
		if _, err := a.Erase(ctx, "interviews-p1"); err != nil {
			t.Fatal(err)
		}
		if plan, err := a.PracticePlan(ctx, "priya"); err != nil || len(plan) != 0 {
			t.Errorf("practice on erased words is left: %+v, %v", plan, err)
		}
		a.Close()
	}
}
