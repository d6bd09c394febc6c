package app

import (
	"context"
	"time"

	"github.com/heedhq/heed"
)

// readyEvery is how often KeepReady looks whether there is something new.
const readyEvery = 5 * time.Second

// KeepReady works out, before anybody asks, what the first visitor of a page
// would wait for, until ctx is done: at once everything, later what a new run
// changed. What fails is told to failed; pages work it out themselves then.
func (a *App) KeepReady(ctx context.Context, failed func(error)) {
	tick := time.NewTicker(readyEvery)
	defer tick.Stop()
	known := map[string]string{} // stamp by study
	for first := true; ; first = false {
		if err := a.ready(ctx, known, first); err != nil && ctx.Err() == nil {
			failed(err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// ready brings what is kept in memory of every study up to date. Measuring how
// we listened reads every conversation: after a change that waits for whoever
// looks at it.
func (a *App) ready(ctx context.Context, known map[string]string, measure bool) (err error) {
	defer heed.Wrap(&err, "make pages ready")
	studies, err := a.Studies(ctx)
	if err != nil {
		return err
	}
	for _, s := range studies {
		stamp, err := a.Stamp(ctx, s.ID)
		if err != nil {
			return err
		}
		if stamp == "" || stamp == known[s.ID] {
			continue
		}
		if _, _, err := a.placed(ctx, s.ID); err != nil { // with the report
			return err
		}
		if _, err := a.Changed(ctx, s.ID); err != nil {
			return err
		}
		if measure {
			if _, err := a.listeningIn(ctx, s.ID); err != nil {
				return err
			}
		}
		known[s.ID] = stamp
	}
	return nil
}

// Ready works everything out that KeepReady does at its beginning.
func (a *App) Ready(ctx context.Context) error { return a.ready(ctx, map[string]string{}, true) }
