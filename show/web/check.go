package web

import (
	"cmp"
	"html/template"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// mostChecked is the longest text that a check reads, in bytes.
const mostChecked = 256 << 10

// checkPage is a text of ours held against a persona, or a guide's questions
// before anybody is asked.
type checkPage struct {
	Act, What string // text or guide
	Text      string
	Mirror    template.HTML // the text, escaped, with what was found marked
	Personas  []look.Option
	Stages    []look.Option
	Kinds     []look.Option
	Minutes   int
	Empty     string
	Sum       string
	Parts     []checkPart
	Spoken    []checkPoint
	Ignored   []checkPoint
	Against   []checkAgainst
	Marks     []checkMark
	Lines     []string
	Theirs    []string
	Notes     []string
}

type checkPart struct {
	Name, Why, Value string
	Width            string
}

type checkPoint struct {
	Kind, Words, Href, Lang string
}

type checkAgainst struct {
	Text, Why string
	Quote     look.Quote
}

// checkMark is a place in the text; From and To count as a browser does.
type checkMark struct {
	Text, Kind, Why string
	Instead         []string
	From, To        int
}

func (s *site) check(w http.ResponseWriter, r *http.Request) error {
	p, err := s.about(r, "web.check", "reply")
	if err != nil {
		return err
	}
	r.Body = http.MaxBytesReader(w, r.Body, 2*mostChecked)
	if err := r.ParseForm(); err != nil {
		return tooMuch(err)
	}
	b := checkPage{Act: r.URL.Path, What: "text", Text: lines(r.PostForm.Get("text"))}
	if r.Form.Get("what") == "guide" {
		b.What = "guide"
	}
	if len(b.Text) > mostChecked {
		return heed.Errorf(heed.CodeTooLarge, "%s", p.scene.Say("web.check.long"))
	}
	b.Empty = p.scene.Say("web.check.empty." + b.What)
	b.Mirror = template.HTML(template.HTMLEscapeString(b.Text)) // escaped here
	said := strings.TrimSpace(b.Text) != ""
	if b.What == "guide" {
		b.guide(s.app, p.scene, r, said)
	} else if err := b.content(s.app, &p, r, said); err != nil {
		return err
	}
	p.Title, p.Here = p.scene.Say("web.check."+b.What), b.What
	p.Wide, p.Fragment, p.Body = true, "checked", b
	return s.render(w, r, http.StatusOK, "check", p.page)
}

// content holds a text against a persona.
func (b *checkPage) content(a *app.App, p *studied, r *http.Request, said bool) error {
	sc := p.scene
	to := app.ForPersona{Study: p.Study.ID, Persona: r.Form.Get("persona"), Stage: r.Form.Get("stage"), Language: sc.Lang}
	for i, x := range sc.Personas() {
		if to.Persona == "" && i == 0 {
			to.Persona = x.ID
		}
		b.Personas = append(b.Personas, look.Option{Value: x.ID, Word: sc.PersonaName(x), On: x.ID == to.Persona})
	}
	for _, st := range sc.Study.Settings.Stages {
		b.Stages = append(b.Stages, look.Option{Value: st.ID, Word: sc.Stage(st.ID), On: st.ID == to.Stage})
	}
	if len(b.Personas) == 0 {
		b.Empty = sc.Say("web.map.none")
		return nil
	}
	if !said {
		return nil
	}
	rep, err := a.CheckContent(r.Context(), b.Text, to)
	if err != nil {
		return err
	}
	b.Empty = ""
	b.Sum = sc.Say("web.check.sum", "n", int(rep.Score+0.5), "hero", sc.Say("written.hero."+rep.Hero))
	for _, part := range rep.Parts {
		if part.Measured {
			b.Parts = append(b.Parts, checkPart{Name: sc.Say("written.part." + part.Name), Why: part.Why, Value: sc.Percent(part.Value), Width: strconv.Itoa(int(100*part.Value)) + "%"})
		}
	}
	for _, x := range rep.Points {
		point := checkPoint{Kind: sc.Say("written.kind." + x.Kind), Words: look.Shorten1(x.Words, 160)}
		if c := sc.Claimed(x.Claim); c != nil {
			point.Href = "/s/" + p.Study.ID + "/claims/" + x.Claim
			if c.Language != sc.Lang {
				point.Lang = string(c.Language)
			}
		}
		if x.Spoken {
			b.Spoken = append(b.Spoken, point)
		} else {
			b.Ignored = append(b.Ignored, point)
		}
	}
	for i := range rep.Against {
		x := &rep.Against[i]
		b.Against = append(b.Against, checkAgainst{look.Clean(x.Text), x.Why, sc.Quote(&x.Evidence)})
	}
	for _, m := range rep.Marks {
		if m.Kind == "jargon" || m.Kind == "contradicted" {
			b.mark(sc, m.Span, m.Kind, m.Why, nil)
		}
	}
	for _, t := range rep.Theirs {
		b.Theirs = append(b.Theirs, look.Label(t))
	}
	for _, f := range rep.Formats {
		b.Lines = append(b.Lines, f.Text)
	}
	b.Notes = rep.Notes
	b.mirror()
	return nil
}

// guide looks at questions before anybody is asked.
func (b *checkPage) guide(a *app.App, sc *look.Scene, r *http.Request, said bool) {
	kind := app.GuideKind(cmp.Or(r.Form.Get("kind"), "interview"))
	for _, k := range []string{"interview", "group", "board", "survey"} {
		b.Kinds = append(b.Kinds, look.Option{Value: k, Word: sc.Say("web.check.kind." + k), On: k == string(kind)})
	}
	b.Minutes, _ = strconv.Atoi(r.Form.Get("minutes"))
	b.Minutes = min(max(b.Minutes, 0), 600)
	if !said {
		return
	}
	rep := a.CheckGuide(b.Text, kind, b.Minutes, sc.Lang)
	b.Empty = ""
	b.Sum = sc.Say("web.check.guide_sum", "n", len(rep.Questions), "open", rep.Open, "of", rep.Of, "minutes", int(rep.Minutes+0.5))
	if rep.Long {
		b.Notes = append(b.Notes, sc.Say("web.check.too_long", "n", rep.Available))
	}
	for _, f := range rep.Findings {
		b.mark(sc, f.Span, f.Kind, f.Why, f.Rewrites)
	}
	for _, f := range rep.Order {
		b.Lines = append(b.Lines, f.Why)
	}
	b.Notes = append(b.Notes, rep.Notes...)
	b.mirror()
}

// mark notes a place in the text.
func (b *checkPage) mark(sc *look.Scene, at heed.Span, kind, why string, instead []string) {
	words, ok := at.In(b.Text)
	if !ok {
		return
	}
	name := "web.check.mark." + kind
	if !look.Has(name) {
		name = "web.check.mark"
	}
	b.Marks = append(b.Marks, checkMark{
		Text: look.Clean(words), Kind: sc.Say(name), Why: why, Instead: instead,
		From: units(b.Text[:at.Start]), To: units(b.Text[:at.End]),
	})
}

// mirror marks the places in a copy of the text.
func (b *checkPage) mirror() {
	slices.SortStableFunc(b.Marks, func(x, y checkMark) int { return x.From - y.From })
	all := []rune(b.Text)
	var out strings.Builder
	at, unit := 0, 0
	upTo := func(u int) string {
		start := at
		for at < len(all) && unit < u {
			unit += units(string(all[at]))
			at++
		}
		return template.HTMLEscapeString(string(all[start:at]))
	}
	for _, m := range b.Marks {
		if m.From < unit {
			continue // inside one that is marked
		}
		out.WriteString(upTo(m.From))
		out.WriteString(`<span class="wave">` + upTo(m.To) + `</span>`)
	}
	out.WriteString(upTo(units(b.Text)))
	b.Mirror = template.HTML(out.String()) // every part of it is escaped above
}
