package app

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/heedhq/heed"
)

// inlineSentences is up to how many customers' sentences a study is analysed
// while whoever decided something waits, in about a second. In a larger one
// the decision is laid onto the run at once, and the next run follows behind.
const inlineSentences = 6000

// quiet is how long a worker waits after it was woken, so that several
// decisions in a row make one run.
const quiet = 2 * time.Second

// working knows whether somebody does the pending work of this process, and
// lets one run of a study be built at a time.
type working struct {
	running atomic.Int32
	wake    chan struct{}

	// hurry says that somebody waits to see a study again.
	hurry atomic.Bool

	mu      sync.Mutex
	studies map[string]chan struct{}
	steps   map[string]Step // of what is under way, by study
}

// step is how far the analysis of a study is; false where none is under way.
func (w *working) step(study string) (Step, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	s, ok := w.steps[study]
	return s, ok
}

// noting is a Progress that also keeps the step for whoever asks; over ends it.
func (w *working) noting(study string, p Progress) (noting Progress, over func()) {
	set := func(s Step) {
		w.mu.Lock()
		defer w.mu.Unlock()
		if w.steps == nil {
			w.steps = map[string]Step{}
		}
		w.steps[study] = s
	}
	set(Step{})
	noting = ProgressFunc(func(what string, done, total int) {
		set(Step{what, done, total})
		p.Step(what, done, total)
	})
	return noting, func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.steps, study)
	}
}

// turn waits until nobody else analyses the study; done ends the turn.
func (w *working) turn(ctx context.Context, study string) (done func(), err error) {
	w.mu.Lock()
	if w.studies == nil {
		w.studies = map[string]chan struct{}{}
	}
	one := w.studies[study]
	if one == nil {
		one = make(chan struct{}, 1)
		w.studies[study] = one
	}
	w.mu.Unlock()
	select {
	case one <- struct{}{}:
		return func() { <-one }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// rouse wakes whoever does the pending work of this process.
func (w *working) rouse() {
	select {
	case w.wake <- struct{}{}:
	default: // woken already
	}
}

// Work does pending work until ctx is done: what there is at the beginning,
// what this process adds, and every time `every` has passed what others added.
// Several processes may work on one database. What fails is told to failed,
// and tried again later.
func (a *App) Work(ctx context.Context, every time.Duration, failed func(error)) {
	a.working.running.Add(1)
	defer a.working.running.Add(-1)
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		if err := a.PendingStudies(ctx, nil); err != nil && ctx.Err() == nil {
			failed(err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case <-a.working.wake:
			if a.working.hurry.Swap(false) {
				continue
			}
			select {
			case <-ctx.Done():
				return
			case <-time.After(quiet):
			}
		}
	}
}

// Stamp names what a study's pages show now: it changes with a new run, with
// what is laid onto the run, and with every decision. It is "" for a study that
// nobody has analysed.
func (a *App) Stamp(ctx context.Context, study string) (stamp string, err error) {
	defer heed.Wrap(&err, "stamp of study %q", study)
	run, known, err := a.current(ctx, study)
	if err != nil || !known {
		return "", err
	}
	return a.stamp(ctx, run)
}

func (a *App) stamp(ctx context.Context, run heed.Run) (stamp string, err error) {
	err = a.store.Read(ctx, func(tx Tx) error {
		laid, err := tx.Increments.Count(ctx, run.ID)
		if err != nil {
			return err
		}
		last, err := tx.Decisions.Last(ctx, run.Study)
		stamp = fmt.Sprintf("%s %d %d %d", run.ID, run.Finished.UnixNano(), laid, last)
		return err
	})
	return stamp, err
}
