package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/playback"
)

type playbackCmd struct {
	New    playbackNewCmd    `cmd:"" help:"Propose claims to show back, or make a private page for one participant."`
	Import playbackImportCmd `cmd:"" help:"Take in a reply: the JSON file that a page saved, or lines in words; - is standard input."`
	List   playbackListCmd   `cmd:"" help:"List the pages of a study, with what was asked, answered and done."`
	Renew  playbackRenewCmd  `cmd:"" help:"Write a page anew with a new key, and let it be answered for longer; the old file or link opens nothing any more."`
	Revoke playbackRevokeCmd `cmd:"" help:"Take a page back: nobody can answer it any more."`
}

type playbackNewCmd struct {
	Study       string   `arg:"" help:"Study, by id."`
	Participant string   `arg:"" optional:"" help:"Participant, by id; none lists whom to ask about what."`
	Claims      []string `help:"Claims to show, by id (default: those that a confirmation would raise most)."`
	Persona     string   `help:"Propose claims of this persona only."`
	Lang        string   `help:"Language of the page: en or es (default: the one they spoke most)."`
	Days        int      `default:"30" help:"Days until the page expires."`
	Again       bool     `help:"Ask although they were asked a short while ago."`
	Output      string   `short:"o" default:"playback.html" placeholder:"FILE" help:"File to write (default: ${default})."`
}

// Run proposes, or writes a page.
func (c *playbackNewCmd) Run(ctx context.Context, s *session) error {
	if c.Lang != "" && c.Lang != "en" && c.Lang != "es" {
		return heed.Errorf(heed.CodeInvalid, "--lang is en or es, not %q", c.Lang)
	}
	a, err := s.app(ctx)
	if err != nil {
		return err
	}
	defer a.Close()
	if c.Participant == "" {
		list, err := a.ProposePlayback(ctx, app.ProposeRequest{Study: c.Study, Persona: c.Persona})
		if err != nil {
			return err
		}
		for _, p := range list {
			state := ""
			if p.Rests {
				state = fmt.Sprintf("  (asked on %s: let them rest)", p.LastAsked)
			}
			fmt.Fprintf(s.Out, "%s%s\n", p.Participant.ID, state)
			for _, x := range p.Claims {
				fmt.Fprintf(s.Out, "  %s  %-8s  %s\n", x.ID, x.Level, x.Words)
			}
		}
		if len(list) == 0 {
			fmt.Fprintln(s.Out, "there is no claim that a confirmation would raise and that somebody can judge")
		}
		return nil
	}
	p, key, err := a.NewPlayback(ctx, app.PlaybackRequest{
		Study: c.Study, Participant: c.Participant, Claims: c.Claims, Language: heed.Language(c.Lang), Days: c.Days, Again: c.Again,
	})
	if err != nil {
		return err
	}
	return s.writePage(ctx, a, p, key, c.Output)
}

// writePage writes a page as one file.
func (s *session) writePage(ctx context.Context, a *app.App, p app.Playback, key, output string) error {
	recorded, err := a.Recorded(ctx, p.Participant)
	if err != nil {
		return err
	}
	given, err := a.AnsweredOn(ctx, p)
	if err != nil {
		return err
	}
	o := playback.Options{Key: key, Recorded: recorded}
	if !p.Answered.IsZero() {
		o.Given = &given
	}
	err = s.writeFile(output, func(w io.Writer) error { return playback.Write(w, p, o) })
	if err != nil {
		return err
	}
	if output != "-" {
		fmt.Fprintf(s.Out, "wrote %s: %d claims for %s, to be answered until %s; send it to nobody else\n",
			output, len(p.Claims), p.Participant, heed.DateOf(p.Expires))
	}
	return nil
}

type playbackRenewCmd struct {
	Page   string `arg:"" help:"Page, by id: heed playback list names them."`
	Days   int    `default:"0" help:"Days from today until it expires (default: as it was)."`
	Output string `short:"o" default:"playback.html" placeholder:"FILE" help:"File to write (default: ${default})."`
}

// Run gives a page a new key and writes it.
func (c *playbackRenewCmd) Run(ctx context.Context, s *session) error {
	a, err := s.app(ctx)
	if err != nil {
		return err
	}
	defer a.Close()
	p, key, err := a.RenewPlayback(ctx, c.Page, c.Days)
	if err != nil {
		return err
	}
	return s.writePage(ctx, a, p, key, c.Output)
}

