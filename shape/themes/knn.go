package themes

import (
	"math"
	"slices"
)

// link is a neighbour with the strength of the tie.
type link struct {
	to  int32
	sim float32
}

// exactUpTo is the number of texts up to which every pair is compared; beyond
// it, only texts in the same or neighbouring cells are.
const exactUpTo = 4000

// neighbours returns for every row its k nearest others, strongest first.
// Beyond exactUpTo rows it looks only into the cells whose centres are nearest
// (an inverted file, as in Jégou, Douze and Schmid, 2011), so that the work
// grows with n times the square root of n.
func neighbours(v []float32, w, k int, seed uint64) [][]link {
	n := len(v) / w
	out := make([][]link, n)
	if n <= exactUpTo {
		parallel(n, func(i int) {
			out[i] = strongest(v, w, i, k, nil, n)
		})
		return out
	}
	cells := int(math.Sqrt(float64(n)))
	part := v[:min(n, 64*cells)*w]
	_, centres := kmeans(part, w, cells, 1, 6, seed)
	cells = len(centres) / w
	home := make([]int32, n)
	parallel(n, func(i int) {
		c, _ := nearest(v[i*w:(i+1)*w], centres, w)
		home[i] = int32(c)
	})
	members := make([][]int32, cells)
	for i, c := range home {
		members[c] = append(members[c], int32(i))
	}
	probe := max(6, cells/12)
	near := make([][]link, cells)
	parallel(cells, func(c int) {
		near[c] = strongest(centres, w, c, probe-1, nil, cells)
	})
	parallel(n, func(i int) {
		candidates := slices.Clone(members[home[i]])
		for _, c := range near[home[i]] {
			candidates = append(candidates, members[c.to]...)
		}
		out[i] = strongest(v, w, i, k, candidates, 0)
	})
	return out
}

// strongest returns the k rows among candidates (all of 0..n-1 where nil) that
// are most similar to row i, itself left out; equals in the order of rows.
func strongest(v []float32, w, i, k int, candidates []int32, n int) []link {
	top := make([]link, 0, k+1)
	x := v[i*w : (i+1)*w]
	consider := func(j int) {
		if j == i {
			return
		}
		s := dot(x, v[j*w:(j+1)*w])
		if len(top) == k && s <= top[k-1].sim {
			return
		}
		p := len(top)
		for p > 0 && top[p-1].sim < s {
			p--
		}
		top = slices.Insert(top, p, link{int32(j), s})
		if len(top) > k {
			top = top[:k]
		}
	}
	if k < 1 {
		return nil
	}
	if candidates == nil {
		for j := range n {
			consider(j)
		}
		return top
	}
	slices.Sort(candidates)
	for _, j := range candidates {
		consider(int(j))
	}
	return top
}

// graph is an undirected weighted graph.
type graph struct {
	links [][]link
	self  []float64 // twice the weight of a node's tie to itself
	total float64   // twice the weight of all ties
}

// shared makes a graph of neighbour lists: a tie is as strong as the share of
// neighbours that both ends have in common (Jarvis and Patrick, 1973) times
// their similarity, which keeps a text that is near to everything from joining
// groups that have nothing else in common.
func shared(near [][]link) *graph {
	n := len(near)
	sets := make([][]int32, n)
	for i, l := range near {
		s := make([]int32, 0, len(l)+1)
		s = append(s, int32(i))
		for _, x := range l {
			s = append(s, x.to)
		}
		slices.Sort(s)
		sets[i] = s
	}
	g := &graph{links: make([][]link, n), self: make([]float64, n)}
	for i, l := range near {
		for _, x := range l {
			j := int(x.to)
			mutual := slices.ContainsFunc(near[j], func(y link) bool { return int(y.to) == i })
			if mutual && j < i {
				continue // the other end has it
			}
			common := intersection(sets[i], sets[j])
			weight := float32(common) / float32(len(sets[i])+len(sets[j])-common) * max(0.01, x.sim)
			if weight <= 0 {
				continue
			}
			g.links[i] = append(g.links[i], link{x.to, weight})
			g.links[j] = append(g.links[j], link{int32(i), weight})
			g.total += 2 * float64(weight)
		}
	}
	for i := range g.links {
		slices.SortFunc(g.links[i], func(a, b link) int { return int(a.to) - int(b.to) })
	}
	return g
}

func intersection(a, b []int32) int {
	n, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			n++
			i++
			j++
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return n
}
