package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/coach/practice"
)

// Walk is one participant's journey in their own words, in order.
type Walk struct {
	Participant heed.Participant
	Steps       []WalkStep
	// Stops are the steps after which to ask what one would do now: the
	// greatest turns of feeling, in order.
	Stops []int
}

// WalkStep is one turn of theirs. Turning says that how they
// feel changes here.
type WalkStep struct {
	heed.Quotation
	Language heed.Language `json:"lang"`
	Kind     heed.Kind     `json:"kind"`
	// Asked is what our side had said before it, nil where nobody had.
	Asked *heed.Quotation `json:"asked,omitempty"`
	// Then is what our side said to it, nil where nobody did.
	Then    *heed.Quotation `json:"then,omitempty"`
	Stage   string          `json:"stage,omitempty"`
	Date    heed.Date       `json:"date,omitzero"`
	Valence float64         `json:"valence"`
	Feeling heed.Feeling    `json:"feeling,omitempty"`
	Turning bool            `json:"turning,omitempty"`
}

const (
	walkSteps   = 6    // of one conversation, the most telling
	turningStep = 0.25 // of valence, -1..1
	mostStops   = 4
	leastWalk   = 5 // steps that make a walk
	wordsOfStep = 12
)

// WalkRow is a participant whose journey can be walked.
type WalkRow struct {
	Participant   heed.Participant
	Steps, Stops  int
	Conversations int
	From, To      heed.Date
}

// Walks lists who can be followed, those with most turns first.
func (a *App) Walks(ctx context.Context, study string) (rows []WalkRow, err error) {
	defer heed.Wrap(&err, "walks in study %q", study)
	all, err := a.offers(ctx, study)
	if err != nil {
		return nil, err
	}
	err = a.store.Read(ctx, func(tx Tx) error {
		people, err := peopleOf(ctx, tx, study)
		for id, steps := range all.walks {
			if len(steps) < leastWalk || people[id].ID == "" {
				continue
			}
			w := WalkRow{Participant: people[id], Steps: len(steps), Stops: len(stopsOf(steps)), From: steps[0].Date, To: steps[len(steps)-1].Date}
			last := ""
			for _, s := range steps {
				if s.Conversation != last {
					last = s.Conversation
					w.Conversations++
				}
			}
			rows = append(rows, w)
		}
		return err
	})
	slices.SortFunc(rows, func(x, y WalkRow) int {
		return cmp.Or(-cmp.Compare(x.Conversations, y.Conversations), -cmp.Compare(x.Stops, y.Stops), -cmp.Compare(x.Steps, y.Steps), cmp.Compare(x.Participant.Number, y.Participant.Number), cmp.Compare(x.Participant.ID, y.Participant.ID))
	})
	return rows, err
}

// WalkInTheirShoes follows one participant through everything that they said,
// by date and turn; only with consent for training.
func (a *App) WalkInTheirShoes(ctx context.Context, study, participant string) (w Walk, err error) {
	defer heed.Wrap(&err, "walk with %s", participant)
	all, err := a.offers(ctx, study)
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
	if w.Steps = all.walks[participant]; len(w.Steps) == 0 {
		return w, heed.Errorf(heed.CodeNotFound, "nothing that %s said may be used for training", participant)
	}
	w.Stops = stopsOf(w.Steps)
	return w, nil
}

// KeepStep keeps what account would have done at a stop of a walk. It is not
// scored: nobody knows what would have happened.
func (a *App) KeepStep(ctx context.Context, account, study, participant string, stop int, written string) (err error) {
	defer heed.Wrap(&err, "walk with %s", participant)
	if err := replyWritten(written); err != nil {
		return err
	}
	w, err := a.WalkInTheirShoes(ctx, study, participant)
	if err != nil {
		return err
	}
	if !slices.Contains(w.Stops, stop) {
		return heed.Errorf(heed.CodeInvalid, "there is no stop after step %d of this walk", stop)
	}
	s := &w.Steps[stop]
	_, err = a.keep(ctx, Attempt{
		Account: account, Study: study, Conversation: s.Conversation, Turn: s.Turn, Moment: placeOf(s.Quotation),
		Skill: ExerciseWalk, Exercise: ExerciseWalk, Written: []string{written},
	})
	return err
}

// Walked are account's own answers at the stops of a walk, by step.
func (a *App) Walked(ctx context.Context, account string, w *Walk) (map[int]string, error) {
	mine, err := a.attemptsOf(ctx, account, w.Participant.Study)
	out := map[int]string{}
	for _, stop := range w.Stops {
		for _, x := range mine {
			if x.Exercise == ExerciseWalk && x.Moment == placeOf(w.Steps[stop].Quotation) && len(x.Written) == 1 {
				out[stop] = x.Written[0]
			}
		}
	}
	return out, err
}

