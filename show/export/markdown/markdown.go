// Package markdown writes personas, maps and journeys as Markdown, for wikis
// and merge requests: the same claims with the same marks, in words.
package markdown

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/show/look"
)

// doc is a document in the making.
type doc struct {
	bytes.Buffer
	*look.Scene
}

// Persona writes a persona.
func Persona(w io.Writer, sc *look.Scene, p *heed.Persona) error {
	d := doc{Scene: sc}
	v := sc.Persona(p)
	d.head(1, v.Name)
	d.line(strings.Join(nonEmpty(append([]string{v.Role}, append(v.Facts, v.Heard)...)...), ", "))
	if v.Thin != "" {
		d.line(v.Thin)
	}
	if v.Hero != nil {
		fmt.Fprintf(&d, "> %s\n", Escape(v.Hero.Text))
		if q := v.Hero.Quote; q != nil {
			fmt.Fprintf(&d, ">\n> %s\n", Escape(strings.Join(nonEmpty(q.Who, q.Role, q.Org, q.When, q.Place, v.Hero.Emotion.Word), ", ")))
		}
		d.WriteByte('\n')
	} else {
		d.line(v.NoHero)
	}
	for _, s := range v.Story {
		var b strings.Builder
		for _, part := range s.Parts {
			text := part.Ours + part.Theirs
			b.WriteString(edge(text, strings.HasPrefix) + Escape(text) + edge(text, strings.HasSuffix))
		}
		text := strings.TrimSpace(b.String())
		if s.Voice != "" {
			text = "*" + text + "*"
		}
		d.WriteString(text + "\n\n")
	}
	d.earned(v.Earned)
	d.head(2, sc.Say("five.title"))
	d.answers(v.Five)
	d.head(2, sc.Say("rest.title"))
	d.answers(v.Rest)
	d.head(2, sc.Say("feels.title"))
	if len(v.Feels.Rows) == 0 {
		d.line(sc.Say("feels.none"))
	} else {
		for _, r := range v.Feels.Rows {
			fmt.Fprintf(&d, "- %s: %s\n", Escape(r.Emotion.Word), Escape(r.Title))
		}
		d.WriteByte('\n')
		d.line(v.Feels.Note)
	}
	d.head(2, sc.Say("drivers.title"))
	switch {
	case v.Moves.TooFew != "":
		d.line(v.Moves.TooFew)
	case len(v.Moves.Rows) == 0:
		d.line(sc.Say("drivers.none"))
	default:
		for _, r := range v.Moves.Rows {
			fmt.Fprintf(&d, "- %s: %s %s\n", Escape(strings.TrimSpace(r.Label+" "+r.N)), Escape(sc.Say("drivers.feeling")), Escape(r.Title))
		}
		d.WriteByte('\n')
		d.line(strings.Join(nonEmpty(v.Moves.Note, v.Moves.People, v.Moves.Caution), " "))
	}
	if len(v.Person) > 0 {
		d.head(2, sc.Say("person.title"))
		for _, f := range v.Person {
			key := f.Key
			if key != "" {
				key += ": "
			}
			fmt.Fprintf(&d, "- %s%s (%s)\n", Escape(key), Escape(f.Claim.Text), Escape(f.Count))
		}
		d.WriteByte('\n')
	}
	if len(v.Unknown) > 0 {
		d.head(2, sc.Say("unknown.title"))
		for _, a := range v.Unknown {
			fmt.Fprintf(&d, "- %s: %s\n", Escape(a.Field), Escape(look.Quoted(a.Text, sc.Lang)))
		}
		d.WriteByte('\n')
	}
	return d.to(w)
}

// Map writes an empathy map with all its twelve cells.
func Map(w io.Writer, sc *look.Scene, m *heed.EmpathyMap, p *heed.Persona) error {
	d := doc{Scene: sc}
	v := sc.Map(m, p, "map", 7)
	d.head(1, v.Title)
	about := []string{v.Role}
	if v.Stage != "" {
		about = append(about, sc.Say("map.at")+" "+v.Stage)
	}
	if v.Outcome != "" {
		about = append(about, sc.Say("map.wants")+" "+v.Outcome)
	}
	d.line(strings.Join(nonEmpty(append(about, v.Heard)...), ", "))
	for _, part := range v.Twelve {
		d.head(2, part.Name)
		if part.Empty != "" {
			d.line(part.Empty)
			continue
		}
		for _, c := range part.Items {
			d.claim(c)
		}
		if part.More != "" {
			d.WriteString("\n" + Escape(part.More) + "\n")
		}
		d.WriteByte('\n')
	}
	d.earned(v.Earned)
	return d.to(w)
}

// Journey writes a journey: a table of the curve, then each stage's lanes.
func Journey(w io.Writer, sc *look.Scene, j *heed.Journey) error {
	d := doc{Scene: sc}
	v := sc.Journey(j, "journey")
	d.head(1, sc.Say("journey.title")+": "+look.Label(sc.Study.Name))
	d.curve(v, j)
	for i, c := range v.Columns {
		d.head(2, c.Name+" ("+c.People+")")
		for _, m := range c.Words {
			fmt.Fprintf(&d, "> %s\n>\n> %s\n\n", Escape(m.Quote.Open+m.Quote.Text+m.Quote.Close), Escape(strings.Join(nonEmpty(m.Kick, m.Quote.Who, m.Quote.Role, m.Emotion.Word), ", ")))
		}
		for _, row := range v.Lanes {
			cell := row.Cells[i]
			if len(cell.Items) == 0 && row.Ours {
				continue
			}
			fmt.Fprintf(&d, "**%s**\n\n", Escape(row.Name))
			if len(cell.Items) == 0 {
				d.line(sc.Say("nobody_told"))
				continue
			}
			for _, it := range cell.Items {
				d.claim(it)
			}
			if cell.More != "" {
				d.WriteString("\n" + Escape(cell.More) + "\n")
			}
			d.WriteByte('\n')
		}
	}
	d.figures(v)
	d.earned(v.Earned)
	d.line(strings.Join(nonEmpty(v.Bands, v.From), " "))
	return d.to(w)
}

