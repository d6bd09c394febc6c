package cli

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/term"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

type recallCmd struct {
	Call  string  `arg:"" optional:"" help:"The conversation, by its id."`
	Trend bool    `help:"How what you remembered went over conversations, instead."`
	Study string  `help:"The study, with --trend (default: each)."`
	File  string  `placeholder:"FILE" help:"What you wrote down (default: standard input)."`
	Guess float64 `default:"-1" placeholder:"SHARE" help:"How much you think you kept, 0 to 1; asked for on a terminal."`
	Lang  string  `enum:"en,es" default:"en" help:"Language of the answer."`
	JSON  bool    `name:"json" help:"The answer as data."`
}

// Help is shown by heed recall --help.
func (recallCmd) Help() string {
	return `Write what you heard before you look: one thing a line, then Ctrl-D. People keep about half
of what was said, and think that they kept more; so your guess comes first, and both are shown. What you wrote is kept for heed recall --trend, and
is deleted with the conversation.`
}

// Run compares what was written down with what was said.
func (c *recallCmd) Run(ctx context.Context, s *session) error {
	a, err := s.app(ctx)
	if err != nil {
		return err
	}
	defer s.close(a)
	if c.Trend {
		return c.trend(ctx, s, a)
	}
	if c.Call == "" {
		return heed.Errorf(heed.CodeInvalid, "name a conversation by its id, or ask for --trend")
	}
	in := bufio.NewReader(s.In)
	if c.Guess < 0 && c.File == "" && s.asks() {
		fmt.Fprint(s.Err, "How much of it do you think you kept, in percent? ")
		line, _ := in.ReadString('\n')
		if n, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(line), "%"), 64); err == nil && n >= 0 && n <= 100 {
			c.Guess = n / 100
		}
		fmt.Fprintln(s.Err, "What did you hear? One thing a line; Ctrl-D when you are done.")
	}
	var written []byte
	if c.File != "" {
		written, err = os.ReadFile(c.File)
	} else {
		written, err = io.ReadAll(in)
	}
	if err != nil {
		return heed.WrapError(heed.CodeInvalid, err, "what you wrote cannot be read")
	}
	rep, err := a.Recall(ctx, "", c.Call, string(written), c.Guess, heed.Language(c.Lang))
	if err != nil {
		return err
	}
	if c.JSON {
		enc := json.NewEncoder(s.Out)
		enc.SetIndent("", "  ")
		return enc.Encode(rep)
	}
	printRecall(s.Out, look.In(heed.Language(c.Lang)), rep)
	return nil
}

// asks reports whether somebody sits at a terminal.
func (s *session) asks() bool {
	f, ok := s.In.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

func printRecall(w io.Writer, sc look.Words, r app.RecallReport) {
	of := len(r.Kept) + len(r.Changed) + len(r.Missed)
	if of == 0 {
		fmt.Fprintln(w, sc.Say("web.recall.nothing"))
	} else {
		fmt.Fprint(w, sc.Say("web.recall.result", "kept", len(r.Kept), "of", of, "share", sc.Percent(r.Share)))
		if r.Guessed {
			fmt.Fprint(w, " ", sc.Say("web.recall.guessed", "guess", sc.Percent(r.Guess)))
		}
		fmt.Fprintln(w)
	}
	both := func(title string, list []app.Remembered) {
		if len(list) == 0 {
			return
		}
		fmt.Fprintf(w, "%s\n", sc.Say(title))
		for _, k := range list {
			fmt.Fprintf(w, "  %s\n    %s: %s", k.Said.Text, sc.Say("web.recall.you"), k.Written)
			if k.Changed != "" {
				fmt.Fprintf(w, " (%s)", sc.Say("web.recall."+k.Changed))
			}
			fmt.Fprintln(w)
		}
	}
	both("web.recall.kept", r.Kept)
	both("web.recall.changed", r.Changed)
	if len(r.Missed) > 0 {
		fmt.Fprintln(w, sc.Say("web.recall.missed"))
	}
	for _, m := range r.Missed {
		fmt.Fprintf(w, "  %s\n", m.Text)
	}
	both("web.recall.beyond", r.Beyond)
	if len(r.Added) > 0 {
		fmt.Fprintln(w, sc.Say("web.recall.added"))
	}
	for _, a := range r.Added {
		fmt.Fprintf(w, "  %s\n", a)
	}
}

// trend prints what was remembered over conversations.
func (c *recallCmd) trend(ctx context.Context, s *session, a *app.App) error {
	studies, err := a.Studies(ctx)
	if err != nil {
		return err
	}
	all := map[string]app.RecallTrend{}
	for _, st := range studies {
		if c.Study != "" && st.ID != c.Study && st.Name != c.Study {
			continue
		}
		t, err := a.Recalls(ctx, st.ID, "")
		if err != nil {
			return err
		}
		if len(t.Recalls) == 0 {
			continue
		}
		all[st.ID] = t
		if !c.JSON {
			printTrend(s.Out, st.Name, t)
		}
	}
	if c.JSON {
		return s.data(all, nil)
	}
	if len(all) == 0 {
		fmt.Fprintln(s.Out, "nothing was remembered yet: heed recall CALL")
	}
	return nil
}

func printTrend(w io.Writer, study string, t app.RecallTrend) {
	fmt.Fprintln(w, study)
	for _, r := range t.Recalls {
		guess := "no guess"
		if r.Guessed {
			guess = fmt.Sprintf("guessed %.0f %%", 100*r.Guess)
		}
		fmt.Fprintf(w, "  %s  %-30s kept %.0f %% (%s), %d missed, %d changed, %d added\n",
			heed.DateOf(r.At), r.Conversation, 100*r.Share, guess, len(r.Missed), len(r.Changed), len(r.Added))
	}
	switch {
	case t.Kept.Clear:
		fmt.Fprintf(w, "  change %+.0f points, between %+.0f and %+.0f\n", 100*t.Kept.Change, 100*t.Kept.Low, 100*t.Kept.High)
	default:
		fmt.Fprintln(w, "  no clear change; one is shown from eight conversations on")
	}
	if t.Guessed > 0 {
		fmt.Fprintf(w, "  guess less what was kept: %+.0f points over %s\n", 100*t.Gap, plural(t.Guessed, "guess", "guesses"))
	}
}
