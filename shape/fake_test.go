package shape

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

// cueOf is a crude stand-in for understanding: a few words a kind. Shaping is
// tested on it for its own behaviour, not for the quality of what it is given.
var cueOf = []struct {
	kind    heed.SignalKind
	subkind string
	feeling heed.Feeling
	cues    []string
}{
	{heed.SigPain, "", heed.Frustration, []string{"frustrat", "difficult", "problem", "annoying", "struggle", "wrong", "waste", "doesn't", "no funciona", "problema", "lento"}},
	{heed.SigGain, "", heed.Relief, []string{"save time", "saves", "helps", "easier", "faster", "great", "efficient", "mejor", "ayuda"}},
	{heed.SigGoal, "", heed.Hope, []string{"want to", "hope", "would like", "goal", "quiero", "quería"}},
	{heed.SigFeels, "", heed.Anxiety, []string{"i feel", "worried", "afraid", "nervous", "excited", "siento", "miedo"}},
	{heed.SigThinks, "", "", []string{"i think", "i believe", "in my opinion", "creo", "pienso"}},
	{heed.SigDoes, "", "", []string{"i use", "i always", "i check", "i double", "i ask", "uso", "reviso"}},
	{heed.SigTask, "", "", []string{"write", "writing", "emails", "report", "edit", "schedule"}},
	{heed.SigValue, "", heed.Trust, []string{"important to me", "value", "trust", "accuracy", "importante"}},
	{heed.SigRisk, "job_security", heed.Fear, []string{"replace", "lose my job", "job security"}},
	{heed.SigInfluence, "", "", []string{"my boss", "colleagues", "manager", "clients", "mi jefe"}},
	{heed.SigHears, "", "", []string{"told me", "says that", "they say", "me dijo"}},
	{heed.SigBarrier, "", "", []string{"too expensive", "policy", "not allowed", "cannot", "can't"}},
	{heed.SigDriver, "rational", "", []string{"because it", "cost", "price"}},
	{heed.SigDriver, "emotional", "", []string{"peace of mind", "comfortable", "love"}},
}

// understand is the stand-in for package sense.
func understand(c *heed.Conversation) *heed.Sensed {
	s := &heed.Sensed{Conversation: c.ID, Version: "fake", Acts: make([][]heed.Act, len(c.Turns))}
	lang := cmp.Or(c.Language, heed.English)
	for t, turn := range c.Turns {
		for _, sp := range text.Sentences(turn.Text, lang) {
			words, _ := sp.In(turn.Text)
			r := heed.Reading{Turn: t, Span: sp, Text: words, Language: lang}
			low := strings.ToLower(words)
			for _, k := range cueOf {
				for _, cue := range k.cues {
					if !strings.Contains(low, cue) {
						continue
					}
					r.Signals = append(r.Signals, heed.Signal{Kind: k.kind, Subkind: k.subkind, Span: sp, Text: words, Basis: heed.Expressed, Confidence: 0.7, Rule: "fake"})
					if k.feeling != "" {
						r.Feelings = append(r.Feelings, heed.FeelingScore{Name: k.feeling, Intensity: 0.6})
						r.Valence += 0.4 * float64(k.feeling.Sign())
					}
					break
				}
			}
			r.Valence = max(-1, min(1, r.Valence))
			s.Readings = append(s.Readings, r)
		}
	}
	return s
}

// data is the folder of real input, or the test is skipped.
func data(t testing.TB) string {
	t.Helper()
	dir := cmp.Or(os.Getenv("HEED_DATA"), filepath.Join("..", "..", "shared", "data"))
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("needs the public data (HEED_DATA, default ../shared/data beside the repository): %v", err)
	}
	return dir
}

// conversation reads lines "Speaker: words" of which one speaker is the
// customer.
func conversation(id, body string, role func(string) heed.Role) *heed.Conversation {
	c := &heed.Conversation{ID: id, Title: id}
	for line := range strings.Lines(body) {
		line = strings.TrimSpace(line)
		name, said, ok := strings.Cut(line, ": ")
		if ok && len(name) < 16 && !strings.Contains(name, " ") {
			c.Turns = append(c.Turns, heed.Turn{Speaker: name, Role: role(name), Text: said})
			if _, known := c.Speaker(name); !known {
				c.Speakers = append(c.Speakers, heed.Speaker{Speaker: name, Role: role(name)})
			}
		} else if n := len(c.Turns); n > 0 && line != "" {
			c.Turns[n-1].Text += "\n" + line
		}
	}
	return c
}

func roleOf(name string) heed.Role {
	switch name {
	case "Interviewer", "interviewer":
		return heed.RoleResearcher
	case "Agent", "Agente":
		return heed.RoleRep
	}
	return heed.RoleCustomer
}

// realInterviews are the sixty interviews of three groups.
func realInterviews(t testing.TB) Input {
	in := Input{Study: heed.Study{ID: "ai-at-work", Name: "AI at work", Settings: heed.DefaultSettings()}}
	files, _ := filepath.Glob(filepath.Join(data(t), "realinput", "interviews", "*.txt"))
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		id := strings.TrimSuffix(filepath.Base(f), ".txt")
		c := conversation(id, string(b), roleOf)
		c.Kind, c.Language = heed.KindInterview, heed.English
		c.Segment, _, _ = strings.Cut(id, "-")
		in.Conversations = append(in.Conversations, Conversation{Conversation: c, Sensed: understand(c)})
	}
	return in
}

// allInterviews are the first n of the 1,250 interviews.
func allInterviews(t testing.TB, n int) Input {
	in := Input{Study: heed.Study{ID: "ai-at-work", Name: "AI at work", Settings: heed.DefaultSettings()}}
	f, err := os.Open(filepath.Join(data(t), "train", "interviews_anthropic", "transcripts.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	sc := bufio.NewScanner(z)
	sc.Buffer(nil, 1<<22)
	for sc.Scan() && len(in.Conversations) < n {
		var r struct {
			ID, Group string
			Turns     []struct{ Role, Text string }
		}
		if err := json.Unmarshal(sc.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		c := &heed.Conversation{ID: r.ID, Kind: heed.KindInterview, Language: heed.English, Segment: r.Group}
		for _, turn := range r.Turns {
			role := heed.RoleResearcher
			if turn.Role != "interviewer" {
				role = heed.RoleCustomer
			}
			c.Turns = append(c.Turns, heed.Turn{Speaker: turn.Role, Role: role, Text: turn.Text})
		}
		in.Conversations = append(in.Conversations, Conversation{Conversation: c, Sensed: understand(c)})
	}
	return in
}
