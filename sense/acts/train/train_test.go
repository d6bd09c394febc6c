package train

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/sense/acts"
)

// turns makes n conversations in which the words, not the rules' phrases, say
// what a turn does: "blip" promises and "blop" advises.
func turns(n int) string {
	var b strings.Builder
	b.WriteString("id,conversation,speaker,role,text,act\n")
	for i := range n {
		fmt.Fprintf(&b, "%d,c%d,A,customer,the file %d is late again,information\n", 3*i, i/2, i)
		fmt.Fprintf(&b, "%d,c%d,B,rep,blip the file number %d this day,commitment\n", 3*i+1, i/2, i)
		fmt.Fprintf(&b, "%d,c%d,B,rep,blop the old list %d of names,advice\n", 3*i+2, i/2, i)
	}
	return b.String()
}

func read(t *testing.T, csv string) []Labelled {
	t.Helper()
	x, err := ReadCSV(strings.NewReader(csv), heed.English)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// TestTrainOwn: a table of one's own teaches what the rules do not know, twice
// the same bytes, and the acts that nobody taught stay the rules'.
func TestTrainOwn(t *testing.T) {
	x := read(t, turns(40))
	if len(x) != 20 || len(x[0].Conversation.Turns) != 6 {
		t.Fatalf("%d conversations, the first of %d turns; want 20 of 6", len(x), len(x[0].Conversation.Turns))
	}
	b, rep, err := Train(Options{Seed: 1}, x)
	if err != nil {
		t.Fatal(err)
	}
	again, _, err := Train(Options{Seed: 1}, x)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b, again) {
		t.Error("the same table and seed give other bytes")
	}
	if rep.N != 120 || rep.Layer < rep.Rules+0.3 || rep.Layer < 0.95 {
		t.Errorf("%d turns, rules %.2f, layer %.2f; the words tell them all apart", rep.N, rep.Rules, rep.Layer)
	}
	m, err := acts.Load(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]heed.ActKind{
		"blip the file number 77 this day": heed.ActCommitment,
		"blop the old list 77 of names":    heed.ActAdvice,
		"I'm so sorry about that.":         heed.ActApology,
	} {
		c := &heed.Conversation{Language: heed.English, Turns: []heed.Turn{
			{Speaker: "A", Role: heed.RoleCustomer, Text: "the file 3 is late again"}, {Speaker: "B", Role: heed.RoleRep, Text: text}}}
		if a, ok := acts.Main(m.Of(c)[1]); !ok || a.Kind != want {
			t.Errorf("%q is %q, want %q", text, a.Kind, want)
		}
	}
	if got := Measure(m.Of, x); got.N != 120 || got.Accuracy < 0.95 {
		t.Errorf("measured on its own table: %d turns, accuracy %.2f", got.N, got.Accuracy)
	}
}

// TestBadTables: each says what is wrong, in which line.
func TestBadTables(t *testing.T) {
	for csv, want := range map[string]string{
		"":                                   "no header",
		"text,kind\na,advice\n":              `no column is called "act"`,
		"text,act\nhello,hugging\n":          `line 2: "hugging" is no act; the acts are open_question`,
		"text,act,role\nhello,advice,boss":   `line 2: role "boss"`,
		"text,act,lang\nbonjour,advice,fr\n": `line 2: language "fr"`,
		"text,act\n\"a,advice\n":             "not a table",
	} {
		_, err := ReadCSV(strings.NewReader(csv), heed.English)
		if heed.ErrorCode(err) != heed.CodeInvalid || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", csv, err, want)
		}
	}
	if _, _, err := Train(Options{}, read(t, "text,act\nhello,greeting\n")); heed.ErrorCode(err) != heed.CodeInvalid {
		t.Errorf("one turn: %v", err)
	}
}

// TestBefore: without conversations, the turn before may stand beside.
func TestBefore(t *testing.T) {
	x := read(t, "before,text,act\nWe lost three days.,Three days.,simple reflection\n,Hello there,greeting\n")
	if len(x) != 2 || len(x[0].Conversation.Turns) != 2 || x[0].Acts[1] != heed.ActSimpleReflection || len(x[1].Conversation.Turns) != 1 {
		t.Errorf("%+v", x)
	}
}

// TestHandwritten: every line of the examples is one of our acts, and both
// languages are there.
func TestHandwritten(t *testing.T) {
	seen := map[heed.Language]int{}
	for _, d := range Handwritten(1) {
		last := d.Acts[len(d.Acts)-1]
		if index(last) < 0 {
			t.Errorf("%q is no act, of %q", last, d.Conversation.Turns[len(d.Conversation.Turns)-1].Text)
		}
		seen[d.Conversation.Language]++
	}
	if seen[heed.English] < 50 || seen[heed.Spanish] < 50 {
		t.Errorf("examples by language: %v", seen)
	}
}

func TestBare(t *testing.T) {
	c := heed.Conversation{Language: heed.English, Turns: []heed.Turn{{Speaker: "a", Text: "What went wrong, then?"}}}
	d := Bare(c)
	if d.Conversation.Turns[0].Text != "what went wrong then" || d.Acts[0] != heed.ActOpenQuestion || !d.Aside {
		t.Errorf("%+v", d)
	}
}
