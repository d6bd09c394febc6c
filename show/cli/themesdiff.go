package cli

import (
	"context"
	"fmt"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// themesGroup is heed themes: grouping loose texts unless diff is asked for.
type themesGroup struct {
	Group themesCmd     `cmd:"" default:"withargs" help:"Group texts by meaning: JSONL in, JSONL out."`
	Diff  themesDiffCmd `cmd:"" help:"What became of a study's themes between two analyses."`
}

type themesDiffCmd struct {
	Study string `help:"Only this study."`
	From  string `placeholder:"RUN" help:"The earlier analysis (default: the one before; heed changes lists them)."`
	To    string `placeholder:"RUN" help:"The later analysis (default: the current one)."`
	JSON  bool   `name:"json" help:"The answer as data."`
}

// Help is shown by heed themes diff --help.
func (themesDiffCmd) Help() string {
	return `New, grown, shrunk, split, merged and gone. A theme has grown or shrunk where it differs by a
fifth and by three sentences; it was split or merged where three or more of its quotations, and
three in ten of them, stand in another.`
}

// themesDiff is what heed themes diff --json writes of one study.
type themesDiff struct {
	Study  string        `json:"study"`
	From   heed.Run      `json:"from"`
	To     heed.Run      `json:"to"`
	Themes app.ThemeDiff `json:"themes"`
}

// Run prints how the themes moved.
func (c *themesDiffCmd) Run(ctx context.Context, s *session) error {
	a, err := s.app(ctx)
	if err != nil {
		return err
	}
	defer s.close(a)
	studies, err := chosen(ctx, a, c.Study)
	if err != nil {
		return err
	}
	out := []themesDiff{}
	for _, st := range studies {
		changed, err := a.ChangedBetween(ctx, st.ID, c.From, c.To)
		if err != nil {
			return err
		}
		if !changed.Since.IsZero() {
			out = append(out, themesDiff{st.ID, changed.From, changed.To, changed.Themes})
		} else if !c.JSON {
			fmt.Fprintf(s.Out, "study %s was analysed once: there is nothing to compare with yet\n", st.ID)
		}
	}
	if c.JSON {
		return s.data(out, nil)
	}
	for i := range out {
		fmt.Fprintf(s.Out, "study %s, from %s to %s\n", out[i].Study, out[i].From.Finished.Format("2006-01-02 15:04"), out[i].To.Finished.Format("2006-01-02 15:04"))
		printThemeDiff(s.Out, &out[i].Themes)
	}
	return nil
}
