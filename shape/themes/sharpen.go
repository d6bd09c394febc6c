package themes

import (
	"cmp"
	"slices"
)

const (
	// speaking is what speaking of what leads a group weighs beside lying near
	// its centre (cosine), moving what a text must gain to be moved.
	speaking = 0.3
	moving   = 0.05
	// sharpenRounds is how often texts are moved.
	sharpenRounds = 3
	// mixedUnder is the share of a group's texts that its first lead must reach;
	// under it the group is a mix.
	mixedUnder = 0.25
	// mostUngrouped is the share of texts that may stay ungrouped.
	mostUngrouped = 0.15
)

// sharpener moves texts to the groups whose leads they speak of and sets free
// those that speak of none.
type sharpener struct {
	g     *Grouping
	terms [][]term
	vec   []float32
	known []bool
	part  []int32
	fit   []float32
	heart []int32 // of each text, the need that it belongs to, -1; nil for no needs
	times []int   // how often each text was given
	talk  bool    // the texts are sentences of longer talk

	leads [][]lead
	share []map[term]float64 // of each group's texts that hold each of its leads
	mixed []bool
	holds map[term][]int32 // the groups that each term leads
}

// look finds what leads each group.
func (s *sharpener) look() {
	groups := s.g.Groups
	size := make([]int, groups)
	for _, c := range s.part {
		if c >= 0 {
			size[c]++
		}
	}
	s.leads = leads(s.terms, s.part, groups)
	s.share, s.mixed, s.holds = make([]map[term]float64, groups), make([]bool, groups), map[term][]int32{}
	for c := range s.leads {
		s.leads[c] = slices.DeleteFunc(s.leads[c], func(l lead) bool { return l.z < leadZ })
		s.leads[c] = s.leads[c][:min(len(s.leads[c]), mostLeads)]
		s.share[c] = map[term]float64{}
		for _, l := range s.leads[c] {
			s.share[c][l.term] = float64(l.in) / float64(size[c])
			s.holds[l.term] = append(s.holds[l.term], int32(c))
		}
		under := mixedUnder
		if !s.talk {
			under = nameless
		}
		s.mixed[c] = len(s.leads[c]) == 0 || s.share[c][s.leads[c][0].term] < under
	}
}

// speaks is how much a text speaks of what leads a group, 0 for not at all.
func (s *sharpener) speaks(i int, c int32) float64 {
	sum := 0.0
	for _, x := range s.terms[i] {
		sum += s.share[c][x]
	}
	return min(1, sum)
}

func (s *sharpener) near(i int, c int32) float32 {
	d := s.g.Width
	return dot(s.vec[i*d:(i+1)*d], s.g.Centres[int(c)*d:(int(c)+1)*d])
}

// move gives each text to the group that it suits best, by its centre and by
// what leads it.
func (s *sharpener) move() bool {
	to := slices.Clone(s.part)
	parallel(len(s.part), func(i int) {
		if !s.known[i] || s.seeded(i) {
			return
		}
		own, best := s.part[i], 0.0
		if own >= 0 {
			best = float64(s.near(i, own)) + moving
			if !s.mixed[own] {
				best += speaking * s.speaks(i, own)
			}
		}
		for _, x := range s.terms[i] {
			for _, c := range s.holds[x] {
				if c == own || s.mixed[c] {
					continue
				}
				if v := float64(s.near(i, c)) + speaking*s.speaks(i, c); v > best {
					best, to[i] = v, c
				}
			}
		}
	})
	if slices.Equal(to, s.part) {
		return false
	}
	copy(s.part, to)
	return true
}

// recentre renumbers the groups that are left and finds their centres anew.
func (s *sharpener) recentre() {
	dissolve(s.part)
	s.g.Centres = centres(s.vec, s.g.Width, s.part)
	s.g.Groups = len(s.g.Centres) / s.g.Width
	parallel(len(s.part), func(i int) {
		if s.part[i] >= 0 {
			s.fit[i] = s.near(i, s.part[i])
		}
	})
}

