package scene

import (
	"math"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/show/look"
)

// Form is how an empathy map is drawn.
type Form string

// The forms: six parts around the ring with a strip of four, the four of says,
// thinks, does and feels, or all twelve.
const (
	Six    Form = "six"
	Four   Form = "four"
	Canvas Form = "canvas"
)

// Options say how large a drawing is made.
type Options struct {
	// Poster draws for a wall: up to seven items in a cell, wider, and no type
	// under 16 points.
	Poster bool
	Form   Form
}

const (
	margin     = 44.0
	posterType = 1.2 // 13.5 points become 16.2
)

func (o Options) kit(sc *look.Scene) (kit, float64) {
	if o.Poster {
		return kit{sc, posterType}, 1684 // as wide as A1 upright
	}
	return kit{sc, 1}, 1200
}

// Map draws an empathy map.
func Map(sc *look.Scene, m *heed.EmpathyMap, p *heed.Persona, o Options) *Drawing {
	k, width := o.kit(sc)
	most := 4
	if o.Poster {
		most = 7
	}
	v := sc.Map(m, p, "map", most)
	w := width - 2*margin
	var frame Box
	switch o.Form {
	case Four:
		frame = k.four(v, w)
	case Canvas:
		frame = k.canvas(v, w)
	default:
		frame = k.six(v, w)
	}
	var page Box
	page.Add(margin, margin, k.mapHead(v, w))
	page.Add(margin, page.H+20*k.k, frame)
	page.Add(margin, page.H+16*k.k, k.legend(w))
	page.Add(margin, page.H+10*k.k, k.companions(v.Earned, w))
	page.Add(margin, page.H+6*k.k, k.source(w))
	return page.drawing(v.Title, sc.Lang, width)
}

func (b Box) drawing(title string, lang heed.Language, width float64) *Drawing {
	return &Drawing{Title: title, Lang: lang, W: width, H: math.Ceil(b.H + margin), Items: b.Items, Missing: b.missing}
}

// mapHead is the title with stage, outcome and who was heard.
func (k kit) mapHead(v look.Map, width float64) Box {
	small, bold := k.s(Sans, 15, 1.45, Ink2), k.s(SansBold, 15, 1.45, Ink)
	var boxes []Box
	if v.Stage != "" {
		boxes = append(boxes, Paragraph(width, Left, Words{k.Say("map.at") + " ", small}, Words{v.Stage, bold}))
	}
	if v.Outcome != "" {
		boxes = append(boxes, Paragraph(width, Left, Words{k.Say("map.wants") + " ", small}, Words{v.Outcome, bold}))
	}
	boxes = append(boxes, Paragraph(width, Left, Words{v.Heard, small}))
	if v.Role != "" {
		boxes = append([]Box{Paragraph(width, Left, Words{v.Role, small})}, boxes...)
	}
	var b Box
	b.Add(0, 0, Paragraph(width, Left, Words{v.Title, k.title()}))
	b.Add(0, b.H+4*k.k, flow(width, 24*k.k, small.Lead, boxes...))
	return b
}

// part is a cell: its name and its items in columns, row by row.
func (k kit) part(p look.Part, width float64, columns int, said Style) Box {
	var b Box
	b.Add(0, 0, Paragraph(width, Left, Words{p.Name, k.head()}))
	y := b.H + 8*k.k
	if p.Empty != "" {
		b.Add(0, y, Paragraph(width, Left, Words{p.Empty, k.none()}))
		return b
	}
	gap := 28 * k.k
	col := (width - gap*float64(columns-1)) / float64(columns)
	for i := 0; i < len(p.Items); i += columns {
		tall := 0.0
		for j, it := range p.Items[i:min(i+columns, len(p.Items))] {
			box := k.item(it, col, said)
			if columns == 3 && i+1 == len(p.Items) && i > 0 {
				j = 1 // one alone in its row stands in the middle
			}
			b.Add(float64(j)*(col+gap), y, box)
			tall = max(tall, box.H)
		}
		y += tall + 16*k.k
	}
	if p.More != "" {
		more := k.meta()
		b.Add(0, y-4*k.k, Paragraph(width, Left, Words{p.More, more}))
	}
	return b
}

const frameLine = 1.5

