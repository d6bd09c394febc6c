package journeys

import (
	"testing"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/corpus"
)

// named is a conversation in which somebody names a channel or touchpoint.
func namedIn(id, stage, words string, kind heed.SignalKind, value string) corpus.Conversation {
	v := said(id, heed.RoleResearcher, stage, 0, words)
	v.Sensed.Readings[0].Signals = []heed.Signal{{Kind: kind, Value: value, Span: heed.Span{End: len(words)}, Text: words, Basis: heed.Expressed, Confidence: 0.7}}
	return v
}

// A touchpoint that is named stands at its stage with the words of one who
// names it; a call between others is none of ours.
func TestMentioned(t *testing.T) {
	c, l := lay(
		namedIn("a", "evaluate", "The demo had eleven products in it and they were bolts.", heed.SigTouchpoint, "demo"),
		namedIn("b", "evaluate", "In the demo it looked like a shop.", heed.SigTouchpoint, "demo"),
		namedIn("c", "renew", "I said you can ring me on a Friday.", heed.SigChannel, "phone"),
		namedIn("d", "renew", "Her husband rang the office.", heed.SigChannel, "phone"),
	)
	got := map[string]int{}
	for s, list := range mentioned(c, l) {
		for _, m := range list {
			got[l.Stages[s].ID+" "+m.Value] = m.People
			if turn := m.Quote.Text; turn == "" {
				t.Errorf("%s %s has no words", l.Stages[s].ID, m.Value)
			}
		}
	}
	if len(got) != 2 || got["evaluate demo"] != 2 || got["renew phone"] != 1 {
		t.Errorf("named: %v", got)
	}
}
