// Package ledger keeps the claims: how they are made of what was understood,
// what speaks against them, how certain they are, how much has been earned,
// and which question to ask next.
package ledger

import (
	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/stats"
)

// Rules is the version of the rules of confidence.
const Rules = "2026-11.1"

// Context is what the rules need beside the claim.
type Context struct {
	Settings heed.Settings
	AsOf     heed.Date
	// Saturation of the study's set of themes. Where there were too few
	// conversations to tell, it counts as not saturated.
	Saturation heed.Saturation
	// Segment and Stage are those that the claim is about; "" does not judge.
	Segment, Stage string
}

// Recompute sets the claim's confidence by the rules of docs/METHOD.md. It
// reads the claim's counts, evidence, review and checks and nothing else.
func Recompute(c *heed.Claim, ctx Context) {
	c.Confidence = judge(c, ctx)
	if c.Confidence.Level < heed.High {
		l := raise(c, ctx)
		c.Confidence.Raise, c.Confidence.RaiseN, c.Confidence.RaiseMore = l.change, l.n, l.more
	}
}

// judge applies the rules without looking for what would raise the level.
func judge(c *heed.Claim, ctx Context) heed.Confidence {
	out := heed.Confidence{Level: heed.High, Rules: Rules}
	step := func(s heed.Step) {
		if s.Lowered && s.Component != heed.CapBasis && s.Component != heed.CapCheck && s.Component != heed.CapReview {
			out.Level = max(heed.VeryLow, out.Level-1)
			if s.Reason == fewParticipants {
				out.Level = min(out.Level, heed.Low)
			}
		}
		s.Level = out.Level
		out.Steps = append(out.Steps, s)
	}
	bound := func(component heed.Component, most heed.Level, reason string, applies bool) {
		lowered := applies && out.Level > most
		if lowered {
			out.Level = most
		}
		if !applies {
			reason = ""
		}
		step(heed.Step{Component: component, Lowered: lowered, Reason: reason})
	}
	if c.Basis == heed.Assumed && len(c.Evidence) == 0 {
		bound(heed.CapBasis, heed.VeryLow, "assumed", true)
		return out
	}
	step(method(c, ctx))
	step(coherence(c, ctx))
	for _, s := range adequacy(c, ctx) {
		step(s)
	}
	step(relevance(c, ctx))
	agreed := c.Checks.Agreed > 0
	if c.Basis == heed.Assumed {
		bound(heed.CapBasis, heed.VeryLow, "assumed", true)
	} else {
		mind := c.Kind == heed.SigThinks || c.Kind == heed.SigFeels
		bound(heed.CapBasis, heed.Low, "inferred", c.Basis == heed.Inferred && mind && !agreed)
	}
	bound(heed.CapReview, heed.Moderate, "machine", c.Review == heed.Machine || c.Review == "")
	bound(heed.CapCheck, heed.Moderate, "unconfirmed", !agreed)
	return out
}

// voices sums up the supporting evidence by participant: each counts once, by
// the best of what they said.
type voices struct {
	all, drawn, hearsay, machine int
	away                         int // about another segment or stage
}

func supporters(c *heed.Claim, ctx Context) voices {
	type voice struct{ open, own, checked, here bool }
	seen := map[string]*voice{}
	order := 0
	for i := range c.Evidence {
		e := &c.Evidence[i]
		if e.Stance != heed.Supports {
			continue
		}
		key := e.Participant
		if key == "" {
			key = "?" + e.Conversation
		}
		v := seen[key]
		if v == nil {
			v = &voice{}
			seen[key] = v
			order++
		}
		v.open = v.open || !drawnOut(e.Drawn)
		v.own = v.own || !e.Hearsay
		v.checked = v.checked || !e.Machine
		v.here = v.here || (ctx.Segment == "" || e.Segment == "" || e.Segment == ctx.Segment) &&
			(ctx.Stage == "" || e.Stage == "" || e.Stage == ctx.Stage)
	}
	out := voices{all: order}
	for _, v := range seen {
		if !v.open {
			out.drawn++
		}
		if !v.own {
			out.hearsay++
		}
		if !v.checked {
			out.machine++
		}
		if !v.here {
			out.away++
		}
	}
	return out
}

// drawnOut reports whether words that follow such an act count less.
func drawnOut(a heed.ActKind) bool {
	return a == heed.ActLeadingQuestion || a == heed.ActClosedQuestion || a == heed.ActDoubleQuestion
}

