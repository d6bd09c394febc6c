package scene

import (
	"math"
	"strconv"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/show/look"
)

// kit is a scene in the making: the words of one language and the size of the
// type.
type kit struct {
	*look.Scene
	k float64 // type is this much larger than on a screen
}

// s makes a style at the kit's scale; lead is a multiple of size.
func (k kit) s(f Face, size, lead float64, c Color) Style {
	return Style{Face: f, Size: size * k.k, Lead: size * k.k * lead, Color: c}
}

func (k kit) title() Style { return k.s(SansBold, 26, 1.2, Ink) }
func (k kit) head() Style  { return k.s(SansBold, 17, 1.3, Ink) }
func (k kit) small() Style { return k.s(Sans, 15, 1.45, Ink) }
func (k kit) meta() Style  { return k.s(Sans, 13.5, 1.4, Ink3) }
func (k kit) meta2() Style { return k.s(Sans, 13.5, 1.4, Ink2) }
func (k kit) none() Style  { return k.s(Sans, 15, 1.45, Ink3) }

// rect is a filled rectangle.
func rect(x, y, w, h float64, c Color) Path {
	return Path{Segs: Segments{{Op: 'M', X: x, Y: y}, {Op: 'L', X: x + w, Y: y}, {Op: 'L', X: x + w, Y: y + h}, {Op: 'L', X: x, Y: y + h}, {Op: 'Z'}}, Fill: ptr(c)}
}

// line is a stroke.
func line(x0, y0, x1, y1, width float64, c Color, dash ...float64) Path {
	return Path{Segs: Segments{{Op: 'M', X: x0, Y: y0}, {Op: 'L', X: x1, Y: y1}}, Stroke: ptr(c), Width: width, Dash: dash}
}

// arc is part of a circle, from and to in turns clockwise from the top.
func arc(cx, cy, r, from, to float64) Segments {
	n := max(1, int(math.Ceil((to-from)*4-1e-9)))
	step := (to - from) / float64(n) * 2 * math.Pi
	h := 4.0 / 3 * math.Tan(step/4) * r
	at := from*2*math.Pi - math.Pi/2
	out := Segments{{Op: 'M', X: cx + r*math.Cos(at), Y: cy + r*math.Sin(at)}}
	for range n {
		a, b := at, at+step
		out = append(out, Seg{Op: 'C',
			X1: cx + r*math.Cos(a) - h*math.Sin(a), Y1: cy + r*math.Sin(a) + h*math.Cos(a),
			X2: cx + r*math.Cos(b) + h*math.Sin(b), Y2: cy + r*math.Sin(b) - h*math.Cos(b),
			X: cx + r*math.Cos(b), Y: cy + r*math.Sin(b)})
		at = b
	}
	return out
}

func circle(cx, cy, r float64) Segments { return append(arc(cx, cy, r, 0, 1), Seg{Op: 'Z'}) }

// dome is the upper half of an oval, as wide as w and as tall as h, standing
// on y; with a negative h it hangs below it.
func dome(cx, y, w, h float64) Segments {
	const c = .5523
	r := w / 2
	return Segments{{Op: 'M', X: cx - r, Y: y},
		{Op: 'C', X1: cx - r, Y1: y - h*c, X2: cx - r*c, Y2: y - h, X: cx, Y: y - h},
		{Op: 'C', X1: cx + r*c, Y1: y - h, X2: cx + r, Y2: y - h*c, X: cx + r, Y: y}, {Op: 'Z'}}
}

