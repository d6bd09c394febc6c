package app

import (
	"context"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"sync"

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
	PracticeItem    = practice.Item
	PracticeLine    = practice.Line
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
	ExerciseWalk     = "walk"
	ExerciseRecall   = "recall"
)

// TeamLeast is the least number of people of whom a team sees anything.
const TeamLeast = practice.TeamLeast

// PracticeLeast is the least number of answers from which an interval is worth
// drawing.
const PracticeLeast = practice.LeastN

// practised keeps what a study offers for practice, until consent, the
// conversations or the run change.
type practised struct {
	mu  sync.Mutex
	key map[string]string // by study
	of  map[string]*offered
}

// offered is what one study offers for practice. It must not be changed.
type offered struct {
	moments   []practice.Moment
	pushbacks []practice.Pushback
	exchanges []practice.Exchange
	walks     map[string][]WalkStep // by participant
	ours      []oursAfter
}

// open reports whether words of somebody with that consent may be trained
// with: they said yes to it, and do not forbid analysis or quoting inside.
// Unknown is not yes.
func mayTrain(k heed.Consent) bool {
	return k.Training == heed.Yes && k.QuoteInside != heed.No && k.Analysis != heed.No
}

// closed names the voices of a conversation that may not be trained with, and
// reports whether any customer's may.
func closed(c *heed.Conversation, people map[string]heed.Participant, study heed.Consent) (shut map[string]bool, open bool) {
	shut = map[string]bool{}
	for i := range c.Turns {
		if c.RoleOf(i).Ours() {
			continue
		}
		v, _ := c.Speaker(c.Turns[i].Speaker)
		if mayTrain(people[v.Participant].Consent.Or(v.Consent).Or(study)) {
			open = true
			continue
		}
		shut[c.Turns[i].Speaker] = true
	}
	return shut, open
}

func peopleOf(ctx context.Context, tx Tx, study string) (map[string]heed.Participant, error) {
	list, err := tx.People.List(ctx, study)
	people := make(map[string]heed.Participant, len(list))
	for _, p := range list {
		people[p.ID] = p
	}
	return people, err
}

// talks gathers the conversations of a study that may be trained with.
func (a *App) talks(ctx context.Context, study string) (out []practice.Talk, err error) {
	err = a.store.Read(ctx, func(tx Tx) error {
		s, err := tx.Studies.Get(ctx, study)
		if err != nil {
			return err
		}
		people, err := peopleOf(ctx, tx, s.ID)
		if err != nil {
			return err
		}
		return tx.Conversations.Each(ctx, s.ID, func(c *heed.Conversation, sensed *heed.Sensed) error {
			if shut, open := closed(c, people, s.Consent); open && sensed != nil {
				out = append(out, practice.Talk{Conversation: c, Sensed: sensed, Closed: shut, Pushes: a.pushes(c)})
			}
			return nil
		})
	})
	return out, err
}

// pushes are the customers' turns that push back, as the reply desk reads
// them. A researcher sells nothing: nobody pushes back at an interview.
func (a *App) pushes(c *heed.Conversation) map[int]string {
	if c.Kind == heed.KindInterview {
		return nil
	}
	desk, out := reply.New(a.sense), map[int]string{}
	for i := range c.Turns {
		if c.RoleOf(i) == heed.RoleCustomer {
			if kind := desk.Read(c.Turns[i].Text, reply.Options{Lang: c.Language}).Pushback; kind != "" {
				out[i] = kind
			}
		}
	}
	return out
}

// offers is what a study offers for practice at this moment.
func (a *App) offers(ctx context.Context, study string) (*offered, error) {
	key, err := a.offerKey(ctx, study)
	if err != nil {
		return nil, err
	}
	a.practised.mu.Lock()
	defer a.practised.mu.Unlock()
	if o := a.practised.of[study]; o != nil && a.practised.key[study] == key {
		return o, nil
	}
	talks, err := a.talks(ctx, study)
	if err != nil {
		return nil, err
	}
	moments, err := a.notRefuted(ctx, study, practice.All(talks))
	if err != nil {
		return nil, err
	}
	o := &offered{
		moments: moments, pushbacks: practice.Pushbacks(talks, ""), exchanges: practice.Exchanges(talks),
		walks: walksOf(talks), ours: answeredOf(talks),
	}
	if a.practised.of == nil {
		a.practised.of, a.practised.key = map[string]*offered{}, map[string]string{}
	}
	a.practised.of[study], a.practised.key[study] = o, key
	return o, nil
}

