package app

import (
	"context"
	"sync"

	"github.com/heedhq/heed"
)

// shown keeps each study's current report in memory, by run: a run never
// changes without a new stamp.
type shown struct {
	mu      sync.Mutex
	reports map[string]*StudyReport // by study
}

// Shown returns what the study's current run found, with the surroundings of
// the quotations of the given claims. It must not be changed. A study that
// nobody has analysed is analysed first.
func (a *App) Shown(ctx context.Context, study string, claims ...string) (r StudyReport, err error) {
	defer heed.Wrap(&err, "show study %q", study)
	run, known, err := a.current(ctx, study)
	if err != nil {
		return r, err
	}
	if !known {
		runs, err := a.Analyse(ctx, AnalyseRequest{Study: study})
		if err != nil {
			return r, err
		}
		run = runs[0]
	}
	whole, err := a.cached(ctx, study, run)
	if err != nil {
		return r, err
	}
	r = *whole
	r.Contexts, r.Conversations = map[Anchor]Context{}, map[string]heed.Conversation{}
	s := surroundings{contexts: r.Contexts, conversations: r.Conversations}
	for _, id := range claims {
		if c := r.Claim(id); c != nil {
			for _, e := range c.Evidence {
				s.want(e.Quotation)
			}
		}
	}
	return r, a.store.Read(ctx, func(tx Tx) error { return s.fill(ctx, tx) })
}

func (a *App) cached(ctx context.Context, study string, run heed.Run) (*StudyReport, error) {
	a.shown.mu.Lock()
	defer a.shown.mu.Unlock()
	if r := a.shown.reports[study]; r != nil && r.Run.ID == run.ID && r.Run.Finished.Equal(run.Finished) {
		return r, nil
	}
	r := &StudyReport{Run: run, Participants: map[string]heed.Participant{}}
	err := a.store.Read(ctx, func(tx Tx) (err error) {
		if r.Understanding, err = tx.Runs.Whole(ctx, run.ID); err != nil {
			return err
		}
		people, err := tx.People.List(ctx, study)
		for _, p := range people {
			r.Participants[p.ID] = p
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	if a.shown.reports == nil {
		a.shown.reports = map[string]*StudyReport{}
	}
	a.shown.reports[study] = r
	return r, nil
}

// forgetShown drops what is kept of a study whose participants changed.
func (a *App) forgetShown(study string) {
	a.shown.mu.Lock()
	defer a.shown.mu.Unlock()
	delete(a.shown.reports, study)
}
