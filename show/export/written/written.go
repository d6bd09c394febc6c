// Package written sets what coaching says about a text as a page that stands
// alone: marks in their places, reasons beside them, quotations opened.
package written

import (
	_ "embed"
	"html/template"
	"io"
	"slices"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

//go:embed page.html
var source string

//go:embed page.css
var style string

// page is any of the pages; what is empty is not drawn.
type page struct {
	Lang  heed.Language
	Title string
	Lead  string
	Css   template.CSS

	Text   []run
	Edits  []run
	Parts  []part
	Groups []group
	Finds  []find
	Notes  []string
}

// run is a stretch of a text in one dress.
type run struct{ Class, Text, Title string }

type part struct {
	Name, Value, Before string
	Share               float64
	Why                 string
}

// group is a titled list of lines.
type group struct {
	Title string
	Lines []line
}

type line struct {
	Kind, Text string
	Quoted     bool // their words
	Yours      bool // yours to write
	Lang       string
	Quotes     []quote
}

type quote struct{ Text, Lang, From string }

type find struct {
	Kind, Text, Why string
	Rewrites        []string
}

func render(w io.Writer, lang heed.Language, p page) (err error) {
	defer heed.Wrap(&err, "write the page")
	p.Lang = look.In(lang).Lang
	p.Css = template.CSS(look.InlineCSS() + style) // ours, embedded
	t, err := look.Templates(p.Lang).Parse(source)
	if err != nil {
		return err
	}
	return t.ExecuteTemplate(w, "written", p)
}

// marked cuts text at the marks; overlapping ones give way to the earlier.
func marked(text string, marks []app.ContentMark) []run {
	slices.SortStableFunc(marks, func(a, b app.ContentMark) int { return a.Start - b.Start })
	var out []run
	at := 0
	for _, m := range marks {
		words, ok := m.In(text)
		if !ok || m.Start < at {
			continue
		}
		out = append(out, run{Text: text[at:m.Start]}, run{m.Kind, words, strings.TrimSpace(m.Kind + ". " + m.Why)})
		at = m.End
	}
	return append(out, run{Text: text[at:]})
}

func quotes(lang heed.Language, list []heed.Evidence) []quote {
	words := look.In(lang)
	var out []quote
	for _, e := range list {
		q := quote{Text: look.Quoted(look.Clean(e.Text), e.Language), From: look.Clean(e.Conversation) + ", " + words.Say("turn_n", "n", e.Turn+1)}
		if e.Language != words.Lang {
			q.Lang = string(e.Language)
		}
		out = append(out, q)
	}
	return out
}

// Content writes a text held against a persona.
func Content(w io.Writer, lang heed.Language, text string, r app.ContentReport) error {
	words := look.In(lang)
	p := page{
		Title: words.Say("written.check"), Text: marked(text, slices.Clone(r.Marks)), Notes: r.Notes,
		Lead: words.Say("written.score", "n", int(r.Score+0.5), "hero", words.Say("written.hero."+r.Hero)),
	}
	for _, x := range r.Parts {
		if x.Measured {
			p.Parts = append(p.Parts, part{Name: words.Say("written.part." + x.Name), Value: words.Percent(x.Value), Share: 100 * x.Value, Why: x.Why})
		}
	}
	for _, spoken := range []bool{true, false} {
		g := group{Title: words.Say("written.ignores")}
		if spoken {
			g.Title = words.Say("written.speaks")
		}
		for _, x := range r.Points {
			if x.Spoken == spoken {
				l := line{Kind: words.Say("written.kind." + x.Kind), Text: look.Clean(x.Words), Quoted: x.Claim != "", Quotes: quotes(lang, x.Quotations)}
				l.once(x.Words, x.Quotations)
				g.Lines = append(g.Lines, l)
			}
		}
		p.Groups = append(p.Groups, g)
	}
	formats := group{Title: words.Say("written.formats")}
	for _, l := range r.Formats {
		formats.Lines = append(formats.Lines, line{Text: look.Clean(l.Text), Yours: l.Yours, Quotes: quotes(lang, l.Evidence)})
	}
	p.Groups = append(p.Groups, formats)
	against := group{Title: words.Say("written.against")}
	for _, c := range r.Against {
		against.Lines = append(against.Lines, line{Text: look.Clean(c.Text) + " " + c.Why, Quotes: quotes(lang, []heed.Evidence{c.Evidence})})
	}
	p.Groups = append(p.Groups, against)
	return render(w, lang, p)
}

// once keeps a quotation from standing under itself.
func (l *line) once(words string, list []heed.Evidence) {
	for i, e := range list {
		if e.Text == words {
			l.Quotes[i].Text = ""
		}
	}
}

// Comparison writes a text before and after.
func Comparison(w io.Writer, lang heed.Language, c app.ContentComparison) error {
	words := look.In(lang)
	p := page{Title: words.Say("written.compare"), Lead: words.Say("written.before_after", "a", int(c.Before+0.5), "b", int(c.After+0.5))}
	for _, e := range c.Edits {
		p.Edits = append(p.Edits, run{Class: e.Op, Text: e.Text})
	}
	for _, x := range c.Parts {
		p.Parts = append(p.Parts, part{Name: words.Say("written.part." + x.Name), Before: words.Percent(x.Before), Value: words.Percent(x.After), Share: 100 * x.After})
	}
	return render(w, lang, p)
}

// Document writes a brief or a story outline.
func Document(w io.Writer, lang heed.Language, d app.ContentDocument) error {
	p := page{Title: look.Clean(d.Title), Notes: d.Notes}
	for _, s := range d.Sections {
		g := group{Title: s.Title}
		for _, l := range s.Lines {
			x := line{Text: look.Clean(l.Text), Yours: l.Yours, Quotes: quotes(lang, l.Evidence)}
			x.Quoted = len(l.Evidence) == 1 && l.Evidence[0].Text == l.Text
			x.once(l.Text, l.Evidence)
			g.Lines = append(g.Lines, x)
		}
		p.Groups = append(p.Groups, g)
	}
	return render(w, lang, p)
}

// Guide writes what was found in a guide or a survey.
func Guide(w io.Writer, lang heed.Language, text string, r app.GuideReport) error {
	words := look.In(lang)
	p := page{Title: words.Say("written.guide"), Notes: r.Notes,
		Lead: words.Say("written.guide_sum", "n", r.Of, "open", r.Open, "m", int(r.Minutes+0.5), "of", r.Available)}
	at := 0
	finds := slices.Clone(r.Findings)
	slices.SortStableFunc(finds, func(a, b app.GuideFinding) int { return a.Start - b.Start })
	for _, f := range finds {
		if words, ok := f.In(text); ok && f.Start >= at {
			p.Text = append(p.Text, run{Text: text[at:f.Start]}, run{"gone", words, f.Why})
			at = f.End
		}
	}
	p.Text = append(p.Text, run{Text: text[at:]})
	for _, f := range append(finds, r.Order...) {
		p.Finds = append(p.Finds, find{words.Say("written.find." + f.Kind), look.Clean(f.Text), f.Why, f.Rewrites})
	}
	return render(w, lang, p)
}