// feeling draws a family's shape in a square of side centred on x, y.
func feeling(f heed.Family, x, y, side float64) Path {
	c, ok := familyColors[f]
	if !ok {
		f, c = heed.NeutralFamily, familyColors[heed.NeutralFamily]
	}
	u := side / 12
	p := Path{Fill: ptr(c), Name: string(f)}
	switch f {
	case heed.Friction:
		p.Segs = Segments{{Op: 'M', X: x, Y: y - 5.1*u}, {Op: 'L', X: x + 5.6*u, Y: y + 5*u}, {Op: 'L', X: x - 5.6*u, Y: y + 5*u}, {Op: 'Z'}}
	case heed.Threat:
		p.Segs = Segments{{Op: 'M', X: x, Y: y - 5.8*u}, {Op: 'L', X: x + 5.8*u, Y: y}, {Op: 'L', X: x, Y: y + 5.8*u}, {Op: 'L', X: x - 5.8*u, Y: y}, {Op: 'Z'}}
	case heed.Loss:
		p.Segs = dome(x, y-3.8*u, 11.6*u, -8*u)
	case heed.Doubt:
		p.Segs, p.Fill = circle(x, y, 4.2*u), ptr(Paper)
		p.Stroke, p.Width = ptr(c), 2.2*u
	case heed.Calm:
		p.Segs = circle(x, y, 5*u)
	case heed.Lift:
		p.Segs = dome(x, y+3.8*u, 11.6*u, 8*u)
	default:
		p = rect(x-5*u, y-1.2*u, 10*u, 2.4*u, c)
		p.Name = string(f)
	}
	return p
}

// strokes is the confidence mark: four strokes, inked as far as the level.
func (k kit) strokes(m look.Mark) Box {
	var b Box
	for i := range 4 {
		x := float64(4*i) * k.k
		if i < m.Strokes {
			b.Draw(rect(x, 0, 2*k.k, 9*k.k, Ink))
		} else {
			b.Draw(rect(x, 0, 1*k.k, 9*k.k, Line2))
		}
	}
	b.W, b.H = 14*k.k, 9*k.k
	return b.grouped(m.Full)
}

// emotion is a feeling as shape and word.
func (k kit) emotion(e look.Emotion, st Style) Box {
	if e.Word == "" {
		return Box{}
	}
	word := Paragraph(1e6, Left, Words{e.Word, st})
	side := .8 * st.Size
	var b Box
	b.Draw(feeling(heed.Family(e.Family), side/2, word.Base-.34*st.Size, side))
	b.Add(side+.4*st.Size, 0, word)
	b.Base = word.Base
	return b.grouped(e.Word)
}

// flow sets boxes beside each other on one baseline and wraps them; lead is
// the least height of a row.
func flow(width, gap, lead float64, boxes ...Box) Box {
	var out Box
	x, y, tall := 0.0, 0.0, lead
	for _, b := range boxes {
		if len(b.Items) == 0 {
			continue
		}
		if x > 0 && x+b.W > width {
			x, y, tall = 0, y+tall, lead
		}
		if out.Base == 0 {
			out.Base = b.Base
		}
		out.Add(x, y, b)
		x += b.W + gap
		tall = max(tall, b.H)
	}
	return out
}

// inLine lifts a mark to stand in line with text of a style.
func inLine(mark Box, st Style) Box {
	base := (st.Lead-st.Size)/2 + st.Size*.8
	var b Box
	b.Add(0, base-mark.H, mark)
	b.Base, b.H = base, st.Lead
	return b
}

// voice is the style of a claim's words by what stands behind them.
func (k kit) voice(c look.Claim, said Style) Style {
	st := said
	switch c.Voice {
	case "read":
		st = Style{Face: SansItalic, Size: said.Size * .86, Lead: said.Size * .86 * 1.4, Color: Ink, Under: Dashed}
	case "assumed":
		st = Style{Face: Sans, Size: said.Size * .86, Lead: said.Size * .86 * 1.4, Color: Ink3, Under: Dotted}
	case "edited":
		st = Style{Face: Sans, Size: said.Size * .9, Lead: said.Size * .9 * 1.4, Color: Ink}
	}
	st.Lang = heed.Language(c.Lang)
	return st
}

