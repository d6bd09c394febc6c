package shape

import (
	"slices"
	"testing"

	heed "github.com/heedhq/heed"
)

// TestBelievers: an assumption is held against the people of the persona that
// it names, else of the segment or role, else against all, and says which.
func TestBelievers(t *testing.T) {
	in := someInterviews(t)
	before := mustBuild(t, in)
	persona := before.Personas[0]
	in.Previous = &before
	notes := []string{persona.Title[heed.Spanish], "", "Astronauts"}
	for i, note := range notes {
		id := "belief-" + string(rune('a'+i))
		c := &heed.Claim{ID: id, Words: "Rabbits run the warehouse", Kind: heed.SigThinks, Basis: heed.Assumed, Places: []heed.Place{{Cell: heed.CellThinks}}}
		in.Decisions = append(in.Decisions, heed.Decision{ID: int64(i + 1), Kind: heed.DecideAdd, Target: heed.TargetClaim, TargetID: id, Claim: c, Note: note})
	}
	u := mustBuild(t, in)
	for i, want := range []heed.Tested{
		{By: heed.TestedPersona, Personas: []string{persona.ID}, People: len(persona.Participants)},
		{By: heed.TestedAll, People: u.Heard.Participants}, {By: heed.TestedAll, People: u.Heard.Participants},
	} {
		c := u.Claim("belief-" + string(rune('a'+i)))
		if c == nil || c.Tested == nil {
			t.Fatalf("%q: %+v", notes[i], c)
		}
		if got := *c.Tested; got.By != want.By || got.People != want.People || !slices.Equal(got.Personas, want.Personas) || c.Silent() != want.People {
			t.Errorf("%q: %+v, %d silent; want %+v", notes[i], got, c.Silent(), want)
		}
	}
	for i := range u.Claims {
		if c := &u.Claims[i]; c.Basis != heed.Assumed && c.Tested != nil {
			t.Fatalf("%s was not assumed: %+v", c.ID, c.Tested)
		}
	}
}