// method: most supporters only spoke when led, or only told of others, or are
// known only through a transcript that nobody has checked.
func method(c *heed.Claim, ctx Context) heed.Step {
	v := supporters(c, ctx)
	s := heed.Step{Component: heed.Method, Figures: map[string]float64{
		"supporters": float64(v.all), "drawn_out": float64(v.drawn), "hearsay": float64(v.hearsay), "machine": float64(v.machine),
	}}
	if v.all == 0 {
		s.Unknown = true
		return s
	}
	over := func(n int) bool { return float64(n) > ctx.Settings.DrawnOut*float64(v.all) }
	switch {
	case over(v.hearsay):
		s.Lowered, s.Reason = true, "hearsay"
	case over(v.drawn):
		s.Lowered, s.Reason = true, "leading_questions"
	case over(v.machine):
		s.Lowered, s.Reason = true, "machine_transcript"
	}
	return s
}

// coherence: somebody contradicts it, and supporters are too small a share of
// those who speak to it.
func coherence(c *heed.Claim, ctx Context) heed.Step {
	w := stats.Wilson(c.People, c.People+c.Against)
	s := heed.Step{Component: heed.Coherence, Figures: map[string]float64{
		"supporters": float64(c.People), "opposers": float64(c.Against), "share": w.Value, "wilson_low": w.Low, "wilson_high": w.High, "needed": ctx.Settings.Coherence,
	}}
	if c.Against > 0 && w.Value < ctx.Settings.Coherence {
		s.Lowered, s.Reason = true, "contradicted"
	}
	return s
}

// fewParticipants is the concern that also bounds: whatever else speaks for a
// claim, it stays low while fewer than the needed number of people say it.
const fewParticipants = "few_participants"

// adequacy: too few participants, too few organisations, or themes still
// growing; each of the three is a concern of its own. Supporters whose
// organisation is not known might each be of another, so that organisations
// are judged only where even that would be too few: one voice is one
// organisation, whichever it is.
func adequacy(c *heed.Claim, ctx Context) []heed.Step {
	set := ctx.Settings
	unknown := c.People - knownOrganisations(c)
	first := heed.Step{Component: heed.Adequacy, Figures: map[string]float64{
		"participants": float64(c.People), "needed": float64(set.MinParticipants),
		"organisations": float64(c.Organisations), "organisations_needed": float64(set.MinOrganisations),
	}}
	if c.People < set.MinParticipants {
		first.Lowered, first.Reason = true, fewParticipants
	}
	first.Unknown = c.Organisations < set.MinOrganisations && unknown > 0
	var out []heed.Step
	if c.Organisations+unknown < set.MinOrganisations {
		out = append(out, heed.Step{Component: heed.Adequacy, Lowered: true, Reason: "few_organisations", Figures: map[string]float64{
			"organisations": float64(c.Organisations), "organisations_needed": float64(set.MinOrganisations),
		}})
	}
	if !ctx.Saturation.Saturated {
		out = append(out, heed.Step{Component: heed.Adequacy, Lowered: true, Reason: "not_saturated", Figures: map[string]float64{
			"ratio": ctx.Saturation.Ratio, "threshold": ctx.Saturation.Threshold,
		}})
	}
	return append(out, first) // the bound comes last
}

// knownOrganisations counts the supporters whose organisation is known, as far
// as the stored evidence tells; the rest of them count as unknown.
func knownOrganisations(c *heed.Claim) int {
	seen := map[string]bool{}
	for i := range c.Evidence {
		e := &c.Evidence[i]
		if e.Stance == heed.Supports && e.Organisation != "" && e.Participant != "" {
			seen[e.Participant] = true
		}
	}
	return min(len(seen), c.People)
}

// relevance: mostly about another segment or stage, or last heard longer ago
// than the half-life.
func relevance(c *heed.Claim, ctx Context) heed.Step {
	v := supporters(c, ctx)
	s := heed.Step{Component: heed.Relevance, Figures: map[string]float64{
		"supporters": float64(v.all), "away": float64(v.away), "half_life_days": float64(ctx.Settings.HalfLifeDays),
	}}
	if 2*v.away > v.all {
		s.Lowered, s.Reason = true, "other_segment"
		return s
	}
	if c.LastHeard.IsZero() || ctx.AsOf.IsZero() {
		s.Unknown = true
		return s
	}
	age := ctx.AsOf.DaysSince(c.LastHeard)
	s.Figures["age_days"] = float64(age)
	if age > ctx.Settings.HalfLifeDays {
		s.Lowered, s.Reason = true, "old"
	}
	return s
}
