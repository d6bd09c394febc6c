package web

import (
	"fmt"
	"math"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/show/look"
)

// The map of themes is drawn in a box of mapWide by mapTall.
const (
	mapWide, mapTall = 1000.0, 340.0
	mapFloor         = 300.0
	mostBubbles      = 28 // the largest; more would cover one another
)

// circle is where a bubble was put.
type circle struct{ x, y, r float64 }

// box is where a label was put.
type box struct{ left, top, right, bottom float64 }

// bubbles places themes: across by how they feel, up by how many people speak
// of them, moved up or down until none covers another. A label is set where
// there is room for it.
// The middle, where a feeling neither weighs nor lifts, stands at zero.
func bubbles(sc *look.Scene, set []heed.Theme) (out []bubble, zero string) {
	if len(set) > mostBubbles {
		set = set[:mostBubbles]
	}
	most, least := 1, math.MaxInt
	for i := range set {
		most, least = max(most, set[i].People), min(least, set[i].People)
	}
	if most < 2 {
		return nil, "" // one person's themes are a list
	}
	across, middle := scale(set)
	var placed []circle
	for i := range set {
		t := &set[i]
		v := sc.Theme(t, 0)
		share := math.Sqrt(float64(t.People) / float64(most))
		c := circle{x: across(t.Valence.Value), r: 4 + 13*share}
		c.y = free(placed, c, mapFloor-30-230*float64(t.People-least)/float64(max(1, most-least)))
		placed = append(placed, c)
		b := bubble{
			X: fmt.Sprintf("%.1f", c.x-c.r), Y: fmt.Sprintf("%.1f", c.y-c.r), Size: fmt.Sprintf("%.1f", 2*c.r),
			CX: fmt.Sprintf("%.1f", c.x), R: fmt.Sprintf("%.1f", c.r+3), LabelX: fmt.Sprintf("%.1f", c.x+c.r+5), LabelY: fmt.Sprintf("%.1f", c.y),
			Label: look.Shorten1(v.Label, 24), Lang: v.Lang, Href: v.Href, Class: "neutral",
		}
		for _, f := range t.Feelings {
			if f.Name != heed.Neutral {
				b.Class = string(f.Name.Family())
				break
			}
		}
		b.Title = joined(", ", v.Label, v.People)
		if b.Pinned = v.Pinned; b.Pinned {
			b.Title = joined(", ", b.Title, sc.Say("web.theme.pinned"))
		}
		if v.Valence != nil {
			b.Title = joined(", ", b.Title, v.Valence.Title)
		}
		out = append(out, b)
	}
	label(out, placed)
	return out, fmt.Sprintf("%.1f", middle)
}

// leastSpan is the least difference in feeling that the map is wide, so that
// themes that feel alike stand together.
const leastSpan = 0.4

// scale spreads feelings over the width of the map: what is said in one study
// lies in a small part of what could be, and most often on one side.
func scale(set []heed.Theme) (across func(valence float64) float64, zero float64) {
	low, high := 0.0, 0.0 // the middle is always there
	for i := range set {
		low, high = min(low, set[i].Valence.Value), max(high, set[i].Valence.Value)
	}
	if gap := leastSpan - (high - low); gap > 0 {
		low, high = low-gap/2, high+gap/2
	}
	const edge = 60.0 // the largest bubble stays inside
	pad := (high - low) / 20
	low, high = low-pad, high+pad
	across = func(v float64) float64 { return edge + (mapWide-2*edge)*(v-low)/(high-low) }
	return across, across(0)
}

// free is the height nearest to y at which c covers none of placed.
func free(placed []circle, c circle, y float64) float64 {
	for step := 0.0; step < mapTall; step += 3 {
		for _, at := range []float64{y - step, y + step} {
			if at < 18 || at > mapFloor-c.r-2 {
				continue
			}
			clear := true
			for _, p := range placed {
				if math.Hypot(p.x-c.x, p.y-at) < p.r+c.r+2 {
					clear = false
					break
				}
			}
			if clear {
				return at
			}
		}
	}
	return y
}

// label names the bubbles, the largest first, on whose right or left there is
// room.
func label(out []bubble, placed []circle) {
	var set []box
	for i := range out {
		c := placed[i]
		width := 7.6 * float64(len([]rune(out[i].Label)))
		for _, left := range []bool{false, true} {
			at := box{c.x + c.r + 4, c.y - 9, c.x + c.r + 4 + width, c.y + 9}
			if left {
				at.left, at.right = c.x-c.r-4-width, c.x-c.r-4
			}
			if !roomFor(at, i, placed, set) {
				continue
			}
			set = append(set, at)
			out[i].Named, out[i].Left = true, left
			if left {
				out[i].LabelX = fmt.Sprintf("%.1f", c.x-c.r-5)
			}
			break
		}
	}
}

// roomFor reports whether a label of the i-th bubble covers nothing.
func roomFor(at box, i int, placed []circle, set []box) bool {
	if at.right > mapWide || at.left < 0 {
		return false
	}
	for j, p := range placed {
		if j != i && p.x+p.r > at.left && p.x-p.r < at.right && p.y+p.r > at.top && p.y-p.r < at.bottom {
			return false
		}
	}
	for _, b := range set {
		if b.right > at.left && b.left < at.right && b.bottom > at.top && b.top < at.bottom {
			return false
		}
	}
	return true
}
