package shape

import (
	"slices"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/corpus"
)

// Answer lays what one participant answered onto a finished understanding,
// before the next run: the claims that they answered count it, what they wrote
// stands as evidence on the side of their verdict, and confidence is computed
// again. in.Study, in.Participants (they among them) and in.Checks, all of the
// study, are read, and in.Conversations holds what they wrote, if anything. It
// returns the ids of the claims it changed.
func Answer(u *heed.Understanding, in Input, who string) (touched []string) {
	b := &builder{in: in, set: u.Settings, c: corpus.New(in.Study, in.Conversations, in.Participants, in.AsOf)}
	b.u = *u
	checks := map[int][]heed.MemberCheck{} // of the claims that they answered
	for _, m := range in.Checks {
		if i := b.findClaim(m.Claim, m.Anchor, ""); i >= 0 && m.Participant == who {
			checks[i] = nil
		}
	}
	for _, m := range in.Checks {
		i := b.findClaim(m.Claim, m.Anchor, "")
		if _, asked := checks[i]; asked && !b.refusesAnalysis(m.Participant) {
			checks[i] = append(checks[i], m)
		}
	}
	for i := range b.u.Claims {
		all, asked := checks[i]
		if !asked {
			continue
		}
		c := &b.u.Claims[i]
		b.answerAgain(c, all, who)
		rejudge(&b.u, c)
		touched = append(touched, c.ID)
	}
	*u = b.u
	return touched
}

// answerAgain counts all answers to a claim and lays those of who onto its
// evidence.
func (b *builder) answerAgain(c *heed.Claim, all []heed.MemberCheck, who string) {
	c.Evidence = slices.Clone(c.Evidence)
	for k := range c.Evidence { // what they were against before is open again
		if e := &c.Evidence[k]; e.Participant == who && e.Rule == ruleAnswered {
			e.Stance = heed.Supports
		}
	}
	c.Checks = heed.Checks{}
	var wrong []string
	for _, m := range latestOf(all) {
		if m.Participant == who {
			b.answer(c, m)
		}
		if m.Verdict == heed.Wrong {
			wrong = append(wrong, m.Participant)
		}
		countAnswer(&c.Checks, m.Verdict)
	}
	recount(c)
	opposing(c, wrong)
}

// latestOf keeps each participant's latest answer.
func latestOf(all []heed.MemberCheck) (out []heed.MemberCheck) {
	for _, m := range all {
		i := slices.IndexFunc(out, func(o heed.MemberCheck) bool { return o.Participant == m.Participant })
		switch {
		case i < 0:
			out = append(out, m)
		case out[i].Verdict == "" || m.Verdict != "" && !m.Answered.Before(out[i].Answered):
			out[i] = m
		}
	}
	return out
}

// countAnswer adds one answer; "" is a claim that was shown and not answered.
func countAnswer(c *heed.Checks, v heed.Verdict) {
	c.Asked++
	switch v {
	case heed.Right:
		c.Agreed++
	case heed.Partly:
		c.Partly++
	case heed.Wrong:
		c.Disagreed++
	default:
		return
	}
	c.Answered++
}
