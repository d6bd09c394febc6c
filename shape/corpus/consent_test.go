package corpus

import (
	"testing"

	heed "github.com/heedhq/heed"
)

// read makes a reading of every turn, whole.
func read(c *heed.Conversation) *heed.Sensed {
	s := &heed.Sensed{Conversation: c.ID}
	for i, t := range c.Turns {
		s.Readings = append(s.Readings, heed.Reading{Turn: i, Text: t.Text, Span: heed.Span{End: len(t.Text)}, Language: "en"})
	}
	return s
}

func TestWhatIsWithheld(t *testing.T) {
	us := func(text string) heed.Turn { return heed.Turn{Speaker: "R", Role: heed.RoleResearcher, Text: text} }
	them := func(text string) heed.Turn { return heed.Turn{Speaker: "C", Role: heed.RoleCustomer, Text: text} }
	for _, c := range []struct {
		name    string
		consent heed.Consent
		turns   []heed.Turn
		want    []bool // per sentence of the customer; nil: nothing is used
	}{
		{"nothing said", heed.Consent{}, []heed.Turn{them("We print it.")}, []bool{false}},
		{"no quoting", heed.Consent{QuoteInside: heed.No}, []heed.Turn{them("We print it."), us("Why?"), them("Habit.")}, []bool{true, true}},
		{"no analysis", heed.Consent{Analysis: heed.No}, []heed.Turn{them("We print it.")}, nil},
		{
			"in confidence, and what stands around it", heed.Consent{QuoteInside: heed.Yes},
			[]heed.Turn{them("First."), us("And?"), them("I changed two of the weights."), us("Oh?"), them("In confidence, yes."), us("And then?"), them("Nothing."), us("So?"), them("Last.")},
			[]bool{false, true, true, true, false},
		},
		{
			"in Spanish, and our promise", heed.Consent{},
			[]heed.Turn{them("Primero."), us("¿Sí?"), them("Ya no me trae pan."), us("Eso no se citará."), them("Gracias."), us("¿Algo más?"), them("No.")},
			[]bool{false, true, true, false},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			conv := &heed.Conversation{ID: "c", Turns: c.turns, Speakers: []heed.Speaker{{Speaker: "C", Role: heed.RoleCustomer, Participant: "p", Consent: c.consent}}}
			got := New(heed.Study{ID: "s"}, []Conversation{{Conversation: conv, Sensed: read(conv)}}, nil, heed.Date{})
			if len(got.Utterances) != len(c.want) {
				t.Fatalf("%d sentences, want %d", len(got.Utterances), len(c.want))
			}
			for i := range c.want {
				if got.Utterances[i].Withheld != c.want[i] {
					t.Errorf("%q withheld: %v", got.Utterances[i].Text, got.Utterances[i].Withheld)
				}
			}
		})
	}
}

// A no that was given once stands in every conversation of the person, also
// where the list of participants says yes.
func TestNoStandsEverywhere(t *testing.T) {
	conv := func(id string, inside heed.Allowance) Conversation {
		c := &heed.Conversation{
			ID: id, Turns: []heed.Turn{{Speaker: "C", Role: heed.RoleCustomer, Text: "We print every invoice."}},
			Speakers: []heed.Speaker{{Speaker: "C", Role: heed.RoleCustomer, Participant: "p", Consent: heed.Consent{QuoteInside: inside}}},
		}
		return Conversation{Conversation: c, Sensed: read(c)}
	}
	known := []heed.Participant{{ID: "p", Consent: heed.Consent{QuoteInside: heed.Yes}}}
	got := New(heed.Study{ID: "s"}, []Conversation{conv("a", heed.Yes), conv("b", heed.No)}, known, heed.Date{})
	for _, u := range got.Utterances {
		if !u.Withheld {
			t.Errorf("a sentence of %s may be quoted", got.Convs[u.Conv].ID)
		}
	}
	if len(got.Utterances) != 2 || len(got.People) != 1 {
		t.Errorf("%d sentences of %d people", len(got.Utterances), len(got.People))
	}
}
