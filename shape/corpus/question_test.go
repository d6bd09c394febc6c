package corpus

import (
	"testing"

	heed "github.com/heedhq/heed"
)

func TestJudge(t *testing.T) {
	for q, want := range map[string]heed.ActKind{
		"How did the first week go?":                  heed.ActOpenQuestion,
		"Could you walk me through the last invoice?": heed.ActOpenQuestion,
		"¿Cómo viviste el cambio?":                    heed.ActOpenQuestion,
		"¿Por qué lo hicieron así?":                   heed.ActOpenQuestion,
		"Did it work?":                                heed.ActClosedQuestion,
		"¿Quiere salir desde Bilbao?":                 heed.ActClosedQuestion,
		"You must have been annoyed, right?":          heed.ActLeadingQuestion,
		"No cree que es caro, ¿verdad?":               heed.ActLeadingQuestion,
		"Comments":                                    heed.ActOpenQuestion,
	} {
		if got := judge(q, ""); got != want {
			t.Errorf("%q is judged %s, want %s", q, got, want)
		}
	}
}

// A reading that is not in its turn to the letter is left out and counted.
func TestWhatIsNotThereIsLeftOut(t *testing.T) {
	c := &heed.Conversation{ID: "c", Turns: []heed.Turn{{Role: heed.RoleCustomer, Text: "We printed every invoice."}}}
	s := &heed.Sensed{Readings: []heed.Reading{
		{Text: "We printed every invoice.", Span: heed.Span{End: 25}},
		{Text: "We printed every order.", Span: heed.Span{End: 23}},
		{Text: "x", Span: heed.Span{Start: 90, End: 91}},
		{Turn: 4, Text: "x", Span: heed.Span{End: 1}},
	}}
	got := New(heed.Study{ID: "s"}, []Conversation{{Conversation: c, Sensed: s}}, nil, heed.Date{})
	if len(got.Utterances) != 1 || got.Skipped != 2 {
		t.Errorf("%d kept, %d skipped", len(got.Utterances), got.Skipped)
	}
}
