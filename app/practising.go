package app

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/coach/practice"
	"github.com/heedhq/heed/coach/reply"
)

// What practice is made of, for those who show it.
type (
	PracticeMoment  = practice.Moment
	PracticeOptions = practice.Options
	PracticeGuess   = practice.Guess
	PracticeScore   = practice.Score
	Pushback        = practice.Pushback
	Continuation    = practice.Continuation
	PracticeSkill   = practice.Skill
	TeamSkill       = practice.TeamSkill
)

// Kinds of exercise.
const (
	ExerciseRead     = "read"
	ExerciseAnswer   = "answer"
	ExercisePushback = "pushback"
)

// talks gathers the conversations of a study that may be trained with: every
// customer who speaks in a moment said yes to training and does not forbid
// quoting inside. Unknown is not yes.
func (a *App) talks(ctx context.Context, study string) (out []practice.Talk, err error) {
	err = a.store.Read(ctx, func(tx Tx) error {
		s, err := tx.Studies.Get(ctx, study)
		if err != nil {
			return err
		}
		list, err := tx.People.List(ctx, s.ID)
		if err != nil {
			return err
		}
		people := map[string]heed.Participant{}
		for _, p := range list {
			people[p.ID] = p
		}
		return tx.Conversations.Each(ctx, s.ID, func(c *heed.Conversation, sensed *heed.Sensed) error {
			t := practice.Talk{Conversation: c, Sensed: sensed, Closed: map[string]bool{}}
			open := false
			for i := range c.Turns {
				if c.RoleOf(i).Ours() {
					continue
				}
				v, _ := c.Speaker(c.Turns[i].Speaker)
				k := people[v.Participant].Consent.Or(v.Consent).Or(s.Consent)
				if k.Training == heed.Yes && k.QuoteInside != heed.No && k.Analysis != heed.No {
					open = true
					continue
				}
				t.Closed[c.Turns[i].Speaker] = true
			}
			if open && sensed != nil {
				out = append(out, t)
			}
			return nil
		})
	})
	return out, err
}

// Moments chooses moments of a study to practise on.
func (a *App) Moments(ctx context.Context, study string, o PracticeOptions) (out []PracticeMoment, err error) {
	defer heed.Wrap(&err, "practice moments of study %q", study)
	talks, err := a.talks(ctx, study)
	if err != nil {
		return nil, err
	}
	if len(talks) == 0 {
		return nil, heed.Errorf(heed.CodeNotFound, "nobody in study %q allows their words to be used for training; ask them, and note it as consent", study)
	}
	return practice.Choose(talks, o), nil
}

// moment finds a moment again by its id, as long as it may be trained with.
func (a *App) moment(ctx context.Context, study, id string) (m PracticeMoment, err error) {
	talks, err := a.talks(ctx, study)
	if err != nil {
		return m, err
	}
	for _, t := range talks {
		if !strings.HasPrefix(id, t.ID+":") {
			continue
		}
		for _, m := range practice.Choose([]practice.Talk{t}, PracticeOptions{Most: len(t.Turns) * 8}) {
			if m.ID == id {
				return m, nil
			}
		}
	}
	return m, heed.Errorf(heed.CodeNotFound, "study %q has no moment %q to practise on", study, id)
}

// ReadMoment scores what account inferred at a moment, and keeps it.
func (a *App) ReadMoment(ctx context.Context, account, study, id string, g PracticeGuess) (score PracticeScore, m PracticeMoment, err error) {
	defer heed.Wrap(&err, "read moment %s", id)
	for _, s := range []string{g.Feel, g.Thought, g.Risk} {
		if err := checkAnswer(s); err != nil {
			return score, m, err
		}
	}
	if m, err = a.moment(ctx, study, id); err != nil {
		return score, m, err
	}
	score = practice.Judge(&m, g, a.sense)
	_, err = a.keep(ctx, Attempt{
		Account: account, Study: study, Conversation: m.Said.Conversation, Moment: m.ID,
		Skill: ExerciseRead + ":" + string(m.Feeling().Family()), Exercise: ExerciseRead,
		Points: score.Points, Of: score.Of, Written: []string{g.Feel, g.Thought, g.Risk},
	})
	return score, m, err
}

