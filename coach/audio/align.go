package audio

import (
	"math"
	"slices"

	heed "github.com/heedhq/heed"
)

const (
	alignReach = 30        // most stretches of speech that one turn can be made of
	alignMost  = 400 << 20 // steps from which aligning would take too long
)

// heardOn is a stretch of speech with its channel.
type heardOn struct {
	Segment
	ch int
}

// align lays turns without any times over the speech of two or more channels:
// who spoke next is known on both sides. Of all ways to cut the speech into as
// many pieces as there are turns, it takes the one in which each turn's channel
// speaks about as long as its text takes, and the others least. It reports
// false where that cannot be done; then the speech is shared out instead.
func align(c *heed.Conversation, how []How, voices [][]Segment, channel map[string]int) bool {
	turns := make([]int, len(c.Turns)) // channels
	chars := make([]float64, len(voices))
	used := map[int]bool{}
	for i, t := range c.Turns {
		ch, ok := channel[t.Speaker]
		if t.Start.Known || t.End.Known || !ok || ch < 0 || ch >= len(voices) {
			return false
		}
		turns[i] = ch
		used[ch] = true
		chars[ch] += float64(len(t.Text))
	}
	var all []heardOn
	for ch, v := range voices {
		for _, s := range v {
			all = append(all, heardOn{s, ch})
		}
	}
	if len(used) < 2 || len(all) == 0 || len(turns)*len(all)*alignReach > alignMost {
		return false
	}
	slices.SortStableFunc(all, func(a, b heardOn) int {
		switch {
		case a.From < b.From:
			return -1
		case a.From > b.From:
			return 1
		}
		return a.ch - b.ch
	})
	ends := cut(turns, all, func(i int) float64 { // how long a turn should take
		return Total(voices[turns[i]]) * float64(len(c.Turns[i].Text)) / max(chars[turns[i]], 1)
	})
	at, last := 0, 0.0
	for i := range turns {
		from, to := -1.0, -1.0
		for _, s := range all[at:ends[i]] {
			if s.ch == turns[i] {
				if from < 0 {
					from = s.From
				}
				to = max(to, s.To)
			}
		}
		if from < 0 { // it was not heard by itself: it belongs here
			from, to = last, last
		}
		at, last = ends[i], max(last, to)
		c.Turns[i].Start, c.Turns[i].End = heed.At(round(from)), heed.At(round(max(to, from)))
		how[i] = Proportional
	}
	return true
}

// cut finds after how many stretches of speech each turn ends.
func cut(turns []int, all []heardOn, expected func(int) float64) []int {
	n := len(all)
	best, next := make([]float64, n+1), make([]float64, n+1)
	for e := range best {
		best[e] = math.Inf(1)
	}
	best[0] = 0
	back := make([][]uint8, len(turns)) // how many stretches the turn took
	for i, ch := range turns {
		back[i] = make([]uint8, n+1)
		want := expected(i)
		for e := range next {
			next[e] = math.Inf(1)
			own, other := 0.0, 0.0
			for k := 0; k <= min(alignReach, e); k++ {
				if k > 0 {
					if s := all[e-k]; s.ch == ch {
						own += s.Length()
					} else {
						other += s.Length()
					}
				}
				cost := best[e-k] + math.Abs(own-want) + other
				if own == 0 {
					cost++ // better a turn too short than one that nobody heard
				}
				if cost < next[e] {
					next[e], back[i][e] = cost, uint8(k)
				}
			}
		}
		best, next = next, best
	}
	ends := make([]int, len(turns))
	e := n
	for i := len(turns) - 1; i >= 0; i-- {
		ends[i] = e
		e -= int(back[i][e])
	}
	return ends
}
