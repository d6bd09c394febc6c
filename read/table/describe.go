package table

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/voice"
)

// describe sets the attributes of a row's one voice.
func (g *grouper) describe(cells []string, c *heed.Conversation) {
	s := heed.Speaker{Speaker: c.Turns[0].Speaker, Role: heed.RoleCustomer, Name: g.named(cells)}
	s.Relationship = relationship(g.get(cells, fRelationship))
	s.BuyingRole = g.get(cells, fBuyingRole)
	set := func(k, v string) {
		if v == "" {
			return
		}
		if s.Attributes == nil {
			s.Attributes = map[string]string{}
		}
		s.Attributes[k] = v
	}
	set("title", g.get(cells, fTitle))
	set("channel", g.get(cells, fChannel))
	for i, col := range g.l.columns {
		if col.field == fAttribute && i < len(cells) {
			set(strings.ToLower(col.header), strings.TrimSpace(cells[i]))
		}
	}
	c.Speakers = []heed.Speaker{s}
}

func relationship(s string) heed.Relationship {
	switch voice.Fold(s) {
	case "prospect", "lead", "prospecto", "potencial", "cliente potencial":
		return heed.Prospect
	case "customer", "client", "cliente", "actual", "cliente actual":
		return heed.Customer
	case "former", "former customer", "churned", "ex-cliente", "excliente", "antiguo cliente":
		return heed.Relationship("former")
	}
	return ""
}

// ratings returns the figures of a row, in the order of the columns.
func (g *grouper) ratings(cells []string) []heed.Rating {
	var out []heed.Rating
	for i, col := range g.l.columns {
		if col.field != fRating || i >= len(cells) {
			continue
		}
		if v, ok := figure(cells[i]); ok {
			out = append(out, heed.Rating{Name: col.header, Value: v, Max: col.max})
		}
	}
	return out
}

// tally adds the row's figures to the table's.
func (g *grouper) tally(cells []string, ratings []heed.Rating) {
	if len(ratings) == 0 {
		return
	}
	date, _ := g.l.dateOf(g.get(cells, fDate))
	for _, r := range ratings {
		k := kpiKey{stage: cmp.Or(g.get(cells, fStage), g.o.Stage), channel: g.get(cells, fChannel), name: r.Name}
		sum := g.kpis[k]
		if sum == nil {
			sum = &kpiSum{}
			g.kpis[k] = sum
		}
		sum.sum += r.Value
		sum.n++
		if sum.date.IsZero() || !date.IsZero() && sum.date.Before(date) {
			sum.date = date
		}
	}
}

// emitKPIs gives the mean of every rated question, per stage and channel, with
// its n and the newest date.
func (g *grouper) emitKPIs() {
	keys := slices.SortedFunc(maps.Keys(g.kpis), func(a, b kpiKey) int {
		return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.stage, b.stage), cmp.Compare(a.channel, b.channel))
	})
	for _, k := range keys {
		s := g.kpis[k]
		g.res.KPIs = append(g.res.KPIs, heed.KPI{Date: s.date, Stage: k.stage, Channel: k.channel, Name: k.name, Value: s.sum / float64(s.n), N: s.n})
	}
}
