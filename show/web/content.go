package web

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/show/look"
)

// contentPage is how customers respond to what they are sent: figures, and
// their words.
type contentPage struct {
	Items []contentItem
	Note  string
}

type contentItem struct {
	ID, Name, Called string
	Rows             []contentRow
	By               string // who speaks of it
	Said, More       []contentSaid
	Nobody           string
}

type contentSaid struct {
	look.Quote
	Claim string // address
}

type contentRow struct {
	Where, Name, Last, Change string
	Points, EndX, EndY        string
	Title                     string
}

// contentOpen is how many quotations of an item stand open.
const contentOpen = 3

// contentItems shows what was sent, its figures, and what is said of it; what
// most people speak of comes first.
func (s *site) contentItems(w http.ResponseWriter, r *http.Request) error {
	p, err := s.about(r, "content.title", "content")
	if err != nil {
		return err
	}
	items, err := s.app.ContentItems(r.Context(), p.Study.ID)
	if err != nil {
		return err
	}
	slices.SortStableFunc(items, func(x, y heed.ContentItem) int { return cmp.Compare(y.People, x.People) })
	var quotes []heed.Quotation
	for _, it := range items {
		for _, q := range it.Said {
			quotes = append(quotes, q.Quotation)
		}
	}
	if err := s.app.Surround(r.Context(), p.report(), quotes); err != nil {
		return err
	}
	var body contentPage
	spoken := 0
	for i := range items {
		if items[i].People > 0 {
			spoken++
		}
		body.Items = append(body.Items, contentOf(&p, &items[i]))
	}
	if len(items) > 0 {
		body.Note = p.scene.Say("content.note", "n", spoken, "of", len(items))
		p.Tools = tools(&p, "", "", "content")
	}
	p.Body = body
	return s.render(w, r, http.StatusOK, "content", p.page)
}

func contentOf(p *studied, it *heed.ContentItem) contentItem {
	sc := p.scene
	out := contentItem{ID: "i-" + it.Item, Name: look.ContentName(it.Item)}
	if len(it.Called) > 1 {
		out.Called = sc.Say("content.called", "names", strings.Join(it.Called[1:], ", "))
	}
	for _, f := range it.Figures {
		where := joined(", ", sc.Stage(f.Stage), look.ChannelName(sc.Words, f.Channel), segment(sc, f.Persona))
		for _, series := range f.Series {
			row := seriesOf(sc, series)
			row.Where = where
			out.Rows = append(out.Rows, row)
		}
	}
	switch {
	case it.Unread:
		out.Nobody = sc.Say("content.unread")
		return out
	case it.People == 0:
		out.Nobody = sc.Say("content.nobody")
		return out
	}
	out.By = sc.Say("content.by", "n", it.People, "people", sc.Say("people_n", "n", it.People))
	if it.Organisations > 0 {
		out.By = sc.Say("content.by_orgs", "n", it.People, "people", sc.Say("people_n", "n", it.People), "orgs", sc.Say("organisations", "n", it.Organisations))
	}
	if it.Withheld > 0 {
		out.By += "; " + sc.Say("content.withheld", "n", it.Withheld)
	}
	for i := range it.Said {
		x := &it.Said[i]
		q := contentSaid{Quote: sc.Quote(&x.Evidence)}
		q.Notes = append(q.Notes, sc.Say("content.how."+string(x.How)))
		var kinds []string
		for _, k := range x.Signals {
			kinds = append(kinds, sc.Say("signal."+string(k)))
		}
		if len(kinds) > 0 {
			q.Notes = append(q.Notes, sc.Say("content.read", "kinds", strings.Join(kinds, ", ")))
		}
		if sc.Claimed(x.Claim) != nil {
			q.Claim = "/s/" + p.Study.ID + "/claims/" + x.Claim
		}
		if i < contentOpen {
			out.Said = append(out.Said, q)
		} else {
			out.More = append(out.More, q)
		}
	}
	return out
}

// seriesOf draws one figure over time in a box of 120 by 28.
func seriesOf(sc *look.Scene, f heed.FigureSeries) contentRow {
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
