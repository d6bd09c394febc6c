package look

import (
	"slices"

	"github.com/heedhq/heed"
)

// Tested says whose words an assumption was held against, and what came of it.
type Tested struct {
	Text, Of string // against whom; "of the personas" before them
	Personas []PersonaLink
	Count    string
}

// PersonaLink names a persona and opens it.
type PersonaLink struct{ Name, Href string }

// Tested sets whom a claim was tested against; nil where it was not. whom is
// how the people that it is about were called, "" where that is not known.
func (sc *Scene) Tested(c *heed.Claim, whom string) *Tested {
	t := c.Tested
	if t == nil {
		return nil
	}
	id, people := "tested.all", sc.Say("people_n", "n", t.People)
	switch {
	case t.By == heed.TestedPersona:
		id = "tested.persona"
	case t.By == heed.TestedGroup && whom != "":
		id = "tested.group"
	case t.By == heed.TestedGroup:
		id = "tested.group_unnamed"
	case whom != "":
		id = "tested.nobody"
	}
	out := &Tested{
		Text:  sc.Say(id, "who", Label(whom), "people", people),
		Count: sc.Say("tested.count", "for", sc.Number(c.People), "against", sc.Number(c.Against), "silent", sc.Number(c.Silent())),
	}
	for i := range sc.Study.Personas {
		if p := &sc.Study.Personas[i]; slices.Contains(t.Personas, p.ID) {
			out.Personas = append(out.Personas, PersonaLink{sc.PersonaName(p), sc.link("persona", p.ID)})
		}
	}
	if len(out.Personas) > 0 && t.By == heed.TestedGroup {
		out.Of = sc.Say("tested.of")
	}
	return out
}
