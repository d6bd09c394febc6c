package web

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// panelPage is the advisory board: who may be asked now and then.
type panelPage struct {
	Count  string
	Rows   []memberRow
	People []look.Option // who could join
	Act    string
	Rhythm int
}

type memberRow struct {
	personRow
	ID       string
	Since    string
	Last     string
	Answers  string
	Deeper   string
	Rhythm   string
	State    string
	May      bool
	Left     bool
	Days     int
	Letter   string
	LetLang  string
	Prepare  string
	Pages    []pageRow
	LetterID string
}

func (s *site) panel(w http.ResponseWriter, r *http.Request) error {
	p, err := s.about(r, "web.earn.panel", "panel")
	if err != nil {
		return err
	}
	rows, err := s.app.Panel(r.Context(), p.Study.ID)
	if err != nil {
		return err
	}
	body := panelPage{Act: "/s/" + p.Study.ID + "/panel", Rhythm: app.DefaultRhythm}
	in := map[string]bool{}
	may := 0
	for i, m := range rows {
		in[m.Participant] = m.Left.IsZero()
		row := memberRow{
			personRow: personOf(p.scene, m.Person), ID: m.Participant, May: m.May, Left: !m.Left.IsZero(), Days: m.Rhythm, LetLang: string(m.Language),
			Since: p.scene.Say("web.panel.since", "day", m.Since), Rhythm: p.scene.Say("web.panel.every", "n", m.Rhythm),
			Last: p.scene.Say("web.panel.never"), Letter: m.Invitation, LetterID: "letter-" + strconv.Itoa(i),
			Answers: p.scene.Say("web.panel.answers", "n", m.Asked, "answered", m.Answered, "right", m.Right, "partly", m.Partly, "wrong", m.Wrong),
			Prepare: "/s/" + p.Study.ID + "/playback/new?participant=" + m.Participant,
		}
		if !m.LastAsked.IsZero() {
			row.Last = p.scene.Say("web.panel.last", "day", m.LastAsked)
		}
		if m.Deeper != "" {
			row.Deeper = p.scene.Say("web.back.deeper_" + string(m.Deeper))
		}
		switch {
		case row.Left:
			row.State = p.scene.Say("web.panel.left", "day", m.Left)
		case m.May:
			row.State = p.scene.Say("web.panel.may")
			may++
		default:
			row.State = p.scene.Say("web.panel.next", "day", m.Next)
		}
		body.Rows = append(body.Rows, row)
	}
	body.Count = p.scene.Say("web.panel.n", "n", len(rows), "may", may)
	body.People = p.others(func(x heed.Participant) bool { return !in[x.ID] })
	if len(rows) > 0 {
		p.Tools = tools(&p, "", "", "panel")
	}
	p.Body = body
	return s.render(w, r, http.StatusOK, "panel", p.page)
}

// mostChosen is how many people a form offers to choose from.
const mostChosen = 1500

// others lists participants to choose from, by number.
func (p *studied) others(fits func(heed.Participant) bool) (out []look.Option) {
	var people []heed.Participant
	for _, x := range p.report().Participants {
		if fits(x) {
			people = append(people, x)
		}
	}
	slices.SortFunc(people, func(a, b heed.Participant) int { return cmp.Compare(a.Number, b.Number) })
	for _, x := range people[:min(len(people), mostChosen)] {
		row := personOf(p.scene, x)
		out = append(out, look.Option{Value: x.ID, Word: joined(", ", row.Name, row.Role)})
	}
	return out
}

// changePanel lets somebody join, or notes that they left.
func (s *site) changePanel(w http.ResponseWriter, r *http.Request) error {
	who, at := r.PostFormValue("participant"), "/s/"+r.PathValue("study")+"/panel"
	switch r.PostFormValue("act") {
	case "leave":
		if err := s.app.LeavePanel(r.Context(), who); err != nil {
			return err
		}
		return s.doneAt(w, r, at, "web.panel.done.left", 0)
	case "join":
		days, err := strconv.Atoi(r.PostFormValue("rhythm"))
		if err != nil {
			days = 0 // refused with the range
		}
		if err := s.app.JoinPanel(r.Context(), who, days); err != nil {
			return err
		}
		return s.doneAt(w, r, at, "web.panel.done.joined", 0)
	}
	return heed.Errorf(heed.CodeInvalid, "a participant joins the panel or leaves it")
}
