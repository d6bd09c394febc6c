package ledger

import (
	"testing"

	heed "github.com/heedhq/heed"
)

// What somebody does as a rule is told by a verb of theirs in the present, in
// words that name it.
func TestRoutine(t *testing.T) {
	for _, c := range []struct {
		said string
		lang heed.Language
		want bool
	}{
		{"I create a dance combination for each class and each week.", "en", true},
		{"Currently I'm working on illustrating two different children's books.", "en", true},
		{"Once I have the thumbs up, I sketch the design onto the shoe.", "en", true},
		{"My job is to reconcile the invoices with the supplier statements.", "en", true},
		{"Reviso las facturas de los proveedores los lunes.", "es", true},
		{"I write a lot.", "en", false},                                                            // names nothing
		{"I sketched the design onto the shoe last week.", "en", false},                            // once
		{"I would sketch the design onto the shoe.", "en", false},                                  // not so
		{"Questions related to the platform I'm working on and its functions.", "en", false},       // no clause of theirs
		{"They prepare the invoices and I wait for the statements.", "en", false},                  // others first
		{"I think the invoices and the supplier statements disagree.", "en", false},                // no doing
		{"Creo que las facturas de los proveedores llegan tarde.", "es", false},                    // no doing
		{"For example, I prepare the invoices and the supplier statements.", "en", false},          // an instance
		{"I don't prepare the invoices and the supplier statements.", "en", false},                 // not done
		{"I'm responsible for what I tell the supplier and the statements it sends.", "en", false}, // accountable
	} {
		if got := routine(newSaid(NewWeights(nil), c.said, c.lang)); got != c.want {
			t.Errorf("%q is a routine: %v, want %v", c.said, got, c.want)
		}
	}
}

// What somebody does in answer to what they do is a task, unless it tells of the
// tool.
func TestWork(t *testing.T) {
	const asked = "what does a typical project look like for you?"
	for _, c := range []struct {
		question, said string
		want           bool
	}{
		{asked, "I prepare the slides for the weekly board meeting.", true},
		{"how do you feel about it?", "I prepare the slides for the weekly board meeting.", false},
		{asked, "I use it to prepare the slides for the weekly board meeting.", false},
		{"", "I'm responsible for the slides of the weekly board meeting.", true},
	} {
		if got := work(newSaid(NewWeights(nil), c.said, heed.English), c.question); got != c.want {
			t.Errorf("%q after %q is work: %v, want %v", c.said, c.question, got, c.want)
		}
	}
}
