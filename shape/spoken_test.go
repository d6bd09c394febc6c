package shape

import (
	"testing"

	heed "github.com/heedhq/heed"
)

// TestSpoken: a stated language stays, a plain one is recognised, and what is
// too short to tell goes with most.
func TestSpoken(t *testing.T) {
	texts := []Text{
		{Text: "La factura del mes pasado está mal otra vez."},
		{Text: "Nadie contesta al teléfono cuando llamo."},
		{Text: "The export fails whenever I try it on a Monday."},
		{Text: "PIN"},
		{Text: "OK", Lang: heed.English},
		{Text: "No puedo entrar en mi cuenta desde ayer."},
	}
	want := []heed.Language{heed.Spanish, heed.Spanish, heed.English, heed.Spanish, heed.English, heed.Spanish}
	for i, got := range spoken(texts) {
		if got.Lang != want[i] {
			t.Errorf("%q is %q, want %q", got.Text, got.Lang, want[i])
		}
	}
	if texts[0].Lang != "" {
		t.Error("what was given is changed")
	}
}
