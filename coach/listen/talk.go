package listen

import (
	"slices"

	heed "github.com/heedhq/heed"
)

// shares returns each speaker's part, ours first, and says who was not heard.
func (k *call) shares() []Share {
	out := make([]Share, len(k.names))
	for i, n := range k.names {
		out[i] = Share{Speaker: n, Role: k.roles[i]}
	}
	for _, t := range k.turns {
		s := &out[t.who]
		s.Words += t.words
		s.Turns++
		s.Share += k.weight(t)
		if t.timed {
			s.Seconds += t.length()
		}
	}
	for _, s := range k.c.Speakers { // listed, and silent
		if !slices.ContainsFunc(out, func(x Share) bool { return x.Speaker == s.Speaker }) {
			out = append(out, Share{Speaker: s.Speaker, Role: s.Role})
		}
	}
	customers, theirs := 0, 0.0
	for _, s := range out {
		if s.Role == heed.RoleCustomer {
			customers++
			theirs += s.Share
		}
	}
	for i := range out {
		s := &out[i]
		if s.Role == heed.RoleCustomer && customers > 1 {
			s.Unheard = s.Share < theirs/float64(customers)/3
		}
		if k.all > 0 {
			s.Share = round(s.Share / k.all)
		}
		s.Seconds = round(s.Seconds)
	}
	slices.SortStableFunc(out, func(a, b Share) int {
		switch {
		case a.Role.Ours() != b.Role.Ours():
			if a.Role.Ours() {
				return -1
			}
			return 1
		case a.Share != b.Share:
			if a.Share > b.Share {
				return -1
			}
			return 1
		}
		return 0
	})
	return out
}

// talk measures talk share and who was not heard.
func (k *call) talk() {
	customers, unheard := 0, []Moment(nil)
	n := 0
	for _, s := range k.shares() {
		if s.Role != heed.RoleCustomer {
			continue
		}
		customers++
		if s.Unheard {
			n++
			for _, t := range k.turns {
				if k.names[t.who] == s.Speaker {
					unheard = append(unheard, k.whole(t, 0))
				}
			}
		}
	}
	if customers > 1 {
		k.put("unheard", float64(n), "count", customers, unheard)
	} else {
		k.cannot("one_customer", "count", "unheard")
	}
	if !k.sided {
		k.cannot(k.whySided(), "share", "talk_share")
		return
	}
	if k.ours+k.theirs == 0 {
		k.cannot("no_moment", "share", "talk_share")
		return
	}
	k.put("talk_share", k.ours/(k.ours+k.theirs), "share", len(k.turns), nil)
	k.byWords("talk_share")
}

// whySided says why two sides are needed and not there.
func (k *call) whySided() string {
	for _, t := range k.turns {
		if t.side != nobody {
			return "one_side"
		}
	}
	return "no_roles"
}

// stories measures the longest run of our side and of the customer.
func (k *call) stories() {
	if len(k.turns) == 0 || k.whySided() == "no_roles" && !k.sided {
		k.cannot("no_roles", k.speech(), "longest_monologue", "longest_customer_story")
		return
	}
	mine := k.longest(us, func(t turn) bool { return t.back })
	story := k.longest(them, func(t turn) bool { return t.back || k.helps(t) })
	for _, x := range []struct {
		name string
		run  run
	}{{"longest_monologue", mine}, {"longest_customer_story", story}} {
		if x.run.turns == 0 {
			k.cannot("one_side", k.speech(), x.name)
			continue
		}
		k.put(x.name, x.run.size, k.speech(), x.run.turns, x.run.moments)
		k.byWords(x.name)
	}
}

// helps reports whether a turn only helps the other to go on: a short clarifying
// question.
func (k *call) helps(t turn) bool {
	if t.words > 15 || len(k.acts[t.i]) == 0 {
		return false
	}
	for _, a := range k.acts[t.i] {
		switch a.Kind {
		case heed.ActBackchannel, heed.ActClarifyingQuestion:
		default:
			return false
		}
	}
	return true
}

// run is an uninterrupted stretch of one speaker.
type run struct {
	size    float64
	turns   int
	moments []Moment
}

// longest finds the longest run of one speaker of a side. through says which
// turns of others do not break it. By time a run lasts from its first word to
// its last; a gap over the limit in which nobody spoke breaks it.
func (k *call) longest(s side, through func(turn) bool) run {
	var best run
	for n := 0; n < len(k.turns); {
		t := k.turns[n]
		if t.side != s {
			n++
			continue
		}
		size, last, end := k.weight(t), n, t.end
		moments := []Moment{k.whole(t, 0)}
		next := n + 1
		for m := n + 1; m < len(k.turns); m++ {
			x := k.turns[m]
			if x.who != t.who {
				if !through(x) {
					break
				}
				if k.timed && x.end > end && x.start-end <= k.o.Gap {
					end = x.end // the gap counts from the last word of anybody
				}
				continue
			}
			if k.timed && x.start-end > k.o.Gap {
				break
			}
			last, next = m, m+1
			end = max(end, x.end)
			moments = append(moments, k.whole(x, 0))
			if !k.timed {
				size += k.weight(x)
			}
		}
		if k.timed {
			size = k.turns[last].end - t.start
			for m := n; m <= last; m++ {
				if k.turns[m].who == t.who {
					size = max(size, k.turns[m].end-t.start)
				}
			}
		}
		if size > best.size || best.turns == 0 {
			best = run{size, len(moments), moments}
		}
		n = max(next, n+1)
	}
	return best
}
