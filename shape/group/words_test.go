package group

import (
	"testing"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/corpus"
)

// asked is a conversation in which our side puts a question.
func asked(v corpus.Conversation, question string, act heed.ActKind) corpus.Conversation {
	v.Turns[0].Text = question
	v.Sensed.Acts[0] = []heed.Act{{Kind: act, Span: heed.Span{End: len(question)}}}
	return v
}

func TestWords(t *testing.T) {
	helen := talk("helen", "Brackley", "Finance director", "It is my name on the contract for three whole years.", "")
	for _, x := range []struct {
		name, question string
		act            heed.ActKind
		said           string
		kind, want     string // the list and its words; "" for none
		asked          bool
	}{
		{"what was asked for", "What would you want from us?", heed.ActOpenQuestion, "If the auditors have nothing in bold.", "wants", "If the auditors have nothing in bold.", true},
		{"the first of an answer alone", "What would you want from us?", heed.ActOpenQuestion, "The books were open on the table. If the auditors have nothing in bold.", "wants", "The books were open on the table.", true},
		{"a leading question asks for nothing", "You would want a list, right, what would you want?", heed.ActLeadingQuestion, "If the auditors have nothing in bold.", "wants", "", false},
		{"a question about somebody else", "What do you think worries her?", heed.ActOpenQuestion, "The lot of it on paper again, and in the rain.", "risks", "", false},
		{"in so many words", "And then?", heed.ActOpenQuestion, "I am afraid of the first Friday with the new wages.", "fears", "I am afraid of the first Friday with the new wages.", false},
		{"what does not worry", "And then?", heed.ActOpenQuestion, "El descuento no me preocupa nada de nada.", "fears", "", false},
	} {
		groups := find(asked(talk("marta", "Brackley", "Operations lead", x.said, ""), x.question, x.act), helen)
		m := memberOf(groups[1], "p-marta")
		if m == nil {
			t.Fatalf("%s: %+v", x.name, groups)
		}
		list := map[string][]heed.GroupItem{"risks": m.Risks, "wants": m.Wants, "fears": m.Fears}[x.kind]
		switch {
		case x.want == "" && len(list) > 0:
			t.Errorf("%s: %q", x.name, list[0].Text)
		case x.want != "" && (len(list) != 1 || list[0].Text != x.want || list[0].Asked != x.asked):
			t.Errorf("%s: %+v", x.name, list)
		}
	}
}

// Who said nothing of the three is shown with what else they told.
func TestTold(t *testing.T) {
	v := talk("marta", "Brackley", "Operations lead", "The first week I was in at two every night.", "")
	v.Turns[1].Question = "Hardest part of the change"
	helen := talk("helen", "Brackley", "Finance director", "It is my name on the contract for three whole years.", "")
	for _, g := range find(v, helen) {
		for _, m := range g.Members {
			switch m.Participants[0] {
			case "marta":
				if len(m.Told) != 1 || !m.Told[0].Asked || m.Told[0].Question != "Hardest part of the change" {
					t.Errorf("%s: marta told %+v", g.ID, m.Told)
				}
			case "helen":
				if len(m.Risks) != 1 || len(m.Told) != 0 {
					t.Errorf("%s: helen: %+v", g.ID, m)
				}
			}
		}
	}
}

func TestSpeaks(t *testing.T) {
	for _, x := range []struct {
		said, role string
		speaks     bool
	}{
		{"Payroll says no to everything.", "payroll", true},
		{"Their auditors want payroll on one system by then.", "payroll", false},
		{"He said we wanted a warehouse management system, I said aye.", "warehouse", false},
		{"The owner said we should wait.", "management", true},
	} {
		if got := speaks(x.said, x.role); got != x.speaks {
			t.Errorf("%q: %v", x.said, got)
		}
	}
	if !spokenTo("porque el vendedor le dijo a mi marido que sí", "family") || spokenTo("mi marido dice que no", "family") {
		t.Error("who is spoken to does not speak")
	}
}
