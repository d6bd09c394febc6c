// Package scene lays a persona, an empathy map or a journey out once, as text
// runs, paths and lines in points, so that every writer (SVG, PNG, PDF, PPTX)
// draws the same picture. Text is measured with the advances of the embedded
// faces, without kerning; a writer that places each run where the scene says
// cannot disagree with another about where a line breaks.
package scene

import (
	"math"

	"github.com/heedhq/heed"
)

// Drawing is one picture. Lengths are points, 72 to the inch; y grows
// downwards; type is written on the baseline.
type Drawing struct {
	Title string
	Lang  heed.Language
	W, H  float64
	Items []Item
	// Missing counts the characters that the faces have no letterform for.
	Missing int
}

// Item is a Text, a Path or a Group.
type Item interface{ shifted(dx, dy float64) Item }

// Color is 0xRRGGBB.
type Color uint32

// RGB returns the color's parts, 0..255.
func (c Color) RGB() (r, g, b uint8) { return uint8(c >> 16), uint8(c >> 8), uint8(c) }

// The colors are the light tokens of the design: drawings go on paper.
const (
	Paper  Color = 0xFBFAF6
	Ink    Color = 0x1F1C24
	Ink2   Color = 0x534E5A
	Ink3   Color = 0x6B6571
	Hair   Color = 0xE2DED4
	Line2  Color = 0x8D8795
	Accent Color = 0x2C3EA3
)

// familyColors hold for feelings and for nothing else.
var familyColors = map[heed.Family]Color{
	heed.Friction: 0xB8431A, heed.Threat: 0x6F2F72, heed.Loss: 0x6286B8, heed.Doubt: 0x5E5A4A,
	heed.Calm: 0x0B8A7C, heed.Lift: 0xB67F08, heed.NeutralFamily: 0x8D8795,
}

// Group holds items that belong together: a claim with its marks. Name is read
// aloud and shown as the shape's name.
type Group struct {
	Name  string
	Items []Item
}

// Path is a shape, filled or stroked or both.
type Path struct {
	Segs   Segments
	Fill   *Color // nil: not filled
	Stroke *Color // nil: not stroked
	Width  float64
	Dash   []float64
	Round  bool    // round ends and corners
	Alpha  float64 // 0 counts as 1
	Name   string
}

// Opacity is the path's alpha, 0..1.
func (p Path) Opacity() float64 {
	if p.Alpha <= 0 {
		return 1
	}
	return p.Alpha
}

// Seg is one step of a path: M and L to X, Y; C to X, Y by two controls; Z.
type Seg struct {
	Op                   byte
	X1, Y1, X2, Y2, X, Y float64
}

// Segments are a path's steps.
type Segments []Seg

// Bounds returns the smallest box around the path's points and controls.
func (s Segments) Bounds() (x0, y0, x1, y1 float64) {
	x0, y0, x1, y1 = math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	at := func(x, y float64) {
		x0, y0, x1, y1 = min(x0, x), min(y0, y), max(x1, x), max(y1, y)
	}
	for _, g := range s {
		switch g.Op {
		case 'C':
			at(g.X1, g.Y1)
			at(g.X2, g.Y2)
			at(g.X, g.Y)
		case 'M', 'L':
			at(g.X, g.Y)
		}
	}
	if len(s) == 0 || x0 > x1 {
		return 0, 0, 0, 0
	}
	return x0, y0, x1, y1
}

// Shifted returns the path moved.
func (s Segments) Shifted(dx, dy float64) Segments { return s.mapped(1, 1, dx, dy) }

func (s Segments) mapped(kx, ky, dx, dy float64) Segments {
	out := make(Segments, len(s))
	for i, g := range s {
		out[i] = Seg{g.Op, g.X1*kx + dx, g.Y1*ky + dy, g.X2*kx + dx, g.Y2*ky + dy, g.X*kx + dx, g.Y*ky + dy}
	}
	return out
}

// Align is how a text stands in its width.
type Align int

// The alignments.
const (
	Left Align = iota
	Center
	Right
)

// Under is the rule beneath words that nobody said.
type Under int

// The rules: none for what was said, dashed for what was read from behaviour,
// dotted for what is assumed.
const (
	NoRule Under = iota
	Dashed
	Dotted
)

// Text is a paragraph that is already broken into lines.
type Text struct {
	X, Y, W, H float64
	Align      Align
	Lead       float64 // from baseline to baseline
	Lines      []Line
	Halo       bool // paper around the letters, where they cross a drawing
}

// Line is one line of a text.
type Line struct {
	Base float64 // the baseline's y
	Runs []Run
}

// Run is words in one style on one line.
type Run struct {
	X, W  float64
	Text  string
	Face  Face
	Size  float64
	Color Color
	Under Under
	Lang  heed.Language // "" for the drawing's own
}

func (g Group) shifted(dx, dy float64) Item {
	out := Group{Name: g.Name, Items: make([]Item, len(g.Items))}
	for i, it := range g.Items {
		out.Items[i] = it.shifted(dx, dy)
	}
	return out
}

func (p Path) shifted(dx, dy float64) Item {
	p.Segs = p.Segs.Shifted(dx, dy)
	return p
}

func (t Text) shifted(dx, dy float64) Item {
	t.X, t.Y = t.X+dx, t.Y+dy
	lines := make([]Line, len(t.Lines))
	for i, l := range t.Lines {
		runs := make([]Run, len(l.Runs))
		for k, r := range l.Runs {
			r.X += dx
			runs[k] = r
		}
		lines[i] = Line{l.Base + dy, runs}
	}
	t.Lines = lines
	return t
}

// Walk calls f for every text and path, in the order in which they are drawn.
func (d *Drawing) Walk(f func(Item)) { walk(d.Items, f) }

func walk(items []Item, f func(Item)) {
	for _, it := range items {
		if g, ok := it.(Group); ok {
			walk(g.Items, f)
			continue
		}
		f(it)
	}
}

// Rules returns the lines beneath the run's words as a path, and false where
// there is none.
func (r Run) Rules(base float64) (Path, bool) {
	if r.Under == NoRule {
		return Path{}, false
	}
	y := base + r.Size*.24
	p := Path{Segs: Segments{{Op: 'M', X: r.X, Y: y}, {Op: 'L', X: r.X + r.W, Y: y}}, Stroke: ptr(Line2), Width: 1}
	switch r.Under {
	case Dashed:
		p.Dash = []float64{4, 3}
	case Dotted:
		p.Dash = []float64{1, 2}
	}
	return p, true
}

func ptr(c Color) *Color { return &c }