// item is a claim inside a drawing: its words, then confidence, people and
// feeling.
func (k kit) item(c look.Claim, width float64, said Style) Box {
	st := k.voice(c, said)
	var b Box
	b.Add(0, 0, Paragraph(width, Left, Words{c.Text, st}))
	meta := k.meta()
	people := c.People
	switch {
	case c.Voice == "assumed":
		people = c.From
	case c.Voice == "read":
		people = k.Say("item.read", "p", c.People)
	}
	if c.Said != "" {
		people += ", " + c.Said
	}
	var marks []Box
	if c.Mark.Strokes > 0 {
		marks = append(marks, inLine(k.strokes(c.Mark), meta))
	}
	if c.Persona != "" {
		who := meta
		who.Face, who.Color = SansBold, Ink2
		marks = append(marks, Paragraph(width, Left, Words{c.Persona, who}))
	}
	room := width - 14*k.k - 12*k.k
	marks = append(marks, Paragraph(room, Left, Words{people, meta}), k.emotion(c.Emotion, meta))
	gap := 12 * k.k
	if c.Persona != "" {
		gap = 8 * k.k
	}
	m := flow(width, gap, meta.Lead, marks...)
	b.Add(0, b.H+4*k.k, m)
	return b.grouped(c.Text)
}

// ring is the portrait: one stroke a person, blue where they agreed.
func (k kit) ring(r look.Ring, radius float64, thin, thick float64) Box {
	var b Box
	c := radius
	if r.Ghost || r.Length == 0 {
		p := Path{Segs: circle(c, c, radius-thick/2), Stroke: ptr(Line2), Width: thin, Dash: []float64{2, 4}}
		b.Draw(p)
	} else {
		n := r.Length / 10
		inked := strings.Count(r.Dashes, "7 3 ")
		for i := range n {
			p := Path{Stroke: ptr(Line2), Width: thin}
			if i < inked {
				p.Stroke, p.Width = ptr(Accent), thick
			}
			from := float64(i) / float64(n)
			p.Segs = arc(c, c, radius-thick/2, from, from+.7/float64(n))
			b.Draw(p)
		}
	}
	b.W, b.H = 2*radius, 2*radius
	return b.grouped(r.Label)
}

// legend says what the voices and strokes mean.
func (k kit) legend(width float64) Box {
	meta := k.meta2()
	q := k.s(Serif, 15, 1.4, Ink2)
	read := k.s(SansItalic, 15, 1.4, Ink)
	read.Under = Dashed
	assumed := k.s(Sans, 15, 1.4, Ink3)
	assumed.Under = Dotted
	boxes := []Box{
		Paragraph(width, Left, Words{look.Quoted(k.Say("basis.said"), k.Lang), q}),
		Paragraph(width, Left, Words{k.Say("basis.read"), read}),
		Paragraph(width, Left, Words{k.Say("basis.assumed"), assumed}),
	}
	for l := heed.High; l >= heed.VeryLow; l-- {
		m := k.Mark(l, "")
		boxes = append(boxes, flow(width, 7*k.k, meta.Lead, inLine(k.strokes(m), meta), Paragraph(width, Left, Words{m.Full, meta})))
	}
	return flow(width, 26*k.k, meta.Lead*1.2, boxes...)
}

// companions prints the earned share with all that must stand beside it.
func (k kit) companions(e look.Earned, width float64) Box {
	bold := k.s(SansBold, 13.5, 1.4, Ink)
	meta := k.meta2()
	boxes := []Box{Paragraph(width, Left, Words{e.Percent + " ", bold}, Words{e.Of, meta})}
	if e.Empty != "" {
		boxes = append(boxes, Paragraph(width, Left, Words{e.Empty, meta}))
	}
	for _, r := range e.Rows {
		boxes = append(boxes, Paragraph(width, Left, Words{r.Term + " ", k.meta()}, Words{r.Value, meta}))
	}
	return flow(width, 22*k.k, meta.Lead*1.15, boxes...)
}

// source says which study a drawing was made of and how old it is, for whoever
// finds it on a wall.
func (k kit) source(width float64) Box {
	text := k.Say("study") + ": " + look.Label(k.Study.Name)
	if day := k.Words.Day(k.Now); day != "" {
		text += ". " + k.Say("settings.asof") + ": " + day + "\u00a0" + strconv.Itoa(k.Now.Year) + "."
	}
	return Paragraph(width, Left, Words{text, k.meta()})
}
