package web

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// themesPage is every theme: as a map of size and feeling, and as a list.
type themesPage struct {
	Rows       []themeRow
	Bubbles    []bubble
	Zero       string // x of the middle of the map
	Of         string // how many of the themes the map shows
	Saturation look.Saturation
	Note       string
	Changes    []changeRow
	Same       string
	First      bool
}

// themeRow is a theme in the list. One that nobody named is called by what
// somebody said; then the words stand once.
type themeRow struct {
	look.Theme
	Said bool
}

// bubble is a theme on the map: across by how it feels, up by how many people.
type bubble struct {
	X, Y, Size, LabelX, LabelY, Class, Label, Href, Title string
	CX, R                                                 string // of the ring around one that is pinned, at LabelY
	Lang                                                  string
	Named, Left, Pinned                                   bool // Left: the name stands on the left
}

// changeRow is a theme that moved between two runs.
type changeRow struct{ Href, Label, Kind, What string }

func (s *site) themes(w http.ResponseWriter, r *http.Request) error {
	p, err := s.about(r, "web.nav.themes", "themes")
	if err != nil {
		return err
	}
	set := &p.report().Themes
	body := themesPage{Saturation: p.scene.Saturation(set.Saturation)}
	for i := range set.Themes {
		t := p.scene.Theme(&set.Themes[i], 1)
		words := strings.TrimRight(strings.TrimSuffix(t.Label, "…"), " .")
		body.Rows = append(body.Rows, themeRow{t, !set.Themes[i].Named && words != "" && strings.HasPrefix(t.Central.Text, words)})
	}
	body.Bubbles, body.Zero = bubbles(p.scene, set.Themes)
	if n := len(set.Themes); n > len(body.Bubbles) && len(body.Bubbles) > 0 {
		body.Of = p.scene.Say("of", "k", len(body.Bubbles), "n", n)
	}
	body.Note = p.scene.Say("themes.note", "grouped", set.Given-set.Ungrouped, "given", set.Given, "rest", set.Ungrouped)
	if set.About > 0 {
		body.Note += " " + p.scene.Say("themes.about", "about", set.About)
	}
	changed, err := s.app.Changed(r.Context(), p.Study.ID)
	if err != nil {
		return err
	}
	body.First = changed.Since.IsZero()
	body.Changes = changesOf(p.scene, &changed.Themes, s.link(p.Study.ID))
	if n := changed.Themes.Same; n > 0 && len(body.Changes) > 0 {
		body.Same = p.scene.Say("web.themes.same", "n", n)
	}
	p.Tools = tools(&p, "", "", "themes")
	p.Body = body
	return s.render(w, r, http.StatusOK, "themes", p.page)
}

func changesOf(sc *look.Scene, d *app.ThemeDiff, link look.Link) []changeRow {
	var out []changeRow
	add := func(c app.ThemeChange, kind, what string, there bool) {
		row := changeRow{Label: look.Label(c.Label), Kind: kind, What: what}
		if there {
			row.Href = link("theme", c.ID)
		}
		out = append(out, row)
	}
	names := func(many []app.ThemeChange) string {
		var n []string
		for _, c := range many {
			n = append(n, look.Label(c.Label))
		}
		return strings.Join(n, ", ")
	}
	for _, m := range d.Split {
		add(m.One, "split", sc.Say("web.themes.split", "what", names(m.Many)), false)
	}
	for _, m := range d.Merged {
		add(m.One, "merged", sc.Say("web.themes.merged", "what", names(m.Many)), true)
	}
	for _, c := range d.New {
		add(c, "new", sc.Say("web.themes.new"), true)
	}
	for _, c := range d.Grown {
		add(c, "grown", sc.Say("web.themes.grown", "a", c.Before, "b", c.After), true)
	}
	for _, c := range d.Shrunk {
		add(c, "shrunk", sc.Say("web.themes.shrunk", "a", c.Before, "b", c.After), true)
	}
	for _, c := range d.Gone {
		add(c, "gone", sc.Say("web.themes.gone"), false)
	}
	return out
}

