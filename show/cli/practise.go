package cli

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

type practiseCmd struct {
	Study   string `arg:"" help:"Study, by id."`
	N       int    `short:"n" default:"5" help:"Moments."`
	Seed    uint64 `default:"1" help:"Another number chooses other moments; the same one the same."`
	Lang    string `help:"Only moments in this language: en or es."`
	Kind    string `help:"Only moments of this kind: interview, call, chat..."`
	Account string `default:"me" help:"Whose practice this is."`
	List    bool   `help:"Print the moments with what was said next, and ask nothing."`
	JSON    bool   `name:"json" help:"With --list: as JSON, one moment a line."`
	Plan    bool   `help:"Print what to practise next, and ask nothing."`
}

// Help is shown by heed practise --help.
func (practiseCmd) Help() string {
	return `A real conversation stops just before the customer says what they feel. Write what they feel, think
and risk, each on a line of its own; an empty line leaves it out. Then see what they said next, and how
your answer was scored: docs/METHOD-practice.md says how. Only customers who allow training take part.`
}

// Run practises at the terminal.
func (c *practiseCmd) Run(ctx context.Context, s *session) error {
	if c.N < 1 || c.N > 1000 {
		return heed.Errorf(heed.CodeInvalid, "-n is from 1 to 1000, not %d", c.N)
	}
	a, err := s.app(ctx)
	if err != nil {
		return err
	}
	defer a.Close()
	if c.Plan {
		return c.plan(ctx, s, a)
	}
	list, err := a.Moments(ctx, c.Study, app.PracticeOptions{Most: c.N, Seed: c.Seed, Language: heed.Language(c.Lang), Kind: heed.Kind(c.Kind)})
	if err != nil {
		return err
	}
	if len(list) == 0 {
		fmt.Fprintln(s.Out, "no moment here is clear enough to learn from: there must be words before it to tell the feeling from")
		return nil
	}
	in := bufio.NewScanner(s.In)
	for i := range list {
		m := &list[i]
		if c.JSON && c.List {
			b, err := json.Marshal(m)
			if err != nil {
				return err
			}
			fmt.Fprintf(s.Out, "%s\n", b)
			continue
		}
		fmt.Fprintf(s.Out, "\n%d of %d  (%s, %s)\n\n", i+1, len(list), m.Kind, m.Language)
		printBefore(s.Out, m)
		if c.List {
			fmt.Fprintf(s.Out, "\n>> %s\n   %s (strength %.2f, clarity %.2f, clues %d) %s\n", m.Said.Text, m.Feeling(), m.Strength, m.Clarity, m.Clues, m.Risk)
			continue
		}
		if err := c.ask(ctx, s, a, in, m); err != nil {
			return err
		}
	}
	return nil
}

func printBefore(w io.Writer, m *app.PracticeMoment) {
	for _, l := range m.Before {
		who := "us      "
		if l.Role == heed.RoleCustomer {
			who = "customer"
		}
		cut := ""
		if l.Cut {
			cut = "… "
		}
		fmt.Fprintf(w, "  %s  %s%s\n", who, cut, strings.Join(strings.Fields(l.Text), " "))
	}
}

func (c *practiseCmd) ask(ctx context.Context, s *session, a *app.App, in *bufio.Scanner, m *app.PracticeMoment) error {
	line := func(prompt string) string {
		fmt.Fprint(s.Out, prompt)
		if !in.Scan() {
			return ""
		}
		return strings.TrimSpace(in.Text())
	}
	names := make([]string, len(m.Options))
	for i, f := range m.Options {
		names[i] = string(f)
	}
	g := app.PracticeGuess{
		Feel:    line(fmt.Sprintf("\nWhat do they feel? (%s, or your words) ", strings.Join(names, ", "))),
		Thought: line("What do they think? "),
	}
	if m.Risk != "" {
		g.Risk = line("What do they risk? (investment, productivity, reputation, job_security) ")
	}
	if err := in.Err(); err != nil {
		return err
	}
	score, _, err := a.ReadMoment(ctx, c.Account, c.Study, m.ID, g)
	if err != nil {
		return err
	}
	fmt.Fprintf(s.Out, "\n  They said: %s\n", m.Said.Text)
	for _, i := range score.Items {
		shared := ""
		if len(i.Shared) > 0 {
			shared = "; in common: " + strings.Join(i.Shared, ", ")
		}
		fmt.Fprintf(s.Out, "  %-6s  %d of 2  %s%s\n", i.Name, i.Points, i.Why, shared)
	}
	fmt.Fprintf(s.Out, "  %d of %d points\n", score.Points, score.Of)
	return nil
}

func (c *practiseCmd) plan(ctx context.Context, s *session, a *app.App) error {
	skills, err := a.PracticePlan(ctx, c.Account)
	if err != nil {
		return err
	}
	if len(skills) == 0 {
		fmt.Fprintln(s.Out, "nothing has been practised yet")
	}
	for _, k := range skills {
		state := "due " + k.Due.String()
		if k.Overdue >= 0 {
			state = "due now"
		}
		fmt.Fprintf(s.Out, "%-24s %3.0f %% [%.0f–%.0f], n=%d  %s\n", k.Skill, 100*k.Accuracy.Value, 100*k.Accuracy.Low, 100*k.Accuracy.High, k.Accuracy.N, state)
	}
	return nil
}
