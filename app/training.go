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
	Head string // emotion or basic
	Data Data   // the public sets; needed unless Own is given
	// Own is a person's own labelled CSV, with columns text and labels (names
	// parted by commas or spaces), in Language.
	Own      io.Reader
	Language heed.Language
	// Base is the model whose other heads are kept; nil is the one built in.
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
	}
	return out, heed.Errorf(heed.CodeInvalid, "%q cannot be trained; emotion and basic can", req.Head)
}

func trainEmotion(req TrainRequest, o train.Options) (out Trained, err error) {
	var d train.EmotionData
	if req.Own != nil {
		if d.Train, err = train.ReadCSV(req.Own, emotion.Labels[:]); err != nil {
			return out, heed.WrapError(heed.CodeInvalid, err, "the CSV cannot be learned from: %v", err)
		}
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
	}
	if out.Model, err = train.Emotion(o, req.Base, d); err != nil {
		return out, heed.WrapError(heed.CodeInvalid, err, "training failed: %v", err)
	}
	if len(d.Dev) > 0 {
		m, err := emotion.Load(bytes.NewReader(out.Model))
		if err != nil {
			return out, err
		}
		out.Figures = labelFigures("emotion dev", train.EvaluateLabels(m, d.Dev))
	}
	return out, nil
}

func trainBasic(req TrainRequest, o train.Options) (out Trained, err error) {
	languages := []string{"en", "es"}
	if req.Language != "" {
		languages = []string{string(req.Language)}
	}
	base := req.Base
	for _, lang := range languages {
		var x []train.Example
		var neutral []string
		if req.Own != nil {
			x, err = train.ReadCSV(req.Own, emotion.Basics[:])
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
		out.Figures = append(out.Figures, Measured{Suite: set, Name: "macro_f1", Value: cross.MacroF1, N: len(x)})
		for i, name := range cross.Labels {
			out.Figures = append(out.Figures, Measured{Suite: set, Name: "f1 " + name, Value: cross.F1[i], N: len(x)})
		}
		base = bytes.NewReader(out.Model)
	}
	return out, nil
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
