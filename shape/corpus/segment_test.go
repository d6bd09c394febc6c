package corpus

import (
	"testing"

	heed "github.com/heedhq/heed"
)

// The segment of a file is that of whom its metadata describes: not of a
// colleague who speaks in the call too, and of everybody where it describes
// nobody.
func TestSegmentOfAFile(t *testing.T) {
	call := func() Conversation {
		c := &heed.Conversation{ID: "c", Kind: heed.KindCall, Segment: "finance"}
		s := &heed.Sensed{Conversation: "c"}
		for i, who := range []string{"Ana", "Ben", "Rep"} {
			role := heed.RoleCustomer
			if who == "Rep" {
				role = heed.RoleRep
			}
			said := who + " says that the invoice is late."
			c.Speakers = append(c.Speakers, heed.Speaker{Speaker: who, Role: role, Participant: map[string]string{"Ana": "p1", "Ben": "p2"}[who]})
			c.Turns = append(c.Turns, heed.Turn{Speaker: who, Text: said})
			s.Readings = append(s.Readings, heed.Reading{Turn: i, Span: heed.Span{End: len(said)}, Text: said, Language: heed.English})
		}
		return Conversation{Conversation: c, Sensed: s}
	}
	for _, c := range []struct {
		what     string
		known    []heed.Participant
		ana, ben string
	}{
		{"Ana is described", []heed.Participant{{ID: "p1", Segment: "finance"}, {ID: "p2"}}, "finance", ""},
		{"nobody is", []heed.Participant{{ID: "p1"}, {ID: "p2"}}, "finance", "finance"},
		{"each is of their own", []heed.Participant{{ID: "p1", Segment: "owner"}, {ID: "p2", Segment: "it"}}, "owner", "it"},
	} {
		got := map[string]string{}
		corp := New(heed.Study{ID: "s"}, []Conversation{call()}, c.known, heed.Date{})
		for _, p := range corp.People {
			got[p.ID] = p.Segment
		}
		if len(corp.People) != 2 || got["p1"] != c.ana || got["p2"] != c.ben {
			t.Errorf("%s: %v", c.what, got)
		}
	}
}
