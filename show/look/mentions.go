package look

import (
	"github.com/heedhq/heed"
)

// mentionMax is the most bytes of the words beside a touchpoint that is named.
const mentionMax = 90

// mentions sets touchpoints that are named at a stage as lines of their lane:
// the words of one who names it, what it is and how many people name it. They
// carry no strokes, for nobody claims anything of them.
func (sc *Scene) mentions(named []heed.Mention) []Claim {
	var out []Claim
	for i := range named {
		m := &named[i]
		q := sc.Quote(&m.Quote)
		if q.Withdrawn != "" || m.Quote.Text == "" {
			continue
		}
		text, _ := Cut(Clean(m.Quote.Text), mentionMax)
		open, shut := marks(m.Quote.Language)
		out = append(out, Claim{
			Href: q.At, Text: open + text + shut, Lang: sc.langAttr(m.Quote.Language), Voice: "said",
			People: sc.Say("journey.named", "what", capital(ChannelName(sc.Words, m.Value)), "p", sc.People(m.People)), N: m.People,
		})
	}
	return out
}
