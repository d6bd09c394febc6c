package shape

import (
	"cmp"
	"slices"

	heed "github.com/heedhq/heed"
)

// ruleAnswered names the evidence that a participant's verdict made.
const ruleAnswered = "member_check"

// refusesAnalysis reports whether a participant took their words out of
// analysis; what they answered goes with them.
func (b *builder) refusesAnalysis(participant string) bool {
	for _, p := range b.in.Participants {
		if p.ID == participant {
			return p.Consent.Or(b.in.Study.Consent).Analysis == heed.No
		}
	}
	return false
}

// answer lays one participant's verdict onto a claim. Who says "wrong" stands
// against it from then on, also with what they were taken to have said for it;
// the words that they answered with are evidence on the side of the verdict.
// They answer a statement that was put to them, and so count as drawn out: a
// verdict never makes evidence freer than it was.
func (b *builder) answer(c *heed.Claim, m heed.MemberCheck) {
	if m.Verdict == "" {
		return
	}
	stance := heed.Supports
	if m.Verdict == heed.Wrong {
		stance = heed.Contradicts
		for i := range c.Evidence {
			if e := &c.Evidence[i]; e.Participant == m.Participant && e.Stance == heed.Supports {
				e.Stance, e.Rule = heed.Contradicts, ruleAnswered
			}
		}
	}
	if e, ok := b.answered(m); ok {
		// A quotation never counts twice.
		c.Evidence = slices.DeleteFunc(c.Evidence, func(o heed.Evidence) bool { return o.Quotation == e.Quotation })
		e.Stance = stance
		c.Evidence = append(c.Evidence, e)
	}
	recount(c)
}

// answered makes evidence of the words of a verdict, where they are still
// said and may be quoted.
func (b *builder) answered(m heed.MemberCheck) (e heed.Evidence, ok bool) {
	if m.Said == nil || !b.stillSaid(*m.Said) {
		return e, false
	}
	i := slices.IndexFunc(b.c.People, func(p corpusPerson) bool { return p.ID == m.Participant })
	if i < 0 || b.c.People[i].Unquotable {
		return e, false
	}
	p := b.c.People[i]
	at, _ := slices.BinarySearchFunc(b.c.Convs, m.Said.Conversation, func(c Conversation, id string) int { return cmp.Compare(c.ID, id) })
	v := b.c.Convs[at]
	return heed.Evidence{
		Quotation: *m.Said, Source: v.Source, Participant: p.ID, Organisation: p.Organisation, Segment: p.Segment,
		Kind: v.Kind, Date: v.Date, Language: v.Language, Basis: heed.Expressed,
		Question: v.Turns[m.Said.Turn].Question, Drawn: heed.ActClosedQuestion, Rule: ruleAnswered,
	}, true
}

// opposing counts those who said "wrong" to a claim and of whom nothing may be
// quoted: they stand against it all the same.
func opposing(c *heed.Claim, wrong []string) {
	for _, id := range wrong {
		if !slices.ContainsFunc(c.Evidence, func(e heed.Evidence) bool { return e.Participant == id }) {
			c.Against++
		}
	}
}
