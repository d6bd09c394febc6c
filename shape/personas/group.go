// Package personas parts a study's participants into groups that a reader can
// tell apart, and describes each from its claims.
package personas

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"math"
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/corpus"
	"github.com/heedhq/heed/shape/ledger"
	"github.com/heedhq/heed/shape/themes"
)

// Group is the people behind one persona.
type Group struct {
	ID       string
	Grouping string // segment, role, themes, others, person, assumed
	Segment  string // the segment or role they share
	People   []int32
	// Separation is the mean silhouette of the group, -1..1.
	Separation float64
	// Name was given by a person.
	Name string
}

const (
	// fewest is the fewest people that make a group of their own when groups
	// are discovered.
	fewest = 3
	// discoverFrom is the fewest people among whom groups are looked for.
	discoverFrom = 8
	// apart is by how much the silhouette of discovered groups must be greater
	// than that of as many groups of people who say what they say by chance.
	apart = 0.02
	// of people who came once to have something done, groups are fewestContacts
	// or more, and stand further apart.
	fewestContacts = 5
	apartContacts  = 0.25
	// spoken is the fewest grouped sentences of the median person from which
	// groups are looked for at all: a call of three sentences describes nobody.
	spoken = 5
)

// Find parts the corpus's people. by is Settings.PersonasBy. People of whom
// nothing is known that would group them form a group of their own where they
// are fewest or more, else they join none.
func Find(c *corpus.Corpus, g *themes.Grouping, row []int32, set heed.Settings) []Group {
	if len(c.People) == 0 {
		return nil
	}
	vec := vectorsOf(c, g, row)
	var groups []Group
	switch set.PersonasBy {
	case "segment":
		groups = byAttribute(c, "segment", func(p *corpus.Person) string { return p.Segment })
	case "title", "role":
		groups = byAttribute(c, "role", roleOf)
	case "themes":
	default:
		groups = byAttribute(c, "segment", func(p *corpus.Person) string { return p.Segment })
		if len(groups) < 2 {
			groups = byAttribute(c, "role", roleOf)
		}
		if len(groups) < 2 {
			groups = nil
		}
	}
	if len(groups) == 0 {
		groups = byThemes(c, vec, median(c, g, row), set)
	}
	if len(groups) > max(1, set.MaxPersonas) {
		groups = groups[:set.MaxPersonas]
	}
	groups = withOthers(c, groups)
	separate(groups, vec)
	return groups
}

func roleOf(p *corpus.Person) string { return cmp.Or(p.Title, p.BuyingRole) }

// byAttribute groups people by a value they carry, the largest first; nil
// where fewer than two values are known.
func byAttribute(c *corpus.Corpus, grouping string, value func(*corpus.Person) string) []Group {
	by := map[string]*Group{}
	for i := range c.People {
		v := strings.TrimSpace(value(&c.People[i]))
		if v == "" {
			continue
		}
		k := text.Fold(v)
		if by[k] == nil {
			by[k] = &Group{ID: IDOf(c.Study.ID, v), Grouping: grouping, Segment: v}
		}
		by[k].People = append(by[k].People, int32(i))
	}
	keys := make([]string, 0, len(by))
	for k := range by {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(by[b].People), len(by[a].People)), cmp.Compare(a, b))
	})
	out := make([]Group, 0, len(keys))
	for _, k := range keys {
		out = append(out, *by[k])
	}
	return out
}

func slug(s string) string {
	var b strings.Builder
	dash := false
	for _, r := range s {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
			dash = false
		case !dash && b.Len() > 0:
			b.WriteByte('-')
			dash = true
		}
	}
	if out := strings.Trim(b.String(), "-"); out != "" {
		return out
	}
	return digest(s)
}

func digest(s string) string {
	h := fnv.New32a()
	h.Write([]byte(s))
	return fmt.Sprintf("%08x", h.Sum32())
}

// vectorsOf describes each person by the share of their sentences in each
// theme, weighted by how few people speak of it, beside their feelings.
func vectorsOf(c *corpus.Corpus, g *themes.Grouping, row []int32) [][]float64 {
	k := g.Groups
	w := k + len(heed.Feelings)
	out := make([][]float64, len(c.People))
	for i := range out {
		out[i] = make([]float64, w)
	}
	for u := range c.Utterances {
		ut := &c.Utterances[u]
		if ut.Person < 0 {
			continue
		}
		v := out[ut.Person]
		if r := row[u]; r >= 0 && g.Of[r] >= 0 {
			v[g.Of[r]]++
		}
		if f, ok := ut.Strongest(); ok {
			if at := slices.Index(heed.Feelings, f.Name); at >= 0 {
				v[k+at] += f.Intensity
			}
		}
	}
	people := make([]float64, w)
	for _, v := range out {
		for j, x := range v {
			if x > 0 {
				people[j]++
			}
		}
	}
	for _, v := range out {
		part(v[:k], people[:k], len(out), 1)
		part(v[k:], people[k:], len(out), 0.5)
		unit(v)
	}
	return out
}

// part scales one part of a vector: root of the share times the rarity.
func part(v, people []float64, n int, weight float64) {
	for j, x := range v {
		if x > 0 {
			v[j] = math.Sqrt(x) * math.Log(1+float64(n)/people[j])
		}
	}
	unit(v)
	for j := range v {
		v[j] *= weight
	}
}

func unit(v []float64) {
	var s float64
	for _, x := range v {
		s += x * x
	}
	if s > 0 {
		s = math.Sqrt(s)
		for j := range v {
			v[j] /= s
		}
	}
}

