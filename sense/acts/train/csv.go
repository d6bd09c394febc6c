package train

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
)

// columns that ReadCSV understands, with the names that people give them.
var columns = map[string]string{
	"text": "text", "act": "act", "label": "act", "labels": "act", "conversation": "conversation",
	"speaker": "speaker", "role": "role", "before": "before", "lang": "lang", "language": "lang", "id": "id",
}

// ReadCSV reads somebody's own labelled turns: a table with a header and the
// columns text and act and, where there are any, conversation (rows with the
// same name are its turns, in order), speaker, role (customer, rep,
// researcher), before (what was said just before, where there is no
// conversation) and lang (en, es). An empty act is a turn that nobody has
// labelled; it still says what was said before. lang stands in where the table
// has none.
func ReadCSV(r io.Reader, lang heed.Language) ([]Labelled, error) {
	cr := csv.NewReader(r)
	cr.FieldsPerRecord = -1
	head, err := cr.Read()
	if err != nil {
		return nil, heed.Errorf(heed.CodeInvalid, "line 1: there is no header; the first line has to name the columns text and act")
	}
	at := map[string]int{}
	for i, h := range head {
		if name, ok := columns[strings.ToLower(strings.Trim(h, " \ufeff"))]; ok {
			at[name] = i
		}
	}
	for _, need := range []string{"text", "act"} {
		if _, ok := at[need]; !ok {
			return nil, heed.Errorf(heed.CodeInvalid, "line 1: no column is called %q; wanted are the columns text and act, and if there are any before, lang, role, speaker and conversation; the columns found are %s", need, strings.Join(head, ", "))
		}
	}
	var out []Labelled
	known := map[string]int{}
	for {
		row, err := cr.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, heed.Errorf(heed.CodeInvalid, "not a table: %v", err)
		}
		line, _ := cr.FieldPos(0)
		cell := func(name string) string {
			if i, ok := at[name]; ok && i < len(row) {
				return strings.TrimSpace(row[i])
			}
			return ""
		}
		if cell("text") == "" {
			return nil, heed.Errorf(heed.CodeInvalid, "line %d: the text is empty; leave the line out", line)
		}
		kind, err := parseAct(cell("act"))
		if err != nil {
			return nil, heed.Errorf(heed.CodeInvalid, "line %d: %v", line, err)
		}
		role := heed.Role(strings.ToLower(cell("role")))
		if role != "" && role != heed.RoleCustomer && role != heed.RoleRep && role != heed.RoleResearcher {
			return nil, heed.Errorf(heed.CodeInvalid, "line %d: role %q; it is customer, rep or researcher", line, role)
		}
		l := heed.Language(strings.ToLower(cell("lang")))
		if l == "" {
			l = lang
		}
		if l != heed.English && l != heed.Spanish {
			return nil, heed.Errorf(heed.CodeInvalid, "line %d: language %q; it is en or es", line, l)
		}
		conv := cell("conversation")
		i, ok := known[conv+"\x00"+string(l)]
		if conv == "" || !ok {
			i = len(out)
			known[conv+"\x00"+string(l)] = i
			out = append(out, Labelled{Conversation: heed.Conversation{ID: conv, Language: l}})
		}
		d := &out[i]
		speaker := cell("speaker")
		if speaker == "" && role != "" {
			speaker = string(role)
		}
		if b := cell("before"); b != "" && conv == "" {
			d.add(heed.Turn{Speaker: "\x00before", Text: b}, "")
			if speaker == "" {
				speaker = "said"
			}
		}
		d.add(heed.Turn{Speaker: speaker, Role: role, Text: cell("text")}, kind)
	}
}

func (d *Labelled) add(t heed.Turn, kind heed.ActKind) {
	d.Conversation.Turns = append(d.Conversation.Turns, t)
	d.Acts = append(d.Acts, kind)
}

func parseAct(s string) (heed.ActKind, error) {
	k := heed.ActKind(strings.ReplaceAll(strings.ToLower(s), " ", "_"))
	if k == "" || slices.Contains(heed.ActKinds, k) {
		return k, nil
	}
	var names []string
	for _, a := range heed.ActKinds {
		names = append(names, string(a))
	}
	return "", heed.Errorf(heed.CodeInvalid, "%q is no act; the acts are %s (an empty cell leaves a turn unlabelled)", s, strings.Join(names, ", "))
}
