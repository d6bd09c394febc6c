package ledger

import (
	"testing"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/corpus"
	"github.com/heedhq/heed/shape/themes"
)

// What a sentence is told under, given what was found in it, and what was
// asked; "" where it is not told.
func TestMainKind(t *testing.T) {
	for _, c := range []struct {
		asked, said string
		kind        heed.Kind
		lang        heed.Language
		found       []heed.SignalKind
		want        heed.SignalKind
	}{
		{"What are you most worried you'd get wrong?", "Telling the lads it'll be better and it isn't.", "interview", "en", []heed.SignalKind{heed.SigGain}, heed.SigRisk},
		{"What did you want from us?", "Somebody to say that it is wrong and they can see it.", "interview", "en", []heed.SignalKind{heed.SigThinks, heed.SigPain}, heed.SigGoal},
		{"¿Desea algo más?", "No, pero quisiera saber precios.", "call", "es", []heed.SignalKind{heed.SigObjection}, ""},
		{"How is it going?", "Don't tell her, she thinks we're saving time.", "interview", "en", []heed.SignalKind{heed.SigGain}, ""},
		{"How is it going?", "I'd maybe be easier to deal with if I were cross.", "interview", "en", []heed.SignalKind{heed.SigGain}, ""},
		{"", "i like 10 gb plan please confirm", "chat", "en", []heed.SignalKind{heed.SigLike}, heed.SigTask},
		{"And then?", "I was asked if I wanted to be provided with a new copy.", "interview", "en", []heed.SignalKind{heed.SigGoal}, ""},
		{"How do you use it?", "I turn to AI when I'm stuck on a hard bit.", "interview", "en", []heed.SignalKind{heed.SigPain}, heed.SigDoes},
		{"What matters?", "My main concern is that one day my job might not exist.", "interview", "en", []heed.SignalKind{heed.SigValue}, heed.SigRisk},
		{"Where do you work?", "I work at home, so nobody is here with me except my cat and dog.", "interview", "en", []heed.SignalKind{heed.SigSees}, ""},
		{"What do you keep?", "I still keep the old spreadsheet beside it.", "interview", "en", []heed.SignalKind{heed.SigDoes, heed.SigSays}, heed.SigDoes},
		{"What concerns do you have?", "It's something I consider, but not something I really worry about.", "interview", "en", []heed.SignalKind{heed.SigRisk}, ""},
		{"And next?", "Hopefully it'll help me refine my ideas.", "interview", "en", []heed.SignalKind{heed.SigTask}, heed.SigGoal},
		{"How long?", "I've spent thirty years being lied to.", "interview", "en", []heed.SignalKind{heed.SigDoes}, heed.SigPain},
		{"¿Y cómo fue?", "Venían con el papel y decían «a mí este me gusta más».", "interview", "es", []heed.SignalKind{heed.SigLike}, ""},
		{"What was it like?", "It had to write this piece in a casual voice.", "interview", "en", []heed.SignalKind{heed.SigTask}, ""},
		{"What did you do?", "I told it to leave a gap instead of making things up.", "interview", "en", []heed.SignalKind{heed.SigPain}, ""},
		{"What else?", "The main concern is with those who use it just to save money.", "interview", "en", []heed.SignalKind{heed.SigGain}, heed.SigRisk},
	} {
		conv := &heed.Conversation{ID: "c", Kind: c.kind, Language: c.lang, Turns: []heed.Turn{
			{Speaker: "R", Role: heed.RoleRep, Text: c.asked}, {Speaker: "C", Role: heed.RoleCustomer, Text: c.said},
		}}
		r := heed.Reading{Turn: 1, Span: heed.Span{End: len(c.said)}, Text: c.said, Language: c.lang}
		for _, k := range c.found {
			r.Signals = append(r.Signals, heed.Signal{Kind: k, Span: r.Span, Text: c.said, Confidence: 0.7})
		}
		laid := corpus.New(heed.Study{ID: "s"}, []corpus.Conversation{{Conversation: conv, Sensed: &heed.Sensed{Readings: []heed.Reading{r}}}}, nil, heed.Date{})
		m := NewMaker(laid, nil, []int32{-1}, nil, NewWeights([]themes.Text{{Text: c.said, Lang: c.lang}}))
		got := heed.SignalKind("")
		if s := m.main(0); s != nil && s.Rule != "salience" {
			got = s.Kind
		}
		if got != c.want {
			t.Errorf("%q is told as %q, want %q", c.said, got, c.want)
		}
	}
}

// What somebody takes back in the next sentence does not stand for a claim.
func TestTakenBack(t *testing.T) {
	for next, want := range map[string]bool{
		"Pero no lo hago por diecinueve mil.": true,
		"Y lo firmo yo.":                      false,
	} {
		first := "El precio es lo que pongo en el informe."
		said := first + " " + next
		conv := &heed.Conversation{ID: "c", Kind: "interview", Language: "es", Turns: []heed.Turn{{Speaker: "C", Role: heed.RoleCustomer, Text: said}}}
		s := &heed.Sensed{Readings: []heed.Reading{
			{Span: heed.Span{End: len(first)}, Text: first, Language: "es", Signals: []heed.Signal{{Kind: heed.SigCriterion, Span: heed.Span{End: len(first)}, Text: first}}},
			{Span: heed.Span{Start: len(first) + 1, End: len(said)}, Text: next, Language: "es"},
		}}
		laid := corpus.New(heed.Study{ID: "s"}, []corpus.Conversation{{Conversation: conv, Sensed: s}}, nil, heed.Date{})
		m := NewMaker(laid, nil, []int32{-1, -1}, nil, NewWeights(nil))
		if got := m.turned(0, &laid.Utterances[0].Signals[0]); got != want {
			t.Errorf("%q takes it back: %v", next, got)
		}
	}
}
