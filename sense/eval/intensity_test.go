package eval_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/sense"
	"github.com/heedhq/heed/sense/eval"
)

func TestOrder(t *testing.T) {
	pairs, err := eval.ReadPairs(strings.NewReader("# remark\nen\tjoy\tmuch\tlittle\nen\tjoy\tlittle\tmuch\nen\tjoy\tmuch\tmuch\nes\tfear\tmuch\tlittle\n"))
	if err != nil {
		t.Fatal(err)
	}
	got := eval.Order(pairs, func(text string, _ heed.Language) []heed.FeelingScore {
		return []heed.FeelingScore{{Name: heed.Joy, Intensity: map[string]float64{"much": 0.8, "little": 0.4}[text]}}
	})
	if got[0] != (eval.Ordered{Language: heed.English, N: 3, Right: 1, Tied: 1}) || got[1] != (eval.Ordered{Language: heed.Spanish, N: 1, Unseen: 1}) {
		t.Errorf("%+v", got)
	}
	if _, err := eval.ReadPairs(strings.NewReader("en\tgladness\ta\tb\n")); heed.ErrorCode(err) != heed.CodeInvalid {
		t.Errorf("an unknown feeling: %v", err)
	}
}

// TestIntensity reports how the pairs written by hand come out; of the frozen
// ones no text may be looked at to mend a rule.
func TestIntensity(t *testing.T) {
	s := sense.New(sense.Options{})
	for _, part := range []string{"dev", "frozen"} {
		f, err := os.Open(filepath.Join(root, "testdata", "intensity", part+".tsv"))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		pairs, err := eval.ReadPairs(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range eval.Order(pairs, func(text string, lang heed.Language) []heed.FeelingScore { return s.Text(text, lang).Emotions }) {
			t.Logf("%s %s: %d of %d in order, %d tied, %d unseen", part, o.Language, o.Right, o.N, o.Tied, o.Unseen)
			if o.N < 30 || part == "dev" && o.Right*10 < o.N*9 {
				t.Errorf("%s %s: %+v; of the pairs of development nine in ten were in order", part, o.Language, o)
			}
		}
	}
}
