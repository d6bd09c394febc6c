package cli

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// components prints the three components of a reply, and what may hurt in it.
func (t *talking) components(j *app.ReplyJudgement) {
	level := func(v float64) string {
		switch {
		case v >= app.StrongComponent:
			return t.Say("web.reply.strong")
		case v >= app.WeakComponent:
			return t.Say("web.reply.weak")
		}
		return t.Say("web.reply.none")
	}
	c := j.Components
	t.say("  %s: %s; %s: %s; %s: %s", t.Say("web.reply.cognitive"), level(c.Cognitive), t.Say("web.reply.emotional"), level(c.Emotional), t.Say("web.reply.acting"), level(c.Compassionate))
	for _, h := range j.Harms {
		t.say("  %s: %s", t.Say("web.reply.harms"), h.Why)
		t.say("    %s", h.Instead)
	}
}

func (t *talking) moved(v float64) string {
	switch {
	case v >= app.FeltMoved:
		return t.Say("web.practice.moved.up", "v", t.Decimal(v, 1))
	case v <= -app.FeltMoved:
		return t.Say("web.practice.moved.down", "v", t.Decimal(-v, 1))
	}
	return t.Say("web.practice.moved.same")
}

type practiseAnswerCmd struct {
	practised
	choosing
	Share bool `help:"Let colleagues read these answers under your name."`
}

// Run stops at moments and asks for a reply.
func (c *practiseAnswerCmd) Run(ctx context.Context, s *session) error {
	if err := c.check(); err != nil {
		return err
	}
	a, t, err := c.open(ctx, s)
	if err != nil {
		return err
	}
	defer s.close(a)
	list, err := a.Moments(ctx, c.Study, app.PracticeOptions{Most: c.N, Seed: c.Seed, Language: heed.Language(c.In)})
	if err != nil {
		return err
	}
	if len(list) == 0 {
		t.say("%s", t.Say("web.practice.none"))
	}
	for i := range list {
		m := &list[i]
		t.say("\n%s\n", t.Say("of", "k", i+1, "n", len(list)))
		t.before(m.Before)
		t.say("\n  >> %s\n", oneLine(m.Said.Text+" "+m.Next))
		written, ok := t.block(t.Say("web.practice.your_answer"))
		if !ok {
			continue
		}
		got, err := a.AnswerMoment(ctx, c.Account, c.Study, m.ID, written, heed.Language(c.Lang))
		if err != nil {
			return err
		}
		if c.Share {
			if err := a.ShareAnswer(ctx, c.Account, c.Study, got.Attempt.ID, true); err != nil {
				return err
			}
		}
		t.say("%s", t.Say("web.practice.yours"))
		t.components(&got.Yours)
		if m.Ours != nil && got.Theirs != nil {
			t.say("%s: %s", t.Say("web.practice.theirs"), oneLine(m.Ours.Text))
			t.components(got.Theirs)
			if m.After != nil {
				t.say("%s: %s (%s)", t.Say("web.practice.after_that"), oneLine(m.After.Said.Text), t.moved(m.After.Moved))
			}
		} else {
			t.say("%s", t.Say("web.practice.nobody_said"))
		}
		best, err := a.BestAnswers(ctx, c.Account, c.Study, m.Said, m.ID)
		if err != nil {
			return err
		}
		for _, b := range best {
			t.say("%s: %s", b.Account, oneLine(b.Text))
		}
		err = t.give(struct {
			app.AnsweredMoment
			Best []app.Answered `json:"best,omitempty"`
		}{got, best})
		if err != nil {
			return err
		}
	}
	return t.in.Err()
}

type practiseGymCmd struct {
	practised
	Kind    string `enum:",price,timing,trust,change,authority,competitor,tried_that,silence,refuse" default:"" help:"Only objections of this kind: price, timing, trust, change, authority, competitor, tried_that, silence, refuse."`
	Level   int    `help:"1 to 3; without it you rise as you answer well."`
	Persona string `help:"Only objections of this persona's participants."`
	In      string `enum:",en,es" default:"" help:"Only what was said in this language: en or es."`
	Timed   bool   `help:"Note how long each answer takes."`
	List    bool   `help:"Print the objections from the mildest on, and ask nothing."`
}

// Run rehearses one objection over several turns.
func (c *practiseGymCmd) Run(ctx context.Context, s *session) error {
	if c.Level < 0 || c.Level > 3 {
		return heed.Errorf(heed.CodeInvalid, "--level is from 1 to 3, not %d", c.Level)
	}
	a, t, err := c.open(ctx, s)
	if err != nil {
		return err
	}
	defer s.close(a)
	choice := app.PushbackChoice{Kind: c.Kind, Level: c.Level, Persona: c.Persona, Language: heed.Language(c.In)}
	if c.List {
		list, err := a.Pushbacks(ctx, c.Study, choice)
		if err != nil {
			return err
		}
		for i := range list {
			p := &list[i]
			t.say("%d  %-24s  %s  %s", p.Level, t.Skill(app.ExercisePushback, p.Kind), p.Language, oneLine(p.Said.Text))
			if err := t.give(p); err != nil {
				return err
			}
		}
		return nil
	}
	p, reached, err := a.NextPushback(ctx, c.Account, c.Study, choice)
	if err != nil {
		return err
	}
	t.say("%s\n", t.Say("web.practice.level_n", "n", max(p.Level, reached)))
	t.before(p.Before)
	var written []string
	for {
		r, err := a.Rehearse(ctx, c.Study, p.ID, written, heed.Language(c.Lang))
		if err != nil {
			return err
		}
		if n := len(r.Turns); r.Now == nil {
			if last := r.Turns[n-1]; last.Written == "" {
				t.line4(&last)
			}
			end := t.Say("web.practice.over")
			if r.Ended {
				end = t.Say("web.practice.ended")
			}
			t.say("%s", end)
			return t.give(r)
		}
		t.line4(r.Now)
		began := s.Now()
		answer, ok := t.block(t.Say("web.practice.reply_now"))
		if !ok {
			return t.give(r)
		}
		seconds := 0
		if c.Timed {
			seconds = max(1, int(s.Now().Sub(began)/time.Second))
		}
		written = append(written, answer)
		if r, err = a.Rehearse(ctx, c.Study, p.ID, written, heed.Language(c.Lang)); err != nil {
			return err
		}
		if _, err := a.KeepRehearsed(ctx, c.Account, c.Study, &r, seconds); err != nil {
			return err
		}
		t.components(&r.Turns[len(written)-1].Judged)
		if x := r.Turns[len(written)-1].Theirs; x != nil {
			t.say("  %s: %s", t.Say("web.practice.really"), oneLine(x.Text))
		}
	}
}

