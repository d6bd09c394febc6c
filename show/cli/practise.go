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
	"github.com/heedhq/heed/show/look"
)

type practiseCmd struct {
	Read   practiseReadCmd   `cmd:"" default:"withargs" help:"Read the moment: what does this customer feel, think and risk?"`
	Answer practiseAnswerCmd `cmd:"" help:"Answer the moment, and see it beside what a colleague really said."`
	Gym    practiseGymCmd    `cmd:"" help:"Answer real objections; the next line is one that a customer really said."`
	Walk   practiseWalkCmd   `cmd:"" help:"Follow one customer's journey in their words."`
	Plan   practisePlanCmd   `cmd:"" help:"What to practise next and why, and how it goes."`
}

// Help is shown by heed practise --help.
func (practiseCmd) Help() string {
	return `Everything is made of what customers really said, and of that only from those who allow training.
Answers are read line by line from standard input, so that a pipe works as a terminal does: an empty
line leaves something out, or ends an answer of several lines. docs/METHOD-practice.md says how
answers are scored. Your results are yours: --account says whose they are.

    heed practise read moving-to-harbourline
    heed practise gym moving-to-harbourline --kind trust --lang es
    printf 'frustration\nnobody owned it\n\n' | heed practise read interviews -n 1 --json`
}

// practised are the flags of every exercise.
type practised struct {
	Study   string `arg:"" help:"Study, by id."`
	Account string `default:"" help:"Whose practice this is (default: of whoever works here alone)."`
	Lang    string `enum:"en,es" default:"en" help:"Language of prompts and reasons: en or es."`
	JSON    bool   `name:"json" help:"Answers as JSON, one a line."`
}

// choosing are the flags of what is practised on.
type choosing struct {
	N    int    `short:"n" default:"5" help:"How many."`
	Seed uint64 `default:"1" help:"Another number chooses others; the same one the same."`
	In   string `enum:",en,es" default:"" help:"Only what was said in this language: en or es."`
}

func (c choosing) check() error {
	if c.N < 1 || c.N > 1000 {
		return heed.Errorf(heed.CodeInvalid, "-n is from 1 to 1000, not %d", c.N)
	}
	return nil
}

// talking is one exercise at a terminal or in a pipe.
type talking struct {
	look.Words
	in   *bufio.Scanner
	out  io.Writer
	json *json.Encoder // nil: in words
}

func (p practised) open(ctx context.Context, s *session) (*app.App, *talking, error) {
	a, err := s.app(ctx)
	if err != nil {
		return nil, nil, err
	}
	t := &talking{Words: look.In(heed.Language(p.Lang)), in: bufio.NewScanner(s.In), out: s.Out}
	t.in.Buffer(nil, app.MaxReply)
	if p.JSON {
		t.json, t.out = json.NewEncoder(s.Out), io.Discard
		if s.asks() {
			t.out = s.Err // whoever types sees what to answer
		}
	}
	return a, t, nil
}

// say prints a line.
func (t *talking) say(format string, args ...any) { fmt.Fprintf(t.out, format+"\n", args...) }

// give writes what came out as data, where that is asked for.
func (t *talking) give(v any) error {
	if t.json == nil {
		return nil
	}
	return t.json.Encode(v)
}

// line asks for one line.
func (t *talking) line(prompt string) string {
	fmt.Fprint(t.out, prompt+" ")
	if !t.in.Scan() {
		return ""
	}
	return strings.TrimSpace(t.in.Text())
}

// block asks for lines up to an empty one. false: there is nothing more.
func (t *talking) block(prompt string) (string, bool) {
	t.say("%s (%s)", prompt, t.Say("cli.practise.ends"))
	var lines []string
	for t.in.Scan() {
		if strings.TrimSpace(t.in.Text()) == "" {
			break
		}
		lines = append(lines, t.in.Text())
	}
	return strings.Join(lines, "\n"), len(lines) > 0
}

