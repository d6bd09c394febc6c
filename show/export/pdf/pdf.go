// Package pdf writes drawings as PDF pages: real text in embedded subsets of
// the faces, so that it can be found and copied.
package pdf

import (
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/show/export/scene"
)

// Paper is a size of paper. Fit makes each page as large as its drawing.
type Paper string

// The papers.
const (
	Fit Paper = ""
	A4  Paper = "a4"
	A3  Paper = "a3"
	A2  Paper = "a2"
	A1  Paper = "a1"
	A0  Paper = "a0"
)

// papers are upright, in points.
var papers = map[Paper][2]float64{
	A4: {595.28, 841.89}, A3: {841.89, 1190.55}, A2: {1190.55, 1683.78}, A1: {1683.78, 2383.94}, A0: {2383.94, 3370.39},
}

// Options say on what paper the drawings are set. On a paper each drawing is
// turned the way that fits and made as large as fits.
type Options struct{ Paper Paper }

// longest is the longest side that readers of PDF accept, in points.
const longest = 14400

// Write writes one page a drawing. The same drawings give the same bytes.
func Write(w io.Writer, drawings []*scene.Drawing, o Options) error {
	if _, ok := papers[o.Paper]; !ok && o.Paper != Fit {
		return heed.Errorf(heed.CodeInvalid, "there is no paper called %q; choose a4, a3, a2, a1 or a0", string(o.Paper))
	}
	if len(drawings) == 0 {
		return heed.Errorf(heed.CodeInvalid, "there is nothing to draw")
	}
	p := fpdf.NewCustom(&fpdf.InitType{OrientationStr: "P", UnitStr: "pt", Size: fpdf.SizeType{Wd: 595.28, Ht: 841.89}})
	p.SetCatalogSort(true)
	fixed := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC) // the content alone decides the bytes
	p.SetCreationDate(fixed)
	p.SetModificationDate(fixed)
	p.SetProducer("Heed", true)
	p.SetTitle(drawings[0].Title, true)
	p.SetLang(string(drawings[0].Lang))
	p.SetMargins(0, 0, 0)
	p.SetAutoPageBreak(false, 0)
	used := map[scene.Face]bool{}
	for _, d := range drawings {
		d.Walk(func(it scene.Item) {
			if t, ok := it.(scene.Text); ok {
				for _, l := range t.Lines {
					for _, r := range l.Runs {
						used[r.Face] = true
					}
				}
			}
		})
	}
	used[scene.Sans] = used[scene.Sans] || used[scene.Missing]
	for _, f := range scene.Faces {
		if used[f] {
			p.AddUTF8FontFromBytes(family(f), "", f.TTF())
		}
	}
	for _, d := range drawings {
		page(p, d, o)
	}
	if err := p.Output(w); err != nil {
		return heed.WrapError(heed.CodeInternal, err, "the drawing could not be written as PDF")
	}
	return nil
}

func family(f scene.Face) string { return "face" + strconv.Itoa(int(f)) }

// writer sets one page: points of the drawing become points of the page.
type writer struct {
	*fpdf.Fpdf
	k, dx, dy float64
}

func page(p *fpdf.Fpdf, d *scene.Drawing, o Options) {
	w := writer{Fpdf: p, k: 1}
	size := fpdf.SizeType{Wd: d.W, Ht: d.H}
	if o.Paper != Fit {
		a := papers[o.Paper]
		if d.W > d.H {
			a[0], a[1] = a[1], a[0]
		}
		size = fpdf.SizeType{Wd: a[0], Ht: a[1]}
		w.k = math.Min(a[0]/d.W, a[1]/d.H)
		w.dx, w.dy = (a[0]-d.W*w.k)/2, (a[1]-d.H*w.k)/2
	} else if most := math.Max(d.W, d.H); most > longest {
		w.k = longest / most
		size = fpdf.SizeType{Wd: d.W * w.k, Ht: d.H * w.k}
	}
	p.AddPageFormat("P", size)
	fill(p, scene.Paper)
	p.Rect(0, 0, size.Wd, size.Ht, "F")
	d.Walk(func(it scene.Item) {
		switch v := it.(type) {
		case scene.Path:
			w.path(v)
		case scene.Text:
			w.text(v)
		}
	})
}