func (d *doc) curve(v look.Journey, j *heed.Journey) {
	if len(j.Curves) == 0 {
		return
	}
	d.WriteString("| |")
	for _, c := range v.Columns {
		d.WriteString(" " + Escape(c.Name) + " |")
	}
	d.WriteString("\n|---|" + strings.Repeat("---|", len(v.Columns)) + "\n")
	for _, c := range j.Curves {
		d.WriteString("| " + Escape(d.ShortName(c.Persona)) + " |")
		for _, st := range j.Stages {
			cell := ""
			for i := range c.Points {
				p := &c.Points[i]
				if p.Stage != st.ID {
					continue
				}
				cell = d.Signed(p.Value)
				if !p.Thin {
					cell = d.Say("interval", "v", d.Signed(p.Value), "low", d.Signed(p.Low), "high", d.Signed(p.High))
				}
				cell += ", " + d.People(p.People)
				if e := d.Emotion(p.Feeling); e.Word != "" {
					cell += ", " + e.Word
				}
			}
			d.WriteString(" " + Escape(cell) + " |")
		}
		d.WriteByte('\n')
	}
	d.WriteByte('\n')
	d.line(d.Say("curve.label"))
}

func (d *doc) figures(v look.Journey) {
	if len(v.Figures) == 0 {
		return
	}
	d.head(2, d.Say("journey.figures")+" ("+d.Say("journey.figures_note")+")")
	d.WriteString("| |")
	for _, c := range v.Columns {
		d.WriteString(" " + Escape(c.Name) + " |")
	}
	d.WriteString("\n|---|" + strings.Repeat("---|", len(v.Columns)) + "\n")
	for _, row := range v.Figures {
		d.WriteString("| " + Escape(row.Name) + " |")
		for _, c := range row.Cells {
			d.WriteString(" " + Escape(strings.TrimSpace(c.Value+" "+c.N)) + " |")
		}
		d.WriteByte('\n')
	}
	d.WriteByte('\n')
}

func (d *doc) answers(list []look.Answers) {
	for _, a := range list {
		d.head(3, a.Question)
		if a.Empty != "" {
			d.line(a.Empty)
			continue
		}
		for _, c := range a.Claims {
			d.claim(c)
		}
		if a.More != "" {
			d.WriteString("\n" + Escape(a.More) + "\n")
		}
		d.WriteByte('\n')
	}
}

// claim is a list item: what was read leans, what is assumed says so.
func (d *doc) claim(c look.Claim) {
	text := Escape(c.Text)
	marks := nonEmpty(c.Mark.Full, c.People)
	switch c.Voice {
	case "read":
		text = "*" + text + "*"
		marks = append(marks, d.Say("basis.read"))
		if c.From != "" {
			marks = append(marks, c.From)
		}
	case "assumed":
		marks = []string{c.Mark.Full, d.Say("basis.assumed")}
	}
	if c.Struck {
		text = "~~" + text + "~~"
	}
	if c.Said != "" {
		marks = append(marks, c.Said)
	}
	if c.Persona != "" {
		marks = append(marks, c.Persona)
	}
	if c.Emotion.Word != "" {
		marks = append(marks, c.Emotion.Word)
	}
	fmt.Fprintf(d, "- %s (%s)\n", text, Escape(strings.Join(marks, ", ")))
}

// earned prints the share with its companions.
func (d *doc) earned(e look.Earned) {
	d.head(2, d.Say("earned.title"))
	fmt.Fprintf(d, "%s %s. %s\n\n", Escape(e.Percent), Escape(e.Of), Escape(e.Label))
	for _, r := range e.Rows {
		fmt.Fprintf(d, "- %s: %s\n", Escape(r.Term), Escape(r.Value))
	}
	d.WriteByte('\n')
	if e.Ask != nil {
		fmt.Fprintf(d, "**%s** %s\n\n", Escape(e.Ask.Text), Escape(strings.Join(nonEmpty(e.Ask.Whom, e.Ask.Why), " ")))
	}
}

func (d *doc) head(level int, text string) {
	d.WriteString(strings.Repeat("#", level) + " " + Escape(text) + "\n\n")
}

func (d *doc) line(text string) {
	if text != "" {
		d.WriteString(Escape(text) + "\n\n")
	}
}

func (d *doc) to(w io.Writer) error {
	b := bytes.TrimRight(d.Bytes(), "\n")
	_, err := w.Write(append(b, '\n'))
	return err
}

// edge is the space at an end of the text, which keeps two voices apart.
func edge(text string, at func(s, edge string) bool) string {
	if at(text, " ") {
		return " "
	}
	return ""
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

// Escape makes text stand for itself: nothing in it is read as Markdown or as
// HTML, and it stays on its line.
func Escape(s string) string {
	s = look.Clean(s)
	var b strings.Builder
	for i, r := range s {
		switch {
		case strings.ContainsRune("\\`*_[]|~", r), r == '#' && i == 0, (r == '-' || r == '+' || r == '>' || r == '=') && i == 0:
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '<':
			b.WriteString("&lt;")
		case r == '&':
			b.WriteString("&amp;")
		case (r == '.' || r == ')') && i > 0 && i < 10 && strings.Trim(s[:i], "0123456789") == "":
			b.WriteByte('\\') // 1. at the start would open a list
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
