package ledger

import (
	"fmt"
	"testing"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/corpus"
	"github.com/heedhq/heed/shape/themes"
)

// TestTypical: many who say the same are headed by what most of them say, not
// by the odd case among them; few keep the sentence around which they stood.
func TestTypical(t *testing.T) {
	const odd = "I read a lot faster than I listen."
	for _, people := range []int{6, 20} {
		conv := &heed.Conversation{ID: "c", Kind: heed.KindInterview}
		s := &heed.Sensed{}
		var all []themes.Text
		for i := range people {
			said := odd
			if i > 0 {
				said = fmt.Sprintf("It helps me do the work faster in the %s.", []string{"office", "shop", "field"}[i%3])
			}
			span := heed.Span{End: len(said)}
			sig := heed.Signal{Kind: heed.SigGain, Span: span, Text: said, Confidence: 0.8}
			conv.Turns = append(conv.Turns, heed.Turn{Speaker: fmt.Sprint(i), Role: heed.RoleCustomer, Text: said})
			s.Readings = append(s.Readings, heed.Reading{Turn: i, Span: span, Text: said, Language: "en", Signals: []heed.Signal{sig}})
			all = append(all, themes.Text{Text: said, Lang: "en"})
		}
		laid := corpus.New(heed.Study{ID: "s"}, []corpus.Conversation{{Conversation: conv, Sensed: s}}, nil, heed.Date{})
		rows := make([]int32, people)
		for i := range rows {
			rows[i] = -1
		}
		m := NewMaker(laid, nil, rows, nil, NewWeights(all))
		var members []item
		for u := range laid.Utterances {
			it := m.item(int32(u), &laid.Utterances[u].Signals[0])
			it.quality = 1
			members = append(members, it)
		}
		got := laid.Utterances[m.typical(members[0], members).utt].Text
		if few := people < typicalOf; few != (got == odd) {
			t.Errorf("%d people are headed by %q", people, got)
		}
	}
}
