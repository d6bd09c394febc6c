// Package png draws a drawing as pixels. Letters are filled outlines, so that
// they stand exactly where the scene measured them.
package png

import (
	"image/color"
	"image/png"
	"io"

	"github.com/fogleman/gg"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/show/export/scene"
)

// Options say how large the picture is.
type Options struct {
	// Scale is pixels per point, 0.25 to 6; 0 is 2.
	Scale float64
}

// maxPixels bounds the memory that a picture takes: 4 bytes a pixel.
const maxPixels = 64e6

// Write draws the picture. A picture of more than 64 million pixels is drawn
// as large as that allows.
func Write(w io.Writer, d *scene.Drawing, o Options) error {
	k := o.Scale
	if k == 0 {
		k = 2
	}
	if k < .25 || k > 6 {
		return heed.Errorf(heed.CodeInvalid, "a picture of %g pixels per point cannot be drawn; the scale is from 0.25 to 6", k)
	}
	for d.W*k*d.H*k > maxPixels {
		k *= .9
	}
	c := gg.NewContext(max(1, int(d.W*k+.5)), max(1, int(d.H*k+.5)))
	c.Scale(k, k)
	c.SetColor(rgb(scene.Paper, 1))
	c.Clear()
	d.Walk(func(it scene.Item) {
		switch v := it.(type) {
		case scene.Path:
			draw(c, v, k)
		case scene.Text:
			text(c, v, k)
		}
	})
	enc := png.Encoder{CompressionLevel: png.DefaultCompression}
	return enc.Encode(w, c.Image())
}

func rgb(c scene.Color, alpha float64) color.Color {
	r, g, b := c.RGB()
	return color.NRGBA{r, g, b, uint8(alpha*255 + .5)}
}

func trace(c *gg.Context, segs scene.Segments, dx, dy float64) {
	for _, s := range segs {
		switch s.Op {
		case 'M':
			c.MoveTo(s.X+dx, s.Y+dy)
		case 'L':
			c.LineTo(s.X+dx, s.Y+dy)
		case 'C':
			c.CubicTo(s.X1+dx, s.Y1+dy, s.X2+dx, s.Y2+dy, s.X+dx, s.Y+dy)
		case 'Z':
			c.ClosePath()
		}
	}
}

// draw fills and strokes; gg takes widths and dashes in pixels.
func draw(c *gg.Context, p scene.Path, k float64) {
	c.ClearPath()
	trace(c, p.Segs, 0, 0)
	if p.Fill != nil {
		c.SetColor(rgb(*p.Fill, p.Opacity()))
		c.SetFillRuleWinding()
		c.FillPreserve()
	}
	if p.Stroke != nil {
		c.SetColor(rgb(*p.Stroke, p.Opacity()))
		c.SetLineWidth(p.Width * k)
		dash := make([]float64, len(p.Dash))
		for i, v := range p.Dash {
			dash[i] = v * k
		}
		c.SetDash(dash...)
		c.SetLineCapButt()
		c.SetLineJoin(gg.LineJoinBevel)
		if p.Round {
			c.SetLineCapRound()
			c.SetLineJoinRound()
		}
		c.StrokePreserve()
	}
	c.ClearPath()
}

func text(c *gg.Context, t scene.Text, k float64) {
	for _, l := range t.Lines {
		for _, r := range l.Runs {
			if p, ok := r.Rules(l.Base); ok {
				draw(c, p, k)
			}
		}
		for _, r := range l.Runs {
			if t.Halo {
				letters(c, r, l.Base)
				c.SetColor(rgb(scene.Paper, 1))
				c.SetLineWidth(5 * k)
				c.SetDash()
				c.SetLineJoinRound()
				c.Stroke()
			}
			if r.Face == scene.Missing {
				missing(c, r, l.Base, k)
				continue
			}
			letters(c, r, l.Base)
			c.SetColor(rgb(r.Color, 1))
			c.SetFillRuleWinding()
			c.Fill()
		}
	}
}

// letters traces a run's outlines.
func letters(c *gg.Context, r scene.Run, base float64) {
	c.ClearPath()
	x := r.X
	for _, ch := range r.Text {
		if scene.Invisible(ch) {
			continue
		}
		segs, w := r.Face.Outline(ch, r.Size)
		trace(c, segs, x, base)
		x += w
	}
}

// missing draws a box with the character's number in place of a letterform
// that no face has, so that nothing goes unseen.
func missing(c *gg.Context, r scene.Run, base, k float64) {
	for _, b := range scene.MissingBoxes(r, base) {
		draw(c, b.Edge, k)
		for i, half := range []string{b.Code[:len(b.Code)/2], b.Code[len(b.Code)/2:]} {
			digits := scene.Run{X: b.X, Text: half, Face: scene.Sans, Size: b.Size}
			letters(c, digits, b.Base[i])
			c.SetColor(rgb(scene.Ink3, 1))
			c.Fill()
		}
	}
}
