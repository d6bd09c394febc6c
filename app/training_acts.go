package app

import (
	"bytes"
	"slices"

	"github.com/heedhq/heed"
	actstrain "github.com/heedhq/heed/sense/acts/train"
	"github.com/heedhq/heed/sense/emotion"
)

// Every how many texts of the largest sets teach the acts.
const (
	taught       = 6 // how often an example written by hand counts
	everyIntent  = 12
	everyComment = 8
)

// trainActs trains the learned layer of acts. On the public sets its gates are
// those that measured better than the rules; on somebody's own table
// cross-validation opens them.
func trainActs(req TrainRequest) (out Trained, err error) {
	o := actstrain.Options{Seed: req.Seed, Progress: orQuiet(req.Progress).Step, Note: "trained with heed train acts"}
	if req.Base != nil {
		return out, heed.Errorf(heed.CodeInvalid, "acts are always trained whole; leave --base out")
	}
	var x []actstrain.Labelled
	if req.Own != nil {
		lang := req.Language
		if lang == "" {
			lang = heed.English
		}
		if x, err = actstrain.ReadCSV(req.Own, lang); err != nil {
			return out, csvFault(err)
		}
		x = append(x, actstrain.Handwritten(1)...)
	} else {
		if x, err = actsData(req.Data); err != nil {
			return out, err
		}
		o.Open = actstrain.Shipped
	}
	var rep *actstrain.Report
	if out.Model, rep, err = actstrain.Train(o, x); err != nil {
		return out, err
	}
	const suite = "acts, cross-validated"
	out.Figures = append(out.Figures,
		Measured{Suite: suite, Name: "macro_f1 by the rules alone", Value: rep.Rules, N: rep.N},
		Measured{Suite: suite, Name: "accuracy by the rules alone", Value: rep.RulesAccuracy, N: rep.N})
	out.Figures = append(out.Figures, turnFigures(suite, rep)...)
	for _, a := range rep.Acts {
		if a.Open {
			out.Figures = append(out.Figures, Measured{Suite: suite, Name: "learned layer better, " + string(a.Kind) + " (" + string(a.Language) + ")", Value: a.Layer - a.Rules, N: a.N})
		}
	}
	return out, nil
}

// turnFigures are the figures of one act a turn.
func turnFigures(suite string, rep *actstrain.Report) []Measured {
	out := []Measured{
		{Suite: suite, Name: "macro_f1", Value: rep.Layer, Low: rep.Low, High: rep.High, N: rep.N},
		{Suite: suite, Name: "accuracy", Value: rep.Accuracy, N: rep.N},
		{Suite: suite, Name: "ece", Value: rep.ECE, N: rep.N},
	}
	for _, a := range rep.Acts {
		f := perLabel(suite, string(a.Kind)+" ("+string(a.Language)+")", a.Layer, a.Precision, a.Recall, a.N)
		f.Low, f.High = a.Low, a.High
		out = append(out, f)
	}
	return append(out, confusionOf(suite, rep.Names, append(slices.Clone(rep.Names), "nothing"), rep.Confusion))
}

// actsData reads what the learned layer of acts is taught with: only sets whose
// licence allows it.
func actsData(data Data) ([]actstrain.Labelled, error) {
	out := actstrain.Handwritten(taught)
	b, err := plain(data, "train/persuasion_for_good/annotated_300.jsonl.gz")
	if err != nil {
		return nil, err
	}
	x, err := actstrain.ReadPersuasion(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	out = append(out, x...)
	for i := range x {
		out = append(out, actstrain.Bare(x[i].Conversation))
	}
	if b, err = plain(data, "train/multidogo/train.jsonl.gz"); err != nil {
		return nil, err
	}
	if x, err = actstrain.ReadIntents(bytes.NewReader(b), everyIntent); err != nil {
		return nil, err
	}
	out = append(out, x...)
	for _, path := range []string{"train/casino/train.jsonl.gz", "train/interviews_anthropic/transcripts.jsonl.gz"} {
		if b, err = plain(data, path); err != nil {
			return nil, err
		}
		convs, err := actstrain.ReadTurns(bytes.NewReader(b), heed.English)
		if err != nil {
			return nil, err
		}
		for i := range convs {
			out = append(out, actstrain.Bare(convs[i]))
		}
	}
	loose, err := bareTexts(data)
	return append(out, loose...), err
}

// bareTexts are texts without a conversation around them.
func bareTexts(data Data) ([]actstrain.Labelled, error) {
	var out []actstrain.Labelled
	for _, set := range []struct {
		paths []string
		lang  heed.Language
		names []string
		every int
	}{
		{[]string{goTrain}, heed.English, emotion.Labels[:], everyComment},
		{brighter("es"), heed.Spanish, emotion.Basics[:], 1},
	} {
		x, err := examples(data, set.names, set.paths...)
		if err != nil {
			return nil, err
		}
		for i := 0; i < len(x); i += set.every {
			c := heed.Conversation{Language: set.lang, Turns: []heed.Turn{{Speaker: "a", Text: x[i].Text}}}
			out = append(out, actstrain.Bare(c))
		}
	}
	return out, nil
}
