package listen

import heed "github.com/heedhq/heed"

// paceReach is how many seconds before and after an objection our pace is
// taken over.
const paceReach = 90

// paces measures how fast we speak, and whether pushback changes it.
func (k *call) paces() {
	switch {
	case !k.timed:
		k.cannot(k.whyUntimed(), "per_minute", "pace")
		k.cannot(k.whyUntimed(), "percent", "pace_under_pushback")
		return
	case k.ours == 0:
		k.cannot(k.whySided(), "per_minute", "pace")
		k.cannot(k.whySided(), "percent", "pace_under_pushback")
		return
	}
	words, turns := 0, 0
	for _, t := range k.turns {
		if t.side == us && t.timed {
			words += t.words
			turns++
		}
	}
	k.put("pace", float64(words)/(k.ours/60), "per_minute", turns, nil)
	if !k.known && !k.sensed {
		k.cannot("no_acts", "percent", "pace_under_pushback")
		return
	}
	var changes []float64
	var moments []Moment
	pushes := 0
	for n, t := range k.turns {
		if !k.pushesBack(t) {
			continue
		}
		pushes++
		before, after := k.paceAround(n)
		if before > 0 && after > 0 {
			change := 100 * (after/before - 1)
			changes = append(changes, change)
			moments = append(moments, k.whole(t, round(change)))
		}
	}
	switch {
	case pushes == 0:
		k.cannot("no_pushback", "percent", "pace_under_pushback")
	case len(changes) == 0:
		k.cannot("no_moment", "percent", "pace_under_pushback")
	default:
		k.put("pace_under_pushback", median(changes), "percent", len(changes), moments)
	}
}

// pushesBack reports whether a customer's turn objects or disagrees.
func (k *call) pushesBack(t turn) bool {
	if t.side != them {
		return false
	}
	for _, a := range k.acts[t.i] {
		if a.Kind == heed.ActDisagreement && a.Confidence >= 0.6 {
			return true
		}
	}
	for i := range k.reads[t.i] {
		for _, s := range k.reads[t.i][i].Signals {
			if s.Kind == heed.SigObjection && s.Confidence >= 0.5 {
				return true
			}
		}
	}
	return false
}

// paceAround is our pace in words per minute before and after turn n, 0 where
// we spoke fewer than ten words.
func (k *call) paceAround(n int) (before, after float64) {
	pace := func(step int) float64 {
		words, seconds := 0, 0.0
		for m := n + step; m >= 0 && m < len(k.turns); m += step {
			t := k.turns[m]
			if d := t.start - k.turns[n].start; d > paceReach || d < -paceReach {
				break
			}
			if t.side == us && t.timed && !t.back {
				words += t.words
				seconds += t.length()
			}
		}
		if words < 10 || seconds <= 0 {
			return 0
		}
		return float64(words) / (seconds / 60)
	}
	return pace(-1), pace(1)
}
