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
	// Stops are the steps before which to ask what one would do now: the
	// greatest turns of feeling, in order.
	Stops []int
}

// WalkStep is something they said in one breath. Turning says that how they
// feel changes here.
type WalkStep struct {
	heed.Quotation
	Kind heed.Kind `json:"kind"`
	// Asked is what our side had said before it, nil where it follows on what
	// they said themselves.
	Asked   *heed.Quotation `json:"asked,omitempty"`
	Stage   string          `json:"stage,omitempty"`
	Date    heed.Date       `json:"date,omitzero"`
	Valence float64         `json:"valence"`
	Feeling heed.Feeling    `json:"feeling,omitempty"`
	Turning bool            `json:"turning,omitempty"`
}

const (
	walkSteps   = 16  // of one conversation, the most telling
	turningStep = 0.5 // of valence, -1..1
	mostStops   = 4
	leastWalk   = 5 // steps that make a walk
	wordsOfStep = 6
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
		return heed.Errorf(heed.CodeInvalid, "there is no stop before step %d of this walk", stop)
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

// stopsOf picks the steps before which to stop: of those at which the feeling
// turns, the greatest, and none right after another.
func stopsOf(steps []WalkStep) []int {
	var all []int
	for i := 1; i < len(steps); i++ {
		if steps[i].Turning {
			all = append(all, i)
		}
	}
	turn := func(i int) float64 { return abs(steps[i].Valence - steps[i-1].Valence) }
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

// stepsIn are the telling parts of what each participant said in one
// conversation: sentences that follow one another are one step.
func stepsIn(t practice.Talk) map[string][]WalkStep {
	out := map[string][]WalkStep{}
	sums := map[string][]int{} // sentences in each step
	for i := range t.Sensed.Readings {
		r := &t.Sensed.Readings[i]
		if r.Turn < 0 || r.Turn >= len(t.Turns) || t.Closed[t.Turns[r.Turn].Speaker] || len(r.Signals) == 0 && abs(r.Valence) < turningStep {
			continue
		}
		v, ok := t.Speaker(t.Turns[r.Turn].Speaker)
		if !ok || v.Participant == "" || t.RoleOf(r.Turn) != heed.RoleCustomer {
			continue
		}
		f, _ := r.Strongest()
		steps := out[v.Participant]
		if n := len(steps); n > 0 && steps[n-1].Turn == r.Turn && abs(steps[n-1].Valence-r.Valence) < turningStep && gap(t.Turns[r.Turn].Text, steps[n-1].End, r.Span.Start) {
			s, k := &steps[n-1], float64(sums[v.Participant][n-1])
			s.End = r.Span.End
			s.Text, _ = s.Span.In(t.Turns[r.Turn].Text)
			s.Valence = (s.Valence*k + r.Valence) / (k + 1)
			if s.Feeling == "" {
				s.Feeling = f.Name
			}
			sums[v.Participant][n-1]++
			continue
		}
		step := WalkStep{
			Quotation: heed.Quotation{Conversation: t.ID, Turn: r.Turn, Span: r.Span, Text: r.Text},
			Kind:      t.Kind, Stage: t.Stage, Date: t.Date, Valence: r.Valence, Feeling: f.Name,
		}
		if r.Turn > 0 && t.RoleOf(r.Turn-1).Ours() && (len(steps) == 0 || steps[len(steps)-1].Turn != r.Turn) {
			q := t.Turns[r.Turn-1].Text
			step.Asked = &heed.Quotation{Conversation: t.ID, Turn: r.Turn - 1, Span: heed.Span{End: len(q)}, Text: q}
		}
		out[v.Participant] = append(steps, step)
		sums[v.Participant] = append(sums[v.Participant], 1)
	}
	for who, steps := range out {
		steps = slices.DeleteFunc(steps, func(s WalkStep) bool {
			return len(strings.Fields(s.Text)) < wordsOfStep && abs(s.Valence) < turningStep
		})
		for len(steps) > walkSteps { // the least telling goes first
			least := 0
			for i := range steps {
				if abs(steps[i].Valence) < abs(steps[least].Valence) {
					least = i
				}
			}
			steps = slices.Delete(steps, least, least+1)
		}
		out[who] = steps
	}
	return out
}

// gap reports whether only blanks stand between two places.
func gap(text string, from, to int) bool {
	return from <= to && to <= len(text) && !trimmed(text[from:to])
}

// placeOf names a place as practice does.
func placeOf(q heed.Quotation) string {
	return fmt.Sprintf("%s:%d:%d", q.Conversation, q.Turn, q.Start)
}

func abs(x float64) float64 { return max(x, -x) }
