package group

import (
	"strings"
	"testing"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/corpus"
)

// talk is a conversation of one customer; risk and wish mark what its
// sentences carry.
func talk(id, org, title, said string, consent heed.Allowance) corpus.Conversation {
	c := &heed.Conversation{
		ID: id, Kind: heed.KindInterview, Language: heed.English, Organisation: org,
		Speakers: []heed.Speaker{{Speaker: id, Role: heed.RoleCustomer, Participant: id, Attributes: map[string]string{"title": title}, Consent: heed.Consent{QuoteInside: consent}}},
		Turns:    []heed.Turn{{Speaker: "us", Role: heed.RoleResearcher, Text: "Who else has a say?"}, {Speaker: id, Role: heed.RoleCustomer, Text: said}},
	}
	s := &heed.Sensed{Conversation: id, Version: "fake", Acts: make([][]heed.Act, 2)}
	for _, sp := range text.Sentences(said, heed.English) {
		words, _ := sp.In(said)
		r := heed.Reading{Turn: 1, Span: sp, Text: words, Language: heed.English}
		for cue, k := range map[string]heed.SignalKind{"my name": heed.SigRisk, "I want": heed.SigGoal} {
			if strings.Contains(words, cue) {
				r.Signals = append(r.Signals, heed.Signal{Kind: k, Span: sp, Text: words, Confidence: 0.8})
			}
		}
		s.Readings = append(s.Readings, r)
	}
	return corpus.Conversation{Conversation: c, Sensed: s}
}

func find(convs ...corpus.Conversation) []heed.BuyingGroup {
	return Find(corpus.New(heed.Study{ID: "s", Settings: heed.DefaultSettings()}, convs, nil, heed.Date{}), nil)
}

func memberOf(g heed.BuyingGroup, id string) *heed.GroupMember {
	for i := range g.Members {
		if g.Members[i].ID == id {
			return &g.Members[i]
		}
	}
	return nil
}

func TestGroup(t *testing.T) {
	marta := talk("marta", "Brackley", "Operations lead", "If payroll fails on Friday it is my name they will say in the yard. I want one person who knows our whole set-up. The auditors must approve the new system before we sign.", "")
	helen := talk("helen", "Brackley", "Finance director", "It is my name on the contract for three whole years.", "")
	groups := find(marta, helen)
	if len(groups) != 2 || groups[0].ID != "all" || groups[1].Organisation != "Brackley" {
		t.Fatalf("groups: %+v", groups)
	}
	for _, g := range groups {
		if g.Heard != 2 || g.Mentioned != 1 || g.Heard+g.Mentioned != len(g.Members) {
			t.Errorf("%s: %d heard, %d mentioned, %d members", g.ID, g.Heard, g.Mentioned, len(g.Members))
		}
	}
	org := groups[1]
	m, ghost := memberOf(org, "p-marta"), memberOf(org, "role-auditor")
	if m == nil || len(m.Risks) != 1 || len(m.Wants) != 1 {
		t.Fatalf("marta: %+v", m)
	}
	if ghost == nil || ghost.Heard() || ghost.Mentions != 1 || len(ghost.Said) != 1 || !ghost.Said[0].Hearsay {
		t.Fatalf("the auditors: %+v", ghost)
	}
	if len(org.Influences) != 1 || org.Influences[0].From != "role-auditor" || org.Influences[0].To != "p-marta" {
		t.Errorf("who shapes whom: %+v", org.Influences)
	}
	for _, g := range find(helen, marta) { // the order of import changes nothing
		if g.ID == org.ID && len(g.Members) != len(org.Members) {
			t.Error("another order, another group")
		}
	}
}

func TestWhoRefusesIsNotQuoted(t *testing.T) {
	marta := talk("marta", "Brackley", "Operations lead", "It is my name that they will say in the yard on Friday. The auditors must approve the new system.", heed.No)
	helen := talk("helen", "Brackley", "Finance director", "It is my name on the contract for three whole years.", "")
	for _, g := range find(marta, helen) {
		for _, m := range g.Members {
			for _, it := range m.Risks {
				if it.Participant == "marta" {
					t.Errorf("%s quotes her", g.ID)
				}
			}
			if len(m.Said) > 0 {
				t.Errorf("%s tells what she says of the auditors", g.ID)
			}
		}
	}
}

func TestOneAloneIsNoGroup(t *testing.T) {
	if g := find(talk("marta", "Brackley", "Operations lead", "I want one person who knows our whole set-up.", "")); len(g) != 0 {
		t.Errorf("groups: %+v", g)
	}
}
