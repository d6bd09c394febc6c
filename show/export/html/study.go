package html

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// study is one study as the page shows it.
type study struct {
	ID, Name string // s1
	Front    front
	Heard    look.HeardTable
	Asks     []look.Ask
	Disagree []look.Disagreement
	OfAll    string // 2 of 5
	Personas []persona
	Journeys []journey
	Themes   themes
	Ledger   ledger
	Silent   []silent
	Settings []look.Row
	Missing  []string
	Why      string // these personas, and how well they stand apart
	Unfit    string
	Empty    bool // no conversation
	Light    bool // no customer heard, nothing claimed
}

// silence is 0 where customers were heard, greater where they were not.
func (s *study) silence() int {
	switch {
	case s.Empty:
		return 2
	case s.Light:
		return 1
	}
	return 0
}

type front struct {
	Hero                *look.Hero
	Claims              []any // arguments of the sentence
	Heard, Shown        string
	Contra, Last, Kinds string
	Saturation          look.Saturation
	Earned              look.Earned
}

type persona struct {
	look.Persona
	Anchor string
	Maps   []mapping
}

type mapping struct {
	look.Map
	Anchor string
}

type journey struct {
	look.Journey
	Anchor string
	Title  string
	Notes  []string
}

type themes struct {
	Rows   []row
	Note   string
	More   string
	Panels []themePanel
}

type row struct {
	look.Theme
	Anchor string
}

type themePanel struct {
	look.Theme
	Anchor string
}

type ledger struct {
	Rows     []look.Claim
	Panels   []look.Panel // of the rows
	Further  []look.Panel // opened from elsewhere, not among the rows
	Count    string
	More     string
	Rejected string
}

type silent struct {
	look.HeardRow
	Anchor string
	Quotes []look.Quote
	More   string
}

// builder gathers what a study opens while it is set.
type builder struct {
	*look.Scene
	n      int
	rep    *app.StudyReport
	ids    map[string]string // element ids by kind and id
	taken  map[string]bool   // element ids
	opened map[string]bool   // claims that something links to
}

func newStudy(lang heed.Language, rep *app.StudyReport, n int) *study {
	b := &builder{n: n, rep: rep, ids: map[string]string{}, taken: map[string]bool{}, opened: map[string]bool{}}
	b.Scene = look.NewScene(lang, rep, b.link)
	name := look.Label(rep.Name)
	if name == "" {
		name = look.Label(rep.Understanding.Study)
	}
	s := &study{ID: fmt.Sprintf("s%d", n), Name: name}
	s.Empty = rep.Heard.Conversations == 0 && len(rep.Claims) == 0
	s.Light = !s.Empty && rep.Heard.Participants == 0 && len(rep.Claims) == 0
	s.Front = b.front()
	s.Heard = b.Heard()
	asks := rep.Questions
	if len(asks) == 0 {
		for i := range rep.Personas {
			asks = append(asks, rep.Personas[i].Questions...)
		}
	}
	for i := range asks {
		if i == asksMax {
			break
		}
		s.Asks = append(s.Asks, b.Ask(&asks[i]))
	}
	all := 0
	s.Disagree, all = b.Disagreements(vsMax)
	if all > 0 {
		s.OfAll = b.Say("of", "k", len(s.Disagree), "n", all)
	}
	for _, p := range b.Personas() {
		s.Personas = append(s.Personas, b.persona(p))
	}
	for i := range rep.Journeys {
		j := &rep.Journeys[i]
		if len(j.Curves) == 0 && !slices.ContainsFunc(j.Stages, func(st heed.JourneyStage) bool { return st.People > 0 || len(st.KPIs) > 0 }) {
			continue // nobody has been heard at any stage
		}
		v := journey{Journey: b.Journey(j, fmt.Sprintf("%s-j%d", s.ID, i+1)), Anchor: fmt.Sprintf("%s-j%d", s.ID, i+1)}
		v.Title = b.Say("journey.title")
		if len(j.Curves) > 0 {
			v.Title = upper(b.Say("journey.people", "n", len(j.Curves), "c", b.Count(len(j.Curves))))
		}
		v.Notes = []string{v.Bands, v.From}
		s.Journeys = append(s.Journeys, v)
	}
	s.Themes = b.themes()
	s.Silent = b.silent()
	s.Ledger = b.ledger()
	s.Settings = b.settings()
	s.Missing, s.Why = b.Unmeasured(), b.Grouping()
	if n := len(rep.Unfit); n > 0 {
		s.Unfit = b.Say("unfit.note", "n", n)
	}
	return s
}

