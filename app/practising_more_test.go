package app_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// group is a call with two customers of one firm.
const group = `Rep: What happened in the week you switched?

Ines Prado: The scanners went dark on the first night and nobody at your desk could say who would call us back. It cost us the whole weekend and the problem came back on Monday. I was very frustrated by it.

Rep: I am sorry. You were left alone with it, and that was on us.

Bea Soto: It was worse in the office. We could not send one invoice for three days and the bank rang twice about the overdraft. I was afraid that we would not make the wages.

Rep: You were afraid for the wages. I will ring you at noon tomorrow with what we know.

Bea Soto: Thank you. That would help.

Rep: Shall we move the next step to March?

Ines Prado: We don't want to do that again, it is too much of a risk for us and we tried that once already.

Rep: You tried it and paid for it. What would have to be different?

Ines Prado: Somebody on site, and a date that is ours.
`

func trains(t *testing.T) *clocked {
	t.Helper()
	a := withClock(t, t.TempDir())
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	bringIn(t, a.App, app.ImportRequest{Paths: []string{folder(t, map[string]string{"group.txt": group})},
		Defaults: app.Defaults{Kind: heed.KindCall, Consent: heed.Consent{Training: heed.Yes}}})
	return a
}

const talks = "interviews"

// TestTakenBack: what was practised on the words of somebody who takes their
// consent back goes, and what was practised on others' words stays.
func TestTakenBack(t *testing.T) {
	ctx := context.Background()
	for name, withdraw := range map[string]func(a *clocked, who string) error{
		"training": func(a *clocked, who string) error {
			return a.ChangeParticipant(ctx, who, app.ParticipantChange{Consent: heed.Consent{Training: heed.No}})
		},
		"quoting inside": func(a *clocked, who string) error {
			return a.ChangeParticipant(ctx, who, app.ParticipantChange{Consent: heed.Consent{Training: heed.Yes, QuoteInside: heed.No}})
		},
		"forgotten": func(a *clocked, who string) error {
			_, err := a.Erase(ctx, who)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			a := trains(t)
			list, err := a.Moments(ctx, talks, app.PracticeOptions{})
			if err != nil || len(list) != 2 {
				t.Fatalf("%d moments, %v", len(list), err)
			}
			who := map[heed.Feeling]string{}
			for _, m := range list {
				who[m.Feeling()] = m.Participant
				if _, _, err := a.ReadMoment(ctx, "priya", talks, m.ID, app.PracticeGuess{Feel: string(m.Feeling()), Thought: m.Said.Text}); err != nil {
					t.Fatal(err)
				}
			}
			if err := withdraw(a, who[heed.Fear]); err != nil {
				t.Fatal(err)
			}
			p, err := a.Practice(ctx, "priya", talks)
			if err != nil {
				t.Fatal(err)
			}
			// An erased conversation is kept anew, and its practice goes whole.
			want := 1
			if name == "forgotten" {
				want = 0
			}
			if p.Answers != want || p.Offers.Moments != 1 {
				t.Errorf("%d answers and %d moments are left, want %d and 1", p.Answers, p.Offers.Moments, want)
			}
			for _, k := range p.Skills {
				if k.Skill == "read:threat" {
					t.Errorf("the answer to their moment still counts: %+v", k)
				}
			}
		})
	}
}

