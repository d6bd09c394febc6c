package app

import (
	"cmp"
	"context"
	"slices"

	"github.com/heedhq/heed"
)

// ContentItem is what was sent or shown to customers, with how they respond.
type ContentItem struct {
	Item    string `json:"content_item"`
	Stage   string `json:"stage,omitempty"`
	Channel string `json:"channel,omitempty"`
	Persona string `json:"persona,omitempty"` // segment, as it came
	// Series are its figures, by name; each in the order of time.
	Series []FigureSeries `json:"series"`
}

// FigureSeries is one figure over time.
type FigureSeries struct {
	Name   string     `json:"name"`
	Points []heed.KPI `json:"points"`
	// Change is the last value less the first; 0 where it was measured once.
	Change float64 `json:"change"`
}

// ContentItems lists the figures that name a content item, by item, stage and
// channel. They are context, not evidence.
func (a *App) ContentItems(ctx context.Context, study string) (out []ContentItem, err error) {
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
	out = []ContentItem{}
	for _, k := range all { // by date
		if k.Content == "" {
			continue
		}
		i := slices.IndexFunc(out, func(c ContentItem) bool {
			return c.Item == k.Content && c.Stage == k.Stage && c.Channel == k.Channel && c.Persona == k.Persona
		})
		if i < 0 {
			i = len(out)
			out = append(out, ContentItem{Item: k.Content, Stage: k.Stage, Channel: k.Channel, Persona: k.Persona})
		}
		c := &out[i]
		j := slices.IndexFunc(c.Series, func(s FigureSeries) bool { return s.Name == k.Name })
		if j < 0 {
			j = len(c.Series)
			c.Series = append(c.Series, FigureSeries{Name: k.Name})
		}
		s := &c.Series[j]
		s.Points = append(s.Points, k)
		s.Change = k.Value - s.Points[0].Value
	}
	slices.SortStableFunc(out, func(x, y ContentItem) int {
		return cmp.Or(cmp.Compare(x.Item, y.Item), cmp.Compare(x.Stage, y.Stage), cmp.Compare(x.Channel, y.Channel), cmp.Compare(x.Persona, y.Persona))
	})
	return out, nil
}
