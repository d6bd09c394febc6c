package shape

import (
	"fmt"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/heedhq/heed/shape/themes"
)

func TestPairs(t *testing.T) {
	if os.Getenv("PAIRS") == "" {
		t.Skip()
	}
	in := realInterviews(t)
	b := &builder{in: in, set: in.Study.Settings}
	b.lay()
	g, _ := themes.Group(t.Context(), b.texts, themes.Options{Seed: 1})
	rng := rand.New(rand.NewPCG(1, 2))
	for _, lo := range []float32{0.35, 0.4, 0.45, 0.5, 0.55, 0.6} {
		n := 0
		tot := 0
		type pr struct{ i, j int }
		var ps []pr
		for i := range b.texts {
			for j := i + 1; j < len(b.texts); j++ {
				s := g.Similar(i, j)
				if s >= lo && s < lo+0.05 {
					tot++
					ps = append(ps, pr{i, j})
				}
			}
		}
		fmt.Println("==", lo, tot)
		rng.Shuffle(len(ps), func(i, j int) { ps[i], ps[j] = ps[j], ps[i] })
		for _, p := range ps {
			if n == 14 {
				break
			}
			n++
			fmt.Printf("  %.2f %v\n     %s\n     %s\n", g.Similar(p.i, p.j), g.Of[p.i] == g.Of[p.j], b.texts[p.i].Text, b.texts[p.j].Text)
		}
	}
}
