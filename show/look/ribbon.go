package look

import (
	"fmt"
	"html/template"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/heedhq/heed"
)

// ribbonWidth is the width of a ribbon's drawing; its height is ribbonHeight.
const (
	ribbonWidth  = 1000.0
	ribbonHeight = 100
	ribbonLine   = 30.0 // the line between feelings above and below
	ribbonMost   = 24   // feelings that keep their shape
)

// Ribbon is a conversation along its length: the customer's feelings above and
// below a line, and who spoke when. Untimed conversations run by turn.
type Ribbon struct {
	Label  string
	Hills  []Hill
	Shapes []Shape
	Theirs string // path of the customer's talk
	Ours   string
	Ticks  []RibbonTick
	Note   string // "by turn" where there are no times
}

// Hill is a feeling as a rise or a dip.
type Hill struct{ Class, D string }

// Shape marks the top of a hill.
type Shape struct {
	Class, X, Y, Title, Href string
}

// RibbonTick names a place on a ribbon.
type RibbonTick struct{ X, Text, Anchor string }

// extent is where a turn stands on the ribbon, 0..1.
type extent struct{ from, to float64 }

// Ribbon draws a conversation.
func (sc *Scene) Ribbon(c *heed.Conversation, readings []heed.Reading) Ribbon {
	places, seconds := extents(c)
	r := Ribbon{Label: sc.Say("ribbon.label", "n", len(c.Turns))}
	if seconds == 0 {
		r.Note = sc.Say("ribbon.by_turn")
		r.Ticks = []RibbonTick{{"0", "1", "start"}, {num(ribbonWidth), sc.Number(len(c.Turns)), "end"}}
	} else {
		for i := 0; i <= 4; i++ {
			at := float64(i) / 4
			anchor := "middle"
			switch i {
			case 0:
				anchor = "start"
			case 4:
				anchor = "end"
			}
			r.Ticks = append(r.Ticks, RibbonTick{num(at * ribbonWidth), Clock(heed.At(at * seconds)), anchor})
		}
	}
	var theirs, ours strings.Builder
	for i, p := range places {
		b, y := &theirs, 72
		if c.RoleOf(i).Ours() {
			b, y = &ours, 83
		}
		fmt.Fprintf(b, "M%s %dH%s", num(p.from*ribbonWidth), y, num(max(p.to*ribbonWidth, p.from*ribbonWidth+1)))
	}
	r.Theirs, r.Ours = theirs.String(), ours.String()
	sc.hills(&r, c, readings, places)
	return r
}

// extents places the turns by time where every turn is timed, else evenly by
// the length of their text.
func extents(c *heed.Conversation) (places []extent, seconds float64) {
	timed := len(c.Turns) > 0
	for _, t := range c.Turns {
		timed = timed && t.Start.Known
		if t.End.Known {
			seconds = max(seconds, t.End.Seconds)
		}
		seconds = max(seconds, t.Start.Seconds)
	}
	places = make([]extent, len(c.Turns))
	if timed && seconds > 0 {
		for i, t := range c.Turns {
			end := t.End.Seconds
			if !t.End.Known {
				end = seconds
				if i+1 < len(c.Turns) {
					end = max(t.Start.Seconds, c.Turns[i+1].Start.Seconds)
				}
			}
			places[i] = extent{t.Start.Seconds / seconds, end / seconds}
		}
		return places, seconds
	}
	total := 0
	for _, t := range c.Turns {
		total += len(t.Text) + 12
	}
	at := 0
	for i, t := range c.Turns {
		n := len(t.Text) + 12
		places[i] = extent{float64(at) / float64(total), float64(at+n) / float64(total)}
		at += n
	}
	return places, 0
}

