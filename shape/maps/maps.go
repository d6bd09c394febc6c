// Package maps draws empathy maps from claims.
package maps

import (
	"slices"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/ledger"
	"github.com/heedhq/heed/shape/quote"
)

const (
	// saysWanted is the number of items under which the says cell takes what
	// other cells had no room for.
	saysWanted = 4
	// sayable is how well words must stand alone to be drawn there.
	sayable = 0.7
)

// say fills the says cell with what people said in so many words and no other
// cell has room for: several people, or one with feeling.
func say(m *heed.EmpathyMap, persona string, claims []*heed.Claim, seen map[string]bool, set heed.Settings) []*heed.Claim {
	var taken []*heed.Claim
	for _, c := range claims {
		if len(m.Cells[heed.CellSays]) >= min(saysWanted, set.CellItems) {
			break
		}
		k := text.Fold(c.Words)
		if !c.Quoted || c.Review == heed.Rejected || seen[k] || c.People == 0 || !voiced(c.Kind) || c.Evidence[0].Hearsay {
			continue
		}
		if c.People < 2 && c.Evidence[0].Intensity < 0.5 || quote.Score(c.Words, c.Language) < sayable {
			continue
		}
		seen[k] = true
		m.Cells[heed.CellSays] = append(m.Cells[heed.CellSays], c.ID)
		says := heed.Place{Persona: persona, Cell: heed.CellSays}
		if m.Stage == "" && !slices.Contains(c.Places, says) {
			c.Places = append(c.Places, says)
		}
		taken = append(taken, c)
	}
	return taken
}

// voiced are the kinds whose words are a statement of the speaker's.
func voiced(k heed.SignalKind) bool {
	switch k {
	case heed.SigThinks, heed.SigFeels, heed.SigPain, heed.SigGain, heed.SigValue, heed.SigGoal, heed.SigRisk, heed.SigBarrier,
		heed.SigObjection, heed.SigCriterion, heed.SigDriver, heed.SigTrigger, heed.SigLike, heed.SigDislike:
		return true
	}
	return false
}

// Draw makes the map of a persona from its claims, strongest first. A set of
// words stands in one cell only: the one where it is strongest. A cell holds
// at most Settings.CellItems.
func Draw(persona *heed.Persona, stage, outcome string, claims []*heed.Claim, set heed.Settings) heed.EmpathyMap {
	m := heed.EmpathyMap{Persona: persona.ID, Stage: stage, Outcome: outcome, Cells: map[heed.Cell][]string{}}
	seen := map[string]bool{}
	var drawn []*heed.Claim
	for _, c := range claims {
		if c.Review == heed.Rejected {
			continue
		}
		for _, p := range c.Places {
			if p.Persona != persona.ID || p.Cell == "" || len(m.Cells[p.Cell]) >= set.CellItems {
				continue
			}
			k := text.Fold(c.Words)
			if seen[k] {
				continue
			}
			seen[k] = true
			m.Cells[p.Cell] = append(m.Cells[p.Cell], c.ID)
			drawn = append(drawn, c)
		}
	}
	drawn = append(drawn, say(&m, persona.ID, claims, seen, set)...)
	empty := 0
	for _, cell := range heed.Cells {
		if len(m.Cells[cell]) == 0 {
			empty++
		}
	}
	m.Earned = ledger.Earn(drawn, empty)
	m.Participants, m.Organisations = len(persona.Participants), len(persona.Organisations)
	if stage != "" {
		m.Participants, m.Organisations = m.Earned.Participants, m.Earned.Organisations
	}
	return m
}
