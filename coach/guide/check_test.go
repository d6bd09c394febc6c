package guide

import (
	"slices"
	"strings"
	"testing"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/sense/acts"
)

// eyes are the acts alone.
type eyes struct{}

func (eyes) Understand(string, heed.Language) []heed.Reading { return nil }
func (eyes) ActsOf(c *heed.Conversation) [][]heed.Act        { return acts.Of(c) }

func TestCheckQuestions(t *testing.T) {
	for _, tt := range []struct{ ask, kind, rewrite string }{
		{"Don't you agree that the new dashboard is easier?", "leading", "How do you see it: what is your experience with this?"},
		{"The new layout is better, isn't it?", "leading", "How would you describe it in your own words?"},
		{"Do you use spreadsheets for the month end?", "closed", "When did you last use spreadsheets for the month end? Walk me through what happened."},
		{"Are you satisfied with our support?", "closed", "How has our support been for you, good and bad?"},
		{"Would you pay 20 euros a month for this?", "hypothetical", "When did you last look for something like that, and what did you do about it?"},
		{"If we built a mobile app, how would you use it?", "hypothetical", "When did something like that last happen? What did you do?"},
		{"What do you do when that terrible report is late?", "loaded", "How would you describe it, in your own words?"},
		{"How do you plan the week and what do you do when it changes?", "double_barrelled", "How do you plan the week?"},
		{"What does your onboarding look like?", "jargon", ""},
		{"¿No cree que el nuevo panel es más fácil?", "leading", "¿Cómo lo ve usted? ¿Qué experiencia ha tenido con esto?"},
		{"¿Está satisfecho con nuestro soporte?", "closed", "¿Cómo le ha ido con nuestro soporte, lo bueno y lo malo?"},
		{"¿Pagaría 20 euros al mes por esto?", "hypothetical", "¿Cuándo fue la última vez que buscó algo así, y qué hizo?"},
		{"¿Qué hace cuando ese informe horrible llega tarde?", "loaded", "¿Cómo lo describiría con sus palabras?"},
		{"¿Cómo planifica la semana y qué hace cuando cambia?", "double_barrelled", "¿Cómo planifica la semana?"},
	} {
		r := Check(tt.ask, Options{Understander: eyes{}})
		i := slices.IndexFunc(r.Findings, func(f Finding) bool { return f.Kind == tt.kind })
		if i < 0 {
			t.Errorf("%s: found %v, want %s", tt.ask, r.Findings, tt.kind)
			continue
		}
		f := r.Findings[i]
		if got := tt.ask[f.Start:f.End]; got != f.Text {
			t.Errorf("%s: span covers %q", tt.ask, got)
		}
		if tt.rewrite != "" && (len(f.Rewrites) == 0 || f.Rewrites[0] != tt.rewrite) {
			t.Errorf("%s: rewrites %q, want %q", tt.ask, f.Rewrites, tt.rewrite)
		}
	}
}

// TestRewritesAreOpen: what is proposed must itself pass the check.
func TestRewritesAreOpen(t *testing.T) {
	for _, lang := range []heed.Language{heed.English, heed.Spanish} {
		for kind, rs := range bookOf(lang).rewrites {
			for _, rw := range rs {
				ask := strings.ReplaceAll(rw.to, "$1", map[heed.Language]string{heed.English: "it", heed.Spanish: "eso"}[lang])
				for _, f := range Check(ask, Options{Lang: lang, Understander: eyes{}}).Findings {
					if f.Kind == "leading" || f.Kind == "hypothetical" || f.Kind == "loaded" {
						t.Errorf("%s %s: proposes %q, which is %s", lang, kind, ask, f.Kind)
					}
				}
			}
		}
	}
}

func TestGoodQuestionsPass(t *testing.T) {
	for _, ask := range []string{
		"Tell me about the last time you closed the month.", "What happened next?", "How did you decide?",
		"Walk me through yesterday.", "Cuénteme la última vez que cerró el mes.", "¿Qué pasó después?", "¿Cómo lo decidió?",
	} {
		if r := Check(ask, Options{Understander: eyes{}}); len(r.Findings) > 0 || r.Of != 1 {
			t.Errorf("%s: %d questions, found %+v", ask, r.Of, r.Findings)
		}
	}
}

func TestOrderAndLength(t *testing.T) {
	r := Check("# Guide\n1. What do you think of our prices?\n2. What happened the last time you bought?\n", Options{})
	var kinds []string
	for _, f := range r.Order {
		kinds = append(kinds, f.Kind)
	}
	if want := []string{"no_warm_up", "opinion_first", "no_close"}; !slices.Equal(kinds, want) {
		t.Errorf("order %v, want %v", kinds, want)
	}
	good := "Tell me about your work.\nWhat happened the last time you bought something like this?\nWhat do you think of it now?\nWhat should I have asked you?\n"
	if r := Check(good, Options{}); len(r.Order) > 0 || r.Long || r.OpenShare != 1 {
		t.Errorf("a good order: %+v long %v open %v", r.Order, r.Long, r.OpenShare)
	}
	if r := Check(strings.Repeat("What happened the last time?\n", 30), Options{}); !r.Long || r.Minutes != 150 {
		t.Errorf("30 open questions: long %v, %v minutes", r.Long, r.Minutes)
	}
}

func TestSurvey(t *testing.T) {
	s := "1. How satisfied are you?\n( ) Excellent\n( ) Very good\n( ) Good\n( ) Bad\n" +
		"2. Which tool do you use?\n[ ] Excel\n[ ] SAP\n[ ] Paper\n" +
		"3. How many people work there?\n( ) 1-5\n( ) 5-10\n( ) 10-50\n" +
		"4. The tool saves time.\n" +
		"5. What do you need to know about pricing?\n"
	r := Check(s, Options{})
	if r.Kind != Survey {
		t.Fatalf("kind %s, want survey", r.Kind)
	}
	for _, want := range []string{"unbalanced_scale", "no_other", "overlapping"} {
		if !slices.ContainsFunc(r.Findings, func(f Finding) bool { return f.Kind == want }) {
			t.Errorf("%s not found in %+v", want, r.Findings)
		}
	}
	if r.Of != 4 || r.Open != 1 {
		t.Errorf("%d of %d open, want 1 of 4", r.Open, r.Of)
	}
}

func TestBadInput(t *testing.T) {
	for name, s := range map[string]string{
		"empty": "", "no questions": "Hello there.", "html": "<p>Do you like it?</p>", "bytes": "\xff\xfe?",
	} {
		r := Check(s, Options{Understander: eyes{}})
		if (name == "empty" || name == "no questions") && len(r.Notes) == 0 {
			t.Errorf("%s: no note", name)
		}
	}
	if r := Check(strings.Repeat("Do you like it? ", 200000), Options{}); len(r.Notes) == 0 {
		t.Error("a paste of 3 MB is not said to be cut")
	}
}

func FuzzCheck(f *testing.F) {
	f.Add("Do you use it and what for?\n[ ] a\n[ ] b")
	f.Add("¿No cree que es caro?\n( ) 1-5\n( ) 5-9")
	f.Fuzz(func(t *testing.T, s string) {
		for _, x := range Check(s, Options{}).Findings {
			if got, ok := x.Span.In(s); !ok || got != x.Text {
				t.Fatalf("span %v does not fit", x.Span)
			}
		}
	})
}
