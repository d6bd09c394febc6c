package cli

import (
	"context"
	"encoding/json"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

type listenCmd struct {
	Workers int `default:"0" help:"Conversations read at once (default: one a core)."`
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
func (c *listenCmd) Run(_ context.Context, s *session) error {
	a, err := s.appOn(nil)
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
