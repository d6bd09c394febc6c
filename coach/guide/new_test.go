package guide

import (
	"os"
	"strings"
	"testing"

	heed "github.com/heedhq/heed"
)

func aims() NewOptions {
	return NewOptions{
		Persona: &heed.Persona{ID: "p1", Title: map[heed.Language]string{heed.English: "Operations lead", heed.Spanish: "Jefa de operaciones"}},
		Questions: []heed.NextQuestion{{
			Texts:  map[heed.Language]string{heed.English: "How do you go about it when you have a question?", heed.Spanish: "¿Cómo se las arregla cuando tiene una duda?"},
			Reason: "empty_field", Role: "operations lead",
		}},
		Claims: []heed.Claim{
			{ID: "c1", Words: "We lose half a day on it", Quoted: true, Language: heed.English, Weight: 2, Against: 1,
				Confidence: heed.Confidence{Level: heed.Low, Steps: []heed.Step{{Lowered: true, Reason: "contradicted"}}}},
			{ID: "c2", Words: "Se nos va la mañana", Quoted: true, Language: heed.Spanish, Weight: 1},
			{ID: "c3", Words: "sure already", Confidence: heed.Confidence{Level: heed.High}},
			{ID: "c4", Words: "no longer", Review: heed.Rejected},
		},
		Silent: []heed.SilentRole{{Role: "finance director", People: 2}},
	}
}

func TestNewGolden(t *testing.T) {
	for _, lang := range []heed.Language{heed.English, heed.Spanish} {
		for _, kind := range []Kind{Interview, Group, Board} {
			o := aims()
			o.Lang, o.Kind = lang, kind
			g, err := New(o)
			if err != nil {
				t.Fatal(err)
			}
			name := "testdata/" + string(kind) + "." + string(lang) + ".md"
			got := g.Markdown()
			if os.Getenv("HEED_UPDATE") == "1" {
				if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s differs:\n%s", name, got)
			}
		}
	}
}

// TestNewPassesCheck: what we propose to ask is asked openly and in order.
func TestNewPassesCheck(t *testing.T) {
	for _, lang := range []heed.Language{heed.English, heed.Spanish} {
		o := aims()
		o.Lang = lang
		g, err := New(o)
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, s := range g.Sections {
			for _, a := range s.Asks {
				all = append(all, a.Text)
			}
		}
		r := Check(strings.Join(all, "\n"), Options{Lang: lang})
		for _, f := range r.Findings {
			t.Errorf("%s: %s in %q", lang, f.Kind, f.Text)
		}
		for _, f := range r.Order {
			t.Errorf("%s: %s at %q", lang, f.Kind, f.Text)
		}
	}
}

func TestNewEmptyAndWrong(t *testing.T) {
	g, err := New(NewOptions{Kind: Interview})
	if err != nil || len(g.Notes) == 0 || len(g.Sections) != 3 {
		t.Errorf("from nothing: %v sections, notes %v, %v", len(g.Sections), g.Notes, err)
	}
	if _, err := New(NewOptions{Kind: "poll"}); heed.ErrorCode(err) != heed.CodeInvalid {
		t.Errorf("a poll: %v", err)
	}
	if _, err := New(NewOptions{Minutes: 9999}); heed.ErrorCode(err) != heed.CodeInvalid {
		t.Errorf("9999 minutes: %v", err)
	}
	o := aims()
	o.Minutes = 20
	if g, _ := New(o); len(g.Notes) == 0 {
		t.Error("20 minutes hold everything, and nothing is said to be left out")
	}
}
