package cli

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

type replyCmd struct {
	Lang    string `enum:",en,es" default:"" help:"Language of the reasons (default: the message's)."`
	Peer    bool   `help:"Whoever answers is in the same position as whoever asks (a forum)."`
	Workers int    `default:"0" help:"Replies read at once (default: one a core)."`
}

// Help is shown by heed reply --help.
func (replyCmd) Help() string {
	return `One JSON object a line: {"id","customer","reply"}. Answers, in the same order:
{"id","mechanisms","components","tactics","harms","suggestions"}; offsets are UTF-8 bytes in the reply.
On a terminal it asks for the message and the draft instead. Nothing is stored or sent.`
}

// replied is a line of input.
type replied struct {
	ID       json.RawMessage `json:"id"`
	Customer string          `json:"customer"`
	Reply    string          `json:"reply"`
}

// judged is an answer of heed reply.
type judged struct {
	ID         json.RawMessage       `json:"id"`
	Mechanisms levels                `json:"mechanisms"`
	Components any                   `json:"components"`
	Tactics    []string              `json:"tactics"`
	Harms      []app.ReplyHarm       `json:"harms"`
	Suggest    []app.ReplySuggestion `json:"suggestions"`
	Notes      []string              `json:"notes,omitempty"`
}

type levels struct {
	EmotionalReaction int `json:"emotional_reaction"`
	Interpretation    int `json:"interpretation"`
	Exploration       int `json:"exploration"`
}

// Run answers standard input, or asks on a terminal.
func (c *replyCmd) Run(ctx context.Context, s *session) error {
	a, err := s.appOn(nil)
	if err != nil {
		return err
	}
	if s.asks() {
		return c.ask(ctx, s, a)
	}
	return filter(s.In, s.Out, orCores(c.Workers), func() lineFunc {
		return func(dst, line []byte) ([]byte, error) {
			var in replied
			if err := json.Unmarshal(line, &in); err != nil {
				return dst, err
			}
			out, err := c.judge(ctx, a, in)
			if err != nil {
				return dst, err
			}
			b, err := json.Marshal(out)
			return append(dst, b...), err
		}
	})
}

func (c *replyCmd) judge(ctx context.Context, a *app.App, in replied) (judged, error) {
	j, suggestions, err := a.Reply(ctx, app.ReplyRequest{
		Customer: in.Customer, Draft: in.Reply, Language: heed.Language(c.Lang), Peer: c.Peer,
	})
	if err != nil {
		return judged{}, err
	}
	out := judged{
		ID: orNull(in.ID), Components: j.Components, Tactics: []string{}, Harms: j.Harms, Suggest: suggestions, Notes: slices.Concat(j.Notes, j.Customer.Notes),
		Mechanisms: levels{j.Mechanisms.EmotionalReaction.Level, j.Mechanisms.Interpretation.Level, j.Mechanisms.Exploration.Level},
	}
	for _, t := range j.Tactics {
		if !slices.Contains(out.Tactics, t.Kind) {
			out.Tactics = append(out.Tactics, t.Kind)
		}
	}
	if out.Harms == nil {
		out.Harms = []app.ReplyHarm{}
	}
	if out.Suggest == nil {
		out.Suggest = []app.ReplySuggestion{}
	}
	return out, nil
}

// ask takes a message and a draft from a person.
func (c *replyCmd) ask(ctx context.Context, s *session, a *app.App) error {
	in := bufio.NewReader(s.In)
	fmt.Fprintln(s.Err, "What did the customer say? End with an empty line.")
	customer := paragraph(in)
	fmt.Fprintln(s.Err, "And your draft? End with an empty line; leave it empty for suggestions alone.")
	j, suggestions, err := a.Reply(ctx, app.ReplyRequest{
		Customer: customer, Draft: paragraph(in), Language: heed.Language(c.Lang), Peer: c.Peer,
	})
	if err != nil {
		return err
	}
	printReply(s.Out, j, suggestions)
	return nil
}

// paragraph reads lines up to an empty one.
func paragraph(in *bufio.Reader) string {
	var b strings.Builder
	for {
		line, err := in.ReadString('\n')
		if strings.TrimSpace(line) == "" {
			return strings.TrimSpace(b.String())
		}
		b.WriteString(line)
		if err != nil {
			return strings.TrimSpace(b.String())
		}
	}
}

func printReply(w io.Writer, j app.ReplyJudgement, suggestions []app.ReplySuggestion) {
	for _, f := range j.Customer.Feelings {
		fmt.Fprintf(w, "feels    %s: %q\n", f.Name, f.Text)
	}
	for _, h := range j.Harms {
		fmt.Fprintf(w, "may hurt %s: %s\n", strings.ReplaceAll(h.Kind, "_", " "), h.Why)
		if h.Instead != "" {
			fmt.Fprintf(w, "         instead: %s\n", h.Instead)
		}
	}
	for _, u := range j.Unanswered {
		fmt.Fprintf(w, "not yet answered: %q\n", u.Text)
	}
	for _, n := range slices.Concat(j.Notes, j.Customer.Notes) {
		fmt.Fprintf(w, "note     %s\n", n)
	}
	for i, s := range suggestions {
		fmt.Fprintf(w, "\n%d. %s\n", i+1, s.Text)
		for _, m := range s.Moves {
			fmt.Fprintf(w, "     %s: %s\n", strings.ReplaceAll(m.Kind, "_", " "), m.Why)
		}
	}
}