// hills draws the customer's feelings: neighbours of one family join, and the
// strongest keep their shapes.
func (sc *Scene) hills(r *Ribbon, c *heed.Conversation, readings []heed.Reading, places []extent) {
	type hill struct {
		f        heed.FeelingScore
		from, to float64
		turn     int
	}
	var all []hill
	for i := range readings {
		rd := &readings[i]
		f, ok := rd.Strongest()
		if !ok || rd.Turn >= len(places) || c.RoleOf(rd.Turn).Ours() || f.Intensity < 0.35 {
			continue
		}
		p := places[rd.Turn]
		n := max(1, len(c.Turns[rd.Turn].Text))
		from := p.from + (p.to-p.from)*float64(rd.Span.Start)/float64(n)
		to := p.from + (p.to-p.from)*float64(rd.Span.End)/float64(n)
		if k := len(all); k > 0 && all[k-1].f.Name.Family() == f.Name.Family() && (from-all[k-1].to)*ribbonWidth < 6 {
			last := &all[k-1]
			last.to = to
			if f.Intensity > last.f.Intensity {
				last.f, last.turn = f, rd.Turn
			}
			continue
		}
		all = append(all, hill{f, from, to, rd.Turn})
	}
	kept := make([]float64, 0, len(all))
	for _, h := range all {
		kept = append(kept, h.f.Intensity)
	}
	slices.Sort(kept)
	least := 0.0
	if len(kept) > ribbonMost {
		least = kept[len(kept)-ribbonMost]
	}
	for _, h := range all {
		mid := (h.from + h.to) / 2 * ribbonWidth
		half := max((h.to-h.from)/2*ribbonWidth, 7)
		top := ribbonLine - 24*h.f.Intensity
		shapeY := top - 9
		if h.f.Name.Sign() < 0 {
			top = ribbonLine + 24*h.f.Intensity
			shapeY = top + 9
		}
		class := string(h.f.Name.Family())
		r.Hills = append(r.Hills, Hill{class, fmt.Sprintf("M%s %sC%s %s %s %s %s %sS%s %s %s %sz",
			num(mid-half), num(ribbonLine), num(mid-half/2), num(ribbonLine), num(mid-half/2), num(top), num(mid), num(top),
			num(mid+half/2), num(ribbonLine), num(mid+half), num(ribbonLine))})
		if h.f.Intensity >= least && len(r.Shapes) < ribbonMost {
			r.Shapes = append(r.Shapes, Shape{Class: class, X: num(mid), Y: num(shapeY),
				Title: sc.Emotion(h.f.Name).Word, Href: fmt.Sprintf("#t%d", h.turn+1)})
		}
	}
}

// Marked is a span of a turn with the feeling in it.
type Marked struct {
	heed.Span
	Feeling heed.Feeling
}

// MarkText escapes text and sets the marks in it. Marks that do not fit the
// text, or overlap an earlier one, are left out.
func MarkText(text string, marks []Marked) template.HTML {
	slices.SortStableFunc(marks, func(a, b Marked) int { return a.Start - b.Start })
	var b strings.Builder
	at := 0
	for _, m := range marks {
		words, ok := m.In(text)
		if !ok || m.Start < at {
			continue
		}
		family := string(m.Feeling.Family())
		b.WriteString(template.HTMLEscapeString(visible(text[at:m.Start])))
		fmt.Fprintf(&b, `<mark class="%s">%s<svg class="g" width="11" height="11" aria-hidden="true"><use href="#g-%s"/></svg></mark>`,
			family, template.HTMLEscapeString(visible(words)), family)
		at = m.End
	}
	b.WriteString(template.HTMLEscapeString(visible(text[at:])))
	return template.HTML(b.String()) // every part of it is escaped above
}

// ShownText is what a reader of MarkText sees, without the marks.
func ShownText(text string, marks []Marked) string {
	marks = slices.Clone(marks)
	slices.SortStableFunc(marks, func(a, b Marked) int { return a.Start - b.Start })
	var b strings.Builder
	at := 0
	for _, m := range marks {
		words, ok := m.In(text)
		if !ok || m.Start < at {
			continue
		}
		b.WriteString(visible(text[at:m.Start]) + visible(words))
		at = m.End
	}
	b.WriteString(visible(text[at:]))
	return b.String()
}

// PlaceOf finds the bytes of text that a reader chose in shown, which is text
// without what cannot be seen: from and to count UTF-16 units, as a browser
// does. ok is false where the choice does not fit.
func PlaceOf(text, shown string, from, to int) (at heed.Span, ok bool) {
	if from < 0 || to <= from {
		return at, false
	}
	at = heed.Span{Start: -1, End: -1}
	units, raw := 0, 0
	for _, r := range shown {
		size := 0
		for raw < len(text) {
			next, n := utf8.DecodeRuneInString(text[raw:])
			if next == r || unicode.IsSpace(next) && unicode.IsSpace(r) {
				size = n
				break
			}
			raw += n
		}
		if size == 0 {
			return at, false
		}
		if units <= from {
			at.Start = raw
		}
		units += utf16.RuneLen(r)
		raw += size
		if units <= to || at.End < 0 || units-utf16.RuneLen(r) < to {
			at.End = raw
		}
		if units >= to {
			break
		}
	}
	return at, units >= to && at.Start >= 0 && at.Start < at.End
}

// visible takes out what changes what is seen without being seen; line ends
// stay.
func visible(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lead, tail := "", ""
		if strings.HasPrefix(l, " ") {
			lead = " "
		}
		if strings.HasSuffix(l, " ") && len(l) > 1 {
			tail = " "
		}
		lines[i] = lead + Clean(l) + tail
	}
	return strings.Join(lines, "\n")
}

// Choice is a filter with its options.
type Choice struct {
	Name, Label, Any string
	Options          []Option
}

// Option is one value of a Choice.
type Option struct {
	Value, Word string
	On          bool
}
