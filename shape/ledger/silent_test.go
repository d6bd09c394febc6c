package ledger

import (
	"strings"
	"testing"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/corpus"
)

// turn is a question and what a customer answered.
type turn struct{ question, answer string }

func heardAt(id, org, title string, lang heed.Language, turns ...turn) corpus.Conversation {
	c := &heed.Conversation{
		ID: id, Kind: heed.KindInterview, Organisation: org, Language: lang,
		Speakers: []heed.Speaker{{Speaker: "P", Role: heed.RoleCustomer, Attributes: map[string]string{"title": title}}},
	}
	s := &heed.Sensed{}
	for _, t := range turns {
		c.Turns = append(c.Turns, heed.Turn{Role: heed.RoleResearcher, Text: t.question}, heed.Turn{Role: heed.RoleCustomer, Speaker: "P", Text: t.answer})
		s.Readings = append(s.Readings, heed.Reading{Turn: len(c.Turns) - 1, Span: heed.Span{End: len(t.answer)}, Text: t.answer, Language: lang})
	}
	return corpus.Conversation{Conversation: c, Sensed: s}
}

func TestSilent(t *testing.T) {
	const who, else_ = "Who else would have to agree?", "¿Quién más puede frenar esto?"
	for _, c := range []struct {
		what  string
		convs []corpus.Conversation
		want  string
		quote string
	}{
		{"drivers decide", []corpus.Conversation{heardAt("a", "x", "", heed.English, turn{"What then?", "I get told by the driver."}, turn{"And?", "But if the drivers say it's slower, it's slower."})}, "drivers", "if the drivers say it's slower, it's slower."},
		{"the works council, asked for", []corpus.Conversation{heardAt("a", "x", "", heed.Spanish, turn{else_, "El comité de empresa."})}, "the works council", ""},
		{"the outside accountant is no consultant", []corpus.Conversation{heardAt("a", "x", "", heed.Spanish, turn{"¿Y?", "El gestor es quien de verdad manda en esto."})}, "the outside accountant", ""},
		{"the statutory auditor", []corpus.Conversation{heardAt("a", "x", "", heed.Spanish, turn{"¿Y?", "La revisora fiscal me preguntó dónde se guardan los datos."})}, "auditors", ""},
		{"the night shift, missing", []corpus.Conversation{heardAt("a", "x", "", heed.Spanish, turn{"¿Quién falta hoy en esta mesa?", "El turno de noche."})}, "the night shift", ""},
		{"the answer comes first", []corpus.Conversation{
			heardAt("a", "x", "", heed.English, turn{"And then?", "The auditors asked for the log."}),
			heardAt("b", "y", "", heed.English, turn{"And then?", "The auditors asked for the log."}),
			heardAt("c", "z", "", heed.English, turn{who, "The works council."}),
		}, "the works council, auditors", ""},
		{"a role that was heard", []corpus.Conversation{
			heardAt("a", "x", "", heed.English, turn{who, "Finance, they sign."}),
			heardAt("b", "x", "Finance director", heed.English, turn{"And?", "We close on Friday."}),
		}, "", ""},
		{"our own company", []corpus.Conversation{heardAt("a", "x", "", heed.English, turn{"What did you say?", "I told the board that the vendor assures us it works."})}, "", ""},
		{"a husband who may be the owner that was heard", []corpus.Conversation{
			heardAt("a", "x", "", heed.Spanish, turn{else_, "Mi marido, que dice que no."}),
			heardAt("b", "x", "Dueño", heed.Spanish, turn{"¿Y?", "Yo firmo."}),
		}, "", ""},
		{"the seller's own lawyers", []corpus.Conversation{heardAt("a", "x", "", heed.English, turn{"And?", "Your legal team said no to the break clause."})}, "", ""},
		{"what the speaker asks", []corpus.Conversation{heardAt("a", "x", "", heed.English, turn{"And?", "I work in catalogue management so I ask about workflows."})}, "", ""},
		{"a lawyer who is merely named", []corpus.Conversation{heardAt("a", "x", "", heed.English, turn{"And?", "I scan the report of the lawyer for the next steps."})}, "", ""},
	} {
		corp := corpus.New(heed.Study{ID: "s"}, c.convs, nil, heed.Date{})
		all := make([]int32, len(corp.Utterances))
		for i := range all {
			all[i] = int32(i)
		}
		got := Silent(corp, all, heed.English)
		var names []string
		for _, s := range got {
			names = append(names, s.Role)
			if len(s.Evidence) == 0 || !s.Evidence[0].Hearsay {
				t.Errorf("%s: %s stands on %+v", c.what, s.Role, s.Evidence)
			}
		}
		if strings.Join(names, ", ") != c.want {
			t.Errorf("%s: %q, want %q", c.what, names, c.want)
		} else if c.quote != "" && got[0].Evidence[0].Text != c.quote {
			t.Errorf("%s: the quotation is %q", c.what, got[0].Evidence[0].Text)
		}
	}
}
