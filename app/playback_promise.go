package app

import (
	"cmp"
	"context"
	"encoding/hex"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/heedhq/heed"
)

// States of a commitment.
const (
	CommitmentOpen   = "open"
	CommitmentKept   = "kept"
	CommitmentBroken = "broken"
)

// mostAnchor is how many places of a claim a commitment remembers.
const mostAnchor = 12

// ClaimAt finds a claim by the id that it had, or else by where what it rested
// on stands: the one that holds most of these places, the first by id among
// equals. nil: nothing of it is left.
func (r *StudyReport) ClaimAt(id string, places []heed.Quotation) *heed.Claim {
	if c := r.Claim(id); c != nil {
		return c
	}
	var best *heed.Claim
	most := 0
	for i := range r.Claims {
		c, n := &r.Claims[i], 0
		for _, e := range c.Evidence {
			if slices.ContainsFunc(places, func(q heed.Quotation) bool {
				return q.Conversation == e.Conversation && q.Turn == e.Turn && q.Start < e.End && e.Start < q.End
			}) {
				n++
			}
		}
		if n > most || n == most && n > 0 && c.ID < best.ID {
			best, most = c, n
		}
	}
	return best
}

// Commit notes something promised because of a claim.
func (a *App) Commit(ctx context.Context, c heed.Commitment) (out heed.Commitment, err error) {
	defer heed.Wrap(&err, "commit")
	c.Text, c.Owner = strings.Join(strings.Fields(c.Text), " "), strings.TrimSpace(c.Owner)
	switch {
	case c.Text == "" || utf8.RuneCountInString(c.Text) > longestWords:
		return c, heed.Errorf(heed.CodeInvalid, "a commitment says in 1 to %d characters what will be done", longestWords)
	case c.Owner == "" || utf8.RuneCountInString(c.Owner) > longestName:
		return c, heed.Errorf(heed.CodeInvalid, "a commitment needs an owner: the one who will see to it")
	case c.Due.IsZero():
		return c, heed.Errorf(heed.CodeInvalid, "a commitment needs a day by which it is kept")
	}
	err = a.Look(ctx, c.Study, func(l *Looking) error {
		claim, err := l.tx.Views.Claim(ctx, l.Run.ID, c.Claim)
		c.Anchor = nil
		for _, e := range claim.Evidence[:min(len(claim.Evidence), mostAnchor)] {
			place := e.Quotation
			place.Text = "" // a promise copies nobody's words
			c.Anchor = append(c.Anchor, place)
		}
		return err
	})
	if err != nil {
		return c, err
	}
	id := make([]byte, 8)
	a.random(id)
	c.ID, c.State = hex.EncodeToString(id), CommitmentOpen
	return c, a.store.Write(ctx, func(tx Tx) error { return tx.Figures.SaveCommitment(ctx, c) })
}

// Commitments lists what a study promised: open ones first, the soonest due
// before the others.
func (a *App) Commitments(ctx context.Context, study string) (all []heed.Commitment, err error) {
	defer heed.Wrap(&err, "commitments of study %q", study)
	err = a.store.Read(ctx, func(tx Tx) error {
		all, err = tx.Figures.Commitments(ctx, study)
		return err
	})
	slices.SortStableFunc(all, func(x, y heed.Commitment) int {
		return cmp.Or(compareBool(x.State != CommitmentOpen, y.State != CommitmentOpen), x.Due.Time().Compare(y.Due.Time()), cmp.Compare(x.ID, y.ID))
	})
	return all, err
}

// Overdue reports whether a commitment is open and its day is past.
func Overdue(c heed.Commitment, today heed.Date) bool {
	return c.State == CommitmentOpen && !c.Due.IsZero() && c.Due.Before(today)
}

// SettleCommitment says that a commitment was kept or broken, or opens it
// again.
func (a *App) SettleCommitment(ctx context.Context, study, id, state string) (err error) {
	defer heed.Wrap(&err, "commitment %s", id)
	if state != CommitmentOpen && state != CommitmentKept && state != CommitmentBroken {
		return heed.Errorf(heed.CodeInvalid, "a commitment is open, kept or broken, not %q", state)
	}
	return a.store.Write(ctx, func(tx Tx) error {
		all, err := tx.Figures.Commitments(ctx, study)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(all, func(c heed.Commitment) bool { return c.ID == id })
		if i < 0 {
			return heed.Errorf(heed.CodeNotFound, "study %q has no commitment %q", study, id)
		}
		all[i].State = state
		return tx.Figures.SaveCommitment(ctx, all[i])
	})
}

