package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/shape"
)

// workScrub is pending work that makes what was deleted unreadable in the
// database's files.
const workScrub = "scrub"

// ErrUnderWay says that there is nothing to show of a study yet: its analysis
// is under way behind whoever asks.
var ErrUnderWay error = heed.Errorf(heed.CodeUnavailable, "this study is being analysed; it can be read when that is done")

// afterwards says what an act leaves to be done.
type afterwards struct {
	// inline lets a study be analysed while whoever acted waits where that takes
	// about a second.
	inline bool
	// scrub: what was deleted must not be read from the database's files either.
	scrub bool
}

// afterAct brings a study up to date after what a person did. Where somebody
// works behind, whoever acted does not wait: later says that the rest is
// pending work. What was deleted is gone from every table before, and from the
// database's log as far as nobody reads it.
func (a *App) afterAct(ctx context.Context, study string, o afterwards) (later bool, err error) {
	if ctx.Value(laterKey{}) != nil {
		return false, nil
	}
	scrubber, _ := a.store.(Scrubber)
	if a.working.running.Load() > 0 {
		later = true
		if o.inline {
			if later, err = a.large(ctx, study); err != nil {
				return false, err
			}
		}
	}
	if !later {
		if _, err := a.Analyse(ctx, AnalyseRequest{Study: study}); err != nil || !o.scrub || scrubber == nil {
			return false, err
		}
		return false, scrubber.Scrub(ctx)
	}
	err = a.store.Write(ctx, func(tx Tx) error {
		_, err := tx.Work.Add(ctx, heed.Work{Kind: workShape, Target: study, At: a.now()})
		if err == nil && o.scrub && scrubber != nil {
			_, err = tx.Work.Add(ctx, heed.Work{Kind: workScrub, Target: study, At: a.now()})
		}
		return err
	})
	if err != nil {
		return false, err
	}
	if o.scrub && scrubber != nil {
		scrubber.Settle(ctx)
	}
	a.working.hurry.Store(true)
	a.working.rouse()
	return true, nil
}

// large reports whether analysing a study takes more than a moment.
func (a *App) large(ctx context.Context, study string) (bool, error) {
	run, known, err := a.current(ctx, study)
	if err != nil || !known {
		return true, err
	}
	var u heed.Understanding
	err = a.store.Read(ctx, func(tx Tx) (err error) {
		u, err = tx.Views.Overview(ctx, run.ID)
		return err
	})
	return u.Heard.Sentences > inlineSentences, err
}

// Step is how far an analysis under way is.
type Step struct {
	What        string // as Progress is told; "" where it has not begun
	Done, Total int
}

// UnderWay reports whether somebody in this process brings a study up to date,
// or is about to, with what is not in its current run yet.
func (a *App) UnderWay(ctx context.Context, study string) (step Step, under bool, err error) {
	if a.working.running.Load() == 0 {
		return step, false, nil
	}
	err = a.store.Read(ctx, func(tx Tx) error {
		list, err := tx.Work.Pending(ctx)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(list, func(w heed.Work) bool { return w.Kind == workShape && w.Target == study })
		if i < 0 {
			return nil
		}
		run, err := tx.Runs.Current(ctx, study)
		if err != nil && heed.ErrorCode(err) != heed.CodeNotFound {
			return err
		}
		under = err != nil || run.Started.Before(list[i].At)
		return nil
	})
	if step, ok := a.working.step(study); ok && under {
		return step, true, err
	}
	return step, under, err
}

// layAnswers lays what a participant answered onto the current run of their
// study, and what they wrote with it, so that the ledger tells at once; the
// next run follows behind.
func (a *App) layAnswers(ctx context.Context, study, who string, words *heed.Conversation, sensed *heed.Sensed) error {
	for {
		run, known, err := a.current(ctx, study)
		if err != nil || !known {
			return err
		}
		u, err := a.whole(ctx, run.ID)
		if err != nil {
			return err
		}
		var in shape.Input
		err = a.store.Read(ctx, func(tx Tx) error {
			if in.Study, err = tx.Studies.Get(ctx, study); err != nil {
				return err
			}
			if in.Checks, err = tx.Checks.List(ctx, study); err != nil {
				return err
			}
			p, err := tx.People.Get(ctx, who)
			in.Participants = []heed.Participant{p}
			return err
		})
		if err != nil {
			return err
		}
		in.AsOf = u.AsOf
		if words != nil {
			in.Conversations = []shape.Conversation{{Conversation: words, Sensed: sensed}}
		}
		touched := shape.Answer(&u, in, who)
		if len(touched) == 0 {
			return nil
		}
		u.EmpathyMaps, u.Journeys = nil, nil // drawn anew by the next run
		for i := range u.Themes.Themes {
			u.Themes.Themes[i].Members = nil
		}
		swapped := false
		err = a.store.Write(ctx, func(tx Tx) error {
			now, err := tx.Runs.Current(ctx, study)
			if swapped = now.ID != run.ID; err != nil || swapped {
				return err
			}
			return tx.Runs.Replace(ctx, run.ID, &u, touched)
		})
		if err != nil || !swapped {
			return err
		}
	}
}

// isUnderWay reports whether an error says that an analysis is under way.
func isUnderWay(err error) bool { return errors.Is(err, ErrUnderWay) }

// reportWait is how long a page waits for the report of a large study for
// outside.
const reportWait = 150 * time.Millisecond

// OutsideReport is the Report of a study for outside the company, of its stored
// run. It is worked out behind whoever asks, from all conversations, and kept
// until the study changes: until it is there, ErrUnderWay.
func (a *App) OutsideReport(ctx context.Context, study string) (rep Report, err error) {
	defer heed.Wrap(&err, "report for outside")
	stamp, err := a.Stamp(ctx, study)
	if err != nil {
		return rep, err
	}
	var changes int64
	err = a.store.Read(ctx, func(tx Tx) error {
		changes, err = tx.Changed.Count(ctx, PartConversations, PartPeople)
		return err
	})
	if err != nil {
		return rep, err
	}
	m, made, err := a.leaving.ask(ctx, study, fmt.Sprint(stamp, changes), func(ctx context.Context) (Report, error) {
		return a.Report(ctx, ReportRequest{Study: study, Outside: true, Stored: true}, nil)
	})
	if err == nil && !made {
		wait := reportWait
		if large, err := a.large(ctx, study); err != nil {
			return rep, err
		} else if !large {
			wait = time.Hour
		}
		made, err = m.within(ctx, wait)
	}
	if err == nil && !made {
		err = ErrUnderWay
	}
	if err != nil {
		return rep, err
	}
	return m.value, nil
}
