package read_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read"
	"github.com/heedhq/heed/read/meta"
)

// TestRealInput reads what a user would hold: interviews, calls in two
// languages, a table of chats, and the metadata beside them.
func TestRealInput(t *testing.T) {
	root := data(t, "realinput")
	table, err := os.ReadFile(filepath.Join(root, "metadata.csv"))
	if err != nil {
		t.Fatal(err)
	}
	m, warnings, err := meta.Parse(table)
	if err != nil || len(warnings) > 0 {
		t.Fatalf("metadata: %v %v", warnings, err)
	}
	kinds, ids := map[heed.Kind]int{}, map[string]bool{}
	err = filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == "metadata.csv" {
			return err
		}
		raw, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		res, err := read.Read(context.Background(), name, raw, read.Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return nil
		}
		for i := range res.Conversations {
			c := &res.Conversations[i]
			m.Apply(name, c)
			kinds[c.Kind]++
			if ids[c.ID] {
				t.Errorf("%s: the id %s occurs twice", name, c.ID)
			}
			ids[c.ID] = true
			check(t, name, string(raw), c)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if kinds[heed.KindInterview] != 60 || kinds[heed.KindCall] != 90 || kinds[heed.KindChat] != 600 {
		t.Errorf("kinds: %v", kinds)
	}
	if left := m.Unmatched(); len(left) > 0 {
		t.Errorf("rows of the metadata that fit nothing: %v", left)
	}
}

// check holds that a conversation has a customer, a segment, and turns whose
// words stand in the file.
func check(t *testing.T, name, raw string, c *heed.Conversation) {
	t.Helper()
	if c.Segment == "" {
		t.Errorf("%s: no segment", name)
	}
	customers := 0
	for _, s := range c.Speakers {
		if s.Role == heed.RoleCustomer {
			customers++
		}
	}
	if customers == 0 {
		t.Errorf("%s, %s: no customer among %v", name, c.ID, c.Speakers)
	}
	for i, turn := range c.Turns {
		for _, line := range strings.Split(turn.Text, "\n") {
			first := strings.Fields(line)
			if len(first) > 0 && !strings.Contains(raw, strings.ReplaceAll(first[0], `"`, "")) && !strings.Contains(raw, first[0]) {
				t.Errorf("%s, turn %d: %q is not in the file", name, i, first[0])
			}
		}
	}
}

// TestInterviews reads 1,250 interviews from one packed file.
func TestInterviews(t *testing.T) {
	raw, err := os.ReadFile(data(t, "train", "interviews_anthropic", "transcripts.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	res, err := read.Read(context.Background(), "transcripts.jsonl.gz", raw, read.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if res.Count != 1250 || res.Rows != 1250 || res.Refused != 0 {
		t.Errorf("%d conversations of %d rows, %d refused", res.Count, res.Rows, res.Refused)
	}
	for _, c := range res.Conversations {
		if c.Kind != heed.KindInterview || len(c.Speakers) != 2 || c.RoleOf(0) != heed.RoleResearcher || c.Segment == "" {
			t.Fatalf("%s: %s, %v", c.ID, c.Kind, c.Speakers)
		}
	}
}

// TestSameAgain checks that the same bytes give the same result.
func TestSameAgain(t *testing.T) {
	for _, name := range []string{"archive/study.zip", "table/encuesta.csv", "mail/threads.mbox", "jsonconv/grouped.jsonl", "plain/bold.md"} {
		raw, err := os.ReadFile(filepath.Join("testdata", filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		var first []byte
		for range 5 {
			res, err := read.Read(context.Background(), name, raw, read.Options{})
			if err != nil {
				t.Fatal(err)
			}
			now, err := json.Marshal(res)
			if err != nil {
				t.Fatal(err)
			}
			if first == nil {
				first = now
			}
			if !bytes.Equal(first, now) {
				t.Fatalf("%s came out otherwise the second time", name)
			}
		}
	}
}

func BenchmarkInterviewText(b *testing.B) { bench(b, "interview.txt", []byte(longInterview(300_000))) }

func BenchmarkInterviewsJSONL(b *testing.B) {
	raw, err := os.ReadFile(data(b, "train", "interviews_anthropic", "transcripts.jsonl.gz"))
	if err != nil {
		b.Fatal(err)
	}
	bench(b, "transcripts.jsonl.gz", raw)
}

func BenchmarkChatsCSV(b *testing.B) {
	raw, err := os.ReadFile(data(b, "realinput", "chats.csv"))
	if err != nil {
		b.Fatal(err)
	}
	bench(b, "chats.csv", raw)
}

func bench(b *testing.B, name string, raw []byte) {
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		if _, err := read.Read(context.Background(), name, raw, read.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
