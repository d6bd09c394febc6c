package themes

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// Options steer the grouping. The zero value is good.
type Options struct {
	// K is the number of groups wanted; 0 lets the texts decide.
	K    int
	Seed uint64
	// Learn is the space to place in; nil learns one from the texts.
	Space *Space

	fewer int // groups that are made otherwise, of those that serve a reader
}

// Ungrouped is the group of a text that fits none.
const Ungrouped = -1

// Grouping is texts parted into groups.
type Grouping struct {
	Space *Space
	// Of is the group of each text, in the order in which they were given;
	// Ungrouped for one that fits none. Groups are numbered from the largest.
	Of []int32
	// Fit is each text's similarity to the centre of its group, -1..1; of an
	// ungrouped text, to the nearest.
	Fit []float32
	// Centres are the groups' directions, one row of Width each.
	Centres []float32
	Width   int
	Groups  int
	// Silhouette is the mean separation of the grouped texts from the nearest
	// other group, -1..1, by distance to centres (Rousseeuw, 1987, simplified
	// as by Hruschka et al., 2004).
	Silhouette float64
	Cohesion   []float64 // mean fit of each group's members, 0..1

	vec []float32 // the different texts, placed; rows of Width
	at  []int32   // which of them each given text is
}

const (
	// graphOf is the most different texts that the graph is made of; the rest
	// join the nearest group. The cost of the graph is bounded by it.
	graphOf = 8000
	// tie is the number of neighbours that a text is tied to.
	tie = 10
	// smallest is the size under which a group dissolves.
	smallest = 3
)

// Group parts texts by meaning. It depends on the set of texts and not on
// their order: texts are sorted by a hash of their content first, equal texts
// are one. It returns ctx's error where it is cancelled.
func Group(ctx context.Context, texts []Text, opt Options) (*Grouping, error) {
	unique, of := distinct(texts)
	g := &Grouping{Space: opt.Space}
	if g.Space == nil {
		g.Space = Learn(unique, opt.Seed)
	}
	dims := g.Space.Dims()
	g.Width = dims
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	n := len(unique)
	vec := make([]float32, n*dims)
	known := make([]bool, n)
	parallel(n, func(i int) { known[i] = g.Space.Place(vec[i*dims:(i+1)*dims], unique[i]) })
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	part, fit := make([]int32, n), make([]float32, n)
	for i := range part {
		part[i] = Ungrouped
	}
	open := opt.K == 0 && opt.Space == nil // the texts decide
	var terms [][]term
	var heart []int32
	sharp := open && talked(unique)
	if open {
		terms = make([][]term, n)
		parallel(n, func(i int) { terms[i] = termsIn(unique[i]) })
	}
	if sharp {
		for i := range n {
			known[i] = known[i] && (len(terms[i]) > 0 || unique[i].Near != "")
		}
		heart, opt.fewer = seeds(terms)
	}
	usable := make([]int, 0, min(n, graphOf))
	for i := range n {
		if known[i] && len(usable) < graphOf && !(sharp && len(terms[i]) == 0) {
			usable = append(usable, i)
		}
	}
	if len(usable) > 0 {
		sub := make([]float32, 0, len(usable)*dims)
		for _, i := range usable {
			sub = append(sub, vec[i*dims:(i+1)*dims]...)
		}
		placed := make([]Text, len(usable))
		for k, i := range usable {
			placed[k] = unique[i]
		}
		labels := partition(sub, dims, placed, opt)
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if open {
			partLarge(sub, dims, placed, labels, opt)
			joinTwins(placed, labels)
		}
		if sharp {
			seed(labels, part, heart, usable)
		}
		g.Centres = centres(sub, dims, labels)
		g.Groups = len(g.Centres) / dims
		for k, i := range usable {
			part[i] = labels[k]
		}
	}
	g.settle(vec, known, part, fit, opt.K > 0 || sharp)
	if open && g.Groups > 0 {
		times := make([]int, n)
		for _, u := range of {
			times[u]++
		}
		s := sharpener{g: g, terms: terms, vec: vec, known: known, part: part, fit: fit, heart: heart, times: times, talk: sharp}
		s.run()
	}
	g.spread(of, vec, part, fit)
	return g, nil
}

