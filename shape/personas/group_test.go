package personas

import (
	"fmt"
	"testing"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/corpus"
	"github.com/heedhq/heed/shape/themes"
)

// people makes a corpus of people who each say the sentences.
func people(t *testing.T, segment func(i int) string, n int, say func(i int) []string) (*corpus.Corpus, *themes.Grouping, []int32) {
	t.Helper()
	var convs []corpus.Conversation
	for i := range n {
		c := &heed.Conversation{ID: fmt.Sprintf("c%02d", i), Kind: heed.KindInterview, Segment: segment(i)}
		s := &heed.Sensed{}
		for k, words := range say(i) {
			c.Turns = append(c.Turns, heed.Turn{Role: heed.RoleCustomer, Speaker: "P", Text: words})
			s.Readings = append(s.Readings, heed.Reading{Turn: k, Span: heed.Span{End: len(words)}, Text: words, Language: heed.English})
		}
		convs = append(convs, corpus.Conversation{Conversation: c, Sensed: s})
	}
	c := corpus.New(heed.Study{ID: "s"}, convs, nil, heed.Date{})
	texts := make([]themes.Text, len(c.Utterances))
	row := make([]int32, len(texts))
	for i := range texts {
		texts[i], row[i] = themes.Text{Text: c.Utterances[i].Text, Lang: heed.English}, int32(i)
	}
	g, err := themes.Group(t.Context(), texts, themes.Options{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	return c, g, row
}

func mixed(i int) []string {
	out := make([]string, 8)
	for k := range out {
		if i%2 == 0 {
			out[k] = fmt.Sprintf("The payroll run number %d failed at the bank on Friday.", 10*i+k)
		} else {
			out[k] = fmt.Sprintf("Our drivers waited %d minutes at the warehouse gate.", 10*i+k)
		}
	}
	return out
}

func TestFind(t *testing.T) {
	nobody := func(int) string { return "" }
	for _, c := range []struct {
		name    string
		segment func(int) string
		n       int
		say     func(int) []string
		by      string
		groups  int
	}{
		{"by segment", func(i int) string { return []string{"ops", "finance", "it"}[i%3] }, 9, mixed, "", 3},
		{"one segment says nothing", func(int) string { return "ops" }, 4, mixed, "", 1},
		{"by what they speak of", nobody, 12, mixed, "", 2},
		{"too few to look", nobody, 5, mixed, "", 1},
		{"too little said", nobody, 12, func(i int) []string { return mixed(i)[:2] }, "", 1},
		{"most without a segment", func(i int) string { return []string{"ops", "finance", "", "", ""}[i%5] }, 10, mixed, "segment", 3},
		{"nobody", nobody, 0, mixed, "", 0},
	} {
		corp, g, row := people(t, c.segment, c.n, c.say)
		set := heed.DefaultSettings()
		set.PersonasBy = c.by
		groups := Find(corp, g, row, set)
		if len(groups) != c.groups {
			t.Errorf("%s: %d groups, want %d", c.name, len(groups), c.groups)
		}
		seen := map[int32]bool{}
		for _, x := range groups {
			for _, p := range x.People {
				if seen[p] {
					t.Errorf("%s: person %d is in two groups", c.name, p)
				}
				seen[p] = true
			}
			if x.Separation < -1 || x.Separation > 1 {
				t.Errorf("%s: separation %v", c.name, x.Separation)
			}
		}
		if len(seen) != c.n {
			t.Errorf("%s: %d of %d people are in a group", c.name, len(seen), c.n)
		}
	}
}
