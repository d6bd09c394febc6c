package look_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/show/look"
)

// TestComponents compares every component in its states, in both languages,
// with testdata; HEED_UPDATE=1 records it again.
func TestComponents(t *testing.T) {
	for _, lang := range []heed.Language{heed.English, heed.Spanish} {
		sc := scene(lang)
		s := sc.Study
		var contradicted, read, assumed, edited, rejected *heed.Claim
		for i := range s.Claims {
			switch c := &s.Claims[i]; {
			case c.Against == 2:
				contradicted = c
			case c.Review == heed.Rejected:
				rejected = c
			case c.Review == heed.Edited:
				edited = c
			case c.Basis == heed.Inferred && read == nil:
				read = c
			case c.Basis == heed.Assumed && assumed == nil:
				assumed = c
			}
		}
		persona := &s.Personas[0]
		journey := sc.Journey(&s.Journeys[0], "j")
		for name, data := range map[string]any{
			"quote":      sc.Quote(&s.Claims[0].Evidence[0]),
			"claim":      sc.Line(&s.Claims[0]),
			"ask":        sc.Ask(&s.Questions[0]),
			"earned":     sc.Earned(s.Earned),
			"saturation": sc.Saturation(s.Themes.Saturation),
			"dots":       sc.Dots(persona),
			"drivers":    sc.Drivers(persona),
			"tally":      sc.Tally(11, 0),
			"ring":       sc.Ring("Nadia Ferrer", 11, 4, "m"),
			"map":        sc.Map(&s.EmpathyMaps[0], persona, "m", 4),
			"map-four":   sc.Map(&s.EmpathyMaps[0], persona, "m", 2),
			"map-canvas": sc.Map(&s.EmpathyMaps[0], persona, "m", 2),
			"curves":     journey.Curves[0],
			"journey":    journey,
			"panel-body": sc.Panel(contradicted, 8),
		} {
			compare(t, name, name+"."+string(lang), lang, data)
		}
		for state, claim := range map[string]*heed.Claim{"read": read, "assumed": assumed, "edited": edited, "rejected": rejected} {
			compare(t, "claim", "claim-"+state+"."+string(lang), lang, sc.Line(claim))
		}
		compare(t, "quote", "quote-led."+string(lang), lang, sc.Quote(&contradicted.Evidence[2]))
		compare(t, "quote", "quote-hearsay."+string(lang), lang, sc.Quote(&s.Silent[0].Evidence[1]))
		compare(t, "quote", "quote-withdrawn."+string(lang), lang, sc.Withdrawn(heed.Date{Year: 2026, Month: 11, Day: 12}))
		compare(t, "tally", "tally-many."+string(lang), lang, sc.Tally(1250, 2500))
		compare(t, "ring", "ring-ghost."+string(lang), lang, sc.Ring("Nobody", 0, 0, "m"))
	}
}

func compare(t *testing.T, template, name string, lang heed.Language, data any) {
	t.Helper()
	var got bytes.Buffer
	if err := look.Templates(lang).ExecuteTemplate(&got, template, data); err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	file := filepath.Join("testdata", name+".html")
	if os.Getenv("HEED_UPDATE") == "1" {
		if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Bytes(), want) {
		t.Errorf("%s differs from %s; see the difference with HEED_UPDATE=1 and git diff", name, file)
	}
}