// doneFor lists what was kept because of claims that a participant said
// something for, or was shown.
func (a *App) doneFor(ctx context.Context, rep *StudyReport, participant string) (out []Promise, err error) {
	var all []heed.Commitment
	var checks []heed.MemberCheck
	err = a.store.Read(ctx, func(tx Tx) error {
		if all, err = tx.Figures.Commitments(ctx, rep.Study); err != nil {
			return err
		}
		checks, err = tx.Checks.List(ctx, rep.Study)
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, k := range all {
		if k.State != CommitmentKept {
			continue
		}
		p := Promise{Text: k.Text, Due: k.Due}
		shown := slices.ContainsFunc(checks, func(m heed.MemberCheck) bool { return m.Claim == k.Claim && m.Participant == participant })
		if c := rep.ClaimAt(k.Claim, k.Anchor); c != nil {
			if own := ownWords(c, participant); len(own) > 0 {
				p.Said, shown = own[0].Text, true
			}
		}
		if shown {
			out = append(out, p)
		}
	}
	return out, nil
}

// Earning counts what was shown back, what was done because of it, and how
// many let us ask more. The figures are kept apart; none is an average.
type Earning struct {
	Pages  int         `json:"pages"`
	Checks heed.Checks `json:"checks"` // asked, answered, agreed: one a claim and participant
	// People who were asked anything, and who answered anything.
	PeopleAsked    int `json:"people_asked"`
	PeopleAnswered int `json:"people_answered"`
	// Deeper counts participants by their latest answer; who said nothing gave
	// no permission.
	DeeperYes    int `json:"deeper_yes"`
	DeeperNo     int `json:"deeper_no"`
	DeeperSilent int `json:"deeper_silent"`
	Promised     int `json:"promised"`
	Kept         int `json:"kept"`
	Broken       int `json:"broken"`
	Overdue      int `json:"overdue"` // open, and its day is past
}

// Earning counts what a study earned by showing back and acting.
func (a *App) Earning(ctx context.Context, study string) (e Earning, err error) {
	defer heed.Wrap(&err, "count what study %q earned", study)
	today := heed.DateOf(a.now())
	return e, a.store.Read(ctx, func(tx Tx) error {
		pages, err := tx.Playbacks.List(ctx, study)
		if err != nil {
			return err
		}
		deeper := map[string]heed.Allowance{}
		for _, p := range pages { // oldest first
			deeper[p.Participant] = cmp.Or(p.Deeper, deeper[p.Participant])
		}
		e.Pages = len(pages)
		for _, d := range deeper {
			switch d {
			case heed.Yes:
				e.DeeperYes++
			case heed.No:
				e.DeeperNo++
			default:
				e.DeeperSilent++
			}
		}
		checks, err := tx.Checks.List(ctx, study)
		if err != nil {
			return err
		}
		e.count(checks)
		all, err := tx.Figures.Commitments(ctx, study)
		for _, k := range all {
			e.Promised++
			switch {
			case k.State == CommitmentKept:
				e.Kept++
			case k.State == CommitmentBroken:
				e.Broken++
			case Overdue(k, today):
				e.Overdue++
			}
		}
		return err
	})
}

func (e *Earning) count(checks []heed.MemberCheck) {
	asked, answered := map[string]bool{}, map[string]bool{}
	for _, m := range checks {
		e.Checks.Asked++
		asked[m.Participant] = true
		switch m.Verdict {
		case heed.Right:
			e.Checks.Agreed++
		case heed.Partly:
			e.Checks.Partly++
		case heed.Wrong:
			e.Checks.Disagreed++
		default:
			continue
		}
		e.Checks.Answered++
		answered[m.Participant] = true
	}
	e.PeopleAsked, e.PeopleAnswered = len(asked), len(answered)
}