// offerKey tells two states of a study apart by all that practice depends on:
// who consents, which conversations there are, and what was understood.
func (a *App) offerKey(ctx context.Context, study string) (key string, err error) {
	h := fnv.New64a()
	err = a.store.Read(ctx, func(tx Tx) error {
		s, err := tx.Studies.Get(ctx, study)
		if err != nil {
			return err
		}
		list, err := tx.People.List(ctx, s.ID)
		if err != nil {
			return err
		}
		fmt.Fprint(h, s.Consent)
		for _, p := range list {
			fmt.Fprint(h, p.ID, p.Consent)
		}
		_, n, err := tx.Conversations.List(ctx, Filter{Study: s.ID, Limit: 1})
		if err != nil {
			return err
		}
		run, err := tx.Runs.Current(ctx, s.ID)
		if err != nil && heed.ErrorCode(err) != heed.CodeNotFound {
			return err
		}
		fmt.Fprint(h, n, run.ID)
		return nil
	})
	return fmt.Sprintf("%x", h.Sum64()), err
}

// nobodyTrains says that a study has nothing to practise on, and what to do.
func nobodyTrains(study string) error {
	return heed.Errorf(heed.CodeNotFound, "nobody in study %q allows their words to be used for training; ask them, and note it as consent", study)
}

// Moments chooses moments of a study to practise on.
func (a *App) Moments(ctx context.Context, study string, o PracticeOptions) (out []PracticeMoment, err error) {
	defer heed.Wrap(&err, "practice moments of study %q", study)
	all, err := a.offers(ctx, study)
	if err != nil {
		return nil, err
	}
	if len(all.exchanges) == 0 && len(all.moments) == 0 && len(all.walks) == 0 {
		return nil, nobodyTrains(study)
	}
	return practice.Pick(all.moments, o), nil
}

// moment finds a moment again by its id, as long as it may be trained with.
func (a *App) moment(ctx context.Context, study, id string) (m PracticeMoment, err error) {
	all, err := a.offers(ctx, study)
	if err != nil {
		return m, err
	}
	for _, m := range all.moments {
		if m.ID == id {
			one := practice.Pick([]practice.Moment{m}, PracticeOptions{})[0]
			one.Confirmed, err = a.confirmed(ctx, study, &one)
			return one, err
		}
	}
	return m, heed.Errorf(heed.CodeNotFound, "study %q has no moment %q to practise on", study, id)
}

// MomentToRead returns a moment by its id.
func (a *App) MomentToRead(ctx context.Context, study, id string) (PracticeMoment, error) {
	return a.moment(ctx, study, id)
}

// NextMoment is the next moment of a study for an account in an exercise: one
// that it has not met, in the order of teaching value; when it has met them
// all, the one met longest ago. left counts those not met; CodeNotFound: there
// is none to choose.
func (a *App) NextMoment(ctx context.Context, account, study, exercise string, o PracticeOptions) (m PracticeMoment, left, of int, err error) {
	defer heed.Wrap(&err, "next moment of study %q", study)
	all, err := a.offers(ctx, study)
	if err != nil {
		return m, 0, 0, err
	}
	mine, err := a.attemptsOf(ctx, account, study)
	if err != nil {
		return m, 0, 0, err
	}
	var met []string // newest first
	for i := len(mine) - 1; i >= 0; i-- {
		if x := mine[i]; x.Exercise == exercise && !slices.Contains(met, x.Moment) {
			met = append(met, x.Moment)
		}
	}
	for i := range all.moments {
		if m := &all.moments[i]; o.Fits(m) {
			of++
			if !slices.Contains(met, m.ID) {
				left++
			}
		}
	}
	o.Most, o.Had = 1, met
	if fresh := practice.Pick(all.moments, o); len(fresh) > 0 {
		return fresh[0], left, of, nil
	}
	for i := len(met) - 1; i >= 0; i-- {
		for k := range all.moments {
			if m := all.moments[k]; m.ID == met[i] && o.Fits(&m) {
				return practice.Pick([]practice.Moment{m}, PracticeOptions{})[0], 0, of, nil
			}
		}
	}
	return m, 0, 0, heed.Errorf(heed.CodeNotFound, "no moment of study %q fits that choice", study)
}

// ReadMoment scores what account inferred at a moment, and keeps it.
func (a *App) ReadMoment(ctx context.Context, account, study, id string, g PracticeGuess) (score PracticeScore, m PracticeMoment, err error) {
	score, m, _, err = a.ReadAndKeep(ctx, account, study, id, g)
	return score, m, err
}

// ReadAndKeep is ReadMoment with the number under which the answer is kept.
func (a *App) ReadAndKeep(ctx context.Context, account, study, id string, g PracticeGuess) (score PracticeScore, m PracticeMoment, attempt int64, err error) {
	defer heed.Wrap(&err, "read moment %s", id)
	for _, s := range []string{g.Feel, g.Thought, g.Risk} {
		if err := checkAnswer(s); err != nil {
			return score, m, 0, err
		}
	}
	if m, err = a.moment(ctx, study, id); err != nil {
		return score, m, 0, err
	}
	score = practice.Judge(&m, g, a.sense)
	attempt, err = a.keep(ctx, Attempt{
		Account: account, Study: study, Conversation: m.Said.Conversation, Turn: m.Said.Turn, Moment: m.ID,
		Skill: ExerciseRead + ":" + string(m.Feeling().Family()), Exercise: ExerciseRead,
		Points: score.Points, Of: score.Of, Written: []string{g.Feel, g.Thought, g.Risk, string(g.Language)},
	})
	return score, m, attempt, err
}

