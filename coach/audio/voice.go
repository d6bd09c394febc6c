package audio

import "slices"

// Segment is a stretch of the recording in seconds, half open.
type Segment struct {
	From float64 `json:"from"`
	To   float64 `json:"to"`
}

// Length returns the segment's length in seconds.
func (s Segment) Length() float64 { return s.To - s.From }

// Settings are the rules of voice activity; the zero value means the defaults.
type Settings struct {
	// Above is how many dB over the floor a frame has to be to start speech
	// (8); speech goes on while it is Below over the floor (4).
	Above, Below float64
	// Bridge is the pause in seconds that does not end speech (0.5).
	Bridge float64
	// Shortest is the shortest speech in seconds (0.12).
	Shortest float64
	// Pad is how much in seconds speech is widened to each side, for soft
	// beginnings and endings (0.06).
	Pad float64
	// Leak is how many dB louder another channel has to be for a sound to count
	// as heard through from there (15).
	Leak float64
}

func (s Settings) withDefaults() Settings {
	for _, d := range []struct {
		v   *float64
		def float64
	}{{&s.Above, 8}, {&s.Below, 4}, {&s.Bridge, 0.5}, {&s.Shortest, 0.12}, {&s.Pad, 0.06}, {&s.Leak, 15}} {
		if *d.v <= 0 {
			*d.v = d.def
		}
	}
	return s
}

// Voices finds the speech of every channel: frames that stand out of the
// channel's own noise, which is followed through the recording, bridged over
// short pauses. Linear in the length.
func Voices(l Levels, s Settings) [][]Segment {
	s = s.withDefaults()
	out := make([][]Segment, len(l.Channels))
	smooth := make([][]float32, len(l.Channels))
	for ch := range l.Channels {
		smooth[ch] = smoothed(l.Channels[ch])
	}
	for ch, level := range smooth {
		floor := noiseFloor(level)
		out[ch] = segments(level, floor, s, func(i int) bool {
			for o := range smooth {
				if o != ch && float64(smooth[o][i]-level[i]) >= s.Leak {
					return true
				}
			}
			return false
		})
	}
	return out
}

// smoothed averages each level with its neighbours (50 ms).
func smoothed(level []float32) []float32 {
	out := make([]float32, len(level))
	var sum float32
	const half = 2
	for i := 0; i < len(level)+half; i++ {
		if i < len(level) {
			sum += level[i]
		}
		if i-2*half-1 >= 0 {
			sum -= level[i-2*half-1]
		}
		if at := i - half; at >= 0 && at < len(level) {
			n := min(at+half, len(level)-1) - max(at-half, 0) + 1
			out[at] = sum / float32(n)
		}
	}
	return out
}

const (
	floorBlock = 100 // frames of a block: one second
	floorReach = 15  // blocks to each side that share a floor
)

// noiseFloor follows the noise of a channel: for every second the tenth
// percentile of the half minute around it, but never more than 30 dB under the
// loud parts of the recording, so that digital silence does not make a breath
// into speech.
func noiseFloor(level []float32) []float32 {
	blocks := (len(level) + floorBlock - 1) / floorBlock
	low := make([]float32, blocks)
	var buf []float32
	for b := range low {
		buf = append(buf[:0], level[b*floorBlock:min(len(level), (b+1)*floorBlock)]...)
		slices.Sort(buf)
		low[b] = buf[len(buf)/10]
	}
	all := slices.Clone(level)
	slices.Sort(all)
	loud := all[len(all)*95/100]
	out := make([]float32, blocks)
	for b := range out {
		buf = append(buf[:0], low[max(0, b-floorReach):min(blocks, b+floorReach+1)]...)
		slices.Sort(buf)
		out[b] = max(buf[len(buf)/5], loud-38, -75)
	}
	return out
}

// segments finds speech with hysteresis, bridges pauses, drops clicks, pads.
func segments(level, floor []float32, s Settings, leaks func(int) bool) []Segment {
	var out []Segment
	on, from, last := false, 0, 0
	end := func() {
		if from2, to := float64(from)*Frame, float64(last+1)*Frame; to-from2 >= s.Shortest-1e-9 {
			out = append(out, Segment{from2, to})
		}
		on = false
	}
	bridge := int(s.Bridge/Frame + 0.5)
	for i, v := range level {
		over := float64(v - floor[i/floorBlock])
		switch {
		case over >= s.Above && !leaks(i), on && over >= s.Below && !leaks(i):
			if !on {
				on, from = true, i
			}
			last = i
		case on && i-last > bridge:
			end()
		}
	}
	if on {
		end()
	}
	limit := float64(len(level)) * Frame
	for i := range out {
		out[i].From = max(0, out[i].From-s.Pad)
		out[i].To = min(limit, out[i].To+s.Pad)
	}
	return merged(out, 0)
}

// merged joins segments that overlap or lie no further apart than gap.
func merged(in []Segment, gap float64) []Segment {
	var out []Segment
	for _, s := range in {
		if n := len(out); n > 0 && s.From-out[n-1].To <= gap+1e-9 {
			out[n-1].To = max(out[n-1].To, s.To)
			continue
		}
		out = append(out, s)
	}
	return out
}

// Union returns the stretches in which at least one of the lists has speech.
func Union(lists ...[]Segment) []Segment {
	var all []Segment
	for _, l := range lists {
		all = append(all, l...)
	}
	slices.SortFunc(all, func(a, b Segment) int {
		switch {
		case a.From < b.From:
			return -1
		case a.From > b.From:
			return 1
		}
		return 0
	})
	return merged(all, 0)
}

// Total returns the length of all segments in seconds.
func Total(list []Segment) float64 {
	t := 0.0
	for _, s := range list {
		t += s.Length()
	}
	return t
}
