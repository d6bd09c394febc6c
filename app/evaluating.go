package app

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/metrics"
	"github.com/heedhq/heed/sense"
	"github.com/heedhq/heed/sense/acts"
	actseval "github.com/heedhq/heed/sense/acts/eval"
	"github.com/heedhq/heed/sense/emotion"
	"github.com/heedhq/heed/sense/emotion/train"
	signaleval "github.com/heedhq/heed/sense/eval"
	"github.com/heedhq/heed/shape"
)

// Measured is one figure with its interval and the number of cases.
type Measured struct {
	Suite string  `json:"suite"`
	Name  string  `json:"name"`
	Value float64 `json:"value"`
	Low   float64 `json:"low,omitempty"` // 95 %; both 0: no interval
	High  float64 `json:"high,omitempty"`
	N     int     `json:"n"`
}

// EvalRequest says what to measure.
type EvalRequest struct {
	Suite string // "" for all
	Data  Data   // the public sets
	Gold  Data   // the repository's testdata
	// Model replaces the emotion model that is built in; nil measures that.
	Model []byte
}

// suite measures one part.
type suite struct {
	name string
	run  func(ctx context.Context, e *evaluation) ([]Measured, error)
}

var suites = []suite{
	{"emotion", evalEmotion},
	{"basic", evalBasic},
	{"affect", evalAffect},
	{"signals", evalSignals},
	{"acts", evalActs},
	{"themes", evalThemes},
}

// Suites names what can be measured.
func Suites() []string {
	names := make([]string, len(suites))
	for i, s := range suites {
		names[i] = s.name
	}
	return names
}

type evaluation struct {
	EvalRequest
	model *emotion.Model
}

// Evaluate measures one suite, or all of them, and hands each suite's figures
// to take as soon as they are there.
func Evaluate(ctx context.Context, req EvalRequest, take func([]Measured) error) (err error) {
	defer heed.Wrap(&err, "evaluate")
	if req.Suite != "" && !slices.Contains(Suites(), req.Suite) {
		return heed.Errorf(heed.CodeInvalid, "there is no suite %q; there are %v", req.Suite, Suites())
	}
	e := &evaluation{EvalRequest: req, model: emotion.Default()}
	if req.Model != nil {
		if e.model, err = emotion.Load(bytes.NewReader(req.Model)); err != nil {
			return heed.WrapError(heed.CodeInvalid, err, "that is not a model that this version of heed train makes: %v", err)
		}
	}
	for _, s := range suites {
		if req.Suite != "" && req.Suite != s.name {
			continue
		}
		figures, err := s.run(ctx, e)
		if err != nil {
			return err
		}
		if err := take(figures); err != nil {
			return err
		}
	}
	return nil
}

// evalEmotion measures the 28 labels on the published test split.
func evalEmotion(_ context.Context, e *evaluation) ([]Measured, error) {
	x, err := examples(e.Data, emotion.Labels[:], goTest)
	if err != nil {
		return nil, err
	}
	dev, err := examples(e.Data, emotion.Labels[:], goDev)
	if err != nil {
		return nil, err
	}
	out := labelFigures("emotion test", train.EvaluateLabels(e.model, x))
	calibration := train.EvaluateLabels(e.model, dev)
	return append(out, Measured{Suite: "emotion dev", Name: "ece", Value: calibration.ECE, N: calibration.N}), nil
}

func labelFigures(name string, r *train.Report) []Measured {
	out := []Measured{
		{Suite: name, Name: "macro_f1", Value: r.MacroF1, Low: r.Low, High: r.High, N: r.N},
		{Suite: name, Name: "micro_f1", Value: r.MicroF1, N: r.N},
		{Suite: name, Name: "ece", Value: r.ECE, N: r.N},
	}
	for _, l := range r.Labels {
		out = append(out, Measured{Suite: name, Name: "f1 " + l.Name, Value: l.F1, N: l.Support})
	}
	return out
}

// evalBasic trains the basic emotions anew and judges every text by a model
// that has not seen it: the model built in has learned from all of them.
func evalBasic(_ context.Context, e *evaluation) ([]Measured, error) {
	t, err := Train(TrainRequest{Head: "basic", Data: e.Data, Seed: 1})
	return t.Figures, err
}

// evalAffect correlates valence and arousal with EmoBank, which nothing has
// been trained on.
func evalAffect(_ context.Context, e *evaluation) ([]Measured, error) {
	b, err := plain(e.Data, "measure/emobank/emobank.jsonl.gz")
	if err != nil {
		return nil, err
	}
	var x []train.Rating
	for line := range bytes.Lines(b) {
		var row struct {
			Split string  `json:"split"`
			V     float64 `json:"V"`
			A     float64 `json:"A"`
			Text  string  `json:"text"`
		}
		if err := json.Unmarshal(line, &row); err != nil {
			return nil, heed.WrapError(heed.CodeInvalid, err, "emobank is not as expected: %v", err)
		}
		if row.Split == "test" {
			x = append(x, train.Rating{Text: row.Text, Valence: row.V, Arousal: row.A})
		}
	}
	v, a := train.EvaluateAffect(e.model, "en", x)
	return []Measured{
		{Suite: "affect", Name: "pearson valence", Value: v, N: len(x)},
		{Suite: "affect", Name: "pearson arousal", Value: a, N: len(x)},
	}, nil
}

