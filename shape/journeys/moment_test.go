package journeys

import (
	"fmt"
	"testing"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/corpus"
)

// A sentence stands where it says itself that it happened, whatever the stage
// of its conversation; long ago and thanks stand nowhere.
func TestMoment(t *testing.T) {
	for _, c := range []struct{ said, stage, want string }{
		{"I printed every open invoice before we switched.", "use", "onboard"},
		{"In the demo it had ten products and they were all bolts.", "onboard", "evaluate"},
		{"El día que firmamos no dormí.", "use", "decide"},
		{"I bought that jacket years ago.", "renew", ""},
		{"Thank you, your information was very useful.", "use", ""},
		{"We type every note twice.", "use", "use"},
		{"When we signed it was fine, and when we went live it was not.", "use", "use"}, // two moments: neither is taken
	} {
		_, l := lay(said("c", heed.RoleResearcher, c.stage, 0, c.said))
		got := ""
		if s := l.Of[0].Stage; s >= 0 {
			got = l.Stages[s].ID
		}
		if got != c.want {
			t.Errorf("%q in a conversation about %s stands at %q, want %q", c.said, c.stage, got, c.want)
		}
	}
}

// Calls of people who rang once about a service are no purchase's way; the
// setting can say that they are.
func TestContactsAreNoJourney(t *testing.T) {
	var convs []corpus.Conversation
	for i := range 6 {
		v := said(fmt.Sprint("call", i), heed.RoleRep, "", -0.5, "My bill is wrong again and the engineer never came.")
		v.Kind = heed.KindCall
		convs = append(convs, v)
	}
	if _, l := lay(convs...); l.Is {
		t.Error("six calls about a bill are drawn as a purchase")
	}
	set := heed.DefaultSettings()
	set.Journey = "yes"
	if l := Lay(corpus.New(heed.Study{ID: "s", Settings: set}, convs, nil, heed.Date{}), set); !l.Is {
		t.Error("asked for, and not drawn")
	}
	for i := range convs {
		convs[i].Stage = "use"
	}
	if _, l := lay(convs...); !l.Is {
		t.Error("calls with a stage are no journey")
	}
}
