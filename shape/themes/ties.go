package themes

import (
	"cmp"
	"math"
	"slices"

	heed "github.com/heedhq/heed"
)

const (
	// tieAcross is the most texts of another language that a text is tied to,
	// tieFrom the similarity of what both mean from which they are, and tieBy
	// the weight of such a tie of similarity 1 (that of two texts of one
	// language which share a third of their neighbours).
	tieAcross = 3
	tieFrom   = 0.6
	tieBy     = 0.2
	// widespread is the most texts that mean a thing by which two are tied.
	widespread = 400
)

// across are the ties between an English and a Spanish text that name the same
// needs and subjects. Neighbours by words are of one language.
func across(texts []Text) [][]link {
	holds := map[uint64][]int32{}
	own := make([][]uint64, len(texts))
	for i, t := range texts {
		g := meantGrams(nil, t.Text, t.Lang)
		slices.Sort(g)
		own[i] = slices.Compact(g)
		for _, x := range own[i] {
			holds[x] = append(holds[x], int32(i))
		}
	}
	weight := func(x uint64) float64 {
		w := math.Log(float64(1+len(texts)) / float64(1+len(holds[x])))
		return w * w
	}
	norm := make([]float64, len(texts))
	for i := range own {
		for _, x := range own[i] {
			norm[i] += weight(x)
		}
	}
	out := make([][]link, len(texts))
	for i, t := range texts {
		if t.Lang != heed.Spanish {
			continue
		}
		sum := map[int32]float64{}
		for _, x := range own[i] {
			if len(holds[x]) > widespread {
				continue
			}
			for _, j := range holds[x] {
				if texts[j].Lang == heed.English {
					sum[j] += weight(x)
				}
			}
		}
		var best []link
		for j, s := range sum {
			if s /= math.Sqrt(norm[i] * norm[j]); s >= tieFrom {
				best = append(best, link{j, float32(s)})
			}
		}
		slices.SortFunc(best, func(a, b link) int { return cmp.Or(cmp.Compare(b.sim, a.sim), cmp.Compare(a.to, b.to)) })
		out[i] = best[:min(len(best), tieAcross)]
	}
	return out
}

// tie adds ties to a graph.
func (g *graph) tie(extra [][]link) {
	for i, list := range extra {
		for _, l := range list {
			w := tieBy * l.sim
			g.links[i] = append(g.links[i], link{l.to, w})
			g.links[l.to] = append(g.links[l.to], link{int32(i), w})
			g.total += 2 * float64(w)
		}
	}
	for i := range g.links {
		slices.SortFunc(g.links[i], func(a, b link) int { return int(a.to) - int(b.to) })
	}
}
