package app

import (
	"github.com/heedhq/heed"
	actstrain "github.com/heedhq/heed/sense/acts/train"
	"github.com/heedhq/heed/sense/emotion"
	"github.com/heedhq/heed/sense/emotion/train"
)

// own measures on somebody's own labelled table.
func (e *evaluation) own() ([]Measured, error) {
	switch e.Suite {
	case "emotion":
		x, err := train.ReadCSV(e.Own, emotion.Labels[:])
		if err != nil {
			return nil, tableFault(err)
		}
		return labelFigures("emotion, own table", train.EvaluateLabels(e.model, x)), enough(len(x))
	case "basic":
		if e.Language != heed.English && e.Language != heed.Spanish {
			return nil, heed.Errorf(heed.CodeInvalid, "say which language the texts of the table are in: --lang en or --lang es")
		}
		x, err := train.ReadCSV(e.Own, emotion.Basics[:])
		if err != nil {
			return nil, tableFault(err)
		}
		return labelFigures("basic "+string(e.Language)+", own table", train.EvaluateBasic(e.model, string(e.Language), x)), enough(len(x))
	case "acts":
		lang := e.Language
		if lang == "" {
			lang = heed.English
		}
		x, err := actstrain.ReadCSV(e.Own, lang)
		if err != nil {
			return nil, tableFault(err)
		}
		return turnFigures("acts, own table", actstrain.Measure(e.acts, x)), enough(len(x))
	}
	return nil, heed.Errorf(heed.CodeInvalid, "a table of your own measures one part: name it with --suite emotion, --suite basic or --suite acts")
}

func tableFault(err error) error {
	return heed.WrapError(heed.CodeInvalid, err, "the CSV cannot be measured with: %v", err)
}

func enough(n int) error {
	if n == 0 {
		return heed.Errorf(heed.CodeInvalid, "the CSV holds no rows to measure on")
	}
	return nil
}
