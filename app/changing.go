package app

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/shape"
)

// What moved between two sets of themes, for those who show it.
type (
	ThemeDiff   = shape.ThemeDiff
	ThemeChange = shape.ThemeChange
	ThemeMove   = shape.ThemeMove
)

// Changes is what is different between two runs of a study.
type Changes struct {
	// Since is when the run before was made; the zero time: there is none.
	Since time.Time `json:"since,omitzero"`
	// From and To are the two runs; Runs all that are kept, newest first.
	From   heed.Run   `json:"from"`
	To     heed.Run   `json:"to"`
	Runs   []heed.Run `json:"runs"`
	Themes ThemeDiff  `json:"themes"`
	// Ids of claims, in the order of the later run.
	New          []string `json:"new"`
	Raised       []string `json:"raised"`
	Lowered      []string `json:"lowered"`
	Contradicted []string `json:"contradicted"`
	Gone         int      `json:"gone"`
	// Moves tell of those raised, lowered or contradicted how they stood in
	// both, with at most newEvidence quotations that are new.
	Moves []heed.Move `json:"moves"`
}

// newEvidence is how many new quotations a move between two runs tells.
const newEvidence = 3

// changes keeps what changed, by study and run.
type changes struct {
	mu   sync.Mutex
	runs map[string]*Changes // by the two runs
}

// Changed compares a study's current run with the one before.
func (a *App) Changed(ctx context.Context, study string) (Changes, error) {
	return a.ChangedBetween(ctx, study, "", "")
}

// ChangedBetween compares two runs of a study that are kept. to "" is the
// current run, from "" the one before to. A study with a single run has no
// changes, and Since is the zero time.
func (a *App) ChangedBetween(ctx context.Context, study, from, to string) (c Changes, err error) {
	defer heed.Wrap(&err, "what changed in study %q", study)
	var runs []heed.Run
	err = a.store.Read(ctx, func(tx Tx) (err error) {
		runs, err = tx.Runs.List(ctx, study)
		return err
	})
	if err != nil {
		return c, err
	}
	runs = slices.DeleteFunc(runs, func(r heed.Run) bool { return r.State != "current" && r.State != "past" })
	c.Runs = runs
	now := slices.IndexFunc(runs, func(r heed.Run) bool { return r.ID == to || to == "" && r.State == "current" })
	if now < 0 && to != "" {
		return c, heed.Errorf(heed.CodeNotFound, "there is no analysis %q of this study any more", to)
	}
	before := now + 1
	if from != "" {
		before = slices.IndexFunc(runs, func(r heed.Run) bool { return r.ID == from })
		if before < 0 {
			return c, heed.Errorf(heed.CodeNotFound, "there is no analysis %q of this study any more", from)
		}
	}
	if now < 0 || before >= len(runs) || before == now {
		return c, nil
	}
	if err := a.compareRuns(ctx, study, runs[before], runs[now], &c); err != nil {
		return c, err
	}
	c.Runs = runs
	return c, nil
}

// compareRuns compares two runs, or finds that it has done so before.
func (a *App) compareRuns(ctx context.Context, study string, from, to heed.Run, c *Changes) (err error) {
	var laid int
	var earlier []heed.Increment
	err = a.store.Read(ctx, func(tx Tx) (err error) {
		if laid, err = tx.Increments.Count(ctx, to.ID); err != nil {
			return err
		}
		earlier, err = tx.Increments.List(ctx, from.ID)
		return err
	})
	if err != nil {
		return err
	}
	a.changed.mu.Lock()
	defer a.changed.mu.Unlock()
	key := fmt.Sprintf("%s+%d %s", to.ID, laid, from.ID)
	if kept := a.changed.runs[key]; kept != nil {
		*c = *kept
		return nil
	}
	before, err := a.whole(ctx, from.ID)
	if err != nil {
		return err
	}
	beforeLaid(&before, earlier)
	var after *heed.Understanding
	if to.State == "current" {
		r, err := a.cached(ctx, study, to)
		if err != nil {
			return err
		}
		after = &r.Understanding
	} else {
		u, err := a.whole(ctx, to.ID)
		if err != nil {
			return err
		}
		after = &u
	}
	*c = compare(&before, after)
	c.From, c.To, c.Since = from, to, from.Finished
	if a.changed.runs == nil || len(a.changed.runs) > 64 { // a run is looked at while it is current
		a.changed.runs = map[string]*Changes{}
	}
	kept := *c
	a.changed.runs[key] = &kept
	return nil
}

// beforeLaid puts claims back to how they stood before increments were laid onto
// their run, so that what a regrouping follows is told with it.
func beforeLaid(u *heed.Understanding, laid []heed.Increment) {
	for _, in := range slices.Backward(laid) {
		for _, m := range in.Moves {
			if c := u.Claim(m.Claim); c != nil {
				c.Confidence.Level, c.People, c.Organisations, c.Against = m.Before.Level, m.Before.People, m.Before.Organisations, m.Before.Against
			}
		}
		for i := range u.Personas {
			p := &u.Personas[i]
			p.Participants = slices.DeleteFunc(p.Participants, func(id string) bool { return slices.Contains(in.People, id) })
		}
		for _, g := range in.Themes {
			if i := slices.IndexFunc(u.Themes.Themes, func(t heed.Theme) bool { return t.ID == g.ID }); i >= 0 {
				u.Themes.Themes[i].Utterances -= g.Added
			}
		}
	}
}

func compare(before, after *heed.Understanding) Changes {
	c := Changes{
		Themes: shape.Diff(before.Themes, after.Themes), Moves: []heed.Move{},
		New: []string{}, Raised: []string{}, Lowered: []string{}, Contradicted: []string{},
	}
	old := map[string]*heed.Claim{}
	for i := range before.Claims {
		old[before.Claims[i].ID] = &before.Claims[i]
	}
	c.Gone = len(old)
	for i := range after.Claims {
		now := &after.Claims[i]
		was := old[now.ID]
		if was == nil {
			c.New = append(c.New, now.ID)
			continue
		}
		c.Gone--
		switch {
		case now.Confidence.Level > was.Confidence.Level:
			c.Raised = append(c.Raised, now.ID)
		case now.Confidence.Level < was.Confidence.Level:
			c.Lowered = append(c.Lowered, now.ID)
		}
		if now.Against > was.Against {
			c.Contradicted = append(c.Contradicted, now.ID)
		}
		if now.Confidence.Level != was.Confidence.Level || now.Against > was.Against {
			c.Moves = append(c.Moves, moveOf(was, now))
		}
	}
	slices.SortStableFunc(c.Moves, moveFirst)
	return c
}

// moveOf tells how a claim stood in two runs, and some of what is new in it.
func moveOf(was, now *heed.Claim) heed.Move {
	m := heed.Move{
		Claim: now.ID, Words: now.Words, Quoted: now.Quoted, Language: now.Language, Kind: now.Kind, Persona: personaOf(now),
		Before: was.Standing(), After: now.Standing(), Evidence: []heed.Evidence{},
	}
	old := map[Anchor]bool{}
	for _, e := range was.Evidence {
		old[AnchorOf(e.Quotation)] = true
	}
	for _, e := range now.Evidence {
		if !old[AnchorOf(e.Quotation)] && len(m.Evidence) < newEvidence {
			m.Evidence = append(m.Evidence, e)
		}
	}
	return m
}
