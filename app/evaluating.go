package app

import (
	"context"
	"io"
	"slices"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/sense/acts"
	"github.com/heedhq/heed/sense/emotion"
)

// Measured is one figure with its interval and the number of cases.
type Measured struct {
	Suite string  `json:"suite"`
	Name  string  `json:"name"`
	Value float64 `json:"value"`
	Low   float64 `json:"low,omitempty"` // 95 %; both 0: no interval
	High  float64 `json:"high,omitempty"`
	N     int     `json:"n"`
	// Precision and Recall belong to an F1.
	Precision *float64 `json:"precision,omitempty"`
	Recall    *float64 `json:"recall,omitempty"`
	// Confusion makes this a table and no figure: Value is the share of N on its
	// diagonal.
	Confusion *Confusion `json:"confusion,omitempty"`
	// Unmeasured says why there is no figure; Value is then 0.
	Unmeasured string `json:"unmeasured,omitempty"`
}

// Confusion counts what was given for what was right: Counts[right][given].
// Given may have a name more than Right, for what got none of them.
type Confusion struct {
	Right  []string `json:"right"`
	Given  []string `json:"given"`
	Counts [][]int  `json:"counts"`
}

// EvalRequest says what to measure.
type EvalRequest struct {
	Suite string // "" for all
	Data  Data   // the public sets
	Gold  Data   // the repository's testdata
	// Models replace the ones that are built in: of emotion, of acts or both.
	Models []io.Reader
	// Own is a labelled table of somebody's own to measure on instead of the
	// public sets, with the columns that TrainRequest.Own has; Suite is then one
	// of emotion, basic and acts.
	Own      io.Reader
	Language heed.Language // of Own's texts; needed by basic
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
	{"feelings", evalFeelings},
	{"signals", evalSignals},
	{"acts", evalActs},
	{"acts-own", evalActsOwn},
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
	acts  func(*heed.Conversation) [][]heed.Act
	// given says that Models hold one of emotion
	given bool
}

// Evaluate measures one suite, or all of them, and hands each suite's figures
// to take as soon as they are there.
func Evaluate(ctx context.Context, req EvalRequest, take func([]Measured) error) (err error) {
	defer heed.Wrap(&err, "evaluate")
	if req.Suite != "" && !slices.Contains(Suites(), req.Suite) {
		return heed.Errorf(heed.CodeInvalid, "there is no suite %q; there are %v", req.Suite, Suites())
	}
	m, err := loadModels(req.Models)
	if err != nil {
		return err
	}
	e := &evaluation{EvalRequest: req, model: emotion.Default(), acts: acts.Of}
	if m.emotion != nil {
		e.model, e.given = m.emotion, true
	}
	if m.acts != nil {
		e.acts = m.acts.Of
	}
	if req.Own != nil {
		figures, err := e.own()
		if err != nil {
			return err
		}
		return take(figures)
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
