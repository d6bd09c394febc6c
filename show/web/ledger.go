package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/show/look"
)

// ledgerPage is every claim, by what would help most.
type ledgerPage struct {
	Claims     []any // arguments of the sentence about claims
	Facts      []look.Row
	Saturation look.Saturation
	Views      []ledgerView
	Persona    look.Choice
	View       string // kept when the persona is chosen
	Rows       []ledgerRow
	Next, Prev string
	Silent     []look.HeardRow
	Open       bool // one of the rows is
	All        bool // there is a claim at all, chosen or not
}

// ledgerRow is a claim, opened or not.
type ledgerRow struct {
	look.Claim
	Panel *opened
}

// ledgerView is a choice among the claims, with how many they are.
type ledgerView struct {
	Name, Word, Href, N string
	On                  bool
}

const claimsAtOnce = 60

// ledgerViews choose claims. The first takes all.
var ledgerViews = []struct {
	name string
	fits func(*heed.Claim) bool
}{
	{"all", func(*heed.Claim) bool { return true }},
	{"earned", func(c *heed.Claim) bool {
		return c.Confidence.Level >= heed.Moderate && c.Review != heed.Rejected
	}},
	{"contradicted", func(c *heed.Claim) bool { return c.Against > 0 }},
	{"assumed", func(c *heed.Claim) bool { return c.Basis == heed.Assumed }},
	{"review", func(c *heed.Claim) bool { return c.Review == "" || c.Review == heed.Machine }},
}

func (s *site) ledger(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	open := q.Get("open")
	p, err := s.about(r, "web.nav.ledger", "ledger", open)
	if err != nil {
		return err
	}
	rep := p.report()
	earned := p.scene.Earned(rep.Earned)
	body := ledgerPage{
		Claims: claimSentence(p.scene, earned.Percent), Facts: earned.Rows, Saturation: p.scene.Saturation(rep.Themes.Saturation),
		Persona: personaChoice(p.scene, q), View: q.Get("view"),
	}
	chosen := body.choose(p.scene, rep.Claims, r)
	slices.SortStableFunc(chosen, func(a, b *heed.Claim) int {
		return cmp.Or(boolCompare(a.Review == heed.Rejected, b.Review == heed.Rejected),
			cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.ID, b.ID))
	})
	from := min(number(r, "from"), len(chosen))
	if at := slices.IndexFunc(chosen, func(c *heed.Claim) bool { return c.ID == open }); at >= 0 && !q.Has("from") {
		from = at / claimsAtOnce * claimsAtOnce // the page on which it stands
	}
	to := min(from+claimsAtOnce, len(chosen))
	for _, c := range chosen[from:to] {
		row := ledgerRow{Claim: p.scene.Line(c)}
		if c.ID == open {
			if row.Panel, err = s.open(r, &p, c); err != nil {
				return err
			}
			body.Open = true
		}
		body.Rows = append(body.Rows, row)
	}
	if from > 0 {
		body.Prev = withQuery(r, "from", itoa(max(0, from-claimsAtOnce)))
	}
	if to < len(chosen) {
		body.Next = withQuery(r, "from", itoa(to))
	}
	for i := range rep.Silent {
		body.Silent = append(body.Silent, p.scene.SilentRow(&rep.Silent[i]))
	}
	p.Tools = &pageTools{Links: []look.Option{{Value: "/s/" + p.Study.ID + "/memos", Word: p.scene.Say("web.memos")}}, Exports: ledgerLinks(p.scene, p.Study.ID)}
	p.Body = body
	return s.render(w, r, http.StatusOK, "ledger", p.page)
}

// choose takes the claims of the persona and the view that were asked for, and
// counts the other views.
func (b *ledgerPage) choose(sc *look.Scene, all []heed.Claim, r *http.Request) (chosen []*heed.Claim) {
	q := r.URL.Query()
	persona := q.Get("persona")
	b.All = len(all) > 0
	for i, v := range ledgerViews {
		n, on := 0, q.Get("view") == v.name || i == 0 && q.Get("view") == ""
		for k := range all {
			c := &all[k]
			if persona != "" && !slices.ContainsFunc(c.Places, func(at heed.Place) bool { return at.Persona == persona }) || !v.fits(c) {
				continue
			}
			n++
			if on {
				chosen = append(chosen, c)
			}
		}
		address := url.Values{}
		if i > 0 {
			address.Set("view", v.name)
		}
		if persona != "" {
			address.Set("persona", persona)
		}
		href := r.URL.Path
		if len(address) > 0 {
			href += "?" + address.Encode()
		}
		b.Views = append(b.Views, ledgerView{
			Name: v.name, Word: sc.Say("web.ledger." + v.name), Href: href, N: sc.Number(n), On: on,
		})
	}
	return chosen
}

// claimSentence gives the arguments of the sentence that says how many claims
// we make and how many are earned.
func claimSentence(sc *look.Scene, share string) []any {
	live := 0
	for i := range sc.Study.Claims {
		if sc.Study.Claims[i].Review != heed.Rejected {
			live++
		}
	}
	return sc.ClaimSentence(live, share)
}

func personaChoice(sc *look.Scene, q url.Values) look.Choice {
	c := look.Choice{Name: "persona", Label: sc.Say("ledger.about"), Any: sc.Say("web.ledger.everybody")}
	for _, p := range sc.Personas() {
		c.Options = append(c.Options, look.Option{Value: p.ID, Word: sc.ShortName(p.ID), On: q.Get("persona") == p.ID})
	}
	return c
}

func boolCompare(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}
