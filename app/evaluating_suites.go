package app

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/metrics"
	"github.com/heedhq/heed/sense"
	actseval "github.com/heedhq/heed/sense/acts/eval"
	"github.com/heedhq/heed/sense/emotion"
	"github.com/heedhq/heed/sense/emotion/train"
	signaleval "github.com/heedhq/heed/sense/eval"
	"github.com/heedhq/heed/shape"
)

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
	out = append(out, Measured{Suite: "emotion dev", Name: "ece", Value: calibration.ECE, N: calibration.N})
	return append(out, Measured{Suite: "emotion es", Name: "28 labels", Unmeasured: "no Spanish text with these labels is at hand under a licence that allows it"}), nil
}

func labelFigures(name string, r *train.Report) []Measured {
	out := []Measured{
		{Suite: name, Name: "macro_f1", Value: r.MacroF1, Low: r.Low, High: r.High, N: r.N},
		{Suite: name, Name: "micro_f1", Value: r.MicroF1, Low: r.MicroLow, High: r.MicroHigh, N: r.N},
		{Suite: name, Name: "ece", Value: r.ECE, N: r.N},
	}
	for _, l := range r.Labels {
		f := perLabel(name, l.Name, l.F1, l.Precision, l.Recall, l.Support)
		f.Low, f.High = l.Low, l.High
		out = append(out, f)
	}
	return append(out, confusionOf(name, r.Names, r.Names, r.Confusion))
}

func perLabel(suite, label string, f1, precision, recall float64, n int) Measured {
	return Measured{Suite: suite, Name: "f1 " + label, Value: f1, Precision: &precision, Recall: &recall, N: n}
}

// confusionOf makes a table a figure.
func confusionOf(suite string, right, given []string, counts [][]int) Measured {
	n, diagonal := 0, 0
	for i, row := range counts {
		for j, c := range row {
			n += c
			if i == j {
				diagonal += c
			}
		}
	}
	m := Measured{Suite: suite, Name: "confusion", N: n, Confusion: &Confusion{right, given, counts}}
	if n > 0 {
		m.Value = float64(diagonal) / float64(n)
	}
	return m
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
	r := train.EvaluateAffect(e.model, "en", x)
	return []Measured{
		{Suite: "affect", Name: "pearson valence", Value: r.Valence, Low: r.ValenceLow, High: r.ValenceHigh, N: len(x)},
		{Suite: "affect", Name: "pearson arousal", Value: r.Arousal, Low: r.ArousalLow, High: r.ArousalHigh, N: len(x)},
		{Suite: "affect es", Name: "valence and arousal", Unmeasured: "no Spanish text with people's ratings is at hand"},
	}, nil
}

// evalFeelings measures whether the intensities of the customer emotions come
// out in the right order, on pairs of texts written by hand.
func evalFeelings(_ context.Context, e *evaluation) ([]Measured, error) {
	o := sense.Options{Acts: e.acts}
	if e.given {
		o.Emotion = e.model
	}
	s := sense.New(o)
	var out []Measured
	for _, part := range []string{"dev", "frozen"} {
		f, err := open(e.Gold, "intensity/"+part+".tsv")
		if err != nil {
			return nil, err
		}
		pairs, err := signaleval.ReadPairs(f)
		if closeErr := f.Close(); err == nil {
			err = closeErr
		}
		if err != nil {
			return nil, err
		}
		for _, o := range signaleval.Order(pairs, func(text string, lang heed.Language) []heed.FeelingScore { return s.Text(text, lang).Emotions }) {
			suite := "intensity of customer emotions, pairs " + part + " " + string(o.Language)
			share := func(name string, n int) Measured {
				m := Measured{Suite: suite, Name: name, Value: float64(n) / float64(max(o.N, 1)), N: o.N}
				m.Low, m.High = metrics.Wilson(n, o.N, metrics.Z95)
				return m
			}
			out = append(out, share("in order", o.Right), share("tied", o.Tied), share("not seen in either", o.Unseen))
		}
	}
	return append(out, Measured{Suite: "customer emotions", Name: "which ones, and how strong", Unmeasured: "no set of people's judgements of these eighteen is at hand, in either language; the labels beneath them are measured in English"}), nil
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
	o := sense.Options{Acts: e.acts}
	if e.given {
		o.Emotion = e.model
	}
	rep := signaleval.Signals(items, sense.New(o), "frozen")
	return signalFigures(rep), nil
}

