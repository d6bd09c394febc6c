package eval

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"testing"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/metrics"
	"github.com/heedhq/heed/sense/acts"
)

// TestHeldOut reports accuracy per act and language on utterances that nobody
// who wrote the rules has seen. It only reports: no rule may be mended by it.
// An utterance's act is its question, where it asks, else the act that covers
// most of it.
func TestHeldOut(t *testing.T) {
	f, err := os.Open("../../../testdata/heldout/answers/questions.jsonl")
	if err != nil {
		t.Skip("no held-out utterances beside the package")
	}
	defer f.Close()
	k := len(heed.ActKinds)
	tables := make(map[heed.Language][][]int)
	for _, lang := range []heed.Language{heed.English, heed.Spanish} {
		tables[lang] = make([][]int, k)
		for i := range tables[lang] {
			tables[lang][i] = make([]int, k+1)
		}
	}
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		var q struct {
			Lang         heed.Language
			Before, Text string
			Act          heed.ActKind
		}
		if err := json.Unmarshal(sc.Bytes(), &q); err != nil {
			t.Fatal(err)
		}
		want := slices.Index(heed.ActKinds, q.Act)
		if tables[q.Lang] == nil || want < 0 {
			t.Logf("left out: language %q, act %q", q.Lang, q.Act)
			continue
		}
		got := slices.Index(heed.ActKinds, whole(q.Lang, q.Before, q.Text))
		if got < 0 {
			got = k
		}
		tables[q.Lang][want][got]++
	}
	for _, lang := range []heed.Language{heed.English, heed.Spanish} {
		right, all, questions, asked := 0, 0, 0, 0
		counts := perClass(tables[lang])
		for i, row := range tables[lang] {
			n := counts[i].Support()
			right, all = right+row[i], all+n
			if heed.ActKinds[i].Question() {
				questions, asked = questions+row[i], asked+n
			}
			if n > 0 {
				t.Logf("%s %-26s right %d of %d, precision %.2f, F1 %.2f", lang, heed.ActKinds[i], row[i], n, counts[i].Precision(), counts[i].F1())
			}
		}
		low, high := metrics.Wilson(right, all, metrics.Z95)
		t.Logf("%s all acts: accuracy %.3f (%.3f to %.3f, n %d), macro-F1 %.3f; questions alone %d of %d; open against closed %.3f", lang,
			float64(right)/float64(max(all, 1)), low, high, all, metrics.MacroF1(counts), questions, asked, metrics.MacroF1(counts[:2]))
	}
}

// whole returns the act of an utterance as a whole, "" for none. Speaker b is
// on our side.
func whole(lang heed.Language, before, text string) heed.ActKind {
	c := &heed.Conversation{Language: lang, Turns: []heed.Turn{
		{Speaker: "customer", Role: heed.RoleCustomer, Text: before}, {Speaker: "rep", Role: heed.RoleRep, Text: text},
	}}
	var best heed.ActKind
	size := -1
	for _, a := range acts.Of(c)[1] {
		n := a.Len()
		if a.Kind.Question() {
			n += 1 << 20
		}
		if n > size {
			best, size = a.Kind, n
		}
	}
	return best
}
