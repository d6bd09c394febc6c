package app

import (
	"cmp"
	"context"
	"slices"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/coach/practice"
	"github.com/heedhq/heed/coach/reply"
)

// AnsweredMoment is a written reply beside what was really said.
type AnsweredMoment struct {
	Moment PracticeMoment
	Yours  reply.Judgement
	// Theirs judges what the colleague really said; nil where nobody answered.
	Theirs *reply.Judgement
	// Attempt is the number under which the reply is kept.
	Attempt Attempt
}

// Answered is a reply that the team may read: of whom, and what it shows.
type Answered struct {
	Account    string           `json:"account"`
	Text       string           `json:"text"`
	Components reply.Components `json:"components"`
	Harms      int              `json:"harms"`
}

// Levels from which a component counts as weak and as strong.
const (
	WeakComponent   = 0.2
	StrongComponent = 0.6
)

// FeltMoved is the change of valence, -2..2, from which a customer's feeling is
// said to have moved: less is within what two plain sentences differ by.
const FeltMoved = 0.2

// level is 0, 1 or 2: none, weak, strong.
func level(v float64) int {
	switch {
	case v >= StrongComponent:
		return 2
	case v >= WeakComponent:
		return 1
	}
	return 0
}

// message is what the customer says at a moment, with the rest of their turn.
func message(m *PracticeMoment) string {
	if m.Next == "" {
		return m.Said.Text
	}
	return m.Said.Text + " " + m.Next
}

// AnswerMoment judges a written reply to a moment on the three components, as
// the reply desk does, and keeps it. lang is that of the reasons.
func (a *App) AnswerMoment(ctx context.Context, account, study, id, written string, lang heed.Language) (out AnsweredMoment, err error) {
	defer heed.Wrap(&err, "answer moment %s", id)
	if err := replyWritten(written); err != nil {
		return out, err
	}
	m, err := a.moment(ctx, study, id)
	if err != nil {
		return out, err
	}
	out = a.beside(m, written, lang)
	c := out.Yours.Components
	out.Attempt = Attempt{
		Account: account, Study: study, Conversation: m.Said.Conversation, Turn: m.Said.Turn, Moment: id,
		Skill: ExerciseAnswer, Exercise: ExerciseAnswer, Components: []float64{c.Cognitive, c.Emotional, c.Compassionate},
		Harms: len(out.Yours.Harms), Written: []string{written},
	}
	out.Attempt.ID, err = a.keep(ctx, out.Attempt)
	return out, err
}

func replyWritten(s string) error {
	if !trimmed(s) {
		return heed.Errorf(heed.CodeInvalid, "write a reply first")
	}
	return checkAnswer(s)
}

func (a *App) beside(m PracticeMoment, written string, lang heed.Language) AnsweredMoment {
	out := AnsweredMoment{Moment: m}
	desk := reply.New(a.sense)
	out.Yours = desk.Judge(message(&m), written, reply.Options{Lang: lang})
	if o := m.Ours; o != nil {
		theirs := desk.Judge(message(&m), o.Text, reply.Options{Lang: lang})
		out.Theirs = &theirs
	}
	return out
}

// AnswerAgain judges a reply of account's own that was kept.
func (a *App) AnswerAgain(ctx context.Context, account, study string, attempt int64, lang heed.Language) (out AnsweredMoment, err error) {
	defer heed.Wrap(&err, "answer %d", attempt)
	at, err := a.attempt(ctx, account, study, attempt)
	if err != nil {
		return out, err
	}
	if at.Exercise != ExerciseAnswer || len(at.Written) != 1 {
		return out, heed.Errorf(heed.CodeNotFound, "answer %d is no reply to a moment", attempt)
	}
	m, err := a.moment(ctx, study, at.Moment)
	if err != nil {
		return out, err
	}
	out = a.beside(m, at.Written[0], lang)
	out.Attempt = at
	return out, nil
}

// Tries lists account's own replies at a place, oldest first.
func (a *App) Tries(ctx context.Context, account, study, moment string) (out []Attempt, err error) {
	mine, err := a.attemptsOf(ctx, account, study)
	for _, x := range mine {
		if x.Moment == moment && (x.Exercise == ExerciseAnswer || x.Exercise == ExercisePushback) {
			out = append(out, x)
		}
	}
	return out, err
}

// mostShared is how many answers of the team are shown at one place.
const mostShared = 3

// BestAnswers lists the team's best replies at a place, those only that their
// authors share: without harm first, then with most components strong, then
// weak; one of each author. words are those of the place.
func (a *App) BestAnswers(ctx context.Context, account, study string, at heed.Quotation, moment string) (out []Answered, err error) {
	defer heed.Wrap(&err, "answers of the team")
	var all []Attempt
	err = a.store.Read(ctx, func(tx Tx) error {
		all, err = tx.Attempts.OfConversation(ctx, at.Conversation)
		return err
	})
	if err != nil {
		return nil, err
	}
	desk := reply.New(a.sense)
	rank := func(x Answered) int {
		n := 0
		for _, v := range []float64{x.Components.Cognitive, x.Components.Emotional, x.Components.Compassionate} {
			n += level(v)
		}
		return n
	}
	best := map[string]Answered{}
	for _, x := range all {
		if x.Moment != moment || x.Study != study || !x.Shared || x.Contested || x.Account == account || len(x.Written) != 1 {
			continue
		}
		j := desk.Judge(at.Text, x.Written[0], reply.Options{})
		one := Answered{x.Account, x.Written[0], j.Components, len(j.Harms)}
		had, ok := best[x.Account]
		if !ok || cmp.Or(cmp.Compare(one.Harms, had.Harms), -cmp.Compare(rank(one), rank(had))) < 0 {
			best[x.Account] = one
		}
	}
	for _, x := range best {
		out = append(out, x)
	}
	slices.SortFunc(out, func(x, y Answered) int {
		return cmp.Or(cmp.Compare(x.Harms, y.Harms), -cmp.Compare(rank(x), rank(y)), cmp.Compare(x.Account, y.Account))
	})
	return out[:min(mostShared, len(out))], nil
}

// answeredOf is what our side said after objections, by voice, with how the
// customer's feeling moved.
func answeredOf(talks []practice.Talk) (out []oursAfter) {
	for _, p := range practice.Pushbacks(talks, "") {
		if p.Ours == nil || p.Next == nil {
			continue
		}
		for _, t := range talks {
			if t.ID == p.Ours.Conversation {
				out = append(out, oursAfter{Voice: t.Turns[p.Ours.Turn].Speaker, Kind: p.Kind, Moved: p.Moved})
			}
		}
	}
	return out
}