// six is the drawing that people know.
func (k kit) six(v look.Map, w float64) Box {
	pad := 26 * k.k
	said := k.s(Serif, 19, 1.3, Ink)
	var b Box
	top := k.part(v.Top, w-2*pad, 3, said)
	b.Add(pad, pad, top)
	y := b.H + pad*.8
	heart := k.heart(v, w, said)
	b.Add(0, y, heart)
	y += heart.H + pad*.4
	b.Add(pad, y, k.part(v.Bottom, w-2*pad, 3, said))
	y = b.H + pad
	b.Draw(line(0, y, w, y, frameLine, Ink))
	half := w / 2
	left := k.part(v.Pains, half-2*pad, 1, said)
	right := k.part(v.Gains, half-2*pad, 1, said)
	if len(v.Pains.Items) > 4 || len(v.Gains.Items) > 4 {
		left, right = k.part(v.Pains, half-2*pad, 2, said), k.part(v.Gains, half-2*pad, 2, said)
	}
	b.Add(pad, y+pad, left)
	b.Add(half+pad, y+pad, right)
	end := y + max(left.H, right.H) + 2*pad
	b.Draw(line(half, y, half, end, frameLine, Ink))
	b.Draw(line(0, end, w, end, 1, Line2))
	y = end
	quarter := w / 4
	tall := 0.0
	for i, p := range v.Strip {
		cell := k.part(p, quarter-1.6*pad, 1, k.s(Serif, 17, 1.36, Ink))
		b.Add(float64(i)*quarter+pad*.9, y+pad, cell)
		tall = max(tall, cell.H)
	}
	end = y + tall + 2*pad
	for i := 1; i < len(v.Strip); i++ {
		b.Draw(line(float64(i)*quarter, y, float64(i)*quarter, end, 1, Line2))
	}
	return k.framed(b, w, end)
}

// framed draws the map's edge.
func (k kit) framed(b Box, w, h float64) Box {
	p := rect(0, 0, w, h, Paper)
	p.Fill, p.Stroke, p.Width = nil, ptr(Ink), frameLine
	p.Name = "map"
	b.Draw(p)
	b.W, b.H = w, h
	return b
}

// heart is the middle: hears, the ring, sees, and the rays between. It grows
// until no line of text comes within a finger of a ray.
func (k kit) heart(v look.Map, w float64, said Style) Box {
	pad := 26 * k.k
	clear := 12 * k.k
	left, hl := k.beside(v.Left, w, pad, clear, said, false)
	right, hr := k.beside(v.Right, w, pad, clear, said, true)
	ring := 124 * k.k
	h := math.Max(math.Max(416*k.k, 2*ring+40*k.k), math.Max(hl, hr))
	ring = math.Min(math.Max(ring, .2*h), .15*w)
	cx, cy := w/2, h/2
	var b Box
	for _, sx := range []float64{-1, 1} {
		for _, sy := range []float64{-1, 1} {
			x0, y0 := cx+sx*w/2, cy+sy*h/2
			x1, y1 := cx, cy+sy*(h/2-reach*h)
			x1, y1 = stopAt(x0, y0, x1, y1, cx, cy, ring+10*k.k)
			b.Draw(line(x0, y0, x1, y1, frameLine, Ink))
		}
	}
	b.Add(pad, cy-left.H/2, left)
	b.Add(w-pad-right.W, cy-right.H/2, right)
	b.Add(cx-ring, cy-ring, k.ring(v.Ring, ring, 2.2*k.k, 6*k.k))
	inner := 1.42 * ring
	var mid Box
	mid.Add(0, 0, Paragraph(inner, Center, Words{v.Ring.Initials, k.s(Sans, 30, 1.15, Ink)}))
	name := v.Name
	mid.Add(0, mid.H+4*k.k, Paragraph(inner, Center, Words{name, k.s(SansBold, 16, 1.3, Ink)}))
	about := v.Stage
	if v.Role != "" {
		about = v.Role
		if v.Stage != "" {
			about += ", " + v.Stage
		}
	}
	if v.Outcome != "" {
		if about != "" {
			about += ": "
		}
		about += v.Outcome
	}
	if about != "" {
		if more := Paragraph(inner*.92, Center, Words{about, k.meta2()}); mid.H+more.H < 1.5*ring {
			mid.Add(inner*.04, mid.H+2*k.k, more)
		}
	}
	b.Add(cx-inner/2, cy-mid.H/2, mid)
	b.W, b.H = w, h
	return b
}

// reach is the share of the height that a ray would come down to in the
// middle, if the ring did not stop it.
const reach = .385

