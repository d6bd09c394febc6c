package app

import (
	"context"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/heedhq/heed"
)

const (
	mostStages     = 16
	longestStage   = 40  // characters of a stage's name
	longestOutcome = 200 // characters
)

// studyNote is what taking a change of a study back needs.
type studyNote struct {
	Before studyPart `json:"before"`
	After  studyPart `json:"after"`
}

type studyPart struct {
	Outcome string       `json:"outcome"`
	Stages  []heed.Stage `json:"stages"`
}

func partOf(s heed.Study) studyPart { return studyPart{s.Outcome, s.Settings.Stages} }

// SetStages gives a study's journey other stages, in their order. A stage
// without an id is new and gets one of its name; what stood at a stage that is
// gone is placed anew.
func (a *App) SetStages(ctx context.Context, study string, stages []heed.Stage, by string) (entry int64, err error) {
	defer heed.Wrap(&err, "stages")
	var kept []heed.Stage
	for _, st := range stages {
		st.Name = map[heed.Language]string{
			heed.English: strings.Join(strings.Fields(st.Name[heed.English]), " "), heed.Spanish: strings.Join(strings.Fields(st.Name[heed.Spanish]), " "),
		}
		for lang, other := range map[heed.Language]heed.Language{heed.English: heed.Spanish, heed.Spanish: heed.English} {
			if st.Name[lang] == "" {
				st.Name[lang] = st.Name[other]
			}
			if utf8.RuneCountInString(st.Name[lang]) > longestStage {
				return 0, heed.Errorf(heed.CodeTooLarge, "the name of a stage has at most %d characters", longestStage)
			}
		}
		if st.Name[heed.English] == "" {
			return 0, heed.Errorf(heed.CodeInvalid, "a stage needs a name; take it out if it is not wanted")
		}
		if st.ID == "" {
			st.ID = Slug(st.Name[heed.English])
		}
		if slices.ContainsFunc(kept, func(o heed.Stage) bool { return o.ID == st.ID }) {
			return 0, heed.Errorf(heed.CodeConflict, "there is a stage called %q already", st.Name[heed.English])
		}
		kept = append(kept, st)
	}
	if len(kept) < 2 || len(kept) > mostStages {
		return 0, heed.Errorf(heed.CodeInvalid, "a journey has 2 to %d stages, not %d", mostStages, len(kept))
	}
	return a.changeStudy(ctx, study, by, func(s *heed.Study) { s.Settings.Stages = kept })
}

// SetOutcome says what the study's customers want in the end: what its empathy
// maps are drawn towards.
func (a *App) SetOutcome(ctx context.Context, study, outcome, by string) (entry int64, err error) {
	defer heed.Wrap(&err, "outcome")
	outcome = strings.Join(strings.Fields(strings.ToValidUTF8(outcome, "�")), " ")
	if utf8.RuneCountInString(outcome) > longestOutcome {
		return 0, heed.Errorf(heed.CodeTooLarge, "an outcome has at most %d characters", longestOutcome)
	}
	return a.changeStudy(ctx, study, by, func(s *heed.Study) { s.Outcome = outcome })
}

// changeStudy changes a study, notes what it was, and analyses it again.
func (a *App) changeStudy(ctx context.Context, study, by string, change func(*heed.Study)) (entry int64, err error) {
	err = a.store.Write(ctx, func(tx Tx) error {
		s, err := tx.Studies.Get(ctx, study)
		if err != nil {
			return err
		}
		n := studyNote{Before: partOf(s)}
		change(&s)
		n.After = partOf(s)
		if reflect.DeepEqual(n.Before, n.After) {
			return heed.Errorf(heed.CodeInvalid, "nothing was changed")
		}
		if err := tx.Studies.Save(ctx, s); err != nil {
			return err
		}
		entry, err = a.note(ctx, tx, Entry{Study: study, Kind: EntryStudy, Target: study, By: by}, n)
		return err
	})
	if err != nil {
		return 0, err
	}
	_, err = a.afterAct(ctx, study, afterwards{inline: true})
	return entry, err
}

func unstudy(ctx context.Context, tx Tx, e Entry) error {
	var n studyNote
	if err := json.Unmarshal(e.Data, &n); err != nil {
		return err
	}
	s, err := tx.Studies.Get(ctx, e.Study)
	if err != nil {
		return err
	}
	if !reflect.DeepEqual(partOf(s), n.After) {
		return heed.Errorf(heed.CodeConflict, "the study was changed again since; take that back first")
	}
	s.Outcome, s.Settings.Stages = n.Before.Outcome, n.Before.Stages
	return tx.Studies.Save(ctx, s)
}
