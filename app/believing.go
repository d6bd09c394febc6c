package app

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/ask"
)

// Belief is something that somebody holds to be true of the customers before
// they were heard, beside what was heard.
type Belief struct {
	Decision int64     `json:"decision"`
	Claim    string    `json:"claim"` // id
	Words    string    `json:"words"`
	Cell     heed.Cell `json:"cell"`
	// Persona is whom it is about, in the words of whoever wrote it; "" for all.
	Persona string `json:"persona,omitempty"`
	By      string `json:"by,omitempty"`
	// Verdict is "confirmed" where somebody said it and more say so than not,
	// "contradicted" where more say otherwise, "divided" where as many do,
	// "unheard" where nobody said anything about it.
	Verdict string `json:"verdict"`
	For     int    `json:"for"`     // people who say so
	Against int    `json:"against"` // people who say otherwise
	// Tested says whose words it was held against, and Silent how many of those
	// people said nothing of it; nil before an analysis.
	Tested *heed.Tested `json:"tested,omitempty"`
	Silent int          `json:"silent"`
	// Level is that of the claim now: very low while nobody was heard to say it.
	Level heed.Level `json:"level"`
	// Near are the ids of claims that were heard of the same matter, where
	// nobody said it in so many words.
	Near []string `json:"near,omitempty"`
}

// nearBelief is how many of them are told.
const nearBelief = 2

// beliefID marks claims that were written down before anybody was heard.
const beliefID = "belief-"

// Believe writes down a belief. The study is made where there is none of that
// name: believing comes before hearing. It stays assumed until somebody says
// it; the next run looks for those who do, and for those who say otherwise.
func (a *App) Believe(ctx context.Context, study, persona, words string, cell heed.Cell, by string) (d heed.Decision, err error) {
	defer heed.Wrap(&err, "write down a belief")
	words, persona = strings.Join(strings.Fields(words), " "), strings.Join(strings.Fields(persona), " ")
	kind, known := cellKinds[cell]
	switch {
	case words == "":
		return d, heed.Errorf(heed.CodeInvalid, "a belief needs words")
	case utf8.RuneCountInString(words) > longestWords || utf8.RuneCountInString(persona) > longestWords:
		return d, heed.Errorf(heed.CodeTooLarge, "a belief has at most %d characters", longestWords)
	case !known:
		return d, heed.Errorf(heed.CodeInvalid, "%q is not a part of an empathy map", cell)
	case Slug(study) == "":
		return d, heed.Errorf(heed.CodeInvalid, "a belief belongs to a study; name one")
	}
	id := sha256.Sum256([]byte(Slug(study) + "\n" + persona + "\n" + string(cell) + "\n" + words))
	c := heed.Claim{ID: beliefID + hex.EncodeToString(id[:6]), Words: words, Kind: kind, Basis: heed.Assumed, Places: []heed.Place{{Cell: cell}}}
	d = heed.Decision{Kind: heed.DecideAdd, Target: heed.TargetClaim, TargetID: c.ID, Claim: &c, Note: persona, By: by, At: a.now().UTC()}
	err = a.store.Write(ctx, func(tx Tx) error {
		st, err := tx.Studies.Get(ctx, study)
		if heed.ErrorCode(err) == heed.CodeNotFound {
			st = heed.Study{ID: Slug(study), Name: study, Settings: heed.DefaultSettings()}
			if _, err = tx.Studies.Get(ctx, st.ID); heed.ErrorCode(err) == heed.CodeNotFound {
				err = tx.Studies.Save(ctx, st)
			}
		}
		if err != nil {
			return err
		}
		d.Study = st.ID
		all, err := tx.Decisions.List(ctx, st.ID)
		if err != nil {
			return err
		}
		gone := undone(all)
		if slices.ContainsFunc(all, func(o heed.Decision) bool { return o.TargetID == c.ID && o.Kind == heed.DecideAdd && !gone[o.ID] }) {
			return heed.Errorf(heed.CodeConflict, "that belief is written down already")
		}
		d.ID, err = tx.Decisions.Append(ctx, d)
		return err
	})
	if err != nil {
		return d, err
	}
	return d, a.shapeAgain(ctx, d.Study)
}

// Beliefs lists what was believed of a study's customers beside what was heard,
// in the order of writing, by persona.
func (a *App) Beliefs(ctx context.Context, study string) (out []Belief, err error) {
	defer heed.Wrap(&err, "beliefs of study %q", study)
	all, err := a.Decisions(ctx, study)
	if err != nil {
		return nil, err
	}
	run, known, err := a.current(ctx, study)
	if err != nil {
		return nil, err
	}
	var rep *StudyReport
	if known {
		if rep, err = a.cached(ctx, study, run); err != nil {
			return nil, err
		}
	}
	gone := undone(all)
	out = []Belief{}
	for _, d := range all {
		if d.Kind != heed.DecideAdd || d.Claim == nil || !strings.HasPrefix(d.TargetID, beliefID) || gone[d.ID] {
			continue
		}
		b := Belief{Decision: d.ID, Claim: d.TargetID, Words: d.Claim.Words, Persona: d.Note, By: d.By, Verdict: "unheard"}
		if len(d.Claim.Places) > 0 {
			b.Cell = d.Claim.Places[0].Cell
		}
		if rep != nil {
			if c := rep.Claim(d.TargetID); c != nil {
				b.For, b.Against, b.Level = c.People, c.Against, c.Confidence.Level
				b.Tested, b.Silent = c.Tested, c.Silent()
			}
			if b.For == 0 {
				b.Near = slices.DeleteFunc(ask.Near(b.Words, rep.Claims, nearBelief+1), func(id string) bool { return id == d.TargetID })
				b.Near = b.Near[:min(len(b.Near), nearBelief)]
			}
		}
		switch {
		case b.For > b.Against:
			b.Verdict = "confirmed"
		case b.Against > b.For:
			b.Verdict = "contradicted"
		case b.For > 0:
			b.Verdict = "divided"
		}
		out = append(out, b)
	}
	slices.SortStableFunc(out, func(x, y Belief) int { return cmp.Compare(x.Persona, y.Persona) })
	return out, nil
}

// undone are the decisions that another takes back; an undo may itself be.
func undone(all []heed.Decision) map[int64]bool {
	gone := map[int64]bool{}
	for _, d := range slices.Backward(all) {
		if d.Kind == heed.DecideUndo && !gone[d.ID] {
			gone[d.Undoes] = true
		}
	}
	return gone
}

// Disbelieve takes a belief back. Unlike Undo it needs no analysis to have been
// made.
func (a *App) Disbelieve(ctx context.Context, study string, decision int64, by string) (err error) {
	defer heed.Wrap(&err, "take back belief %d", decision)
	list, err := a.Beliefs(ctx, study)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(list, func(b Belief) bool { return b.Decision == decision }) {
		return heed.Errorf(heed.CodeNotFound, "there is no belief %d in study %q", decision, study)
	}
	err = a.store.Write(ctx, func(tx Tx) error {
		_, err := tx.Decisions.Append(ctx, heed.Decision{
			Study: study, Kind: heed.DecideUndo, Target: heed.TargetStudy, Undoes: decision, By: by, At: a.now().UTC(),
		})
		return err
	})
	if err != nil {
		return err
	}
	return a.shapeAgain(ctx, study)
}
