package look

import (
	"math"

	"github.com/heedhq/heed"
)

// Rule is one step of a claim's confidence as a sentence.
type Rule struct {
	Name     string // Coherence
	Sentence string
	Effect   string // one level down
	Lowered  bool
	Mark     Mark // after this step
}

// Rules writes a claim's steps as sentences, and the heading over them.
func (sc *Scene) Rules(c *heed.Claim) ([]Rule, string) {
	var out []Rule
	for _, s := range c.Confidence.Steps {
		// a cap that does not apply is no news, save a confirmation
		if s.Component == heed.CapBasis && !s.Lowered && s.Reason == "" {
			continue
		}
		r := Rule{
			Name: sc.Say("component." + string(s.Component)), Sentence: sc.sentence(s, c),
			Lowered: s.Lowered, Mark: sc.Mark(s.Level, ""),
		}
		isCap := s.Component == heed.CapBasis || s.Component == heed.CapReview || s.Component == heed.CapCheck
		switch {
		case s.Lowered && isCap:
			r.Effect = sc.Say("effect.cap")
		case s.Lowered:
			r.Effect = sc.Say("effect.down")
		case s.Unknown:
			r.Effect = sc.Say("effect.unknown")
		default:
			r.Effect = sc.Say("effect.none")
		}
		out = append(out, r)
	}
	return out, sc.Say("rules.why", "level", sc.Say("level."+c.Confidence.Level.String()))
}

// sentence writes what a step looked at, with its figures.
func (sc *Scene) sentence(s heed.Step, c *heed.Claim) string {
	f := func(name string) int { return int(math.Round(s.Figures[name])) }
	reason := s.Reason
	if reason == "" {
		reason = "ok"
		if s.Unknown {
			reason = "unknown"
		}
	}
	id := "step." + string(s.Component) + "." + reason
	switch s.Component {
	case heed.Method:
		all := f("supporters")
		return sc.Say(id, "all", all, "open", max(0, all-f("drawn_out")), "drawn", f("drawn_out"), "hearsay", f("hearsay"), "machine", f("machine"))
	case heed.Coherence:
		if reason == "ok" && f("opposers") > 0 {
			id = "step.coherence.agree"
		}
		return sc.Say(id, "f", f("supporters"), "all", f("supporters")+f("opposers"), "low", s.Figures["wilson_low"], "needed", sc.Percent(s.Figures["needed"]))
	case heed.Adequacy:
		if reason == "ok" && s.Unknown {
			id = "step.adequacy.ok_unknown"
		}
		if reason == "not_saturated" && s.Figures["ratio"] <= s.Figures["threshold"] {
			id = "step.adequacy.not_saturated_few"
		}
		orgs := sc.Say("organisations", "n", f("organisations"))
		if f("organisations") == 0 {
			orgs = sc.Say("orgs_unknown")
		}
		return sc.Say(id, "p", sc.People(f("participants")), "o", orgs,
			"needed", f("needed"), "orgs", f("organisations_needed"),
			"ratio", sc.Percent(s.Figures["ratio"]), "threshold", sc.Percent(s.Figures["threshold"]))
	case heed.Relevance:
		age := sc.Say("unknown")
		if days, ok := s.Figures["age_days"]; ok {
			age = sc.Say("days_ago", "n", int(days))
		}
		return sc.Say(id, "age", age, "half", f("half_life_days"), "away", f("away"), "all", f("supporters"))
	case heed.CapCheck:
		return sc.Say(id, "n", c.Checks.Agreed)
	}
	return sc.Say(id)
}

func (sc *Scene) raise(c *heed.Claim) string {
	id := "raise." + c.Confidence.Raise
	if c.Confidence.Raise == "" || !Has(id) {
		return ""
	}
	if c.Confidence.RaiseMore {
		id += "_more"
	}
	return sc.Say(id, "n", max(1, c.Confidence.RaiseN))
}
