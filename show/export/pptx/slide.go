package pptx

import (
	"bytes"
	"fmt"
	"math"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/show/export/scene"
)

// slide writes one drawing.
type slide struct {
	b     bytes.Buffer
	id    int
	k, dx float64
	lang  heed.Language
}

func (s *slide) write(d *scene.Drawing) string {
	s.id = 1
	s.b.WriteString(`<p:sld ` + spaces + `><p:cSld name="` + esc(name(d.Title)) + `"><p:spTree>` + emptyTree)
	for _, it := range d.Items {
		s.item(it)
	}
	s.b.WriteString(`</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>`)
	return s.b.String()
}

func (s *slide) next() int {
	s.id++
	return s.id
}

func (s *slide) x(v float64) int { return units(v*s.k + s.dx) }
func (s *slide) y(v float64) int { return units(v * s.k) }
func (s *slide) l(v float64) int { return units(v * s.k) }

func (s *slide) item(it scene.Item) {
	switch v := it.(type) {
	case scene.Group:
		x0, y0, x1, y1, ok := bounds(v.Items)
		if !ok {
			return
		}
		at := fmt.Sprintf(`x="%d" y="%d"`, s.x(x0), s.y(y0))
		size := fmt.Sprintf(`cx="%d" cy="%d"`, max(1, s.l(x1-x0)), max(1, s.l(y1-y0)))
		fmt.Fprintf(&s.b, `<p:grpSp><p:nvGrpSpPr><p:cNvPr id="%d" name="%s"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off %s/><a:ext %s/><a:chOff %[3]s/><a:chExt %[4]s/></a:xfrm></p:grpSpPr>`, s.next(), esc(name(v.Name)), at, size)
		for _, in := range v.Items {
			s.item(in)
		}
		s.b.WriteString(`</p:grpSp>`)
	case scene.Path:
		s.path(v)
	case scene.Text:
		s.text(v)
	}
}

// bounds is the box around items, and false where there is nothing in them.
func bounds(items []scene.Item) (x0, y0, x1, y1 float64, ok bool) {
	x0, y0, x1, y1 = math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, it := range items {
		var a0, b0, a1, b1 float64
		switch v := it.(type) {
		case scene.Group:
			var in bool
			if a0, b0, a1, b1, in = bounds(v.Items); !in {
				continue
			}
		case scene.Path:
			a0, b0, a1, b1 = v.Segs.Bounds()
		case scene.Text:
			if len(v.Lines) == 0 {
				continue
			}
			a0, b0, a1, b1 = textBox(v)
		}
		x0, y0, x1, y1, ok = min(x0, a0), min(y0, b0), max(x1, a1), max(y1, b1), true
	}
	return x0, y0, x1, y1, ok
}

// textBox is the room that a text takes. A paragraph from the left is as wide
// as its widest line, so that it breaks where the scene broke it.
func textBox(t scene.Text) (x0, y0, x1, y1 float64) {
	if t.Align != scene.Left {
		return t.X, t.Y, t.X + t.W, t.Y + t.H
	}
	x0, x1 = math.Inf(1), math.Inf(-1)
	for _, l := range t.Lines {
		for _, r := range l.Runs {
			x0, x1 = min(x0, r.X), max(x1, r.X+r.W)
		}
	}
	return x0, t.Y, x1 + 1.5, t.Y + t.H
}

func color(c scene.Color) string { return fmt.Sprintf(`<a:srgbClr val="%06X"/>`, uint32(c)) }

func (s *slide) ln(p scene.Path) string {
	if p.Stroke == nil {
		return `<a:ln><a:noFill/></a:ln>`
	}
	end, join, dash := "flat", `<a:miter lim="800000"/>`, ""
	if p.Round {
		end, join = "rnd", `<a:round/>`
	}
	if len(p.Dash) == 2 && p.Width > 0 {
		dash = fmt.Sprintf(`<a:custDash><a:ds d="%d" sp="%d"/></a:custDash>`, int(p.Dash[0]/p.Width*100000), int(p.Dash[1]/p.Width*100000))
	}
	return fmt.Sprintf(`<a:ln w="%d" cap="%s"><a:solidFill>%s</a:solidFill>%s%s</a:ln>`, max(1, s.l(p.Width)), end, color(*p.Stroke), dash, join)
}

