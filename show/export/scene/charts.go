package scene

import (
	"github.com/heedhq/heed"
	"github.com/heedhq/heed/show/look"
)

// feels are the feelings as dots with intervals, and words of another mood
// beside them.
func (s sheet) feels(v look.Persona) Box {
	var b Box
	s.heading(&b, s.Say("feels.title"), v.Feels.Note)
	if len(v.Feels.Rows) == 0 {
		b.Add(s.main, 0, Paragraph(s.w-s.main, Left, Words{s.Say("feels.none"), s.none()}))
		return b
	}
	aside := 250 * s.k
	label, value := 124*s.k, 48*s.k
	x0 := s.main + label
	w := s.w - x0 - value - aside - 40*s.k
	small := s.small()
	row := 31 * s.k
	for i, r := range v.Feels.Rows {
		y := float64(i)*row + 10*s.k
		b.Add(s.main, y-small.Lead/2, s.emotion(r.Emotion, small))
		b.Draw(line(x0, y, x0+w, y, 1, Hair))
		color := familyColors[heed.Family(r.Emotion.Family)]
		bar := rect(x0+percent(r.Low)*w, y-3*s.k, percent(r.Width)*w, 6*s.k, color)
		bar.Alpha, bar.Name = .28, r.Title
		b.Draw(bar, feeling(heed.Family(r.Emotion.Family), x0+percent(r.At)*w, y, 14*s.k))
		b.Add(x0+w, y-small.Lead/2, Paragraph(value, Right, Words{r.Value, small}))
	}
	y := float64(len(v.Feels.Rows))*row + 2*s.k
	s.axis(&b, v.Feels.Axis, x0, y, w)
	if v.Felt != nil {
		s.aside(&b, *v.Felt, s.w-aside, aside)
	}
	return b
}

// axis writes labels at even steps, the first and last inside the ends.
func (s sheet) axis(b *Box, labels []string, x, y, w float64) {
	for i, t := range labels {
		at := x
		if len(labels) > 1 {
			at += w * float64(i) / float64(len(labels)-1)
		}
		p := Paragraph(80*s.k, Center, Words{t, s.meta()})
		b.Add(at-40*s.k, y, p)
	}
}

// aside sets somebody's words in the margin.
func (s sheet) aside(b *Box, h look.Hero, x, w float64) {
	q := s.s(Serif, 23, 1.26, Ink)
	q.Lang = heed.Language(h.Lang)
	var words Box
	words.Add(0, 0, Paragraph(w-16*s.k, Left, Words{h.Text, q}))
	if h.Quote != nil {
		bold := s.meta2()
		bold.Face = SansBold
		words.Add(0, words.H+7*s.k, flow(w-16*s.k, 10*s.k, s.meta2().Lead,
			Paragraph(w-16*s.k, Left, Words{h.Quote.Who, bold}, Words{joined(", ", "", h.Quote.Role, h.Quote.Org), s.meta2()}), s.emotion(h.Emotion, s.meta2())))
	}
	b.Draw(s.rule("said", x, 0, words.H))
	b.Add(x+16*s.k, 0, words)
}

