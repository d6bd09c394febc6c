// Package content finds what customers say of what was sent or shown to them:
// sentences that name a content item, and what they say in answer to it. It
// never guesses: words that neither name an item nor answer one are left out.
package content

import (
	"cmp"
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
)

// Items groups the figures that name a content item: by item, then by stage,
// channel and segment. kpis stand in the order of time.
func Items(kpis []heed.KPI) []heed.ContentItem {
	out := []heed.ContentItem{}
	for _, k := range kpis {
		if k.Content == "" {
			continue
		}
		i := slices.IndexFunc(out, func(c heed.ContentItem) bool { return c.Item == k.Content })
		if i < 0 {
			i = len(out)
			out = append(out, heed.ContentItem{Item: k.Content, Called: []string{spoken(k.Content)}, Said: []heed.ContentSaid{}})
		}
		item := &out[i]
		for _, name := range k.Called {
			if !slices.ContainsFunc(item.Called, func(o string) bool { return strings.EqualFold(o, name) }) {
				item.Called = append(item.Called, name)
			}
		}
		series(figures(item, k), k)
	}
	for i := range out {
		slices.SortStableFunc(out[i].Figures, func(x, y heed.ContentFigures) int {
			return cmp.Or(cmp.Compare(x.Stage, y.Stage), cmp.Compare(x.Channel, y.Channel), cmp.Compare(x.Persona, y.Persona))
		})
	}
	slices.SortFunc(out, func(x, y heed.ContentItem) int { return cmp.Compare(x.Item, y.Item) })
	return out
}

func figures(item *heed.ContentItem, k heed.KPI) *heed.ContentFigures {
	i := slices.IndexFunc(item.Figures, func(f heed.ContentFigures) bool {
		return f.Stage == k.Stage && f.Channel == k.Channel && f.Persona == k.Persona
	})
	if i < 0 {
		i = len(item.Figures)
		item.Figures = append(item.Figures, heed.ContentFigures{Stage: k.Stage, Channel: k.Channel, Persona: k.Persona})
	}
	return &item.Figures[i]
}

func series(f *heed.ContentFigures, k heed.KPI) {
	i := slices.IndexFunc(f.Series, func(s heed.FigureSeries) bool { return s.Name == k.Name })
	if i < 0 {
		i = len(f.Series)
		f.Series = append(f.Series, heed.FigureSeries{Name: k.Name})
	}
	s := &f.Series[i]
	s.Points = append(s.Points, k)
	s.Change = k.Value - s.Points[0].Value
}

// spoken is a slug as words: "renewal-letter" is a renewal letter.
func spoken(slug string) string {
	return strings.Join(strings.FieldsFunc(slug, func(r rune) bool { return r == '-' || r == '_' || r == ' ' }), " ")
}
