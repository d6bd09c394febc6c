package app

import (
	"bytes"
	"context"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/sense/acts"
	actseval "github.com/heedhq/heed/sense/acts/eval"
	actstrain "github.com/heedhq/heed/sense/acts/train"
)

// actLessons are the training splits of the sets of acts, to learn from what is
// measured and thrown away. Without a training split, the development one.
var actLessons = map[string]string{
	"bt_oasis": "measure/bt_oasis_calls/train.jsonl.gz",
	"mrda":     "measure/mrda_meetings/train.jsonl.gz",
	"maptask":  "measure/maptask_en/train.jsonl.gz",
	"dihana":   "measure/dihana_es/train.jsonl.gz",
	"esconv":   "measure/esconv/dev_utterances.jsonl",
}

// plainFloor is what a plain linear model reaches on a set's own labels: words
// one and two, letters two to five, TF-IDF, logistic regression with labels
// balanced, the turn alone.
type plainFloor struct{ macroF1, accuracy float64 }

var plainFloors = map[string]plainFloor{
	"bt_oasis": {0.407, 0.632},
	"mrda":     {0.556, 0.849},
	"maptask":  {0.548, 0.582},
	"dihana":   {0.921, 0.932},
}

// evalActsOwn shows what can be learned from each set itself: a learner of its
// own labels beside the plain floor, and our acts, as they ship and with the
// layer trained on the set's own turns. What is learned is thrown away: these
// sets may only measure.
func evalActsOwn(_ context.Context, e *evaluation) ([]Measured, error) {
	var out []Measured
	for _, name := range actseval.Suites {
		learn, err := plain(e.Data, actLessons[name])
		if err != nil {
			return nil, err
		}
		test, err := plain(e.Data, actSets[name])
		if err != nil {
			return nil, err
		}
		if floor, ok := plainFloors[name]; ok {
			f, err := actseval.OwnLabels(actstrain.Options{Seed: 1}, name, bytes.NewReader(learn), bytes.NewReader(test))
			if err != nil {
				return nil, err
			}
			out = append(out, ownLabelFigures("acts "+name+", its own labels", &f, floor)...)
		}
		own, err := ownTurns(name, learn, test)
		if err != nil {
			return nil, err
		}
		for _, how := range []struct {
			suite string
			of    func(*heed.Conversation) [][]heed.Act
		}{{"acts " + name + ", as shipped", e.acts}, {"acts " + name + ", trained on its own turns", own.Of}} {
			f, err := actseval.RunWith(name, bytes.NewReader(test), how.of)
			if err != nil {
				return nil, err
			}
			out = append(out, actFigures(how.suite, &f)...)
		}
	}
	return out, nil
}

// ownTurns trains the layer on the turns of a set, as somebody would on theirs.
func ownTurns(name string, learn, test []byte) (*acts.Model, error) {
	x, err := actseval.Labelled(name, bytes.NewReader(learn))
	if err != nil {
		return nil, err
	}
	if x, err = actseval.Apart(name, x, bytes.NewReader(test)); err != nil {
		return nil, err
	}
	b, _, err := actstrain.Train(actstrain.Options{Seed: 1}, x)
	if err != nil {
		return nil, err
	}
	return acts.Load(bytes.NewReader(b))
}

func ownLabelFigures(suite string, f *actseval.OwnFigures, floor plainFloor) []Measured {
	out := []Measured{
		{Suite: suite, Name: "macro_f1", Value: f.MacroF1, Low: f.Low, High: f.High, N: f.N},
		{Suite: suite, Name: "macro_f1 of a plain linear model", Value: floor.macroF1, N: f.N},
		{Suite: suite, Name: "accuracy", Value: f.Accuracy, N: f.N},
		{Suite: suite, Name: "accuracy of a plain linear model", Value: floor.accuracy, N: f.N},
	}
	return append(out, perAct(suite, f.OpenClosed, f.N, f.Classes)...)
}
