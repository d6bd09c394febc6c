package scene

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/heedhq/heed"
)

// Style is how words are set. Lead is the line height in points.
type Style struct {
	Face  Face
	Size  float64
	Lead  float64
	Color Color
	Under Under
	Lang  heed.Language
}

// Words is a piece of a paragraph in one style.
type Words struct {
	Text string
	Style
}

// glyph is a character with the face that has it.
type glyph struct {
	r    rune
	face Face
	w    float64
	span int
}

// shape finds a face and a width for every character: the style's own face,
// else the sans, else Missing. It returns how many are missing.
func shape(spans []Words) (out []glyph, missing int) {
	for i, s := range spans {
		for _, r := range s.Text {
			r, keep := visible(r)
			if !keep {
				continue
			}
			g := glyph{r: r, face: s.Face, span: i}
			switch w, ok := s.Face.advance(r); {
			case ok:
				g.w = w * s.Size
			case Invisible(r):
				// joiners and selectors stay for machines that know the script
			default:
				if w, ok := Sans.advance(r); ok {
					g.face, g.w = Sans, w*s.Size
					break
				}
				g.face = Missing
				if !unicode.Is(unicode.Mn, r) {
					g.w = s.Size
					missing++
				}
			}
			out = append(out, g)
		}
	}
	return out, missing
}

// Invisible reports whether r has no form of its own: joiners, marks of
// direction, selectors of a variant.
func Invisible(r rune) bool {
	return unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r)
}

// visible takes out what would break a file or turn the reading direction
// around, and puts in for a few signs one that every face has.
func visible(r rune) (rune, bool) {
	switch {
	case r == utf8.RuneError, r == 0xfffe, r == 0xffff:
		return 0xfffd, true
	case r == '\t', r == '\n', r == '\r', r == 0x2028, r == 0x2029:
		return ' ', true
	case r == 0x202f, r == 0x2007, r == 0x2009:
		return 0xa0, true
	case r == 0x2011:
		return '-', true
	case unicode.IsControl(r), r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0x200b, r == 0x2060, r == 0xfeff:
		return 0, false
	}
	return r, true
}

// Box is items laid out at 0, 0 with the room that they take.
type Box struct {
	W, H    float64
	Items   []Item
	missing int
	// Base is the first baseline, for boxes that stand in line with others.
	Base float64
}

// Add draws o inside b.
func (b *Box) Add(x, y float64, o Box) {
	for _, it := range o.Items {
		b.Items = append(b.Items, it.shifted(x, y))
	}
	b.missing += o.missing
	b.W, b.H = max(b.W, x+o.W), max(b.H, y+o.H)
}

// Draw adds a path that is already in b's own points.
func (b *Box) Draw(p ...Path) {
	for _, q := range p {
		b.Items = append(b.Items, q)
	}
}

// grouped wraps all of b's items in a group.
func (b Box) grouped(name string) Box {
	b.Items = []Item{Group{Name: name, Items: b.Items}}
	return b
}

// Paragraph breaks spans into lines no wider than width and returns them as a
// box. W is the widest line, or the width where the alignment is not Left.
func Paragraph(width float64, align Align, spans ...Words) Box {
	glyphs, missing := shape(spans)
	if len(glyphs) == 0 {
		return Box{}
	}
	lead, size := 0.0, 0.0
	for _, s := range spans {
		lead, size = max(lead, s.Lead), max(size, s.Size)
	}
	if lead == 0 {
		lead = size * 1.35
	}
	t := Text{Align: align, Lead: lead, W: width}
	// the baseline stands so that ascenders and descenders share the spare room
	base := (lead-size)/2 + size*.8
	widest := 0.0
	for i, l := range breakLines(glyphs, width) {
		line, w := setLine(l, spans)
		x := 0.0
		switch align {
		case Center:
			x = (width - w) / 2
		case Right:
			x = width - w
		}
		for k := range line {
			line[k].X += x
		}
		widest = max(widest, w)
		t.Lines = append(t.Lines, Line{Base: base + float64(i)*lead, Runs: line})
	}
	t.H = float64(len(t.Lines)) * lead
	b := Box{W: widest, H: t.H, Items: []Item{t}, missing: missing, Base: base}
	if align != Left {
		b.W = width
	}
	return b
}

// breakLines breaks greedily after spaces, hyphens and dashes and between
// ideographs; a word longer than the line breaks anywhere.
func breakLines(gs []glyph, width float64) [][]glyph {
	var lines [][]glyph
	start, last, w := 0, -1, 0.0
	for i := 0; i < len(gs); i++ {
		g := gs[i]
		if g.r == ' ' && i == start && len(lines) > 0 {
			start, w = i+1, 0
			continue
		}
		if w+g.w > width+1e-6 && g.r != ' ' && i > start {
			end := i
			if last > start {
				end = last
			}
			lines = append(lines, trimSpaces(gs[start:end]))
			start, last, w = end, -1, 0
			i = end - 1
			continue
		}
		w += g.w
		if g.r == ' ' || g.r == '-' && i > start || g.r == '–' || g.r == '—' || g.r == '/' || g.r == '_' || unicode.In(g.r, unicode.Han, unicode.Hiragana, unicode.Katakana) {
			last = i + 1
		}
	}
	if start < len(gs) {
		lines = append(lines, trimSpaces(gs[start:]))
	}
	return lines
}

func trimSpaces(gs []glyph) []glyph {
	for len(gs) > 0 && gs[len(gs)-1].r == ' ' {
		gs = gs[:len(gs)-1]
	}
	return gs
}

func setLine(gs []glyph, spans []Words) (runs []Run, width float64) {
	var b strings.Builder
	flush := func(g glyph, w float64) {
		s := spans[g.span]
		runs = append(runs, Run{X: width, W: w, Text: b.String(), Face: g.face, Size: s.Size, Color: s.Color, Under: s.Under, Lang: s.Lang})
		width += w
		b.Reset()
	}
	w := 0.0
	for i, g := range gs {
		if i > 0 && (g.span != gs[i-1].span || g.face != gs[i-1].face) {
			flush(gs[i-1], w)
			w = 0
		}
		b.WriteRune(g.r)
		w += g.w
	}
	if len(gs) > 0 {
		flush(gs[len(gs)-1], w)
	}
	return runs, width
}

// Width measures one line of words.
func Width(text string, s Style) float64 {
	gs, _ := shape([]Words{{text, s}})
	w := 0.0
	for _, g := range gs {
		w += g.w
	}
	return w
}
