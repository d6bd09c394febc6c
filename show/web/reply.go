package web

import (
	"html/template"
	"net/http"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// replyPage is a customer's message and the draft that answers it.
type replyPage struct {
	Act             string
	Customer, Draft string
	Lang            string // of the customer's message
	Empty           bool
	Marked          template.HTML // the message, escaped, with marks
	Feels           []feltWords
	Risks, Needs    []string
	Behind          string
	Like            []look.Quote
	Unanswered      []string
	Components      []component
	Mirror          template.HTML // the draft, escaped, with what may hurt marked
	Harms           []harm
	Drafted         bool
	Suggestions     []suggestion
	Notes           []string
}

type feltWords struct {
	look.Emotion
	Text string
}

// component is one of the three components of empathy.
type component struct {
	Name, Word string
	Strong     int // 0 to 2 parts of its bar
}

// harm is a pattern in the draft that may hurt; From and To are in UTF-16 units,
// as a browser counts, and cover the sentence that a replacement takes.
type harm struct {
	Text, Why, Instead, Swap   string
	From, To, MarkFrom, MarkTo int
}

type suggestion struct {
	Text   string
	Moves  []move
	Blanks string
	N      int
}

type move struct{ Name, Text, Why string }

func (s *site) reply(w http.ResponseWriter, r *http.Request) error {
	p, err := s.about(r, "web.nav.reply", "reply")
	if err != nil {
		return err
	}
	body := replyPage{Act: r.URL.Path}
	if r.Method == http.MethodPost {
		r.Body = http.MaxBytesReader(w, r.Body, 8*app.MaxReply)
		if err := r.ParseForm(); err != nil {
			return tooMuch(err)
		}
		body.Customer, body.Draft = lines(r.PostForm.Get("customer")), lines(r.PostForm.Get("draft"))
	}
	body.Empty = strings.TrimSpace(body.Customer) == ""
	if !body.Empty || strings.TrimSpace(body.Draft) != "" {
		if err := s.readReply(r, &p, &body); err != nil {
			return err
		}
	}
	p.Wide, p.Fragment, p.Body = true, "replied", body
	return s.render(w, r, http.StatusOK, "reply", p.page)
}

// lines makes the line ends of a form those of a browser's text.
func lines(s string) string { return strings.ReplaceAll(strings.ToValidUTF8(s, "�"), "\r\n", "\n") }

func (s *site) readReply(r *http.Request, p *studied, body *replyPage) error {
	j, sug, err := s.app.Reply(r.Context(), app.ReplyRequest{Customer: body.Customer, Draft: body.Draft, Language: p.Lang, Study: p.Study.ID})
	if err != nil {
		return err
	}
	sc := p.scene
	body.Drafted = strings.TrimSpace(body.Draft) != ""
	if j.Customer.Language != sc.Lang {
		body.Lang = string(j.Customer.Language)
	}
	var marks []look.Marked
	for _, f := range j.Customer.Feelings {
		marks = append(marks, look.Marked{Span: f.Span, Feeling: f.Name})
		body.Feels = append(body.Feels, feltWords{sc.Emotion(f.Name), look.Clean(f.Text)})
	}
	body.Marked = look.MarkText(body.Customer, marks)
	for _, x := range j.Customer.Risks {
		word := x.Why
		if word == "" && look.Has("risk."+x.Kind) {
			word = sc.Say("risk." + x.Kind)
		}
		body.Risks = append(body.Risks, joined(": ", word, look.Quoted(look.Clean(x.Text), j.Customer.Language)))
	}
	for _, x := range j.Customer.Needs {
		if x.Why != "" && !slices.Contains(body.Needs, x.Why) {
			body.Needs = append(body.Needs, x.Why)
		}
	}
	body.Behind = j.Customer.Behind
	for i := range j.Customer.LikeThem {
		if i == 2 {
			break
		}
		body.Like = append(body.Like, sc.Quote(&j.Customer.LikeThem[i]))
	}
	for _, x := range j.Unanswered {
		if body.Drafted {
			body.Unanswered = append(body.Unanswered, look.Clean(x.Text))
		}
	}
	for _, c := range []struct {
		name  string
		value float64
	}{{"cognitive", j.Components.Cognitive}, {"emotional", j.Components.Emotional}, {"acting", j.Components.Compassionate}} {
		body.Components = append(body.Components, componentOf(sc, c.name, c.value))
	}
	body.harms(&j)
	for i, x := range sug {
		one := suggestion{Text: x.Text, N: i + 1}
		if len(x.Blanks) > 0 {
			one.Blanks = sc.Say("web.reply.blanks", "what", strings.Join(x.Blanks, " "))
		}
		for _, m := range x.Moves {
			one.Moves = append(one.Moves, move{sc.Say("move." + m.Kind), m.Text, m.Why})
		}
		body.Suggestions = append(body.Suggestions, one)
	}
	body.Notes = append(append(body.Notes, j.Customer.Notes...), j.Notes...)
	if !body.Drafted {
		body.Notes = j.Customer.Notes
	}
	return nil
}

// Levels from which a component is shown as weak and as strong.
const (
	weakFrom   = 0.2
	strongFrom = 0.6
)

func componentOf(sc *look.Scene, name string, v float64) component {
	c := component{Name: sc.Say("web.reply." + name), Word: sc.Say("web.reply.none")}
	switch {
	case v >= strongFrom:
		c.Word, c.Strong = sc.Say("web.reply.strong"), 2
	case v >= weakFrom:
		c.Word, c.Strong = sc.Say("web.reply.weak"), 1
	}
	return c
}

// harms sets what may hurt, and marks it in a copy of the draft.
func (b *replyPage) harms(j *app.ReplyJudgement) {
	found := slices.Clone(j.Harms)
	slices.SortStableFunc(found, func(x, y app.ReplyHarm) int { return x.Start - y.Start })
	var out strings.Builder
	at := 0
	for _, h := range found {
		words, ok := h.In(b.Draft)
		if !ok {
			continue
		}
		from, to := sentenceAround(b.Draft, h.Span)
		one := harm{
			Text: look.Clean(words), Why: h.Why, Instead: h.Instead, Swap: lastQuoted(h.Instead),
			From: units(b.Draft[:from]), To: units(b.Draft[:to]), MarkFrom: units(b.Draft[:h.Start]), MarkTo: units(b.Draft[:h.End]),
		}
		b.Harms = append(b.Harms, one)
		if h.Start < at {
			continue // inside one that is marked
		}
		out.WriteString(template.HTMLEscapeString(b.Draft[at:h.Start]))
		out.WriteString(`<span class="wave">` + template.HTMLEscapeString(words) + `</span>`)
		at = h.End
	}
	out.WriteString(template.HTMLEscapeString(b.Draft[at:]))
	b.Mirror = template.HTML(out.String()) // every part of it is escaped above
}

// units counts s as a browser does.
func units(s string) int { return len(utf16.Encode([]rune(s))) }

// sentenceAround widens a span to the sentence that it stands in.
func sentenceAround(text string, at heed.Span) (from, to int) {
	from, to = at.Start, at.End
	for from > 0 && !strings.ContainsRune(".!?\n", rune(text[from-1])) {
		from--
	}
	for from < at.Start && text[from] == ' ' {
		from++
	}
	if to > from && strings.ContainsRune(".!?", rune(text[to-1])) {
		return from, to
	}
	for to < len(text) && !strings.ContainsRune(".!?\n", rune(text[to])) {
		to++
	}
	for to < len(text) && strings.ContainsRune(".!?", rune(text[to])) {
		to++
	}
	return from, to
}

// lastQuoted is the sentence in quotation marks at the end of a piece of
// advice: what could be written instead. Advice without one has none.
func lastQuoted(s string) string {
	for _, marks := range [][2]string{{`"`, `"`}, {"“", "”"}, {"«", "»"}} {
		end := strings.LastIndex(s, marks[1])
		if end <= 0 {
			continue
		}
		if start := strings.LastIndex(s[:end], marks[0]); start >= 0 {
			return strings.TrimSpace(s[start+len(marks[0]) : end])
		}
	}
	return ""
}
