package audio

import (
	"cmp"
	"math"
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

// Sure reports whether the times are good enough to be measured with.
func (h How) Sure() bool { return h == Given || h == EndHeard }

// Join returns a copy of c whose turns carry times, and how each was found.
// voices are the channels' speech (Voices) and channel maps a speaker to one of
// them; on one mixed channel everybody maps to it. Times that the transcript
// gives stay. Where it gives none at all, two channels are aligned. Where it
// gives only a start, the turn ends with the last speech of its channel before
// the next turn there. Other turns without a start share the
// speech between their nearest neighbours that have one, in proportion to
// their text, and are said to be rough.
func Join(c *heed.Conversation, voices [][]Segment, channel map[string]int) (heed.Conversation, []How) {
	out := *c
	out.Turns = slices.Clone(c.Turns)
	how := make([]How, len(c.Turns))
	byChannel := make([][]int, len(voices))
	for i, t := range c.Turns {
		how[i] = Unknown
		if t.Timed() && t.End.Seconds > t.Start.Seconds {
			how[i] = Given
		}
		if ch, ok := channel[t.Speaker]; ok && ch >= 0 && ch < len(voices) {
			byChannel[ch] = append(byChannel[ch], i)
		}
	}
	if align(&out, how, voices, channel) {
		return out, how
	}
	for ch, turns := range byChannel {
		endings(&out, how, turns, voices[ch])
	}
	low, high := neighbours(c.Turns)
	for ch, turns := range byChannel {
		for at := 0; at < len(turns); {
			if c.Turns[turns[at]].Start.Known {
				at++
				continue
			}
			end := at + 1 // a run that shares one window
			for end < len(turns) && !c.Turns[turns[end]].Start.Known && low[turns[end]] == low[turns[at]] && high[turns[end]] == high[turns[at]] {
				end++
			}
			shareOut(&out, how, turns[at:end], clip(voices[ch], low[turns[at]], high[turns[at]]))
			at = end
		}
	}
	return out, how
}

// neighbours finds, for every turn, the latest time known before it and the
// earliest known after it, in the order of the transcript.
func neighbours(turns []heed.Turn) (low, high []float64) {
	low, high = make([]float64, len(turns)), make([]float64, len(turns))
	known := 0.0
	for i, t := range turns {
		low[i] = known
		if t.Start.Known {
			known = max(known, t.Start.Seconds)
		}
		if t.Timed() {
			known = max(known, t.End.Seconds)
		}
	}
	known = math.Inf(1)
	for i, t := range slices.Backward(turns) {
		high[i] = known
		if t.Start.Known {
			known = min(known, t.Start.Seconds)
		}
	}
	return low, high
}

// clip returns the part of speech between two times.
func clip(speech []Segment, from, to float64) []Segment {
	var out []Segment
	for _, s := range speech {
		if x := (Segment{max(s.From, from), min(s.To, to)}); x.To > x.From {
			out = append(out, x)
		}
	}
	return out
}

// endings finds the ends of turns whose starts are known.
func endings(c *heed.Conversation, how []How, turns []int, speech []Segment) {
	order := slices.DeleteFunc(slices.Clone(turns), func(i int) bool { return !c.Turns[i].Start.Known })
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(c.Turns[a].Start.Seconds, c.Turns[b].Start.Seconds)
	})
	for n, i := range order {
		if how[i] == Given {
			continue
		}
		start, limit := c.Turns[i].Start.Seconds, math.Inf(1)
		if n+1 < len(order) {
			limit = c.Turns[order[n+1]].Start.Seconds
		}
		end := -1.0
		for _, s := range clip(speech, start, limit) {
			if math.IsInf(limit, 1) || s.From == start || s.To < limit || s.Length() > 0.3 { // not the next turn's first breath
				end = s.To
			}
		}
		if end > start {
			c.Turns[i].End = heed.At(round(end))
			how[i] = EndHeard
		}
	}
}

// shareOut spreads speech over turns by length of text.
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
		if to <= from {
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
	own := clip(speech, t.Start.Seconds, t.End.Seconds)
	if len(own) == 0 {
		return heed.At(round(t.Start.Seconds + share*(t.End.Seconds-t.Start.Seconds)))
	}
	return heed.At(round(clock(own, share*Total(own), false)))
}
