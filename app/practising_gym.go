package app

import (
	"context"
	"fmt"
	"slices"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/coach/practice"
	"github.com/heedhq/heed/coach/reply"
)

// PushbackChoice chooses objections; zero fields choose all.
type PushbackChoice struct {
	Language heed.Language
	Kind     string
	Persona  string // id; its participants
	Level    int    // 1 to 3
}

// Pushbacks lists the real objections of a study, mildest first.
func (a *App) Pushbacks(ctx context.Context, study string, c PushbackChoice) (out []Pushback, err error) {
	defer heed.Wrap(&err, "pushback in study %q", study)
	all, err := a.offers(ctx, study)
	if err != nil {
		return nil, err
	}
	var people []string
	if c.Persona != "" {
		if people, err = a.participantsOf(ctx, study, c.Persona); err != nil {
			return nil, err
		}
	}
	for _, p := range all.pushbacks {
		if (c.Language == "" || p.Language == c.Language) && (c.Kind == "" || p.Kind == c.Kind) && (c.Level == 0 || p.Level == c.Level) &&
			(c.Persona == "" || slices.Contains(people, p.Participant)) {
			out = append(out, p)
		}
	}
	return out, nil
}

func (a *App) participantsOf(ctx context.Context, study, persona string) ([]string, error) {
	rep, err := a.Shown(ctx, study)
	if err != nil {
		return nil, err
	}
	for _, p := range rep.Personas {
		if p.ID == persona {
			return p.Participants, nil
		}
	}
	return nil, heed.Errorf(heed.CodeNotFound, "study %q has no persona %q", study, persona)
}

// levelUp is how many good answers in a row at a level lead to the next one.
const levelUp = 2

// good reports whether a reply to an objection answers it well: nothing in it
// may hurt, and at least two components are strong or all are there.
func (x Attempt) good() bool {
	strong, weak := 0, 0
	for _, v := range x.Components {
		switch level(v) {
		case 2:
			strong++
		case 1:
			weak++
		}
	}
	return x.Harms == 0 && (strong >= 2 || strong+weak == 3)
}

// NextPushback is the next objection for an account: at the level that it has
// reached, the mildest that it has not met; when it has met them all, the one
// met longest ago. Two good answers in a row at a level lead to the next.
func (a *App) NextPushback(ctx context.Context, account, study string, c PushbackChoice) (p Pushback, reached int, err error) {
	pool, err := a.Pushbacks(ctx, study, c)
	if err != nil {
		return p, 0, err
	}
	if len(pool) == 0 {
		return p, 0, heed.Errorf(heed.CodeNotFound, "no objection of study %q fits that choice", study)
	}
	mine, err := a.attemptsOf(ctx, account, study)
	if err != nil {
		return p, 0, err
	}
	reached = 1
	row := 0
	met := map[string]int{} // when
	for i, x := range mine {
		if x.Exercise != ExercisePushback || x.Contested {
			continue
		}
		met[x.Moment] = i + 1
		switch {
		case x.Level < reached:
		case !x.good():
			row = 0
		default:
			if row++; row >= levelUp && reached < 3 {
				reached, row = reached+1, 0
			}
		}
	}
	best, rank := 0, 1<<30
	for i, q := range pool {
		// first those not met at or above the level, then below, then the oldest
		r := i
		if q.Level < reached {
			r += len(pool)
		}
		if at := met[q.ID]; at > 0 {
			r = 2*len(pool) + at
		}
		if r < rank {
			best, rank = i, r
		}
	}
	return pool[best], reached, nil
}

// Rehearsed is one turn of a rehearsal: the customer's line, what was written,
// and how it is judged.
type Rehearsed struct {
	// Said is what the customer said; From says where that really was said, nil
	// for the objection itself. Theirs is what a colleague really answered there.
	Said    heed.Quotation
	Person  string // participant
	Kind    heed.Kind
	Date    heed.Date
	From    *Continuation
	Theirs  *heed.Quotation
	Written string
	Judged  reply.Judgement
	Place   string // under which answers are kept
}

// Rehearsal is an objection with the turns that followed. Its customer's lines
// are all real; Ended says that nobody was heard to go on from the last answer.
type Rehearsal struct {
	Pushback Pushback
	Turns    []Rehearsed
	// Now is the line that waits for an answer; nil when the rehearsal is over.
	Now   *Rehearsed
	Ended bool
}

// MostTurns is how many answers a rehearsal takes.
const MostTurns = 4

// PushbackKinds lists the kinds of objection in the order of showing.
var PushbackKinds = []string{"price", "timing", "trust", "change", "authority", "competitor", "tried_that", "silence", "refuse"}

