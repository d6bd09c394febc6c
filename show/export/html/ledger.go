package html

import (
	"cmp"
	"slices"

	"github.com/heedhq/heed"
)

func (b *builder) themes() themes {
	set := &b.rep.Themes
	var t themes
	if set.Given > 0 {
		t.Note = b.Say("themes.note", "grouped", set.Given-set.Ungrouped, "given", set.Given, "rest", set.Ungrouped)
		if set.About > 0 {
			t.Note += " " + b.Say("themes.about", "about", set.About)
		}
	}
	order := slices.Clone(set.Themes)
	slices.SortStableFunc(order, func(a, c heed.Theme) int {
		return cmp.Or(cmp.Compare(c.People, a.People), cmp.Compare(c.Utterances, a.Utterances), cmp.Compare(a.ID, c.ID))
	})
	for i := range order {
		if i == themesMax {
			t.More = b.Say("themes.more", "n", len(order)-themesMax)
			break
		}
		v := b.Theme(&order[i], membersMax)
		at := b.id("theme", order[i].ID)
		t.Rows = append(t.Rows, row{v, at})
		t.Panels = append(t.Panels, themePanel{v, at})
	}
	return t
}

func (b *builder) silent() []silent {
	var out []silent
	for i := range b.rep.Silent {
		s := &b.rep.Silent[i]
		v := silent{HeardRow: b.SilentRow(s), Anchor: b.id("silent", s.Role)}
		for k := range s.Evidence {
			if k == quotesMax {
				v.More = b.Say("item.more_where", "n", len(s.Evidence)-quotesMax)
				break
			}
			v.Quotes = append(v.Quotes, b.Quote(&s.Evidence[k]))
		}
		out = append(out, v)
	}
	return out
}

// ledger lists the claims that matter most, then opens those and every other
// claim that a line above links to.
func (b *builder) ledger() ledger {
	var l ledger
	var live []*heed.Claim
	rejected := 0
	for i := range b.rep.Claims {
		c := &b.rep.Claims[i]
		if c.Review == heed.Rejected {
			rejected++
		}
		live = append(live, c)
	}
	slices.SortStableFunc(live, matter)
	shown := map[string]bool{}
	for i, c := range live {
		if i == ledgerMax {
			break
		}
		shown[c.ID] = true
		l.Rows = append(l.Rows, b.Line(c))
	}
	open := map[string]bool{}
	for _, c := range live {
		if shown[c.ID] || b.opened[c.ID] {
			open[c.ID] = true
		}
	}
	most := quotesMax
	if len(open) > manyClaims {
		most = quotesFew
	}
	for _, c := range live {
		if !open[c.ID] {
			continue
		}
		p := b.Panel(c, most)
		p.ID = b.id("claim", c.ID)
		if shown[c.ID] {
			l.Panels = append(l.Panels, p)
		} else {
			l.Further = append(l.Further, p)
		}
	}
	if n := len(live) - len(l.Rows); n > 0 {
		l.More = b.Say("ledger.more", "n", n)
	}
	l.Count = b.Say("ledger.count", "k", len(l.Rows), "n", len(live))
	if rejected > 0 {
		l.Rejected = b.Say("ledger.rejected", "n", rejected)
	}
	return l
}

// matter orders claims: what customers disagree on, then what most people
// share; what was rejected comes last.
func matter(a, b *heed.Claim) int {
	score := func(c *heed.Claim) float64 {
		s := c.Weight + float64(c.People) + 3*float64(min(c.Against, c.People))
		if c.Checks.Asked > 0 {
			s += 2
		}
		if c.Basis == heed.Assumed {
			s++ // an assumption should be seen
		}
		return s
	}
	rejected := func(c *heed.Claim) int {
		if c.Review == heed.Rejected {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(rejected(a), rejected(b)), cmp.Compare(score(b), score(a)), cmp.Compare(a.ID, b.ID))
}
