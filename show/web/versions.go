package web

import (
	"net/http"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// versionsPage is how a persona changed from analysis to analysis.
type versionsPage struct {
	Name, Back string
	Rows       []versionRow
}

type versionRow struct {
	When, Heard, Earned string
	Current, First      bool
	Says                []string
	Groups              []versionGroup
}

type versionGroup struct {
	Title  string
	Gone   bool
	Claims []look.Claim
	More   string
}

const versionClaims = 6

func (s *site) versionsRoutes(page func(string, handler)) {
	page("GET /s/{study}/personas/{id}/versions", s.versions)
	page("GET /s/{study}/content", s.contentItems)
}

// versions shows them.
func (s *site) versions(w http.ResponseWriter, r *http.Request) error {
	p, err := s.about(r, "versions.title", "personas")
	if err != nil {
		return err
	}
	x, err := p.personaAt(r)
	if err != nil {
		return err
	}
	list, err := s.app.PersonaVersions(r.Context(), p.Study.ID, x.ID)
	if err != nil {
		return err
	}
	body := versionsPage{Name: p.scene.PersonaName(x), Back: s.link(p.Study.ID)("persona", x.ID)}
	for i := range list {
		body.Rows = append(body.Rows, version(p.scene, &list[i]))
	}
	p.Body = body
	return s.render(w, r, http.StatusOK, "versions", p.page)
}

func version(sc *look.Scene, v *app.PersonaVersion) versionRow {
	e := sc.Earned(v.Earned)
	row := versionRow{
		When: sc.Day(heed.DateOf(v.At)) + ", " + v.At.Format("15:04"), Heard: sc.Say("people_n", "n", v.Participants),
		Earned: joined(", ", e.Percent, e.Short), Current: v.Current, First: v.First,
	}
	for _, one := range []struct {
		id string
		n  int
	}{{"versions.joined", v.Joined}, {"versions.left", v.Left}} {
		if one.n > 0 {
			row.Says = append(row.Says, sc.Say(one.id, "n", one.n))
		}
	}
	if v.Renamed != "" {
		row.Says = append(row.Says, sc.Say("versions.named", "name", look.Label(v.Renamed)))
	}
	for _, g := range []struct {
		id   string
		list []heed.Claim
	}{{"versions.rose", v.Raised}, {"versions.fell", v.Lowered}, {"versions.new", v.New}, {"versions.gone", v.Gone}} {
		if len(g.list) == 0 {
			continue
		}
		group := versionGroup{Title: sc.Say(g.id), Gone: g.id == "versions.gone"}
		for i := range g.list {
			if i == versionClaims {
				group.More = sc.Say("changes.and_more", "n", len(g.list)-i)
				break
			}
			line := sc.Line(&g.list[i])
			if sc.Claimed(g.list[i].ID) == nil {
				line.Href = "" // of a run that is past
			}
			line.Mark.Href = line.Href
			group.Claims = append(group.Claims, line)
		}
		row.Groups = append(row.Groups, group)
	}
	return row
}