// OwnAnswers returns replies of account's own by their numbers, in that order.
func (a *App) OwnAnswers(ctx context.Context, account, study string, ids []int64) (out []Attempt, err error) {
	for _, id := range ids {
		x, err := a.attempt(ctx, account, study, id)
		if err != nil {
			return nil, err
		}
		if x.Exercise != ExercisePushback || len(x.Written) != 1 {
			return nil, heed.Errorf(heed.CodeNotFound, "answer %d is no part of a rehearsal", id)
		}
		out = append(out, x)
	}
	return out, nil
}

// Rehearse replays a rehearsal from an objection and what was written so far.
// The same study, objection and answers give the same lines. lang is that of
// the reasons.
func (a *App) Rehearse(ctx context.Context, study, id string, written []string, lang heed.Language) (r Rehearsal, err error) {
	defer heed.Wrap(&err, "rehearse %s", id)
	if len(written) > MostTurns {
		return r, heed.Errorf(heed.CodeInvalid, "a rehearsal has at most %d answers", MostTurns)
	}
	for _, w := range written {
		if err := replyWritten(w); err != nil {
			return r, err
		}
	}
	all, err := a.offers(ctx, study)
	if err != nil {
		return r, err
	}
	i := slices.IndexFunc(all.pushbacks, func(p Pushback) bool { return p.ID == id })
	if i < 0 {
		return r, heed.Errorf(heed.CodeNotFound, "study %q has no objection %q to practise on", study, id)
	}
	r.Pushback = all.pushbacks[i]
	p := &r.Pushback
	line := Rehearsed{Said: p.Said, Person: p.Participant, Date: p.Date, Theirs: p.Ours, Place: p.ID}
	at := practice.Place{Language: p.Language, Kind: p.Kind, Said: p.Said, First: true}
	desk := reply.New(a.sense)
	var used []string
	for n, w := range written {
		line.Written, line.Judged = w, desk.Judge(line.Said.Text, w, reply.Options{Lang: lang})
		r.Turns = append(r.Turns, line)
		c, ok := practice.Continue(at, all.exchanges, w, a.actsIn(p.Language, at.Said.Text, w), used)
		if !ok {
			if n < len(written)-1 {
				return r, heed.Errorf(heed.CodeConflict, "this rehearsal ended with answer %d; begin it again, or take another", n+1)
			}
			r.Ended = true
			return r, nil
		}
		x := c.Exchange
		used = append(used, x.ID)
		line = Rehearsed{Said: x.Next, Person: x.Participant, Kind: x.Source, Date: x.Date, From: &c, Place: fmt.Sprintf("%s:%d", x.Next.Conversation, x.Next.Turn)}
		if k := slices.IndexFunc(all.exchanges, func(e practice.Exchange) bool {
			return e.Said.Conversation == x.Next.Conversation && e.Said.Turn == x.Next.Turn
		}); k >= 0 {
			line.Theirs = &all.exchanges[k].Ours
		}
		at.Said, at.First = x.Next, false
	}
	if len(written) < MostTurns {
		r.Now = &line
	} else {
		r.Turns = append(r.Turns, line) // the last word is theirs
	}
	return r, nil
}

// actsIn tells what an answer does.
func (a *App) actsIn(lang heed.Language, said, written string) (acts []heed.ActKind) {
	s := a.understand(&heed.Conversation{Language: lang, Turns: []heed.Turn{
		{Speaker: "A", Role: heed.RoleCustomer, Text: said}, {Speaker: "B", Role: heed.RoleRep, Text: written},
	}})
	if len(s.Acts) > 1 {
		for _, x := range s.Acts[1] {
			if !slices.Contains(acts, x.Kind) {
				acts = append(acts, x.Kind)
			}
		}
	}
	return acts
}

// KeepRehearsed keeps the last answer of a rehearsal; seconds is how long it
// took, 0 where it was not timed. Its score is the sum of the levels of the
// three components, 0 to 2 each, less one for each pattern that may hurt.
func (a *App) KeepRehearsed(ctx context.Context, account, study string, r *Rehearsal, seconds int) (attempt int64, err error) {
	n := len(r.Turns) - 1
	for n >= 0 && r.Turns[n].Written == "" {
		n--
	}
	if n < 0 {
		return 0, heed.Errorf(heed.CodeInvalid, "write a reply first")
	}
	t := &r.Turns[n]
	c := t.Judged.Components
	points := max(0, level(c.Cognitive)+level(c.Emotional)+level(c.Compassionate)-len(t.Judged.Harms))
	kind := r.Pushback.Kind
	if kind == "" {
		kind = "other"
	}
	return a.keep(ctx, Attempt{
		Account: account, Study: study, Conversation: t.Said.Conversation, Turn: t.Said.Turn, Moment: t.Place,
		Skill: ExercisePushback + ":" + kind, Exercise: ExercisePushback, Points: points, Of: 6,
		Components: []float64{c.Cognitive, c.Emotional, c.Compassionate}, Harms: len(t.Judged.Harms),
		Level: r.Pushback.Level, Seconds: min(3600, max(0, seconds)), Written: []string{t.Written},
	})
}
