package listen

import (
	heed "github.com/heedhq/heed"
)

// shown is a feeling that a customer showed.
type shown struct {
	n       int // index into turns
	reading *heed.Reading
	feeling heed.FeelingScore
}

// heavy lists the feelings that weighed on a customer, one per turn: the
// strongest.
func (k *call) heavy() []shown {
	var out []shown
	for n, t := range k.turns {
		if t.side != them {
			continue
		}
		best := shown{n: -1}
		for i := range k.reads[t.i] {
			r := &k.reads[t.i][i]
			f, ok := r.Strongest()
			if ok && f.Name.Sign() < 0 && r.Valence < 0.1 && f.Intensity >= k.o.Feeling && f.Intensity > best.feeling.Intensity {
				best = shown{n, r, f}
			}
		}
		if best.n >= 0 {
			out = append(out, best)
		}
	}
	return out
}

// answerWithin is how many turns of ours may pass before a feeling counts as
// unanswered.
const answerWithin = 3

// feelings measures whether a feeling was answered, and how far away.
func (k *call) feelings() {
	if why := k.whyActs(); why != "" || !k.sensed || !k.sided {
		switch {
		case why != "":
		case !k.sided:
			why = k.whySided()
		default:
			why = "no_readings"
		}
		k.cannot(why, "turns", "validation_distance")
		k.cannot(why, "count", "unanswered_feelings")
		return
	}
	heavy := k.heavy()
	if len(heavy) == 0 {
		k.cannot("no_feeling", "turns", "validation_distance")
		k.cannot("no_feeling", "count", "unanswered_feelings")
		return
	}
	var distances []float64
	var answered, missed []Moment
	for _, h := range heavy {
		m := Moment{Turn: k.turns[h.n].i, Span: h.reading.Span, At: k.c.Turns[k.turns[h.n].i].Start, Act: string(h.feeling.Name)}
		steps, told, spoke := 0, -1, false
		for n := h.n + 1; n < len(k.turns) && steps < 12; n++ {
			t := k.turns[n]
			steps++
			if t.side == us && !t.back {
				spoke = true
			}
			if t.side == us && k.validates(t) {
				told = steps
				break
			}
		}
		switch {
		case told > 0 && told <= 2*answerWithin:
			distances = append(distances, float64(told))
			m.Value = float64(told)
			answered = append(answered, m)
		case spoke:
			missed = append(missed, m)
		}
	}
	if len(distances) == 0 {
		k.cannot("no_validation", "turns", "validation_distance")
	} else {
		k.put("validation_distance", median(distances), "turns", len(distances), answered)
	}
	k.put("unanswered_feelings", float64(len(missed)), "count", len(heavy), missed)
}

// validates reports whether a turn answers a feeling.
func (k *call) validates(t turn) bool {
	for _, a := range k.acts[t.i] {
		if a.Confidence < 0.5 {
			continue
		}
		switch a.Kind {
		case heed.ActValidation, heed.ActComplexReflection:
			return true
		}
	}
	return false
}

// valence is the customer's mean valence in a turn, and false where nothing
// was read in it.
func (k *call) valence(t turn) (float64, bool) {
	rs := k.reads[t.i]
	if t.side != them || len(rs) == 0 || t.back {
		return 0, false
	}
	sum := 0.0
	for i := range rs {
		sum += rs[i].Valence
	}
	return sum / float64(len(rs)), true
}

// around is the customer's mean valence in up to three of their turns in one
// direction from turn n.
func (k *call) around(n, step int) (float64, bool) {
	sum, got := 0.0, 0
	for m := n + step; m >= 0 && m < len(k.turns) && got < 3; m += step {
		if v, ok := k.valence(k.turns[m]); ok {
			sum += v
			got++
		}
	}
	if got == 0 {
		return 0, false
	}
	return sum / float64(got), true
}

// Followed is what came after one act of ours: the customer's mean valence in
// their three turns before and after.
type Followed struct {
	Act    heed.ActKind `json:"act"`
	Turn   int          `json:"turn"`
	Before float64      `json:"before"` // -1..1
	After  float64      `json:"after"`
	// Relief: in those three turns after they showed relief, trust or hope.
	Relief bool `json:"relief,omitempty"`
}

// relieved reports whether the customer shows relief, trust or hope in their
// three turns after turn n. Gratitude is left out: most of it is courtesy.
func (k *call) relieved(n int) bool {
	got := 0
	for m := n + 1; m < len(k.turns) && got < 3; m++ {
		if _, ok := k.valence(k.turns[m]); !ok {
			continue
		}
		got++
		for i := range k.reads[k.turns[m].i] {
			for _, f := range k.reads[k.turns[m].i][i].Feelings {
				if (f.Name == heed.Relief || f.Name == heed.Trust || f.Name == heed.Hope) && f.Intensity >= k.o.Feeling {
					return true
				}
			}
		}
	}
	return false
}

func (k *call) followed() []Followed {
	if !k.sensed || !k.sided {
		return nil
	}
	var out []Followed
	seen := make(map[heed.ActKind]int)
	for n, t := range k.turns {
		if t.side != us || t.back || len(k.acts[t.i]) == 0 {
			continue
		}
		before, ok1 := k.around(n, -1)
		after, ok2 := k.around(n, 1)
		if !ok1 || !ok2 {
			continue
		}
		for _, a := range k.acts[t.i] {
			if a.Confidence < 0.5 || seen[a.Kind] == t.i+1 || a.Kind == heed.ActGreeting {
				continue // once per turn
			}
			seen[a.Kind] = t.i + 1
			out = append(out, Followed{a.Kind, t.i, round(before), round(after), k.relieved(n)})
		}
	}
	return out
}

// lift measures what followed our reflections, summaries and validations, and
// how the customer's feeling changed from the first third to the last.
func (k *call) lift(followed []Followed) {
	if !k.sensed || !k.sided {
		why := "no_readings"
		if !k.sided {
			why = k.whySided()
		}
		k.cannot(why, "valence", "emotion_lift", "emotion_change")
		return
	}
	var diffs []float64
	var moments []Moment
	for _, f := range followed {
		switch f.Act {
		case heed.ActSimpleReflection, heed.ActComplexReflection, heed.ActSummary, heed.ActValidation:
			diffs = append(diffs, f.After-f.Before)
			moments = append(moments, Moment{Turn: f.Turn, Span: heed.Span{End: len(k.c.Turns[f.Turn].Text)}, At: k.c.Turns[f.Turn].Start, Value: round(f.After - f.Before), Act: string(f.Act)})
		}
	}
	if len(diffs) == 0 {
		k.cannot("no_moment", "valence", "emotion_lift")
	} else {
		k.put("emotion_lift", mean(diffs), "valence", len(diffs), moments)
		v := k.out["emotion_lift"]
		v.Code, v.Why = "association", say(k.o.Language, "why.association")
		k.out["emotion_lift"] = v
	}
	var all []float64
	for _, t := range k.turns {
		if v, ok := k.valence(t); ok {
			all = append(all, v)
		}
	}
	if len(all) < 6 {
		k.cannot("few_turns", "valence", "emotion_change")
		return
	}
	third := len(all) / 3
	k.put("emotion_change", mean(all[len(all)-third:])-mean(all[:third]), "valence", len(all), nil)
}

func mean(v []float64) float64 {
	s := 0.0
	for _, x := range v {
		s += x
	}
	return s / float64(max(len(v), 1))
}
