package web

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// feltPage is how heard people felt: entering it, its trend, and the figures
// of the same months beside it.
type feltPage struct {
	Items         []pulseItem
	Line          string
	LineOther     string
	Other         string // the other language
	People        []look.Option
	Conversations []look.Option
	Accounts      []string
	Account       string
	Today         string
	Act           string
	Groups        []trendGroup
	Beside        besideTable
	Lines         []feltLine
	Problem       string
}

type pulseItem struct {
	Name, Text, OtherText string
	Marks                 []int
}

// trendGroup is one account's or persona's months.
type trendGroup struct {
	Kind, Name string
	Points     []trendPoint
}

// trendPoint is one month: a mean with its interval on a scale from 1 to 5.
type trendPoint struct {
	Month, Value, N string
	At, Low, Width  string // on the scale, in per cent
	Thin            bool   // too few people for an interval
	Title           string
}

type besideTable struct {
	Names []string
	Rows  []besideRow
	Links []string
}

type besideRow struct {
	Month, Felt string
	Cells       []string
}

type feltLine struct{ Text, Lang, Who, When string }

const linesMost = 20

func (s *site) feltHeard(w http.ResponseWriter, r *http.Request) error {
	return s.showFelt(w, r, http.StatusOK, "")
}

func (s *site) showFelt(w http.ResponseWriter, r *http.Request, status int, problem string) error {
	p, err := s.about(r, "web.earn.felt", "felt")
	if err != nil {
		return err
	}
	other := heed.Spanish
	if p.Lang == heed.Spanish {
		other = heed.English
	}
	body := feltPage{
		Line: app.PulseLine(p.Lang), LineOther: app.PulseLine(other), Other: string(other), Act: "/s/" + p.Study.ID + "/felt",
		Account: p.Account, Today: heed.DateOf(s.opt.Now()).String(), Problem: problem,
		People: p.others(func(heed.Participant) bool { return true }),
	}
	for i := range 3 {
		body.Items = append(body.Items, pulseItem{Name: "item" + strconv.Itoa(i+1), Text: app.PulseItem(i, p.Lang), OtherText: app.PulseItem(i, other), Marks: []int{1, 2, 3, 4, 5}})
	}
	rows, _, err := s.app.Conversations(r.Context(), app.Filter{Study: p.Study.ID, Limit: 50})
	if err != nil {
		return err
	}
	for _, c := range rows {
		row := rowOf(p.scene, c)
		body.Conversations = append(body.Conversations, look.Option{Value: c.ID, Word: joined(", ", row.Title, p.scene.Day(c.Date)), On: c.ID == r.URL.Query().Get("conversation")})
	}
	for i, o := range body.People {
		body.People[i].On = o.Value == r.URL.Query().Get("participant")
	}
	if err := s.trends(r, &p, &body); err != nil {
		return err
	}
	p.Tools = tools(&p, "", "", "felt")
	p.Body = body
	return s.render(w, r, status, "felt", p.page)
}

func (s *site) trends(r *http.Request, p *studied, body *feltPage) error {
	groups, err := s.feltGroups(r, p)
	if err != nil {
		return err
	}
	for _, in := range groups {
		g := trendGroup{Kind: in.By, Name: in.Name}
		for _, x := range in.Points {
			g.Points = append(g.Points, p.trendPoint(x))
		}
		body.Groups = append(body.Groups, g)
	}
	months, links, err := s.app.FeltBeside(r.Context(), p.Study.ID)
	if err != nil {
		return err
	}
	body.Beside = p.beside(months, links)
	all, err := s.app.Pulses(r.Context(), p.Study.ID)
	if err != nil {
		return err
	}
	for _, x := range slices.Backward(all) {
		if x.Account != "" && !slices.Contains(body.Accounts, x.Account) {
			body.Accounts = append(body.Accounts, x.Account)
		}
		if x.Line == "" || len(body.Lines) == linesMost {
			continue
		}
		name, role, org := p.scene.Who(x.Participant, "")
		line := feltLine{Text: look.Quoted(x.Line, p.Lang), Who: joined(", ", name, role, org), When: p.scene.Day(heed.DateOf(x.At))}
		if x.Language != "" && x.Language != p.Lang {
			line.Lang = string(x.Language)
		}
		body.Lines = append(body.Lines, line)
	}
	slices.Sort(body.Accounts)
	return nil
}

