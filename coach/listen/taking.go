package listen

import (
	"math"

	heed "github.com/heedhq/heed"
)

const longGap = 15 // seconds: a longer gap is a hold or a break, not patience

// turnTaking measures interactivity, patience and how long an answer is waited
// for.
func (k *call) turnTaking() {
	k.interactivity()
	switch {
	case !k.sided:
		k.cannot(k.whySided(), "seconds", "patience", "answer_wait")
		return
	case !k.timed:
		k.cannot(k.whyUntimed(), "seconds", "patience", "answer_wait")
		return
	case k.snapped:
		k.cannot("snapped", "seconds", "patience", "answer_wait")
		return
	}
	var gaps, waits []float64
	var gapMoments, waitMoments []Moment
	for n := 1; n < len(k.turns); n++ {
		t := k.turns[n]
		if t.back || !t.timed {
			continue
		}
		p, ok := k.before(n)
		if !ok || p.side == t.side || p.side == nobody || t.side == nobody {
			continue
		}
		gap := t.start - p.end
		if gap < 0 || gap > longGap {
			continue
		}
		if t.side == us {
			gaps = append(gaps, gap)
			gapMoments = append(gapMoments, k.whole(t, round(gap)))
		} else if k.asks(p) {
			waits = append(waits, gap)
			waitMoments = append(waitMoments, k.whole(p, round(gap)))
		}
	}
	if len(gaps) == 0 {
		k.cannot("no_moment", "seconds", "patience")
	} else {
		k.put("patience", median(gaps), "seconds", len(gaps), gapMoments)
	}
	switch {
	case !k.known:
		k.cannot("no_acts", "seconds", "answer_wait")
	case len(waits) == 0:
		k.cannot("no_moment", "seconds", "answer_wait")
	default:
		k.put("answer_wait", median(waits), "seconds", len(waits), waitMoments)
	}
}

// before returns the turn whose end is the last before turn n starts, listening
// noises left out, and false where one that started earlier is still going on.
func (k *call) before(n int) (turn, bool) {
	best, ok := turn{}, false
	for m := n - 1; m >= 0 && m >= n-12; m-- {
		p := k.turns[m]
		if p.back || !p.timed {
			continue
		}
		if p.end > k.turns[n].start {
			if p.who != k.turns[n].who {
				return turn{}, false
			}
			continue
		}
		if !ok || p.end > best.end {
			best, ok = p, true
		}
	}
	return best, ok
}

// asks reports whether the turn ends by asking.
func (k *call) asks(t turn) bool {
	a := k.acts[t.i]
	return len(a) > 0 && a[len(a)-1].Kind.Question()
}

func (k *call) whyUntimed() string {
	if k.started {
		return "no_ends"
	}
	return "no_times"
}

// interactivity counts changes of speaker per minute; listening noises are no
// change.
func (k *call) interactivity() {
	switches, last := 0, -1
	for _, t := range k.turns {
		if t.back {
			continue
		}
		if last >= 0 && t.who != last {
			switches++
		}
		last = t.who
	}
	if !k.started {
		k.cannot("no_times", "per_minute", "interactivity")
		return
	}
	minutes := (k.to - k.from) / 60
	if minutes < 0.25 {
		k.cannot("too_short", "per_minute", "interactivity")
		return
	}
	k.put("interactivity", float64(switches)/minutes, "per_minute", switches, nil)
}

// overlaps measures interruptions, overtalk and silence.
func (k *call) overlaps() {
	names := []string{"overtalk", "overtalk_longest", "silence", "silence_longest"}
	counts := []string{"interruptions", "overtalk_count", "silence_count"}
	if !k.timed || k.snapped {
		why := k.whyUntimed()
		if k.snapped {
			why = "snapped"
		}
		k.cannot(why, "seconds", names...)
		k.cannot(why, "count", counts...)
		return
	}
	if len(k.names) < 2 {
		k.cannot("one_side", "seconds", names[:2]...)
		k.cannot("one_side", "count", counts[:2]...)
	} else {
		k.overtalk()
		if k.sided {
			k.interruptions()
		} else {
			k.cannot(k.whySided(), "count", "interruptions")
		}
	}
	k.silences()
}

// interrupted finds the turns of ours that start while a customer speaks, and
// go on over them. A listening noise neither interrupts nor is interrupted.
func (k *call) interrupted() []Moment {
	var out []Moment
	never := math.Inf(-1)
	speaking := never // until when a customer speaks who started before
	pending, at := never, never
	for _, t := range k.turns {
		if t.start > at { // those who started at one instant did not interrupt each other
			speaking, pending, at = max(speaking, pending), never, t.start
		}
		if t.back || !t.timed {
			continue
		}
		switch t.side {
		case them:
			pending = max(pending, t.end)
		case us:
			if over := min(speaking, t.end) - t.start; over >= k.o.Overlap-1e-9 {
				out = append(out, k.whole(t, round(over)))
			}
		}
	}
	return out
}

func (k *call) interruptions() {
	m := k.interrupted()
	k.put("interruptions", float64(len(m)), "count", len(m), m)
}

// stretch is a piece of the recording.
type stretch struct {
	from, to float64
	turn     turn // the later of the two speakers, or the speaker after a silence
}

// over finds where two different speakers talk at once, listening noises left
// out.
func (k *call) over() []stretch {
	var out []stretch
	for n, t := range k.turns {
		if !t.timed || t.back {
			continue
		}
		for m := n + 1; m < len(k.turns) && k.turns[m].start < t.end; m++ {
			x := k.turns[m]
			if x.who == t.who || x.back || !x.timed {
				continue
			}
			s := stretch{x.start, min(x.end, t.end), x}
			if s.to-s.from < k.o.Overlap-1e-9 {
				continue
			}
			if last := len(out) - 1; last >= 0 && s.from < out[last].to {
				out[last].to = max(out[last].to, s.to) // three at once count once
				continue
			}
			out = append(out, s)
		}
	}
	return out
}

func (k *call) overtalk() {
	total, longest := 0.0, 0.0
	var moments []Moment
	for _, s := range k.over() {
		total += s.to - s.from
		longest = max(longest, s.to-s.from)
		moments = append(moments, k.whole(s.turn, round(s.to-s.from)))
	}
	k.put("overtalk", total, "seconds", len(moments), moments)
	k.put("overtalk_count", float64(len(moments)), "count", len(moments), moments)
	k.put("overtalk_longest", longest, "seconds", len(moments), nil)
}

// quiet finds the stretches in which nobody speaks for longer than the limit.
func (k *call) quiet() []stretch {
	var out []stretch
	end := k.from
	for _, t := range k.turns {
		if t.start-end > k.o.Silence+1e-9 {
			out = append(out, stretch{end, t.start, t})
		}
		end = max(end, t.end)
	}
	return out
}

func (k *call) silences() {
	total, longest := 0.0, 0.0
	var moments []Moment
	for _, s := range k.quiet() {
		total += s.to - s.from
		longest = max(longest, s.to-s.from)
		m := k.whole(s.turn, round(s.to-s.from))
		m.At = heed.At(s.from)
		moments = append(moments, m)
	}
	k.put("silence", total, "seconds", len(moments), moments)
	k.put("silence_count", float64(len(moments)), "count", len(moments), moments)
	k.put("silence_longest", longest, "seconds", len(moments), nil)
}