func signalFigures(rep signaleval.Report) []Measured {
	const suite = "signals frozen"
	var out []Measured
	status := map[string]sense.Status{}
	for _, m := range sense.Measures() {
		status[string(m.Kind)+" "+string(m.Language)] = m.Status
	}
	for _, f := range rep.Figures {
		name := string(f.Kind) + " " + string(f.Language)
		out = append(out,
			Measured{Suite: suite, Name: "precision " + name, Value: f.Precision, Low: f.Low, High: f.High, N: f.Found},
			Measured{Suite: suite, Name: "confidence stated " + name, Value: f.Stated, N: f.Found})
		recall := Measured{Suite: suite, Name: "recall " + name, Value: f.Recall, N: f.Marks}
		recall.Low, recall.High = metrics.Wilson(f.Caught, f.Marks, metrics.Z95)
		out = append(out, recall, Measured{Suite: suite, Name: "f1 " + name, Value: f.F1, Low: f.F1Low, High: f.F1High, N: f.Marks})
		if status[name] == sense.Unmeasured {
			out[len(out)-1].Unmeasured = "fewer than five labelled examples: these figures say nothing"
		}
	}
	kinds := make([]string, len(heed.SignalKinds))
	for i, k := range heed.SignalKinds {
		kinds[i] = string(k)
	}
	for _, lang := range []heed.Language{heed.English, heed.Spanish} {
		if t := rep.Confusion[lang]; t != nil {
			out = append(out, confusionOf(suite+" "+string(lang), kinds, append(slices.Clone(kinds), "nothing"), t))
		}
	}
	for _, a := range rep.Agreement {
		if a.Known {
			out = append(out, Measured{Suite: "annotators", Name: "alpha " + string(a.Kind), Value: a.Alpha, Low: a.Low, High: a.High, N: a.Units})
		}
	}
	return out
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
		fig, err := actseval.RunWith(name, f, e.acts)
		if closeErr := f.Close(); err == nil {
			err = closeErr
		}
		if err != nil {
			return nil, err
		}
		out = append(out, actFigures("acts "+name, &fig)...)
	}
	return out, nil
}

func actFigures(suite string, fig *actseval.Figures) []Measured {
	out := []Measured{
		{Suite: suite, Name: "macro_f1", Value: fig.MacroF1, Low: fig.Low, High: fig.High, N: fig.Mapped},
		{Suite: suite, Name: "macro_f1 of classes of 30 and more", Value: fig.Common, N: fig.Mapped},
		{Suite: suite, Name: "macro_f1 where any act of the turn counts", Value: fig.Any, N: fig.Mapped},
		{Suite: suite, Name: "accuracy", Value: fig.Accuracy, N: fig.Mapped},
		{Suite: suite, Name: "accuracy of the most frequent class", Value: fig.Majority, N: fig.Mapped},
		{Suite: suite, Name: "ece", Value: fig.ECE, N: fig.Mapped},
	}
	out = append(out, perAct(suite, fig.OpenClosed, fig.Mapped, fig.Classes)...)
	names := fig.ClassNames()
	return append(out, confusionOf(suite, names, append(slices.Clone(names), "nothing"), fig.Confusion))
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
		nmi := Measured{Suite: set, Name: "nmi", Value: metrics.NMI(given, right), N: len(texts)}
		nmi.Low, nmi.High = nmiInterval(nmi.Value, given, right)
		alone := Measured{Suite: set, Name: "share not grouped", Value: float64(left) / float64(len(texts)), N: len(texts)}
		alone.Low, alone.High = metrics.Wilson(left, len(texts), metrics.Z95)
		out = append(out, nmi, alone)
	}
	return out, nil
}

// nmiInterval is the 95 % interval of the agreement of two groupings by the
// delete-half jackknife over texts, the groups left as they are.
func nmiInterval(value float64, given, right []int) (low, high float64) {
	g, r := make([]int, 0, len(given)), make([]int, 0, len(right))
	se := metrics.DeleteHalf(len(given), nmiDraws, 1, func(cases []int) float64 {
		g, r = g[:0], r[:0]
		for _, c := range cases {
			g, r = append(g, given[c]), append(r, right[c])
		}
		return metrics.NMI(g, r)
	})
	return max(0, value-metrics.Z95*se), min(1, value+metrics.Z95*se)
}

const nmiDraws = 200

// perAct are the figures of open against closed questions (below 0: not to be
// told in this set) and of every class.
func perAct(suite string, openClosed float64, n int, classes []actseval.Class) (out []Measured) {
	if openClosed >= 0 {
		out = append(out, Measured{Suite: suite, Name: "macro_f1 of open against closed", Value: openClosed, N: n})
	}
	for _, c := range classes {
		one := perLabel(suite, c.Name, c.F1, c.Precision, c.Recall, c.N)
		one.Low, one.High = c.Low, c.High
		out = append(out, one)
	}
	return out
}
