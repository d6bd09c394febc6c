package eval

import (
	"bytes"
	"testing"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/sense/acts"
	"github.com/heedhq/heed/sense/acts/train"
)

// TestOwnTurns trains the layer as somebody would on their own calls: on each
// set's own training split. What comes out is measured on its test split and
// thrown away: these sets may only measure.
func TestOwnTurns(t *testing.T) {
	for _, c := range []struct {
		suite, train, test string
		least              float64 // accuracy, a little under what was measured
	}{
		{"bt_oasis", "measure/bt_oasis_calls/train.jsonl.gz", "measure/bt_oasis_calls/test.jsonl.gz", 0.83},
		{"mrda", "measure/mrda_meetings/dev.jsonl.gz", "measure/mrda_meetings/test.jsonl.gz", 0.85},
		{"maptask", "measure/maptask_en/train.jsonl.gz", "measure/maptask_en/test.jsonl.gz", 0.66},
		{"dihana", "measure/dihana_es/train.jsonl.gz", "measure/dihana_es/test.jsonl.gz", 0.85},
		{"esconv", "measure/esconv/dev_utterances.jsonl", "measure/esconv/test_utterances.jsonl", 0.52},
	} {
		t.Run(c.suite, func(t *testing.T) {
			x, err := Labelled(c.suite, data(t, c.train))
			if err != nil {
				t.Fatal(err)
			}
			x, err = Apart(c.suite, x, data(t, c.test))
			if err != nil {
				t.Fatal(err)
			}
			b, rep, err := train.Train(train.Options{Seed: 1}, x)
			if err != nil {
				t.Fatal(err)
			}
			m, err := acts.Load(bytes.NewReader(b))
			if err != nil {
				t.Fatal(err)
			}
			of := func(how string, of func(*heed.Conversation) [][]heed.Act) float64 {
				f, err := RunWith(c.suite, data(t, c.test), of)
				if err != nil {
					t.Fatal(err)
				}
				t.Logf("%s: accuracy %.3f, macro-F1 %.3f (%.3f to %.3f), over classes of 30 and more %.3f, open against closed %.3f, ECE %.3f",
					how, f.Accuracy, f.MacroF1, f.Low, f.High, f.Common, f.OpenClosed, f.ECE)
				return f.Accuracy
			}
			t.Logf("cross-validated: %d turns, rules %.3f, layer %.3f, ECE %.3f", rep.N, rep.Rules, rep.Layer, rep.ECE)
			of("rules", acts.Rules)
			of("shipped layer", acts.Of)
			if got := of("trained on its own turns", m.Of); got < c.least {
				t.Errorf("accuracy %.3f, it was at least %.2f", got, c.least)
			}
		})
	}
}

// TestOwnLabels holds the comparison with a plain linear model over a turn's
// words and letters (balanced logistic regression, TF-IDF), whose figures stand
// under floor.
func TestOwnLabels(t *testing.T) {
	for _, c := range []struct {
		suite, dir      string
		floor, accuracy float64
	}{
		{"bt_oasis", "bt_oasis_calls", 0.407, 0.632},
		{"mrda", "mrda_meetings", 0.556, 0.849},
		{"dihana", "dihana_es", 0.921, 0.932},
		{"maptask", "maptask_en", 0.548, 0.599},
	} {
		t.Run(c.suite, func(t *testing.T) {
			f, err := OwnLabels(train.Options{Seed: 1}, c.suite, data(t, "measure/"+c.dir+"/train.jsonl.gz"), data(t, "measure/"+c.dir+"/test.jsonl.gz"))
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%d turns, %d labels, %d conversations left out; accuracy %.3f, macro-F1 %.3f (%.3f to %.3f), open against closed %.3f",
				f.N, len(f.Classes), f.Left, f.Accuracy, f.MacroF1, f.Low, f.High, f.OpenClosed)
			for _, k := range f.Classes {
				t.Logf("  %-16s P %.2f R %.2f F1 %.2f n %d", k.Name, k.Precision, k.Recall, k.F1, k.N)
			}
			if f.MacroF1 < c.floor || f.Accuracy < c.accuracy {
				t.Errorf("macro-F1 %.3f, accuracy %.3f; the plain model reaches %.3f and %.3f", f.MacroF1, f.Accuracy, c.floor, c.accuracy)
			}
		})
	}
}
