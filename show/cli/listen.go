package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/web"
)

type listenCmd struct {
	Filter listenFilterCmd `cmd:"" default:"withargs" hidden:""`
	Report listenReportCmd `cmd:"" help:"How one stored conversation was listened to, as a page or as data."`
	Over   listenOverCmd   `cmd:"" help:"Listening over many conversations: trends, what followed each act, the team as a whole."`
	Audio  listenAudioCmd  `cmd:"" help:"Who spoke when in a recording, without any transcript."`
}

type listenFilterCmd struct {
	Workers int      `default:"0" help:"Conversations read at once (default: one a core)."`
	Model   []string `sep:"none" placeholder:"FILE" help:"A model made by heed train, instead of the one built in; may be given twice, for emotion and for acts."`
}

// Help is shown by heed listen --help.
func (listenCmd) Help() string {
	return `One conversation a line: {"id","turns":[{"speaker","role","start","end","text"}]}, times in seconds,
role customer, rep or researcher. Answers, in the same order:
{"id","measures":{name:{"value","unit","n","measurable","why"}},"turns":[{"acts":[...]}]},
with one entry per turn. docs/METHOD-listening.md defines the measures.`
}

// listened is an answer of heed listen.
type listened struct {
	ID       json.RawMessage       `json:"id"`
	Measures map[string]listenedTo `json:"measures"`
	Turns    []struct {
		Acts []heed.Act `json:"acts"`
	} `json:"turns"`
}

type listenedTo struct {
	Value      float64 `json:"value"`
	Unit       string  `json:"unit"`
	N          int     `json:"n"`
	Measurable bool    `json:"measurable"`
	Why        string  `json:"why"`
}

// Run answers standard input.
func (c *listenFilterCmd) Run(_ context.Context, s *session) error {
	models, err := readModels(c.Model)
	if err != nil {
		return err
	}
	a, err := s.appOn(nil, models...)
	if err != nil {
		return err
	}
	return filter(s.In, s.Out, orCores(c.Workers), func() lineFunc {
		return func(dst, line []byte) ([]byte, error) {
			var conv heed.Conversation
			var id struct {
				ID json.RawMessage `json:"id"`
			}
			if err := json.Unmarshal(line, &id); err != nil {
				return dst, err
			}
			if err := unmarshalLoose(line, &conv); err != nil {
				return dst, err
			}
			out := answerOf(a, &conv)
			out.ID = orNull(id.ID)
			b, err := json.Marshal(out)
			return append(dst, b...), err
		}
	})
}

// unmarshalLoose reads a conversation whose id may be a number.
func unmarshalLoose(line []byte, c *heed.Conversation) error {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(line, &fields); err != nil {
		return err
	}
	if id := fields["id"]; len(id) > 0 && id[0] != '"' {
		delete(fields, "id")
	}
	if turns, ok := fields["turns"]; !ok || string(turns) == "null" {
		return heed.Errorf(heed.CodeInvalid, `there are no "turns"; a line looks like {"id":"1","turns":[{"speaker":"A","role":"rep","text":"..."}]}`)
	}
	line, err := json.Marshal(fields)
	if err != nil {
		return err
	}
	return json.Unmarshal(line, c)
}

func answerOf(a *app.App, c *heed.Conversation) listened {
	rep, acts := a.ListenTo(c)
	out := listened{Measures: map[string]listenedTo{}, Turns: make([]struct {
		Acts []heed.Act `json:"acts"`
	}, len(c.Turns))}
	for name, v := range rep.Measures {
		out.Measures[name] = listenedTo{v.Value, v.Unit, v.N, v.Measurable, v.Why}
	}
	for i := range out.Turns {
		out.Turns[i].Acts = []heed.Act{}
		if i < len(acts) && acts[i] != nil {
			out.Turns[i].Acts = acts[i]
		}
	}
	return out
}

