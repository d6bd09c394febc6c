package journeys

import (
	"fmt"
	"testing"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/corpus"
)

// said makes a conversation of one customer who says the sentences, with a
// valence each, in answer to somebody of the given role.
func said(id string, role heed.Role, stage string, valence float64, sentences ...string) corpus.Conversation {
	c := &heed.Conversation{ID: id, Kind: heed.KindInterview, Stage: stage, Turns: []heed.Turn{{Role: role, Text: "Tell me."}}}
	s := &heed.Sensed{}
	kind := heed.SigPain
	if valence > 0 {
		kind = heed.SigGain
	}
	for _, words := range sentences {
		c.Turns = append(c.Turns, heed.Turn{Role: heed.RoleCustomer, Speaker: "P", Text: words})
		s.Readings = append(s.Readings, heed.Reading{
			Turn: len(c.Turns) - 1, Span: heed.Span{End: len(words)}, Text: words, Language: heed.English, Valence: valence,
			Signals: []heed.Signal{{Kind: kind, Span: heed.Span{End: len(words)}, Text: words, Basis: heed.Expressed}},
		})
	}
	return corpus.Conversation{Conversation: c, Sensed: s}
}

func lay(convs ...corpus.Conversation) (*corpus.Corpus, *Layout) {
	set := heed.DefaultSettings()
	c := corpus.New(heed.Study{ID: "s", Settings: set}, convs, nil, heed.Date{})
	return c, Lay(c, set)
}

func TestWhatIsAJourney(t *testing.T) {
	tool := said("a", heed.RoleResearcher, "", 0, "I use AI to write most of my reports every week.", "It never draws hands well at all.")
	service := said("b", heed.RoleRep, "", -0.5, "My bill is wrong again and the engineer never came.")
	staged := said("c", heed.RoleResearcher, "Puesta en marcha", 0, "We went live on a Monday and nothing printed.")
	for _, c := range []struct {
		name  string
		convs []corpus.Conversation
		is    bool
	}{
		{"interviews about a tool", []corpus.Conversation{tool}, false},
		{"calls about a bill", []corpus.Conversation{service}, true},
		{"a stage by its Spanish name", []corpus.Conversation{tool, staged}, true},
		{"one call in ten", []corpus.Conversation{service, tool, tool, tool, tool, tool, tool, tool, tool, tool}, false},
	} {
		if _, l := lay(c.convs...); l.Is != c.is {
			t.Errorf("%s: a journey %v, want %v", c.name, l.Is, c.is)
		}
	}
	_, l := lay(service)
	if p := l.Conv[0]; p.From != "recognised" || l.Stages[p.Stage].ID != "use" || l.Certainty[0] <= 0 || l.Certainty[0] > 1 {
		t.Errorf("a bill is recognised as %+v with certainty %.2f", p, l.Certainty[0])
	}
}

func TestCurve(t *testing.T) {
	var convs []corpus.Conversation
	for i := range 4 {
		convs = append(convs, said(fmt.Sprint("low", i), heed.RoleResearcher, "onboard", -0.6-0.05*float64(i), "The payroll file failed on the first Friday we ran it."))
		convs = append(convs, said(fmt.Sprint("up", i), heed.RoleResearcher, "use", 0.5, "I went home at five for the first time in a year."))
	}
	convs = append(convs, said("thin", heed.RoleResearcher, "renew", 0.2, "I would sign for another year tomorrow."))
	c, l := lay(convs...)
	var utts []int32
	for i := range c.Utterances {
		utts = append(utts, int32(i))
	}
	j := Draw(c, l, []Party{{Persona: "p", Utterances: utts}}, nil, []heed.KPI{{Stage: "use", Name: "CSAT", Value: 82, N: 340}}, heed.DefaultSettings())
	if len(j.Curves) != 1 || len(j.Curves[0].Points) != 3 {
		t.Fatalf("curves: %+v", j.Curves)
	}
	low, peak, end := j.Curves[0].Points[0], j.Curves[0].Points[1], j.Curves[0].Points[2]
	if low.Marks[0] != "low" || peak.Marks[0] != "peak" || end.Marks[0] != "end" || !end.Thin || low.Thin {
		t.Errorf("marks %v, %v, %v; thin %v, %v", low.Marks, peak.Marks, end.Marks, low.Thin, end.Thin)
	}
	if !(low.Low <= low.Value && low.Value <= low.High && low.High < 0) || low.People != 4 || low.Value < -2 || peak.Value > 2 {
		t.Errorf("lowest point: %+v", low)
	}
	if low.Quote == nil || low.Quote.Text != "The payroll file failed on the first Friday we ran it." {
		t.Errorf("behind the lowest point: %+v", low.Quote)
	}
	for _, st := range j.Stages {
		if (st.ID == "use") != (len(st.KPIs) == 1) {
			t.Errorf("stage %s has figures %v", st.ID, st.KPIs)
		}
		if st.ID == "evaluate" && (st.People != 0 || len(st.Lanes) != 0) {
			t.Errorf("nobody was heard while evaluating: %+v", st)
		}
	}
}

// Two personas feel opposite things where neither interval touches zero.
func TestOpposite(t *testing.T) {
	var convs []corpus.Conversation
	for i := range 3 {
		convs = append(convs, said(fmt.Sprint("a", i), heed.RoleResearcher, "decide", -0.7, "The day they signed is the day I stopped sleeping."))
		convs = append(convs, said(fmt.Sprint("b", i), heed.RoleResearcher, "decide", 0.7, "Signing was the calmest day of the quarter for me."))
	}
	c, l := lay(convs...)
	parties := []Party{{Persona: "a"}, {Persona: "b"}}
	for i := range c.Utterances {
		g := 0
		if c.Convs[c.Utterances[i].Conv].ID[0] == 'b' {
			g = 1
		}
		parties[g].Utterances = append(parties[g].Utterances, int32(i))
	}
	j := Draw(c, l, parties, nil, nil, heed.DefaultSettings())
	for _, st := range j.Stages {
		if (st.ID == "decide") != (len(st.Opposite) == 2) {
			t.Errorf("stage %s: opposite %v", st.ID, st.Opposite)
		}
	}
}

// A dated conversation without a stage follows the last one with the same
// person whose stage is known.
func TestStageByDate(t *testing.T) {
	day := func(s string) heed.Date {
		d, err := heed.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	var convs []corpus.Conversation
	for i, c := range []struct{ stage, date string }{{"evaluate", "2026-01-10"}, {"onboard", "2026-03-10"}, {"", "2026-02-01"}, {"", "2026-04-01"}, {"", "2025-01-01"}} {
		v := said(fmt.Sprint("c", i), heed.RoleResearcher, c.stage, 0, "Marta typed every one of the four hundred lines herself.")
		v.Date = day(c.date)
		v.Speakers = []heed.Speaker{{Speaker: "P", Role: heed.RoleCustomer, Participant: "marta"}}
		convs = append(convs, v)
	}
	_, l := lay(convs...)
	for i, want := range []string{"evaluate metadata", "onboard metadata", "evaluate date", "onboard date", " "} {
		got := " "
		if p := l.Conv[i]; p.Stage >= 0 {
			got = l.Stages[p.Stage].ID + " " + p.From
		}
		if got != want {
			t.Errorf("conversation %d: %q, want %q", i, got, want)
		}
	}
}
