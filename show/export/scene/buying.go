package scene

import (
	"math"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/show/look"
)

// Buying draws a buying group: a ring for everybody involved, dotted where
// nobody heard them, arrows from who shapes to whom, and under each ring what
// they risk, want and fear in their own words.
func Buying(sc *look.Scene, g *heed.BuyingGroup, o Options) *Drawing {
	k, _ := o.kit(sc)
	v := sc.Buying(g)
	b := buying{kit: k, n: max(1, len(v.Drawn))}
	width := max(900, 2*margin+float64(b.n)*230*k.k)
	b.w = width - 2*margin
	b.col = b.w / float64(b.n)

	var page Box
	page.Add(margin, margin, Paragraph(b.w, Left, Words{sc.Say("buying_group.title") + ": " + v.Title, k.title()}))
	page.Add(margin, page.H+6*k.k, Paragraph(b.w, Left, Words{v.Note, k.meta2()}))
	page.Add(margin, page.H+16*k.k, b.ties(v))
	page.Add(margin, page.H+14*k.k, b.cards(v))
	page.Add(margin, page.H+26*k.k, k.legend(b.w))
	page.Add(margin, page.H+8*k.k, k.source(b.w))
	return page.drawing(sc.Say("buying_group.title")+": "+v.Title, sc.Lang, width)
}

// buying is one column a member.
type buying struct {
	kit
	w, col float64
	n      int
}

func (b buying) at(i int) float64 { return b.col * (float64(i) + .5) }

// ties are the rings in a row, and the arrows above them.
func (b buying) ties(v look.Buying) Box {
	var out Box
	radius := 34 * b.k
	step := 30 * b.k
	far := 0.0
	for _, t := range v.Ties {
		far = max(far, math.Abs(float64(t.From-t.To)))
	}
	base := radius + 8*b.k + step*math.Min(far, 5)*.8
	both := map[[2]int]bool{}
	for _, t := range v.Ties {
		both[[2]int{t.From, t.To}] = true
	}
	for _, t := range v.Ties {
		side := 8 * b.k
		if t.From > t.To {
			side = -side
		}
		x0, x1 := b.at(t.From), b.at(t.To)
		if both[[2]int{t.To, t.From}] { // two arrows between the same two stand apart
			x0, x1 = x0+side, x1+side
		}
		top := base - radius - 4*b.k
		high := top - step*math.Min(5, math.Abs(float64(t.From-t.To)))
		arrow := Path{Segs: Segments{{Op: 'M', X: x0, Y: top}, {Op: 'C', X1: x0, Y1: high, X2: x1, Y2: high, X: x1, Y: top}},
			Stroke: ptr(Ink2), Width: 1.4 * b.k, Name: t.Says}
		if t.Decides {
			arrow.Stroke, arrow.Width = ptr(Ink), 2.6*b.k
		}
		u := b.k
		tip := Path{Segs: Segments{{Op: 'M', X: x1, Y: top + 3*u}, {Op: 'L', X: x1 - 4.5*u, Y: top - 6*u}, {Op: 'L', X: x1 + 4.5*u, Y: top - 6*u}, {Op: 'Z'}}, Fill: arrow.Stroke}
		out.Draw(arrow, tip)
	}
	for i, m := range v.Drawn {
		ring := v.Members[m].Ring
		out.Add(b.at(i)-radius, base-radius, b.ring(ring, radius, 2.2*b.k, 4*b.k))
		color := Ink
		if ring.Ghost {
			color = Ink3
		}
		ini := Paragraph(2*radius, Center, Words{ring.Initials, b.s(Sans, 20, 1.15, color)})
		out.Add(b.at(i)-radius, base-ini.H/2, ini)
	}
	return out
}

// cards are what stands under each ring.
func (b buying) cards(v look.Buying) Box {
	var out Box
	width := b.col - 22*b.k
	for i, m := range v.Drawn {
		x := v.Members[m]
		name, role := b.head(), b.meta2()
		if x.Ghost {
			name.Color, role.Color = Ink3, Ink3
		}
		var card Box
		card.Add(0, 0, Paragraph(width, Center, Words{x.Name, name}))
		for _, t := range []string{x.Role, x.Note} {
			if t != "" {
				card.Add(0, card.H+2*b.k, Paragraph(width, Center, Words{t, role}))
			}
		}
		for _, p := range x.Parts {
			card.Add(0, card.H+14*b.k, Paragraph(width, Left, Words{p.Title, b.s(SansBold, 14, 1.3, Ink)}))
			for _, it := range p.Items {
				b.quote(&card, it.Quote, it.What, width, 2, Ink)
			}
		}
		if len(x.Said) > 0 {
			card.Add(0, card.H+14*b.k, Paragraph(width, Left, Words{b.Say("buying_group.said"), b.s(SansBold, 14, 1.3, Ink3)}))
			for _, q := range x.Said {
				b.quote(&card, q, "", width, 1, Ink2)
			}
		}
		if x.Unknown != "" {
			card.Add(0, card.H+12*b.k, Paragraph(width, Left, Words{x.Unknown, b.none()}))
		}
		out.Add(b.at(i)-width/2, 0, card)
	}
	return out
}

// quote sets somebody's words behind their rule, with who said them.
func (b buying) quote(card *Box, q look.Quote, what string, width, rule float64, color Color) {
	st := b.s(Serif, 16, 1.32, color)
	st.Lang = heed.Language(q.Lang)
	words := Paragraph(width-12*b.k, Left, Words{q.Open + q.Text + q.Close, st})
	y := card.H + 6*b.k
	card.Draw(line(0, y, 0, y+words.H, rule*b.k, Ink))
	card.Add(12*b.k, y, words)
	if by := joined(", ", "", what, q.Who, q.Org); by != "" {
		card.Add(12*b.k, card.H+2*b.k, Paragraph(width-12*b.k, Left, Words{by[2:], b.meta()}))
	}
}
