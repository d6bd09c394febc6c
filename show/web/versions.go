package web

import (
	"fmt"
	"net/http"
	"strings"

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

// contentPage is how customers respond to what they are sent.
type contentPage struct{ Rows []contentRow }

type contentRow struct {
	Item, Where, Name, Last, Change string
	Points, EndX, EndY              string
	Title                           string
	Again                           bool // the item's name stands above
}

// contentItems shows figures by content item.
func (s *site) contentItems(w http.ResponseWriter, r *http.Request) error {
	p, err := s.about(r, "content.title", "content")
	if err != nil {
		return err
	}
	items, err := s.app.ContentItems(r.Context(), p.Study.ID)
	if err != nil {
		return err
	}
	var body contentPage
	last := ""
	for _, it := range items {
		where := joined(", ", p.scene.Stage(it.Stage), look.ChannelName(p.scene.Words, it.Channel), segment(p.scene, it.Persona))
		for _, series := range it.Series {
			row := contentOf(p.scene, series)
			row.Item, row.Where, row.Again = look.ContentName(it.Item), where, it.Item == last
			last = it.Item
			body.Rows = append(body.Rows, row)
		}
	}
	if len(body.Rows) > 0 {
		p.Tools = tools(&p, "", "", "content")
	}
	p.Body = body
	return s.render(w, r, http.StatusOK, "content", p.page)
}

// contentOf draws one figure over time in a box of 120 by 28.
func contentOf(sc *look.Scene, f app.FigureSeries) contentRow {
	row := contentRow{Name: look.FigureName(sc.Words, f.Name)}
	end := f.Points[len(f.Points)-1]
	row.Last = sc.Amount(end.Value)
	if end.N > 0 {
		row.Last += " (n " + sc.Number(end.N) + ")"
	}
	low, high := f.Points[0].Value, f.Points[0].Value
	var told []string
	for _, k := range f.Points {
		low, high = min(low, k.Value), max(high, k.Value)
		told = append(told, sc.Day(k.Date)+": "+sc.Amount(k.Value))
	}
	row.Title = strings.Join(told, "; ")
	if len(f.Points) < 2 {
		row.Change = sc.Say("content.once")
		return row
	}
	sign := "+"
	if f.Change < 0 {
		sign = "−"
	}
	row.Change = sc.Say("content.since", "change", sign+sc.Amount(max(f.Change, -f.Change)), "when", sc.Day(f.Points[0].Date))
	var at []string
	for i, k := range f.Points {
		x := 2 + 116*float64(i)/float64(len(f.Points)-1)
		y := 14.0
		if high > low {
			y = 25 - 22*(k.Value-low)/(high-low)
		}
		row.EndX, row.EndY = fmt.Sprintf("%.1f", x), fmt.Sprintf("%.1f", y)
		at = append(at, row.EndX+","+row.EndY)
	}
	row.Points = strings.Join(at, " ")
	return row
}
