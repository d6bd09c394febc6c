package journeys

import (
	"testing"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/corpus"
)

// A conversation without a stage stands where both sides' words and its title
// place it, and nowhere where they say too little or too much at once.
func TestRecognised(t *testing.T) {
	interview := func(question string, said_ ...string) corpus.Conversation {
		v := said("i", heed.RoleResearcher, "", 0, said_...)
		v.Turns[0].Text = question
		return v
	}
	board := interview("Shall we go round?", "We signed after the break clause.", "The proposal went to procurement.", "The discount was real.")
	board.Kind = heed.KindBoard
	titled := said("t", heed.RoleRep, "", 0, "I have a question about my invoice.")
	titled.Kind, titled.Title = heed.KindCall, "call_2026-02-03_acme_renewal.vtt"
	for _, c := range []struct {
		name string
		conv corpus.Conversation
		want string
	}{
		{"what our side asks", interview("You signed on Monday: how did the decision come about?", "The discount was real.", "Procurement had the contract for a week.", "The board wanted a break clause."), "decide"},
		{"words in passing only", interview("How was it?", "We get orders and a report.", "The warehouse sends a statement.", "An invoice comes every day."), "use"},
		{"hardly anything", interview("How was it?", "The report came.", "It was fine.", "We had lunch."), ""},
		{"a round of many", board, ""},
		{"its title", titled, "renew"},
	} {
		_, l := lay(c.conv)
		got := ""
		if s := l.Conv[0].Stage; s >= 0 {
			got = l.Stages[s].ID
		}
		if got != c.want {
			t.Errorf("%s: stands at %q, want %q", c.name, got, c.want)
		}
	}
}

// A customer who talks of spreadsheets is not taken for somebody who looks
// around; of a prospect's talk of orders nothing says that they use it.
func TestFits(t *testing.T) {
	for _, c := range []struct {
		stage   string
		related heed.Relationship
		want    bool
	}{
		{"use", heed.Prospect, false}, {"decide", heed.Prospect, true}, {"explore", heed.Customer, false},
		{"renew", heed.Former, true}, {"use", "", true}, {"of their own", heed.Prospect, true},
	} {
		if got := fits(c.stage, c.related); got != c.want {
			t.Errorf("%s at %s: %v", c.related, c.stage, got)
		}
	}
}
