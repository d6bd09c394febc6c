package ledger

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/corpus"
	"github.com/heedhq/heed/shape/themes"
)

// callersOf is a maker of one call each, and its sentences.
func callersOf(lang heed.Language, said ...string) (*Maker, []int32) {
	var convs []corpus.Conversation
	var people []heed.Participant
	row, utts := make([]int32, len(said)), make([]int32, len(said))
	for i, s := range said {
		id := fmt.Sprintf("c%02d", i)
		people = append(people, heed.Participant{ID: "p" + id})
		conv := &heed.Conversation{ID: id, Kind: heed.KindCall, Turns: []heed.Turn{{Speaker: "A", Text: s}}, Speakers: []heed.Speaker{{Speaker: "A", Role: heed.RoleCustomer, Participant: "p" + id}}}
		reading := heed.Reading{Span: heed.Span{End: len(s)}, Text: s, Language: lang}
		convs = append(convs, corpus.Conversation{Conversation: conv, Sensed: &heed.Sensed{Conversation: id, Readings: []heed.Reading{reading}}})
		row[i], utts[i] = -1, int32(i)
	}
	corp := corpus.New(heed.Study{ID: "s"}, convs, people, heed.Date{})
	return NewMaker(corp, &themes.Grouping{}, row, nil, NewWeights(nil)), utts
}

// One claim for what is asked for in different words, with all who ask for it;
// none for what one caller asks for; the words stand in a call to the letter.
func TestCalledFor(t *testing.T) {
	said := []string{
		"hello i'd like to change my address please",
		"um could you change the address on my bill",
		"i want to update my address cause i've moved house",
		"good morning we moved house on friday and i'd like to keep the number",
		"i want to order a garden gnome with a red hat",
		"we don't want to change our address",
		"i still haven't received it", "it's not been done and we still haven't heard anything",
	}
	m, utts := callersOf(heed.English, said...)
	drafts, told := m.called("p", utts)
	people := map[string]int{}
	for _, d := range drafts {
		people[string(d.Kind)+" "+fmt.Sprint(d.Point[heed.English])] += d.People
		if !slices.ContainsFunc(said, func(s string) bool { return strings.Contains(s, d.Words) }) {
			t.Errorf("nobody said %q", d.Words)
		}
		if d.Point != nil && (d.Point[heed.English] == "" || d.Point[heed.Spanish] == "") {
			t.Errorf("%q is stated in one language", d.Words)
		}
	}
	for what, want := range map[string]int{"task ": 3, "does Moves house": 2, "pain Is still waiting for what was promised": 2} {
		if people[what] != want {
			t.Errorf("%d people for %q, want %d (%v)", people[what], what, want, people)
		}
	}
	if len(drafts) != 3 || told[4] != "" || told[5] != "" {
		t.Errorf("%d claims, told %v", len(drafts), told)
	}
}

// Who tells of an earlier call calls again; who tells of nothing of the kind
// does not, and one alone is none.
func TestAgain(t *testing.T) {
	m, utts := callersOf(heed.English, "i rang yesterday and i still haven't heard anything", "well i've just spoken to a lady and she passed me on to sales", "i rang yesterday and i changed my mind", "i want to pay my bill")
	drafts := m.again("p", utts, heed.Spanish)
	if len(drafts) != 1 || drafts[0].People != 2 || drafts[0].Basis != heed.Inferred || drafts[0].Words != againState[heed.Spanish] || StateOf(&drafts[0].Claim) == nil {
		t.Fatalf("%+v", drafts)
	}
	if m, utts := callersOf(heed.English, "i rang yesterday and i still haven't heard anything", "i rang yesterday and i changed my mind"); len(m.again("p", utts, heed.English)) != 0 {
		t.Error("one caller made a claim")
	}
}
