package app

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/coach/practice"
	"github.com/heedhq/heed/internal/metrics"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/read/pseudonym"
)

// FeltPoint is how heard people felt in one month.
type FeltPoint = practice.FeltPoint

// PulseItem is one of the three items of a pulse, from 0.
func PulseItem(n int, l heed.Language) string { return practice.PulseItems[n][l] }

// PulseLine asks for a free line.
func PulseLine(l heed.Language) string { return practice.PulseLine[l] }

// pulsesOf reads the pulses of a study with the persona to which each
// participant belongs now. Whoever took their words out of analysis is left
// out; lines of those who may not be quoted are emptied.
func (a *App) pulsesOf(ctx context.Context, study string) (all []Pulse, err error) {
	personas := map[string]string{}
	rep, err := a.Shown(ctx, study)
	if err != nil {
		return nil, err
	}
	for _, p := range rep.Personas {
		for _, who := range p.Participants {
			personas[who] = p.ID
		}
	}
	err = a.store.Read(ctx, func(tx Tx) error {
		s, err := tx.Studies.Get(ctx, study)
		if err != nil {
			return err
		}
		if all, err = tx.Panels.Pulses(ctx, study); err != nil {
			return err
		}
		people, err := tx.People.List(ctx, study)
		if err != nil {
			return err
		}
		may := map[string]heed.Consent{}
		for _, p := range people {
			may[p.ID] = p.Consent.Or(s.Consent)
		}
		all = slices.DeleteFunc(all, func(p Pulse) bool { return may[p.Participant].Analysis == heed.No })
		for i := range all {
			p := &all[i]
			p.Persona = cmp.Or(personas[p.Participant], p.Persona)
			if may[p.Participant].QuoteInside == heed.No {
				p.Line = ""
			}
		}
		return nil
	})
	return all, err
}

// Pulses lists how heard people felt, oldest first.
func (a *App) Pulses(ctx context.Context, study string) (all []Pulse, err error) {
	defer heed.Wrap(&err, "pulses of study %q", study)
	return a.pulsesOf(ctx, study)
}

// FeltHeard is the trend of a study's pulses by "account" or "persona", or
// over "all": apart from every other figure, and of nobody's opinion but the
// customers'.
func (a *App) FeltHeard(ctx context.Context, study, by string) (out []FeltPoint, err error) {
	defer heed.Wrap(&err, "felt heard in study %q", study)
	if by != "account" && by != "persona" && by != "all" {
		return nil, heed.Errorf(heed.CodeInvalid, "a trend is by account, by persona or over all, not by %q", by)
	}
	all, err := a.pulsesOf(ctx, study)
	if err != nil {
		return nil, err
	}
	return practice.FeltTrend(feltBy(all, by)), nil
}

func feltBy(all []Pulse, by string) []practice.Felt {
	out := make([]practice.Felt, 0, len(all))
	for _, p := range all {
		who := p.Participant
		if who == "" {
			who = fmt.Sprintf("?%d", p.ID) // each unknown voice is one
		}
		f := practice.Felt{Person: who, Items: p.Items, On: heed.DateOf(p.At)}
		switch by {
		case "account":
			f.Group = p.Account
		case "persona":
			f.Group = p.Persona
		}
		out = append(out, f)
	}
	return out
}

// FeltMonth sets how heard people felt in a month beside the figures of that
// month.
type FeltMonth struct {
	Month string                `json:"month"` // 2026-11
	Felt  FeltPoint             `json:"felt"`  // N 0: nobody was asked
	KPIs  map[string]FeltFigure `json:"kpis"`  // by name
}

// FeltFigure is a figure's mean over a month, weighted by what it counts.
type FeltFigure struct {
	Value float64 `json:"value"`
	N     int     `json:"n"`
}

// FeltLink is how a figure goes with how heard people felt, over months that
// have both. It is an association and no cause.
type FeltLink struct {
	Name   string `json:"name"`
	Months int    `json:"months"`
	// R is Pearson's correlation with its interval, from linkLeast months on.
	R     heed.Interval `json:"r,omitzero"`
	Known bool          `json:"known"`
}

// linkLeast is the number of months from which a correlation is given.
const linkLeast = 6

// besideFelt are parts of the names of figures that say how customers fared.
var besideFelt = []string{"csat", "nps", "ces", "effort", "renew", "renov", "retention", "retenc", "churn", "baja", "rating", "satisf"}

