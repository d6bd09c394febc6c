package app_test

import (
	"encoding/json"
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app/sample"
)

const sampleStudy = "moving-to-harbourline"

// Everybody and everything that the sample's life speaks of is still found in
// what the sample's conversations are understood as.
func TestSampleLivesOn(t *testing.T) {
	a := withClock(t, t.TempDir())
	defer a.Close()
	if _, err := a.ImportSample(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if err := a.LiveSample(t.Context()); err != nil {
		t.Fatal(err)
	}
	var life struct {
		People []struct {
			Name string `json:"name"`
		} `json:"people"`
		ShownBack []any `json:"shown_back"`
		Promises  []any `json:"promises"`
		Believed  []any `json:"believed"`
	}
	if err := json.Unmarshal(sample.Life, &life); err != nil {
		t.Fatal(err)
	}
	rep, err := a.Shown(t.Context(), sampleStudy)
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	for _, p := range rep.Participants {
		named[p.DisplayName] = true
	}
	elsewhere := 0 // people of the other study
	for _, p := range life.People {
		if !named[p.Name] {
			elsewhere++
		}
	}
	if elsewhere > 5 {
		t.Errorf("%d of %d people were not found", elsewhere, len(life.People))
	}
	pages, err := a.Playbacks(t.Context(), sampleStudy)
	if err != nil || len(pages) != len(life.ShownBack) {
		t.Errorf("%d pages for %d people, %v", len(pages), len(life.ShownBack), err)
	}
	promises, err := a.Commitments(t.Context(), sampleStudy)
	if err != nil || len(promises) != len(life.Promises) {
		t.Errorf("%d promises of %d, %v", len(promises), len(life.Promises), err)
	}
	accepted, assumed, high := 0, 0, 0
	for _, c := range rep.Claims {
		if c.Review == heed.Accepted && c.Basis != heed.Assumed {
			accepted++
		}
		if c.Basis == heed.Assumed {
			assumed++
		}
		if c.Confidence.Level == heed.High {
			high++
		}
	}
	if accepted == 0 || assumed < len(life.Believed) || high == 0 {
		t.Errorf("%d accepted, %d assumed, %d high", accepted, assumed, high)
	}
	if c := rep.Earned.Checks; c.Asked == 0 || c.Agreed == 0 || c.Answered >= c.Asked {
		t.Errorf("%+v", c)
	}
}