// line4 prints the customer's line with where it really was said.
func (t *talking) line4(x *app.Rehearsed) {
	t.say("\n  >> %s", oneLine(x.Said.Text))
	if f := x.From; f != nil {
		mark := t.Say("web.practice.said_next")
		if f.Same {
			mark = t.Say("web.practice.said_same")
		}
		t.say("     %s: %s, %s; %s", mark, x.Said.Conversation, t.Say("turn_n", "n", x.Said.Turn+1), t.Say("web.practice.like", "v", f.Like))
	}
}

type practiseWalkCmd struct {
	practised
	Participant string `arg:"" optional:"" help:"Participant, by id; none lists who can be followed."`
}

// Run follows one participant, and asks where it turns.
func (c *practiseWalkCmd) Run(ctx context.Context, s *session) error {
	a, t, err := c.open(ctx, s)
	if err != nil {
		return err
	}
	defer s.close(a)
	if c.Participant == "" {
		rows, err := a.Walks(ctx, c.Study)
		if err != nil {
			return err
		}
		for i := range rows {
			w := &rows[i]
			t.say("%-32s  %s, %s", w.Participant.ID, t.Say("web.practice.walk_n", "n", w.Steps), t.Say("web.practice.stops_n", "n", w.Stops))
			if err := t.give(w); err != nil {
				return err
			}
		}
		return nil
	}
	w, err := a.WalkInTheirShoes(ctx, c.Study, c.Participant)
	if err != nil {
		return err
	}
	stops := map[int]bool{}
	for _, at := range w.Stops {
		stops[at] = true
	}
	for i := range w.Steps {
		x := &w.Steps[i]
		felt := ""
		if x.Feeling != "" {
			felt = t.Say("feeling." + string(x.Feeling))
		}
		t.say("\n%s", strings.TrimSpace(fmt.Sprintf("%s  %s  %s", x.Date, t.Say("kind."+string(x.Kind)), felt)))
		t.say("  %s", oneLine(x.Text))
		if stops[i] {
			if would, ok := t.block("\n" + t.Say("web.practice.now_what")); ok {
				if err := a.KeepStep(ctx, c.Account, c.Study, c.Participant, i, would); err != nil {
					return err
				}
			}
			if x.Then != nil {
				t.say("  %s: %s", t.Say("web.practice.then_we"), oneLine(x.Then.Text))
			}
		}
		if err := t.give(x); err != nil {
			return err
		}
	}
	t.say("\n%s", t.Say("web.practice.walk_end"))
	return nil
}

type practisePlanCmd struct {
	practised
	Work string `enum:",sales,marketing,service" default:"" help:"Your work, kept for the next time: sales, marketing or service."`
}

// Run prints what to practise next, and how it goes.
func (c *practisePlanCmd) Run(ctx context.Context, s *session) error {
	a, t, err := c.open(ctx, s)
	if err != nil {
		return err
	}
	defer s.close(a)
	if c.Work != "" {
		if err := a.SavePracticeProfile(ctx, app.PracticeProfile{Account: c.Account, Study: c.Study, Work: c.Work}); err != nil {
			return err
		}
	}
	p, err := a.Practice(ctx, c.Account, c.Study)
	if err != nil {
		return err
	}
	t.say("%s", t.Say("web.practice.next"))
	for _, x := range p.Next {
		name := t.Skill(x.Exercise, x.Skill)
		why := t.Say("web.practice.why.new")
		switch {
		case x.Why == app.BecauseCalls:
			why = t.ShownBy(x.Shown, x.K, x.N)
		case x.Why == app.BecauseDue:
			why = t.Say("web.practice.due_now")
		case x.Skilled != nil:
			why = t.Say("web.practice.due_on", "date", x.Skilled.Due)
		}
		t.say("  %-24s %s", name, why)
	}
	t.say("%s", t.Say("web.practice.progress"))
	if len(p.Skills) == 0 {
		t.say("  %s", t.Say("web.practice.empty"))
	}
	for _, k := range p.Skills {
		due := t.Say("web.practice.due_now")
		if k.Overdue < 0 {
			due = t.Say("web.practice.due_on", "date", k.Due)
		}
		exercise, skill, _ := strings.Cut(k.Skill, ":")
		t.say("  %-24s %s  %s", t.Skill(exercise, skill), t.Say("web.practice.interval", "v", t.Percent(k.Accuracy.Value), "low", t.Percent(k.Accuracy.Low), "high", t.Percent(k.Accuracy.High), "n", k.Accuracy.N), due)
	}
	return t.give(p)
}