func (p *studied) personaCalled(id string) string {
	for _, x := range p.scene.Personas() {
		if x.ID == id {
			return p.scene.PersonaName(x)
		}
	}
	return ""
}

// leastFelt is the number of people from which a month has an interval.
const leastFelt = 5

func (p *studied) trendPoint(x app.FeltPoint) trendPoint {
	place := func(v float64) string { return fmt.Sprintf("%.1f%%", (v-1)/4*100) }
	out := trendPoint{
		Month: monthOf(p.scene, x.Month), Value: p.scene.Decimal(x.Value, 1), At: place(x.Value),
		N: p.scene.Say("web.felt.n", "n", x.N, "pulses", x.Pulses), Thin: x.N < leastFelt,
	}
	out.Title = joined(", ", out.Month, out.Value, out.N)
	if !out.Thin {
		out.Low, out.Width = place(x.Low), fmt.Sprintf("%.1f%%", (x.High-x.Low)/4*100)
		out.Title = joined(", ", out.Title, p.scene.Say("web.felt.interval", "low", p.scene.Decimal(x.Low, 1), "high", p.scene.Decimal(x.High, 1)))
	}
	return out
}

// monthOf writes 2026-11 as a month.
func monthOf(sc *look.Scene, s string) string {
	d, err := heed.ParseDate(s + "-01")
	if err != nil {
		return s
	}
	return sc.Month(d)
}

func (p *studied) beside(months []app.FeltMonth, links []app.FeltLink) (t besideTable) {
	few := -1 // most months that a figure shares with us, and that are too few
	for _, l := range links {
		t.Names = append(t.Names, look.FigureName(p.scene.Words, l.Name))
		if !l.Known {
			few = max(few, l.Months)
			continue
		}
		t.Links = append(t.Links, p.scene.Say("web.felt.link", "name", look.FigureName(p.scene.Words, l.Name), "n", l.Months,
			"r", p.scene.Decimal(l.R.Value, 2), "low", p.scene.Decimal(l.R.Low, 2), "high", p.scene.Decimal(l.R.High, 2)))
	}
	if few >= 0 {
		t.Links = append(t.Links, p.scene.Say("web.felt.too_few", "n", few))
	}
	for _, m := range months {
		row := besideRow{Month: monthOf(p.scene, m.Month)}
		if m.Felt.N > 0 {
			row.Felt = p.scene.Decimal(m.Felt.Value, 1) + " (n " + p.scene.Number(m.Felt.N) + ")"
		}
		for _, l := range links {
			cell := ""
			if k, ok := m.KPIs[l.Name]; ok {
				cell = p.scene.Decimal(k.Value, 1) + " (n " + p.scene.Number(k.N) + ")"
			}
			row.Cells = append(row.Cells, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// addPulse notes how heard somebody felt.
func (s *site) addPulse(w http.ResponseWriter, r *http.Request) error {
	x := app.Pulse{
		Study: r.PathValue("study"), Participant: r.PostFormValue("participant"), Account: r.PostFormValue("account"),
		Conversation: r.PostFormValue("conversation"), Line: r.PostFormValue("line"),
	}
	for i := range x.Items {
		if v := r.PostFormValue("item" + strconv.Itoa(i+1)); v != "" {
			n, err := strconv.Atoi(v)
			if err != nil {
				n = -1 // refused with the range
			}
			x.Items[i] = n
		}
	}
	if day := r.PostFormValue("day"); day != "" {
		d, err := heed.ParseDate(day)
		if err != nil {
			return s.showFelt(w, r, http.StatusUnprocessableEntity, heed.ErrorMessage(err))
		}
		x.At = d.Time()
	}
	if err := s.app.AddPulse(r.Context(), x); err != nil {
		if heed.ErrorCode(err) == heed.CodeInvalid || heed.ErrorCode(err) == heed.CodeTooLarge {
			return s.showFelt(w, r, http.StatusUnprocessableEntity, heed.ErrorMessage(err))
		}
		return err
	}
	return s.doneAt(w, r, "/s/"+x.Study+"/felt", "web.felt.done", 0)
}
