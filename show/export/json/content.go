package json

import (
	"cmp"
	"slices"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// contentItems are what was sent or shown, with what is said of it.
func contentItems(s *app.StudyReport) []any {
	var out []any
	for _, it := range s.Content {
		it.Said, it.Figures = slices.Clone(full(it.Said)), full(it.Figures)
		for i := range it.Said {
			e := &it.Said[i].Evidence
			e.Source = cmp.Or(e.Source, s.Conversations[e.Conversation].Source)
		}
		out = append(out, struct {
			Study string `json:"study"`
			heed.ContentItem
		}{s.Understanding.Study, it})
	}
	return out
}
