package web

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// overPage is listening over a study's conversations.
type overPage struct {
	// Waiting is where to look again while the conversations are being measured.
	Waiting string
	Count   string
	Own     ownPage
	Team    teamPage
	Lines   []trend
	// Whose says whose conversations are listed.
	Whose string
	Calls []listenedRow
	Next  string
	Prev  string
	All   string // address of everybody's conversations; "" where they are listed
}

// trend is one measure over conversations, drawn in a box of 100 by 30.
type trend struct {
	Name, Last, Note, Label string
	Points                  []dot
	Middle                  string // y of the median
}

type dot struct{ X, Y string }

type listenedRow struct {
	Href, Title, Who, Meta, Talk string
	Try, Better, Lang            string
}

// followed are the measures that are followed over time.
var followed = []string{"talk_share", "open_share", "reflections", "validation", "premature_advice", "unanswered_feelings", "patience", "interruptions"}

// measuredAtOnce is up to how many conversations a study is measured while the
// page waits, in about a second; the page of a larger one waits measureWait and
// then says that the measures are being taken.
const (
	measuredAtOnce = 2000
	measureWait    = 100 * time.Millisecond
)

const (
	mostDots    = 60 // the newest conversations of a line
	fewestTrend = 5
)

func (s *site) listeningOver(w http.ResponseWriter, r *http.Request) error {
	p, err := s.about(r, "web.listen.over", "listening")
	if err != nil {
		return err
	}
	account := whoLooks(r).Account
	ready := p.report().Heard.Conversations <= measuredAtOnce
	if !ready {
		if ready, err = s.app.Measured(r.Context(), p.Study.ID, measureWait); err != nil {
			return err
		}
	}
	p.Fragment = "body" // takes the place of the page that waits
	if !ready {
		p.Body = overPage{Waiting: r.URL.RequestURI()}
		return s.render(w, r, http.StatusOK, "over", p.page)
	}
	reports, err := s.app.Listening(r.Context(), p.Study.ID)
	if err != nil {
		return err
	}
	own, err := s.app.Own(r.Context(), p.Study.ID, account)
	if err != nil {
		return err
	}
	body := overPage{Count: p.scene.Say("web.listen.calls_n", "n", len(reports))}
	if body.Own, err = s.ownPage(r, &p, &own); err != nil {
		return err
	}
	if body.Team, err = s.teamPage(r, &p); err != nil {
		return err
	}
	everybody := own.Voice == "" || r.URL.Query().Get("all") == "1"
	trends := own.Trends
	var shown []*app.ListenReport
	body.Whose = p.scene.Say("web.own.calls")
	if everybody {
		if shown, err = s.app.NewestCalls(r.Context(), p.Study.ID, account); err != nil {
			return err
		}
		body.Whose = p.scene.Say("web.listen.calls")
	} else {
		for i := range own.Conversations {
			shown = append(shown, &own.Conversations[i])
		}
		body.All = r.URL.Path + "?all=1#calls"
	}
	if own.Voice == "" {
		if trends, err = s.app.ListenTrends(r.Context(), p.Study.ID); err != nil {
			return err
		}
	}
	for _, line := range trends {
		if slices.Contains(followed, line.Measure) && len(line.Points) > 1 {
			body.Lines = append(body.Lines, trendOf(p.scene, &line))
		}
	}
	slices.SortStableFunc(body.Lines, func(a, b trend) int { return rank(p.scene, a.Name) - rank(p.scene, b.Name) })
	if err := s.callsOf(r, &p, shown, &body); err != nil {
		return err
	}
	if len(reports) > 0 {
		p.Tools = tools(&p, "", "", "listening")
	}
	p.Body = body
	return s.render(w, r, http.StatusOK, "over", p.page)
}

func rank(sc *look.Scene, name string) int {
	return slices.IndexFunc(followed, func(f string) bool { return sc.Say("measure."+f) == name })
}

