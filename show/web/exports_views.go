package web

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/export/table"
	"github.com/heedhq/heed/show/look"
)

// viewTables make the tables of views that stand on what they are about alone.
var viewTables = map[string]func(s *site, r *http.Request, p *studied) (name string, t table.Table, err error){
	"felt": func(s *site, r *http.Request, p *studied) (string, table.Table, error) {
		groups, err := s.feltGroups(r, p)
		return p.scene.Say("web.earn.felt"), table.Felt(p.Study.ID, groups), err
	},
	"listening": func(s *site, r *http.Request, p *studied) (string, table.Table, error) {
		reports, err := s.app.Listening(r.Context(), p.Study.ID)
		if err == nil {
			reports, err = s.openTo(r, p.Study.ID, whoLooks(r).Account, reports)
		}
		return p.scene.Say("web.listen.over"), table.Listening(p.Study.ID, reports, app.ListenMeasures), err
	},
	"content": func(s *site, r *http.Request, p *studied) (string, table.Table, error) {
		items, err := s.app.ContentItems(r.Context(), p.Study.ID)
		return p.scene.Say("content.title"), table.Content(p.scene, p.Study.ID, items), err
	},
	"panel": func(s *site, r *http.Request, p *studied) (string, table.Table, error) {
		rows, err := s.app.Panel(r.Context(), p.Study.ID)
		return p.scene.Say("web.earn.panel"), table.Panel(p.scene, p.Study.ID, rows), err
	},
	"promises": func(s *site, r *http.Request, p *studied) (string, table.Table, error) {
		list, err := s.app.Commitments(r.Context(), p.Study.ID)
		return p.scene.Say("web.earn.promises"), table.Promises(list), err
	},
	"changes": func(s *site, r *http.Request, p *studied) (string, table.Table, error) {
		changed, err := s.app.ChangedBetween(r.Context(), p.Study.ID, r.URL.Query().Get("from"), "")
		return p.scene.Say("changes.title"), table.Changed(p.scene, p.Study.ID, &changed), err
	},
	"theme": func(s *site, r *http.Request, p *studied) (string, table.Table, error) {
		set := p.report().Themes.Themes
		i := slices.IndexFunc(set, func(t heed.Theme) bool { return t.ID == r.URL.Query().Get("id") })
		if i < 0 {
			return "", table.Table{}, heed.Errorf(heed.CodeNotFound, "%s", p.scene.Say("themes.none"))
		}
		err := s.app.Surround(r.Context(), p.report(), set[i].Members)
		return look.Shorten1(set[i].Label, 60), table.Members(p.scene, p.Study.ID, &set[i]), err
	},
}

// feltGroups is how heard people felt, by persona and by who spoke with them.
func (s *site) feltGroups(r *http.Request, p *studied) (groups []table.FeltGroup, err error) {
	for _, by := range []string{"persona", "account"} {
		points, err := s.app.FeltHeard(r.Context(), p.Study.ID, by)
		if err != nil {
			return nil, err
		}
		for _, x := range points {
			name := x.Group
			if by == "persona" {
				name = p.personaCalled(x.Group)
			}
			name = cmp.Or(name, p.scene.Say("web.felt.no_"+by))
			if n := len(groups); n == 0 || groups[n-1].Name != name || groups[n-1].By != by {
				groups = append(groups, table.FeltGroup{By: by, Name: name})
			}
			g := &groups[len(groups)-1]
			g.Points = append(g.Points, x)
		}
	}
	return groups, nil
}
