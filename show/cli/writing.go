package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/export/office"
	"github.com/heedhq/heed/show/export/written"
)

// forPersona are the flags of what is written for a persona.
type forPersona struct {
	Persona string `help:"The persona: id, name or segment (not needed where there is only one)."`
	Study   string `help:"The study, where there are several."`
	Stage   string `help:"A stage of the journey."`
	Lang    string `enum:",en,es" default:"" help:"Language of the answer (default: the text's or the study's)."`
	JSON    bool   `name:"json" help:"The answer as data."`
	HTML    string `name:"html" placeholder:"FILE" help:"Write the answer as a page that stands alone."`
}

// page writes an answer as a page, where that was asked for.
func (s *session) page(name, lang string, write func(w io.Writer, lang heed.Language) error) (done bool, err error) {
	if name == "" {
		return false, nil
	}
	if err := s.writeFile(name, func(w io.Writer) error { return write(w, heed.Language(lang)) }); err != nil {
		return true, err
	}
	if name != "-" {
		fmt.Fprintf(s.Out, "wrote %s\n", name)
	}
	return true, nil
}

func (f forPersona) to() app.ForPersona {
	return app.ForPersona{Study: f.Study, Persona: f.Persona, Stage: f.Stage, Language: heed.Language(f.Lang)}
}

type checkCmd struct {
	File   string `arg:"" help:"The text, as a file; - is standard input."`
	Before string `placeholder:"FILE" help:"An earlier version to compare with."`
	forPersona
}

// Help is shown by heed check --help.
func (checkCmd) Help() string {
	return `Holds an advert, an e-mail, a page or an article against a persona: what it speaks to and
what it ignores, whose words it uses, who the hero is, and what the evidence says otherwise.`
}

// Run checks a text.
func (c *checkCmd) Run(ctx context.Context, s *session) error {
	text, err := s.text(c.File)
	if err != nil {
		return err
	}
	a, err := s.app(ctx)
	if err != nil {
		return err
	}
	defer s.close(a)
	if c.Before != "" {
		before, err := s.text(c.Before)
		if err != nil {
			return err
		}
		cmp, err := a.CompareContent(ctx, before, text, c.to())
		if err != nil || c.JSON {
			return s.data(cmp, err)
		}
		if done, err := s.page(c.HTML, c.Lang, func(w io.Writer, l heed.Language) error { return written.Comparison(w, l, cmp) }); done {
			return err
		}
		printComparison(s.Out, cmp)
		return nil
	}
	rep, err := a.CheckContent(ctx, text, c.to())
	if err != nil || c.JSON {
		return s.data(rep, err)
	}
	if done, err := s.page(c.HTML, c.Lang, func(w io.Writer, l heed.Language) error { return written.Content(w, l, text, rep) }); done {
		return err
	}
	printContent(s.Out, rep)
	return nil
}

// data prints v as JSON, unless there is an error.
func (s *session) data(v any, err error) error {
	if err != nil {
		return err
	}
	enc := json.NewEncoder(s.Out)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

const longestText = 4 << 20

// text reads a file or standard input.
func (s *session) text(name string) (string, error) {
	var r io.Reader = s.In
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return "", heed.WrapError(heed.CodeNotFound, err, "%s cannot be read", name)
		}
		defer f.Close()
		r = f
	}
	data, err := io.ReadAll(io.LimitReader(r, longestText+1))
	if err != nil {
		return "", heed.WrapError(heed.CodeInvalid, err, "%s cannot be read to its end", name)
	}
	if len(data) > longestText {
		return "", heed.Errorf(heed.CodeTooLarge, "%s is longer than %d MiB", name, longestText>>20)
	}
	if strings.TrimSpace(string(data)) == "" {
		return "", heed.Errorf(heed.CodeInvalid, "%s holds no text", name)
	}
	return strings.ToValidUTF8(string(data), "\uFFFD"), nil
}

func printContent(w io.Writer, r app.ContentReport) {
	fmt.Fprintf(w, "%.0f of 100; the hero is the %s; %d words, ease of reading %.0f\n", r.Score, r.Hero, r.Words, r.Ease)
	for _, p := range r.Parts {
		if p.Measured {
			fmt.Fprintf(w, "  %-16s %3.0f %%  %s\n", p.Name, 100*p.Value, p.Why)
		}
	}
	for _, spoken := range []bool{true, false} {
		title := "speaks to"
		if !spoken {
			title = "ignores"
		}
		for _, p := range r.Points {
			if p.Spoken == spoken {
				fmt.Fprintf(w, "%-9s %s: %q\n", title, p.Kind, p.Words)
			}
		}
	}
	for _, c := range r.Against {
		fmt.Fprintf(w, "contradicted: %q: %s\n    %q\n", c.Text, c.Why, c.Evidence.Text)
	}
	for _, f := range r.Formats {
		fmt.Fprintf(w, "form: %s\n", f.Text)
	}
	if len(r.Ours) > 0 {
		fmt.Fprintf(w, "words that none of them used: %s\n", strings.Join(r.Ours, ", "))
	}
	for _, n := range r.Notes {
		fmt.Fprintf(w, "note: %s\n", n)
	}
}

