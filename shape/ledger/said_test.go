package ledger

import (
	"slices"
	"testing"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/corpus"
	"github.com/heedhq/heed/shape/themes"
)

// pairs of sentences that a reader has judged: say they the same, or the
// opposite, or neither? Sentences are those of the sample and of public data.
var pairs = []struct {
	a, b     string
	lang     heed.Language
	kind     heed.SignalKind
	same     bool
	opposite bool
}{
	{"Es que el no saber cansa más que el problema.", "Y con la raya se acabó el problema.", "es", heed.SigPain, false, false},
	{"Soy muy bueno poniendo esa cara, pero me costó la noche.", "Lo de las cerraduras nos costó las vacaciones.", "es", heed.SigPain, false, false},
	{"There will be opportunities to streamline tasks.", "I scan the report and streamline what I read in it on the train.", "en", heed.SigGain, false, false},
	{"I am always trying to improve my prompts.", "It could improve our productivity in the office.", "en", heed.SigGain, false, false},
	{"I'm afraid it will replace my job one day.", "One day it could take our jobs, the lot of them.", "en", heed.SigRisk, true, false},
	{"I always double check what it gives me.", "Whatever it writes, I verify it myself.", "en", heed.SigDoes, true, false},
	{"It saves me hours in the week.", "It would save a lot of time if it worked.", "en", heed.SigGain, false, false},
	{"Yo lo que no quiero es que me echen la culpa del papelito.", "Si sale mal, fui yo quien lo trajo.", "es", heed.SigRisk, true, false},
	{"My credit card was stolen.", "Someone has stolen my credit card.", "en", heed.SigPain, true, false},
	{"I need to purchase internet service.", "I want to purchase a new internet service.", "en", heed.SigTask, true, false},
	{"El soporte por teléfono es lo mejor que tienen", "El soporte por teléfono habría que quitarlo", "es", heed.SigLike, false, true},
	{"The migration took three weeks and a weekend.", "The migration took eleven weeks.", "en", heed.SigThinks, false, true},
	{"The warehouse report is difficult to read.", "The warehouse report is not difficult to read.", "en", heed.SigPain, false, true},
	{"AI could take our jobs one day.", "I don't believe it will take our jobs.", "en", heed.SigRisk, false, true},
	{"my phone bill um i can't pay it", "i've got the cheque to pay the phone bill", "en", heed.SigPain, false, false},
	{"i like psre 363 keyboard models", "i need 10 psre 463 models no keyboards", "en", heed.SigLike, false, false},
	{"I worry that AI will take my job.", "I have a hard time seeing AI take over my job.", "en", heed.SigRisk, false, true},
	{"I worry that AI will take my job.", "Photographers tend to be afraid it will take their jobs.", "en", heed.SigRisk, false, false},
	{"I handle all sensitive tasks myself.", "I prefer to write sensitive emails on my own.", "en", heed.SigValue, true, false},
	{"I prefer to handle most tasks myself.", "I prefer to handle some tasks myself.", "en", heed.SigValue, false, false},
	{"I prefer to handle most tasks myself.", "There arent many tasks I prefer to handle myself.", "en", heed.SigValue, false, false},
	{"I prefer to handle most tasks myself.", "I prefer to handle most coding tasks myself.", "en", heed.SigValue, true, false},
	{"I prefer to handle tasks myself.", "The tasks I prefer to handle myself are:", "en", heed.SigValue, false, false},
	{"I like to use AI for these tasks.", "I don't like using AI for these tasks.", "en", heed.SigLike, false, true},
	{"I printed it and put it by the kettle.", "I still keep the old spreadsheet beside it.", "en", heed.SigDoes, false, false},
	{"The skype software is not working.", "It is working fine now after restarting.", "en", heed.SigPain, false, false},
}

// samePoint reports whether two sentences make the point of one need.
func (m *Maker) samePoint(a, b int32) bool {
	return slices.ContainsFunc(m.mentions(a), func(k int) bool {
		return m.makes(a, k) && slices.Contains(m.mentions(b), k) && m.makes(b, k)
	})
}

func TestPairs(t *testing.T) {
	var all []themes.Text
	for _, c := range pairs {
		all = append(all, themes.Text{Text: c.a, Lang: c.lang}, themes.Text{Text: c.b, Lang: c.lang})
	}
	for _, c := range pairs {
		conv := &heed.Conversation{ID: "c", Kind: heed.KindInterview, Turns: []heed.Turn{
			{Speaker: "A", Role: heed.RoleCustomer, Text: c.a}, {Speaker: "B", Role: heed.RoleCustomer, Text: c.b},
		}}
		s := &heed.Sensed{}
		for i, turn := range conv.Turns {
			span := heed.Span{End: len(turn.Text)}
			sig := heed.Signal{Kind: c.kind, Span: span, Text: turn.Text, Confidence: 0.8}
			s.Readings = append(s.Readings, heed.Reading{Turn: i, Span: span, Text: turn.Text, Language: c.lang, Signals: []heed.Signal{sig}})
		}
		laid := corpus.New(heed.Study{ID: "s"}, []corpus.Conversation{{Conversation: conv, Sensed: s}}, nil, heed.Date{})
		m := NewMaker(laid, nil, []int32{-1, -1}, nil, NewWeights(all))
		a, b := m.item(0, &laid.Utterances[0].Signals[0]), m.item(1, &laid.Utterances[1].Signals[0])
		if got := m.says(a, b) || m.samePoint(0, 1); got != c.same {
			t.Errorf("%q and %q say the same: %v", c.a, c.b, got)
		}
		if got := m.opposes(a, 1); got != c.opposite {
			t.Errorf("%q stands against %q: %v", c.b, c.a, got)
		}
	}
}

// What is telling wins over what is merely liked, ordered or said in passing.
func TestSalience(t *testing.T) {
	of := func(sentence string, lang heed.Language) float64 {
		u := corpus.Utterance{Reading: &heed.Reading{Text: sentence, Language: lang}}
		return salience(&u, text.Words(text.Fold(sentence)))
	}
	for _, c := range []struct {
		more, less string
		lang       heed.Language
	}{
		{"If payroll fails on Friday, it's my name they'll say.", "I liked the bag.", "en"},
		{"It is not the money, it is being taken for a fool at my own desk.", "i like 10 gb plan please confirm", "en"},
		{"Nobody could tell me who owned the problem.", "i hope i've come through to the right line", "en"},
		{"Si sale mal, fui yo quien lo trajo.", "Quisiera saber precios.", "es"},
		{"Yo lo que no quiero es que me echen la culpa del papelito.", "Era un lunes, creo.", "es"},
	} {
		if a, b := of(c.more, c.lang), of(c.less, c.lang); a <= b {
			t.Errorf("%q (%.2f) is no more telling than %q (%.2f)", c.more, a, c.less, b)
		}
	}
}
