package themes

import "slices"

// Regroup replaces the groups by of, one entry a given text, and describes
// them anew. Groups are renumbered from the largest; it returns the new number
// of each old one, -1 for one that is empty now. Equal texts follow the first
// of them.
func (g *Grouping) Regroup(of []int32) []int32 {
	groups := int32(0)
	for _, c := range of {
		groups = max(groups, c+1)
	}
	dims := g.Width
	n := len(g.vec) / dims
	part := make([]int32, n)
	for u := range part {
		part[u] = Ungrouped
	}
	set := make([]bool, n)
	for i, u := range g.at {
		if !set[u] {
			part[u], set[u] = of[i], true
		}
	}
	before := slices.Clone(part)
	g.Groups = bySize(part)
	to := make([]int32, groups)
	for c := range to {
		to[c] = Ungrouped
	}
	for u, c := range before {
		if c >= 0 {
			to[c] = part[u]
		}
	}
	g.Centres = centres(g.vec, dims, part)
	fit := make([]float32, n)
	for u, c := range part {
		if c >= 0 {
			fit[u] = dot(g.vec[u*dims:(u+1)*dims], g.Centres[int(c)*dims:(int(c)+1)*dims])
		}
	}
	g.spread(g.at, g.vec, part, fit)
	return to
}

// Bisect parts the members of a group in two by what they mean: the members of
// the smaller part, or nil where they cannot be parted.
func (g *Grouping) Bisect(c int32, seed uint64) []int32 {
	var members []int32
	var sub []float32
	for i, x := range g.Of {
		if x == c {
			members = append(members, int32(i))
			sub = append(sub, g.Row(i)...)
		}
	}
	if len(members) < 2 {
		return nil
	}
	labels, _ := kmeans(sub, g.Width, 2, 4, 30, seed)
	var a, b []int32
	for k, i := range members {
		if labels[k] == 0 {
			a = append(a, i)
		} else {
			b = append(b, i)
		}
	}
	if len(a) < len(b) {
		b = a
	}
	if len(b) == 0 {
		return nil
	}
	return b
}