type listenReportCmd struct {
	Call   string `arg:"" help:"The conversation, by its id."`
	Output string `short:"o" placeholder:"FILE" help:"File to write; - is standard output (default: listening.html, or standard output with --json)."`
	Lang   string `enum:"en,es" default:"en" help:"Language of the page's own words: en or es."`
	JSON   bool   `name:"json" help:"The same as data."`
}

// Run measures one stored conversation.
func (c *listenReportCmd) Run(ctx context.Context, s *session) error {
	a, err := s.app(ctx)
	if err != nil {
		return err
	}
	defer s.close(a)
	l, err := a.Listen(ctx, c.Call, heed.Language(c.Lang))
	if err != nil {
		return err
	}
	name := c.Output
	if name == "" {
		name = "listening.html"
		if c.JSON {
			name = "-"
		}
	}
	err = s.writeFile(name, func(w io.Writer) error {
		if c.JSON {
			enc := json.NewEncoder(w)
			enc.SetIndent("", "  ")
			return enc.Encode(l.Report)
		}
		return web.ListeningFile(w, l, heed.Language(c.Lang))
	})
	if err == nil && name != "-" {
		fmt.Fprintf(s.Out, "wrote %s\n", name)
	}
	return err
}

func rolesOf(names []string) ([]heed.Role, error) {
	var roles []heed.Role
	for _, n := range names {
		r := heed.Role(n)
		if r != heed.RoleCustomer && !r.Ours() {
			return nil, heed.Errorf(heed.CodeInvalid, "--sides %s: a side is customer, rep or researcher", n)
		}
		roles = append(roles, r)
	}
	return roles, nil
}

type listenOverCmd struct {
	Study   string `help:"Only this study."`
	Speaker string `help:"Only this one of ours, as named in the transcripts."`
	Lang    string `enum:"en,es" default:"en" help:"Language of the reasons."`
	JSON    bool   `name:"json" help:"The answer as data."`
}

// Help is shown by heed listen over --help.
func (listenOverCmd) Help() string {
	return `What followed an act is an association with its interval, not a cause. A team is shown as a
spread of at least five people; nobody is named or ranked.`
}

// Run measures all stored conversations between us and customers.
func (c *listenOverCmd) Run(ctx context.Context, s *session) error {
	a, err := s.app(ctx)
	if err != nil {
		return err
	}
	defer s.close(a)
	over, err := a.ListenOver(ctx, c.Study, c.Speaker, heed.Language(c.Lang))
	if err != nil || c.JSON {
		return s.data(over, err)
	}
	fmt.Fprintf(s.Out, "%d conversations\n\nover time (later half minus earlier half)\n", over.Conversations)
	for _, t := range over.Trends {
		clear := "may be chance"
		if t.Clear {
			clear = "clear"
		}
		fmt.Fprintf(s.Out, "  %-28s %+.2f %s [%+.2f, %+.2f] n %d, %s\n", t.Measure, t.Change, t.Unit, t.Low, t.High, len(t.Points), clear)
	}
	fmt.Fprintln(s.Out, "\nthe customer's feeling after an act, against before it (an association)")
	for _, l := range over.Followed {
		note := ""
		if !l.Enough {
			note = ", too few to say"
		}
		fmt.Fprintf(s.Out, "  %-28s %+.2f [%+.2f, %+.2f] n %d in %d conversations%s; relief after %.0f %% [%.0f, %.0f], usually %.0f\n",
			l.Act, l.Lift, l.Low, l.High, l.N, l.Conversations, note, 100*l.Relief, 100*l.ReliefLow, 100*l.ReliefHigh, 100*l.Usual)
	}
	switch {
	case over.TeamWhy != "":
		fmt.Fprintf(s.Out, "\nteam: %s\n", over.TeamWhy)
	case len(over.Team) > 0:
		fmt.Fprintln(s.Out, "\nthe team: median, and the quarters below and above")
		for _, m := range over.Team {
			fmt.Fprintf(s.Out, "  %-28s %.2f [%.2f, %.2f] %s, %d people\n", m.Measure, m.Median, m.Quarter, m.ThreeQuarters, m.Unit, m.People)
		}
	}
	return nil
}
