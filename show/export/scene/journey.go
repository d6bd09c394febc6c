package scene

import (
	"math"
	"strconv"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/show/look"
)

// Journey draws a study's journey: stages, the curve, the words behind its
// marks, the lanes, and the figures laid under it.
func Journey(sc *look.Scene, j *heed.Journey, o Options) *Drawing {
	k, _ := o.kit(sc)
	v := sc.Journey(j, "journey")
	n := max(1, len(v.Columns))
	g := grid{kit: k, names: 104 * k.k, n: n, poster: o.Poster}
	width := 1440.0
	if o.Poster {
		width = 2384 // as wide as A1 on its side
	}
	for _, row := range v.Lanes {
		for _, word := range strings.Fields(row.Name) {
			g.names = max(g.names, Width(word, k.s(Sans, 15, 1.4, Ink2))+16*k.k)
		}
	}
	width = max(width, 2*margin+g.names+float64(n)*150*k.k)
	g.w = width - 2*margin
	g.col = (g.w - g.names) / float64(n)

	var page Box
	page.Add(margin, margin, g.journeyHead(v))
	page.Add(margin, page.H+22*k.k, g.stages(v))
	for i, c := range v.Curves {
		tall := 304.0
		if i > 0 {
			page.Add(margin+g.names, page.H+24*k.k, g.whose(c))
			tall = 190
		}
		page.Add(margin, page.H+6*k.k, g.curve(c, tall*k.k))
	}
	if v.HasWords {
		page.Add(margin, page.H+14*k.k, g.moments(v))
	}
	page.Add(margin, page.H+18*k.k, g.lanes(v))
	if len(v.Figures) > 0 {
		page.Add(margin, page.H+26*k.k, g.figures(v))
	}
	page.Add(margin, page.H+22*k.k, k.legend(g.w))
	notes := []string{v.Bands, v.Thin, v.From}
	var said []Box
	for _, s := range notes {
		if s != "" {
			said = append(said, Paragraph(g.w, Left, Words{s, k.meta()}))
		}
	}
	page.Add(margin, page.H+10*k.k, flow(g.w, 22*k.k, k.meta().Lead*1.1, said...))
	page.Add(margin, page.H+6*k.k, k.companions(v.Earned, g.w))
	page.Add(margin, page.H+6*k.k, k.source(g.w))
	return page.drawing(sc.Say("journey.title")+": "+look.Label(sc.Study.Name), sc.Lang, width)
}

// grid is the table of a journey: lane names, then one column a stage.
type grid struct {
	kit
	w, names, col float64
	n             int
	poster        bool
}

func (g grid) x(i int) float64 { return g.names + float64(i)*g.col }

func (g grid) journeyHead(v look.Journey) Box {
	var b Box
	name := look.Label(g.Study.Name)
	title := Paragraph(g.w, Left, Words{g.Say("journey.title") + ": " + name, g.title()})
	boxes := []Box{title}
	if len(v.Curves) > 0 {
		boxes = append(boxes, g.whose(v.Curves[0]))
	}
	b.Add(0, 0, title)
	if len(boxes) > 1 {
		b.Add(0, title.H+6*g.k, boxes[1])
	}
	return b
}

// whose names the lines of a drawing.
func (g grid) whose(c look.Curves) Box {
	st, bold := g.s(Sans, 15, 1.45, Ink2), g.s(SansBold, 15, 1.45, Ink)
	var boxes []Box
	for _, l := range c.Legend {
		var b Box
		y := st.Lead * .52
		if l.Class == "two" {
			b.Draw(line(0, y-1.6*g.k, 34*g.k, y-1.6*g.k, 1.1*g.k, Ink), line(0, y+1.6*g.k, 34*g.k, y+1.6*g.k, 1.1*g.k, Ink))
		} else {
			b.Draw(line(0, y, 34*g.k, y, 2.6*g.k, Ink))
		}
		rest := strings.TrimPrefix(strings.Join(nonEmpty(l.Role, l.N), ", "), ", ")
		b.Add(44*g.k, 0, Paragraph(g.w, Left, Words{l.Name + "  ", bold}, Words{rest, st}))
		boxes = append(boxes, b)
	}
	return flow(g.w, 28*g.k, st.Lead*1.1, boxes...)
}

func nonEmpty(parts ...string) []string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return out
}

func (g grid) stages(v look.Journey) Box {
	var b Box
	for i, c := range v.Columns {
		name := g.head()
		if c.Empty {
			name.Color = Ink3
		}
		var st Box
		st.Add(0, 0, Paragraph(g.col-20*g.k, Left, Words{c.Name, name}))
		st.Add(0, st.H+2*g.k, Paragraph(g.col-20*g.k, Left, Words{c.People, g.meta()}))
		b.Add(g.x(i)+12*g.k, 0, st)
	}
	b.H += 10 * g.k
	b.Draw(line(g.names, b.H, g.w, b.H, 1.5, Ink))
	b.W = g.w
	return b
}

