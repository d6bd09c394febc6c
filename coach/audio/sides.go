package audio

import (
	"cmp"
	"math"
	"slices"

	heed "github.com/heedhq/heed"
)

// Channels finds which channel each speaker of a conversation is on. sides are
// the channels' roles where somebody said so. Otherwise a timed transcript is
// laid over the speech, and an untimed one is compared by who begins and who
// speaks how much; sure says that one way fits clearly better than the other.
// On one channel, everybody is on it.
func Channels(c *heed.Conversation, voices [][]Segment, sides []heed.Role) (channel map[string]int, sure bool) {
	names := speakers(c)
	channel = map[string]int{}
	switch {
	case len(voices) < 2:
		for _, n := range names {
			channel[n] = 0
		}
		return channel, true
	case len(sides) > 0:
		for _, n := range names {
			if ch := sideOf(role(c, n), sides); ch >= 0 && ch < len(voices) {
				channel[n] = ch
			}
		}
		return channel, true
	}
	fit := fits(c, voices, names)
	if len(voices) > 2 {
		return each(names, fit), false
	}
	// One side on each channel: the better of the two ways.
	straight, crossed := 0.0, 0.0
	for i, n := range names {
		a, b := fit[i][0], fit[i][1]
		if !role(c, n).Ours() {
			a, b = b, a
		}
		straight, crossed = straight+a, crossed+b
	}
	ours := 0
	if crossed > straight {
		ours = 1
	}
	for _, n := range names {
		channel[n] = ours
		if !role(c, n).Ours() {
			channel[n] = 1 - ours
		}
	}
	return channel, max(straight, crossed) > 1.25*min(straight, crossed)+1e-9
}

// speakers are the voices of a conversation in order of their first turn.
func speakers(c *heed.Conversation) []string {
	var names []string
	for _, t := range c.Turns {
		if !slices.Contains(names, t.Speaker) {
			names = append(names, t.Speaker)
		}
	}
	return names
}

func role(c *heed.Conversation, speaker string) heed.Role {
	for i := range c.Turns {
		if c.Turns[i].Speaker == speaker {
			return c.RoleOf(i)
		}
	}
	return ""
}

// sideOf is the channel of a role: its own, else that of anybody on its side.
func sideOf(r heed.Role, sides []heed.Role) int {
	if i := slices.Index(sides, r); i >= 0 {
		return i
	}
	return slices.IndexFunc(sides, func(s heed.Role) bool { return s.Ours() == r.Ours() })
}

// charsPerSecond is about how fast people speak, in bytes of text.
const charsPerSecond = 14

// fits tells how well each speaker fits each channel: seconds of their turns in
// which it speaks, or, without times, how alike their share of the words and
// its share of the speech are, and who comes first.
func fits(c *heed.Conversation, voices [][]Segment, names []string) [][]float64 {
	out := make([][]float64, len(names))
	started := 0
	for i := range out {
		out[i] = make([]float64, len(voices))
	}
	for _, t := range c.Turns {
		if !t.Start.Known {
			continue
		}
		started++
		end := t.Start.Seconds + float64(len(t.Text))/charsPerSecond
		if t.End.Known && t.End.Seconds > t.Start.Seconds {
			end = t.End.Seconds
		}
		for ch := range voices {
			out[slices.Index(names, t.Speaker)][ch] += Total(clip(voices[ch], t.Start.Seconds, end))
		}
	}
	if started*2 >= len(c.Turns) {
		return out
	}
	chars, speech := make([]float64, len(names)), make([]float64, len(voices))
	all, total := 0.0, 0.0
	for _, t := range c.Turns {
		chars[slices.Index(names, t.Speaker)] += float64(len(t.Text))
		all += float64(len(t.Text))
	}
	first, when := 0, math.Inf(1)
	for ch, v := range voices {
		speech[ch] = Total(v)
		total += speech[ch]
		if len(v) > 0 && v[0].From < when {
			first, when = ch, v[0].From
		}
	}
	for i := range names {
		for ch := range voices {
			out[i][ch] = 0
			if all > 0 && total > 0 {
				out[i][ch] = 1 - math.Abs(chars[i]/all-speech[ch]/total)
			}
			if i == 0 && ch == first {
				out[i][ch] += 0.5
			}
		}
	}
	return out
}

// each gives every speaker the channel that fits best and nobody else has.
func each(names []string, fit [][]float64) map[string]int {
	type pair struct {
		name, ch int
		fit      float64
	}
	var all []pair
	for i := range fit {
		for ch, f := range fit[i] {
			all = append(all, pair{i, ch, f})
		}
	}
	slices.SortStableFunc(all, func(a, b pair) int { return cmp.Compare(b.fit, a.fit) })
	out, taken := map[string]int{}, map[int]bool{}
	for _, p := range all {
		if _, has := out[names[p.name]]; !has && !taken[p.ch] {
			out[names[p.name]] = p.ch
			taken[p.ch] = true
		}
	}
	return out
}

// Inside is the share of the transcript's timed speech in which somebody speaks
// in the recording, 0..1; 1 where nothing is timed.
func Inside(c *heed.Conversation, voices [][]Segment) float64 {
	all := Union(voices...)
	said, heard := 0.0, 0.0
	for _, t := range c.Turns {
		if t.Timed() && t.End.Seconds > t.Start.Seconds {
			said += t.End.Seconds - t.Start.Seconds
			heard += Total(clip(all, t.Start.Seconds, t.End.Seconds))
		}
	}
	if said == 0 {
		return 1
	}
	return heard / said
}