// distinct returns the different texts sorted by content hash and, for each
// given text, which of them it is.
func distinct(texts []Text) ([]Text, []int32) {
	type keyed struct {
		h uint64
		i int
	}
	keys := make([]keyed, len(texts))
	for i, t := range texts {
		keys[i] = keyed{hash(hash(hash(fnvOffset, t.Text)^'|', string(t.Lang))^'|', t.Near), i}
	}
	slices.SortFunc(keys, func(a, b keyed) int {
		return cmp.Or(cmp.Compare(a.h, b.h), cmp.Compare(texts[a.i].Text, texts[b.i].Text), cmp.Compare(texts[a.i].Lang, texts[b.i].Lang), cmp.Compare(texts[a.i].Near, texts[b.i].Near))
	})
	out := make([]Text, 0, len(texts))
	of := make([]int32, len(texts))
	for _, k := range keys {
		t := texts[k.i]
		t.ID = ""
		if len(out) == 0 || out[len(out)-1] != t {
			out = append(out, t)
		}
		of[k.i] = int32(len(out) - 1)
	}
	return out, of
}

// partition groups placed texts: communities of the shared neighbour graph at
// the resolution whose number of groups comes closest to what is wanted, then
// merged down to K where K is given. Groups smaller than smallest are -1
// unless K is given.
func partition(v []float32, dims int, texts []Text, opt Options) []int32 {
	n := len(v) / dims
	g := shared(neighbours(v, dims, min(tie, max(2, n/3)), opt.Seed))
	if opt.K == 0 {
		g.tie(across(texts))
	}
	want := float64(opt.K)
	if opt.K == 0 {
		want = max(2, wanted(n)-float64(opt.fewer))
	}
	var best []int32
	bestGap := math.Inf(1)
	for _, r := range []float64{0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 8, 16, 32} {
		part := communities(g, r)
		groups := float64(sizeable(part, opt.K))
		if opt.K > 0 {
			best = part
			if groups >= want*1.3 {
				break
			}
			continue
		}
		if gap := math.Abs(math.Log(max(1, groups) / want)); gap < bestGap {
			best, bestGap = part, gap
		}
		if groups > want*1.5 {
			break
		}
	}
	if opt.K > 0 {
		return mergeTo(g, v, dims, best, opt.K)
	}
	dissolve(best)
	return best
}

const (
	// large is the share of all texts from which a group is parted again, and
	// largeTexts the fewest: mostly all that was said in the language that few
	// speak.
	large      = 0.15
	largeTexts = 60
)

// partLarge parts the groups that hold too much of everything, each by its
// own graph, and renumbers all from the largest.
func partLarge(v []float32, dims int, texts []Text, part []int32, opt Options) {
	groups := bySize(part)
	next := int32(groups)
	for c := range groups {
		var members []int
		for i, x := range part {
			if int(x) == c {
				members = append(members, i)
			}
		}
		if len(members) < largeTexts || float64(len(members)) < large*float64(len(part)) {
			continue
		}
		sub := make([]float32, 0, len(members)*dims)
		own := make([]Text, 0, len(members))
		for _, i := range members {
			sub = append(sub, v[i*dims:(i+1)*dims]...)
			own = append(own, texts[i])
		}
		for k, x := range partition(sub, dims, own, opt) {
			if x >= 0 {
				part[members[k]] = next + x
			} else {
				part[members[k]] = Ungrouped
			}
		}
		next += int32(len(members))
	}
	bySize(part)
}

// wanted is how many groups serve a reader of n different texts: it grows with
// the square root of n, from 2 to 60.
func wanted(n int) float64 { return min(60, max(2, 0.8*math.Sqrt(float64(n)))) }

// sizeable counts the groups that would stay.
func sizeable(part []int32, k int) int {
	size := map[int32]int{}
	for _, c := range part {
		size[c]++
	}
	n := 0
	for _, s := range size {
		if s >= smallest || k > 0 {
			n++
		}
	}
	return n
}

// dissolve sets the members of small groups free.
func dissolve(part []int32) {
	size := map[int32]int{}
	for _, c := range part {
		size[c]++
	}
	for i, c := range part {
		if size[c] < smallest {
			part[i] = Ungrouped
		}
	}
	bySize(part)
}

// mergeTo merges groups until k are left: at each step the two whose tie is
// strongest for their sizes; a group with no ties joins the nearest centre.
func mergeTo(g *graph, v []float32, dims int, part []int32, k int) []int32 {
	for {
		groups := bySize(part)
		if groups <= k {
			return part
		}
		folded := g.fold(part, groups)
		size := make([]float64, groups)
		for _, c := range part {
			size[c]++
		}
		a, b, best := -1, -1, 0.0
		for c, links := range folded.links {
			for _, l := range links {
				if s := float64(l.sim) / (size[c] * size[l.to]); s > best {
					a, b, best = c, int(l.to), s
				}
			}
		}
		if a < 0 {
			a = groups - 1
			ctr := centres(v, dims, part)
			near, _ := nearest(ctr[a*dims:(a+1)*dims], ctr[:a*dims], dims)
			b = near
		}
		for i, c := range part {
			if int(c) == a {
				part[i] = int32(b)
			}
		}
	}
}