// before prints what was said before.
func (t *talking) before(lines []app.PracticeLine) {
	us, them := t.Say("web.practice.us"), t.Say("cli.practise.them")
	wide := max(len([]rune(us)), len([]rune(them)))
	for _, l := range lines {
		who, cut := us, ""
		if l.Role == heed.RoleCustomer {
			who = them
		}
		if l.Cut {
			cut = "… "
		}
		t.say("  %-*s  %s%s", wide, who, cut, oneLine(l.Text))
	}
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

type practiseReadCmd struct {
	practised
	choosing
	Kind    string `help:"Only moments of this kind: interview, call, chat..."`
	Feeling string `enum:",friction,threat,loss,doubt,calm,lift" default:"" help:"Only feelings of this family: friction, threat, loss, doubt, calm, lift."`
	List    bool   `help:"Print the moments with what was said next, and ask nothing."`
}

// Run stops at moments and asks.
func (c *practiseReadCmd) Run(ctx context.Context, s *session) error {
	if err := c.check(); err != nil {
		return err
	}
	a, t, err := c.open(ctx, s)
	if err != nil {
		return err
	}
	defer s.close(a)
	list, err := a.Moments(ctx, c.Study, app.PracticeOptions{
		Most: c.N, Seed: c.Seed, Language: heed.Language(c.In), Kind: heed.Kind(c.Kind), Family: heed.Family(c.Feeling),
	})
	if err != nil {
		return err
	}
	if len(list) == 0 {
		t.say("%s", t.Say("web.practice.none"))
	}
	for i := range list {
		m := &list[i]
		t.say("\n%s  (%s, %s)\n", t.Say("of", "k", i+1, "n", len(list)), t.Say("kind."+string(m.Kind)), t.Say("web.practice.lang."+string(m.Language)))
		t.before(m.Before)
		if c.List {
			risk := ""
			if m.Risk != "" {
				risk = "; " + t.Say("web.practice.item.risks") + ": " + t.Say("risk."+m.Risk)
			}
			t.say("\n>> %s\n   %s%s  (%s)", m.Said.Text, t.Say("feeling."+string(m.Feeling())), risk,
				t.Say("cli.practise.why", "strength", t.Decimal(m.Strength, 2), "clarity", t.Decimal(m.Clarity, 2), "clues", m.Clues))
			if err := t.give(m); err != nil {
				return err
			}
			continue
		}
		if err := c.ask(ctx, a, t, m); err != nil {
			return err
		}
	}
	return nil
}

// riskKinds are what somebody may risk, in the order of asking.
var riskKinds = []string{"investment", "productivity", "reputation", "job_security"}

func (c *practiseReadCmd) ask(ctx context.Context, a *app.App, t *talking, m *app.PracticeMoment) error {
	names := make([]string, len(m.Options))
	words := map[string]heed.Feeling{}
	for i, f := range m.Options {
		names[i] = t.Say("feeling." + string(f))
		words[strings.ToLower(names[i])] = f
	}
	t.say("")
	g := app.PracticeGuess{Feel: t.line(fmt.Sprintf("%s (%s, %s)", t.Say("web.practice.feel"), strings.Join(names, ", "), t.Say("web.practice.feel_own")))}
	if f, ok := words[strings.ToLower(g.Feel)]; ok {
		g.Feel = string(f)
	}
	g.Thought = t.line(t.Say("web.practice.think"))
	if m.Risk != "" {
		risks := make([]string, len(riskKinds))
		for i, k := range riskKinds {
			risks[i] = t.Say("risk." + k)
		}
		g.Risk = t.line(t.Say("web.practice.risk") + " (" + strings.Join(risks, ", ") + ")")
		for i, k := range riskKinds {
			if strings.EqualFold(g.Risk, risks[i]) {
				g.Risk = k
			}
		}
	}
	if err := t.in.Err(); err != nil {
		return heed.WrapError(heed.CodeInvalid, err, "the answer cannot be read")
	}
	score, got, err := a.ReadMoment(ctx, c.Account, c.Study, m.ID, g)
	if err != nil {
		return err
	}
	t.say("\n  %s: %s", t.Say("web.practice.they_said"), got.Said.Text)
	for _, k := range got.Confirmed {
		t.say("  %s %s", t.Say("web.practice.confirmed.asked", "day", k.On), k.Shown)
		t.say("  %s", strings.TrimSpace(t.Say("web.practice.confirmed."+string(k.Verdict))+" "+oneLine(k.Words)))
	}
	for _, i := range score.Items {
		shared := ""
		if len(i.Shared) > 0 {
			shared = "; " + t.Say("web.practice.in_common", "what", strings.Join(i.Shared, ", "))
		}
		if i.Confirmed {
			shared += "; " + t.Say("web.practice.by_answer")
		}
		t.say("  %-8s  %s  %s%s", t.Say("web.practice.item."+i.Name), t.Say("web.practice.scored", "k", i.Points, "n", 2), t.Say("web.practice.because."+i.Why), shared)
	}
	t.say("  %s", t.Say("web.practice.scored", "k", score.Points, "n", score.Of))
	return t.give(struct {
		Moment *app.PracticeMoment `json:"moment"`
		Score  app.PracticeScore   `json:"score"`
	}{&got, score})
}
