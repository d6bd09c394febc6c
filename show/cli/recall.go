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
)

type recallCmd struct {
	Call  string  `arg:"" help:"The conversation, by its id."`
	File  string  `placeholder:"FILE" help:"What you wrote down (default: standard input)."`
	Guess float64 `default:"-1" placeholder:"SHARE" help:"How much you think you kept, 0 to 1; asked for on a terminal."`
	Lang  string  `enum:"en,es" default:"en" help:"Language of the answer."`
	JSON  bool    `name:"json" help:"The answer as data."`
}

// Help is shown by heed recall --help.
func (recallCmd) Help() string {
	return `Write what you heard before you look: one thing a line, then Ctrl-D. People keep about half
of what was said, and think that they kept more; so your guess comes first, and both are shown.`
}

// Run compares what was written down with what was said.
func (c *recallCmd) Run(ctx context.Context, s *session) error {
	a, err := s.app(ctx)
	if err != nil {
		return err
	}
	defer s.close(a)
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
	rep, err := a.Recall(ctx, c.Call, string(written), c.Guess, heed.Language(c.Lang))
	if err != nil {
		return err
	}
	if c.JSON {
		enc := json.NewEncoder(s.Out)
		enc.SetIndent("", "  ")
		return enc.Encode(rep)
	}
	printRecall(s.Out, rep)
	return nil
}

// asks reports whether somebody sits at a terminal.
func (s *session) asks() bool {
	f, ok := s.In.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

func printRecall(w io.Writer, r app.RecallReport) {
	fmt.Fprintf(w, "kept %d of %d", len(r.Kept), len(r.Kept)+len(r.Changed)+len(r.Missed))
	if r.Guessed {
		fmt.Fprintf(w, "; you thought %.0f %%, it was %.0f %%", 100*r.Guess, 100*r.Share)
	}
	fmt.Fprintln(w)
	for _, k := range r.Kept {
		fmt.Fprintf(w, "  kept     %s\n", k.Written)
	}
	for _, k := range r.Changed {
		fmt.Fprintf(w, "  changed  %s (%s)\n", k.Written, k.Changed)
		if k.Said != nil {
			fmt.Fprintf(w, "           said: %s\n", k.Said.Text)
		}
	}
	for _, m := range r.Missed {
		fmt.Fprintf(w, "  missed   %s\n", m.Text)
	}
	for _, a := range r.Added {
		fmt.Fprintf(w, "  added    %s (nobody said it)\n", a)
	}
}