// curve draws the plot h high over the stages.
func (g grid) curve(c look.Curves, h float64) Box {
	var b Box
	w := g.w - g.names
	at := func(x, y string) (float64, float64) { return g.names + percent(x)*w, percent(y) * h }
	meta := g.meta()
	for i, y := range []float64{.08, .29, .5, .71, .92} {
		color := Hair
		if i == 2 {
			color = Line2
		}
		b.Draw(line(g.names, y*h, g.w, y*h, 1, color))
	}
	for _, s := range []struct {
		text string
		y    float64
	}{{g.Say("curve.glad"), .08}, {"0", .5}, {g.Say("curve.hurt"), .92}} {
		p := Paragraph(g.names-12*g.k, Right, Words{s.text, meta})
		b.Add(0, s.y*h-p.H/2, p)
	}
	for _, d := range c.Bands {
		segs := parsePath(d).mapped(w/1000, h/100, g.names, 0)
		b.Draw(Path{Segs: segs, Fill: ptr(Ink), Alpha: .08})
	}
	for _, l := range c.Lines {
		segs := parsePath(l.Path).mapped(w/1000, h/100, g.names, 0)
		switch l.Class {
		case "two":
			b.Draw(Path{Segs: segs, Stroke: ptr(Ink), Width: 4.2 * g.k}, Path{Segs: segs, Stroke: ptr(Paper), Width: 1.8 * g.k})
		case "thin":
			b.Draw(Path{Segs: segs, Stroke: ptr(Ink), Width: 1.5 * g.k, Dash: []float64{1.8 * g.k, 4 * g.k}})
		default:
			b.Draw(Path{Segs: segs, Stroke: ptr(Ink), Width: 2.6 * g.k, Round: true})
		}
	}
	tag := meta
	tag.Face, tag.Color = SansBold, Ink2
	for _, o := range c.Opposed {
		x, top := at(o.X, o.Top)
		_, bottom := at(o.X, o.Bottom)
		_, mid := at(o.X, o.Mid)
		cap := 5 * g.k
		b.Draw(line(x, top, x, bottom, 1.5, Ink), line(x-cap, top, x, top, 1.5, Ink), line(x-cap, bottom, x, bottom, 1.5, Ink))
		word := Paragraph(g.col, Left, Words{o.Word, tag})
		b.Add(x+8*g.k, mid-word.H/2, word.halo())
	}
	strong := meta
	strong.Face, strong.Color = SansBold, Ink
	for _, p := range c.Points {
		x, y := at(p.X, p.Y)
		side := 14 * g.k
		if p.Small {
			side = 11 * g.k
		}
		mark := feeling(heed.Family(p.Family), x, y, side)
		mark.Name = p.Title
		b.Draw(mark)
		label := Paragraph(g.col*1.6, Left, Words{p.Strong, strong}, Words{p.Label, meta})
		dy, _ := strconv.ParseFloat(p.Dy, 64) // our own figure
		lx := math.Max(g.names, math.Min(x-label.W/2, g.w-label.W))
		b.Add(lx, y+dy*g.k-label.H*.72, label.halo())
	}
	b.W, b.H = g.w, h
	return b.grouped(c.Label)
}

// halo sets paper around the letters.
func (b Box) halo() Box {
	items := make([]Item, len(b.Items))
	for i, it := range b.Items {
		if t, ok := it.(Text); ok {
			t.Halo = true
			it = t
		}
		items[i] = it
	}
	b.Items = items
	return b
}

// moments are the words behind the marks, under their stages.
func (g grid) moments(v look.Journey) Box {
	var b Box
	kick := g.s(SansBold, 13.5, 1.3, Ink2)
	for i, c := range v.Columns {
		y := 0.0
		for _, m := range c.Words {
			q := g.s(Serif, 20, 1.24, Ink)
			q.Lang = heed.Language(m.Quote.Lang)
			var box Box
			width := g.col - 20*g.k
			if k := strings.Join(nonEmpty(m.Kick, m.Who), ", "); k != "" {
				box.Add(0, 0, Paragraph(width, Left, Words{k, kick}))
			}
			box.Add(0, box.H+3*g.k, Paragraph(width, Left, Words{m.Quote.Open + m.Quote.Text + m.Quote.Close, q}))
			who := g.meta()
			who.Face, who.Color = SansBold, Ink2
			var parts []Box
			if m.Quote.Who != "" {
				parts = append(parts, Paragraph(width, Left, Words{m.Quote.Who, who}))
			}
			if m.Quote.Role != "" {
				parts = append(parts, Paragraph(width, Left, Words{m.Quote.Role, g.meta()}))
			}
			parts = append(parts, g.emotion(m.Emotion, g.meta()))
			box.Add(0, box.H+4*g.k, flow(width, 9*g.k, g.meta().Lead, parts...))
			b.Add(g.x(i)+12*g.k, y, box.grouped(m.Quote.Text))
			y += box.H + 16*g.k
		}
	}
	b.W = g.w
	return b
}

