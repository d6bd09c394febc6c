package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/export/html"
	"github.com/heedhq/heed/show/look"
)

// start sends to the one study there is, lists several, or teaches.
func (s *site) start(w http.ResponseWriter, r *http.Request) error {
	all, err := s.app.Studies(r.Context())
	if err != nil {
		return err
	}
	if len(all) == 1 {
		http.Redirect(w, r, "/s/"+all[0].ID, http.StatusSeeOther)
		return nil
	}
	p := s.page(r, look.In(whoLooks(r).Lang).Say("web.start.title"))
	type row struct {
		heed.Study
		Heard, Earned string
		Hero          *look.Hero
		New           newcomer
	}
	var rows []row
	for _, st := range all {
		rep, err := s.app.Shown(r.Context(), st.ID)
		if err != nil {
			return err
		}
		sc := look.NewScene(p.Lang, &rep, s.link(st.ID))
		e := sc.Earned(rep.Earned)
		one := row{Study: st, Earned: joined(", ", e.Percent, e.Short), Heard: joined(", ",
			sc.Say("people_n", "n", rep.Heard.Participants), sc.Say("conversations", "n", rep.Heard.Conversations))}
		if c := telling(sc); c != nil {
			one.Hero = sc.Hero(c)
		}
		one.New = newcomerTo(st.ID, one.Hero)
		rows = append(rows, one)
	}
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(a.Name, b.Name) })
	p.Body = rows
	return s.render(w, r, http.StatusOK, "start", p)
}

func (s *site) personas(w http.ResponseWriter, r *http.Request) error {
	p, err := s.about(r, "web.nav.personas", "personas")
	if err != nil {
		return err
	}
	var quotes []string
	for _, x := range p.scene.Personas() {
		quotes = append(quotes, x.Quote)
	}
	if p, err = s.about(r, "web.nav.personas", "personas", quotes...); err != nil {
		return err
	}
	type card struct {
		look.Persona
		Href string
	}
	var body []card
	for _, x := range p.scene.Personas() {
		body = append(body, card{p.scene.Persona(x), s.link(p.Study.ID)("persona", x.ID)})
	}
	p.Body = struct {
		Cards []card
		Why   string
	}{body, p.scene.Grouping()}
	return s.render(w, r, http.StatusOK, "personas", p.page)
}

func (s *site) persona(w http.ResponseWriter, r *http.Request) error {
	p, err := s.about(r, "web.nav.personas", "personas")
	if err != nil {
		return err
	}
	x, err := p.personaAt(r)
	if err != nil {
		return err
	}
	if p, err = s.about(r, "web.nav.personas", "personas", x.Quote); err != nil {
		return err
	}
	v := personaPage{
		Persona: p.scene.Persona(x), Anchor: "persona", Map: s.link(p.Study.ID)("map", x.ID), Ask: askAddress(p.Study.ID, "persona", x.ID),
		Act: "/s/" + p.Study.ID + "/personas/" + x.ID, Given: x.Name, Note: p.scene.UnmeasuredNote(),
	}
	for _, o := range p.scene.Personas() {
		if o.ID != x.ID {
			v.Others = append(v.Others, look.Option{Value: o.ID, Word: p.scene.PersonaName(o)})
		}
	}
	p.Tools = tools(&p, heed.MemoPersona, x.ID, "persona", "persona", x.ID)
	p.Title, p.Body = v.Name, v
	return s.render(w, r, http.StatusOK, "persona", p.page)
}

// personaPage is one persona; the fields are those that the report's template
// of a persona looks for.
type personaPage struct {
	look.Persona
	Anchor string
	Maps   []struct {
		look.Map
		Anchor string
	}
	Map    string // address of its map
	Ask    string // address to show its claims back
	Act    string
	Given  string // the name that a person gave
	Note   string // what no figure of accuracy has been published for
	Others []look.Option
}

func (p *studied) personaAt(r *http.Request) (*heed.Persona, error) {
	for _, x := range p.scene.Personas() {
		if x.ID == r.PathValue("id") {
			return x, nil
		}
	}
	return nil, heed.Errorf(heed.CodeNotFound, "%s", p.scene.Say("web.map.none"))
}

// maps goes to the first persona's map.
func (s *site) maps(w http.ResponseWriter, r *http.Request) error {
	p, err := s.about(r, "nav.maps", "maps")
	if err != nil {
		return err
	}
	for _, x := range p.scene.Personas() {
		http.Redirect(w, r, s.link(p.Study.ID)("map", x.ID), http.StatusSeeOther)
		return nil
	}
	p.Body = mapPage{}
	return s.render(w, r, http.StatusOK, "map", p.page)
}