// link gives addresses within the file. Whatever is linked is also written.
func (b *builder) link(kind, id string) string {
	switch kind {
	case "claim":
		b.opened[id] = true
	case "persona", "theme", "silent":
	default:
		return ""
	}
	return "#" + b.id(kind, id)
}

// id is the id of an element: short, stable while the claim's id is, and made
// of letters that need no escaping.
func (b *builder) id(kind, id string) string {
	key := kind + "\x00" + id
	if have, ok := b.ids[key]; ok {
		return have
	}
	plain := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_' {
			return r
		}
		return -1
	}, id)
	plain = plain[:min(48, len(plain))] // a role may be any text
	base := fmt.Sprintf("s%d-%s-%s", b.n, kind[:1], plain)
	out := base
	for i := 2; b.taken[out] || plain == ""; i++ {
		out, plain = fmt.Sprintf("%s.%d", base, i), "?"
	}
	b.ids[key], b.taken[out] = out, true
	return out
}

func (b *builder) front() front {
	rep, h := b.rep, b.rep.Heard
	f := front{Earned: b.Earned(rep.Earned), Saturation: b.Saturation(rep.Themes.Saturation)}
	n := 0
	for i := range rep.Claims {
		if rep.Claims[i].Review != heed.Rejected {
			n++
		}
	}
	share := f.Earned.Percent
	f.Claims = b.ClaimSentence(n, share)
	var langs []string
	other := ""
	for _, l := range sortedKeys(h.ByLanguage) {
		if look.Has("lang." + string(l)) {
			langs = append(langs, b.Say("lang."+string(l)))
		} else {
			other = b.Say("lang.other")
		}
	}
	if other != "" {
		langs = append(langs, other)
	}
	orgs := b.Say("orgs_unknown")
	if h.Organisations > 0 {
		orgs = b.Say("organisations", "n", h.Organisations)
	}
	f.Heard = b.Say("front.heard", "people", b.Say("front.people", "n", h.Participants), "rest", b.outside(), "orgs", orgs,
		"conv", b.Say("conversations", "n", h.Conversations), "turns", b.Say("front.turns", "n", h.Sentences),
		"langs", b.join(langs))
	var kinds []string
	for _, k := range heed.Kinds {
		if c := h.ByKind[k]; c > 0 {
			kinds = append(kinds, b.Say("kinds."+string(k), "n", c))
		}
	}
	f.Kinds = strings.Join(kinds, ", ")
	c := rep.Earned.Checks
	f.Shown = b.Say("front.shown_none")
	if c.Asked > 0 {
		f.Shown = b.Say("front.shown", "asked", c.Asked, "answered", c.Answered, "agreed", c.Agreed)
	}
	f.Contra = b.Say("front.contra", "n", rep.Earned.Contradictions)
	if d := b.Day(h.Last); d != "" {
		f.Last = b.Say("front.last", "d", d)
	}
	if c := b.hero(); c != nil {
		f.Hero = b.Hero(c)
	}
	return f
}

// outside says how many people were heard who are in no persona.
func (b *builder) outside() string {
	in := map[string]bool{}
	for i := range b.rep.Personas {
		for _, p := range b.rep.Personas[i].Participants {
			in[p] = true
		}
	}
	if n := b.rep.Heard.Participants - len(in); n > 0 && len(in) > 0 {
		return b.Say("front.rest", "n", n)
	}
	return ""
}

