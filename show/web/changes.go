package web

import (
	"context"
	"net/http"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// changesPage is what moved: at once, with new conversations, and between two
// analyses.
type changesPage struct {
	Laid    []look.Moved
	First   bool
	Between string
	Froms   []look.Option
	Groups  []movedGroup
	New     []look.Claim
	NewMore string
	Gone    string
	Themes  []changeRow
	Same    string
	Nothing bool
}

// movedGroup are the claims that moved one way.
type movedGroup struct {
	Title string
	Rows  []look.MovedRow
	More  string
}

const (
	movedAtRest = 12 // claims told of one increment, or moved one way
	movedHome   = 3
	newAtRest   = 12
)

func (s *site) changesRoutes(page func(string, handler)) {
	page("GET /s/{study}/changes", s.changes)
}

// changes shows what moved.
func (s *site) changes(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	study := r.PathValue("study")
	laid, err := s.app.Increments(ctx, study)
	if err != nil {
		return err
	}
	changed, err := s.app.ChangedBetween(ctx, study, r.URL.Query().Get("from"), "")
	if err != nil {
		return err
	}
	quotes := quotesOf(laid)
	for i := range changed.Moves {
		quotes = append(quotes, quotationsOf(changed.Moves[i].Evidence)...)
	}
	p, err := s.about(r, "changes.title", "changes")
	if err != nil {
		return err
	}
	if err := s.app.Surround(ctx, p.report(), quotes); err != nil {
		return err
	}
	body := changesPage{First: changed.Since.IsZero()}
	for i := range laid {
		body.Laid = append(body.Laid, p.scene.Moved(&laid[i], movedAtRest))
	}
	if !body.First {
		body.compare(p.scene, &changed, s.link(p.Study.ID))
	}
	if !body.First {
		p.Tools = tools(&p, "", "", "changes", "from", r.URL.Query().Get("from"))
	}
	p.Body = body
	return s.render(w, r, http.StatusOK, "changes", p.page)
}

// compare fills in what two analyses differ in.
func (b *changesPage) compare(sc *look.Scene, c *app.Changes, link look.Link) {
	b.Between = sc.Say("changes.between", "a", runDay(sc.Words, c.From), "b", runDay(sc.Words, c.To))
	for _, run := range c.Runs {
		if run.ID != c.To.ID {
			b.Froms = append(b.Froms, look.Option{Value: run.ID, Word: runDay(sc.Words, run), On: run.ID == c.From.ID})
		}
	}
	for _, way := range []struct {
		title string
		in    func(m *heed.Move) bool
	}{
		{"changes.raised", func(m *heed.Move) bool { return m.Direction() > 0 }},
		{"changes.lowered", func(m *heed.Move) bool { return m.Direction() < 0 }},
		{"changes.against", func(m *heed.Move) bool { return m.Direction() == 0 && m.After.Against > m.Before.Against }},
	} {
		var in heed.Increment
		for i := range c.Moves {
			if way.in(&c.Moves[i]) {
				in.Moves = append(in.Moves, c.Moves[i])
			}
		}
		if len(in.Moves) == 0 {
			continue
		}
		m := sc.Moved(&in, movedAtRest)
		b.Groups = append(b.Groups, movedGroup{Title: sc.Say(way.title), Rows: m.Rows, More: m.More})
	}
	var more int
	if b.New, more = sc.Lines(c.New, newAtRest); more > 0 {
		b.NewMore = sc.Say("changes.and_more", "n", more)
	}
	if c.Gone > 0 {
		b.Gone = sc.Say("changes.gone", "n", c.Gone)
	}
	b.Themes = changesOf(sc, &c.Themes, link)
	if n := c.Themes.Same; n > 0 {
		b.Same = sc.Say("web.themes.same", "n", n)
	}
	b.Nothing = len(b.Groups) == 0 && len(b.New) == 0 && c.Gone == 0 && len(b.Themes) == 0
}

// runDay names an analysis by when it was made.
func runDay(words look.Words, run heed.Run) string {
	return words.Day(heed.DateOf(run.Finished)) + ", " + run.Finished.Format("15:04")
}

// quotesOf are the places of everything that increments quote.
func quotesOf(laid []heed.Increment) []heed.Quotation {
	var out []heed.Quotation
	for i := range laid {
		for j := range laid[i].Moves {
			if j < movedAtRest {
				out = append(out, quotationsOf(laid[i].Moves[j].Evidence)...)
			}
		}
	}
	return out
}

func quotationsOf(list []heed.Evidence) []heed.Quotation {
	out := make([]heed.Quotation, len(list))
	for i := range list {
		out[i] = list[i].Quotation
	}
	return out
}

// movedIn is what an import moved at once in one study.
type movedIn struct {
	Name, Href string
	look.Moved
	After string
}

// moved tells what an import moved, study by study.
func (s *site) moved(ctx context.Context, lang heed.Language, laid []heed.Increment, over bool, names map[string]string) ([]movedIn, error) {
	var out []movedIn
	for i := range laid {
		in := &laid[i]
		rep, err := s.app.Shown(ctx, in.Study)
		if err != nil {
			return nil, err
		}
		if err := s.app.Surround(ctx, &rep, quotesOf(laid[i:i+1])); err != nil {
			return nil, err
		}
		sc := look.NewScene(lang, &rep, s.link(in.Study))
		m := movedIn{Name: names[in.Study], Href: "/s/" + in.Study + "/changes", Moved: sc.Moved(in, movedAtRest), After: sc.Say("moved.pending")}
		if over {
			m.After = sc.Say("moved.regrouped")
		}
		out = append(out, m)
	}
	return out, nil
}
