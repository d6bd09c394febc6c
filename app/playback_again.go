package app

import (
	"context"
	"encoding/base64"
	"slices"
	"strings"

	"github.com/heedhq/heed"
)

// AnsweredOn returns what a participant has answered on a page so far, as the
// page would send it again: verdicts and words, what we missed, their own
// consent, and whether we may ask more.
func (a *App) AnsweredOn(ctx context.Context, p Playback) (r PlaybackReply, err error) {
	defer heed.Wrap(&err, "answers on page %s", p.ID)
	r = PlaybackReply{Page: p.ID, Deeper: p.Deeper, Whole: true}
	err = a.store.Read(ctx, func(tx Tx) error {
		who, err := tx.People.Get(ctx, p.Participant)
		if err != nil {
			return err
		}
		r.Consent = who.Consent
		checks, err := tx.Checks.List(ctx, p.Study)
		if err != nil {
			return err
		}
		written, err := answersTo(ctx, tx, p)
		if err != nil {
			return err
		}
		for n, c := range p.Claims {
			x := PlaybackAnswer{N: n + 1}
			for _, m := range checks {
				if m.Claim == c.Claim && m.Participant == p.Participant {
					x.Verdict, x.Words = m.Verdict, m.Words
				}
			}
			if x.Words == "" { // words without a verdict
				x.Words = saidTo(written, c.Words+" "+askRight.in(p.Language))
			}
			r.Answers = append(r.Answers, x)
		}
		r.Missed = saidTo(written, askMissed.in(p.Language))
		return nil
	})
	return r, err
}

// saidTo is what was last said for a question.
func saidTo(written []heed.Conversation, question string) (out string) {
	for _, c := range written {
		for _, t := range c.Turns {
			if t.Question == question {
				out = t.Text
			}
		}
	}
	return out
}

// answersTo lists the conversations that hold what was answered on a page, by
// date and id.
func answersTo(ctx context.Context, tx Tx, p Playback) (out []heed.Conversation, err error) {
	ids, err := tx.People.Conversations(ctx, p.Participant)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		if !strings.HasPrefix(id, answerPrefix(p.ID)) {
			continue
		}
		c, err := tx.Conversations.Get(ctx, id)
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	slices.SortStableFunc(out, func(x, y heed.Conversation) int { return x.Date.Time().Compare(y.Date.Time()) })
	return out, nil
}

func answerPrefix(page string) string { return "answer-" + page + "-" }

// takeBack deletes what was written on a page before and is not what is
// written there now. Past runs quote it and go too. It returns how many
// conversations it deleted.
func takeBack(ctx context.Context, tx Tx, p Playback, r PlaybackReply, words *heed.Conversation) (taken int, err error) {
	if !r.Whole {
		return 0, nil
	}
	before, err := answersTo(ctx, tx, p)
	if err != nil {
		return 0, err
	}
	gone := map[string]bool{}
	for _, c := range before {
		if words != nil && c.ID == words.ID {
			continue
		}
		if err := tx.Conversations.Delete(ctx, c.ID); err != nil {
			return 0, err
		}
		gone[c.ID] = true
	}
	if len(gone) == 0 {
		return 0, nil
	}
	quoted := func(q heed.Quotation) bool { return gone[q.Conversation] }
	if err := withdrawFromDecisions(ctx, tx, p.Study, quoted); err != nil {
		return 0, err
	}
	return len(gone), forgetRuns(ctx, tx, p.Study)
}

// nothingAllowed reports whether an answer leaves no use of somebody's words
// at all. Then there is nothing to keep them for.
func (a *App) nothingAllowed(ctx context.Context, participant string, answer heed.Consent) (none bool, err error) {
	err = a.store.Read(ctx, func(tx Tx) error {
		who, err := tx.People.Get(ctx, participant)
		if err != nil {
			return err
		}
		k := answer.Or(who.Consent)
		none = !answer.IsZero() && k.Analysis == heed.No && k.Training == heed.No && k.QuoteInside == heed.No && k.QuoteOutside == heed.No
		return nil
	})
	return none, err
}

// Recorded reports whether the sound of a participant's voice is kept.
func (a *App) Recorded(ctx context.Context, participant string) (kept bool, err error) {
	defer heed.Wrap(&err, "recordings of %s", participant)
	err = a.store.Read(ctx, func(tx Tx) error {
		ids, err := tx.People.Conversations(ctx, participant)
		if err != nil {
			return err
		}
		for _, id := range ids {
			s, err := tx.Sounds.Get(ctx, id)
			if err != nil && heed.ErrorCode(err) != heed.CodeNotFound {
				return err
			}
			kept = kept || err == nil && s.File != ""
		}
		return nil
	})
	return kept, err
}

// RenewPlayback gives a page a new key; the old one opens nothing from then
// on. days from today on it can be answered, 0: as long as before; so a page
// whose time is over is opened again. One that was taken back stays so.
func (a *App) RenewPlayback(ctx context.Context, id string, days int) (p Playback, key string, err error) {
	defer heed.Wrap(&err, "a new link for page %s", id)
	if days < 0 || days > 365 {
		return p, "", heed.Errorf(heed.CodeInvalid, "a page can be answered for 1 to 365 days, not %d", days)
	}
	secret := make([]byte, 32)
	a.random(secret)
	key = base64.RawURLEncoding.EncodeToString(secret)
	return p, key, a.store.Write(ctx, func(tx Tx) error {
		if p, err = tx.Playbacks.Get(ctx, id); err != nil {
			return err
		}
		if days > 0 {
			p.Expires = a.now().UTC().AddDate(0, 0, days)
		}
		switch {
		case !p.Revoked.IsZero():
			return heed.Errorf(heed.CodeConflict, "page %s was taken back; make a new page", id)
		case !p.Open(a.now()):
			return heed.Errorf(heed.CodeConflict, "the time of page %s is over; say for how many days more it may be answered, or make a new page", id)
		}
		if p.Keyed, err = a.keyOf(ctx, tx, p.ID, key); err != nil {
			return err
		}
		return tx.Playbacks.Save(ctx, p)
	})
}

// Playback returns one page by its id, for those who made it.
func (a *App) Playback(ctx context.Context, id string) (p Playback, err error) {
	defer heed.Wrap(&err, "page %s", id)
	err = a.store.Read(ctx, func(tx Tx) error {
		p, err = tx.Playbacks.Get(ctx, id)
		return err
	})
	return p, err
}
