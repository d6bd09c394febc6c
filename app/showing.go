package app

import (
	"cmp"
	"context"
	"maps"
	"sync"

	"github.com/heedhq/heed"
)

// shown keeps each study's current report in memory, by run and by how many
// increments were laid onto it: what a run holds never changes otherwise.
type shown struct {
	mu      sync.Mutex
	reports map[string]*StudyReport // by study
	stamps  map[string]string       // of each, by study
	around  map[string]*around      // by study
}

// around keeps what stands around quotations that a page has shown.
type around struct {
	run           string
	contexts      map[Anchor]Context
	conversations map[string]heed.Conversation
}

// mostAround is how many surroundings of a study are kept.
const mostAround = 40_000

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
		if _, under, err := a.UnderWay(ctx, study); err != nil || under {
			return r, cmp.Or(err, ErrUnderWay)
		}
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
	var quotes []heed.Quotation
	for _, id := range claims {
		if c := r.Claim(id); c != nil {
			for _, e := range c.Evidence {
				quotes = append(quotes, e.Quotation)
			}
		}
	}
	return r, a.surroundings(ctx, study, run.ID, quotes, &r)
}

// surroundings fills in what stands around quotes, reading what no page has
// shown yet.
func (a *App) surroundings(ctx context.Context, study, run string, quotes []heed.Quotation, r *StudyReport) error {
	r.Contexts, r.Conversations = map[Anchor]Context{}, map[string]heed.Conversation{}
	s := surroundings{contexts: map[Anchor]Context{}, conversations: map[string]heed.Conversation{}}
	take := func(kept *around) {
		for _, q := range quotes {
			c, ok := kept.contexts[AnchorOf(q)]
			if !ok {
				s.want(q)
				continue
			}
			r.Contexts[AnchorOf(q)] = c
			r.Conversations[q.Conversation] = kept.conversations[q.Conversation]
		}
	}
	a.shown.mu.Lock()
	take(a.aroundOf(study, run))
	a.shown.mu.Unlock()
	if len(s.wanted) == 0 {
		return nil
	}
	if err := a.store.Read(ctx, func(tx Tx) error { return s.fill(ctx, tx) }); err != nil {
		return err
	}
	maps.Copy(r.Contexts, s.contexts)
	maps.Copy(r.Conversations, s.conversations)
	a.shown.mu.Lock()
	defer a.shown.mu.Unlock()
	kept := a.aroundOf(study, run)
	maps.Copy(kept.contexts, s.contexts)
	maps.Copy(kept.conversations, s.conversations)
	return nil
}

// aroundOf returns what is kept of a run; the lock is held.
func (a *App) aroundOf(study, run string) *around {
	kept := a.shown.around[study]
	if kept == nil || kept.run != run || len(kept.contexts) > mostAround {
		kept = &around{run, map[Anchor]Context{}, map[string]heed.Conversation{}}
		if a.shown.around == nil {
			a.shown.around = map[string]*around{}
		}
		a.shown.around[study] = kept
	}
	return kept
}

func (a *App) cached(ctx context.Context, study string, run heed.Run) (*StudyReport, error) {
	stamp, err := a.stamp(ctx, run)
	if err != nil {
		return nil, err
	}
	a.shown.mu.Lock()
	defer a.shown.mu.Unlock()
	kept := a.shown.reports[study]
	if kept != nil && a.shown.stamps[study] == stamp {
		return kept, nil
	}
	r := &StudyReport{Run: run, Stamp: stamp, Participants: map[string]heed.Participant{}, drawn: &Drawn{}}
	err = a.store.Read(ctx, func(tx Tx) (err error) {
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
		a.shown.reports, a.shown.stamps = map[string]*StudyReport{}, map[string]string{}
	}
	a.shown.reports[study], a.shown.stamps[study] = r, stamp
	return r, nil
}

// forgetShown drops what is kept of a study whose participants changed.
func (a *App) forgetShown(study string) {
	a.shown.mu.Lock()
	defer a.shown.mu.Unlock()
	delete(a.shown.reports, study)
	delete(a.shown.around, study)
	a.meant.forget(study)
	a.leaving.forget(study)
}

// Surround adds what stands around quotes to a report that Shown returned.
func (a *App) Surround(ctx context.Context, r *StudyReport, quotes []heed.Quotation) (err error) {
	defer heed.Wrap(&err, "surround quotations of study %q", r.Study)
	more := *r
	if err := a.surroundings(ctx, r.Study, r.Run.ID, quotes, &more); err != nil {
		return err
	}
	maps.Copy(more.Contexts, r.Contexts)
	maps.Copy(more.Conversations, r.Conversations)
	r.Contexts, r.Conversations = more.Contexts, more.Conversations
	return nil
}