func (a *App) keep(ctx context.Context, at Attempt) (id int64, err error) {
	at.At = a.now().UTC()
	err = a.store.Write(ctx, func(tx Tx) error {
		id, err = tx.Attempts.Add(ctx, at)
		return err
	})
	return id, err
}

// AnsweredMoment is a written reply beside what was really said.
type AnsweredMoment struct {
	Moment PracticeMoment
	Yours  reply.Judgement
	// Theirs judges what the colleague really said; nil where nobody answered.
	Theirs *reply.Judgement
}

// AnswerMoment judges a written reply to a moment on the three components, as
// the reply desk does, and keeps it.
func (a *App) AnswerMoment(ctx context.Context, account, study, id, written string, lang heed.Language) (out AnsweredMoment, err error) {
	defer heed.Wrap(&err, "answer moment %s", id)
	if err := checkAnswer(written); err != nil {
		return out, err
	}
	if strings.TrimSpace(written) == "" {
		return out, heed.Errorf(heed.CodeInvalid, "write a reply first")
	}
	if out.Moment, err = a.moment(ctx, study, id); err != nil {
		return out, err
	}
	desk := reply.New(a.sense)
	message := out.Moment.Said.Text
	if out.Moment.Next != "" {
		message += " " + out.Moment.Next
	}
	out.Yours = desk.Judge(message, written, reply.Options{Lang: lang})
	if o := out.Moment.Ours; o != nil {
		theirs := desk.Judge(message, o.Text, reply.Options{Lang: lang})
		out.Theirs = &theirs
	}
	c := out.Yours.Components
	for _, s := range []struct {
		name  string
		value float64
	}{{"cognitive", c.Cognitive}, {"emotional", c.Emotional}, {"compassionate", c.Compassionate}} {
		_, err := a.keep(ctx, Attempt{
			Account: account, Study: study, Conversation: out.Moment.Said.Conversation, Moment: id,
			Skill: ExerciseAnswer + ":" + s.name, Exercise: ExerciseAnswer, Points: int(100*s.value + 0.5), Of: 100,
			Components: []float64{c.Cognitive, c.Emotional, c.Compassionate}, Written: []string{written},
		})
		if err != nil {
			return out, err
		}
	}
	return out, nil
}

// Pushbacks lists the real objections of a study, mildest first.
func (a *App) Pushbacks(ctx context.Context, study string, lang heed.Language) ([]Pushback, error) {
	talks, err := a.talks(ctx, study)
	if err != nil {
		return nil, err
	}
	return practice.Pushbacks(talks, lang), nil
}

// GoOn finds what a real customer said after an answer like reply. used are
// the ids of pushbacks whose continuation was heard already. false: nobody was
// heard to go on from an answer like it.
func (a *App) GoOn(ctx context.Context, study, id, written string, used []string) (c Continuation, ok bool, err error) {
	defer heed.Wrap(&err, "go on from %s", id)
	if err := checkAnswer(written); err != nil {
		return c, false, err
	}
	pool, err := a.Pushbacks(ctx, study, "")
	if err != nil {
		return c, false, err
	}
	i := slices.IndexFunc(pool, func(p Pushback) bool { return p.ID == id })
	if i < 0 {
		return c, false, heed.Errorf(heed.CodeNotFound, "study %q has no objection %q to practise on", study, id)
	}
	p := pool[i]
	turns := heed.Conversation{Language: p.Language, Turns: []heed.Turn{
		{Speaker: "A", Role: heed.RoleCustomer, Text: p.Said.Text}, {Speaker: "B", Role: heed.RoleRep, Text: written},
	}}
	var acts []heed.ActKind
	if s := a.understand(&turns); len(s.Acts) > 1 {
		for _, x := range s.Acts[1] {
			if !slices.Contains(acts, x.Kind) {
				acts = append(acts, x.Kind)
			}
		}
	}
	c, ok = practice.Continue(&p, pool, written, acts, used)
	return c, ok, nil
}

// PracticePlan lists what account should practise next. One's own results are
// one's own: no other account's plan can be asked for.
func (a *App) PracticePlan(ctx context.Context, account string) (out []PracticeSkill, err error) {
	defer heed.Wrap(&err, "practice plan")
	err = a.store.Read(ctx, func(tx Tx) error {
		all, err := tx.Attempts.Of(ctx, account)
		out = practice.Plan(doneOf(all), heed.DateOf(a.now()))
		return err
	})
	return out, err
}

