package eval_test

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/sense"
	"github.com/heedhq/heed/sense/eval"
)

const root = "../.."

// load reads the gold standard with its texts, or skips where the data is not
// at hand.
func load(t testing.TB) []eval.Item {
	t.Helper()
	f, err := os.Open(filepath.Join(root, "testdata/gold/signals.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	items, err := eval.ReadGold(f)
	if err != nil {
		t.Fatal(err)
	}
	data := os.Getenv("HEED_DATA")
	if data == "" {
		data = filepath.Join(root, "../shared/data")
	}
	if _, err := os.Stat(filepath.Join(data, "train")); err != nil {
		t.Skip("the texts of the gold standard are not at hand: set HEED_DATA to the data folder")
	}
	open := func(p string) (io.ReadCloser, error) { return os.Open(filepath.Join(data, p)) }
	if err := eval.Texts(items, open); err != nil {
		t.Fatal(err)
	}
	return items
}

// golden compares got with a file of the repository, or records it.
func golden(t *testing.T, path string, got []byte) {
	t.Helper()
	path = filepath.Join(root, path)
	if os.Getenv("HEED_UPDATE") != "" {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what is measured now; look why, then HEED_UPDATE=1 records it", path)
	}
}

// The published figures are those of the frozen half, measured with what is
// in the tree.
func TestPublishedFigures(t *testing.T) {
	items := load(t)
	s := sense.New(sense.Options{})
	rep := eval.Signals(items, s, "frozen")
	rep.Version = "" // it changes with every comment; the figures count
	b, err := json.MarshalIndent(rep, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "sense/data/measured.json", append(b, '\n'))

	doc, err := os.ReadFile(filepath.Join(root, "docs/METHOD-signals.md"))
	if err != nil {
		t.Fatal(err)
	}
	table := eval.Markdown(rep, eval.Signals(items, s, "dev"))
	got, ok := eval.Replace(string(doc), table)
	if !ok {
		t.Fatal("docs/METHOD-signals.md has no place for the table of figures")
	}
	golden(t, "docs/METHOD-signals.md", []byte(got))
}

// Kinds that carry most of what people read must not fall below what was
// reached on the development half.
func TestFloors(t *testing.T) {
	rep := eval.Signals(load(t), sense.New(sense.Options{}), "dev")
	floors := map[string]float64{"en pain": 0.65, "en gain": 0.55, "en thinks": 0.65, "en does": 0.7, "en attribute": 0.85, "en question": 0.85, "es feels": 0.7, "es like": 0.7, "es dislike": 0.7, "es task": 0.8}
	for _, f := range rep.Figures {
		if floor, ok := floors[string(f.Language)+" "+string(f.Kind)]; ok && f.F1 < floor {
			t.Errorf("%s %s: F1 %.2f, floor %.2f", f.Language, f.Kind, f.F1, floor)
		}
	}
}

func TestReadGoldRefusesGarbage(t *testing.T) {
	if _, err := eval.ReadGold(strings.NewReader("{\"id\":1}\n")); heed.ErrorCode(err) != heed.CodeInvalid {
		t.Errorf("got %v", err)
	}
	err := eval.Texts([]eval.Item{{ID: "nowhere"}}, nil)
	if heed.ErrorCode(err) != heed.CodeInvalid {
		t.Errorf("got %v", err)
	}
}
