package scene

import (
	"math"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/show/look"
)

// Persona draws a persona as one page: the words that stand for them, who they
// are, the five questions, what they feel, what moves them, the person, and
// what nobody has told us.
func Persona(sc *look.Scene, p *heed.Persona, o Options) *Drawing {
	k, width := o.kit(sc)
	s := sheet{kit: k, w: width - 2*margin, all: o.Poster}
	s.side = 168 * k.k
	s.main = s.side + 24*k.k
	v := sc.Persona(p)

	var page Box
	page.Add(margin, margin, s.hero(v))
	page.Draw(line(margin, page.H+26*k.k, width-margin, page.H+26*k.k, 1, Hair))
	page.Add(margin, page.H+50*k.k, s.about(v))
	section := func(b Box) {
		if len(b.Items) > 0 {
			page.Add(margin, page.H+44*k.k, b)
		}
	}
	counts := map[string]int{}
	for f, ids := range p.Fields {
		counts[sc.Say("ask."+string(f))] = len(sc.Live(ids))
	}
	section(s.questions(sc.Say("five.title"), v.Five, 3, counts))
	section(s.questions(sc.Say("rest.title"), v.Rest, 2, counts))
	section(s.feels(v))
	section(s.moves(v))
	section(s.person(v))
	section(s.unknown(v))
	page.Add(margin, page.H+36*k.k, k.legend(s.w))
	page.Add(margin, page.H+8*k.k, k.source(s.w))
	return page.drawing(v.Name, sc.Lang, width)
}

// sheet is the page of a persona: a narrow side for headings, then the main
// column.
type sheet struct {
	kit
	w, side, main float64
	all           bool
}

func (s sheet) hero(v look.Persona) Box {
	var b Box
	radius := 56 * s.k
	b.Add(0, 0, s.ring(v.Ring, radius, 2.2*s.k, 5.5*s.k))
	ini := Paragraph(2*radius, Center, Words{v.Ring.Initials, s.s(Sans, 30, 1.15, Ink)})
	b.Add(0, radius-ini.H/2, ini)
	width := s.w - s.main
	if v.Hero == nil {
		b.Add(s.main, 8*s.k, Paragraph(width, Left, Words{v.NoHero, s.s(Sans, 19, 1.4, Ink3)}))
		return b
	}
	size := 42.0
	if n := len([]rune(v.Hero.Text)); n > 110 {
		size = 34
	}
	if n := len([]rune(v.Hero.Text)); n > 200 {
		size = 26
	}
	st := s.s(SerifMedium, size, 1.14, Ink)
	if v.Hero.Voice != "said" {
		st = s.voice(v.Hero.Claim, s.s(Serif, size*.8, 1.2, Ink))
	}
	st.Lang = heed.Language(v.Hero.Lang)
	words := Paragraph(width, Left, Words{v.Hero.Text, st})
	b.Add(s.main, 0, words)
	if q := v.Hero.Quote; q != nil {
		bold, meta := s.s(SansBold, 15, 1.4, Ink2), s.s(Sans, 15, 1.4, Ink2)
		parts := []Box{Paragraph(width, Left, Words{q.Who, bold}, Words{joined(", ", "", q.Role, q.Org), meta})}
		if when := joined(", ", "", q.When, q.Place); when != "" {
			parts = append(parts, Paragraph(width, Left, Words{when[2:], meta}))
		}
		parts = append(parts, s.emotion(v.Hero.Emotion, meta))
		b.Add(s.main, words.H+12*s.k, flow(width, 16*s.k, meta.Lead, parts...))
	}
	return b
}

// joined sets sep before every part that is not empty.
func joined(sep, before string, parts ...string) string {
	out := before
	for _, p := range nonEmpty(parts...) {
		out += sep + p
	}
	return out
}

