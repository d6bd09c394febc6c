package sense

import (
	"os"
	"slices"
	"strings"
	"testing"

	heed "github.com/heedhq/heed"
)

func talk(lang heed.Language, asked, answered string) *heed.Conversation {
	return &heed.Conversation{Language: lang, Turns: []heed.Turn{
		{Speaker: "Ana", Role: heed.RoleResearcher, Text: asked},
		{Speaker: "Ben", Role: heed.RoleCustomer, Text: answered},
	}}
}

// TestAnswers: what was asked for says what a short answer is.
func TestAnswers(t *testing.T) {
	s := New(Options{})
	for _, c := range []struct {
		lang          heed.Language
		asked, answer string
		kind          heed.SignalKind // "": nothing of the kinds that questions ask for
		feeling       heed.Feeling
	}{
		{heed.English, "Thanks. What worries you most?", "The go-live in June.", heed.SigFeels, heed.Anxiety},
		{heed.English, "What frustrates you about it?", "The month-end export.", heed.SigPain, heed.Frustration},
		{heed.English, "What made you switch?", "A new finance director.", heed.SigTrigger, ""},
		{heed.English, "What is holding you back?", "Mostly the works council.", heed.SigBarrier, ""},
		{heed.English, "What do you do for a living?", "Payroll, mainly.", heed.SigAttribute, ""},
		{heed.English, "Who signs off in the end?", "Our controller.", heed.SigInfluence, ""},
		{heed.English, "What worries you most?", "Nothing, really.", "", ""},
		{heed.English, "What worries you most?", "What do you mean?", "", ""},
		{heed.English, "How was your weekend?", "The lake in June.", "", ""},
		{heed.Spanish, "¿Y qué le preocupa más?", "El arranque de junio.", heed.SigFeels, heed.Anxiety},
		{heed.Spanish, "¿Qué le llevó a cambiar?", "Un director nuevo.", heed.SigTrigger, ""},
		{heed.Spanish, "¿Qué les frena?", "Sobre todo el comité.", heed.SigBarrier, ""},
		{heed.Spanish, "¿A qué se dedica?", "Nóminas, sobre todo.", heed.SigAttribute, ""},
		{heed.Spanish, "¿Qué le preocupa?", "Pues nada, la verdad.", "", ""},
	} {
		got := s.Conversation(talk(c.lang, c.asked, c.answer))
		r := got.Readings[len(got.Readings)-1]
		named := slices.IndexFunc(r.Signals, func(x heed.Signal) bool { return len(x.Rule) > 6 && x.Rule[:6] == "asked/" })
		switch {
		case c.kind == "" && named >= 0:
			t.Errorf("%q, %q: %+v, want nothing that was asked for", c.asked, c.answer, r.Signals[named])
		case c.kind != "" && !slices.ContainsFunc(r.Signals, func(x heed.Signal) bool { return x.Kind == c.kind && x.Text != "" }):
			t.Errorf("%q, %q: %+v, want %s", c.asked, c.answer, r.Signals, c.kind)
		case c.feeling != "" && !slices.ContainsFunc(r.Feelings, func(f heed.FeelingScore) bool { return f.Name == c.feeling }):
			t.Errorf("%q, %q: %+v, want %s", c.asked, c.answer, r.Feelings, c.feeling)
		}
	}
}

// TestAnswersTheirOwn: nobody answers themselves, and our side shows nothing.
func TestAnswersTheirOwn(t *testing.T) {
	s := New(Options{})
	c := talk(heed.English, "What worries you most?", "The go-live in June.")
	c.Turns[1].Speaker, c.Turns[1].Role = "Ana", heed.RoleResearcher
	if r := s.Conversation(c).Readings; len(r[len(r)-1].Signals) != 0 {
		t.Errorf("%+v", r)
	}
	s.Conversation(talk(heed.English, "Well.", "What worries you most?"))
	if r := s.Understand("The lake in June.", heed.English); len(r[0].Signals) != 0 {
		t.Errorf("a question of another conversation was answered: %+v", r)
	}
}

// TestIronyAcross: praise that the next sentence takes for a joke.
func TestIronyAcross(t *testing.T) {
	s := New(Options{})
	for _, c := range []struct {
		lang heed.Language
		text string
		joke bool
	}{
		{heed.English, "Brilliant. Another password to remember.", true},
		{heed.English, "Wonderful! The import crashed again.", true},
		{heed.English, "What a joy. Back to square one.", true},
		{heed.English, "Great. Now we can start with the import.", false},
		{heed.English, "Perfect. Another thing I like is the search.", false},
		{heed.Spanish, "Genial. Otra contraseña más que recordar.", true},
		{heed.Spanish, "Qué bien. Encima tengo que hacerlo todo otra vez.", true},
		{heed.Spanish, "Perfecto. Muchas gracias por la ayuda.", false},
	} {
		got := s.Text(c.text, c.lang)
		joke := slices.ContainsFunc(got.Emotions, func(f heed.FeelingScore) bool { return f.Name == heed.Frustration })
		glad := slices.ContainsFunc(got.Emotions, func(f heed.FeelingScore) bool { return f.Name.Sign() > 0 })
		if joke != c.joke || joke && (glad || got.Valence >= 0) {
			t.Errorf("%q: %+v, valence %.2f", c.text, got.Emotions, got.Valence)
		}
	}
}

// TestDegree: words of degree move what is felt, never what is not.
func TestDegree(t *testing.T) {
	s := New(Options{})
	of := func(text string, lang heed.Language, name heed.Feeling) float64 {
		for _, f := range s.Text(text, lang).Emotions {
			if f.Name == name {
				return f.Intensity
			}
		}
		return 0
	}
	for _, c := range []struct {
		lang             heed.Language
		more, same, less string
		name             heed.Feeling
	}{
		{heed.English, "I'm extremely worried about it.", "I'm worried about it.", "I'm a bit worried about it.", heed.Anxiety},
		{heed.Spanish, "Estoy preocupadísima por eso.", "Estoy preocupada por eso.", "Estoy un poco preocupada por eso.", heed.Anxiety},
	} {
		more, same, less := of(c.more, c.lang, c.name), of(c.same, c.lang, c.name), of(c.less, c.lang, c.name)
		if !(more > same && same > less && less >= shown) {
			t.Errorf("%q %.2f, %q %.2f, %q %.2f", c.more, more, c.same, same, c.less, less)
		}
	}
	if e := s.Text("The very big warehouse opens at eight.", heed.English).Emotions; e[0].Name != heed.Neutral {
		t.Errorf("degree alone is a feeling: %+v", e)
	}
}

// TestIdioms: set phrases show the feeling that they stand for.
func TestIdioms(t *testing.T) {
	b, err := os.ReadFile("testdata/idioms.txt")
	if err != nil {
		t.Fatal(err)
	}
	s := New(Options{})
	n := map[heed.Language]int{}
	for line := range strings.Lines(string(b)) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(f) != 3 {
			continue
		}
		lang, name := heed.Language(f[0]), heed.Feeling(f[1])
		n[lang]++
		if got := s.Text(f[2], lang).Emotions; !slices.ContainsFunc(got, func(x heed.FeelingScore) bool { return x.Name == name }) {
			t.Errorf("%q: %+v, want %s", f[2], got, name)
		}
	}
	if n[heed.English] < 60 || n[heed.Spanish] < 60 {
		t.Errorf("phrases by language: %v", n)
	}
}
