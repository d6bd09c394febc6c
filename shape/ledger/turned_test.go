package ledger

import (
	"slices"
	"testing"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/corpus"
	"github.com/heedhq/heed/shape/themes"
)

// chatOf is a maker of calls or chats, and their sentences: each a list of turns;
// those of our side begin with a dash.
func chatOf(kind heed.Kind, lang heed.Language, chats ...[]string) (*Maker, []int32) {
	var convs []corpus.Conversation
	var people []heed.Participant
	rows := 0
	for i, turns := range chats {
		id := string(rune('a' + i))
		people = append(people, heed.Participant{ID: "p" + id})
		conv := &heed.Conversation{ID: id, Kind: kind, Speakers: []heed.Speaker{{Speaker: "A", Role: heed.RoleCustomer, Participant: "p" + id}, {Speaker: "R", Role: heed.RoleRep}}}
		sensed := &heed.Sensed{Conversation: id}
		for n, s := range turns {
			speaker := "A"
			if s[0] == '-' {
				speaker, s = "R", s[1:]
			}
			conv.Turns = append(conv.Turns, heed.Turn{Speaker: speaker, Text: s})
			sensed.Readings = append(sensed.Readings, heed.Reading{Turn: n, Span: heed.Span{End: len(s)}, Text: s, Language: lang})
			rows++
		}
		convs = append(convs, corpus.Conversation{Conversation: conv, Sensed: sensed})
	}
	corp := corpus.New(heed.Study{ID: "s"}, convs, people, heed.Date{})
	row := slices.Repeat([]int32{-1}, rows)
	utts := make([]int32, len(corp.Utterances))
	for i := range utts {
		utts[i] = int32(i)
	}
	return NewMaker(corp, &themes.Grouping{}, row, nil, NewWeights(nil)), utts
}

// Who asked for a line and cancels it in the same breath, or gives the whole
// thing up later, does not want one.
func TestTurnedTo(t *testing.T) {
	m, utts := chatOf(heed.KindCall, heed.English,
		[]string{"i'd like to have a line fitted in the house"},
		[]string{"we want another line put in upstairs"},
		[]string{"i requested a second line and i'd like to cancel it please"},
		[]string{"i was to have a new line installed last week", "so i said forget the whole thing"},
	)
	asks, _ := m.asks(utts)
	if got := len(voicesOf(asks[talk().named("new line")])); got != 2 {
		t.Errorf("%d want a line, want 2", got)
	}
}

func voicesOf(asks []ask) map[int32]bool {
	out := map[int32]bool{}
	for _, x := range asks {
		out[x.voice] = true
	}
	return out
}

// Who does not want what others ask for speaks against it, and is not counted
// among them.
func TestRefused(t *testing.T) {
	m, utts := chatOf(heed.KindChat, heed.English,
		[]string{"i need a window seat please"}, []string{"i want a window seat"}, []string{"please change it i dont like window seat"}, []string{"i dont need any fries"},
	)
	drafts, _ := m.called("p", utts)
	if len(drafts) != 1 || drafts[0].People != 2 || drafts[0].Against != 1 {
		t.Errorf("%+v", drafts)
	}
	for _, f := range talk().frames("i dont need any fries", heed.English, true) {
		if !f.denied {
			t.Errorf("asks for %v", f.things)
		}
	}
}

// What has no name of its own is told by the words that name it later, and not
// at all where none do.
func TestNamedLater(t *testing.T) {
	m, utts := chatOf(heed.KindChat, heed.English,
		[]string{"i need internet for my flat"}, []string{"i want a new internet connection"},
		[]string{"i want a new service", "florida", "internet please"},
		[]string{"i want a new service", "texas"}, []string{"i want new service"},
	)
	drafts, told := m.called("p", utts)
	if len(drafts) != 1 || drafts[0].People != 3 {
		t.Errorf("%+v", drafts)
	}
	for u := range utts {
		if s := m.Corpus.Utterances[u].Text; (s == "i want a new service" || s == "i want new service") && told[int32(u)] == "" {
			t.Errorf("%q is left to be told", s)
		}
	}
}

// Orders that each make their own way are no claim; the way that several ask
// for is.
func TestOrdered(t *testing.T) {
	m, utts := chatOf(heed.KindChat, heed.English,
		[]string{"i want pizza with pesto grilled chicken red peppers mozzarella"}, []string{"i want pizza with artichokes ricotta garlic olives"},
		[]string{"i want pizza"}, []string{"i need to build own pizza"}, []string{"like to build my pizza"},
	)
	drafts, _ := m.called("p", utts)
	if len(drafts) != 1 || drafts[0].People != 2 || drafts[0].Point[heed.English] == "" {
		t.Errorf("%+v", drafts)
	}
}

// Who is told that there is none and asks for something else is counted, who
// leaves it at that is not.
func TestNone(t *testing.T) {
	m, utts := chatOf(heed.KindCall, heed.Spanish,
		[]string{"Quiero salir el lunes en talgo.", "-No hay ningún tren que cumpla estos requerimientos.", "Quisiera salir por la noche."},
		[]string{"Quiero llevar el coche.", "-No hay ningún tren que cumpla estos requerimientos.", "Pues quiero viajar de día."},
		[]string{"Quiero un tren.", "-No hay ningún tren.", "No, gracias, lo dejo."},
	)
	drafts := m.none("p", utts, heed.Spanish)
	if len(drafts) != 1 || drafts[0].People != 2 || StateOf(&drafts[0].Claim) == nil {
		t.Errorf("%+v", drafts)
	}
}

// One thing told and then another is no promise by itself.
func TestToldTwoThings(t *testing.T) {
	if !talk().tells("told two things", "and then we're told it was the billing") || talk().tells("told two things", "we were told it was the billing") {
		t.Error("what is contradicted is not told apart")
	}
}
