package themes

import (
	"fmt"
	"slices"
	"testing"

	heed "github.com/heedhq/heed"
)

// Names of a group hold what leads it, in its people's words; what has nothing
// in common has no name.
func TestNamesHoldWhatLeads(t *testing.T) {
	other := map[heed.Language][]string{
		heed.English: {"The garden was wet.", "My uncle sings.", "A quiet river.", "The moon is out.", "Birds came back.", "Grass grows here.", "Some rain fell.", "Cats sleep.", "A lamp broke."},
		heed.Spanish: {"El jardín estaba mojado.", "Mi tío canta.", "Un río tranquilo.", "La luna salió.", "Los pájaros volvieron.", "La hierba crece.", "Llovió un poco.", "Los gatos duermen.", "La lámpara cayó."},
	}
	for _, c := range []struct {
		what, want string
		lang       heed.Language
		about      int
		texts      []string
	}{
		{"a verb with its object", "change my seat", heed.English, 4, []string{"I need to change my seat today.", "Please, I want to change my seat.", "We had to change my seat twice.", "Is this seat taken?"}},
		{"two words that many say, each apart", "lesson plans", heed.English, 5, []string{"I write the lesson plans.", "A lesson takes an hour.", "The plan was late.", "Each lesson needs a plan of its own.", "That plan, in that lesson."}},
		{"words that name a need", "save time", heed.English, 4, []string{"It does save time.", "Anything that will save time.", "We save time with it.", "It is much faster."}},
		{"a noun of one's own", "my garage", heed.English, 5, []string{"My garage is full.", "I sat in my garage.", "In my garage, at night.", "Out of my garage.", "The dog slept in my garage."}},
		{"a Spanish phrase", "horarios de trenes", heed.Spanish, 4, []string{"Quisiera horarios de trenes.", "Los horarios de trenes, por favor.", "Deme horarios de trenes a Burgos.", "¿Hay más trenes?"}},
		{"a mix", "", heed.English, 0, []string{"It rained on the tent.", "He likes cheese.", "Nine wolves howled.", "Paint dries.", "Her violin squeaked.", "Snow fell on Perth."}},
	} {
		texts, of, unit := said(c.lang, c.texts, other[c.lang])
		g := &Grouping{Of: of, Groups: 2}
		names, about := g.Names(texts, unit, 3)
		got := ""
		if len(names[0]) > 0 {
			got = names[0][0].Text
		}
		if got != c.want {
			t.Errorf("%s: named %q of %v, want %q", c.what, got, names[0], c.want)
		}
		n := 0
		for i := range c.texts {
			if about[i] {
				n++
			}
		}
		if n != c.about {
			t.Errorf("%s: %d of %d say it themselves, want %d", c.what, n, len(c.texts), c.about)
		}
	}
}

// talk are sentences of conversations: each leans on the one before it.
func talk(sentences ...string) []Text {
	out := make([]Text, len(sentences))
	for i, s := range sentences {
		out[i] = Text{Text: s, Lang: heed.English, Near: sentences[max(0, i-1)]}
	}
	return out
}

// In talk, who names one need is together in whatever words, and what shares
// nothing with anybody is left ungrouped; in whatever order it was said.
func TestTalkGathersAroundNeeds(t *testing.T) {
	odd := []string{"Nine wolves howled over there.", "Her violin squeaked.", "The tent leaked badly.", "Perth was snowed in."}
	var list []string
	for i := range 8 {
		list = append(list, fmt.Sprintf("The invoice number %d was wrong again.", i), fmt.Sprintf("My boarding pass for gate %d never came.", i))
	}
	needs := []string{"I always double check it.", "You have to verify the figures.", "I fact check whatever comes.", "Everything is cross checked, I check everything.", "We verify it all the same."}
	list = append(append(list, needs...), odd...)
	texts := talk(list...)
	var last []int32
	for turn := range 3 {
		order := slices.Clone(texts)
		if turn == 1 {
			slices.Reverse(order)
		} else if turn == 2 {
			order = append(order[7:], order[:7]...)
		}
		g, err := Group(t.Context(), order, Options{Seed: 1})
		if err != nil {
			t.Fatal(err)
		}
		of := make([]int32, len(texts))
		for i, x := range texts {
			of[i] = g.Of[slices.Index(order, x)]
		}
		if last != nil && !slices.Equal(of, last) {
			t.Fatalf("the order changes the groups: %v and %v", of, last)
		}
		last = of
	}
	first := last[16]
	for i := range needs {
		if last[16+i] != first || first < 0 {
			t.Errorf("%q is in group %d, %q in %d", needs[i], last[16+i], needs[0], first)
		}
	}
	for i, s := range odd {
		if c := last[16+len(needs)+i]; c >= 0 {
			t.Errorf("%q, which shares nothing, is in group %d", s, c)
		}
	}
}

// What most texts hold leads no group where there are many, and a need leads
// before a word.
func TestLeads(t *testing.T) {
	var texts []Text
	var of []int32
	for i := range 400 {
		s, c := fmt.Sprintf("the engine hums beside violin number %d", i), int32(0)
		if i%4 == 0 {
			s, c = fmt.Sprintf("the engine saves time and cheese, number %d", i), 1
		}
		texts, of = append(texts, Text{Text: s, Lang: heed.English}), append(of, c)
	}
	terms := make([][]term, len(texts))
	for i := range texts {
		terms[i] = termsIn(texts[i])
	}
	list := leads(terms, of, 2)[1]
	if len(list) < 2 {
		t.Fatalf("%d leads", len(list))
	}
	if _, ok := isNeed(list[0].term); !ok {
		t.Errorf("the first lead is no need")
	}
	engine := termOf("engine", heed.English)
	if slices.ContainsFunc(list, func(l lead) bool { return l.term == engine }) {
		t.Errorf("what everybody says leads a group")
	}
}
