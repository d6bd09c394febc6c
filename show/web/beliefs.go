package web

import (
	"net/http"
	"strconv"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/show/look"
)

// beliefsPage is what was believed beside what was heard.
type beliefsPage struct {
	Act    string
	Groups []beliefGroup
	Cells  []look.Option
	Who    []string
}

// beliefGroup is an assumed persona: what was believed of the same people.
type beliefGroup struct {
	Who  string
	Rows []beliefRow
}

type beliefRow struct {
	ID                  int64
	Words, Part, Result string
	Verdict             string
	Tested              *look.Tested
	Heard               *look.Claim
	Near                []look.Claim
}

func (s *site) beliefsRoutes(page func(string, handler)) {
	page("GET /s/{study}/beliefs", s.beliefs)
	page("POST /s/{study}/beliefs", s.changeBeliefs)
}

// beliefs shows both side by side.
func (s *site) beliefs(w http.ResponseWriter, r *http.Request) error {
	p, err := s.about(r, "beliefs.title", "beliefs")
	if err != nil {
		return err
	}
	list, err := s.app.Beliefs(r.Context(), p.Study.ID)
	if err != nil {
		return err
	}
	body := beliefsPage{Act: r.URL.Path}
	for _, c := range heed.Cells {
		body.Cells = append(body.Cells, look.Option{Value: string(c), Word: p.scene.Say("cell." + string(c)), On: c == heed.CellThinks})
	}
	for _, x := range p.scene.Personas() {
		body.Who = append(body.Who, p.scene.PersonaName(x))
	}
	for _, b := range list {
		who := look.Label(b.Persona)
		if who == "" {
			who = p.scene.Say("beliefs.everybody")
		}
		if n := len(body.Groups); n == 0 || body.Groups[n-1].Who != who {
			body.Groups = append(body.Groups, beliefGroup{Who: who})
		}
		words, _ := look.Cut(b.Words, look.RestMax)
		row := beliefRow{ID: b.Decision, Words: words, Part: p.scene.Say("cell." + string(b.Cell)), Verdict: b.Verdict, Result: p.scene.Say("beliefs." + b.Verdict)}
		if c := p.scene.Claimed(b.Claim); c != nil && b.For+b.Against > 0 {
			line := p.scene.Line(c)
			if len(c.Evidence) > 0 { // theirs, not ours
				line.Text, line.Voice = c.Evidence[0].Text, "said"
			}
			row.Heard = &line
		}
		if c := p.scene.Claimed(b.Claim); c != nil {
			row.Tested = p.scene.Tested(c, b.Persona)
		}
		for _, id := range b.Near {
			if c := p.scene.Claimed(id); c != nil {
				row.Near = append(row.Near, p.scene.Line(c))
			}
		}
		g := &body.Groups[len(body.Groups)-1]
		g.Rows = append(g.Rows, row)
	}
	p.Body = body
	return s.render(w, r, http.StatusOK, "beliefs", p.page)
}

// changeBeliefs writes one down or takes one back.
func (s *site) changeBeliefs(w http.ResponseWriter, r *http.Request) error {
	study, by := r.PathValue("study"), whoLooks(r).Account
	var err error
	switch r.PostFormValue("act") {
	case "add":
		_, err = s.app.Believe(r.Context(), study, r.PostFormValue("persona"), r.PostFormValue("words"), heed.Cell(r.PostFormValue("cell")), by)
	case "remove":
		id, parseErr := strconv.ParseInt(r.PostFormValue("belief"), 10, 64)
		if err = parseErr; err == nil {
			err = s.app.Disbelieve(r.Context(), study, id, by)
		} else {
			err = heed.Errorf(heed.CodeInvalid, "that names no belief")
		}
	default:
		err = heed.Errorf(heed.CodeInvalid, "that is not something that can be done here")
	}
	if err != nil {
		return err
	}
	return s.doneAt(w, r, r.URL.Path, "web.done.belief", 0)
}
