package look

import (
	"cmp"
	"slices"
	"strings"

	"github.com/heedhq/heed"
)

// Buying is a buying group: who is involved, what each risks, wants and fears,
// and who shapes what whom does.
type Buying struct {
	ID, Title, Note string
	Members         []Involved
	// Drawn are those of Members that the picture shows, by their place; Ties
	// join them.
	Drawn []int
	Ties  []Tie
	More  string // members that the picture leaves out
}

// Involved is a member.
type Involved struct {
	Ring             Ring
	Name, Role, Note string
	Ghost            bool
	Parts            []InvolvedPart
	Said             []Quote // of them by others
	Unknown          string
	// Persona is the one that somebody who was heard belongs to.
	Persona *PersonaLink
}

// InvolvedPart is what a member risks, wants or fears.
type InvolvedPart struct {
	Title string
	Items []InvolvedItem
}

// InvolvedItem is one of them in their words.
type InvolvedItem struct {
	Quote
	Href, What string // of a claim; what is at risk
}

// Tie says that one member shapes what another does; From and To are places in
// Drawn.
type Tie struct {
	From, To int
	Says     string
	Decides  bool
	Quote    Quote
}

// drawnMost is how many members a picture shows, drawnGhosts how many of them
// were not heard where others were.
const drawnMost, drawnGhosts, partMost = 6, 2, 2

// Quotations are the places of all that a group quotes.
func (sc *Scene) Quotations(g *heed.BuyingGroup) (out []heed.Quotation) {
	for i := range g.Members {
		m := &g.Members[i]
		for _, list := range [][]heed.GroupItem{m.Risks, m.Wants, m.Fears, m.Told} {
			for _, it := range list {
				out = append(out, it.Quotation)
			}
		}
		for _, e := range m.Said {
			out = append(out, e.Quotation)
		}
	}
	for _, l := range g.Influences {
		for _, e := range l.Evidence {
			out = append(out, e.Quotation)
		}
	}
	return out
}

// BuyingTitle is what a group is called.
func (sc *Scene) BuyingTitle(g *heed.BuyingGroup) string {
	if g.Organisation != "" {
		return Label(g.Organisation)
	}
	return sc.Say("buying_group.all")
}

// Buying sets a group. Surround its Quotations first.
func (sc *Scene) Buying(g *heed.BuyingGroup) Buying {
	v := Buying{ID: g.ID, Title: sc.BuyingTitle(g), Note: sc.Say("buying_group.note", "heard", g.Heard, "spoken", g.Mentioned)}
	ghosts := min(g.Mentioned, drawnGhosts)
	if free := drawnMost - g.Heard; free > ghosts {
		ghosts = min(g.Mentioned, free)
	}
	place := map[string]int{}
	heard := 0
	for i := range g.Members {
		m := &g.Members[i]
		v.Members = append(v.Members, sc.involved(m, g.Organisation != ""))
		room := m.Heard() && heard < drawnMost-ghosts || !m.Heard() && len(v.Drawn)-heard < ghosts
		if !room {
			continue
		}
		if m.Heard() {
			heard++
		}
		place[m.ID] = len(v.Drawn)
		v.Drawn = append(v.Drawn, i)
	}
	if left := len(g.Members) - len(v.Drawn); left > 0 {
		v.More = sc.Say("buying_group.more", "n", left)
	}
	for _, l := range g.Influences {
		from, ok := place[l.From]
		to, ok2 := place[l.To]
		if !ok || !ok2 {
			continue
		}
		id := "buying_group.shapes"
		if l.Decides {
			id = "buying_group.decides"
		}
		t := Tie{From: from, To: to, Decides: l.Decides}
		t.Says = sc.Say(id, "from", v.Members[v.Drawn[from]].Name, "to", v.Members[v.Drawn[to]].Name) + ", " + sc.Say("people_n", "n", l.People)
		if len(l.Evidence) > 0 {
			t.Quote = sc.Quote(&l.Evidence[0])
		}
		v.Ties = append(v.Ties, t)
	}
	return v
}

func (sc *Scene) involved(m *heed.GroupMember, person bool) Involved {
	v := Involved{Ghost: !m.Heard(), Role: Label(sc.Of(m.Role))}
	v.Name = v.Role
	if m.Heard() && person {
		v.Name, _, _ = sc.Who(m.Participants[0], "")
		v.Role = Label(cmp.Or(m.Title, v.Role))
	} else if v.Role = ""; v.Name == "" {
		v.Name = Label(m.Title)
	}
	if r := []rune(v.Name); len(r) > 0 {
		v.Name = strings.ToUpper(string(r[:1])) + string(r[1:])
	}
	if person && m.Heard() {
		v.Persona = sc.personaOf(m.Participants[0])
	}
	v.Ring = sc.Ring(v.Name, len(m.Participants), 0, "m")
	var notes []string
	if m.Heard() && !person {
		notes = append(notes, sc.Say("buying_group.heard", "n", len(m.Participants)))
	}
	for _, b := range m.BuyingRoles {
		if person && Has("buying."+b) {
			notes = append(notes, sc.Say("buying."+b))
		}
	}
	if m.Mentions > 0 {
		notes = append(notes, sc.Say("buying_group.spoken", "n", m.Mentions))
	}
	if v.Ghost {
		notes = append(notes, sc.Say("buying_group.never"))
	}
	v.Note = strings.Join(notes, "; ")
	for _, part := range []struct {
		id   string
		list []heed.GroupItem
	}{{"risks", m.Risks}, {"wants", m.Wants}, {"fears", m.Fears}, {"told", m.Told}} {
		p := InvolvedPart{Title: sc.Say("buying_group." + part.id)}
		for i := range part.list {
			if i == partMost {
				break
			}
			it := InvolvedItem{Quote: sc.Quote(&part.list[i].Evidence)}
			if person { // the card says who
				it.Who, it.Org = "", ""
			}
			if it.Href = sc.turnHref(part.list[i].Quotation); part.list[i].Claim != "" {
				it.Href = sc.link("claim", part.list[i].Claim)
			}
			if k := "risk." + part.list[i].Subkind; part.list[i].Subkind != "" && Has(k) {
				it.What = sc.Say(k)
			}
			if part.list[i].Asked && it.Question != "" {
				it.What = strings.TrimPrefix(it.What+"; "+sc.Say("buying_group.asked", "question", it.Question), "; ")
			}
			p.Items = append(p.Items, it)
		}
		if len(p.Items) > 0 {
			v.Parts = append(v.Parts, p)
		}
	}
	for i := range m.Said {
		if i < partMost {
			v.Said = append(v.Said, sc.Quote(&m.Said[i]))
		}
	}
	if len(v.Parts) == 0 && !v.Ghost {
		v.Unknown = sc.Say("buying_group.unknown")
	}
	return v
}

// personaOf is the persona that a participant belongs to, nil for none.
func (sc *Scene) personaOf(participant string) *PersonaLink {
	for i := range sc.Study.Personas {
		if p := &sc.Study.Personas[i]; slices.Contains(p.Participants, participant) {
			return &PersonaLink{Name: sc.PersonaName(p), Href: sc.link("persona", p.ID)}
		}
	}
	return nil
}