// callsOf lists conversations, which come as they are listed, with what to try
// next in each; only those of this page are read.
func (s *site) callsOf(r *http.Request, p *studied, all []*app.ListenReport, body *overPage) error {
	total, from := len(all), number(r, "from")
	if total == 0 {
		return nil
	}
	f := app.Filter{Study: p.Study.ID, IDs: []string{}}
	byID := map[string]*app.ListenReport{}
	for _, rep := range all[min(from, total):min(from+rowsAtOnce, total)] {
		f.IDs = append(f.IDs, rep.Conversation)
		byID[rep.Conversation] = rep
	}
	rows, _, err := s.app.Conversations(r.Context(), f)
	if err != nil {
		return err
	}
	for _, c := range rows {
		rep := byID[c.ID]
		if rep == nil {
			continue
		}
		row := rowOf(p.scene, c)
		l := listenedRow{Href: row.Href + "/listening", Title: row.Title, Who: row.Who, Meta: row.Meta, Lang: langOf(p.scene, c.Language)}
		if v := rep.Measures["talk_share"]; v.Measurable {
			l.Talk = figureOf(p.scene, "talk_share", v).Name + " " + p.scene.Percent(v.Value)
		}
		for i := range rep.Cards {
			if card := &rep.Cards[i]; card.Next && card.Try != nil {
				l.Try, l.Better = p.scene.Say("web.listen.habit."+string(card.Habit)), look.Clean(card.Try.Better)
			}
		}
		body.Calls = append(body.Calls, l)
	}
	if from > 0 {
		body.Prev = withQuery(r, "from", itoa(max(0, from-rowsAtOnce)))
	}
	if from+rowsAtOnce < total {
		body.Next = withQuery(r, "from", itoa(from+rowsAtOnce))
	}
	return nil
}

func trendOf(sc *look.Scene, line *app.ListenTrend) trend {
	t := trend{Name: sc.Say("measure." + line.Measure)}
	points := line.Points
	if n := len(points) - mostDots; n > 0 {
		points = points[n:]
	}
	low, high := points[0].Value, points[0].Value
	values := make([]float64, 0, len(points))
	for _, p := range points {
		low, high = min(low, p.Value), max(high, p.Value)
		values = append(values, p.Value)
	}
	if line.Unit == "share" {
		low, high = 0, 1
	}
	if high == low {
		high = low + 1
	}
	y := func(v float64) string { return fmt.Sprintf("%.1f", 27-24*(v-low)/(high-low)) }
	for i, p := range points {
		x := 50.0
		if len(points) > 1 {
			x = 2 + 96*float64(i)/float64(len(points)-1)
		}
		t.Points = append(t.Points, dot{fmt.Sprintf("%.1f%%", x), y(p.Value)})
	}
	slices.Sort(values)
	t.Middle = y(values[len(values)/2])
	t.Last = measured(sc, line.Unit, values[len(values)/2])
	switch n := len(line.Points); {
	case n < fewestTrend:
		t.Note = sc.Say("web.listen.few", "n", n)
	case line.Clear:
		t.Note = sc.Say("n", "n", n) + ", " + sc.Say("web.listen.change", "v", signedIn(sc, line.Unit, line.Change), "low", signedIn(sc, line.Unit, line.Low), "high", signedIn(sc, line.Unit, line.High))
	default:
		t.Note = sc.Say("n", "n", n) + ", " + sc.Say("web.listen.unclear")
	}
	t.Label = strings.Join([]string{t.Name, t.Last, t.Note}, ", ")
	return t
}

// signedIn writes a change in its unit with its sign.
func signedIn(sc *look.Scene, unit string, v float64) string {
	sign := "+"
	if v < 0 {
		sign, v = "−", -v
	}
	if unit == "count" {
		return sign + sc.Decimal(v, 1)
	}
	return sign + measured(sc, unit, v)
}