// themePage is one theme with what may be done to it.
type themePage struct {
	look.Theme
	Claims []look.Claim
	Others []look.Option
	Act    string
	Named  bool
	Trend  []month
	Note   string
}

// month is how much was said of a theme in a month.
type month struct {
	Label, Title, X, W, Y, H string
}

const membersShown = 50

func (s *site) theme(w http.ResponseWriter, r *http.Request) error {
	p, err := s.about(r, "web.nav.themes", "themes")
	if err != nil {
		return err
	}
	set := p.report().Themes.Themes
	i := slices.IndexFunc(set, func(t heed.Theme) bool { return t.ID == r.PathValue("id") })
	if i < 0 {
		return heed.Errorf(heed.CodeNotFound, "%s", p.scene.Say("themes.none"))
	}
	members := set[i].Members[:min(membersShown, len(set[i].Members))]
	if err := s.app.Surround(r.Context(), p.report(), members); err != nil {
		return err
	}
	body := themePage{Theme: p.scene.Theme(&set[i], membersShown), Act: r.URL.Path, Named: set[i].Named}
	said := map[string]int{} // by month
	for j := range p.report().Claims {
		if c := &p.report().Claims[j]; c.Theme == set[i].ID && c.Review != heed.Rejected {
			body.Claims = append(body.Claims, p.scene.Line(c))
			for _, e := range c.Evidence {
				if !e.Date.IsZero() {
					said[e.Date.String()[:7]]++
				}
			}
		}
	}
	body.draw(p.scene, said)
	for j := range set {
		if j != i {
			body.Others = append(body.Others, look.Option{Value: set[j].ID, Word: look.Label(look.Shorten1(set[j].Label, 60))})
		}
	}
	slices.SortFunc(body.Others, func(a, b look.Option) int { return cmp.Compare(strings.ToLower(a.Word), strings.ToLower(b.Word)) })
	p.Tools = tools(&p, heed.MemoTheme, set[i].ID, "theme", "id", set[i].ID)
	p.Title, p.Body = set[i].Label, body
	return s.render(w, r, http.StatusOK, "theme", p.page)
}

const mostMonths = 18

// draw places the months as bars in a box of 100 % by 60, without gaps for
// months in which nobody spoke of it.
func (t *themePage) draw(sc *look.Scene, counts map[string]int) {
	keys := slices.Sorted(maps.Keys(counts))
	if len(keys) < 2 {
		return
	}
	first, err := heed.ParseDate(keys[0] + "-01")
	last, err2 := heed.ParseDate(keys[len(keys)-1] + "-01")
	if err != nil || err2 != nil {
		return // a year beyond four digits cannot be drawn
	}
	var months []string
	for d := first; !last.Before(d); d = heed.DateOf(d.Time().AddDate(0, 1, 0)) {
		months = append(months, fmt.Sprintf("%04d-%02d", d.Year, int(d.Month)))
	}
	if n := len(months) - mostMonths; n > 0 {
		months = months[n:]
	}
	most := 1
	for _, m := range months {
		most = max(most, counts[m])
	}
	width := 100 / float64(len(months))
	for i, m := range months {
		h := 50 * float64(counts[m]) / float64(most)
		t.Trend = append(t.Trend, month{
			Label: m, Title: monthOf(sc, m) + ": " + sc.Number(counts[m]),
			X: fmt.Sprintf("%.2f%%", float64(i)*width), W: fmt.Sprintf("%.2f%%", width*0.82),
			Y: fmt.Sprintf("%.1f", 54-h), H: fmt.Sprintf("%.1f", max(h, 0.8)),
		})
	}
	t.Note = monthOf(sc, months[0]) + " – " + monthOf(sc, months[len(months)-1])
}

// changeTheme renames, merges, splits, pins or unpins a theme.
func (s *site) changeTheme(w http.ResponseWriter, r *http.Request) error {
	if r.PostFormValue("act") == "unpin" {
		return s.unpin(w, r)
	}
	return s.regroup(w, r, heed.TargetTheme, "themes", heed.DecideName, heed.DecideMerge, heed.DecideSplit, heed.DecidePin)
}