func printComparison(w io.Writer, c app.ContentComparison) {
	fmt.Fprintf(w, "%.0f before, %.0f after\n", c.Before, c.After)
	for _, p := range c.Parts {
		fmt.Fprintf(w, "  %-16s %3.0f %% -> %3.0f %%\n", p.Name, 100*p.Before, 100*p.After)
	}
	for _, e := range c.Edits {
		switch e.Op {
		case "gone":
			fmt.Fprintf(w, "- %s\n", strings.TrimSpace(e.Text))
		case "new":
			fmt.Fprintf(w, "+ %s\n", strings.TrimSpace(e.Text))
		}
	}
}

type briefCmd struct{ forPersona }

// Run prints a brief.
func (c *briefCmd) Run(ctx context.Context, s *session) error {
	a, err := s.app(ctx)
	if err != nil {
		return err
	}
	defer s.close(a)
	d, err := a.Brief(ctx, c.to())
	return s.document(d, c.forPersona, err)
}

type storyCmd struct{ forPersona }

// Help is shown by heed story --help.
func (storyCmd) Help() string {
	return `An outline from quotations whose speakers allowed quoting outside; every other line is marked
as yours to write.`
}

// Run prints a story outline.
func (c *storyCmd) Run(ctx context.Context, s *session) error {
	a, err := s.app(ctx)
	if err != nil {
		return err
	}
	defer s.close(a)
	d, err := a.Story(ctx, c.to())
	return s.document(d, c.forPersona, err)
}

// document prints a brief or a story as Markdown or as data.
func (s *session) document(d app.ContentDocument, f forPersona, err error) error {
	if err != nil || f.JSON {
		return s.data(d, err)
	}
	if done, err := s.page(f.HTML, string(d.Language), func(w io.Writer, l heed.Language) error { return written.Document(w, l, d) }); done {
		return err
	}
	fmt.Fprintf(s.Out, "# %s\n", d.Title)
	for _, sec := range d.Sections {
		fmt.Fprintf(s.Out, "\n## %s\n\n", sec.Title)
		for _, l := range sec.Lines {
			fmt.Fprintf(s.Out, "- %s\n", l.Text)
			for _, e := range l.Evidence {
				fmt.Fprintf(s.Out, "  - %q (%s, turn %d)\n", e.Text, e.Conversation, e.Turn+1)
			}
		}
	}
	for _, n := range d.Notes {
		fmt.Fprintf(s.Out, "\n%s\n", n)
	}
	return nil
}

type guideCmd struct {
	Check guideCheckCmd `cmd:"" help:"Look at questions before anybody is asked."`
	New   guideNewCmd   `cmd:"" help:"Make a guide that aims at what is least sure."`
}

type guideCheckCmd struct {
	File    string `arg:"" help:"The guide or survey, as a file; - is standard input."`
	Kind    string `enum:",interview,group,board,survey" default:"" help:"interview, group, board or survey (default: recognised)."`
	Minutes int    `help:"The time there is."`
	Lang    string `enum:",en,es" default:"" help:"Language of the reasons (default: the guide's)."`
	JSON    bool   `name:"json" help:"The answer as data."`
	HTML    string `name:"html" placeholder:"FILE" help:"Write the answer as a page that stands alone."`
}

// Run checks a guide.
func (c *guideCheckCmd) Run(_ context.Context, s *session) error {
	text, err := s.text(c.File)
	if err != nil {
		return err
	}
	a, err := s.appOn(nil)
	if err != nil {
		return err
	}
	rep := a.CheckGuide(text, app.GuideKind(c.Kind), c.Minutes, heed.Language(c.Lang))
	if c.JSON {
		return s.data(rep, nil)
	}
	if done, err := s.page(c.HTML, c.Lang, func(w io.Writer, l heed.Language) error { return written.Guide(w, l, text, rep) }); done {
		return err
	}
	fmt.Fprintf(s.Out, "%d questions, %d of them open; about %.0f of %d minutes\n", rep.Of, rep.Open, rep.Minutes, rep.Available)
	for _, f := range append(rep.Findings, rep.Order...) {
		fmt.Fprintf(s.Out, "\n%s: %q\n  %s\n", strings.ReplaceAll(f.Kind, "_", " "), f.Text, f.Why)
		for _, r := range f.Rewrites {
			fmt.Fprintf(s.Out, "  try: %s\n", r)
		}
	}
	for _, n := range rep.Notes {
		fmt.Fprintf(s.Out, "note: %s\n", n)
	}
	return nil
}

type guideNewCmd struct {
	Kind    string `enum:"interview,group,board" default:"interview" help:"interview, group or board."`
	Minutes int    `help:"The time there is (default: 60, 90 or 120 by kind)."`
	Output  string `short:"o" placeholder:"FILE" help:"File to write: .md or .docx; - is standard output as Markdown."`
	forPersona
}

// Run makes a guide.
func (c *guideNewCmd) Run(ctx context.Context, s *session) error {
	a, err := s.app(ctx)
	if err != nil {
		return err
	}
	defer s.close(a)
	g, err := a.NewGuide(ctx, c.to(), app.GuideKind(c.Kind), c.Minutes)
	if err != nil || c.JSON {
		return s.data(g, err)
	}
	name := c.Output
	if name == "" {
		name = "-"
	}
	err = s.writeFile(name, func(w io.Writer) error {
		if strings.HasSuffix(strings.ToLower(name), ".docx") {
			return office.Planned(w, g)
		}
		_, err := io.WriteString(w, g.Markdown())
		return err
	})
	if err == nil && name != "-" {
		fmt.Fprintf(s.Out, "wrote %s\n", name)
	}
	return err
}
