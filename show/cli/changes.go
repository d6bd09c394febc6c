package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

type changesCmd struct {
	Study string `help:"Only this study."`
	From  string `placeholder:"RUN" help:"Compare with this analysis (default: the one before)."`
	To    string `placeholder:"RUN" help:"The later analysis (default: the current one)."`
	JSON  bool   `name:"json" help:"The answer as data."`

	Persona string `help:"The versions of this persona, by id, name or segment, instead."`
}

// Help is shown by heed changes --help.
func (changesCmd) Help() string {
	return `What new conversations moved at once, and what the last analysis changed: which claims rose or
fell, who now says otherwise, and how the themes moved. Analyses are kept for comparison; their ids
are listed at the end.`
}

// studyChanges is what heed changes --json writes of one study.
type studyChanges struct {
	Study   string           `json:"study"`
	Laid    []heed.Increment `json:"laid"` // onto the current run, newest first
	Between app.Changes      `json:"between"`
}

// Run prints what changed.
func (c *changesCmd) Run(ctx context.Context, s *session) error {
	a, err := s.app(ctx)
	if err != nil {
		return err
	}
	defer s.close(a)
	studies, err := chosen(ctx, a, c.Study)
	if err != nil {
		return err
	}
	if c.Persona != "" {
		return c.versions(ctx, s, a, studies)
	}
	out := []studyChanges{}
	for _, st := range studies {
		one := studyChanges{Study: st.ID, Laid: []heed.Increment{}}
		laid, err := a.Increments(ctx, st.ID)
		if err != nil {
			return err
		}
		one.Laid = append(one.Laid, laid...)
		if one.Between, err = a.ChangedBetween(ctx, st.ID, c.From, c.To); err != nil {
			return err
		}
		out = append(out, one)
	}
	if c.JSON {
		return s.data(out, nil)
	}
	for _, one := range out {
		fmt.Fprintf(s.Out, "study %s\n", one.Study)
		printMoved(s.Out, one.Laid)
		printChanges(s.Out, &one.Between)
	}
	return nil
}

// chosen returns the study that is named, or all.
func chosen(ctx context.Context, a *app.App, name string) ([]heed.Study, error) {
	all, err := a.Studies(ctx)
	if err != nil || name == "" {
		return all, err
	}
	var names []string
	for _, st := range all {
		if st.ID == name || st.Name == name || st.ID == app.Slug(name) {
			return []heed.Study{st}, nil
		}
		names = append(names, st.ID)
	}
	return nil, heed.Errorf(heed.CodeNotFound, "there is no study %q; there are %v", name, names)
}

// mostMoves is how many claims that moved are told one by one.
const mostMoves = 12

// printMoved tells what new conversations changed at once.
func printMoved(w io.Writer, laid []heed.Increment) {
	for i := range laid {
		in := &laid[i]
		fmt.Fprintf(w, "\n%s, heard anew in %s: %d of %d telling sentences fit a theme we know\n",
			plural(len(in.Conversations), "conversation"), in.Study, in.Grouped, in.Heard)
		if len(in.Moves) == 0 {
			fmt.Fprintln(w, "  it touches no claim that there is; what is new in it shows once everything is grouped anew")
		}
		printMoves(w, in.Moves)
		for j, t := range in.Themes {
			if j == 4 {
				break
			}
			fmt.Fprintf(w, "  theme      %s: %s more\n", t.Label, plural(t.Added, "sentence"))
		}
	}
}

func printMoves(w io.Writer, moves []heed.Move) {
	for i := range moves {
		if i == mostMoves {
			fmt.Fprintf(w, "  and %s more\n", plural(len(moves)-i, "claim"))
			break
		}
		m := &moves[i]
		way := [...]string{"fell", "touched", "rose"}[m.Direction()+1]
		if m.Direction() == 0 && m.After.Against > m.Before.Against {
			way = "opposed"
		}
		fmt.Fprintf(w, "  %-9s  %q (%s)\n", way, m.Words, m.Kind)
		fmt.Fprintf(w, "             %s\n", standings(m.Before, m.After))
		for j, e := range m.Evidence {
			if j == 2 {
				break
			}
			sign := "+"
			if e.Stance == heed.Contradicts {
				sign = "-"
			}
			fmt.Fprintf(w, "             %s %q (%s, turn %d)\n", sign, e.Text, e.Conversation, e.Turn+1)
		}
	}
}

func standings(a, b heed.Standing) string {
	level := func(l heed.Level) string { return strings.ReplaceAll(l.String(), "_", " ") }
	parts := []string{"confidence " + level(b.Level)}
	if a.Level != b.Level {
		parts[0] = fmt.Sprintf("confidence %s -> %s", level(a.Level), level(b.Level))
	}
	if a.People != b.People {
		parts = append(parts, fmt.Sprintf("people %d -> %d", a.People, b.People))
	} else {
		parts = append(parts, plural(b.People, "person", "people"))
	}
	if a.Against != b.Against {
		parts = append(parts, fmt.Sprintf("against %d -> %d", a.Against, b.Against))
	}
	return strings.Join(parts, ", ")
}

// plural writes a number of things: "1 claim", "2 claims". A second word is the
// plural where an s does not make it.
func plural(n int, what ...string) string {
	if n == 1 {
		return "1 " + what[0]
	}
	return fmt.Sprintf("%d %s", n, append(what, what[0]+"s")[1])
}

// printChanges tells how two runs differ.
func printChanges(w io.Writer, c *app.Changes) {
	if c.Since.IsZero() {
		fmt.Fprintln(w, "\nanalysed once: what changes stands here after the next analysis")
		return
	}
	fmt.Fprintf(w, "\nsince the analysis of %s: %s, %d rose, %d fell, %d opposed by more, %d gone\n",
		c.Since.Format("2006-01-02 15:04"), plural(len(c.New), "new claim"), len(c.Raised), len(c.Lowered), len(c.Contradicted), c.Gone)
	printMoves(w, c.Moves)
	printThemeDiff(w, &c.Themes)
	fmt.Fprintln(w, "\nanalyses kept:")
	for _, r := range c.Runs {
		fmt.Fprintf(w, "  %-8s %s  %s\n", r.State, r.Finished.Format("2006-01-02 15:04"), r.ID)
	}
}

// printThemeDiff tells what became of the themes.
func printThemeDiff(w io.Writer, d *app.ThemeDiff) {
	line := func(kind string, c app.ThemeChange) {
		fmt.Fprintf(w, "  %-9s  %s (%d -> %s)\n", kind, c.Label, c.Before, plural(c.After, "sentence"))
	}
	names := func(many []app.ThemeChange) string {
		var out []string
		for _, c := range many {
			out = append(out, fmt.Sprintf("%q", c.Label))
		}
		return strings.Join(out, ", ")
	}
	fmt.Fprintf(w, "\nthemes: %d new, %d grown, %d shrunk, %d split, %d merged, %d gone, %d as they were\n",
		len(d.New), len(d.Grown), len(d.Shrunk), len(d.Split), len(d.Merged), len(d.Gone), d.Same)
	for _, m := range d.Split {
		fmt.Fprintf(w, "  split      %s into %s\n", m.One.Label, names(m.Many))
	}
	for _, m := range d.Merged {
		fmt.Fprintf(w, "  merged     %s, made of %s\n", m.One.Label, names(m.Many))
	}
	for _, x := range []struct {
		kind string
		list []app.ThemeChange
	}{{"new", d.New}, {"grown", d.Grown}, {"shrunk", d.Shrunk}, {"gone", d.Gone}} {
		for _, c := range x.list {
			line(x.kind, c)
		}
	}
}