// stopsOf picks the steps after which to stop: of those at which the feeling
// turns, the greatest, and none right after another.
func stopsOf(steps []WalkStep) []int {
	var all []int
	for i := 1; i < len(steps); i++ {
		if steps[i].Turning && i+1 < len(steps) {
			all = append(all, i)
		}
	}
	// what weighs on somebody asks more of us than what lifts them
	turn := func(i int) float64 { return abs(steps[i].Valence-steps[i-1].Valence) + max(0, -steps[i].Valence) }
	slices.SortStableFunc(all, func(i, j int) int { return -cmp.Compare(turn(i), turn(j)) })
	var out []int
	for _, i := range all {
		near := slices.ContainsFunc(out, func(j int) bool { return i-j < 3 && j-i < 3 })
		if len(out) < mostStops && !near {
			out = append(out, i)
		}
	}
	slices.Sort(out)
	return out
}

// walksOf follows every participant through the talks, by date and turn.
func walksOf(talks []practice.Talk) map[string][]WalkStep {
	sorted := slices.Clone(talks)
	slices.SortStableFunc(sorted, func(x, y practice.Talk) int {
		return cmp.Or(x.Date.Time().Compare(y.Date.Time()), cmp.Compare(x.ID, y.ID))
	})
	out := map[string][]WalkStep{}
	for _, t := range sorted {
		if !t.Kind.Heard() {
			continue
		}
		for who, steps := range stepsIn(t) {
			out[who] = append(out[who], steps...)
		}
	}
	for _, steps := range out {
		for i := 1; i < len(steps); i++ {
			steps[i].Turning = abs(steps[i].Valence-steps[i-1].Valence) >= turningStep
		}
	}
	return out
}

// stepsIn are the telling turns of what each participant said in one
// conversation.
func stepsIn(t practice.Talk) map[string][]WalkStep {
	type weighed struct {
		WalkStep
		tells float64
	}
	all := map[string][]weighed{}
	for n := range t.Turns {
		v, ok := t.Speaker(t.Turns[n].Speaker)
		if !ok || v.Participant == "" || t.Closed[t.Turns[n].Speaker] || t.RoleOf(n) != heed.RoleCustomer {
			continue
		}
		w := weighed{WalkStep: WalkStep{Language: t.Language, Kind: t.Kind, Stage: t.Stage, Date: t.Date}}
		sum, most, strong := 0.0, 0.0, 0.0
		first, last := len(t.Turns[n].Text), 0
		for i := range t.Sensed.Readings {
			r := &t.Sensed.Readings[i]
			if r.Turn != n {
				continue
			}
			first, last = min(first, r.Span.Start), max(last, r.Span.End)
			// what is felt most weighs most: plain sentences would hide it
			sum, most = sum+abs(r.Valence), most+r.Valence*abs(r.Valence)
			w.tells += float64(min(2, len(r.Signals))) + abs(r.Valence)
			if f, ok := r.Strongest(); ok && f.Intensity > strong {
				w.Feeling, strong = f.Name, f.Intensity
			}
		}
		if sum > 0 {
			w.Valence = most / sum
		}
		if first >= last || len(strings.Fields(t.Turns[n].Text[first:last])) < wordsOfStep {
			continue
		}
		w.Quotation = heed.Quotation{Conversation: t.ID, Turn: n, Span: heed.Span{Start: first, End: last}, Text: t.Turns[n].Text[first:last]}
		if n > 0 && t.RoleOf(n-1).Ours() {
			w.Asked = whole(&t, n-1)
		}
		if n+1 < len(t.Turns) && t.RoleOf(n+1).Ours() {
			w.Then = whole(&t, n+1)
		}
		all[v.Participant] = append(all[v.Participant], w)
	}
	out := map[string][]WalkStep{}
	for who, steps := range all {
		for len(steps) > walkSteps { // the least telling goes first
			least := 0
			for i := range steps {
				if steps[i].tells < steps[least].tells {
					least = i
				}
			}
			steps = slices.Delete(steps, least, least+1)
		}
		for _, s := range steps {
			out[who] = append(out[who], s.WalkStep)
		}
	}
	return out
}

func whole(t *practice.Talk, n int) *heed.Quotation {
	return &heed.Quotation{Conversation: t.ID, Turn: n, Span: heed.Span{End: len(t.Turns[n].Text)}, Text: t.Turns[n].Text}
}

// placeOf names a place as practice does.
func placeOf(q heed.Quotation) string {
	return fmt.Sprintf("%s:%d:%d", q.Conversation, q.Turn, q.Start)
}

func abs(x float64) float64 { return max(x, -x) }