// about is the name, the story and what is earned, side by side.
func (s sheet) about(v look.Persona) Box {
	var b, side Box
	side.Add(0, 0, Paragraph(s.side, Left, Words{v.Name, s.s(SansBold, 19, 1.3, Ink)}))
	small := s.s(Sans, 15, 1.42, Ink2)
	for _, t := range append([]string{v.Role}, v.Facts...) {
		if t != "" {
			side.Add(0, side.H+4*s.k, Paragraph(s.side, Left, Words{t, small}))
		}
	}
	side.Add(0, side.H+8*s.k, Paragraph(s.side, Left, Words{v.Heard, s.meta()}))
	for _, t := range []string{v.Made, v.Thin} {
		if t != "" {
			side.Add(0, side.H+6*s.k, Paragraph(s.side, Left, Words{t, s.meta()}))
		}
	}
	b.Add(0, 0, side)
	right := 270 * s.k
	mid := s.w - s.main - right - 44*s.k
	var story Box
	for _, sentence := range v.Story {
		ours := s.s(Sans, 17, 1.5, Ink)
		switch sentence.Voice {
		case "read":
			ours.Face = SansItalic
		case "assumed":
			ours.Color = Ink3
		}
		theirs := s.s(Serif, 18, 1.42, Ink)
		var words []Words
		for _, p := range sentence.Parts {
			if p.Theirs != "" {
				theirs.Lang = heed.Language(p.Lang)
				words = append(words, Words{p.Theirs, theirs})
			} else {
				words = append(words, Words{p.Ours, ours})
			}
		}
		gap := 0.0
		if story.H > 0 {
			gap = 10 * s.k
		}
		par := Paragraph(mid-18*s.k, Left, words...)
		x := 0.0
		if sentence.Voice != "" {
			x = 14 * s.k
			story.Draw(s.rule(sentence.Voice, 0, story.H+gap, par.H))
		}
		story.Add(x, story.H+gap, par)
	}
	if v.Apart != "" {
		story.Add(0, story.H+12*s.k, Paragraph(mid, Left, Words{s.Say("made.apart") + " ", s.meta()}, Words{v.Apart, s.meta2()}))
	}
	b.Add(s.main, 0, story)
	b.Add(s.w-right, 0, s.earned(v.Earned, right))
	return b
}

// rule stands before a claim: solid for said, dashed for read, dotted for
// assumed.
func (s sheet) rule(voice string, x, y, h float64) Path {
	switch voice {
	case "read":
		return line(x, y, x, y+h, 1.5*s.k, Line2, 5*s.k, 3.5*s.k)
	case "assumed":
		return line(x, y, x, y+h, 1.5*s.k, Line2, 1.5*s.k, 3*s.k)
	case "edited":
		return line(x, y, x, y+h, 1*s.k, Ink)
	}
	return line(x, y, x, y+h, 2*s.k, Ink)
}

func (s sheet) earned(e look.Earned, w float64) Box {
	var b Box
	big := Paragraph(w, Left, Words{e.Percent, s.s(SansLight, 54, 1.05, Ink)})
	b.Add(0, 0, big)
	small := s.s(Sans, 15, 1.35, Ink2)
	of := Paragraph(w-big.W-12*s.k, Left, Words{e.Of, small})
	if w-big.W < 110*s.k {
		of = Paragraph(w, Left, Words{e.Of, small})
		b.Add(0, big.H+4*s.k, of)
	} else {
		b.Add(big.W+12*s.k, math.Max(0, big.Base+of.Base-of.H), of)
	}
	y := b.H + 8*s.k
	if len(e.Strokes) > 0 {
		u := s.k * math.Min(1, w/s.k/float64(e.Width))
		for _, st := range e.Strokes {
			p := rect(float64(st.X)*u, y+float64(st.Y)*s.k, 4*u, float64(st.H)*s.k, Ink)
			switch st.Class {
			case "thin":
				p.Fill = ptr(Line2)
			case "empty":
				p.Fill, p.Stroke, p.Width = nil, ptr(Line2), .8*s.k
			}
			b.Draw(p)
		}
		y += 32 * s.k
		b.Add(0, y, Paragraph(w, Left, Words{s.Say("earned.strokes"), s.meta()}))
		y = b.H
	}
	if len(e.Counts) > 0 {
		var boxes []Box
		for _, c := range e.Counts {
			boxes = append(boxes, flow(w, 6*s.k, small.Lead, inLine(s.strokes(c.Mark), small), Paragraph(w, Left, Words{c.Count + " " + c.Mark.Word, small})))
		}
		b.Add(0, y, flow(w, 16*s.k, small.Lead, boxes...))
		y = b.H
	}
	y += 10 * s.k
	for _, r := range e.Rows {
		term := Paragraph(w*.5, Left, Words{r.Term, small})
		val := small
		val.Color = Ink
		value := Paragraph(w-term.W-12*s.k, Right, Words{r.Value, val})
		b.Add(0, y, term)
		b.Add(term.W+12*s.k, y, value)
		y += max(term.H, value.H) + 5*s.k
	}
	if e.Ask != nil {
		y += 8 * s.k
		var ask Box
		bold := s.s(SansBold, 16, 1.36, Ink)
		ask.Add(0, 0, Paragraph(w-16*s.k, Left, Words{e.Ask.Text, bold}))
		if note := joined(" ", "", e.Ask.Whom, e.Ask.Why); note != "" {
			ask.Add(0, ask.H+5*s.k, Paragraph(w-16*s.k, Left, Words{note[1:], s.meta()}))
		}
		b.Draw(line(1, y, 1, y+ask.H, 3*s.k, Accent))
		b.Add(16*s.k, y, ask)
	}
	return b
}

