package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

type askCmd struct {
	Question []string `arg:"" help:"What you want to know, in English or Spanish."`
	Study    string   `help:"Only this study."`
	Lang     string   `enum:",en,es" default:"" help:"Language of the question (default: recognised)."`
	JSON     bool     `name:"json" help:"The answer as data."`
}

// Help is shown by heed ask --help.
func (askCmd) Help() string {
	return `Answers in what customers said, and in nothing else: claims with their confidence, and quotations.
It understands who is asked about (a role, an organisation, a persona), what kind of thing (fears,
pains, goals, what they like, how they decide...), at which stage, and about what; a question in
English finds words in Spanish, and the other way round.

  heed ask "what do operations leads fear in onboarding?"
  heed ask "¿qué les preocupa a los dueños?"
  heed ask "why did Hallam leave spreadsheets?"`
}

// Run answers a question.
func (c *askCmd) Run(ctx context.Context, s *session) error {
	a, err := s.app(ctx)
	if err != nil {
		return err
	}
	defer s.close(a)
	answers, err := a.Ask(ctx, app.AskRequest{Question: strings.Join(c.Question, " "), Study: c.Study, Language: heed.Language(c.Lang)})
	if err != nil || c.JSON {
		return s.data(answers, err)
	}
	for i := range answers {
		if x := &answers[i]; i > 0 && x.Nothing != "" && len(x.Elsewhere) == 0 && answers[0].Nothing == "" {
			fmt.Fprintf(s.Out, "study %s: %s\n", x.Study, nothingFound(x))
			continue
		}
		printAnswer(s.Out, &answers[i], len(answers) > 1)
	}
	return nil
}

func printAnswer(w io.Writer, x *heed.Answer, many bool) {
	if many {
		fmt.Fprintf(w, "study %s\n", x.Study)
	}
	fmt.Fprintf(w, "looked for: %s\n", lookedFor(&x.Looked))
	if x.Nothing != "" {
		fmt.Fprintf(w, "nothing: %s\n\n", nothingFound(x))
	} else {
		level := "no claim rests on this yet"
		if len(x.Claims) > 0 {
			level = "the surest claim is " + strings.ReplaceAll(x.Level.String(), "_", " ")
		}
		fmt.Fprintf(w, "answered by %s", plural(x.People, "person", "people"))
		if x.Organisations > 0 {
			fmt.Fprintf(w, " in %s", plural(x.Organisations, "organisation"))
		}
		fmt.Fprintf(w, "; %s\n\n", level)
	}
	for i := range x.Claims {
		c := &x.Claims[i]
		fmt.Fprintf(w, "%s, %s, %s\n", c.Kind, strings.ReplaceAll(c.Confidence.Level.String(), "_", " "), plural(c.People, "person", "people"))
		if len(c.Evidence) == 0 || c.Words != c.Evidence[0].Text {
			fmt.Fprintf(w, "  %s%s\n", c.Words, map[bool]string{true: "  (assumed: nobody was heard to say it)"}[c.Basis == heed.Assumed])
		}
		printSaid(w, c.Evidence)
	}
	if len(x.Said) > 0 {
		if len(x.Claims) > 0 {
			fmt.Fprintln(w, "also said, by single people:")
		}
		printSaid(w, x.Said)
	}
	if len(x.Elsewhere) > 0 {
		fmt.Fprintln(w, "said by others than those you asked about:")
		printSaid(w, x.Elsewhere)
	}
	if x.Searched < x.Of {
		fmt.Fprintf(w, "looked at %d of %d sentences: what those asked about said, and where the words of the question occur\n", x.Searched, x.Of)
	}
}

func printSaid(w io.Writer, list []heed.Evidence) {
	for i := range list {
		e := &list[i]
		sign := "  "
		if e.Stance == heed.Contradicts {
			sign = "- "
		}
		who := e.Organisation
		if who == "" {
			who = e.Segment
		}
		if who != "" {
			who += ", "
		}
		fmt.Fprintf(w, "  %s%q (%s%s, turn %d)\n", sign, e.Text, who, e.Conversation, e.Turn+1)
	}
}

// lookedFor says how a question was understood.
func lookedFor(l *heed.Looked) string {
	var parts []string
	if len(l.Who) > 0 || l.Relationship != "" || l.BuyingRole != "" {
		who := l.Who
		for _, s := range []string{string(l.Relationship), l.BuyingRole} {
			if s != "" {
				who = append(who, s)
			}
		}
		parts = append(parts, fmt.Sprintf("who: %s (%s)", strings.Join(who, ", "), plural(l.People, "person", "people")))
	}
	if len(l.Kinds) > 0 {
		parts = append(parts, "what: "+strings.Join(l.Kinds, ", "))
	}
	if len(l.Stages) > 0 {
		parts = append(parts, "when: "+strings.Join(l.Stages, ", "))
	}
	if l.Form != "" {
		parts = append(parts, "with: "+map[string]string{"amount": "an amount", "when": "a time", "place": "a place", "who": "somebody they name"}[l.Form])
	}
	for _, t := range l.About {
		word := t.Word
		if len(t.Also) > 0 {
			word += " (" + strings.Join(t.Also, ", ") + ")"
		}
		if t.Unsaid {
			word = t.Word + " (nobody says it)"
		}
		parts = append(parts, "about: "+word)
	}
	if len(parts) == 0 {
		return "nothing that can be looked for"
	}
	return strings.Join(parts, "; ")
}

func nothingFound(x *heed.Answer) string {
	switch x.Nothing {
	case "question":
		return "the question names nobody, nothing and no stage; try: what do operations leads fear in onboarding?"
	case "who":
		return "nobody of them has been heard"
	case "stage":
		return "nobody of them was heard at that stage"
	}
	return "nobody was heard to say anything about it"
}
