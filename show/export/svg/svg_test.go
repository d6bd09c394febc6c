package svg_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/show/export/scene"
	"github.com/heedhq/heed/show/export/svg"
	"github.com/heedhq/heed/show/look"
	"github.com/heedhq/heed/show/look/looktest"
)

// TestGoldens compares one drawing of each kind with testdata; HEED_UPDATE=1
// records again. Look at the difference as a picture before you keep it.
func TestGoldens(t *testing.T) {
	s := looktest.Harbourline()
	en := look.NewScene(heed.English, &s, func(string, string) string { return "" })
	es := look.NewScene(heed.Spanish, &s, func(string, string) string { return "" })
	for name, d := range map[string]*scene.Drawing{
		"map.en":     scene.Map(en, &s.EmpathyMaps[0], &s.Personas[0], scene.Options{}),
		"map.es":     scene.Map(es, &s.EmpathyMaps[0], &s.Personas[0], scene.Options{Form: scene.Four}),
		"journey.es": scene.Journey(es, &s.Journeys[0], scene.Options{}),
		"persona.en": scene.Persona(en, &s.Personas[0], scene.Options{}),
	} {
		var b bytes.Buffer
		if err := svg.Write(&b, d, svg.Options{}); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join("testdata", name+".svg")
		if os.Getenv("HEED_UPDATE") != "" {
			if err := os.MkdirAll("testdata", 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got := b.String(); got != string(want) {
			g, w := strings.Split(got, "\n"), strings.Split(string(want), "\n")
			for i := range min(len(g), len(w)) {
				if g[i] != w[i] {
					t.Errorf("%s, line %d:\n got %s\nwant %s", file, i+1, g[i], w[i])
					break
				}
			}
			t.Errorf("%s has changed: %d lines, was %d; HEED_UPDATE=1 records again", file, len(g), len(w))
		}
	}
}

// TestFonts checks that the fonts are inside only where asked for.
func TestFonts(t *testing.T) {
	d := &scene.Drawing{Title: "t", Lang: heed.English, W: 100, H: 100}
	var with, without bytes.Buffer
	if err := svg.Write(&with, d, svg.Options{Fonts: true}); err != nil {
		t.Fatal(err)
	}
	if err := svg.Write(&without, d, svg.Options{}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(with.String(), "data:font/woff2") || strings.Contains(without.String(), "data:") {
		t.Errorf("%d bytes with fonts, %d without", with.Len(), without.Len())
	}
}
