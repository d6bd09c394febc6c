package audio

import (
	"slices"

	heed "github.com/heedhq/heed"
)

// How says how the times of a turn were found.
type How string

// The ways, from the surest.
const (
	Given        How = "given"        // the transcript says both ends
	EndHeard     How = "end_heard"    // the start is given, the end was heard
	Proportional How = "proportional" // shared out over the speech by length of text
	Unknown      How = "unknown"
)

// Join returns a copy of c whose turns carry times, and how each was found.
// voices are the channels' speech (Voices) and channel maps a speaker to one of
// them. Times that the transcript gives stay. Where it gives only starts, a
// turn ends with the last speech of its channel before that speaker's next
// turn. Where it gives none, the speech of the channel is shared out over the
// speaker's turns in proportion to their text: good to a second or two, and
// said to be so.
func Join(c *heed.Conversation, voices [][]Segment, channel map[string]int) (heed.Conversation, []How) {
	out := *c
	out.Turns = slices.Clone(c.Turns)
	how := make([]How, len(c.Turns))
	bySpeaker := make(map[string][]int)
	var names []string
	for i, t := range c.Turns {
		how[i] = Unknown
		if t.Timed() && t.End.Seconds > t.Start.Seconds {
			how[i] = Given
		}
		if len(bySpeaker[t.Speaker]) == 0 {
			names = append(names, t.Speaker)
		}
		bySpeaker[t.Speaker] = append(bySpeaker[t.Speaker], i)
	}
	for _, name := range names {
		ch, ok := channel[name]
		if !ok || ch < 0 || ch >= len(voices) {
			continue
		}
		turns := bySpeaker[name]
		started := true
		for _, i := range turns {
			started = started && out.Turns[i].Start.Known
		}
		if started {
			endings(&out, how, turns, voices[ch])
		} else {
			shareOut(&out, how, turns, voices[ch])
		}
	}
	return out, how
}

// endings finds the ends of turns whose starts are known.
func endings(c *heed.Conversation, how []How, turns []int, speech []Segment) {
	order := slices.Clone(turns)
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case c.Turns[a].Start.Seconds < c.Turns[b].Start.Seconds:
			return -1
		case c.Turns[a].Start.Seconds > c.Turns[b].Start.Seconds:
			return 1
		}
		return 0
	})
	for n, i := range order {
		if how[i] == Given {
			continue
		}
		start, limit := c.Turns[i].Start.Seconds, -1.0
		if n+1 < len(order) {
			limit = c.Turns[order[n+1]].Start.Seconds
		}
		end := -1.0
		for _, s := range speech {
			if s.To <= start || limit >= 0 && s.From > start && s.To > limit { // before it, or the next turn's
				continue
			}
			end = max(end, s.To)
			if limit >= 0 {
				end = min(end, limit)
			}
		}
		if end > start {
			c.Turns[i].End = heed.At(round(end))
			how[i] = EndHeard
		}
	}
}

// shareOut spreads a channel's speech over the speaker's turns by length of
// text.
func shareOut(c *heed.Conversation, how []How, turns []int, speech []Segment) {
	total, size := Total(speech), 0
	for _, i := range turns {
		size += len(c.Turns[i].Text)
	}
	if total == 0 || size == 0 {
		return
	}
	done := 0
	for _, i := range turns {
		from := total * float64(done) / float64(size)
		done += len(c.Turns[i].Text)
		to := total * float64(done) / float64(size)
		if how[i] == Given || to <= from {
			continue
		}
		c.Turns[i].Start, c.Turns[i].End = heed.At(round(clock(speech, from, false))), heed.At(round(clock(speech, to, true)))
		how[i] = Proportional
	}
}

// clock turns seconds of speech into a time of the recording. On the border of
// two segments last chooses the end of the first.
func clock(speech []Segment, at float64, last bool) float64 {
	for n, s := range speech {
		if at < s.Length()-1e-9 || last && at <= s.Length()+1e-9 || n == len(speech)-1 {
			return s.From + min(at, s.Length())
		}
		at -= s.Length()
	}
	return 0
}

// Position returns where to start playing for a byte of a turn's text: within
// the speech of its channel, in proportion to the text before it. It is not
// known where the turn has no times.
func Position(t heed.Turn, at int, speech []Segment) heed.Moment {
	if !t.Start.Known {
		return heed.Moment{}
	}
	if !t.End.Known || len(t.Text) == 0 || at <= 0 {
		return t.Start
	}
	share := float64(min(at, len(t.Text))) / float64(len(t.Text))
	var own []Segment
	for _, s := range speech {
		x := Segment{max(s.From, t.Start.Seconds), min(s.To, t.End.Seconds)}
		if x.To > x.From {
			own = append(own, x)
		}
	}
	if len(own) == 0 {
		return heed.At(round(t.Start.Seconds + share*(t.End.Seconds-t.Start.Seconds)))
	}
	return heed.At(round(clock(own, share*Total(own), false)))
}