// moves are the shares of reasons that are of feeling.
func (s sheet) moves(v look.Persona) Box {
	var b Box
	s.heading(&b, s.Say("drivers.title"), v.Moves.Note)
	if len(v.Moves.Rows) == 0 {
		text := v.Moves.TooFew
		if text == "" {
			text = s.Say("drivers.none")
		}
		b.Add(s.main, 0, Paragraph(s.w-s.main, Left, Words{text, s.none()}))
		return b
	}
	aside := 250 * s.k
	label, value := 150*s.k, 48*s.k
	x0 := s.main + label
	w := s.w - x0 - value - aside - 40*s.k
	b.Add(x0, 0, Paragraph(w, Left, Words{s.Say("drivers.fact"), s.meta2()}))
	b.Add(x0, 0, Paragraph(w, Right, Words{s.Say("drivers.feeling"), s.meta2()}))
	small := s.small()
	row := 34 * s.k
	for i, r := range v.Moves.Rows {
		y := float64(i)*row + 40*s.k
		name := small
		if r.Strong {
			name.Face = SansBold
		}
		b.Add(s.main, y-small.Lead/2, Paragraph(label-8*s.k, Left, Words{r.Label + " ", name}, Words{r.N, s.meta()}))
		b.Draw(line(x0, y, x0+w, y, 1, Hair), line(x0, y-13*s.k, x0, y+13*s.k, 1, Line2), line(x0+w, y-13*s.k, x0+w, y+13*s.k, 1, Line2),
			line(x0+w/2, y-13*s.k, x0+w/2, y+13*s.k, 1, Line2, 3, 3))
		bar := rect(x0+percent(r.Low)*w, y-5*s.k, percent(r.Width)*w, 10*s.k, Ink)
		bar.Alpha, bar.Name = .16, r.Title
		b.Draw(bar, rect(x0+percent(r.At)*w-2*s.k, y-10*s.k, 4*s.k, 20*s.k, Ink))
		b.Add(x0+w, y-small.Lead/2, Paragraph(value, Right, Words{r.Value, small}))
	}
	note := joined(" ", "", v.Moves.People, v.Moves.Caution)
	if note != "" {
		b.Add(s.w-aside, 22*s.k, Paragraph(aside, Left, Words{note[1:], s.s(Sans, 15, 1.45, Ink2)}))
	}
	return b
}

// person is what is known of the person, in two columns.
func (s sheet) person(v look.Persona) Box {
	if len(v.Person) == 0 {
		return Box{}
	}
	var b Box
	s.heading(&b, s.Say("person.title"), s.Say("person.note"))
	gap := 36 * s.k
	col := (s.w - s.main - gap) / 2
	key, count := 100*s.k, 64*s.k
	half := (len(v.Person) + 1) / 2
	// a key and what follows it stay in one column
	for half < len(v.Person) && v.Person[half].Key == "" {
		half++
	}
	for c, facts := range [][]look.Fact{v.Person[:half], v.Person[half:]} {
		x := s.main + float64(c)*(col+gap)
		y := 0.0
		for _, f := range facts {
			if f.Key != "" {
				b.Draw(line(x, y, x+col, y, 1, Hair))
			}
			st := noUnder(s.voice(f.Claim, s.s(Serif, 16.5, 1.36, Ink)))
			if f.Ours {
				st = s.s(Sans, 15, 1.45, Ink)
			}
			value := Paragraph(col-key-count, Left, Words{f.Claim.Text, st})
			name := Paragraph(key-8*s.k, Left, Words{f.Key, s.s(Sans, 15, 1.45, Ink2)})
			b.Add(x, y+7*s.k, name)
			b.Add(x+key, y+7*s.k, value)
			b.Add(x+col-count, y+7*s.k, Paragraph(count, Right, Words{f.Count, s.meta()}))
			y += max(value.H, name.H, s.small().Lead) + 14*s.k
		}
	}
	return b
}

// unknown are the gaps, each with the question that would fill it.
func (s sheet) unknown(v look.Persona) Box {
	if len(v.Unknown) == 0 {
		return Box{}
	}
	var b Box
	s.heading(&b, s.Say("unknown.title"), s.Say("unknown.note"))
	left := 200 * s.k
	gap := s.s(Sans, 16, 1.4, Ink3)
	gap.Under = Dotted
	y := 0.0
	for i, a := range v.Unknown {
		if i > 0 {
			b.Draw(line(s.main, y-8*s.k, s.w, y-8*s.k, 1, Hair))
		}
		field := Paragraph(left, Left, Words{a.Field, gap})
		ask := s.s(Sans, 16, 1.4, Ink)
		ask.Lang = heed.Language(a.Lang)
		text := Paragraph(s.w-s.main-left-18*s.k, Left, Words{look.Quoted(a.Text, s.Lang), ask})
		b.Add(s.main, y, field)
		b.Add(s.main+left+18*s.k, y, text)
		y += max(field.H, text.H) + 18*s.k
	}
	return b
}
