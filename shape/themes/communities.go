package themes

import "slices"

// communities parts a graph by the Louvain method (Blondel et al., 2008) with
// the resolution of Reichardt and Bornholdt (2006): larger values give more
// and smaller groups. Nodes are visited in their own order and ties go to the
// lower group, so that the result is the same every time. Groups are numbered
// from the largest.
func communities(g *graph, resolution float64) []int32 {
	n := len(g.links)
	member := make([]int32, n)
	for i := range member {
		member[i] = int32(i)
	}
	level := g
	for range 20 {
		part, moved := moveNodes(level, resolution)
		if !moved {
			break
		}
		groups := renumber(part)
		for i := range member {
			member[i] = part[member[i]]
		}
		if groups == len(level.links) {
			break
		}
		level = level.fold(part, groups)
	}
	bySize(member)
	return member
}

// moveNodes moves single nodes between groups while modularity rises.
func moveNodes(g *graph, resolution float64) ([]int32, bool) {
	n := len(g.links)
	part := make([]int32, n)
	degree := make([]float64, n)
	sum := make([]float64, n) // of degrees in the group
	for i := range n {
		part[i] = int32(i)
		degree[i] = g.self[i]
		for _, l := range g.links[i] {
			degree[i] += float64(l.sim)
		}
		sum[i] = degree[i]
	}
	if g.total == 0 {
		return part, false
	}
	to := make([]float64, n) // weight from the node to each group
	touched := make([]int32, 0, 64)
	any := false
	for range 50 {
		moved := 0
		for i := range n {
			own := part[i]
			touched = touched[:0]
			for _, l := range g.links[i] {
				c := part[l.to]
				if to[c] == 0 {
					touched = append(touched, c)
				}
				to[c] += float64(l.sim)
			}
			sum[own] -= degree[i]
			best, gain := own, to[own]-resolution*degree[i]*sum[own]/g.total
			for _, c := range touched {
				x := to[c] - resolution*degree[i]*sum[c]/g.total
				if x > gain+1e-12 || x > gain-1e-12 && c < best && best != own {
					best, gain = c, x
				}
			}
			sum[best] += degree[i]
			if best != own {
				part[i] = best
				moved++
			}
			for _, c := range touched {
				to[c] = 0
			}
		}
		if moved == 0 {
			break
		}
		any = true
		if moved*1000 < n {
			break
		}
	}
	return part, any
}

// fold makes each group one node.
func (g *graph) fold(part []int32, groups int) *graph {
	out := &graph{links: make([][]link, groups), self: make([]float64, groups), total: g.total}
	members := make([][]int32, groups)
	for i, c := range part {
		members[c] = append(members[c], int32(i))
	}
	weight := make([]float64, groups)
	for c, nodes := range members {
		var touched []int32
		for _, i := range nodes {
			out.self[c] += g.self[i]
			for _, l := range g.links[i] {
				d := part[l.to]
				if int(d) == c {
					out.self[c] += float64(l.sim)
					continue
				}
				if weight[d] == 0 {
					touched = append(touched, d)
				}
				weight[d] += float64(l.sim)
			}
		}
		slices.Sort(touched)
		for _, d := range touched {
			out.links[c] = append(out.links[c], link{d, float32(weight[d])})
			weight[d] = 0
		}
	}
	return out
}

// renumber makes the groups 0, 1, 2... in order of first appearance.
func renumber(part []int32) int {
	seen := map[int32]int32{}
	for i, c := range part {
		d, ok := seen[c]
		if !ok {
			d = int32(len(seen))
			seen[c] = d
		}
		part[i] = d
	}
	return len(seen)
}

// bySize renumbers the groups from the largest, the first seen of equals.
// Members of group -1 stay there.
func bySize(part []int32) int {
	var size []int
	for _, c := range part {
		for int(c) >= len(size) {
			size = append(size, 0)
		}
		if c >= 0 {
			size[c]++
		}
	}
	order := make([]int, 0, len(size))
	for c, n := range size {
		if n > 0 {
			order = append(order, c)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return size[b] - size[a] })
	rank := make([]int32, len(size))
	for r, c := range order {
		rank[c] = int32(r)
	}
	for i, c := range part {
		if c >= 0 {
			part[i] = rank[c]
		}
	}
	return len(order)
}
