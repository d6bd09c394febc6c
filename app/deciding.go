package app

import (
	"context"
	"slices"
	"unicode/utf8"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/shape"
)

// Decide appends what a person did and brings the study's understanding up to
// date with it. The decision comes back with its id, by which Undo takes it
// back.
func (a *App) Decide(ctx context.Context, d heed.Decision) (out heed.Decision, err error) {
	defer heed.Wrap(&err, "decide")
	d.At = a.now().UTC()
	err = a.store.Write(ctx, func(tx Tx) error {
		if err := a.prepare(ctx, tx, &d); err != nil {
			return err
		}
		d.ID, err = tx.Decisions.Append(ctx, d)
		return err
	})
	if err != nil {
		return d, err
	}
	return d, a.follow(ctx, d)
}

// follow brings the study up to date with a decision: with a new run where that
// takes about a second or nobody works behind, else by laying the decision onto
// the run and leaving the new run to whoever works.
func (a *App) follow(ctx context.Context, d heed.Decision) error {
	if a.working.running.Load() > 0 {
		large, err := a.layDecision(ctx, d)
		if large || err != nil {
			return err
		}
	}
	_, err := a.Analyse(ctx, AnalyseRequest{Study: d.Study})
	return err
}

// layDecision lays a decision onto the current run of a large study, and leaves
// the next run as pending work.
func (a *App) layDecision(ctx context.Context, d heed.Decision) (large bool, err error) {
	for {
		run, known, err := a.current(ctx, d.Study)
		if err != nil || !known {
			return false, err
		}
		u, err := a.whole(ctx, run.ID)
		if err != nil || u.Heard.Sentences <= inlineSentences {
			return false, err
		}
		touched, ok := shape.Decide(&u, d)
		u.Journeys = nil // as they were
		swapped := false
		err = a.store.Write(ctx, func(tx Tx) error {
			now, err := tx.Runs.Current(ctx, d.Study)
			if swapped = now.ID != run.ID; err != nil || swapped {
				return err
			}
			if ok {
				if err := tx.Runs.Replace(ctx, run.ID, &u, touched); err != nil {
					return err
				}
			}
			_, err = tx.Work.Add(ctx, heed.Work{Kind: workShape, Target: d.Study, At: a.now()})
			return err
		})
		if err != nil || !swapped {
			a.working.rouse()
			return true, err
		}
	}
}

// layNewer lays onto a run that is about to be swapped in what was decided
// since its inputs were read, so that no decision is lost from view until the
// run after it.
func layNewer(ctx context.Context, tx Tx, u *heed.Understanding, known []heed.Decision) error {
	last, err := tx.Decisions.Last(ctx, u.Study)
	if err != nil || len(known) > 0 && known[len(known)-1].ID == last || len(known) == 0 && last == 0 {
		return err
	}
	all, err := tx.Decisions.List(ctx, u.Study)
	if err != nil {
		return err
	}
	for _, d := range all {
		if len(known) == 0 || d.ID > known[len(known)-1].ID {
			shape.Decide(u, d) // what only a run can lay waits for the next
		}
	}
	return nil
}

// prepare checks a decision and anchors it to the quotations that its target
// has now.
func (a *App) prepare(ctx context.Context, tx Tx, d *heed.Decision) error {
	study, err := tx.Studies.Get(ctx, d.Study)
	if err != nil {
		return err
	}
	if d.Kind == heed.DecideUndo {
		return nil
	}
	run, err := tx.Runs.Current(ctx, study.ID)
	if err != nil {
		return err
	}
	switch d.Target {
	case heed.TargetClaim:
		if d.Kind == heed.DecideAdd {
			return nil
		}
		c, err := tx.Views.Claim(ctx, run.ID, d.TargetID)
		if err != nil {
			return err
		}
		if d.Kind == heed.DecideEdit && d.Into == "" {
			return heed.Errorf(heed.CodeInvalid, "an edited claim needs words")
		}
		if d.Kind == heed.DecideEdit && utf8.RuneCountInString(d.Into) > longestWords {
			return heed.Errorf(heed.CodeTooLarge, "a claim has at most %d characters", longestWords)
		}
		if d.Kind == heed.DecideMove && d.Place == nil && !placed(study.Settings.Stages, d.Into) {
			return heed.Errorf(heed.CodeInvalid, "%q is neither a part of an empathy map nor a stage of this study", d.Into)
		}
		for _, e := range c.Evidence {
			d.Anchor = append(d.Anchor, e.Quotation)
		}
		if d.Claim == nil {
			d.Claim = &heed.Claim{Kind: c.Kind} // tells it from another claim on the same words
		}
	case heed.TargetTheme:
		t, err := tx.Views.Theme(ctx, run.ID, d.TargetID)
		if err != nil {
			return err
		}
		d.Anchor = t.Members
	case heed.TargetPersona:
		if _, err := tx.Views.Persona(ctx, run.ID, d.TargetID); err != nil {
			return err
		}
	}
	return nil
}

// placed reports whether a claim can be moved to what into names.
func placed(stages []heed.Stage, into string) bool {
	if len(stages) == 0 {
		stages = heed.DefaultStages
	}
	return slices.Contains(heed.Cells, heed.Cell(into)) || slices.ContainsFunc(stages, func(s heed.Stage) bool { return s.ID == into })
}

// Undo takes a decision back by appending another; it may itself be undone.
func (a *App) Undo(ctx context.Context, study string, id int64, by string) (heed.Decision, error) {
	var known bool
	err := a.store.Read(ctx, func(tx Tx) error {
		all, err := tx.Decisions.List(ctx, study)
		known = slices.ContainsFunc(all, func(d heed.Decision) bool { return d.ID == id })
		return err
	})
	if err != nil {
		return heed.Decision{}, err
	}
	if !known {
		return heed.Decision{}, heed.Errorf(heed.CodeNotFound, "there is no decision %d in study %q", id, study)
	}
	return a.Decide(ctx, heed.Decision{Study: study, Kind: heed.DecideUndo, Target: heed.TargetStudy, Undoes: id, By: by})
}

// Decisions lists what people did in a study, oldest first.
func (a *App) Decisions(ctx context.Context, study string) (list []heed.Decision, err error) {
	err = a.store.Read(ctx, func(tx Tx) error {
		list, err = tx.Decisions.List(ctx, study)
		return err
	})
	return list, err
}
