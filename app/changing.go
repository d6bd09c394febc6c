package app

import (
	"context"
	"sync"
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/shape"
)

// What moved between two sets of themes, for those who show it.
type (
	ThemeDiff   = shape.ThemeDiff
	ThemeChange = shape.ThemeChange
	ThemeMove   = shape.ThemeMove
)

// Changes is what is different in a study's current run from the one before.
type Changes struct {
	// Since is when the run before was made; the zero time: there is none.
	Since  time.Time
	Themes ThemeDiff
	// Ids of claims, in the order of the run.
	New, Raised, Lowered, Contradicted []string
	Gone                               int
}

// changes keeps what changed, by study and run.
type changes struct {
	mu   sync.Mutex
	runs map[string]*Changes // by run
}

// Changed compares a study's current run with the one before.
func (a *App) Changed(ctx context.Context, study string) (c Changes, err error) {
	defer heed.Wrap(&err, "what changed in study %q", study)
	var runs []heed.Run
	err = a.store.Read(ctx, func(tx Tx) (err error) {
		runs, err = tx.Runs.List(ctx, study)
		return err
	})
	if err != nil {
		return c, err
	}
	now := -1
	for i, r := range runs {
		if r.State == "current" {
			now = i
		}
	}
	if now < 0 || now+1 >= len(runs) {
		return c, nil
	}
	a.changed.mu.Lock()
	defer a.changed.mu.Unlock()
	key := runs[now].ID + " " + runs[now+1].ID
	if kept := a.changed.runs[key]; kept != nil {
		return *kept, nil
	}
	before, err := a.whole(ctx, runs[now+1].ID)
	if err != nil {
		return c, err
	}
	after, err := a.cached(ctx, study, runs[now])
	if err != nil {
		return c, err
	}
	c = compare(&before, &after.Understanding)
	c.Since = runs[now+1].Finished
	if a.changed.runs == nil || len(a.changed.runs) > 64 { // a run is looked at while it is current
		a.changed.runs = map[string]*Changes{}
	}
	a.changed.runs[key] = &c
	return c, nil
}

func compare(before, after *heed.Understanding) Changes {
	c := Changes{Themes: shape.Diff(before.Themes, after.Themes)}
	old := map[string]*heed.Claim{}
	for i := range before.Claims {
		old[before.Claims[i].ID] = &before.Claims[i]
	}
	c.Gone = len(old)
	for i := range after.Claims {
		now := &after.Claims[i]
		was := old[now.ID]
		if was == nil {
			c.New = append(c.New, now.ID)
			continue
		}
		c.Gone--
		switch {
		case now.Confidence.Level > was.Confidence.Level:
			c.Raised = append(c.Raised, now.ID)
		case now.Confidence.Level < was.Confidence.Level:
			c.Lowered = append(c.Lowered, now.ID)
		}
		if now.Against > was.Against {
			c.Contradicted = append(c.Contradicted, now.ID)
		}
	}
	return c
}
