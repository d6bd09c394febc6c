package app

import (
	"context"
	"encoding/hex"
	"strings"
	"unicode/utf8"

	"github.com/heedhq/heed"
)

// longestWords is how long a claim made by hand may be, in characters.
const longestWords = 400

// kinds are the kinds of claim that stand in a cell of an empathy map.
var cellKinds = map[heed.Cell]heed.SignalKind{
	heed.CellSays: heed.SigSays, heed.CellDoes: heed.SigDoes, heed.CellThinks: heed.SigThinks,
	heed.CellFeels: heed.SigFeels, heed.CellHears: heed.SigHears, heed.CellSees: heed.SigSees,
	heed.CellPains: heed.SigPain, heed.CellGains: heed.SigGain, heed.CellTasks: heed.SigTask,
	heed.CellInfluences: heed.SigInfluence, heed.CellGoals: heed.SigGoal, heed.CellRisks: heed.SigRisk,
}

// Assume adds a claim that nobody was heard to say to a persona's map. It is
// assumed, and so of very low confidence, until somebody says it.
func (a *App) Assume(ctx context.Context, study, words string, at heed.Place, by string) (d heed.Decision, err error) {
	defer heed.Wrap(&err, "assume")
	words = strings.Join(strings.Fields(words), " ")
	kind, known := cellKinds[at.Cell]
	switch {
	case words == "":
		return d, heed.Errorf(heed.CodeInvalid, "a claim needs words")
	case utf8.RuneCountInString(words) > longestWords:
		return d, heed.Errorf(heed.CodeTooLarge, "a claim has at most %d characters", longestWords)
	case !known:
		return d, heed.Errorf(heed.CodeInvalid, "%q is not a part of an empathy map", at.Cell)
	case at.Persona == "":
		return d, heed.Errorf(heed.CodeInvalid, "an assumption is about a persona; name one")
	}
	err = a.Look(ctx, study, func(l *Looking) error {
		_, err := l.Persona(ctx, at.Persona)
		return err
	})
	if err != nil {
		return d, err
	}
	id := make([]byte, 6)
	a.random(id)
	c := heed.Claim{ID: "hand-" + hex.EncodeToString(id), Words: words, Kind: kind, Basis: heed.Assumed, Places: []heed.Place{at}}
	return a.Decide(ctx, heed.Decision{
		Study: study, Kind: heed.DecideAdd, Target: heed.TargetClaim, TargetID: c.ID, Claim: &c, By: by,
	})
}
