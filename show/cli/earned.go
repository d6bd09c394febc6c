package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// promiseCmd keeps what was promised because of claims.
type promiseCmd struct {
	List promiseListCmd `cmd:"" help:"What was promised because of claims: who sees to it, by when, kept or broken."`
	Add  promiseAddCmd  `cmd:"" help:"Promise something because of a claim."`
	Set  promiseSetCmd  `cmd:"" help:"Say that a promise was kept or broken, or open it again."`
}

// printJSON writes v for a program to read.
func (s *session) printJSON(v any) error {
	enc := json.NewEncoder(s.Out)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

type promiseListCmd struct {
	Study string `arg:"" help:"Study, by id."`
	Owner string `help:"Only those of this owner."`
	JSON  bool   `help:"Print JSON."`
}

// listedPromise is a commitment with whether its day is past.
type listedPromise struct {
	heed.Commitment
	Overdue bool `json:"overdue"`
}

// Run lists promises.
func (c *promiseListCmd) Run(ctx context.Context, s *session) error {
	a, err := s.app(ctx)
	if err != nil {
		return err
	}
	defer a.Close()
	all, err := a.Commitments(ctx, c.Study)
	if err != nil {
		return err
	}
	today := heed.DateOf(s.Now())
	out := []listedPromise{}
	for _, k := range all {
		if c.Owner == "" || k.Owner == c.Owner {
			out = append(out, listedPromise{k, app.Overdue(k, today)})
		}
	}
	if c.JSON {
		return s.printJSON(out)
	}
	for _, k := range out {
		state := k.State
		if k.Overdue {
			state = "overdue"
		}
		fmt.Fprintf(s.Out, "%s  %-7s  by %s  %s  %s  (because of %s)\n", k.ID, state, k.Due, k.Owner, k.Text, k.Claim)
	}
	if len(out) == 0 {
		fmt.Fprintln(s.Out, "nothing has been promised; heed promise add STUDY CLAIM TEXT --owner NAME --due DATE")
	}
	return nil
}

type promiseAddCmd struct {
	Study string `arg:"" help:"Study, by id."`
	Claim string `arg:"" help:"Claim, by id."`
	Text  string `arg:"" help:"What will be done."`
	Owner string `required:"" help:"Who sees to it."`
	Due   string `required:"" placeholder:"DATE" help:"Day by which it is kept, as 2026-12-24."`
	JSON  bool   `help:"Print JSON."`
}

// Run notes a promise.
func (c *promiseAddCmd) Run(ctx context.Context, s *session) error {
	due, err := heed.ParseDate(c.Due)
	if err != nil {
		return err
	}
	a, err := s.app(ctx)
	if err != nil {
		return err
	}
	defer a.Close()
	k, err := a.Commit(ctx, heed.Commitment{Study: c.Study, Claim: c.Claim, Text: c.Text, Owner: c.Owner, Due: due})
	if err != nil {
		return err
	}
	if c.JSON {
		return s.printJSON(k)
	}
	fmt.Fprintf(s.Out, "promised: %s, by %s, by %s (%s)\n", k.Text, k.Owner, k.Due, k.ID)
	return nil
}

type promiseSetCmd struct {
	Study   string `arg:"" help:"Study, by id."`
	Promise string `arg:"" help:"Promise, by id."`
	State   string `arg:"" enum:"kept,broken,open" help:"kept, broken or open."`
}

// Run settles a promise.
func (c *promiseSetCmd) Run(ctx context.Context, s *session) error {
	a, err := s.app(ctx)
	if err != nil {
		return err
	}
	defer a.Close()
	return a.SettleCommitment(ctx, c.Study, c.Promise, c.State)
}

// panelCmd keeps who may be asked now and then.
type panelCmd struct {
	List  panelListCmd  `cmd:"" help:"Who is on the panel, when each was last asked, what they answered, and who may be asked today."`
	Add   panelAddCmd   `cmd:"" help:"Note that a participant agreed to be asked now and then."`
	Leave panelLeaveCmd `cmd:"" help:"Note that a participant is not to be asked any more."`
}

type panelListCmd struct {
	Study       string `arg:"" help:"Study, by id."`
	Invitations bool   `help:"Print an invitation for each who may be asked today, in their language, to send yourself."`
	JSON        bool   `help:"Print JSON."`
}

// Run lists the panel.
func (c *panelListCmd) Run(ctx context.Context, s *session) error {
	a, err := s.app(ctx)
	if err != nil {
		return err
	}
	defer a.Close()
	rows, err := a.Panel(ctx, c.Study)
	if err != nil {
		return err
	}
	if c.JSON {
		if rows == nil {
			rows = []app.PanelRow{}
		}
		return s.printJSON(rows)
	}
	for _, m := range rows {
		state := "may be asked from " + m.Next.String()
		switch {
		case !m.Left.IsZero():
			state = "left on " + m.Left.String()
		case m.May:
			state = "may be asked today"
		}
		last := "never asked"
		if !m.LastAsked.IsZero() {
			last = "last asked on " + m.LastAsked.String()
		}
		fmt.Fprintf(s.Out, "%s  %s, at most every %d days; %s; asked %d, answered %d (right %d, partly %d, wrong %d)\n",
			m.Participant, last, m.Rhythm, state, m.Asked, m.Answered, m.Right, m.Partly, m.Wrong)
		if c.Invitations && m.Invitation != "" {
			fmt.Fprintf(s.Out, "\n  %s\n\n", strings.ReplaceAll(m.Invitation, "\n", "\n  "))
		}
	}
	if len(rows) == 0 {
		fmt.Fprintln(s.Out, "nobody is on the panel; heed panel add PARTICIPANT")
	}
	return nil
}

type panelAddCmd struct {
	Participant string `arg:"" help:"Participant, by id."`
	Every       int    `default:"30" placeholder:"DAYS" help:"At most one request in so many days, 7 to 730 (default: ${default})."`
}

// Run lets a participant join.
func (c *panelAddCmd) Run(ctx context.Context, s *session) error {
	a, err := s.app(ctx)
	if err != nil {
		return err
	}
	defer a.Close()
	return a.JoinPanel(ctx, c.Participant, c.Every)
}

type panelLeaveCmd struct {
	Participant string `arg:"" help:"Participant, by id."`
}

// Run lets a participant leave.
func (c *panelLeaveCmd) Run(ctx context.Context, s *session) error {
	a, err := s.app(ctx)
	if err != nil {
		return err
	}
	defer a.Close()
	return a.LeavePanel(ctx, c.Participant)
}

// pulseCmd keeps how heard customers felt.
type pulseCmd struct {
	Ask  pulseAskCmd  `cmd:"" help:"The three items and the free line, to ask after a call or a reply."`
	Add  pulseAddCmd  `cmd:"" help:"Enter what a customer answered."`
	List pulseListCmd `cmd:"" help:"How heard people felt, by month, with n and interval, beside the figures of the same months."`
}

type pulseAskCmd struct {
	Lang string `enum:"en,es" default:"en" help:"Language: en or es."`
}

// Run prints the items.
func (c *pulseAskCmd) Run(_ context.Context, s *session) error {
	for i := range 3 {
		fmt.Fprintf(s.Out, "%d. %s  (1 2 3 4 5)\n", i+1, app.PulseItem(i, heed.Language(c.Lang)))
	}
	fmt.Fprintln(s.Out, app.PulseLine(heed.Language(c.Lang)))
	return nil
}

type pulseAddCmd struct {
	Study        string `arg:"" help:"Study, by id."`
	Items        []int  `required:"" sep:"," placeholder:"1,2,3" help:"The three answers, 1 (not at all) to 5 (completely); 0 where one was left open."`
	Line         string `help:"Their free line."`
	Participant  string `help:"Who answered, by id (default: somebody not heard here)."`
	Conversation string `help:"After which conversation, by id."`
	Account      string `help:"Who spoke with them."`
	On           string `placeholder:"DATE" help:"Day (default: today)."`
}

// Run enters a pulse.
func (c *pulseAddCmd) Run(ctx context.Context, s *session) error {
	if len(c.Items) != 3 {
		return heed.Errorf(heed.CodeInvalid, "--items holds three answers like 4,5,0, not %d", len(c.Items))
	}
	on, err := heed.ParseDate(c.On)
	if err != nil {
		return err
	}
	a, err := s.app(ctx)
	if err != nil {
		return err
	}
	defer a.Close()
	p := app.Pulse{Study: c.Study, Participant: c.Participant, Conversation: c.Conversation, Account: c.Account, Items: [3]int(c.Items), Line: c.Line}
	if !on.IsZero() {
		p.At = on.Time()
	}
	return a.AddPulse(ctx, p)
}

type pulseListCmd struct {
	Study string `arg:"" help:"Study, by id."`
	By    string `enum:"all,account,persona" default:"all" help:"all, account or persona."`
	JSON  bool   `help:"Print JSON."`
}

// Run prints the trend.
func (c *pulseListCmd) Run(ctx context.Context, s *session) error {
	a, err := s.app(ctx)
	if err != nil {
		return err
	}
	defer a.Close()
	points, err := a.FeltHeard(ctx, c.Study, c.By)
	if err != nil {
		return err
	}
	months, links, err := a.FeltBeside(ctx, c.Study)
	if err != nil {
		return err
	}
	if c.JSON {
		return s.printJSON(map[string]any{"by": c.By, "points": points, "beside": months, "links": links})
	}
	for _, p := range points {
		group := ""
		if p.Group != "" {
			group = "  " + p.Group
		}
		fmt.Fprintf(s.Out, "%s%s  %.2f  (95 %% interval %.2f to %.2f, n=%d people, %d answers)\n", p.Month, group, p.Value, p.Low, p.High, p.N, p.Pulses)
	}
	if len(points) == 0 {
		fmt.Fprintln(s.Out, "nobody has been asked; heed pulse ask prints the items, heed pulse add enters the answers")
		return nil
	}
	for _, l := range links {
		if l.Known {
			fmt.Fprintf(s.Out, "beside %s: correlation %.2f over %d months (95 %% interval %.2f to %.2f); an association, no cause\n", l.Name, l.R.Value, l.Months, l.R.Low, l.R.High)
			continue
		}
		fmt.Fprintf(s.Out, "beside %s: %d months have both, too few to say\n", l.Name, l.Months)
	}
	return nil
}
