package web

import (
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
	var out []string
	for _, x := range sc.Study.Participants {
		if x.Organisation != "" && !slices.Contains(out, x.Organisation) {
			out = append(out, x.Organisation)
		}
	}
	slices.Sort(out)
	return out[:min(len(out), mostOrganisations)]
}

// findRows fills a list with the conversations that a search finds: by words,
// some at a time, and on the first page those near in meaning. It returns how
// many hold the words.
func (s *site) findRows(r *http.Request, p *studied, list *conversationList, f app.Filter) (total int, err error) {
	found, err := s.app.FindConversations(r.Context(), p.Study.ID, list.Query, f)
	if err != nil {
		return 0, err
	}
	for _, x := range found {
		row := rowOf(p.scene, x.ConversationRow)
		row.FoundHref = row.Href + turnAddress(x.Turn)
		row.FoundOurs = x.Ours
		if x.Language != p.scene.Lang {
			row.FoundLang = string(x.Language)
		}
		if x.Meant {
			row.Found = []look.Found{{Text: look.Shorten1(x.Text, look.RestMax)}}
			row.FoundMeta = joined(", ", p.scene.Say("turn_n", "n", x.Turn+1), p.scene.Say("web.near.percent", "n", x.Percent))
			if f.Offset == 0 {
				list.Near = append(list.Near, row)
			}
			continue
		}
		if total++; total <= f.Offset || total > f.Offset+rowsAtOnce {
			continue
		}
		row.Found = look.FindIn(x.Text, list.Query)
		row.FoundMeta = p.scene.Say("turn_n", "n", x.Turn+1)
		if x.Hits > 1 {
			row.FoundMeta = joined(", ", row.FoundMeta, p.scene.Say("web.found.more", "n", x.Hits-1))
		}
		list.Rows = append(list.Rows, row)
	}
	return total, nil
}