// evalSignals measures content signals on the frozen half of the gold
// standard, and how far the annotators agree.
func evalSignals(_ context.Context, e *evaluation) ([]Measured, error) {
	f, err := open(e.Gold, "gold/signals.jsonl")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	items, err := signaleval.ReadGold(f)
	if err != nil {
		return nil, err
	}
	if err := signaleval.Texts(items, e.Data.Open); err != nil {
		return nil, err
	}
	rep := signaleval.Signals(items, sense.New(sense.Options{Acts: acts.Of}), "frozen")
	var out []Measured
	for _, f := range rep.Figures {
		name := string(f.Kind) + " " + string(f.Language)
		out = append(out,
			Measured{Suite: "signals frozen", Name: "precision " + name, Value: f.Precision, Low: f.Low, High: f.High, N: f.Found},
			Measured{Suite: "signals frozen", Name: "recall " + name, Value: f.Recall, N: f.Marks})
	}
	for _, a := range rep.Agreement {
		if a.Known {
			out = append(out, Measured{Suite: "annotators", Name: "alpha " + string(a.Kind), Value: a.Alpha, Low: a.Low, High: a.High, N: a.Units})
		}
	}
	return out, nil
}

// actSets are the files of each set of acts.
var actSets = map[string]string{
	"bt_oasis": "measure/bt_oasis_calls/test.jsonl.gz",
	"mrda":     "measure/mrda_meetings/test.jsonl.gz",
	"maptask":  "measure/maptask_en/test.jsonl.gz",
	"dihana":   "measure/dihana_es/test.jsonl.gz",
	"esconv":   "measure/esconv/test_utterances.jsonl",
}

func evalActs(_ context.Context, e *evaluation) ([]Measured, error) {
	var out []Measured
	for _, name := range actseval.Suites {
		f, err := open(e.Data, actSets[name])
		if err != nil {
			return nil, err
		}
		fig, err := actseval.Run(name, f)
		if closeErr := f.Close(); err == nil {
			err = closeErr
		}
		if err != nil {
			return nil, err
		}
		set := "acts " + name
		out = append(out,
			Measured{Suite: set, Name: "macro_f1", Value: fig.MacroF1, Low: fig.Low, High: fig.High, N: fig.Mapped},
			Measured{Suite: set, Name: "accuracy", Value: fig.Accuracy, N: fig.Mapped},
			Measured{Suite: set, Name: "accuracy of the most frequent class", Value: fig.Majority, N: fig.Mapped})
		for _, c := range fig.Classes {
			out = append(out, Measured{Suite: set, Name: "f1 " + c.Name, Value: c.F1, N: c.N})
		}
	}
	return out, nil
}

// evalThemes groups the Banking77 test texts, with and without being told how
// many groups there are. The intents only measure.
func evalThemes(ctx context.Context, e *evaluation) ([]Measured, error) {
	b, err := plain(e.Data, "train/banking77/test.jsonl.gz")
	if err != nil {
		return nil, err
	}
	var texts []shape.Text
	var right []int
	known := map[string]int{}
	for line := range bytes.Lines(b) {
		var row struct{ Text, Intent string }
		if err := json.Unmarshal(line, &row); err != nil {
			return nil, heed.WrapError(heed.CodeInvalid, err, "banking77 is not as expected: %v", err)
		}
		if _, ok := known[row.Intent]; !ok {
			known[row.Intent] = len(known)
		}
		right = append(right, known[row.Intent])
		texts = append(texts, shape.Text{Text: row.Text, Lang: heed.English})
	}
	var out []Measured
	for _, k := range []int{len(known), 0} {
		groups, err := shape.Themes(ctx, texts, shape.ThemeOptions{K: k, Seed: 1})
		if err != nil {
			return nil, err
		}
		given := make([]int, len(groups))
		left := 0
		for i, g := range groups {
			given[i] = g.Theme
			if g.Theme < 0 {
				given[i] = len(groups) + left // a group of its own
				left++
			}
		}
		set := "banking77, k given"
		if k == 0 {
			set = "banking77, k not given"
		}
		out = append(out,
			Measured{Suite: set, Name: "nmi", Value: metrics.NMI(given, right), N: len(texts)},
			Measured{Suite: set, Name: "share not grouped", Value: float64(left) / float64(len(texts)), N: len(texts)})
	}
	return out, nil
}
