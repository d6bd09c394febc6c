package look

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// Link gives the address of a thing: kind is "claim", "persona", "map",
// "theme", "silent", or "quote" (a conversation, # and the number of the
// turn, from 1). An address of "" leaves the thing unlinked.
type Link func(kind, id string) string

// Scene turns one study into what the components draw, in one language.
type Scene struct {
	Words
	Study  *app.StudyReport
	link   Link
	claims map[string]*heed.Claim
	names  map[string]string // of personas
	shorts map[string]string // the same for narrow places
}

// NewScene prepares the study for drawing. Ages are told from the study's day.
func NewScene(lang heed.Language, s *app.StudyReport, link Link) *Scene {
	w := In(lang)
	w.Now = s.AsOf
	if w.Now.IsZero() {
		w.Now = s.Heard.Last
	}
	sc := &Scene{Words: w, Study: s, link: link, claims: map[string]*heed.Claim{}, names: map[string]string{}, shorts: map[string]string{}}
	for i := range s.Claims {
		sc.claims[s.Claims[i].ID] = &s.Claims[i]
	}
	taken := map[string]int{}
	for i := range s.Personas {
		name := sc.PersonaName(&s.Personas[i])
		sc.names[s.Personas[i].ID] = name
		taken[shortName(name)]++
	}
	for i := range s.Personas {
		p := &s.Personas[i]
		short := shortName(sc.names[p.ID])
		if said := firstQuoted(short); p.Name == "" && p.Grouping == "themes" && said != "" {
			short, _ = Cut(capital(said), 24)
		} else if taken[short] > 1 && p.Name == "" && len(p.Distinct) > 0 {
			// groups of one kind are told apart by what they speak of
			short, _ = Cut(p.Distinct[0], 24)
		}
		sc.shorts[p.ID] = short
	}
	return sc
}

// firstQuoted is the first phrase between marks in a title, "" where there is
// none: a discovered group is called by what its people speak of.
func firstQuoted(title string) string {
	for _, m := range [][2]string{{"“", "”"}, {"«", "»"}} {
		if _, rest, ok := strings.Cut(title, m[0]); ok {
			if said, _, ok := strings.Cut(rest, m[1]); ok {
				return said
			}
		}
	}
	return ""
}

// Claimed returns the claim with the id, and nil if there is none.
func (sc *Scene) Claimed(id string) *heed.Claim { return sc.claims[id] }

// PersonaName is the name a person gave, else the title in our words: what a
// title quotes stands beneath it, as all that customers say, unless only that
// tells two groups apart.
func (sc *Scene) PersonaName(p *heed.Persona) string {
	title := sc.Of(p.Title)
	if p.Grouping != "themes" {
		title, _, _ = strings.Cut(title, ": “")
		title, _, _ = strings.Cut(title, ": «")
	}
	for _, s := range []string{p.Name, title, p.Segment, p.ID} {
		if s = Label(s); s != "" {
			return s
		}
	}
	return "?"
}

// ShortName is a persona's name for narrow places, without what distinguishes
// its group unless only that does.
func (sc *Scene) ShortName(id string) string { return sc.shorts[id] }

// PersonaRole is the title where a person gave a name, else "".
func (sc *Scene) PersonaRole(p *heed.Persona) string {
	if p.Name == "" {
		return ""
	}
	return Label(sc.Of(p.Title))
}

// Stage returns the name of a stage in the interface language.
func (sc *Scene) Stage(id string) string {
	if id == "" {
		return ""
	}
	for _, st := range sc.Study.Settings.Stages {
		if st.ID == id {
			if n := sc.Of(st.Name); n != "" {
				return n
			}
		}
	}
	for _, j := range sc.Study.Journeys {
		for _, st := range j.Stages {
			if st.ID == id {
				if n := sc.Of(st.Name); n != "" {
					return n
				}
			}
		}
	}
	return Label(id)
}

// Live returns the claims among ids that exist and were not rejected.
func (sc *Scene) Live(ids []string) []*heed.Claim {
	var out []*heed.Claim
	for _, id := range ids {
		if c := sc.claims[id]; c != nil && c.Review != heed.Rejected {
			out = append(out, c)
		}
	}
	return out
}

// lang is the value of a lang attribute: "" where it is the page's own or not
// known.
func (sc *Scene) langAttr(l heed.Language) string {
	if l == sc.Lang {
		return ""
	}
	return string(l)
}

// People writes a number of people; nobody is "nobody yet".
func (sc *Scene) People(n int) string { return sc.Say("people", "n", n) }

// Emotion is a feeling as shape and word in its family's colour.
type Emotion struct{ Family, Word string }

// Emotion returns the mark of a feeling; the zero Emotion draws nothing.
func (sc *Scene) Emotion(f heed.Feeling) Emotion {
	if f == "" {
		return Emotion{}
	}
	return Emotion{Family: string(f.Family()), Word: sc.Say("feeling." + string(f))}
}

// strongest is the strongest feeling that is not neutral.
func strongest(fs []heed.FeelingScore) heed.Feeling {
	var best heed.FeelingScore
	for _, f := range fs {
		if f.Name != heed.Neutral && f.Intensity > best.Intensity {
			best = f
		}
	}
	return best.Name
}

// Who names the person who spoke: the display name, else the pseudonym; then
// role and organisation.
func (sc *Scene) Who(participant, speaker string) (name, role, organisation string) {
	p, ok := sc.Study.Participants[participant]
	if !ok {
		speaker = strings.Trim(speaker, "[]")
		if n, ok := strings.CutPrefix(speaker, "Person "); ok && n != "" && strings.Trim(n, "0123456789") == "" {
			return sc.Say("person_n", "n", n), "", "" // one of ours, by number
		}
		return Label(speaker), "", ""
	}
	name = Label(p.DisplayName)
	if name == "" && p.Number > 0 {
		name = sc.Say("person_n", "n", strconv.Itoa(p.Number)) // a name, not an amount
	}
	if name == "" {
		name = Label(strings.Trim(speaker, "[]"))
	}
	return name, Label(p.Title), Label(p.Organisation)
}

// byPersona lists the personas in the order in which pages show them: most
// people first.
func (sc *Scene) Personas() []*heed.Persona {
	var out []*heed.Persona
	for i := range sc.Study.Personas {
		out = append(out, &sc.Study.Personas[i])
	}
	rest := func(p *heed.Persona) int { // whom no attribute groups come last, however many
		if p.Grouping == "others" {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(out, func(a, b *heed.Persona) int {
		return cmp.Or(rest(a)-rest(b), len(b.Participants)-len(a.Participants))
	})
	return out
}
