package web

import (
	"maps"
	"net/http"
	"slices"

	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// choosing are the parameters that choose conversations.
var choosing = []string{"q", "persona", "organisation", "kind", "segment", "stage", "feeling", "language", "after", "before"}

// mostOrganisations is how many organisations can be chosen from.
const mostOrganisations = 300

// organisations are those that anybody was heard from, sorted.
func organisations(sc *look.Scene) []string {
	return app.DrawOnce(sc.Study, "organisations", func() []string {
		seen := map[string]bool{}
		for _, x := range sc.Study.Participants {
			if x.Organisation != "" {
				seen[x.Organisation] = true
			}
		}
		out := slices.Sorted(maps.Keys(seen))
		return out[:min(len(out), mostOrganisations)]
	})
}

// findRows fills a list with the conversations that a search finds: by words,
// some at a time, and on the first page those near in meaning. It returns how
// many hold the words.
func (s *site) findRows(r *http.Request, p *studied, list *conversationList, f app.Filter) (total int, err error) {
	found, err := s.app.FindConversations(r.Context(), p.Study.ID, list.Query, f)
	if err != nil {
		return 0, err
	}
	rowOfFound := func(x *app.FoundConversation) conversationRow {
		row := rowOf(p.scene, x.ConversationRow)
		row.FoundHref = row.Href + turnAddress(x.Turn)
		row.FoundOurs = x.Ours
		if x.Language != p.scene.Lang {
			row.FoundLang = string(x.Language)
		}
		return row
	}
	for i := range found.Rows {
		x := &found.Rows[i]
		row := rowOfFound(x)
		row.Found = look.FindIn(x.Text, list.Query)
		row.FoundMeta = p.scene.Say("turn_n", "n", x.Turn+1)
		if x.Hits > 1 {
			row.FoundMeta = joined(", ", row.FoundMeta, p.scene.Say("web.found.more", "n", x.Hits-1))
		}
		list.Rows = append(list.Rows, row)
	}
	for i := range found.Near {
		x := &found.Near[i]
		row := rowOfFound(x)
		row.Found = []look.Found{{Text: look.Shorten1(x.Text, look.RestMax)}}
		row.FoundMeta = joined(", ", p.scene.Say("turn_n", "n", x.Turn+1), p.scene.Say("web.near.percent", "n", x.Percent))
		list.Near = append(list.Near, row)
	}
	if found.Placing {
		list.Again = r.URL.RequestURI()
	}
	return found.Total, nil
}
