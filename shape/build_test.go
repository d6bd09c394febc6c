package shape

import (
	"encoding/json"
	"math/rand/v2"
	"testing"

	heed "github.com/heedhq/heed"
)

func mustBuild(t testing.TB, in Input) heed.Understanding {
	t.Helper()
	u, err := Build(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// checkQuotations fails for each quotation that is not in its turn to the
// letter.
func checkQuotations(t *testing.T, in Input, u heed.Understanding) {
	t.Helper()
	turns := map[string][]heed.Turn{}
	for _, c := range in.Conversations {
		turns[c.ID] = c.Turns
	}
	n := 0
	check := func(what string, q heed.Quotation) {
		n++
		if err := q.Validate(); err != nil {
			t.Errorf("%s: %v", what, err)
			return
		}
		if got, ok := q.Span.In(turns[q.Conversation][q.Turn].Text); !ok || got != q.Text {
			t.Errorf("%s: %q is not at its span, where it says %q", what, q.Text, got)
		}
	}
	for _, th := range u.Themes.Themes {
		check("theme "+th.ID, th.Central)
		for _, q := range th.Members {
			check("member of theme "+th.ID, q)
		}
	}
	for i := range u.Claims {
		c := &u.Claims[i]
		if err := c.Validate(); err != nil {
			t.Error(err)
		}
		for _, e := range c.Evidence {
			check("claim "+c.ID, e.Quotation)
		}
		if c.Quoted && (len(c.Evidence) == 0 || c.Evidence[0].Text != c.Words) {
			t.Errorf("claim %s: %q is not the words of its first evidence", c.ID, c.Words)
		}
	}
	for _, j := range u.Journeys {
		for _, cv := range j.Curves {
			for _, p := range cv.Points {
				if p.Quote != nil {
					check("point "+p.Stage, p.Quote.Quotation)
				}
			}
		}
	}
	if n == 0 {
		t.Error("nothing was quoted")
	}
}

func TestRealInterviews(t *testing.T) {
	in := realInterviews(t)
	u := mustBuild(t, in)
	checkQuotations(t, in, u)
	if len(u.Personas) != 3 {
		t.Errorf("three groups gave %d personas", len(u.Personas))
	}
	if len(u.Journeys) != 0 {
		t.Error("interviews about tools at work are no journey")
	}
	if share := float64(u.Themes.Ungrouped) / float64(u.Themes.Given); share > 0.15 {
		t.Errorf("%.0f %% of %d utterances are not grouped", 100*share, u.Themes.Given)
	}
}

func TestOrderOfImportChangesNothing(t *testing.T) {
	in := realInterviews(t)
	before, _ := json.Marshal(mustBuild(t, in))
	rng := rand.New(rand.NewPCG(3, 4))
	rng.Shuffle(len(in.Conversations), func(i, j int) {
		in.Conversations[i], in.Conversations[j] = in.Conversations[j], in.Conversations[i]
	})
	after, _ := json.Marshal(mustBuild(t, in))
	if string(before) != string(after) {
		t.Error("the order of the conversations changed the understanding")
	}
}