// TestColleagues: answers are read by others only while their author lets them,
// and nobody can mark another's.
func TestColleagues(t *testing.T) {
	ctx := context.Background()
	a := trains(t)
	list, err := a.Moments(ctx, talks, app.PracticeOptions{Family: heed.Threat})
	if err != nil || len(list) != 1 {
		t.Fatalf("%d, %v", len(list), err)
	}
	m := list[0]
	const good = "You were afraid for the wages, with the bank ringing. I will call you at noon tomorrow with the date."
	got, err := a.AnswerMoment(ctx, "priya", talks, m.ID, good, heed.English)
	if err != nil {
		t.Fatal(err)
	}
	best := func(who string) int {
		t.Helper()
		list, err := a.BestAnswers(ctx, who, talks, m.Said, m.ID)
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	if best("craig") != 0 {
		t.Error("an answer is read before its author shares it")
	}
	if err := a.ShareAnswer(ctx, "craig", talks, got.Attempt.ID, true); heed.ErrorCode(err) != heed.CodeNotFound {
		t.Errorf("somebody else shares it: %v", err)
	}
	if err := a.ShareAnswer(ctx, "priya", talks, got.Attempt.ID, true); err != nil {
		t.Fatal(err)
	}
	if best("craig") != 1 || best("priya") != 0 {
		t.Errorf("shared: %d for a colleague, %d for its author", best("craig"), best("priya"))
	}
	if err := a.ShareAnswer(ctx, "priya", talks, got.Attempt.ID, false); err != nil || best("craig") != 0 {
		t.Errorf("taken back, and still read: %v", err)
	}
	if err := a.ContestScore(ctx, "craig", talks, got.Attempt.ID, true); heed.ErrorCode(err) != heed.CodeNotFound {
		t.Errorf("somebody else contests it: %v", err)
	}
	if _, err := a.AnswerAgain(ctx, "craig", talks, got.Attempt.ID, heed.English); heed.ErrorCode(err) != heed.CodeNotFound {
		t.Errorf("somebody else opens it: %v", err)
	}
	if err := a.ContestScore(ctx, "priya", talks, got.Attempt.ID, true); err != nil {
		t.Fatal(err)
	}
	if p, err := a.Practice(ctx, "priya", talks); err != nil || p.Contested != 1 || len(p.Skills) != 0 {
		t.Errorf("contested, and in a figure: %+v, %v", p.Skills, err)
	}
	if _, err := a.AnswerMoment(ctx, "priya", talks, m.ID, " \n", heed.English); heed.ErrorCode(err) != heed.CodeInvalid {
		t.Errorf("an empty answer: %v", err)
	}
}

// TestRehearsal: every line of the customer's is a real one.
func TestRehearsal(t *testing.T) {
	ctx := context.Background()
	a := trains(t)
	pool, err := a.Pushbacks(ctx, talks, app.PushbackChoice{})
	if err != nil || len(pool) == 0 || pool[0].Level != 1 || pool[0].Kind != "tried_that" {
		t.Fatalf("%+v, %v", pool, err)
	}
	p, reached, err := a.NextPushback(ctx, "priya", talks, app.PushbackChoice{})
	if err != nil || p.ID != pool[0].ID || reached != 1 {
		t.Fatalf("%s at level %d, %v", p.ID, reached, err)
	}
	said := []string{"You tried it once and paid for it. What would have to be different for you?"}
	r, err := a.Rehearse(ctx, talks, p.ID, said, heed.English)
	if err != nil || len(r.Turns) != 1 || r.Now == nil {
		t.Fatalf("%+v, %v", r, err)
	}
	if r.Now.Said.Text != "Somebody on site, and a date that is ours." || r.Now.From == nil || !r.Now.From.Same {
		t.Errorf("they go on with %q, %+v", r.Now.Said.Text, r.Now.From)
	}
	id, err := a.KeepRehearsed(ctx, "priya", talks, &r, 40)
	if err != nil {
		t.Fatal(err)
	}
	if own, err := a.OwnAnswers(ctx, "priya", talks, []int64{id}); err != nil || own[0].Seconds != 40 || own[0].Level != 1 || own[0].Of != 6 {
		t.Errorf("kept as %+v, %v", own, err)
	}
	if _, err := a.OwnAnswers(ctx, "craig", talks, []int64{id}); heed.ErrorCode(err) != heed.CodeNotFound {
		t.Errorf("somebody else opens it: %v", err)
	}
	if r, err := a.Rehearse(ctx, talks, p.ID, []string{"Bananas."}, heed.English); err != nil || !r.Ended || r.Now != nil {
		t.Errorf("somebody goes on from bananas: %+v, %v", r.Now, err)
	}
	if _, err := a.Rehearse(ctx, talks, p.ID, []string{"Bananas.", "Pears."}, heed.English); heed.ErrorCode(err) != heed.CodeConflict {
		t.Errorf("an answer after the end: %v", err)
	}
	if _, err := a.Rehearse(ctx, talks, p.ID, make([]string, 9), heed.English); heed.ErrorCode(err) != heed.CodeInvalid {
		t.Errorf("nine answers: %v", err)
	}
	for _, c := range []app.PushbackChoice{{Kind: "price"}, {Level: 3}, {Language: heed.Spanish}} {
		if _, _, err := a.NextPushback(ctx, "priya", talks, c); heed.ErrorCode(err) != heed.CodeNotFound {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

// TestPlan: what was never tried comes by one's work, what is due comes first.
func TestPracticePlan(t *testing.T) {
	ctx := context.Background()
	a := trains(t)
	first := func() app.PlanStep {
		t.Helper()
		p, err := a.Practice(ctx, "priya", talks)
		if err != nil || len(p.Next) == 0 {
			t.Fatalf("%+v, %v", p, err)
		}
		return p.Next[0]
	}
	for work, want := range map[string]string{app.WorkSales: app.ExercisePushback, app.WorkMarketing: app.ExerciseRead, app.WorkService: app.ExerciseAnswer} {
		if err := a.SavePracticeProfile(ctx, app.PracticeProfile{Account: "priya", Study: talks, Work: work}); err != nil {
			t.Fatal(err)
		}
		if got := first(); got.Exercise != want || got.Why != app.BecauseNew {
			t.Errorf("%s begins with %s because %s", work, got.Exercise, got.Why)
		}
	}
	if err := a.SavePracticeProfile(ctx, app.PracticeProfile{Account: "priya", Study: talks, Work: "law"}); heed.ErrorCode(err) != heed.CodeInvalid {
		t.Errorf("an unknown work: %v", err)
	}
	list, _ := a.Moments(ctx, talks, app.PracticeOptions{Family: heed.Friction})
	if _, _, err := a.ReadMoment(ctx, "priya", talks, list[0].ID, app.PracticeGuess{Feel: "joy"}); err != nil {
		t.Fatal(err)
	}
	a.now = a.now.Add(48 * time.Hour)
	if got := first(); got.Skill != "friction" || got.Why != app.BecauseDue {
		t.Errorf("two days after a poor answer comes %+v", got)
	}
	next, left, of, err := a.NextMoment(ctx, "priya", talks, app.ExerciseRead, app.PracticeOptions{})
	if err != nil || next.ID == list[0].ID || left != 1 || of != 2 {
		t.Errorf("next %s, %d of %d left, %v", next.ID, left, of, err)
	}
	if _, _, _, err := a.NextMoment(ctx, "priya", talks, app.ExerciseRead, app.PracticeOptions{Family: heed.Lift}); heed.ErrorCode(err) != heed.CodeNotFound {
		t.Errorf("a family that nobody feels: %v", err)
	}
	// A recall after the call counts as practice.
	if _, err := a.Recall(ctx, "priya", list[0].Said.Conversation, "nobody could say who would call us back", 0.5, heed.English); err != nil {
		t.Fatal(err)
	}
	p, err := a.Practice(ctx, "priya", talks)
	if err != nil || !slices.ContainsFunc(p.Skills, func(k app.PracticeSkill) bool { return k.Skill == app.ExerciseRecall && k.Accuracy.N == 1 }) {
		t.Errorf("the recall is in no figure: %+v, %v", p.Skills, err)
	}
}

// TestWalk stops where the feeling turns, and keeps what one would have done.
func TestWalk(t *testing.T) {
	ctx := context.Background()
	p := withClock(t, t.TempDir())
	defer p.Close()
	if _, err := p.ImportSample(ctx, nil); err != nil {
		t.Fatal(err)
	}
	const study = "moving-to-harbourline"
	rows, err := p.Walks(ctx, study)
	if err != nil || len(rows) < 10 {
		t.Fatalf("%d can be followed, %v", len(rows), err)
	}
	w, err := p.WalkInTheirShoes(ctx, study, rows[0].Participant.ID)
	if err != nil || len(w.Stops) == 0 {
		t.Fatalf("%d stops, %v", len(w.Stops), err)
	}
	for i := 1; i < len(w.Steps); i++ {
		if x, y := w.Steps[i-1], w.Steps[i]; y.Date.Before(x.Date) || x.Conversation == y.Conversation && y.Turn <= x.Turn {
			t.Errorf("step %d is before step %d", i, i-1)
		}
	}
	at := w.Stops[0]
	if err := p.KeepStep(ctx, "priya", study, w.Participant.ID, at, "I would ring her."); err != nil {
		t.Fatal(err)
	}
	if err := p.KeepStep(ctx, "priya", study, w.Participant.ID, at+1000, "I would ring her."); heed.ErrorCode(err) != heed.CodeInvalid {
		t.Errorf("where there is no stop: %v", err)
	}
	if would, err := p.Walked(ctx, "priya", &w); err != nil || would[at] != "I would ring her." {
		t.Errorf("%v, %v", would, err)
	}
	if would, err := p.Walked(ctx, "craig", &w); err != nil || len(would) != 0 {
		t.Errorf("somebody else sees %v, %v", would, err)
	}
	if got, err := p.Practice(ctx, "priya", study); err != nil || got.Answers != 1 || len(got.Skills) != 0 {
		t.Errorf("what nobody can score is scored: %+v, %v", got.Skills, err)
	}
}
