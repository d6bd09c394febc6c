package maps

import (
	"fmt"
	"testing"

	heed "github.com/heedhq/heed"
)

func claim(id string, kind heed.SignalKind, cell heed.Cell, people int, words string) *heed.Claim {
	return &heed.Claim{
		ID: id, Kind: kind, Words: words, Quoted: true, Language: heed.English, People: people, Weight: float64(people), Basis: heed.Expressed,
		Places:   []heed.Place{{Persona: "p", Cell: cell}},
		Evidence: []heed.Evidence{{Stance: heed.Supports, Participant: id, Intensity: 0.8}},
	}
}

func TestDraw(t *testing.T) {
	var claims []*heed.Claim
	for i := range 12 {
		claims = append(claims, claim(fmt.Sprint("pain", i), heed.SigPain, heed.CellPains, 12-i, fmt.Sprintf("I lost order number %d in the old warehouse system.", i)))
	}
	twin := claim("twin", heed.SigFeels, heed.CellFeels, 1, "I lost order number 0 in the old warehouse system.")
	gone := claim("gone", heed.SigGain, heed.CellGains, 5, "We close the month in two days now.")
	gone.Review = heed.Rejected
	elsewhere := claim("else", heed.SigGain, heed.CellGains, 5, "We close the year in two days now.")
	elsewhere.Places[0].Persona = "q"
	claims = append(claims, twin, gone, elsewhere)
	m := Draw(&heed.Persona{ID: "p"}, "", "", claims, heed.DefaultSettings())
	if got := m.Cells[heed.CellPains]; len(got) != 7 || got[0] != "pain0" {
		t.Errorf("pains: %v", got)
	}
	if len(m.Cells[heed.CellFeels]) != 0 || len(m.Cells[heed.CellGains]) != 0 {
		t.Errorf("the same words twice, a rejected claim or another persona's: %v", m.Cells)
	}
	if got := m.Cells[heed.CellSays]; len(got) != saysWanted || got[0] != "pain7" {
		t.Errorf("says takes what had no room: %v", got)
	}
	seen := map[string]bool{}
	for cell, ids := range m.Cells {
		for _, id := range ids {
			if seen[id] {
				t.Errorf("%s stands twice, once in %s", id, cell)
			}
			seen[id] = true
		}
	}
	if m.Earned.Of != 11+10 || m.Earned.Empty != 10 {
		t.Errorf("earned: %+v", m.Earned)
	}
}