// ReadAgain scores an answer of account's own that was kept, as it would be
// scored today.
func (a *App) ReadAgain(ctx context.Context, account, study string, attempt int64) (score PracticeScore, m PracticeMoment, at Attempt, err error) {
	defer heed.Wrap(&err, "answer %d", attempt)
	if at, err = a.attempt(ctx, account, study, attempt); err != nil {
		return score, m, at, err
	}
	if at.Exercise != ExerciseRead || len(at.Written) < 3 {
		return score, m, at, heed.Errorf(heed.CodeNotFound, "answer %d reads no moment", attempt)
	}
	if m, err = a.moment(ctx, study, at.Moment); err != nil {
		return score, m, at, err
	}
	g := PracticeGuess{Feel: at.Written[0], Thought: at.Written[1], Risk: at.Written[2]}
	if len(at.Written) > 3 {
		g.Language = heed.Language(at.Written[3])
	}
	return practice.Judge(&m, g, a.sense), m, at, nil
}

func (a *App) keep(ctx context.Context, at Attempt) (id int64, err error) {
	at.At = a.now().UTC()
	err = a.store.Write(ctx, func(tx Tx) error {
		id, err = tx.Attempts.Add(ctx, at)
		return err
	})
	return id, err
}

// attemptsOf lists what account practised in a study, oldest first.
func (a *App) attemptsOf(ctx context.Context, account, study string) (out []Attempt, err error) {
	err = a.store.Read(ctx, func(tx Tx) error {
		all, err := tx.Attempts.Of(ctx, account)
		for _, x := range all {
			if x.Study == study {
				out = append(out, x)
			}
		}
		return err
	})
	return out, err
}

// attempt finds an answer of account's own; those of others are not there.
func (a *App) attempt(ctx context.Context, account, study string, id int64) (Attempt, error) {
	all, err := a.attemptsOf(ctx, account, study)
	if err != nil {
		return Attempt{}, err
	}
	for _, x := range all {
		if x.ID == id {
			return x, nil
		}
	}
	return Attempt{}, heed.Errorf(heed.CodeNotFound, "there is no answer %d of yours", id)
}

// ContestScore takes a score of account's own out of every figure, or puts it
// back.
func (a *App) ContestScore(ctx context.Context, account, study string, attempt int64, contested bool) (err error) {
	defer heed.Wrap(&err, "contest answer %d", attempt)
	at, err := a.attempt(ctx, account, study, attempt)
	if err != nil {
		return err
	}
	return a.store.Write(ctx, func(tx Tx) error {
		return tx.Attempts.Mark(ctx, account, attempt, contested, at.Shared)
	})
}

// ShareAnswer lets colleagues read an answer of account's own under its name,
// or takes that back.
func (a *App) ShareAnswer(ctx context.Context, account, study string, attempt int64, shared bool) (err error) {
	defer heed.Wrap(&err, "share answer %d", attempt)
	at, err := a.attempt(ctx, account, study, attempt)
	if err != nil {
		return err
	}
	if at.Exercise != ExerciseAnswer && at.Exercise != ExercisePushback {
		return heed.Errorf(heed.CodeInvalid, "only written replies can be shared")
	}
	return a.store.Write(ctx, func(tx Tx) error {
		return tx.Attempts.Mark(ctx, account, attempt, at.Contested, shared)
	})
}

// sweepPractice drops what was practised on words that may not be trained with
// any more: what people wrote about them could repeat them.
func sweepPractice(ctx context.Context, tx Tx, study string) error {
	s, err := tx.Studies.Get(ctx, study)
	if err != nil {
		return err
	}
	all, err := tx.Attempts.OfStudy(ctx, study)
	if err != nil || len(all) == 0 {
		return err
	}
	people, err := peopleOf(ctx, tx, study)
	if err != nil {
		return err
	}
	byTalk := map[string][]Attempt{}
	var names []string
	for _, x := range all {
		if byTalk[x.Conversation] == nil {
			names = append(names, x.Conversation)
		}
		byTalk[x.Conversation] = append(byTalk[x.Conversation], x)
	}
	var gone []int64
	for _, id := range names {
		c, err := tx.Conversations.Get(ctx, id)
		if err != nil {
			return err
		}
		shut, _ := closed(&c, people, s.Consent)
		for _, x := range byTalk[id] {
			if x.Turn < 0 || x.Turn >= len(c.Turns) || shut[c.Turns[x.Turn].Speaker] {
				gone = append(gone, x.ID)
			}
		}
	}
	return tx.Attempts.Drop(ctx, gone...)
}

// trimmed reports whether there is anything in s.
func trimmed(s string) bool { return strings.TrimSpace(s) != "" }