func (s *slide) path(p scene.Path) {
	x0, y0, x1, y1 := p.Segs.Bounds()
	if len(p.Segs) == 2 && p.Segs[1].Op == 'L' {
		flip := ""
		if (p.Segs[1].X-p.Segs[0].X)*(p.Segs[1].Y-p.Segs[0].Y) < 0 {
			flip = ` flipV="1"`
		}
		fmt.Fprintf(&s.b, `<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="%d" name="line"/><p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr><a:xfrm%s><a:off x="%d" y="%d"/><a:ext cx="%d" cy="%d"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom>%s</p:spPr></p:cxnSp>`,
			s.next(), flip, s.x(x0), s.y(y0), s.l(x1-x0), s.l(y1-y0), s.ln(p))
		return
	}
	what := p.Name
	if what == "" {
		what = "shape"
	}
	w, h := max(1, s.l(x1-x0)), max(1, s.l(y1-y0))
	fmt.Fprintf(&s.b, `<p:sp><p:nvSpPr><p:cNvPr id="%d" name="%s"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="%d" y="%d"/><a:ext cx="%d" cy="%d"/></a:xfrm><a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="%[5]d" h="%[6]d"`, s.next(), esc(name(what)), s.x(x0), s.y(y0), w, h)
	if p.Fill == nil {
		s.b.WriteString(` fill="none"`)
	}
	s.b.WriteString(">")
	pt := func(x, y float64) string {
		return fmt.Sprintf(`<a:pt x="%d" y="%d"/>`, s.l(x-x0), s.l(y-y0))
	}
	for _, g := range p.Segs {
		switch g.Op {
		case 'M':
			s.b.WriteString(`<a:moveTo>` + pt(g.X, g.Y) + `</a:moveTo>`)
		case 'L':
			s.b.WriteString(`<a:lnTo>` + pt(g.X, g.Y) + `</a:lnTo>`)
		case 'C':
			s.b.WriteString(`<a:cubicBezTo>` + pt(g.X1, g.Y1) + pt(g.X2, g.Y2) + pt(g.X, g.Y) + `</a:cubicBezTo>`)
		case 'Z':
			s.b.WriteString(`<a:close/>`)
		}
	}
	s.b.WriteString(`</a:path></a:pathLst></a:custGeom>`)
	if p.Fill == nil {
		s.b.WriteString(`<a:noFill/>`)
	} else {
		c := color(*p.Fill)
		if p.Opacity() < 1 {
			c = fmt.Sprintf(`<a:srgbClr val="%06X"><a:alpha val="%d"/></a:srgbClr>`, uint32(*p.Fill), int(p.Opacity()*100000))
		}
		s.b.WriteString(`<a:solidFill>` + c + `</a:solidFill>`)
	}
	s.b.WriteString(s.ln(p) + `</p:spPr></p:sp>`)
}

// text is one box. A single line keeps to itself; a paragraph wraps, so that
// whoever edits it need not move line ends about.
func (s *slide) text(t scene.Text) {
	if len(t.Lines) == 0 {
		return
	}
	x0, y0, x1, y1 := textBox(t)
	size := 0.0
	first := ""
	for _, l := range t.Lines {
		for _, r := range l.Runs {
			size = math.Max(size, r.Size)
			if first == "" {
				first = r.Text
			}
		}
	}
	// exact spacing puts the baseline four fifths down, the scene in the middle
	up := .3 * (t.Lead - size)
	wrap := "square"
	if len(t.Lines) == 1 {
		wrap = "none"
	}
	align := map[scene.Align]string{scene.Left: "l", scene.Center: "ctr", scene.Right: "r"}[t.Align]
	fmt.Fprintf(&s.b, `<p:sp><p:nvSpPr><p:cNvPr id="%d" name="%s"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="%d" y="%d"/><a:ext cx="%d" cy="%d"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody><a:bodyPr wrap="%s" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="t"><a:noAutofit/></a:bodyPr><a:lstStyle/><a:p><a:pPr algn="%s"><a:lnSpc><a:spcPts val="%d"/></a:lnSpc></a:pPr>`,
		s.next(), esc(name(first)), s.x(x0), s.y(y0-up), max(1, s.l(x1-x0)), max(1, s.l(y1-y0)), wrap, align, int(math.Round(t.Lead*s.k*100)))
	for i, l := range t.Lines {
		for k, r := range l.Runs {
			if last := k == len(l.Runs)-1; last && i < len(t.Lines)-1 && !endsOpen(r.Text) {
				r.Text += " " // the space at which the line broke
			}
			s.run(r)
		}
	}
	s.b.WriteString(`</a:p></p:txBody></p:sp>`)
}

// endsOpen reports whether a line broke after a sign rather than at a space.
func endsOpen(s string) bool {
	r := []rune(s)
	if len(r) == 0 {
		return true
	}
	c := r[len(r)-1]
	return c == '-' || c == '/' || c >= 0x2e80
}

func (s *slide) run(r scene.Run) {
	lang := r.Lang
	if lang == "" {
		lang = s.lang
	}
	code := map[heed.Language]string{heed.English: "en-GB", heed.Spanish: "es-ES"}[lang]
	if code == "" {
		code = esc(string(lang))
	}
	marks := ""
	if r.Face.Italic() {
		marks += ` i="1"`
	}
	if r.Face == scene.SansBold {
		marks += ` b="1"`
	}
	switch r.Under {
	case scene.Dashed:
		marks += ` u="dash"`
	case scene.Dotted:
		marks += ` u="dotted"`
	}
	face, pitch := r.Face.Family(), 34
	switch r.Face {
	case scene.SansLight:
		face += " Light"
	case scene.SerifMedium:
		face += " Medium"
	}
	if r.Face == scene.Serif || r.Face == scene.SerifMedium {
		pitch = 18
	}
	fmt.Fprintf(&s.b, `<a:r><a:rPr lang="%s" sz="%d"%s dirty="0"><a:solidFill>%s</a:solidFill>`, code, max(100, int(math.Round(r.Size*s.k*100))), marks, color(r.Color))
	if r.Under != scene.NoRule {
		s.b.WriteString(`<a:uFill><a:solidFill>` + color(scene.Line2) + `</a:solidFill></a:uFill>`)
	}
	if r.Face != scene.Missing {
		fmt.Fprintf(&s.b, `<a:latin typeface="%s" pitchFamily="%d" charset="0"/>`, face, pitch)
	}
	s.b.WriteString(`</a:rPr><a:t>` + esc(r.Text) + `</a:t></a:r>`)
}
