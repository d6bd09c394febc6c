package storetest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/heedhq/heed"
)

// vocabulary is what the made conversations are woven of; both languages, with
// letters of more than one byte.
var vocabulary = strings.Fields(`the invoice never reached our warehouse on Friday and I was worried that payroll
	would be late again because nobody could tell me where the order went when we changed the system se perdió
	la factura del almacén otra vez y me preocupó que el equipo de operaciones no supiera qué decirle al cliente
	así que llamé cuatro veces hasta mañana señor it took weeks to trust the new screen but now the morning is
	calm honestly I would not go back even if the price were half of what we pay for support and training`)

func words(r *rand.Rand, n int) string {
	out := make([]string, n)
	for i := range out {
		out[i] = vocabulary[r.IntN(len(vocabulary))]
	}
	return strings.Join(out, " ") + "."
}

// Conversations makes n interviews of so many turns, of 400 bytes on average,
// always the same.
func Conversations(study string, n, turns int) []*heed.Conversation {
	r := rand.New(rand.NewPCG(1, 2))
	out := make([]*heed.Conversation, n)
	for i := range out {
		c := &heed.Conversation{
			ID: fmt.Sprintf("c-%06d", i), Study: study, Kind: heed.KindInterview, Language: heed.English,
			Segment: fmt.Sprintf("segment %d", i%3), Organisation: fmt.Sprintf("organisation %d", i%40),
			Stage: heed.DefaultStages[i%7].ID, Date: heed.DateOf(time.Date(2026, 1, 1+i%300, 0, 0, 0, 0, time.UTC)),
			Title: fmt.Sprintf("Interview %d", i), Source: fmt.Sprintf("%064x", i),
			Speakers: []heed.Speaker{
				{Speaker: "Interviewer", Role: heed.RoleResearcher},
				{Speaker: "P", Role: heed.RoleCustomer, Participant: fmt.Sprintf("p-%d", i)},
			},
		}
		for j := range turns {
			t := heed.Turn{Speaker: "Interviewer", Text: words(r, 14)}
			if j%2 == 1 {
				t = heed.Turn{Speaker: "P", Text: words(r, 60) + " " + words(r, 70)}
			}
			t.Start, t.End = heed.At(float64(j)*7.5), heed.At(float64(j)*7.5+7.25)
			c.Turns = append(c.Turns, t)
		}
		out[i] = c
	}
	return out
}

// Sense makes a reading of every sentence of c, about as full as real ones.
func Sense(c *heed.Conversation) heed.Sensed {
	r := rand.New(rand.NewPCG(3, uint64(len(c.Turns))))
	s := heed.Sensed{Conversation: c.ID, Version: "test-1", Acts: make([][]heed.Act, len(c.Turns))}
	for i, t := range c.Turns {
		start := 0
		for start < len(t.Text) {
			end := len(t.Text)
			if at := strings.IndexByte(t.Text[start:], '.'); at >= 0 {
				end = start + at + 1
			}
			span := heed.Span{Start: start, End: end}
			s.Readings = append(s.Readings, heed.Reading{
				Turn: i, Span: span, Text: t.Text[start:end], Language: heed.English,
				Labels: []string{"nervousness", "disappointment"}, Basic: []string{"fear"},
				Feelings: []heed.FeelingScore{
					{Name: heed.Anxiety, Intensity: r.Float64()}, {Name: heed.Feelings[r.IntN(17)], Intensity: r.Float64()},
				},
				Valence: r.Float64()*2 - 1, Arousal: r.Float64(),
				Signals: []heed.Signal{
					{Kind: heed.SigPain, Span: span, Text: t.Text[start:end], Basis: heed.Expressed, Confidence: r.Float64(), Rule: "pain-en-3"},
					{Kind: heed.SigFeels, Span: span, Text: t.Text[start:min(end, start+30)], Basis: heed.Inferred, Confidence: r.Float64(), Rule: "model"},
				},
			})
			start = end + 1
		}
		if i%2 == 0 {
			s.Acts[i] = []heed.Act{{Kind: heed.ActOpenQuestion, Span: heed.Span{End: len(t.Text)}, Confidence: r.Float64()}}
		}
	}
	return s
}

// Understanding makes a run's result with so many claims, each with so much
// evidence out of so many conversations.
func Understanding(study string, claims, evidence, conversations int) *heed.Understanding {
	r := rand.New(rand.NewPCG(5, 6))
	u := &heed.Understanding{
		Study: study, Name: "Big", Settings: heed.DefaultSettings(),
		Claims: []heed.Claim{}, Personas: []heed.Persona{}, EmpathyMaps: []heed.EmpathyMap{}, Journeys: []heed.Journey{},
	}
	u.Themes.Themes = []heed.Theme{}
	for i := range claims {
		said := words(r, 12)
		c := heed.Claim{
			ID: fmt.Sprintf("claim-%05d", i), Words: said, Quoted: true, Language: heed.English,
			Kind: heed.SignalKinds[i%len(heed.SignalKinds)], Theme: fmt.Sprintf("theme-%d", i%40),
			Places: []heed.Place{
				{Persona: fmt.Sprintf("persona-%d", i%5), Cell: heed.Cells[i%12]},
				{Persona: fmt.Sprintf("persona-%d", i%5), Stage: heed.DefaultStages[i%7].ID, Lane: heed.LanePains},
			},
			Basis: heed.Expressed, Review: heed.Machine, Weight: r.Float64() * 10, People: evidence,
			Confidence: heed.Confidence{Level: heed.Low, Rules: "1", Steps: []heed.Step{
				{Component: heed.Method, Lowered: true, Level: heed.Moderate, Figures: map[string]float64{"drawn_out": 0.7, "n": 60}},
				{Component: heed.Adequacy, Lowered: true, Level: heed.Low, Figures: map[string]float64{"participants": 2, "needed": 3}},
			}},
		}
		for range evidence {
			at := r.IntN(conversations)
			quoted := words(r, 14)
			c.Evidence = append(c.Evidence, heed.Evidence{
				Quotation: heed.Quotation{
					Conversation: fmt.Sprintf("c-%06d", at), Turn: r.IntN(24), Text: quoted, Span: heed.Span{Start: 10, End: 10 + len(quoted)},
				},
				Source: fmt.Sprintf("%064x", at), Stance: heed.Supports, Participant: fmt.Sprintf("p-%d", at),
				Organisation: fmt.Sprintf("organisation %d", at%40), Segment: fmt.Sprintf("segment %d", at%3),
				Stage: "use", Kind: heed.KindInterview, Date: heed.Date{Year: 2026, Month: 3, Day: 1 + at%28},
				At: heed.At(float64(at)), Language: heed.English, Basis: heed.Expressed, Feeling: heed.Anxiety,
				Intensity: r.Float64(), Question: "What happened then?", Drawn: heed.ActOpenQuestion, Rule: "theme",
			})
		}
		u.Claims = append(u.Claims, c)
	}
	return u
}