// free sets free the texts that speak of nothing that leads their group, those
// of mixes first, then those that fit worst, while no more than mostUngrouped
// are.
func (s *sharpener) free() {
	s.look()
	type odd struct {
		i   int
		fit float32
	}
	var list []odd
	total, loose := 0, 0
	for i, c := range s.part {
		total += s.times[i]
		switch {
		case len(s.terms[i]) == 0: // it names nothing by itself, and follows what surrounds it
			if c < 0 || s.mixed[c] || s.fit[i] < inside {
				s.part[i] = Ungrouped
				loose += s.times[i]
			}
		case c < 0:
			loose += s.times[i]
		case s.seeded(i) || s.speaks(i, c) > 0:
		case s.mixed[c]:
			list = append(list, odd{i, s.fit[i] - 1})
		case s.fit[i] < inside:
			list = append(list, odd{i, s.fit[i]})
		}
	}
	slices.SortFunc(list, func(a, b odd) int { return cmp.Or(cmp.Compare(a.fit, b.fit), cmp.Compare(a.i, b.i)) })
	for _, o := range list {
		if loose += s.times[o.i]; float64(loose) > mostUngrouped*float64(total) {
			break
		}
		s.part[o.i] = Ungrouped
	}
}

// inside is the cosine to a group's centre from which a text belongs to it
// though it holds none of its leading terms.
const inside = 0.5

// takeApart takes apart the groups that nothing leads, and makes groups of those
// of their texts that speak of one thing after all, the most spoken of first.
func (s *sharpener) takeApart() {
	s.look()
	all := map[term]int{}
	apart := s.worst()
	for i, c := range s.part {
		if c >= 0 && apart[c] && !s.seeded(i) {
			s.part[i] = Ungrouped
		}
		for _, x := range s.terms[i] {
			all[x]++
		}
	}
	least := leastOf(len(s.part))
	for next := int32(s.g.Groups); next < int32(s.g.Groups+mostApart); next++ {
		count := map[term]int{}
		for i, c := range s.part {
			if c < 0 && s.known[i] {
				for _, x := range s.terms[i] {
					count[x]++
				}
			}
		}
		best, top := term(0), 0.0
		for x, n := range count {
			if n < least || float64(all[x]) > everywhere*float64(len(s.part)) {
				continue
			}
			// of what is spoken of, most should not have a group already
			v := float64(n) * float64(n) / float64(all[x])
			if v > top || v == top && x < best {
				best, top = x, v
			}
		}
		if top == 0 {
			break
		}
		for i, c := range s.part {
			if c < 0 && s.known[i] && slices.Contains(s.terms[i], best) {
				s.part[i] = next
			}
		}
	}
	s.recentre()
}

// worst are the mixes to take apart, those first that least leads, while no more
// than mostFree of all texts are without a group.
func (s *sharpener) worst() []bool {
	size, free := make([]int, s.g.Groups), 0
	for _, c := range s.part {
		if c < 0 {
			free++
		} else {
			size[c]++
		}
	}
	var mixes []int
	first := make([]float64, s.g.Groups)
	for c := range s.mixed {
		if s.mixed[c] {
			mixes = append(mixes, c)
		}
		if len(s.leads[c]) > 0 {
			first[c] = s.share[c][s.leads[c][0].term]
		}
	}
	slices.SortFunc(mixes, func(a, b int) int { return cmp.Or(cmp.Compare(first[a], first[b]), cmp.Compare(a, b)) })
	out := make([]bool, s.g.Groups)
	for _, c := range mixes {
		most := mostFree
		if first[c] < nameless {
			most = mostNameless
		}
		if float64(free+size[c]) <= most*float64(len(s.part)) {
			free += size[c]
			out[c] = true
		}
	}
	return out
}

// mostFree is the share of texts that taking mixes apart may leave without a
// group, mostNameless that share where nothing could name the mix.
const (
	mostFree     = 0.35
	mostNameless = 0.6
)

// mostApart is the most groups made of what was left.
const mostApart = 16

// seeded reports whether a text belongs to a need.
func (s *sharpener) seeded(i int) bool { return s.heart != nil && s.heart[i] >= 0 }

func (s *sharpener) run() {
	if !s.talk { // each says what it is about: only what has nothing in common is parted
		s.takeApart()
		return
	}
	s.settle()
	s.takeApart()
	s.settle()
	s.free()
	s.recentre()
	for i, c := range s.part {
		if c < 0 && s.known[i] && s.g.Groups > 0 {
			d := s.g.Width
			_, s.fit[i] = nearest(s.vec[i*d:(i+1)*d], s.g.Centres, d)
		}
	}
}

// settle moves texts until none moves.
func (s *sharpener) settle() {
	for range sharpenRounds {
		s.look()
		if !s.move() {
			break
		}
		s.recentre()
	}
}
