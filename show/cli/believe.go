package cli

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/heedhq/heed"
)

type beliefCmd struct {
	List   beliefListCmd   `cmd:"" help:"What we believed, beside what was heard."`
	Add    beliefAddCmd    `cmd:"" help:"Write down what you believe of the customers, before they are heard."`
	Remove beliefRemoveCmd `cmd:"" help:"Take a belief back, by the number of its decision."`
}

type beliefAddCmd struct {
	Words   string `arg:"" help:"The belief, as they would say it: \"I am afraid payroll fails on the first Friday\"."`
	Study   string `required:"" help:"The study; it is made if it is new."`
	Persona string `help:"Whom it is about, like \"Operations lead\" (default: all)."`
	Part    string `enum:"says,does,thinks,feels,hears,sees,pains,gains,tasks,influences,goals,risks" default:"thinks" help:"Part of the empathy map: says, does, thinks, feels, hears, sees, pains, gains, tasks, influences, goals or risks."`
}

// Help is shown by heed belief add --help.
func (beliefAddCmd) Help() string {
	return `A belief is assumed, and so of very low confidence, until somebody says it. Each analysis looks for
those who do and for those who say otherwise; heed belief list sets the two side by side.`
}

// Run writes a belief down.
func (c *beliefAddCmd) Run(ctx context.Context, s *session) error {
	a, err := s.app(ctx)
	if err != nil {
		return err
	}
	defer s.close(a)
	d, err := a.Believe(ctx, c.Study, c.Persona, c.Words, heed.Cell(c.Part), "")
	if err == nil {
		fmt.Fprintf(s.Out, "noted as decision %d in study %s: assumed until somebody says it\n", d.ID, d.Study)
	}
	return err
}

type beliefRemoveCmd struct {
	Decision int64 `arg:"" help:"The decision's number, as heed belief list prints it."`
	inStudy
}

// Run takes a belief back.
func (c *beliefRemoveCmd) Run(ctx context.Context, s *session) error {
	a, st, err := c.open(ctx, s)
	if err != nil {
		return err
	}
	defer s.close(a)
	if err := a.Disbelieve(ctx, st.ID, c.Decision, ""); err != nil {
		return err
	}
	fmt.Fprintf(s.Out, "took back decision %d\n", c.Decision)
	return nil
}

type beliefListCmd struct {
	inStudy
	JSON bool `name:"json" help:"The answer as data."`
}

// Run lists beliefs.
func (c *beliefListCmd) Run(ctx context.Context, s *session) error {
	a, st, err := c.open(ctx, s)
	if err != nil {
		return err
	}
	defer s.close(a)
	list, err := a.Beliefs(ctx, st.ID)
	if err != nil || c.JSON {
		return s.data(list, err)
	}
	if len(list) == 0 {
		fmt.Fprintln(s.Out, "nobody wrote down what they believe; start with: heed belief add \"...\" --study NAME")
	}
	var heard func(id string) *heed.Claim
	called := func(id string) string { return id }
	if rep, err := a.Shown(ctx, st.ID); err == nil && len(rep.Claims) > 0 {
		heard = rep.Claim
		called = func(id string) string {
			for i := range rep.Personas {
				if p := &rep.Personas[i]; p.ID == id {
					return cmp.Or(p.Name, p.Title[heed.English], id)
				}
			}
			return id
		}
	}
	for _, b := range list {
		who := b.Persona
		if who == "" {
			who = "everybody"
		}
		fmt.Fprintf(s.Out, "%-12s  %s, %s: %s\n", b.Verdict, who, b.Cell, b.Words)
		fmt.Fprintf(s.Out, "              said by %s, otherwise by %d; confidence %s; decision %d, %s\n",
			plural(b.For, "person", "people"), b.Against, strings.ReplaceAll(b.Level.String(), "_", " "), b.Decision, b.Claim)
		if t := b.Tested; t != nil {
			var names []string
			for _, id := range t.Personas {
				names = append(names, called(id))
			}
			fmt.Fprintf(s.Out, "              tested against %s; %d said nothing of it\n", testedAgainst(b.Persona, t, names), b.Silent)
		}
		for _, id := range b.Near {
			if c := heard(id); c != nil {
				fmt.Fprintf(s.Out, "              near it: %q (%s)\n", c.Words, plural(c.People, "person", "people"))
			}
		}
	}
	return nil
}

// testedAgainst says whose words a belief about whom was held against.
func testedAgainst(whom string, t *heed.Tested, personas []string) string {
	people := plural(t.People, "person", "people")
	switch {
	case t.By == heed.TestedPersona && len(personas) > 0:
		return fmt.Sprintf("persona %s: %s", personas[0], people)
	case t.By == heed.TestedGroup:
		out := fmt.Sprintf("%q: %s", whom, people)
		if len(personas) > 0 {
			out += ", of " + strings.Join(personas, ", ")
		}
		return out
	case whom != "":
		return fmt.Sprintf("everybody (%s), because nobody called %q was heard", people, whom)
	}
	return "everybody: " + people
}
