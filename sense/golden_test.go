package sense

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/sense/emotion"
)

// conversation reads lines of "role: words".
func conversation(t *testing.T, name string) *heed.Conversation {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	c := &heed.Conversation{ID: filepath.Base(name)}
	for line := range strings.Lines(string(data)) {
		role, words, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok {
			t.Fatalf("%s: a line without a role", name)
		}
		c.Turns = append(c.Turns, heed.Turn{Speaker: role, Role: heed.Role(role), Text: words})
	}
	return c
}

// Each conversation under testdata/golden stands beside what is understood of
// it. Labels and intensities are left out: the model has goldens of its own.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/golden/*.txt")
	if err != nil || len(files) < 3 {
		t.Fatalf("goldens: %v %v", files, err)
	}
	s := New(Options{})
	for _, name := range files {
		sensed := s.Conversation(conversation(t, name))
		for i := range sensed.Readings {
			r := &sensed.Readings[i]
			r.Labels, r.Basic, r.Valence, r.Arousal = nil, nil, 0, 0
			for j := range r.Feelings {
				r.Feelings[j].Intensity = 0
			}
		}
		var b bytes.Buffer
		for _, r := range sensed.Readings {
			line, err := json.Marshal(r)
			if err != nil {
				t.Fatal(err)
			}
			b.Write(line)
			b.WriteByte('\n')
		}
		want := strings.TrimSuffix(name, ".txt") + ".expected.jsonl"
		if os.Getenv("HEED_UPDATE") != "" {
			if err := os.WriteFile(want, b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		old, err := os.ReadFile(want)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(old, b.Bytes()) {
			t.Errorf("%s is read differently now; look at the difference, then HEED_UPDATE=1 records it\n%s", name, b.String())
		}
	}
}

func TestConversation(t *testing.T) {
	c := conversation(t, "testdata/golden/wholesale.en.txt")
	called := false
	s := New(Options{Acts: func(c *heed.Conversation) [][]heed.Act {
		called = true
		return make([][]heed.Act, len(c.Turns))
	}})
	got := s.Conversation(c)
	if !called || len(got.Acts) != len(c.Turns) {
		t.Errorf("acts: called %v, %d entries for %d turns", called, len(got.Acts), len(c.Turns))
	}
	if got.Version == "" || got.Conversation != c.ID {
		t.Errorf("version %q, conversation %q", got.Version, got.Conversation)
	}
	for _, r := range got.Readings {
		if text, ok := r.Span.In(c.Turns[r.Turn].Text); !ok || text != r.Text {
			t.Errorf("reading %q is not at its span", r.Text)
		}
		if c.RoleOf(r.Turn).Ours() && len(r.Signals) > 0 {
			t.Errorf("our own turn has signals: %v", r.Signals)
		}
		for _, g := range r.Signals {
			if text, ok := g.In(c.Turns[r.Turn].Text); !ok || text != g.Text {
				t.Errorf("signal %q is not at its span", g.Text)
			}
		}
	}
}

func TestText(t *testing.T) {
	s := New(Options{})
	res := s.Text("Thank you so much for the help. But I am very sad about the rest.", "")
	if res.Language != heed.English || len(res.Scores) != 28 || len(res.Emotions) == 0 {
		t.Fatalf("%+v", res)
	}
	if !strings.Contains(strings.Join(res.Labels, " "), "gratitude") || !strings.Contains(strings.Join(res.Labels, " "), "sadness") {
		t.Errorf("labels of both sentences are wanted, got %v", res.Labels)
	}
	if res := s.Text("", ""); len(res.Scores) != 28 || len(res.Signals) != 0 {
		t.Errorf("an empty text gives %+v", res)
	}
	if res := s.Text("Je ne comprends pas pourquoi la facture est arrivée deux fois, c'est très étrange.", ""); res.Language != "fr" || len(res.Labels) != 0 || len(res.Signals) != 0 {
		t.Errorf("a language that is not understood gives %+v", res)
	}
	if res := New(Options{OnlyEmotion: true}).Text("Thank you so much!", heed.English); len(res.Emotions) != 0 || len(res.Labels) == 0 {
		t.Errorf("emotion alone gives %+v", res)
	}
}

func TestMeasures(t *testing.T) {
	ms := Measures()
	if len(ms) != 2*len(heed.SignalKinds) {
		t.Fatalf("%d measures", len(ms))
	}
	fair := 0
	for _, m := range ms {
		if m.Status == Fair {
			fair++
		}
		if m.Status == Unmeasured && m.Marks >= 5 || m.Status == Fair && m.Precision < 0.5 {
			t.Errorf("%+v does not deserve its status", m)
		}
	}
	if fair < 8 {
		t.Errorf("only %d kinds are measured", fair)
	}
	if names := UnmeasuredNames(heed.English, heed.Spanish); !strings.Contains(strings.Join(names, ","), "says (en)") {
		t.Errorf("says has no labelled example, yet is not among the unmeasured: %v", names)
	}
	for _, lang := range []heed.Language{heed.English, heed.Spanish} {
		names := strings.Join(UnmeasuredNames(lang), ",")
		if spanish := lang == heed.Spanish; strings.Contains(names, "labels (es)") != spanish || strings.Contains(names, "valence (es)") != spanish ||
			!strings.Contains(names, "feelings ("+string(lang)+")") {
			t.Errorf("%s: %s", lang, names)
		}
	}
}

// TestReadAsOne: the scores of a short text are those that the model gives it
// as one; a long one has the strongest of its sentences.
func TestReadAsOne(t *testing.T) {
	const short = "Thank you so much for calling back. I was worried sick about the invoices all week."
	s := New(Options{})
	var k emotion.Scratch
	for _, txt := range []string{short, strings.Repeat(short+" ", onceBytes/len(short)+1)} {
		whole := s.model().Predict(txt, "en", &k)
		same := true
		for i, p := range s.Text(txt, heed.English).Scores {
			same = same && (i == emotion.Neutral || p == round(float64(whole.Labels[i])))
		}
		if same != (len(txt) <= onceBytes) {
			t.Errorf("%d bytes: read as one is %v", len(txt), same)
		}
	}
}