// hero is the claim whose words open the study: said in their own words, most
// telling, and not a persona's already unless there is no other.
func (b *builder) hero() *heed.Claim {
	taken := map[string]bool{}
	for i := range b.rep.Personas {
		taken[b.rep.Personas[i].Quote] = true
	}
	var best, spare *heed.Claim
	most, mostSpare := 0.0, 0.0
	for i := range b.rep.Claims {
		c := &b.rep.Claims[i]
		if !c.Quoted || c.Basis != heed.Expressed || c.Review == heed.Rejected || len(c.Evidence) == 0 || c.Kind == heed.SigAttribute {
			continue
		}
		s := b.Telling(c)
		switch {
		case taken[c.ID]:
			if spare == nil || s > mostSpare {
				spare, mostSpare = c, s
			}
		case best == nil || s > most || s == most && c.ID < best.ID:
			best, most = c, s
		}
	}
	if best == nil {
		return spare
	}
	return best
}

func (b *builder) persona(p *heed.Persona) persona {
	v := persona{Persona: b.Persona(p), Anchor: b.id("persona", p.ID)}
	for i := range b.rep.EmpathyMaps {
		m := &b.rep.EmpathyMaps[i]
		if m.Persona == p.ID {
			at := fmt.Sprintf("%s-m%d", v.Anchor, len(v.Maps)+1)
			v.Maps = append(v.Maps, mapping{b.Map(m, p, at, mapItems), at})
		}
	}
	return v
}

func (b *builder) settings() []look.Row {
	s := b.rep.Settings
	rows := []look.Row{
		{Term: b.Say("settings.rules"), Value: b.Say("settings.rules_v", "v", s.Version)},
		{Term: b.Say("settings.enough"), Value: b.Say("settings.enough_v", "p", b.Say("people_n", "n", s.MinParticipants), "o", b.Say("organisations", "n", s.MinOrganisations))},
		{Term: b.Say("settings.coherence"), Value: b.Say("settings.coherence_v", "c", b.Percent(s.Coherence))},
		{Term: b.Say("settings.drawn"), Value: b.Say("settings.drawn_v", "d", b.Percent(s.DrawnOut))},
		{Term: b.Say("settings.half"), Value: b.Say("settings.half_v", "n", s.HalfLifeDays)},
		{Term: b.Say("settings.saturation"), Value: b.Say("settings.saturation_v", "b", s.SaturationBase, "r", s.SaturationRun, "t", b.Percent(s.SaturationNew))},
		{Term: b.Say("settings.thin"), Value: b.Say("settings.thin_v", "n", s.ThinStage)},
		{Term: b.Say("settings.seed"), Value: fmt.Sprint(s.Seed)},
	}
	if d := b.Day(b.rep.AsOf); d != "" {
		rows = append(rows, look.Row{Term: b.Say("settings.asof"), Value: d})
	}
	if v := strings.Trim(b.rep.Run.Sense+", "+b.rep.Run.Shape, ", "); v != "" {
		rows = append(rows, look.Row{Term: b.Say("settings.models"), Value: v})
	}
	if v := b.rep.Run.Inputs; v != "" {
		rows = append(rows, look.Row{Term: b.Say("settings.inputs"), Value: v[:min(16, len(v))]})
	}
	return rows
}

// upper sets the first letter in upper case.
func upper(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// join writes a list in the interface language: a, b and c.
func (b *builder) join(items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	return strings.Join(items[:len(items)-1], ", ") + " " + b.Say("and") + " " + items[len(items)-1]
}

func sortedKeys[K ~string](m map[K]int) []K {
	keys := slices.Sorted(maps.Keys(m))
	slices.SortStableFunc(keys, func(a, b K) int { return cmp.Compare(m[b], m[a]) })
	return keys
}
