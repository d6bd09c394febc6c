package ledger

import (
	"fmt"
	"testing"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/corpus"
	"github.com/heedhq/heed/shape/themes"
)

// Somebody new who says a thing twice is one person more, also where a claim has
// all the evidence that it stores.
func TestTakeCountsAPersonOnce(t *testing.T) {
	const said = "I always double check what it gives me."
	c := &heed.Claim{ID: "c", Kind: heed.SigDoes, Words: said, People: storedEvidence}
	for i := range storedEvidence {
		c.Evidence = append(c.Evidence, heed.Evidence{
			Quotation: heed.Quotation{Conversation: fmt.Sprint(i), Text: said}, Participant: fmt.Sprint("p", i), Stance: heed.Supports,
		})
	}
	conv := &heed.Conversation{ID: "new", Kind: heed.KindInterview}
	s := &heed.Sensed{}
	for i := range 2 {
		conv.Turns = append(conv.Turns, heed.Turn{Speaker: "A", Role: heed.RoleCustomer, Text: said})
		span := heed.Span{End: len(said)}
		s.Readings = append(s.Readings, heed.Reading{Turn: i, Span: span, Text: said, Language: heed.English, Signals: []heed.Signal{{Kind: heed.SigDoes, Span: span, Text: said}}})
	}
	laid := corpus.New(heed.Study{ID: "s"}, []corpus.Conversation{{Conversation: conv, Sensed: s}}, nil, heed.Date{})
	inc := NewIncrement(laid, &themes.Space{}, NewWeights([]themes.Text{{Text: said, Lang: heed.English}}), nil)
	for u := range laid.Utterances {
		inc.Take(Touch{Claim: c, Utt: int32(u), Signal: &laid.Utterances[u].Signals[0], Stance: heed.Supports}, false)
	}
	if c.People != storedEvidence+1 {
		t.Errorf("%d people, want %d", c.People, storedEvidence+1)
	}
}
