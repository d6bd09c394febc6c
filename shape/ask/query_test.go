package ask

import (
	"slices"
	"strings"
	"testing"

	heed "github.com/heedhq/heed"
)

var people = []heed.Participant{
	{ID: "1", Title: "Operations lead", Segment: "operations", Organisation: "Brackley Foods"},
	{ID: "2", Title: "Finance director", Segment: "finance", Organisation: "Brackley Foods", BuyingRole: "decider"},
	{ID: "3", Title: "Dueña", Segment: "owner", Organisation: "Herrajes Talampa", Relationship: heed.Prospect},
	{ID: "4", Title: "IT manager", Segment: "it", Organisation: "Hallam Packaging"},
	{ID: "5", Title: "Encargada de nóminas", Organisation: "Herrajes Talampa"},
}

func TestParse(t *testing.T) {
	for _, c := range []struct {
		question             string
		who                  string // ids
		kinds, stages, about string
	}{
		{"what do operations leads fear in onboarding?", "1", "fear", "onboard", ""},
		{"What do finance directors want?", "2", "goal", "", ""},
		{"¿qué temen los dueños?", "3", "fear", "", ""},
		{"what does IT complain about?", "4", "pain", "", ""},
		{"why is it slow?", "1 2 3 4 5", "", "", "slow"},
		{"what do owners fear about payroll?", "3", "fear", "", "payroll"},
		{"what do payroll clerks fear?", "5", "fear", "", ""},
		{"why did Hallam leave spreadsheets?", "4", "", "", "leave spreadsheets"},
		{"what do people at Talampa say about the truck?", "3 5", "", "", "truck"},
		{"what do prospects fear about contracts at renewal", "3", "fear", "renew", "contracts"},
		{"what do deciders like?", "2", "like", "", ""},
		{"what do lawyers say?", "", "", "", "lawyers"}, // nobody of them was heard
		{"scanners", "1 2 3 4 5", "", "", "scanners"},
		{"", "1 2 3 4 5", "", "", ""},
	} {
		q := Parse(c.question, "", &heed.Understanding{}, people)
		var ids, words []string
		for i := range people {
			if q.Asked(&people[i]) {
				ids = append(ids, people[i].ID)
			}
		}
		for _, a := range q.Looked.About {
			words = append(words, a.Word)
		}
		got := [4]string{strings.Join(ids, " "), strings.Join(q.Looked.Kinds, " "), strings.Join(q.Looked.Stages, " "), strings.Join(words, " ")}
		if want := [4]string{c.who, c.kinds, c.stages, c.about}; got != want {
			t.Errorf("%q: %q, want %q", c.question, got, want)
		}
		if q.Empty() != (c.question == "") {
			t.Errorf("%q: empty is %v", c.question, q.Empty())
		}
	}
}

func TestWordsOfBothLanguages(t *testing.T) {
	q := Parse("what do they say about invoices?", "", &heed.Understanding{}, people)
	s := newSubject(q.terms)
	for _, c := range []struct {
		sentence string
		lang     heed.Language
		speaks   bool
	}{
		{"The invoice came twice.", heed.English, true},
		{"Nos llegaron dos facturas.", heed.Spanish, true},
		{"La factura llegó tarde.", heed.Spanish, true},
		{"The dog barked.", heed.English, false},
		{"El perro ladra.", heed.Spanish, false},
	} {
		s.meet(c.sentence, c.lang)
		if got := s.of(c.sentence, c.lang); (got >= enough) != c.speaks {
			t.Errorf("%q speaks of invoices: %.2f", c.sentence, got)
		}
	}
	if spanish := Parse("¿qué dicen de las facturas?", "", &heed.Understanding{}, people); spanish.Language != heed.Spanish || len(spanish.Words()) != 1 {
		t.Errorf("in Spanish: %+v", spanish.Looked)
	}
}

// Whatever facets.txt names must be something the engine can find.
func TestFacetData(t *testing.T) {
	known := map[heed.SignalKind]bool{}
	for _, k := range heed.SignalKinds {
		known[k] = true
	}
	feelings := map[heed.Feeling]bool{}
	for _, f := range heed.Feelings {
		feelings[f] = true
	}
	for _, f := range words().facets {
		for _, s := range f.signals {
			if !known[s] {
				t.Errorf("%s %s names the signal %q", f.group, f.name, s)
			}
		}
		for _, x := range f.feelings {
			if !feelings[x] {
				t.Errorf("%s %s names the feeling %q", f.group, f.name, x)
			}
		}
		if f.group == "kind" && len(f.signals)+len(f.feelings) == 0 && !f.anyFeeling {
			t.Errorf("kind %s finds nothing", f.name)
		}
	}
}

// The people of a segment are asked about by what they are called; a name is
// not taken for its like.
func TestSegmentsAndNames(t *testing.T) {
	heard := []heed.Participant{{ID: "1", Segment: "scientists"}, {ID: "2", Segment: "creatives"}, {ID: "3", Segment: "viajeros"}}
	for question, want := range map[string]string{
		"what do scientists fear?":                "1",
		"what do researchers want?":               "1",
		"¿qué temen los creativos?":               "2",
		"¿qué quieren los viajeros?":              "3",
		"what do people fear?":                    "1 2 3",
		"what do creatives and scientists trust?": "1 2",
	} {
		q := Parse(question, "", &heed.Understanding{}, heard)
		var ids []string
		for i := range heard {
			if q.Asked(&heard[i]) {
				ids = append(ids, heard[i].ID)
			}
		}
		if got := strings.Join(ids, " "); got != want {
			t.Errorf("%q asks about %q, want %q", question, got, want)
		}
	}
	q := Parse("what do customers in Italy want from portugal?", "", &heed.Understanding{}, heard)
	if len(q.terms) != 2 || q.terms[0].vec != nil || q.terms[1].vec == nil {
		t.Errorf("the name has neighbours, or the word has none: %d terms", len(q.terms))
	}
	fear := Parse("what do they fear?", "", &heed.Understanding{}, heard)
	if w := fear.Words(); len(w) != 1 || !slices.Contains(w[0], "afraid") {
		t.Errorf("looks up %v", w)
	}
}