type playbackImportCmd struct {
	Reply  string `arg:"" help:"The reply; - is standard input."`
	ByHand bool   `name:"by-hand" help:"Somebody of ours typed in what the participant wrote; no key is needed."`
	Noted  bool   `help:"Somebody of ours noted what the participant said; their words count as hearsay."`
	Page   string `help:"The page that it answers, where the reply does not say."`
}

// Run takes a reply in and prints what it moved.
func (c *playbackImportCmd) Run(ctx context.Context, s *session) error {
	in := s.In
	if c.Reply != "-" {
		f, err := os.Open(c.Reply)
		if err != nil {
			return heed.WrapError(heed.CodeInvalid, err, "%s cannot be read: is it there?", c.Reply)
		}
		defer f.Close()
		in = f
	}
	r, err := playback.Parse(in)
	if err != nil {
		return err
	}
	if r.Page == "" {
		r.Page = c.Page
	}
	by := app.ByKey
	switch {
	case c.Noted:
		by = app.ByNotes
	case c.ByHand:
		by = app.ByHand
	}
	a, err := s.app(ctx)
	if err != nil {
		return err
	}
	defer a.Close()
	out, err := a.AnswerPlayback(ctx, r, by)
	if err != nil {
		return err
	}
	if g := out.Forgotten; g != nil {
		fmt.Fprintf(s.Out, "%s is forgotten: %d conversations deleted, %d redacted, %d turns emptied\n", g.Participant, g.Conversations, g.Redacted, g.Turns)
		return nil
	}
	fmt.Fprintf(s.Out, "%d of %d claims answered\n", out.Answered, len(out.Page.Claims))
	if len(out.Withdrawn) > 0 {
		fmt.Fprintf(s.Out, "consent withdrawn: %s\n", strings.Join(out.Withdrawn, ", "))
	}
	if out.Unscrubbed != "" {
		s.say("gone from every table, but not yet from the database's files: %s", out.Unscrubbed)
	}
	for _, m := range out.Moved {
		if m.Gone {
			fmt.Fprintf(s.Out, "  %s  %s -> gone: nothing that may be quoted is left of it\n", m.Claim, m.From)
			continue
		}
		fmt.Fprintf(s.Out, "  %s  %s -> %s  asked %d, answered %d, agreed %d  %s\n",
			m.Claim, m.From, m.To, m.Checks.Asked, m.Checks.Answered, m.Checks.Agreed, m.Words)
	}
	return nil
}

type playbackListCmd struct {
	Study string `arg:"" help:"Study, by id."`
}

// Run lists pages and counts.
func (c *playbackListCmd) Run(ctx context.Context, s *session) error {
	a, err := s.app(ctx)
	if err != nil {
		return err
	}
	defer a.Close()
	list, err := a.Playbacks(ctx, c.Study)
	if err != nil {
		return err
	}
	e, err := a.Earning(ctx, c.Study)
	if err != nil {
		return err
	}
	now := s.Now()
	for _, p := range list {
		state := "open until " + heed.DateOf(p.Expires).String()
		switch {
		case !p.Revoked.IsZero():
			state = "taken back on " + heed.DateOf(p.Revoked).String()
		case !p.Answered.IsZero():
			state = "answered on " + heed.DateOf(p.Answered).String()
		case !p.Open(now):
			state = "expired on " + heed.DateOf(p.Expires).String()
		}
		fmt.Fprintf(s.Out, "%s  %s  %d claims  %s\n", p.ID, p.Participant, len(p.Claims), state)
	}
	fmt.Fprintf(s.Out, "claims asked %d, answered %d, agreed %d, partly %d, wrong %d; people asked %d, answered %d\n",
		e.Checks.Asked, e.Checks.Answered, e.Checks.Agreed, e.Checks.Partly, e.Checks.Disagreed, e.PeopleAsked, e.PeopleAnswered)
	fmt.Fprintf(s.Out, "may ask more: yes %d, no %d, no answer %d; promised %d, kept %d, broken %d, overdue %d\n",
		e.DeeperYes, e.DeeperNo, e.DeeperSilent, e.Promised, e.Kept, e.Broken, e.Overdue)
	return nil
}

type playbackRevokeCmd struct {
	Page string `arg:"" help:"Page, by id."`
}

// Run takes a page back.
func (c *playbackRevokeCmd) Run(ctx context.Context, s *session) error {
	a, err := s.app(ctx)
	if err != nil {
		return err
	}
	defer a.Close()
	return a.RevokePlayback(ctx, c.Page)
}
