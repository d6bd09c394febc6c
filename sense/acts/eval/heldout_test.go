package eval

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/metrics"
)

// TestHeldOutQuestions reports accuracy on questions that nobody who wrote the
// rules has seen. It only reports: no rule may be mended by it.
func TestHeldOutQuestions(t *testing.T) {
	f, err := os.Open("../../../testdata/heldout/answers/questions.jsonl")
	if err != nil {
		t.Skip("no held-out questions beside the package")
	}
	defer f.Close()
	tables := map[heed.Language][][]int{heed.English: newTable(), heed.Spanish: newTable()}
	n := 0
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		var q struct {
			Lang, Before, Text, Act string
		}
		if err := json.Unmarshal(sc.Bytes(), &q); err != nil {
			t.Fatal(err)
		}
		table, want := tables[heed.Language(q.Lang)], index(heed.ActKind(q.Act))
		if table == nil || want == len(asked) {
			t.Logf("left out: language %q, act %q", q.Lang, q.Act)
			continue
		}
		table[want][index(ask(heed.Language(q.Lang), q.Before, q.Text))]++
		n++
	}
	if n == 0 {
		t.Fatal("no question was read")
	}
	for _, lang := range []heed.Language{heed.English, heed.Spanish} {
		right, all := 0, 0
		counts := perClass(tables[lang])
		for i, row := range tables[lang] {
			right += row[i]
			for _, v := range row {
				all += v
			}
			t.Logf("%s %-26s right %d of %d, precision %.2f, F1 %.2f", lang, asked[i], row[i], counts[i].Support(), counts[i].Precision(), counts[i].F1())
		}
		low, high := metrics.Wilson(right, all, metrics.Z95)
		t.Logf("%s accuracy %.3f (%.3f to %.3f, n %d), macro-F1 %.3f, open against closed %.3f", lang,
			float64(right)/float64(max(all, 1)), low, high, all, metrics.MacroF1(counts), metrics.MacroF1(counts[:2]))
	}
}
