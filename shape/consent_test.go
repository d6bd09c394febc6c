package shape

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	heed "github.com/heedhq/heed"
)

// sampleInterview reads an interview of the sample workspace, lines
// "[time] Name: words".
func sampleInterview(t *testing.T, file, customer string) *heed.Conversation {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "app", "sample", "harbourline", file))
	if err != nil {
		t.Fatal(err)
	}
	c := &heed.Conversation{ID: file, Kind: heed.KindInterview, Language: heed.Spanish, Segment: "it"}
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSpace(line)
		if i := strings.Index(line, "] "); strings.HasPrefix(line, "[") && i > 0 {
			line = line[i+2:]
		}
		name, said, ok := strings.Cut(line, ": ")
		if !ok {
			continue
		}
		role := heed.RoleResearcher
		if name == customer {
			role = heed.RoleCustomer
		}
		c.Turns = append(c.Turns, heed.Turn{Speaker: name, Role: role, Text: said})
	}
	return c
}

// Iván of the sample allows analysis and no quoting: nothing that he says is
// in the understanding, and he counts as a person heard.
func TestIvanIsNotQuoted(t *testing.T) {
	c := sampleInterview(t, "interview_2026-09-24_ivan-cardenas.txt", "Iván Cárdenas")
	consent := heed.Consent{Analysis: heed.Yes, QuoteInside: heed.No, QuoteOutside: heed.No}
	c.Speakers = []heed.Speaker{{Speaker: "Iván Cárdenas", Role: heed.RoleCustomer, Participant: "ivan", Consent: consent}}
	in := theSwitch(t)
	in.Study.ID = "sample"
	in.Participants = []heed.Participant{{ID: "ivan", Study: "sample", Segment: "it", Consent: heed.Consent{QuoteInside: heed.Yes}}}
	sensed := understand(c)
	for i := range sensed.Readings { // each sentence would make a claim
		r := &sensed.Readings[i]
		r.Signals = append(r.Signals, heed.Signal{Kind: heed.SigPain, Span: r.Span, Text: r.Text, Basis: heed.Expressed, Confidence: 0.9, Rule: "test"})
	}
	in.Conversations = append(in.Conversations, Conversation{Conversation: c, Sensed: sensed})
	u := mustBuild(t, in)
	b, err := json.Marshal(u)
	if err != nil {
		t.Fatal(err)
	}
	all, n := string(b), 0
	for _, r := range sensed.Readings {
		if c.Turns[r.Turn].Role != heed.RoleCustomer || len(r.Text) < 14 {
			continue
		}
		n++
		if strings.Contains(all, strings.TrimRight(r.Text, ".?!")) {
			t.Errorf("he is quoted: %q", r.Text)
		}
	}
	if n < 15 {
		t.Fatalf("only %d of his sentences were read", n)
	}
	if u.Heard.Participants < 2 || u.Heard.Sentences < n {
		t.Errorf("he was not heard: %+v", u.Heard)
	}
}

// Somebody who may not be quoted stands behind a claim that others make.
func TestWithheldPeopleCount(t *testing.T) {
	set := heed.DefaultSettings()
	in := Input{Study: heed.Study{ID: "s", Settings: set}}
	for id, inside := range map[string]heed.Allowance{"a": heed.Yes, "b": heed.No, "c": heed.Unknown} {
		c := &heed.Conversation{
			ID: id, Kind: heed.KindInterview, Language: heed.English, Segment: "ops",
			Turns:    []heed.Turn{{Speaker: "C", Role: heed.RoleCustomer, Text: "The warehouse report on Friday is wrong and we lose money. I am " + id + " after all."}},
			Speakers: []heed.Speaker{{Speaker: "C", Role: heed.RoleCustomer, Participant: id, Consent: heed.Consent{QuoteInside: inside}}},
		}
		in.Conversations = append(in.Conversations, Conversation{Conversation: c, Sensed: understand(c)})
	}
	u := mustBuild(t, in)
	found := false
	for _, c := range u.Claims {
		for _, e := range c.Evidence {
			if e.Participant == "b" {
				t.Errorf("b is quoted in %q", c.Words)
			}
		}
		found = found || c.People == 3 && c.Withheld == 1
	}
	if !found {
		t.Errorf("no claim of three people of whom one is withheld: %+v", u.Claims)
	}
	for _, th := range u.Themes.Themes {
		for _, q := range append(th.Members, th.Central) {
			if q.Conversation == "b" {
				t.Errorf("theme %q quotes b", th.Label)
			}
		}
	}
}
