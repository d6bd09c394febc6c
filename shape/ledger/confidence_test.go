package ledger

import (
	"fmt"
	"testing"

	heed "github.com/heedhq/heed"
	"pgregory.net/rapid"
)

func date(s string) heed.Date {
	d, err := heed.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func context(saturated bool) Context {
	return Context{Settings: heed.DefaultSettings(), AsOf: date("2026-11-20"), Saturation: heed.Saturation{Saturated: saturated, Threshold: 0.05}}
}

// claimOf makes a claim of n supporters, each of an organisation of their own
// where orgs is true, heard in answer to an open question.
func claimOf(n int, orgs bool) heed.Claim {
	c := heed.Claim{ID: "c", Words: "w", Kind: heed.SigPain, Basis: heed.Expressed, Review: heed.Machine, People: n, LastHeard: date("2026-11-01")}
	for i := range n {
		e := heed.Evidence{Stance: heed.Supports, Participant: fmt.Sprint("p", i), Drawn: heed.ActOpenQuestion, Basis: heed.Expressed}
		if orgs {
			e.Organisation = fmt.Sprint("o", i)
			c.Organisations++
		}
		c.Evidence = append(c.Evidence, e)
	}
	return c
}

func TestRules(t *testing.T) {
	for _, c := range []struct {
		name      string
		change    func(*heed.Claim)
		people    int
		orgs      bool
		growing   bool
		level     heed.Level
		raise     string
		concerned string
	}{
		{name: "accepted and confirmed", people: 5, orgs: true, level: heed.High, change: func(c *heed.Claim) { c.Review, c.Checks.Agreed = heed.Accepted, 1 }},
		{name: "machine alone", people: 5, orgs: true, level: heed.Moderate, raise: "accept_confirm", concerned: "machine"},
		{name: "accepted, not confirmed", people: 5, orgs: true, level: heed.Moderate, raise: "confirm", concerned: "unconfirmed", change: func(c *heed.Claim) { c.Review = heed.Accepted }},
		{name: "two voices, two organisations", people: 2, orgs: true, level: heed.Low, raise: "participant", concerned: "few_participants"},
		{name: "one voice", people: 1, orgs: true, level: heed.Low, raise: "participant", concerned: "few_organisations"},
		{name: "one voice, organisation unknown", people: 1, level: heed.Low, raise: "participant", concerned: "few_organisations"},
		{name: "one voice, themes growing", people: 1, growing: true, level: heed.VeryLow, raise: "participant", concerned: "not_saturated"},
		{name: "organisations unknown are not judged", people: 4, level: heed.Moderate, raise: "accept_confirm"},
		{name: "contradicted", people: 3, orgs: true, level: heed.Moderate, raise: "participant", concerned: "contradicted", change: func(c *heed.Claim) { c.Against = 2 }},
		{name: "three quarters is enough", people: 3, orgs: true, level: heed.Moderate, raise: "accept_confirm", change: func(c *heed.Claim) { c.Against = 1 }},
		{name: "led", people: 4, orgs: true, level: heed.Moderate, raise: "confirm", concerned: "leading_questions", change: func(c *heed.Claim) {
			for i := range 3 {
				c.Evidence[i].Drawn = heed.ActLeadingQuestion
			}
		}},
		{name: "hearsay and old", people: 4, orgs: true, level: heed.Low, raise: "recent", concerned: "old", change: func(c *heed.Claim) {
			for i := range c.Evidence {
				c.Evidence[i].Hearsay = true
			}
			c.LastHeard = date("2024-01-01")
		}},
		{name: "inferred", people: 5, orgs: true, level: heed.Low, raise: "confirm", concerned: "inferred", change: func(c *heed.Claim) { c.Kind, c.Basis = heed.SigThinks, heed.Inferred }},
		{name: "assumed", people: 0, level: heed.VeryLow, raise: "confirm", concerned: "assumed", change: func(c *heed.Claim) { c.Basis = heed.Assumed }},
	} {
		t.Run(c.name, func(t *testing.T) {
			claim := claimOf(c.people, c.orgs)
			if c.change != nil {
				c.change(&claim)
			}
			Recompute(&claim, context(!c.growing))
			got := claim.Confidence
			if got.Level != c.level || got.Raise != c.raise {
				t.Errorf("level %s, raised by %q; want %s, %q\n%+v", got.Level, got.Raise, c.level, c.raise, got.Steps)
			}
			found := c.concerned == ""
			for _, s := range got.Steps {
				found = found || s.Reason == c.concerned
			}
			if !found {
				t.Errorf("no step names %q: %+v", c.concerned, got.Steps)
			}
		})
	}
}

func drawClaim(t *rapid.T) heed.Claim {
	c := heed.Claim{
		ID: "c", Words: "w", Kind: rapid.SampledFrom(heed.SignalKinds).Draw(t, "kind"),
		Basis:   rapid.SampledFrom([]heed.Basis{heed.Expressed, heed.Inferred}).Draw(t, "basis"),
		Review:  rapid.SampledFrom([]heed.Review{heed.Machine, heed.Accepted, heed.Edited}).Draw(t, "review"),
		Against: rapid.IntRange(0, 6).Draw(t, "against"),
	}
	c.Checks.Agreed = rapid.IntRange(0, 2).Draw(t, "agreed")
	n := rapid.IntRange(1, 8).Draw(t, "people")
	orgs := map[string]bool{}
	for i := range n {
		addSupporter(t, &c, fmt.Sprint("p", i), orgs)
	}
	return c
}

func addSupporter(t *rapid.T, c *heed.Claim, who string, orgs map[string]bool) {
	e := heed.Evidence{
		Stance: heed.Supports, Participant: who, Basis: heed.Expressed,
		Organisation: rapid.SampledFrom([]string{"", "a", "b", "c"}).Draw(t, "org"),
		Drawn:        rapid.SampledFrom([]heed.ActKind{heed.ActOpenQuestion, heed.ActClosedQuestion, heed.ActLeadingQuestion, ""}).Draw(t, "drawn"),
		Hearsay:      rapid.Bool().Draw(t, "hearsay"),
	}
	c.Evidence = append(c.Evidence, e)
	c.People++
	if e.Organisation != "" && !orgs[e.Organisation] {
		orgs[e.Organisation] = true
		c.Organisations++
	}
}

// lowered counts the concerns of a component.
func lowered(c *heed.Claim, component heed.Component) int {
	n := 0
	for _, s := range c.Confidence.Steps {
		if s.Component == component && s.Lowered {
			n++
		}
	}
	return n
}

func TestOneMoreSupporterNeverLowers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ctx := context(rapid.Bool().Draw(t, "saturated"))
		c := drawClaim(t)
		Recompute(&c, ctx)
		coherence, adequacy := lowered(&c, heed.Coherence), lowered(&c, heed.Adequacy)
		orgs := map[string]bool{}
		for _, e := range c.Evidence {
			if e.Organisation != "" {
				orgs[e.Organisation] = true
			}
		}
		more := c
		more.Evidence = append([]heed.Evidence(nil), c.Evidence...)
		addSupporter(t, &more, "new", orgs)
		Recompute(&more, ctx)
		if lowered(&more, heed.Coherence) > coherence || lowered(&more, heed.Adequacy) > adequacy {
			t.Fatalf("one more supporter raised a concern:\n%+v\n%+v", c.Confidence.Steps, more.Confidence.Steps)
		}
	})
}

