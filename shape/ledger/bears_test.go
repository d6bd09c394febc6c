package ledger

import (
	"testing"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/corpus"
	"github.com/heedhq/heed/shape/themes"
)

// What the words of a sentence bear, whatever was found in it; "" where they
// bear nothing that is told.
func TestBorne(t *testing.T) {
	for _, c := range []struct {
		said    string
		lang    heed.Language
		valence float64
		found   heed.SignalKind
		want    heed.SignalKind
	}{
		{"I love the people here, but they never write anything down.", "en", 0.2, heed.SigLike, ""},
		{"I'd rather close the books myself than hand them over.", "en", 0.1, heed.SigLike, heed.SigValue},
		{"I hope the export gets quicker so we can go home.", "en", 0.4, heed.SigGain, heed.SigGoal},
		{"Ojalá el listado salga más rápido.", "es", 0.3, heed.SigGain, heed.SigGoal},
		{"It is usually quicker to just do it by hand.", "en", 0.1, heed.SigGain, ""},
		{"The new list saves us hours every month.", "en", 0.5, heed.SigGain, heed.SigGain},
		{"Our goal was to find out how the seals would wear.", "en", 0, heed.SigGoal, ""},
		{"I want one number on one screen.", "en", 0, heed.SigGoal, heed.SigGoal},
		{"Quiero un solo número en una pantalla.", "es", 0, heed.SigGoal, heed.SigGoal},
		{"I see the need for somebody who knows the tills.", "en", 0, heed.SigSees, heed.SigThinks},
		{"The drivers are afraid that the depot will close.", "en", -0.4, heed.SigRisk, ""},
		{"I'm afraid that the depot will close.", "en", -0.4, heed.SigRisk, heed.SigRisk},
		{"He was very embarrassed for me in that room.", "en", -0.4, heed.SigFeels, ""},
		{"My neat handwriting doesn't matter in those sheets.", "en", 0, heed.SigValue, ""},
		{"We use the scanner to weed out wrong labels.", "en", 0.1, heed.SigPain, ""},
		{"The scanner is broken again and nobody comes.", "en", -0.5, heed.SigPain, heed.SigPain},
		{"El lector falla otra vez y nadie viene.", "es", -0.5, heed.SigPain, heed.SigPain},
		{"My colleagues use it to write their letters.", "en", 0, heed.SigTask, ""},
		{"We chose them because the price was fixed for two years.", "en", 0.1, heed.SigDriver, heed.SigDriver},
		{"I use it more on Mondays because I am tired.", "en", -0.1, heed.SigDriver, ""},
	} {
		conv := &heed.Conversation{ID: "c", Kind: heed.KindInterview, Language: c.lang, Turns: []heed.Turn{{Speaker: "C", Role: heed.RoleCustomer, Text: c.said}}}
		r := heed.Reading{Span: heed.Span{End: len(c.said)}, Text: c.said, Language: c.lang, Valence: c.valence}
		laid := corpus.New(heed.Study{ID: "s"}, []corpus.Conversation{{Conversation: conv, Sensed: &heed.Sensed{Readings: []heed.Reading{r}}}}, nil, heed.Date{})
		m := NewMaker(laid, nil, []int32{-1}, nil, NewWeights([]themes.Text{{Text: c.said, Lang: c.lang}}))
		if got := m.borne(c.found, &laid.Utterances[0], m.said(0), false); got != c.want {
			t.Errorf("%q, found to be %s, is told as %q, want %q", c.said, c.found, got, c.want)
		}
	}
}

// A thing that is asked for is not another with the same words in its name.
func TestElsewhere(t *testing.T) {
	w := NewWeights(nil)
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"can i change to an aisle seat", "could you change my aisle seat to a window seat", true},
		{"i need a policy for my van", "i need a policy copy for my van", true},
		{"i want to see my account balance", "i need to see the account balance", false},
		{"i need a new line", "i want a new line", false},
	} {
		a, b := newSaid(w, c.a, heed.English), newSaid(w, c.b, heed.English)
		if got := elsewhere(a, b); got != c.want {
			t.Errorf("%q beside %q is another thing: %v, want %v", c.b, c.a, got, c.want)
		}
	}
}

// A number is no denial, and a verb behind its subject can deny it.
func TestNumberDeniesNothing(t *testing.T) {
	if Negated("card no 9982", heed.English) {
		t.Error("a card's number is taken for a denial")
	}
	if !Negated("there is no card", heed.English) {
		t.Error("a denial is missed")
	}
}
