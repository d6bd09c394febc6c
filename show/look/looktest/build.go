// Package looktest holds a report made by hand, in which every state of every
// component stands once: for goldens, for tests of pages, and to look at.
package looktest

import (
	"fmt"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// maker builds one study of a report.
type maker struct {
	r     *app.StudyReport
	lines map[string]int // turns given out, by conversation
}

func newStudy(id, name string) *maker {
	r := &app.StudyReport{
		Participants: map[string]heed.Participant{}, Conversations: map[string]heed.Conversation{},
		Contexts: map[app.Anchor]app.Context{},
	}
	r.Study, r.Name, r.Settings = id, name, heed.DefaultSettings()
	r.Understanding.Study = id
	r.Run = heed.Run{ID: "run-" + id, Study: id, Inputs: "9f2c4b7710aa53e1", Sense: "2026-11", Shape: "2026-11", State: "current"}
	return &maker{r: r, lines: map[string]int{}}
}

func day(s string) heed.Date {
	d, err := heed.ParseDate(s)
	if err != nil {
		panic(err) // written by hand below
	}
	return d
}

// person adds a participant and returns the id.
func (m *maker) person(n int, name, title, org string) string {
	id := fmt.Sprintf("p%d", n)
	m.r.Participants[id] = heed.Participant{ID: id, Study: m.r.Study, Number: n, Organisation: org, Title: title, DisplayName: name}
	return id
}

// said describes one piece of evidence. Text stands between bars inside the
// turn: "It's not the files. |If payroll fails|."
type said struct {
	who      string // participant
	conv     string
	turn     string
	at       float64 // seconds; 0: not known
	lang     heed.Language
	feeling  heed.Feeling
	question string
	drawn    heed.ActKind
	against  bool
	hearsay  bool
	machine  bool
	stage    string
}

func (m *maker) conversation(id string, kind heed.Kind, date, title string, lang heed.Language) {
	m.r.Conversations[id] = heed.Conversation{
		ID: id, Kind: kind, Date: day(date), Title: title, Language: lang, Study: m.r.Study,
		Source: fmt.Sprintf("%064x", len(id)*7919+len(title)),
	}
}

func (m *maker) evidence(s said) heed.Evidence {
	parts := strings.Split(s.turn, "|")
	if len(parts) == 1 {
		parts = []string{"", s.turn, ""}
	}
	c := m.r.Conversations[s.conv]
	p := m.r.Participants[s.who]
	m.lines[s.conv] += 2
	q := heed.Quotation{
		Conversation: s.conv, Turn: m.lines[s.conv], Text: parts[1],
		Span: heed.Span{Start: len(parts[0]), End: len(parts[0]) + len(parts[1])},
	}
	e := heed.Evidence{
		Quotation: q, Source: c.Source, Stance: heed.Supports, Participant: s.who, Organisation: p.Organisation,
		Kind: c.Kind, Date: c.Date, Language: s.lang, Basis: heed.Expressed, Feeling: s.feeling, Intensity: .7,
		Question: s.question, Drawn: s.drawn, Hearsay: s.hearsay, Machine: s.machine, Stage: s.stage, Rule: "by hand",
	}
	if e.Language == "" {
		e.Language = heed.English
	}
	if s.at > 0 {
		e.At = heed.At(s.at)
	}
	if s.against {
		e.Stance = heed.Contradicts
	}
	m.r.Contexts[app.AnchorOf(q)] = app.Context{Before: parts[0], After: parts[2], Speaker: p.DisplayName}
	return e
}

// claim adds a claim; its words are those of its first evidence unless given.
func (m *maker) claim(c heed.Claim, level heed.Level, evidence ...said) string {
	for _, s := range evidence {
		c.Evidence = append(c.Evidence, m.evidence(s))
	}
	if c.Words == "" {
		c.Words, c.Quoted, c.Language = c.Evidence[0].Text, true, c.Evidence[0].Language
	}
	if c.Basis == "" {
		c.Basis = heed.Expressed
	}
	if c.Review == "" {
		c.Review = heed.Accepted
	}
	people, against, orgs := map[string]bool{}, map[string]bool{}, map[string]bool{}
	drawn := 0
	for _, e := range c.Evidence {
		if e.Stance == heed.Contradicts {
			against[e.Participant] = true
			continue
		}
		people[e.Participant], orgs[e.Organisation] = true, true
		if e.Drawn == heed.ActLeadingQuestion || e.Drawn == heed.ActClosedQuestion {
			drawn++
		}
		if c.LastHeard.Before(e.Date) {
			c.LastHeard = e.Date
		}
		if e.Feeling != "" && len(c.Feelings) == 0 {
			c.Feelings = []heed.FeelingScore{{Name: e.Feeling, Intensity: .8}}
		}
	}
	if c.People == 0 {
		c.People, c.Organisations = len(people), len(orgs)
	}
	c.Against = len(against)
	if c.Weight == 0 {
		c.Weight = float64(c.People)
	}
	c.ID = fmt.Sprintf("c%02d", len(m.r.Claims)+1)
	c.Confidence = m.steps(&c, level, drawn)
	m.r.Claims = append(m.r.Claims, c)
	return c.ID
}

// steps writes rules that come to the level, as the rules of docs/METHOD.md
// would.
func (m *maker) steps(c *heed.Claim, level heed.Level, drawn int) heed.Confidence {
	out := heed.Confidence{Level: level, Rules: m.r.Settings.Version}
	at := heed.High
	add := func(comp heed.Component, reason string, lowered bool, figures map[string]float64) {
		if lowered && at > level {
			at--
		} else {
			lowered = false
			if comp != heed.CapBasis && comp != heed.CapReview && comp != heed.CapCheck {
				reason = ""
			}
		}
		out.Steps = append(out.Steps, heed.Step{Component: comp, Lowered: lowered, Reason: reason, Level: at, Figures: figures})
	}
	if c.Basis == heed.Assumed && len(c.Evidence) == 0 {
		out.Steps = []heed.Step{{Component: heed.CapBasis, Lowered: true, Reason: "assumed", Level: heed.VeryLow}}
		out.Raise, out.RaiseN = "participant", 3
		return out
	}
	n, a := float64(c.People), float64(c.Against)
	add(heed.Method, "leading_questions", drawn*2 > c.People, map[string]float64{"supporters": n, "drawn_out": float64(drawn)})
	add(heed.Coherence, "contradicted", a > 0 && n/(n+a) < .75, map[string]float64{"supporters": n, "opposers": a, "wilson_low": .23, "needed": .75})
	add(heed.Adequacy, "few_participants", c.People < 3, map[string]float64{"participants": n, "needed": 3, "organisations": float64(c.Organisations), "organisations_needed": 2})
	if at > level && c.People >= 3 && c.Basis != heed.Inferred && c.Checks.Agreed > 0 {
		s := &out.Steps[len(out.Steps)-1]
		at--
		s.Lowered, s.Reason, s.Level = true, "not_saturated", at
		s.Figures["ratio"], s.Figures["threshold"] = .06, .05
	}
	add(heed.Relevance, "old", at > level && c.Basis != heed.Inferred && c.Checks.Agreed > 0, map[string]float64{"supporters": n, "age_days": float64(m.r.AsOf.DaysSince(c.LastHeard)), "half_life_days": 548})
	bound := func(comp heed.Component, reason string, applies bool, most heed.Level) {
		s := heed.Step{Component: comp, Level: at}
		if applies {
			s.Reason, s.Lowered = reason, at > most
			at = min(at, most)
			s.Level = at
		}
		out.Steps = append(out.Steps, s)
	}
	bound(heed.CapBasis, "inferred", c.Basis == heed.Inferred, heed.Low)
	bound(heed.CapReview, "machine", c.Review == heed.Machine, heed.Moderate)
	bound(heed.CapCheck, "unconfirmed", c.Checks.Agreed == 0, heed.Moderate)
	out.Level = at
	switch {
	case at == heed.High:
	case c.Basis == heed.Inferred || c.Checks.Agreed == 0 && at == heed.Moderate:
		out.Raise, out.RaiseN = "confirm", 1
	case drawn*2 > c.People:
		out.Raise, out.RaiseN = "open_question", 2
	default:
		out.Raise, out.RaiseN = "participant", 1
	}
	return out
}

// place puts a claim into a persona's field, its map and a stage.
func (m *maker) place(id, persona string, places ...string) {
	for i := range m.r.Claims {
		c := &m.r.Claims[i]
		if c.ID != id {
			continue
		}
		for _, p := range places {
			kind, name, _ := strings.Cut(p, ":")
			at := heed.Place{Persona: persona}
			switch kind {
			case "field":
				at.Field = heed.Field(name)
			case "cell":
				at.Cell = heed.Cell(name)
			default:
				at.Stage, at.Lane = kind, heed.Lane(name)
			}
			c.Places = append(c.Places, at)
		}
	}
}

// views fills fields, maps and lanes from the claims' places.
func (m *maker) views() {
	for i := range m.r.Personas {
		p := &m.r.Personas[i]
		p.Fields = map[heed.Field][]string{}
		em := heed.EmpathyMap{Persona: p.ID, Stage: "onboard", Outcome: "the first close on time, no weekend work", Participants: len(p.Participants), Organisations: len(p.Organisations), Cells: map[heed.Cell][]string{}, Earned: p.Earned}
		em.Earned.Raise = nil
		for _, c := range m.r.Claims {
			for _, at := range c.Places {
				if at.Persona != p.ID {
					continue
				}
				if at.Field != "" {
					p.Fields[at.Field] = append(p.Fields[at.Field], c.ID)
				}
				if at.Cell != "" {
					em.Cells[at.Cell] = append(em.Cells[at.Cell], c.ID)
				}
			}
		}
		m.r.EmpathyMaps = append(m.r.EmpathyMaps, em)
	}
	for k := range m.r.Journeys {
		j := &m.r.Journeys[k]
		for i := range j.Stages {
			st := &j.Stages[i]
			st.Lanes = map[heed.Lane][]string{}
			for _, c := range m.r.Claims {
				for _, at := range c.Places {
					if at.Stage == st.ID && at.Lane != "" {
						st.Lanes[at.Lane] = append(st.Lanes[at.Lane], c.ID)
					}
				}
			}
		}
	}
}

func both(en, es string) map[heed.Language]string {
	return map[heed.Language]string{heed.English: en, heed.Spanish: es}
}

func share(v, low, high float64, n int) heed.Interval {
	return heed.Interval{Value: v, Low: low, High: high, N: n, Level: .95}
}