// changePersona names, merges, splits or accepts a persona.
func (s *site) changePersona(w http.ResponseWriter, r *http.Request) error {
	return s.regroup(w, r, heed.TargetPersona, "personas", heed.DecideName, heed.DecideMerge, heed.DecideSplit, heed.DecideAccept)
}

// longestLabel is how long a name may be, in bytes.
const longestLabel = 160

func (s *site) regroup(w http.ResponseWriter, r *http.Request, target heed.TargetKind, list string, kinds ...heed.DecisionKind) error {
	kind := heed.DecisionKind(r.PostFormValue("act"))
	if !slices.Contains(kinds, kind) {
		return heed.Errorf(heed.CodeInvalid, "%q is not something that can be done here", look.Shorten1(look.Clean(string(kind)), 40))
	}
	d := heed.Decision{Study: r.PathValue("study"), Kind: kind, Target: target, TargetID: r.PathValue("id"), By: whoLooks(r).Account}
	switch kind {
	case heed.DecideName:
		d.Into = strings.Join(strings.Fields(r.PostFormValue("name")), " ")
		if d.Into == "" || len(d.Into) > longestLabel {
			return heed.Errorf(heed.CodeInvalid, "a name has from 1 to %d characters", longestLabel)
		}
	case heed.DecideMerge:
		if d.Into = r.PostFormValue("into"); d.Into == "" || d.Into == d.TargetID {
			return heed.Errorf(heed.CodeInvalid, "choose another one to merge it into")
		}
	}
	d, err := s.app.Decide(r.Context(), d)
	if err != nil {
		return err
	}
	rep, err := s.app.Shown(r.Context(), d.Study)
	if err != nil {
		return err
	}
	message, back := "web.done."+string(kind), "/s/"+d.Study+"/"+list
	if slices.ContainsFunc(rep.Unfit, func(u heed.Decision) bool { return u.ID == d.ID }) {
		message = "web.done.unfit"
	}
	if here := s.stillThere(&rep, target, d.TargetID); here {
		back += "/" + d.TargetID
	}
	return s.doneAt(w, r, back, message, d.ID)
}

// unpin takes back the decision that keeps a theme together.
func (s *site) unpin(w http.ResponseWriter, r *http.Request) error {
	study := r.PathValue("study")
	rep, err := s.app.Shown(r.Context(), study)
	if err != nil {
		return err
	}
	set := rep.Themes.Themes
	i := slices.IndexFunc(set, func(t heed.Theme) bool { return t.ID == r.PathValue("id") })
	if i < 0 || set[i].Pinned == 0 {
		return heed.Errorf(heed.CodeConflict, "that theme is not pinned")
	}
	d, err := s.app.Undo(r.Context(), study, set[i].Pinned, whoLooks(r).Account)
	if err != nil {
		return err
	}
	return s.doneAt(w, r, r.URL.Path, "web.done.unpin", d.ID)
}

func (s *site) stillThere(rep *app.StudyReport, target heed.TargetKind, id string) bool {
	if target == heed.TargetTheme {
		return slices.ContainsFunc(rep.Themes.Themes, func(t heed.Theme) bool { return t.ID == id })
	}
	return slices.ContainsFunc(rep.Personas, func(p heed.Persona) bool { return p.ID == id })
}

// assume adds an item to a map by hand.
func (s *site) assume(w http.ResponseWriter, r *http.Request) error {
	d, err := s.app.Assume(r.Context(), r.PathValue("study"), r.PostFormValue("words"), heed.Place{
		Persona: r.PathValue("id"), Cell: heed.Cell(r.PostFormValue("cell")), Stage: r.PostFormValue("stage"),
	}, whoLooks(r).Account)
	if err != nil {
		return err
	}
	return s.done(w, r, "web.claim.done.add", d.ID)
}
