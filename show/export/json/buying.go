package json

import (
	"cmp"
	"slices"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// buyingGroups are who is involved, with the source of every quotation.
func buyingGroups(s *app.StudyReport) []any {
	var out []any
	sourced := func(e heed.Evidence) heed.Evidence {
		e.Source = cmp.Or(e.Source, s.Conversations[e.Conversation].Source)
		return e
	}
	all := func(list []heed.Evidence) []heed.Evidence {
		list = slices.Clone(list)
		for i := range list {
			list[i] = sourced(list[i])
		}
		return list
	}
	items := func(list []heed.GroupItem) []heed.GroupItem {
		list = slices.Clone(list)
		for i := range list {
			list[i].Evidence = sourced(list[i].Evidence)
		}
		return list
	}
	for _, g := range s.BuyingGroups {
		g.Members, g.Influences = slices.Clone(full(g.Members)), slices.Clone(g.Influences)
		for i := range g.Members {
			m := &g.Members[i]
			m.Risks, m.Wants, m.Fears, m.Told, m.Said = items(m.Risks), items(m.Wants), items(m.Fears), items(m.Told), all(m.Said)
		}
		for i := range g.Influences {
			g.Influences[i].Evidence = all(full(g.Influences[i].Evidence))
		}
		out = append(out, struct {
			Study string `json:"study"`
			heed.BuyingGroup
		}{s.Understanding.Study, g})
	}
	return out
}