// FeltBeside sets the pulses of a study beside its figures, month by month.
func (a *App) FeltBeside(ctx context.Context, study string) (months []FeltMonth, links []FeltLink, err error) {
	defer heed.Wrap(&err, "felt heard beside figures in study %q", study)
	points, err := a.FeltHeard(ctx, study, "all")
	if err != nil {
		return nil, nil, err
	}
	var kpis []heed.KPI
	err = a.store.Read(ctx, func(tx Tx) error {
		kpis, err = tx.Figures.KPIs(ctx, study)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	by := map[string]*FeltMonth{}
	at := func(month string) *FeltMonth {
		if by[month] == nil {
			by[month] = &FeltMonth{Month: month, KPIs: map[string]FeltFigure{}}
		}
		return by[month]
	}
	for _, p := range points {
		at(p.Month).Felt = p
	}
	names := map[string]bool{}
	for _, k := range kpis {
		low := strings.ToLower(k.Name)
		if k.Date.IsZero() || !slices.ContainsFunc(besideFelt, func(s string) bool { return strings.Contains(low, s) }) {
			continue
		}
		names[k.Name] = true
		m, n := at(fmt.Sprintf("%04d-%02d", k.Date.Year, k.Date.Month)), max(k.N, 1)
		was := m.KPIs[k.Name]
		m.KPIs[k.Name] = FeltFigure{Value: (was.Value*float64(was.N) + k.Value*float64(n)) / float64(was.N+n), N: was.N + n}
	}
	for _, month := range slices.Sorted(maps.Keys(by)) {
		months = append(months, *by[month])
	}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		links = append(links, linkOf(name, months))
	}
	return months, links, nil
}

func linkOf(name string, months []FeltMonth) FeltLink {
	l := FeltLink{Name: name}
	var x, y []float64
	for _, m := range months {
		if k, ok := m.KPIs[name]; ok && m.Felt.N > 0 {
			x, y = append(x, m.Felt.Value), append(y, k.Value)
		}
	}
	l.Months = len(x)
	if l.Months < linkLeast {
		return l
	}
	r := metrics.Pearson(x, y)
	if math.IsNaN(r) {
		return l
	}
	// Fisher's z transformation, 95 %.
	z, half := math.Atanh(max(-0.999999, min(0.999999, r))), 1.959964/math.Sqrt(float64(l.Months-3))
	l.R = heed.Interval{Value: r, Low: math.Tanh(z - half), High: math.Tanh(z + half), N: l.Months, Level: 0.95}
	l.Known = true
	return l
}

// coverLine takes personal data out of a customer's free line, as out of any
// other words of theirs, and tells its language where nobody did.
func (a *App) coverLine(ctx context.Context, p *Pulse) error {
	c := heed.Conversation{
		Kind: heed.KindSurvey, Study: p.Study, Language: p.Language,
		Speakers: []heed.Speaker{{Speaker: "[person 0]", Role: heed.RoleCustomer}},
		Turns:    []heed.Turn{{Speaker: "[person 0]", Role: heed.RoleCustomer, Text: p.Line}},
	}
	if c.Language == "" {
		c.Language, _, _ = text.Speakers(&c)
		p.Language = c.Language
	}
	v := newVeil(a, true, false)
	if err := v.ready(ctx); err != nil {
		return err
	}
	_, err := pseudonym.Cover(&c, func(n string) (int, error) {
		if n == "[person 0]" {
			return 0, nil
		}
		return v.number(ctx, p.Study, text.Fold(n))
	})
	p.Line = c.Turns[0].Text
	return err
}

// placePulse checks that whoever and whatever a pulse is about is of its
// study.
func placePulse(ctx context.Context, tx Tx, p *Pulse) error {
	if _, err := tx.Studies.Get(ctx, p.Study); err != nil {
		return err
	}
	if p.Participant != "" {
		who, err := tx.People.Get(ctx, p.Participant)
		if err != nil {
			return err
		}
		if who.Study != p.Study {
			return heed.Errorf(heed.CodeInvalid, "%s was heard in another study", p.Participant)
		}
	}
	if p.Conversation != "" {
		c, err := tx.Conversations.Get(ctx, p.Conversation)
		if err != nil {
			return err
		}
		if c.Study != p.Study {
			return heed.Errorf(heed.CodeInvalid, "conversation %q is of another study", p.Conversation)
		}
	}
	return nil
}
