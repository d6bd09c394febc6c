package shape

import (
	"slices"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/ledger"
)

// ruleByHand names the link that a person made.
const ruleByHand = "by hand"

// evidenceOf looks at a quotation that a person chose as evidence the way the
// engine looks at its own: who says it, drawn out by which question. ok is
// false where the words no longer stand there, are no customer's, or may not
// be quoted.
func (b *builder) evidenceOf(e heed.Evidence) (out heed.Evidence, ok bool) {
	if !b.stillSaid(e.Quotation) {
		return e, false
	}
	i := b.sentenceOf(e.Quotation)
	if i < 0 || b.c.Utterances[i].Withheld {
		return e, false
	}
	out = ledger.Evidence(b.c, i, e.Span, nil, e.Stance)
	out.Rule = ruleByHand
	return out, true
}

// place notes that a person put a claim where it stands.
func (b *builder) place(id string) {
	if b.placed == nil {
		b.placed = map[string]bool{}
	}
	b.placed[id] = true
}

// placedFirst sets the claims that a person placed before the others: what
// somebody put somewhere is seen there.
func (b *builder) placedFirst(list []*heed.Claim) []*heed.Claim {
	if len(b.placed) == 0 {
		return list
	}
	var first, rest []*heed.Claim
	for _, c := range list {
		if b.placed[c.ID] {
			first = append(first, c)
		} else {
			rest = append(rest, c)
		}
	}
	return slices.Concat(first, rest)
}

// addEvidence lays quotations that a person chose onto a claim: what the claim
// already quotes there takes the stance that the person gave it. A claim that
// was only assumed is said from then on.
func (b *builder) addEvidence(c *heed.Claim, d heed.Decision) bool {
	if d.Claim == nil {
		return false
	}
	laid := false
	for _, chosen := range d.Claim.Evidence {
		e, ok := b.evidenceOf(chosen)
		if !ok {
			continue
		}
		laid = true
		at := slices.IndexFunc(c.Evidence, func(x heed.Evidence) bool {
			return x.Conversation == e.Conversation && x.Turn == e.Turn && (x.Span.Contains(e.Span) || e.Span.Contains(x.Span))
		})
		if at >= 0 {
			c.Evidence[at].Stance, c.Evidence[at].Rule = e.Stance, e.Rule
		} else {
			c.Evidence = append(c.Evidence, e)
		}
		if c.Basis == heed.Assumed && e.Stance == heed.Supports {
			c.Basis = heed.Expressed
		}
	}
	if laid {
		recount(c)
	}
	return laid
}