// centres returns the direction of each group.
func centres(v []float32, dims int, part []int32) []float32 {
	groups := int32(0)
	for _, c := range part {
		groups = max(groups, c+1)
	}
	out := make([]float32, int(groups)*dims)
	for i, c := range part {
		if c >= 0 {
			axpy(out[int(c)*dims:(int(c)+1)*dims], v[i*dims:(i+1)*dims], 1)
		}
	}
	for c := range int(groups) {
		normalise(out[c*dims : (c+1)*dims])
	}
	return out
}

// settle gives every text outside the graph, and every one that a dissolved
// group set free, to the nearest group; then, unless all are to be grouped, it sets free the members that fit
// worst.
func (g *Grouping) settle(v []float32, known []bool, part []int32, fit []float32, all bool) {
	if g.Groups == 0 {
		return
	}
	n, dims := len(part), g.Width
	parallel(n, func(i int) {
		if !known[i] {
			return
		}
		x := v[i*dims : (i+1)*dims]
		if part[i] >= 0 {
			c := int(part[i])
			fit[i] = dot(x, g.Centres[c*dims:(c+1)*dims])
			return
		}
		c, s := nearest(x, g.Centres, dims)
		part[i], fit[i] = int32(c), s
	})
	if all {
		return
	}
	fits := make([]float32, 0, n)
	for i := range n {
		if known[i] {
			fits = append(fits, fit[i])
		}
	}
	slices.Sort(fits)
	floor := min(loose, fits[int(mostLoose*float64(len(fits)))])
	for i := range n {
		if fit[i] < floor || !known[i] {
			part[i] = Ungrouped
		}
	}
}

// loose is the similarity to a group's centre under which a text is left
// ungrouped, as long as no more than mostLoose of them are.
const (
	loose     = 0.3
	mostLoose = 0.12
)

// spread copies what was found for the different texts to all given ones.
func (g *Grouping) spread(of []int32, vec []float32, part []int32, fit []float32) {
	n := len(of)
	g.Of, g.Fit, g.vec, g.at = make([]int32, n), make([]float32, n), vec, of
	sum, count := make([]float64, g.Groups), make([]float64, g.Groups)
	for i, u := range of {
		g.Of[i], g.Fit[i] = part[u], fit[u]
		if c := part[u]; c >= 0 {
			sum[c] += float64(fit[u])
			count[c]++
		}
	}
	g.Cohesion = make([]float64, g.Groups)
	for c := range g.Groups {
		if count[c] > 0 {
			g.Cohesion[c] = max(0, sum[c]/count[c])
		}
	}
	g.Silhouette = silhouette(vec, g.Width, g.Centres, part)
}

func silhouette(v []float32, dims int, ctr []float32, part []int32) float64 {
	k := len(ctr) / dims
	if k < 2 {
		return 0
	}
	n := min(len(part), 20000)
	score := make([]float64, n)
	parallel(n, func(i int) {
		if part[i] < 0 {
			return
		}
		x := v[i*dims : (i+1)*dims]
		own := 1 - float64(dot(x, ctr[int(part[i])*dims:(int(part[i])+1)*dims]))
		other := math.Inf(1)
		for c := range k {
			if c != int(part[i]) {
				other = min(other, 1-float64(dot(x, ctr[c*dims:(c+1)*dims])))
			}
		}
		if m := max(own, other); m > 0 {
			score[i] = (other - own) / m
		}
	})
	var sum float64
	grouped := 0
	for i := range n {
		if part[i] >= 0 {
			sum += score[i]
			grouped++
		}
	}
	if grouped == 0 {
		return 0
	}
	return sum / float64(grouped)
}

// Row is the vector of a given text. It must not be changed.
func (g *Grouping) Row(i int) []float32 {
	u := int(g.at[i])
	return g.vec[u*g.Width : (u+1)*g.Width]
}

// Similar is the cosine of two given texts.
func (g *Grouping) Similar(i, j int) float32 {
	if g.at[i] == g.at[j] {
		return 1
	}
	return dot(g.Row(i), g.Row(j))
}

// ToCentre is the cosine of a given text and a group's centre.
func (g *Grouping) ToCentre(i, c int) float32 {
	return dot(g.Row(i), g.Centres[c*g.Width:(c+1)*g.Width])
}
