package scene_test

import (
	"strings"
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/show/export/scene"
	"github.com/heedhq/heed/show/look"
	"github.com/heedhq/heed/show/look/looktest"
)

func BenchmarkMap(b *testing.B) {
	s := looktest.Harbourline()
	sc := look.NewScene(heed.English, &s, noLink)
	for b.Loop() {
		scene.Map(sc, &s.EmpathyMaps[0], &s.Personas[0], scene.Options{})
	}
}

// BenchmarkLongWord must grow with the word, not with its square.
func BenchmarkLongWord(b *testing.B) {
	text := strings.Repeat("m", 100_000)
	st := scene.Style{Face: scene.Serif, Size: 20}
	for b.Loop() {
		scene.Paragraph(300, scene.Left, scene.Words{Text: text, Style: st})
	}
}
