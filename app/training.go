package app

import (
	"bytes"
	"fmt"
	"io"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/sense/emotion"
	"github.com/heedhq/heed/sense/emotion/train"
)

// TrainRequest says what to train on.
type TrainRequest struct {
	Head string // emotion, basic or acts
	Data Data   // the public sets; needed unless Own is given
	// Own is a person's own labelled CSV. For emotion and basic it has the
	// columns text and labels (names parted by commas, semicolons or bars); for
	// acts text and act and, where there are any, conversation, speaker, role,
	// before and lang. Other columns (an id) are left alone.
	Own io.Reader
	// Language of Own's texts: needed by basic; acts take it where a row does not
	// say (then English).
	Language heed.Language
	// Base is the emotion model whose other heads are kept; nil is the one built
	// in. Acts have no base.
	Base     io.Reader
	Seed     uint64
	Progress Progress
}

// Trained is a model with what its training found on data it did not learn
// from.
type Trained struct {
	Model   []byte
	Figures []Measured
}

// The sets that train reads, below the data folder.
const (
	goTrain = "train/goemotions/train.jsonl.gz"
	goDev   = "train/goemotions/dev.jsonl.gz"
	goTest  = "train/goemotions/test.jsonl.gz"
)

func brighter(lang string) []string {
	return []string{"train/brighter_es_en/" + lang + "_train.jsonl", "train/brighter_es_en/" + lang + "_dev.jsonl"}
}

// Train trains one head of the emotion model. The same data and seed give the
// same bytes.
func Train(req TrainRequest) (out Trained, err error) {
	defer heed.Wrap(&err, "train %s", req.Head)
	o := train.Options{Seed: req.Seed, Progress: orQuiet(req.Progress).Step, Note: "trained with heed train " + req.Head}
	switch req.Head {
	case "emotion":
		return trainEmotion(req, o)
	case "basic":
		return trainBasic(req, o)
	case "acts":
		return trainActs(req)
	}
	return out, heed.Errorf(heed.CodeInvalid, "%q cannot be trained; emotion, basic and acts can", req.Head)
}

// csvFault says which table is wrong, in which line, and what to do.
func csvFault(err error) error {
	return heed.WrapError(heed.CodeInvalid, err, "the CSV cannot be learned from: %v", err)
}

// leastTexts is how many labelled texts a table needs, so that some can be set
// aside to choose thresholds with and some to measure on.
const leastTexts = 50

func trainEmotion(req TrainRequest, o train.Options) (out Trained, err error) {
	var d train.EmotionData
	var measured []train.Example // learned from by nothing
	set := "emotion dev, which chose the thresholds"
	if req.Own != nil {
		if req.Language == heed.Spanish {
			return out, heed.Errorf(heed.CodeInvalid, "the 28 labels are learned from English texts only; train basic --lang es for Spanish")
		}
		x, err := train.ReadCSV(req.Own, emotion.Labels[:])
		if err != nil {
			return out, csvFault(err)
		}
		if len(x) < leastTexts {
			return out, heed.Errorf(heed.CodeInvalid, "the CSV holds %d labelled texts; at least %d are needed, better some hundred of each label", len(x), leastTexts)
		}
		x, measured = train.SetAside(x, "measure")
		d.Train, d.Dev = train.SetAside(x, "dev")
		set = "emotion, a tenth of the table set aside"
	} else {
		if d.Train, err = examples(req.Data, emotion.Labels[:], goTrain); err != nil {
			return out, err
		}
		if d.Dev, err = examples(req.Data, emotion.Labels[:], goDev); err != nil {
			return out, err
		}
		if d.Vectors, err = vectors(req.Data); err != nil {
			return out, err
		}
		measured = d.Dev
	}
	if out.Model, err = train.Emotion(o, req.Base, d); err != nil {
		return out, heed.WrapError(heed.CodeInvalid, err, "training failed: %v", err)
	}
	m, err := emotion.Load(bytes.NewReader(out.Model))
	if err != nil {
		return out, err
	}
	out.Figures = labelFigures(set, train.EvaluateLabels(m, measured))
	return out, nil
}

func trainBasic(req TrainRequest, o train.Options) (out Trained, err error) {
	languages := []string{"en", "es"}
	if req.Language != "" {
		languages = []string{string(req.Language)}
	}
	if req.Own != nil && req.Language == "" {
		return out, heed.Errorf(heed.CodeInvalid, "say which language the texts of the CSV are in: --lang en or --lang es")
	}
	base := req.Base
	for _, lang := range languages {
		var x []train.Example
		var neutral []string
		if req.Own != nil {
			if x, err = train.ReadCSV(req.Own, emotion.Basics[:]); err != nil {
				return out, csvFault(err)
			}
			if len(x) < leastTexts {
				return out, heed.Errorf(heed.CodeInvalid, "the CSV holds %d labelled texts; at least %d are needed, better some hundred of each emotion", len(x), leastTexts)
			}
		} else if x, err = examples(req.Data, emotion.Basics[:], brighter(lang)...); err == nil && lang == "en" {
			neutral, err = neutrals(req.Data)
		}
		if err != nil {
			return out, err
		}
		var cross *train.CrossReport
		if out.Model, cross, err = train.Basic(o, base, lang, x, neutral); err != nil {
			return out, heed.WrapError(heed.CodeInvalid, err, "training failed: %v", err)
		}
		set := "basic " + lang + ", cross-validated"
		out.Figures = append(out.Figures, crossFigures(set, cross)...)
		base = bytes.NewReader(out.Model)
	}
	return out, nil
}

func crossFigures(suite string, r *train.CrossReport) []Measured {
	out := []Measured{
		{Suite: suite, Name: "macro_f1", Value: r.MacroF1, Low: r.Low, High: r.High, N: r.N},
		{Suite: suite, Name: "micro_f1", Value: r.MicroF1, Low: r.Micro.Low, High: r.Micro.High, N: r.N},
		{Suite: suite, Name: "ece", Value: r.ECE, N: r.N},
	}
	for i, name := range r.Labels {
		f := perLabel(suite, name, r.F1[i], r.Precision[i], r.Recall[i], r.Support[i])
		f.Low, f.High = r.Each[i].Low, r.Each[i].High
		out = append(out, f)
	}
	return append(out, confusionOf(suite, r.Labels, r.Labels, r.Confusion))
}

// neutrals are the first texts of GoEmotions that people found neutral.
func neutrals(data Data) ([]string, error) {
	x, err := examples(data, emotion.Labels[:], goTrain)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, e := range x {
		if e.Labels == 1<<emotion.Neutral && len(out) < train.NeutralTexts {
			out = append(out, e.Text)
		}
	}
	return out, nil
}

// vectors reads the English word vectors of the data folder.
func vectors(data Data) (*train.Vectors, error) {
	words, err := plain(data, "lexicons/glove_100d_int8/words.txt")
	if err != nil {
		return nil, err
	}
	rows, err := plain(data, "lexicons/glove_100d_int8/vectors.i8")
	if err != nil {
		return nil, err
	}
	v, err := train.ReadVectors(bytes.NewReader(words), bytes.NewReader(rows), 100)
	if err != nil {
		return nil, fmt.Errorf("word vectors: %w", err)
	}
	return v, nil
}