// A confirmation or an acceptance never lowers, the caps hold, and every level
// can be recomputed from its steps.
func TestCapsHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ctx := context(rapid.Bool().Draw(t, "saturated"))
		c := drawClaim(t)
		Recompute(&c, ctx)
		level := heed.High
		for _, s := range c.Confidence.Steps {
			switch s.Component {
			case heed.CapBasis, heed.CapReview, heed.CapCheck:
				level = min(level, s.Level)
			default:
				if s.Lowered {
					level = max(heed.VeryLow, level-1)
				}
				if s.Reason == fewParticipants {
					level = min(level, heed.Low)
				}
			}
			if s.Level != level {
				t.Fatalf("step %s stands at %s, not %s: %+v", s.Component, s.Level, level, c.Confidence.Steps)
			}
		}
		if level != c.Confidence.Level {
			t.Fatalf("steps come to %s, the claim to %s", level, c.Confidence.Level)
		}
		if level == heed.High && (c.Checks.Agreed == 0 || c.Review == heed.Machine) {
			t.Fatal("high without a confirmation or a person's acceptance")
		}
		if level > heed.Low && c.People < ctx.Settings.MinParticipants {
			t.Fatalf("%d people bring a claim to %s", c.People, level)
		}
		if (level == heed.High) != (c.Confidence.Raise == "") {
			t.Fatalf("level %s is raised by %q", level, c.Confidence.Raise)
		}
		with := c
		with.Checks.Agreed++
		with.Review = heed.Accepted
		Recompute(&with, ctx)
		if with.Confidence.Level < level {
			t.Fatal("a confirmation lowered the level")
		}
	})
}

// Saying less never raises what has been earned, and an empty field always
// lowers it.
func TestEarnedIsNotRaisedBySilence(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all []*heed.Claim
		for range rapid.IntRange(1, 12).Draw(t, "n") {
			c := drawClaim(t)
			Recompute(&c, context(true))
			all = append(all, &c)
		}
		empty := rapid.IntRange(0, 5).Draw(t, "empty")
		e := Earn(all, empty)
		if e.Share < 0 || e.Share > 1 || e.Claims > e.Of || e.Of != len(all)+empty {
			t.Fatalf("%+v", e)
		}
		if less := Earn(all, empty+1); less.Share > e.Share {
			t.Fatal("an unfilled field raised the share")
		}
	})
}
