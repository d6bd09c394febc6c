// Package maps draws empathy maps from claims.
package maps

import (
	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/ledger"
)

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