// withOthers adds a group of those who are in none, where they are fewest or
// more, so that what they said is not lost; nobody is put into a group by
// likeness when groups were made by what is known of people.
func withOthers(c *corpus.Corpus, groups []Group) []Group {
	in := make([]bool, len(c.People))
	for _, g := range groups {
		for _, p := range g.People {
			in[p] = true
		}
	}
	others := Group{ID: IDOf(c.Study.ID, "others"), Grouping: "others"}
	for p, known := range in {
		if !known {
			others.People = append(others.People, int32(p))
		}
	}
	if len(others.People) >= fewest {
		groups = append(groups, others)
	}
	return groups
}

// oneSegment is the segment that everybody shares, "" where there is none.
func oneSegment(c *corpus.Corpus) string {
	for i := range c.People {
		if c.People[i].Segment != c.People[0].Segment {
			return ""
		}
	}
	return c.People[0].Segment
}

// median is the number of grouped sentences of the median person.
func median(c *corpus.Corpus, g *themes.Grouping, row []int32) int {
	n := make([]int, len(c.People))
	for u := range c.Utterances {
		if p := c.Utterances[u].Person; p >= 0 && row[u] >= 0 && g.Of[row[u]] >= 0 {
			n[p]++
		}
	}
	slices.Sort(n)
	return n[len(n)/2]
}

// byThemes looks for 2 to 7 groups by what people talk about and feel, and
// keeps the number whose mean silhouette is furthest above what chance gives;
// where nothing stands apart it is one group.
func byThemes(c *corpus.Corpus, vec [][]float64, said int, set heed.Settings) []Group {
	whole := Group{ID: IDOf(c.Study.ID, "all"), Grouping: "themes"}
	if same := oneSegment(c); same != "" {
		whole = Group{ID: IDOf(c.Study.ID, same), Grouping: "segment", Segment: same}
	}
	for i := range c.People {
		whole.People = append(whole.People, int32(i))
	}
	if len(c.People) < discoverFrom || said < spoken {
		return []Group{whole}
	}
	var best []int
	contacts := ledger.Contacts(c, whole.People)
	bestScore, least := apart, fewest
	if contacts {
		bestScore, least = apartContacts, fewestContacts
	}
	for n := 2; n <= min(7, set.MaxPersonas, len(c.People)/least); n++ {
		labels := cluster(vec, n, set.Seed)
		size := make([]int, n)
		for _, l := range labels {
			size[l]++
		}
		if slices.Min(size) < least {
			continue
		}
		s := meanSilhouette(vec, labels, n)
		if !contacts {
			s -= byChance(vec, n, set.Seed)
		}
		if s > bestScore {
			best, bestScore = labels, s
		}
	}
	if best == nil {
		return []Group{whole}
	}
	groups := make([]Group, slices.Max(best)+1)
	for i, l := range best {
		groups[l].People = append(groups[l].People, int32(i))
		groups[l].Grouping = "themes"
	}
	slices.SortStableFunc(groups, func(a, b Group) int {
		return cmp.Or(cmp.Compare(len(b.People), len(a.People)), cmp.Compare(a.People[0], b.People[0]))
	})
	for i := range groups {
		ids := make([]string, 0, len(groups[i].People))
		for _, p := range groups[i].People {
			ids = append(ids, c.People[p].ID)
		}
		groups[i].ID = IDOf(c.Study.ID, digest(strings.Join(ids, "|")))
	}
	return groups
}

// Bisect parts people in two by what they talk about and feel, and returns the
// smaller part, nil where they cannot be parted.
func Bisect(c *corpus.Corpus, g *themes.Grouping, row []int32, people []int32, seed uint64) []int32 {
	if len(people) < 2 {
		return nil
	}
	all := vectorsOf(c, g, row)
	vec := make([][]float64, len(people))
	for i, p := range people {
		vec[i] = all[p]
	}
	var part [2][]int32
	for i, l := range cluster(vec, 2, seed) {
		part[l] = append(part[l], people[i])
	}
	if len(part[0]) < len(part[1]) {
		return part[0]
	}
	return part[1]
}

// Inherit gives groups the ids of previous personas with which they share most
// participants, where each is the other's best.
func Inherit(c *corpus.Corpus, groups []Group, before []heed.Persona) {
	used := map[string]bool{}
	for i := range groups {
		used[groups[i].ID] = true
	}
	of := map[string]int{}
	for i := range groups {
		for _, p := range groups[i].People {
			of[c.People[p].ID] = i
		}
	}
	done := map[int]bool{}
	for _, p := range before {
		if used[p.ID] {
			continue
		}
		hits := make([]int, len(groups))
		for _, id := range p.Participants {
			if g, ok := of[id]; ok {
				hits[g]++
			}
		}
		best := -1
		for g, n := range hits {
			if 2*n > len(p.Participants) && groups[g].Grouping == p.Grouping && p.Grouping == "themes" && (best < 0 || n > hits[best]) {
				best = g
			}
		}
		if best >= 0 && !done[best] {
			done[best] = true
			groups[best].ID = p.ID
			used[p.ID] = true
		}
	}
}

// IDOf is the id of the persona of those in a study who share a segment or a
// role. Two studies never share one.
func IDOf(study, value string) string {
	return "p-" + slug(text.Fold(value)) + "-" + digest(study)[:4]
}

// RoleOf is the title of a person, else the buying role.
func RoleOf(p *corpus.Person) string { return roleOf(p) }
