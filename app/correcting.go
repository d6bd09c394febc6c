package app

import (
	"context"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/read/pseudonym"
)

// MaxTurn is how long a corrected turn may be, in characters.
const MaxTurn = 200_000

// Correction is a turn's text as somebody heard it.
type Correction struct {
	Conversation string
	Turn         int // from 0
	Text         string
	// Revision is the one that was looked at: a turn that was corrected since
	// is not overwritten. Below 0: whatever it is.
	Revision int
	By       string
}

// textNote is what taking a text correction back needs.
type textNote struct {
	Turn int    `json:"turn"`
	From int    `json:"from"` // revision before
	To   int    `json:"to"`   // revision made
	Text string `json:"text"` // before
}

// CorrectText appends a revision to a turn. Times and speakers stay; the
// conversation is read anew, names and other personal data in the new words are
// covered as on import, and claims are computed again. It returns the number by
// which TakeBack undoes it.
func (a *App) CorrectText(ctx context.Context, c Correction) (entry int64, err error) {
	defer heed.Wrap(&err, "correct turn %d of %q", c.Turn+1, c.Conversation)
	words := strings.TrimSpace(strings.ReplaceAll(strings.ToValidUTF8(c.Text, "�"), "\r\n", "\n"))
	switch {
	case words == "":
		return 0, heed.Errorf(heed.CodeInvalid, "a turn needs words; leave the text as it was if nothing can be made out")
	case utf8.RuneCountInString(words) > MaxTurn:
		return 0, heed.Errorf(heed.CodeTooLarge, "a turn has at most %d characters", MaxTurn)
	}
	before, err := a.turnOf(ctx, c.Conversation, c.Turn)
	if err != nil {
		return 0, err
	}
	if words, err = a.covered(ctx, before, c.Turn, words); err != nil {
		return 0, err
	}
	var study string
	err = a.store.Write(ctx, func(tx Tx) error {
		conv, err := tx.Conversations.Get(ctx, c.Conversation)
		if err != nil {
			return err
		}
		study = conv.Study
		history, err := tx.Readings.Revisions(ctx, c.Conversation, c.Turn)
		if err != nil {
			return err
		}
		newest := history[len(history)-1]
		if c.Revision >= 0 && c.Revision != newest.N {
			return heed.Errorf(heed.CodeConflict, "somebody corrected this turn in the meantime; look at it again")
		}
		if words == newest.Text {
			return heed.Errorf(heed.CodeInvalid, "nothing was changed in the text")
		}
		if err := a.revise(ctx, tx, c.Conversation, c.Turn, Revision{N: newest.N + 1, Text: words, By: c.By}); err != nil {
			return err
		}
		entry, err = a.note(ctx, tx, Entry{Study: study, Kind: EntryText, Target: c.Conversation, By: c.By, Of: []string{c.Conversation}},
			textNote{Turn: c.Turn, From: newest.N, To: newest.N + 1, Text: newest.Text})
		return err
	})
	if err != nil {
		return 0, err
	}
	_, err = a.afterAct(ctx, study, afterwards{inline: true})
	return entry, err
}

// turnOf returns a conversation that has the turn.
func (a *App) turnOf(ctx context.Context, id string, turn int) (c heed.Conversation, err error) {
	err = a.store.Read(ctx, func(tx Tx) error {
		c, err = tx.Conversations.Get(ctx, id)
		return err
	})
	if err == nil && (turn < 0 || turn >= len(c.Turns)) {
		err = heed.Errorf(heed.CodeNotFound, "there is no turn %d; there are %d", turn+1, len(c.Turns))
	}
	return c, err
}

// revise appends a revision and reads the conversation anew.
func (a *App) revise(ctx context.Context, tx Tx, id string, turn int, r Revision) error {
	r.At = a.now().UTC()
	if err := tx.Conversations.Revise(ctx, id, turn, r); err != nil {
		return err
	}
	c, err := tx.Conversations.Get(ctx, id)
	if err != nil {
		return err
	}
	return tx.Readings.Save(ctx, a.understand(&c))
}

// covered replaces personal data in words typed for a turn, unless the
// workspace keeps names.
func (a *App) covered(ctx context.Context, c heed.Conversation, turn int, words string) (string, error) {
	for _, s := range c.Speakers {
		if s.Role == heed.RoleCustomer && pseudonym.Named(s.Speaker) {
			return words, nil // brought in with names
		}
	}
	v := newVeil(a, true, false)
	if err := v.ready(ctx); err != nil {
		return "", err
	}
	t := c.Turns[turn]
	t.Text = words
	one := heed.Conversation{ID: c.ID, Kind: c.Kind, Language: c.Language, Organisation: c.Organisation, Turns: []heed.Turn{t}}
	for _, s := range c.Speakers {
		one.Speakers = append(one.Speakers, heed.Speaker{Speaker: s.Speaker, Role: s.Role})
	}
	_, err := pseudonym.Cover(&one, func(name string) (int, error) { return v.number(ctx, c.Study, text.Fold(name)) })
	if err != nil {
		return "", err
	}
	return one.Turns[0].Text, nil
}

// untext sets a turn's text back, as a revision more: nothing is forgotten.
func (a *App) untext(ctx context.Context, tx Tx, e Entry, by string) error {
	var n textNote
	if err := json.Unmarshal(e.Data, &n); err != nil {
		return err
	}
	history, err := tx.Readings.Revisions(ctx, e.Target, n.Turn)
	if err != nil {
		return err
	}
	if newest := history[len(history)-1].N; newest != n.To {
		return heed.Errorf(heed.CodeConflict, "turn %d was corrected again since; take that back first", n.Turn+1)
	}
	return a.revise(ctx, tx, e.Target, n.Turn, Revision{N: n.To + 1, Text: n.Text, By: by})
}

// TurnHistory returns every text of a turn, oldest first.
func (a *App) TurnHistory(ctx context.Context, conversation string, turn int) (list []Revision, err error) {
	err = a.store.Read(ctx, func(tx Tx) error {
		list, err = tx.Readings.Revisions(ctx, conversation, turn)
		return err
	})
	return list, err
}