func fill(p *fpdf.Fpdf, c scene.Color) {
	r, g, b := c.RGB()
	p.SetFillColor(int(r), int(g), int(b))
}

func (w writer) trace(segs scene.Segments, dx, dy float64) {
	x := func(v float64) float64 { return (v+dx)*w.k + w.dx }
	y := func(v float64) float64 { return (v+dy)*w.k + w.dy }
	for _, s := range segs {
		switch s.Op {
		case 'M':
			w.MoveTo(x(s.X), y(s.Y))
		case 'L':
			w.LineTo(x(s.X), y(s.Y))
		case 'C':
			w.CurveBezierCubicTo(x(s.X1), y(s.Y1), x(s.X2), y(s.Y2), x(s.X), y(s.Y))
		case 'Z':
			w.ClosePath()
		}
	}
}

func (w writer) path(p scene.Path) {
	style := ""
	if p.Fill != nil {
		fill(w.Fpdf, *p.Fill)
		style = "F"
	}
	if p.Stroke != nil {
		r, g, b := p.Stroke.RGB()
		w.SetDrawColor(int(r), int(g), int(b))
		w.SetLineWidth(p.Width * w.k)
		end, join := "butt", "miter"
		if p.Round {
			end, join = "round", "round"
		}
		w.SetLineCapStyle(end)
		w.SetLineJoinStyle(join)
		dash := make([]float64, len(p.Dash))
		for i, v := range p.Dash {
			dash[i] = v * w.k
		}
		w.SetDashPattern(dash, 0)
		style = map[string]string{"": "D", "F": "FD"}[style]
	}
	if style == "" {
		return
	}
	if p.Opacity() < 1 {
		w.SetAlpha(p.Opacity(), "Normal")
		defer w.SetAlpha(1, "Normal")
	}
	w.trace(p.Segs, 0, 0)
	w.DrawPath(style)
}

func (w writer) text(t scene.Text) {
	for _, l := range t.Lines {
		for _, r := range l.Runs {
			if p, ok := r.Rules(l.Base); ok {
				w.path(p)
			}
		}
		for _, r := range l.Runs {
			if r.Face == scene.Missing {
				w.missing(r, l.Base)
				continue
			}
			if t.Halo {
				pr, pg, pb := scene.Paper.RGB()
				w.SetDrawColor(int(pr), int(pg), int(pb))
				w.SetLineWidth(5 * w.k)
				w.SetLineJoinStyle("round")
				w.SetDashPattern(nil, 0)
				w.SetTextRenderingMode(1)
				w.run(r, l.Base)
				w.SetTextRenderingMode(0)
			}
			w.run(r, l.Base)
		}
	}
}

// run writes a run's words; characters beyond the first plane, which the
// font's table in the file cannot name, are drawn as shapes.
func (w writer) run(r scene.Run, base float64) {
	cr, cg, cb := r.Color.RGB()
	w.SetTextColor(int(cr), int(cg), int(cb))
	w.SetFont(family(r.Face), "", r.Size*w.k)
	x := r.X
	var b strings.Builder
	start := x
	flush := func() {
		if s := b.String(); strings.TrimSpace(s) != "" {
			w.Text(start*w.k+w.dx, base*w.k+w.dy, s)
		}
		b.Reset()
	}
	for _, ch := range r.Text {
		if scene.Invisible(ch) {
			continue
		}
		segs, adv := r.Face.Outline(ch, r.Size)
		if ch > 0xffff {
			flush()
			fill(w.Fpdf, r.Color)
			w.trace(segs, x, base)
			w.DrawPath("F")
			start = x + adv
		} else {
			b.WriteRune(ch)
		}
		x += adv
	}
	flush()
}

// missing draws a box with the character's number.
func (w writer) missing(r scene.Run, base float64) {
	for _, b := range scene.MissingBoxes(r, base) {
		w.path(b.Edge)
		for i, half := range []string{b.Code[:len(b.Code)/2], b.Code[len(b.Code)/2:]} {
			w.run(scene.Run{X: b.X, Text: half, Face: scene.Sans, Size: b.Size, Color: scene.Ink3}, b.Base[i])
		}
	}
}
