package app

import (
	"context"
	"slices"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/content"
)

// ContentItems lists what was sent or shown to a study's customers, by name:
// the figures as they are now, and what the current run found that customers
// say of each. An item that came since is Unread.
func (a *App) ContentItems(ctx context.Context, study string) (out []heed.ContentItem, err error) {
	defer heed.Wrap(&err, "content items of study %q", study)
	var all []heed.KPI
	err = a.store.Read(ctx, func(tx Tx) error {
		if _, err := tx.Studies.Get(ctx, study); err != nil {
			return err
		}
		all, err = tx.Figures.KPIs(ctx, study)
		return err
	})
	if err != nil {
		return nil, err
	}
	out = content.Items(all)
	if len(out) == 0 {
		return out, nil
	}
	run, known, err := a.current(ctx, study)
	if err != nil {
		return nil, err
	}
	var read []heed.ContentItem
	if known {
		rep, err := a.cached(ctx, study, run)
		if err != nil {
			return nil, err
		}
		read = rep.Content
	}
	for i := range out {
		k := slices.IndexFunc(read, func(c heed.ContentItem) bool { return c.Item == out[i].Item })
		if out[i].Unread = k < 0; k < 0 {
			continue
		}
		figures := out[i].Figures
		out[i] = read[k]
		out[i].Figures = figures
	}
	return out, nil
}
