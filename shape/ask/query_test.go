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

// inStages is an understanding of a study in which people were heard at stages.
var inStages = &heed.Understanding{Claims: []heed.Claim{
	{Kind: heed.SigAttribute, Subkind: "job", Value: "auditor", Language: heed.English, Evidence: []heed.Evidence{{Participant: "2", Stance: heed.Supports}}},
	{Kind: heed.SigAttribute, Subkind: "job", Value: "software developer", Language: heed.English, Evidence: []heed.Evidence{{Participant: "4", Stance: heed.Supports, Stage: "onboard"}}},
}}

// What is new in how a question is understood: its form, what it denies, names
// of two words, what stands side by side, who people say they are.
func TestUnderstood(t *testing.T) {
	l := words()
	for _, c := range []struct {
		question, form, who, kinds, titles string
		groups                             string // a name joins by +, what stands side by side by /
	}{
		{"how much time do they save?", "amount", "1 2 3 4 5", "", "", "save"},
		{"¿cuánto tardan?", "amount", "1 2 3 4 5", "", "", "tardan"},
		{"what do they worry about when invoicing?", "", "1 2 3 4 5", "fear", "", "invoicing"},
		{"why do they not trust the scanner?", "why", "1 2 3 4 5", "distrust", "", "scanner"},
		{"do they trust the scanner?", "", "1 2 3 4 5", "trust", "", "scanner"},
		{"what do programmers fear?", "", "4", "fear", "", ""},
		{"what do auditors want?", "", "2", "goal", "", ""},
		{"what do nurses fear?", "", "1 2 3 4 5", "fear", "", "nurses"},
		{"what do marketing managers want?", "", "", "goal", "marketing", "marketing managers"},
		{"what do they say about the price increase?", "", "1 2 3 4 5", "", "", "price+increase"},
		{"¿qué dicen de los errores y los retrasos?", "", "1 2 3 4 5", "", "", "errores/retrasos"},
		{"is there privacy and confidential data?", "", "1 2 3 4 5", "", "", "privacy/confidential+data"},
	} {
		q := Parse(c.question, "", inStages, people)
		got := [5]string{"", strings.Join(idsOf(&q), " "), strings.Join(q.Looked.Kinds, " "), strings.Join(q.titles, " ")}
		if q.form >= 0 {
			got[0] = l.facets[q.form].name
		}
		s := newSubject(q.terms)
		var groups []string
		for _, g := range s.groups() {
			var names []string
			for _, name := range g {
				var in []string
				for _, n := range name {
					in = append(in, q.terms[n].word)
				}
				names = append(names, strings.Join(in, "+"))
			}
			groups = append(groups, strings.Join(names, "/"))
		}
		got[4] = strings.Join(groups, " ")
		if want := [5]string{c.form, c.who, c.kinds, c.titles, c.groups}; got != want {
			t.Errorf("%q: %q, want %q", c.question, got, want)
		}
	}
}

func idsOf(q *Query) (ids []string) {
	for i := range people {
		if q.Asked(&people[i]) {
			ids = append(ids, people[i].ID)
		}
	}
	return ids
}

// A stage of which nothing was heard in the whole study is looked for as a word.
func TestStageAsWord(t *testing.T) {
	if q := Parse("why do they cancel?", "", &heed.Understanding{}, people); len(q.stages) != 0 || len(q.terms) != 1 {
		t.Errorf("without stages: %d stages, %d terms", len(q.stages), len(q.terms))
	}
	if q := Parse("why do they cancel?", "", inStages, people); len(q.stages) != 1 || len(q.terms) != 0 {
		t.Errorf("with stages: %d stages, %d terms", len(q.stages), len(q.terms))
	}
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
		q := Parse(c.question, "", inStages, people)
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
	if spanish := Parse("¿qué dicen de las facturas?", "", &heed.Understanding{}, people); spanish.Language != heed.Spanish || len(spanish.Words(nil)) != 1 {
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
		if f.group == "kind" && len(f.signals)+len(f.feelings) == 0 && !f.anyFeeling && !f.wordsOnly() {
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
	if w := fear.Words([]heed.Language{heed.English}); len(w) != 1 || !slices.Contains(w[0], "afraid") {
		t.Errorf("looks up %v", w)
	}
}

// Every sense is listed in both languages, and no word twice in a line.
func TestSenseData(t *testing.T) {
	for n, forms := range senses().forms {
		for lang, list := range forms {
			seen := map[string]bool{}
			for _, w := range list {
				if seen[w] || strings.Contains(w, " ") {
					t.Errorf("line %d, %s: %q stands twice or is more than a word", n, lang, w)
				}
				seen[w] = true
			}
			if len(list) == 0 {
				t.Errorf("line %d has nothing in %s", n, lang)
			}
		}
	}
	if len(senses().common) < 10 {
		t.Errorf("%d common words", len(senses().common))
	}
}