// mapPage is one empathy map, its other forms and stages, and an open claim.
type mapPage struct {
	look.Map
	Form     string
	Forms    []look.Option
	Stages   []look.Option
	Personas []look.Option
	Panel    *opened
	Cells    []look.Option
	Act      string
	StageID  string
	Here     string // address to come back to
	Ask      string // address to show its claims back
	Note     string // what no figure of accuracy has been published for
}

// mapItems is how many items a part of a map draws before the rest is opened.
const mapItems = 3

func (s *site) empathyMap(w http.ResponseWriter, r *http.Request) error {
	open := r.URL.Query().Get("open")
	p, err := s.about(r, "nav.maps", "maps", open)
	if err != nil {
		return err
	}
	x, err := p.personaAt(r)
	if err != nil {
		return err
	}
	stage, form := r.URL.Query().Get("stage"), cmp.Or(r.URL.Query().Get("form"), "six")
	body := mapPage{Form: form, Act: "/s/" + p.Study.ID + "/maps/" + x.ID, StageID: stage, Here: p.Path, Ask: askAddress(p.Study.ID, "persona", x.ID, "stage", stage), Note: p.scene.UnmeasuredNote()}
	for _, c := range heed.Cells {
		body.Cells = append(body.Cells, look.Option{Value: string(c), Word: p.scene.Say("cell." + string(c))})
	}
	for i := range p.report().EmpathyMaps {
		m := &p.report().EmpathyMaps[i]
		if m.Persona != x.ID {
			continue
		}
		word := p.scene.Stage(m.Stage)
		if m.Stage == "" {
			word = p.scene.Say("web.map.over_all")
		}
		body.Stages = append(body.Stages, look.Option{Value: withQuery(r, "stage", m.Stage), Word: word, On: m.Stage == stage})
		if m.Stage == stage {
			body.Map = p.scene.Map(m, x, "m", mapItems)
		}
	}
	if body.Map.Name == "" {
		return heed.Errorf(heed.CodeNotFound, "%s", p.scene.Say("web.map.none"))
	}
	for _, f := range []string{"six", "four", "canvas"} {
		body.Forms = append(body.Forms, look.Option{Value: withQuery(r, "form", f), Word: p.scene.Say("web.map." + f), On: f == form})
	}
	for _, o := range p.scene.Personas() {
		body.Personas = append(body.Personas, look.Option{Value: s.link(p.Study.ID)("map", o.ID), Word: p.scene.ShortName(o.ID), On: o.ID == x.ID})
	}
	if c := p.scene.Claimed(open); c != nil {
		if body.Panel, err = s.open(r, &p, c); err != nil {
			return err
		}
	}
	p.Tools = tools(&p, heed.MemoPersona, x.ID, "map", "persona", x.ID, "stage", stage, "form", form)
	p.Title, p.Wide, p.Body = body.Title, true, body
	return s.render(w, r, http.StatusOK, "map", p.page)
}

func (s *site) journey(w http.ResponseWriter, r *http.Request) error {
	p, err := s.about(r, "web.nav.journey", "journey")
	if err != nil {
		return err
	}
	var body []look.Journey
	for i := range p.report().Journeys {
		body = append(body, p.scene.Journey(&p.report().Journeys[i], "j"+strconv.Itoa(i)))
	}
	if len(body) > 0 {
		p.Tools = tools(&p, "", "", "journey")
		p.Tools.Links = append(p.Tools.Links, look.Option{Value: r.URL.Path + "/stages", Word: p.scene.Say("web.stages")})
	}
	p.Wide, p.Columns, p.Body = true, stageIDs(p.scene), body
	return s.render(w, r, http.StatusOK, "journey", p.page)
}

// report writes the whole study as one file.
func (s *site) report(w http.ResponseWriter, r *http.Request) error {
	var rep app.Report
	var err error
	if study := r.PathValue("study"); r.URL.Query().Has("outside") {
		rep, err = s.app.OutsideReport(r.Context(), study)
	} else {
		rep, err = s.app.Report(r.Context(), app.ReportRequest{Study: study, Stored: true}, nil)
	}
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:")
	return html.Report(w, rep, html.Options{Lang: whoLooks(r).Lang})
}

// withQuery is the request's own address with one parameter changed.
func withQuery(r *http.Request, name, value string) string {
	q := r.URL.Query()
	if value == "" {
		q.Del(name)
	} else {
		q.Set(name, value)
	}
	u := url.URL{Path: r.URL.Path, RawQuery: q.Encode()}
	return u.String()
}

// number reads a parameter that is a number from 0; anything else is 0.
func number(r *http.Request, name string) int {
	n, err := strconv.Atoi(r.URL.Query().Get(name))
	if err != nil || n < 0 {
		return 0
	}
	return n
}

func itoa(n int) string { return strconv.Itoa(n) }
