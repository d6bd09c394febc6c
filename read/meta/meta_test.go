package meta_test

import (
	"strings"
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/meta"
	"github.com/heedhq/heed/read/voice"
)

const table = `file,kind,study,segment,organisation,participant,role_title,relationship,buying_role,stage,date,language,consent_analysis,consent_training,consent_quote_inside,consent_quote_outside,plant
a/uno.txt,interview,Move,ops,Acme,Lucía Gil,Jefa,customer,champion,use,03/02/2026,es,yes,no,sí,,Vigo
dos.txt,call,Move,,,,,prospect,,,,en,,,,,
group.txt,board,Move,,,Ana Ruiz,Lead,,,,,,,,,,A
group.txt,board,Move,,,Ben Tate,Clerk,,,,,,,,,,B
chats.csv,chat,Move,,,,,,,,,,yes,,,,
gone.txt,call,,,,,,,,,,,,,,,
`

func parsed(t *testing.T, s string) meta.Meta {
	t.Helper()
	m, warnings, err := meta.Parse([]byte(s))
	if err != nil || len(warnings) > 0 {
		t.Fatalf("%v %v", warnings, err)
	}
	return m
}

// talk is a conversation of the voices, each of which speaks twice.
func talk(kind heed.Kind, voices ...string) *heed.Conversation {
	c := &heed.Conversation{ID: "c", Kind: kind}
	for range 2 {
		for i, v := range voices {
			text := "We lost it all."
			if i == 0 {
				text = "What happened then?"
			}
			c.Turns = append(c.Turns, heed.Turn{Speaker: v, Text: text})
		}
	}
	voice.Assign(c, nil)
	return c
}

func TestApply(t *testing.T) {
	m := parsed(t, table)
	c := talk("call", "LUCIA GIL", "Elena")
	m.Apply("/x/a/uno.txt", c)
	s, _ := c.Speaker("LUCIA GIL")
	if c.Kind != heed.KindInterview || c.Study != "Move" || c.Segment != "ops" || c.Organisation != "Acme" || c.Stage != "use" || c.Date.String() != "2026-02-03" || c.Language != "es" {
		t.Errorf("conversation: %+v", c)
	}
	want := heed.Consent{Analysis: heed.Yes, Training: heed.No, QuoteInside: heed.Yes}
	if s.Role != heed.RoleCustomer || s.Name != "Lucía Gil" || s.Attributes["title"] != "Jefa" || s.Attributes["plant"] != "Vigo" ||
		s.Relationship != heed.Customer || s.BuyingRole != "champion" || s.Consent != want {
		t.Errorf("participant: %+v", s)
	}
	if e, _ := c.Speaker("Elena"); e.Role != heed.RoleResearcher || c.Turns[1].Role != heed.RoleResearcher || c.Turns[0].Role != heed.RoleCustomer {
		t.Errorf("the other voice: %+v, turns %+v", e, c.Turns[:2])
	}
}

func TestApplyToTheOnlyCustomer(t *testing.T) {
	m := parsed(t, table)
	c := talk("", "Agent", "Caller")
	m.Apply("dos", c)
	if s, _ := c.Speaker("Caller"); s.Relationship != heed.Prospect || c.Kind != heed.KindCall {
		t.Errorf("%+v", c)
	}
	if s, _ := c.Speaker("Agent"); s.Relationship != "" {
		t.Errorf("the agent became a prospect: %+v", s)
	}
}

func TestApplyToAGroup(t *testing.T) {
	m := parsed(t, table)
	c := talk("board", "Priya", "Ana Ruiz", "Ben Tate", "Cyd")
	m.Apply("group.txt", c)
	for name, attr := range map[string]string{"Priya": "", "Ana Ruiz": "A", "Ben Tate": "B", "Cyd": ""} {
		s, _ := c.Speaker(name)
		if s.Attributes["plant"] != attr || (s.Role == heed.RoleResearcher) != (name == "Priya") {
			t.Errorf("%+v", s)
		}
	}
	// Whom another row names is a customer wherever they speak.
	d := talk("call", "Ben Tate", "Kim")
	m.Apply("chats.csv", d)
	if s, _ := d.Speaker("Kim"); s.Role != heed.RoleCustomer {
		t.Errorf("before any row names a voice of this file its roles stay: %+v", d.Speakers)
	}
}

func TestPinnedRolesWin(t *testing.T) {
	m := parsed(t, table)
	m.Roles = map[string]heed.Role{"Lucía Gil": heed.RoleRep}
	c := talk("call", "Lucía Gil", "Elena")
	voice.Assign(c, m.Roles)
	m.Apply("uno.txt", c)
	if s, _ := c.Speaker("Lucía Gil"); s.Role != heed.RoleRep {
		t.Errorf("%+v", s)
	}
}

// TestOurPeople checks that a column may name our side of a conversation.
func TestOurPeople(t *testing.T) {
	m := parsed(t, "file,kind,participant,moderator\ng.txt,board,Ana Ruiz,Priya Nair; Tamsin\n")
	c := talk("board", "Priya Nair", "Ana Ruiz", "Tamsin Ouellette", "Cyd")
	m.Apply("g.txt", c)
	for name, want := range map[string]heed.Role{"Priya Nair": "researcher", "Ana Ruiz": "customer", "Tamsin Ouellette": "researcher", "Cyd": "customer"} {
		if s, _ := c.Speaker(name); s.Role != want {
			t.Errorf("%s is %q, want %q", name, s.Role, want)
		}
	}
	if s, _ := c.Speaker("Ana Ruiz"); s.Attributes["moderator"] != "" {
		t.Errorf("the moderator became an attribute: %+v", s)
	}
}

func TestUnmatched(t *testing.T) {
	m := parsed(t, table)
	for _, f := range []string{"a/uno.txt", "dos.txt", "group.txt", "chats.csv"} {
		m.Apply(f, talk("call", "A", "B"))
	}
	left := m.Unmatched()
	if len(left) != 1 || !strings.Contains(left[0].What, "gone.txt") || left[0].Where != "metadata:7" {
		t.Errorf("%+v", left)
	}
	if m.Has("b/uno.txt") || !m.Has("a/uno.txt") || !m.Has("uno.txt") {
		t.Error("a row that names a folder fits files in it")
	}
}

func TestParseRefuses(t *testing.T) {
	for _, s := range []string{"", "\n", "kind,study\ncall,x\n"} {
		if _, _, err := meta.Parse([]byte(s)); heed.ErrorCode(err) != heed.CodeInvalid {
			t.Errorf("%q: %v", s, err)
		}
	}
	_, warnings, err := meta.Parse([]byte("archivo;tipo;fecha;relación;consentimiento análisis\nx.txt;charla;ayer;amigo;puede\n;llamada;;;\n"))
	if err != nil || len(warnings) != 5 {
		t.Errorf("%d warnings: %v %v", len(warnings), warnings, err)
	}
}
