package ledger

import (
	"testing"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/corpus"
	"github.com/heedhq/heed/shape/themes"
)

// What somebody calls for is found where they say it, in speech without marks,
// and ends with its clause.
func TestRequest(t *testing.T) {
	for _, c := range []struct {
		kind       heed.Kind
		lang       heed.Language
		said, want string
	}{
		{heed.KindCall, heed.English, "um yes i'm in a muddle with my bill and i was wondering if you could tell me what i owe on my card because it looks wrong", "i was wondering if you could tell me what i owe on my card"},
		{heed.KindCall, heed.English, "hello i want to change my phone tariff to become", "i want to change my phone tariff"},
		{heed.KindCall, heed.Spanish, "hola buenos días quería saber el horario del tren a Toledo porque voy con niños", "quería saber el horario del tren a Toledo"},
		{heed.KindCall, heed.English, "yes i want to", ""},
		{heed.KindCall, heed.English, "the engineer came on tuesday and left", ""},
		{heed.KindInterview, heed.English, "i want to change my tariff before the winter comes", ""},
	} {
		conv := &heed.Conversation{ID: "c", Kind: c.kind, Turns: []heed.Turn{{Speaker: "A", Text: c.said}}, Speakers: []heed.Speaker{{Speaker: "A", Role: heed.RoleCustomer}}}
		reading := heed.Reading{Span: heed.Span{End: len(c.said)}, Text: c.said, Language: c.lang}
		corp := corpus.New(heed.Study{ID: "s"}, []corpus.Conversation{{Conversation: conv, Sensed: &heed.Sensed{Conversation: "c", Readings: []heed.Reading{reading}}}}, nil, heed.Date{})
		m := NewMaker(corp, &themes.Grouping{}, []int32{-1}, nil, NewWeights(nil))
		got := ""
		if s := m.request(&corp.Utterances[0]); s != nil {
			got = s.Text
			if at, ok := s.Span.In(c.said); !ok || at != s.Text {
				t.Errorf("%q is not at its span", s.Text)
			}
		}
		if got != c.want {
			t.Errorf("%q asks for %q, want %q", c.said, got, c.want)
		}
	}
}
