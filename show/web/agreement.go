package web

import (
	"cmp"
	"fmt"
	"math"
	"net/http"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// agreementPage is how far coders agree, and where they differ.
type agreementPage struct {
	Book    string
	Blind   bool
	Empty   string
	Meta    string
	Rows    []agreementRow
	Pairs   []pairRow
	Differ  []differRow
	Count   string
	Changed string
}

type agreementRow struct {
	Mark, Name, Href   string
	Alpha, Interval, N string
	Low, Width, At     string // of the drawing, in percent
	Defined            bool
}

type pairRow struct{ Code, Who, Kappa, Counts string }

// differRow is one sentence with who set the code and who did not, side by side.
type differRow struct {
	Mark, Code    string
	Text, Lang    string
	With, Without string
	Href, Where   string
	Closed, Ours  bool
}

// mostDiffer is how many sentences are shown side by side.
const mostDiffer = 60

func (s *site) agreement(w http.ResponseWriter, r *http.Request) error {
	p, err := s.about(r, "web.agree", "codes")
	if err != nil {
		return err
	}
	g, err := s.app.Agree(r.Context(), p.Study.ID)
	if err != nil {
		return err
	}
	book, _, err := s.app.Codebook(r.Context(), p.Study.ID, coder(r))
	if err != nil {
		return err
	}
	sc := p.scene
	b := agreementPage{Book: "/s/" + p.Study.ID + "/codes", Blind: g.Blind}
	b.Meta = joined(", ", sc.Say("web.codes.coders", "n", len(g.Coders)), sc.Say("web.agree.talks", "n", g.Conversations))
	if g.Changed > 0 {
		b.Changed = sc.Say("web.agree.changed", "n", g.Changed)
	}
	if g.Conversations == 0 {
		b.Empty = sc.Say("web.agree.empty")
	}
	names := map[string]heed.BookCode{}
	for _, c := range book.Codes {
		names[c.ID] = c.BookCode
	}
	for _, on := range g.Codes {
		if on.Units == 0 || on.Used == 0 {
			continue
		}
		b.add(sc, p.Study.ID, on, names[on.Code])
	}
	if err := s.placeDifferences(r, &p, &b); err != nil {
		return err
	}
	b.Count = sc.Say("web.agree.differ", "n", len(b.Differ))
	p.Body = b
	return s.render(w, r, http.StatusOK, "agreement", p.page)
}

func (b *agreementPage) add(sc *look.Scene, study string, on app.AgreementOn, code heed.BookCode) {
	row := agreementRow{
		Mark: codeMark(code.Mark), Name: look.Label(code.Name), Href: b.Book + "/" + code.ID,
		N: sc.Say("web.agree.units", "n", on.Units, "used", on.Used), Alpha: sc.Say("web.agree.none"),
	}
	if !math.IsNaN(on.Alpha) {
		row.Defined = true
		row.Alpha = sc.Decimal(on.Alpha, 2)
		row.Interval = sc.Say("web.agree.interval", "low", sc.Decimal(on.Low, 2), "high", sc.Decimal(on.High, 2))
		at := func(v float64) float64 { return 100 * (max(-1, min(1, v)) + 1) / 2 }
		row.Low, row.Width, row.At = fmt.Sprintf("%.1f%%", at(on.Low)), fmt.Sprintf("%.1f%%", at(on.High)-at(on.Low)), fmt.Sprintf("%.1f%%", at(on.Alpha))
	}
	b.Rows = append(b.Rows, row)
	who := func(name string) string { return look.Label(cmp.Or(name, sc.Say("web.bench.you"))) }
	for _, pair := range on.Pairs {
		kappa := sc.Say("web.agree.none")
		if !math.IsNaN(pair.Kappa) {
			kappa = sc.Decimal(pair.Kappa, 2)
		}
		b.Pairs = append(b.Pairs, pairRow{
			Code: row.Name, Who: sc.Say("web.agree.two", "a", who(pair.A), "b", who(pair.B)), Kappa: kappa,
			Counts: sc.Say("web.agree.counts", "both", pair.Both, "a", who(pair.A), "onlya", pair.OnlyA, "b", who(pair.B), "onlyb", pair.OnlyB, "neither", pair.Neither),
		})
	}
	names := func(list []string) string {
		out := make([]string, len(list))
		for i, n := range list {
			out[i] = who(n)
		}
		return strings.Join(out, ", ")
	}
	for _, d := range on.Differ {
		if len(b.Differ) == mostDiffer {
			break
		}
		text, _ := look.Cut(d.Text, look.RestMax)
		b.Differ = append(b.Differ, differRow{
			Mark: row.Mark, Code: row.Name, Text: text, With: names(d.With), Without: names(d.Without), Closed: d.Text == "", Ours: d.Ours,
			Href: fmt.Sprintf("/s/%s/conversations/%s/turns/%d", study, d.Conversation, d.Turn+1), Where: d.Conversation,
		})
	}
}

// placeDifferences names the conversations of the sentences.
func (s *site) placeDifferences(r *http.Request, p *studied, b *agreementPage) error {
	var list []app.Coded
	for _, d := range b.Differ {
		list = append(list, app.Coded{Coding: heed.Coding{Quotation: heed.Quotation{Conversation: d.Where}}})
	}
	titles, err := s.titlesOf(r, p, list, "")
	for i := range b.Differ {
		t := titles[b.Differ[i].Where]
		b.Differ[i].Where = t.title
		if t.lang != p.scene.Lang {
			b.Differ[i].Lang = string(t.lang)
		}
	}
	return err
}