func (g grid) lanes(v look.Journey) Box {
	var b Box
	name := g.s(Sans, 15, 1.4, Ink2)
	y := 0.0
	for _, row := range v.Lanes {
		b.Draw(line(0, y, g.w, y, 1, Hair))
		label := Paragraph(g.names-14*g.k, Left, Words{row.Name, name})
		b.Add(0, y+13*g.k, label)
		tall := label.H
		for i, c := range row.Cells {
			cell := g.lane(c, row.Ours, !v.Columns[i].Empty)
			b.Add(g.x(i)+12*g.k, y+12*g.k, cell)
			tall = max(tall, cell.H)
		}
		y += tall + 28*g.k
	}
	b.W, b.H = g.w, y
	return b
}

func (g grid) lane(c look.LaneCell, ours, heard bool) Box {
	var b Box
	width := g.col - 20*g.k
	items := c.Items
	more := c.More
	if g.poster {
		items = append(items[:len(items):len(items)], c.Rest...)
		more = c.Left
	}
	if len(items) == 0 {
		if !ours {
			b.Add(0, 0, Paragraph(width, Left, Words{g.Say("nobody_told"), g.none()}))
		}
		return b
	}
	for i, it := range items {
		if i > 0 {
			b.H += 12 * g.k
		}
		b.Add(0, b.H, g.item(it, width, g.s(Serif, 17, 1.32, Ink)))
	}
	if more != "" {
		b.Add(0, b.H+8*g.k, Paragraph(width, Left, Words{more, g.meta()}))
	}
	return b
}

func (g grid) figures(v look.Journey) Box {
	var b Box
	b.Add(0, 0, Paragraph(g.w, Left, Words{g.Say("journey.figures") + "   ", g.head()}, Words{g.Say("journey.figures_note"), g.meta()}))
	y := b.H + 10*g.k
	for _, row := range v.Figures {
		b.Draw(line(0, y, g.w, y, 1, Hair))
		label := Paragraph(g.names-10*g.k, Left, Words{row.Name, g.s(Sans, 15, 1.4, Ink2)})
		b.Add(0, y+9*g.k, label)
		tall := label.H
		for i, c := range row.Cells {
			if c.Value == "" {
				continue
			}
			cell := Paragraph(g.col-20*g.k, Left, Words{c.Value + " ", g.s(SansBold, 17, 1.3, Ink)}, Words{c.N, g.meta()})
			b.Add(g.x(i)+12*g.k, y+8*g.k, cell)
			tall = max(tall, cell.H)
		}
		y += tall + 18*g.k
	}
	b.W, b.H = g.w, y
	return b
}

// percent reads a place such as 41.5% as a share.
func percent(s string) float64 {
	v, err := strconv.ParseFloat(strings.TrimSuffix(s, "%"), 64)
	if err != nil {
		return 0
	}
	return v / 100
}

// parsePath reads the paths that package look draws: absolute M, L, H, V, C, z.
func parsePath(d string) Segments {
	var out Segments
	var op byte
	var args []float64
	x, y := 0.0, 0.0
	use := func() {
		switch {
		case op == 'H' && len(args) == 1:
			x = args[0]
			out = append(out, Seg{Op: 'L', X: x, Y: y})
		case op == 'V' && len(args) == 1:
			y = args[0]
			out = append(out, Seg{Op: 'L', X: x, Y: y})
		case (op == 'M' || op == 'L') && len(args) == 2:
			x, y = args[0], args[1]
			out = append(out, Seg{Op: op, X: x, Y: y})
		case op == 'C' && len(args) == 6:
			x, y = args[4], args[5]
			out = append(out, Seg{Op: 'C', X1: args[0], Y1: args[1], X2: args[2], Y2: args[3], X: x, Y: y})
		default:
			return
		}
		args = args[:0]
	}
	for i := 0; i < len(d); {
		switch c := d[i]; {
		case c == 'z' || c == 'Z':
			out = append(out, Seg{Op: 'Z'})
			i++
		case c >= 'A' && c <= 'Z':
			op, args = c, args[:0]
			i++
		case c == '-' || c == '.' || c >= '0' && c <= '9':
			end := i + 1
			for end < len(d) && (d[end] == '.' || d[end] >= '0' && d[end] <= '9') {
				end++
			}
			v, err := strconv.ParseFloat(d[i:end], 64)
			if err != nil {
				return out
			}
			args = append(args, v)
			use()
			i = end
		default:
			i++
		}
	}
	return out
}