// TeamPractice adds up a study's practice over people, by skill; of fewer than
// five people it shows nothing.
func (a *App) TeamPractice(ctx context.Context, study string) (out []TeamSkill, err error) {
	defer heed.Wrap(&err, "team practice of study %q", study)
	err = a.store.Read(ctx, func(tx Tx) error {
		all, err := tx.Attempts.OfStudy(ctx, study)
		out = practice.Team(doneOf(all))
		return err
	})
	return out, err
}

// ContestScore takes a score out of every figure until somebody looks at it.
func (a *App) ContestScore(ctx context.Context, account string, attempt int64) error {
	return a.store.Write(ctx, func(tx Tx) error { return tx.Attempts.Contest(ctx, account, attempt) })
}

func doneOf(all []Attempt) (out []practice.Done) {
	for _, x := range all {
		if !x.Contested {
			out = append(out, practice.Done{Account: x.Account, Skill: x.Skill, Points: x.Points, Of: x.Of, On: heed.DateOf(x.At)})
		}
	}
	return out
}

// Walk is one participant's journey in their own words, in order.
type Walk struct {
	Participant heed.Participant
	Steps       []WalkStep
}

// WalkStep is something they said. Turning says that how they feel changes
// here: what would you do now?
type WalkStep struct {
	heed.Quotation
	Kind    heed.Kind    `json:"kind"`
	Stage   string       `json:"stage,omitempty"`
	Date    heed.Date    `json:"date,omitzero"`
	Valence float64      `json:"valence"`
	Feeling heed.Feeling `json:"feeling,omitempty"`
	Turning bool         `json:"turning,omitempty"`
}

const (
	walkSteps   = 24  // of one conversation, the most telling
	turningStep = 0.6 // of valence, -1..1
)

// WalkInTheirShoes follows one participant through everything that they said,
// by date and turn; only with consent for training.
func (a *App) WalkInTheirShoes(ctx context.Context, study, participant string) (w Walk, err error) {
	defer heed.Wrap(&err, "walk with %s", participant)
	talks, err := a.talks(ctx, study)
	if err != nil {
		return w, err
	}
	err = a.store.Read(ctx, func(tx Tx) error {
		w.Participant, err = tx.People.Get(ctx, participant)
		return err
	})
	if err != nil {
		return w, err
	}
	slices.SortStableFunc(talks, func(x, y practice.Talk) int {
		return cmp.Or(x.Date.Time().Compare(y.Date.Time()), cmp.Compare(x.ID, y.ID))
	})
	for _, t := range talks {
		w.Steps = append(w.Steps, stepsOf(t, participant)...)
	}
	if len(w.Steps) == 0 {
		return w, heed.Errorf(heed.CodeNotFound, "nothing that %s said may be used for training", participant)
	}
	for i := 1; i < len(w.Steps); i++ {
		s, before := &w.Steps[i], w.Steps[i-1]
		if d := s.Valence - before.Valence; d >= turningStep || d <= -turningStep {
			s.Turning = true
		}
	}
	return w, nil
}

func stepsOf(t practice.Talk, participant string) (out []WalkStep) {
	for i := range t.Sensed.Readings {
		r := &t.Sensed.Readings[i]
		if r.Turn < 0 || r.Turn >= len(t.Turns) || t.Closed[t.Turns[r.Turn].Speaker] || len(r.Signals) == 0 {
			continue
		}
		v, ok := t.Speaker(t.Turns[r.Turn].Speaker)
		if !ok || v.Participant != participant {
			continue
		}
		f, _ := r.Strongest()
		out = append(out, WalkStep{
			Quotation: heed.Quotation{Conversation: t.ID, Turn: r.Turn, Span: r.Span, Text: r.Text},
			Kind:      t.Kind, Stage: t.Stage, Date: t.Date, Valence: r.Valence, Feeling: f.Name,
		})
	}
	for len(out) > walkSteps { // the least telling goes first
		least := 0
		for i := range out {
			if abs(out[i].Valence) < abs(out[least].Valence) {
				least = i
			}
		}
		out = slices.Delete(out, least, least+1)
	}
	return out
}

func abs(x float64) float64 { return max(x, -x) }