// beside sets the items beside the ring in the width that lets the middle be
// least high, and returns that height.
func (k kit) beside(p look.Part, w, pad, clear float64, said Style, right bool) (best Box, height float64) {
	for share := .3; share > .195; share -= .01 {
		b := k.part(p, share*w, 1, said)
		b.W = math.Max(b.W, .2*w)
		if h := leastHeight(b, w, pad, clear, right); height == 0 || h < height-1 {
			best, height = b, h
		}
	}
	return best, height
}

// leastHeight is how high the middle must be so that every line of b, which
// stands pad from the left or right edge and halfway up, keeps clear of both
// rays.
func leastHeight(b Box, w, pad, clear float64, right bool) float64 {
	h := 0.0
	walk(b.Items, func(it Item) {
		t, ok := it.(Text)
		if !ok {
			return
		}
		for _, l := range t.Lines {
			end := 0.0
			for _, r := range l.Runs {
				end = math.Max(end, r.X+r.W)
				if right {
					end = b.W // lines start at the box's left, farthest from the edge
				}
			}
			// the ray stands at slope*h over the end of the line
			slope := reach * (pad + end) / (w / 2)
			top, bottom := l.Base-.8*t.Lead, l.Base+.3*t.Lead
			h = math.Max(h, math.Max(b.H/2-top+clear, bottom-b.H/2+clear)/(.5-slope))
		}
	})
	return h
}

// stopAt returns the point where the way from x0, y0 to x1, y1 enters the
// circle, or x1, y1 where it does not.
func stopAt(x0, y0, x1, y1, cx, cy, r float64) (float64, float64) {
	dx, dy := x1-x0, y1-y0
	a := dx*dx + dy*dy
	half := dx*(x0-cx) + dy*(y0-cy)
	c := (x0-cx)*(x0-cx) + (y0-cy)*(y0-cy) - r*r
	d := half*half - a*c
	if a == 0 || d < 0 {
		return x1, y1
	}
	t := (-half - math.Sqrt(d)) / a
	if t < 0 || t > 1 {
		return x1, y1
	}
	return x0 + t*dx, y0 + t*dy
}

// four is says, thinks, does, feels, with the ring where they meet.
func (k kit) four(v look.Map, w float64) Box {
	said := k.s(Serif, 19, 1.3, Ink)
	ring := 44 * k.k
	pad := 24 * k.k
	half := w / 2
	var rows [2]float64
	var boxes [4]Box
	for i := range min(4, len(v.Four)) {
		boxes[i] = k.part(v.Four[i], half-2*pad-ring, 1, said)
		rows[i/2] = max(rows[i/2], boxes[i].H+2*pad)
	}
	rows[0], rows[1] = max(rows[0], 240*k.k), max(rows[1], 240*k.k)
	var b Box
	for i := range boxes {
		x, y := pad, pad
		if i%2 == 1 {
			x = half + pad + ring
		}
		if i/2 == 1 {
			y += rows[0]
		}
		b.Add(x, y, boxes[i])
	}
	h := rows[0] + rows[1]
	b.Draw(line(half, 0, half, rows[0]-ring-8*k.k, frameLine, Ink), line(half, rows[0]+ring+8*k.k, half, h, frameLine, Ink),
		line(0, rows[0], half-ring-8*k.k, rows[0], frameLine, Ink), line(half+ring+8*k.k, rows[0], w, rows[0], frameLine, Ink))
	b.Add(half-ring, rows[0]-ring, k.ring(v.Ring, ring, 1.6*k.k, 4*k.k))
	ini := Paragraph(2*ring, Center, Words{v.Ring.Initials, k.s(Sans, 24, 1.1, Ink)})
	b.Add(half-ring, rows[0]-ini.H/2, ini)
	return k.framed(b, w, h)
}

// canvas is all twelve cells, four in a row.
func (k kit) canvas(v look.Map, w float64) Box {
	const columns = 4
	pad := 24 * k.k
	col := w / columns
	said := k.s(Serif, 17, 1.36, Ink)
	var b Box
	y := 0.0
	for i := 0; i < len(v.Twelve); i += columns {
		row := v.Twelve[i:min(i+columns, len(v.Twelve))]
		tall := 0.0
		for j, p := range row {
			cell := k.part(p, col-2*pad, 1, said)
			b.Add(float64(j)*col+pad, y+pad, cell)
			tall = max(tall, cell.H)
		}
		end := y + tall + 2*pad
		for j := 1; j < len(row); j++ {
			b.Draw(line(float64(j)*col, y, float64(j)*col, end, 1, Line2))
		}
		if i+columns < len(v.Twelve) {
			b.Draw(line(0, end, w, end, 1, Line2))
		}
		y = end
	}
	return k.framed(b, w, y)
}
