package content

import (
	"cmp"
	"slices"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

// own returns the persona's claims at the stage, the heaviest first.
func (v View) own() []heed.Claim {
	if v.Persona == nil {
		return nil
	}
	in := map[string]bool{}
	for _, ids := range v.Persona.Fields {
		for _, id := range ids {
			in[id] = true
		}
	}
	var out []heed.Claim
	for _, c := range v.Claims {
		if c.Review == heed.Rejected {
			continue
		}
		mine, staged, here := in[c.ID], false, v.Stage == ""
		for _, p := range c.Places {
			mine = mine || p.Persona == v.Persona.ID
			staged = staged || p.Stage != ""
			here = here || p.Stage == v.Stage
		}
		for _, e := range c.Evidence {
			staged = staged || e.Stage != ""
			here = here || e.Stage == v.Stage
		}
		if mine && (here || !staged) {
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b heed.Claim) int {
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(b.People, a.People), cmp.Compare(a.ID, b.ID))
	})
	return out
}

// kindOf is how a claim is shown in a check.
func kindOf(k heed.SignalKind) string {
	switch k {
	case heed.SigPain, heed.SigDislike:
		return "pain"
	case heed.SigGoal:
		return "goal"
	case heed.SigGain, heed.SigLike:
		return "gain"
	case heed.SigRisk:
		return "risk"
	case heed.SigFeels:
		return "feeling"
	case heed.SigTrigger, heed.SigDriver:
		return "trigger"
	case heed.SigBarrier, heed.SigObjection:
		return "barrier"
	}
	return ""
}

// supporting returns up to n quotations for a claim, one a participant.
func supporting(c *heed.Claim, n int) []heed.Evidence {
	var out []heed.Evidence
	for _, e := range c.Evidence {
		if e.Stance != heed.Supports || slices.ContainsFunc(out, func(o heed.Evidence) bool {
			return o.Participant != "" && o.Participant == e.Participant || o.Text == e.Text
		}) {
			continue
		}
		if out = append(out, e); len(out) == n {
			break
		}
	}
	return out
}

// stemsOf are the content stems of a text.
func stemsOf(s string, lang heed.Language) map[string]bool {
	m := map[string]bool{}
	for _, t := range text.Terms(s, lang) {
		if len(t) > 2 {
			m[t] = true
		}
	}
	return m
}

// values are the stated values of a kind of claim, most people first.
func values(cs []heed.Claim, kind heed.SignalKind) []*heed.Claim {
	var out []*heed.Claim
	for i := range cs {
		c := &cs[i]
		if c.Kind == kind && (c.Value != "" || c.Words != "") && !slices.ContainsFunc(out, func(o *heed.Claim) bool { return o.Value == c.Value && c.Value != "" }) && len(out) < 4 {
			out = append(out, c)
		}
	}
	return out
}

func valueOf(c *heed.Claim) string {
	if c.Value != "" {
		return c.Value
	}
	return c.Words
}