// heading names a section at its side, with a note beneath.
func (s sheet) heading(b *Box, title, note string) {
	b.Add(0, 0, Paragraph(s.side, Left, Words{title, s.head()}))
	if note != "" {
		b.Add(0, b.H+4*s.k, Paragraph(s.side, Left, Words{note, s.meta()}))
	}
}

// questions are claims under the question that they answer, at most most of
// them on a page; counts says how many each question has.
func (s sheet) questions(title string, list []look.Answers, most int, counts map[string]int) Box {
	if len(list) == 0 {
		return Box{}
	}
	var b Box
	s.heading(&b, title, "")
	ask := s.s(Sans, 16, 1.35, Ink2)
	left := 200 * s.k
	claims := s.main + left + 18*s.k
	conf, people := 104*s.k, 86*s.k
	width := s.w - claims - conf - people - 12*s.k
	y := 0.0
	for i, a := range list {
		if i > 0 {
			b.Draw(line(s.main, y-12*s.k, s.w, y-12*s.k, 1, Hair))
		}
		q := Paragraph(left, Left, Words{a.Question, ask})
		b.Add(s.main, y, q)
		end := y + q.H
		if a.Empty != "" {
			e := Paragraph(width, Left, Words{a.Empty, s.none()})
			b.Add(claims, y, e)
			end = max(end, y+e.H)
		}
		items := append(a.Claims[:len(a.Claims):len(a.Claims)], a.Rest...)
		if !s.all {
			items = items[:min(most, len(items))]
		}
		more := ""
		if n := counts[a.Question] - len(items); n > 0 {
			more = s.Say("item.more", "n", n)
		}
		at := y
		for _, c := range items {
			row := s.claim(c, width, conf, people)
			b.Add(claims, at, row)
			at += row.H + 12*s.k
		}
		if more != "" {
			m := Paragraph(width, Left, Words{more, s.meta()})
			b.Add(claims+14*s.k, at-2*s.k, m)
			at += m.H + 8*s.k
		}
		y = max(end, at-12*s.k) + 28*s.k
	}
	b.H = y - 28*s.k
	return b
}

// claim is a line: rule and words, confidence, people.
func (s sheet) claim(c look.Claim, width, conf, people float64) Box {
	var b, words Box
	words.Add(0, 0, Paragraph(width-18*s.k, Left, Words{c.Text, noUnder(s.voice(c, s.s(Serif, 18, 1.36, Ink)))}))
	if c.Voice == "read" && c.From != "" {
		words.Add(0, words.H+2*s.k, Paragraph(width-18*s.k, Left, Words{c.From, s.meta()}))
	}
	b.Draw(s.rule(c.Voice, 0, 1*s.k, words.H-2*s.k))
	b.Add(14*s.k, 0, words)
	meta := s.meta2()
	top := 4 * s.k
	b.Add(width+12*s.k, top, flow(conf, 7*s.k, meta.Lead, inLine(s.strokes(c.Mark), meta), Paragraph(conf, Left, Words{c.Mark.Word, meta})))
	b.Add(width+12*s.k+conf, top, Paragraph(people, Left, Words{c.People, s.meta()}))
	b.W = width + conf + people
	return b.grouped(c.Text)
}

// noUnder takes the rule beneath away where one stands before.
func noUnder(st Style) Style {
	st.Under = NoRule
	return st
}
