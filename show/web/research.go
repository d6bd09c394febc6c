package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// research adds to a transcript what researchers did with it: codes in the
// margin, memos, corrections, and the codes that can be applied.
func (s *site) research(r *http.Request, p *studied, v *app.ConversationView, t *transcript, from int) error {
	sc, id := p.scene, v.Conversation.ID
	t.Bench = "/s/" + p.Study.ID + "/conversations/" + url.PathEscape(id) + "/turns/"
	book, coded, err := s.app.Codebook(r.Context(), p.Study.ID, coder(r))
	if err != nil {
		return err
	}
	codes := map[string]heed.BookCode{}
	for _, c := range book.Codes {
		codes[c.ID] = c.BookCode
		t.Codes = append(t.Codes, codeChoice{c.ID, look.Label(c.Name), codeMark(c.Mark), sc.Say("web.codes.places", "n", c.Places)})
	}
	for _, c := range coded {
		if i := c.Turn - from; c.Conversation == id && i >= 0 && i < len(t.Turns) {
			t.Turns[i].Coded = append(t.Turns[i].Coded, lineOf(sc, c, codes[c.Code], p.Study.ID, coder(r)))
		}
	}
	memos, err := s.app.Memos(r.Context(), p.Study.ID, app.MemoFilter{})
	if err != nil {
		return err
	}
	count := map[string]int{}
	for _, m := range memos {
		count[m.TargetID]++
		if m.Target == heed.MemoConversation && m.TargetID == id {
			t.Memos = append(t.Memos, memoOf(sc, p.Study.ID, m))
		}
	}
	for i := range t.Turns {
		if n := count[app.TurnName(id, from+i)]; n > 0 {
			t.Turns[i].MemoN = sc.Say("web.memos.n", "n", n)
		}
	}
	closed := 0
	for _, c := range v.Withheld {
		if c {
			closed++
		}
	}
	if closed > 0 {
		t.Closed = sc.Say("web.closed.n", "n", closed)
	}
	p.Tools = &pageTools{
		Links:   []look.Option{{Value: "/s/" + p.Study.ID + "/codes", Word: sc.Say("web.codes")}, memoTool(sc, p.Study.ID, heed.MemoConversation, id)},
		Exports: exportLinks(sc, p.Study.ID, "conversation", url.Values{"id": {id}}),
	}
	return nil
}

// marksOf are the feelings marked in a turn.
func marksOf(v *app.ConversationView, i int) []look.Marked {
	var readings []heed.Reading
	for _, rd := range v.Sensed.Readings {
		if rd.Turn == i {
			readings = append(readings, rd)
		}
	}
	return marksIn(v.RoleOf(i).Ours(), readings)
}

func marksIn(ours bool, readings []heed.Reading) []look.Marked {
	var marks []look.Marked
	for j := range readings {
		if f, felt := readings[j].Strongest(); felt && !ours {
			marks = append(marks, look.Marked{Span: readings[j].Span, Feeling: f.Name})
		}
	}
	return marks
}

// sentencePlaces writes where sentences stand in what is shown of a turn, as a
// browser counts.
func sentencePlaces(shown string, readings []heed.Reading) string {
	var out []string
	at := 0
	for _, rd := range readings {
		words := look.Clean(rd.Text)
		i := strings.Index(shown[at:], words)
		if words == "" || i < 0 {
			continue // broken by a line end: it can be selected with the mouse
		}
		from := units(shown[:at+i])
		out = append(out, fmt.Sprintf("%d-%d", from, from+units(words)))
		at += i + len(words)
	}
	if len(out) < 2 {
		return ""
	}
	return strings.Join(out, ",")
}
