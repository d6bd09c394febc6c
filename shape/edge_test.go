package shape

import (
	"context"
	"errors"
	"fmt"
	"testing"

	heed "github.com/heedhq/heed"
)

func TestLittleOrNothing(t *testing.T) {
	study := heed.Study{ID: "s", Settings: heed.DefaultSettings()}
	one := heed.Conversation{ID: "c", Kind: heed.KindInterview, Language: heed.English, Turns: []heed.Turn{
		{Role: heed.RoleResearcher, Text: "What was the switch like?"},
		{Role: heed.RoleCustomer, Text: "I feel worried that the payroll report is wrong. I always check the numbers twice."},
	}}
	unread := one
	unread.ID = "d"
	for name, convs := range map[string][]Conversation{
		"none":       nil,
		"not read":   {{Conversation: &unread}},
		"nil":        {{}},
		"one":        {{Conversation: &one, Sensed: understand(&one)}},
		"no turns":   {{Conversation: &heed.Conversation{ID: "e"}, Sensed: &heed.Sensed{}}},
		"beyond end": {{Conversation: &one, Sensed: &heed.Sensed{Readings: []heed.Reading{{Turn: 9, Text: "x"}, {Turn: 1, Span: heed.Span{Start: 50, End: 9999}, Text: "y"}}}}},
	} {
		t.Run(name, func(t *testing.T) {
			u := mustBuild(t, Input{Study: study, Conversations: convs})
			if name == "one" {
				if len(u.Personas) != 1 || len(u.Claims) == 0 {
					t.Errorf("one interview gave %d personas and %d claims", len(u.Personas), len(u.Claims))
				}
				for _, c := range u.Claims {
					if c.Confidence.Level > heed.VeryLow {
						t.Errorf("%q rests on one voice of a study of one and is %s", c.Words, c.Confidence.Level)
					}
				}
				if len(u.Questions) == 0 || u.Personas[0].Earned.Empty == 0 {
					t.Error("nothing is asked although most fields are empty")
				}
			} else if len(u.Claims) != 0 {
				t.Errorf("%d claims of nothing", len(u.Claims))
			}
		})
	}
}

func TestSettingsAreChecked(t *testing.T) {
	s := heed.DefaultSettings()
	s.Coherence = 7
	_, err := Build(t.Context(), Input{Study: heed.Study{ID: "s", Settings: s}})
	if heed.ErrorCode(err) != heed.CodeInvalid {
		t.Errorf("a coherence of 7 gave %v", err)
	}
}

func TestCancelled(t *testing.T) {
	in := someInterviews(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Build(ctx, in); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled build gave %v", err)
	}
}

func TestThemesOfLooseTexts(t *testing.T) {
	var texts []Text
	for i := range 10 {
		texts = append(texts, Text{Text: fmt.Sprintf("The invoice for order %d was wrong again", i), Lang: "en"})
		texts = append(texts, Text{Text: fmt.Sprintf("Our drivers waited %d hours at the warehouse gate", i), Lang: "en"})
	}
	got, err := Themes(t.Context(), texts, ThemeOptions{K: 2, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	for i := range got {
		if got[i].Theme != got[i%2].Theme || got[i].Label == "" {
			t.Errorf("%q is in theme %d %q", texts[i].Text, got[i].Theme, got[i].Label)
		}
	}
	if got[0].Theme == got[1].Theme {
		t.Error("invoices and drivers are one theme")
	}
	if _, err := Themes(t.Context(), texts, ThemeOptions{K: -1}); heed.ErrorCode(err) != heed.CodeInvalid {
		t.Errorf("-1 themes gave %v", err)
	}
	if none, err := Themes(t.Context(), nil, ThemeOptions{}); err != nil || len(none) != 0 {
		t.Errorf("no texts gave %v, %v", none, err)
	}
}
