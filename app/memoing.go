package app

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

// memoNote is what taking an act on a memo back needs.
type memoNote struct {
	Before *heed.Memo `json:"before,omitempty"` // nil: written by this act
	After  *heed.Memo `json:"after,omitempty"`  // nil: deleted by this act
}

// TurnName is how a memo names a turn.
func TurnName(conversation string, turn int) string { return fmt.Sprintf("%s#%d", conversation, turn) }

// SaveMemo writes a memo (ID 0) or changes one. The entry takes it back.
func (a *App) SaveMemo(ctx context.Context, m heed.Memo) (saved heed.Memo, entry int64, err error) {
	defer heed.Wrap(&err, "memo")
	m.Text = strings.TrimSpace(strings.ReplaceAll(strings.ToValidUTF8(m.Text, "�"), "\r\n", "\n"))
	m.At = a.now().UTC()
	if err := m.Validate(); err != nil {
		return m, 0, err
	}
	err = a.store.Write(ctx, func(tx Tx) error {
		var n memoNote
		if m.ID != 0 {
			old, err := tx.Memos.Get(ctx, m.ID)
			if err != nil {
				return err
			}
			if old.Study != m.Study {
				return heed.Errorf(heed.CodeNotFound, "there is no memo %d in this study", m.ID)
			}
			n.Before = &old
			m.Target, m.TargetID = old.Target, old.TargetID
		} else if err := a.exists(ctx, tx, m); err != nil {
			return err
		}
		if m.ID, err = tx.Memos.Save(ctx, m); err != nil {
			return err
		}
		n.After = &m
		entry, err = a.note(ctx, tx, Entry{Study: m.Study, Kind: EntryMemo, Target: memoKey(m.ID), By: m.By, Of: memoOf(m)}, n)
		return err
	})
	return m, entry, err
}

func memoKey(id int64) string { return "memo-" + strconv.FormatInt(id, 10) }

// memoOf names the conversation or participant with which a memo goes.
func memoOf(m heed.Memo) []string {
	switch m.Target {
	case heed.MemoTurn:
		conversation, _, _ := strings.Cut(m.TargetID, "#")
		return []string{conversation}
	case heed.MemoConversation, heed.MemoParticipant:
		return []string{m.TargetID}
	}
	return nil
}

// exists refuses a memo about something that is not there.
func (a *App) exists(ctx context.Context, tx Tx, m heed.Memo) (err error) {
	if m.Target == heed.MemoClaim || m.Target == heed.MemoTheme || m.Target == heed.MemoPersona {
		run, err := tx.Runs.Current(ctx, m.Study)
		if err != nil {
			return err
		}
		switch m.Target {
		case heed.MemoClaim:
			_, err = tx.Views.Claim(ctx, run.ID, m.TargetID)
		case heed.MemoTheme:
			_, err = tx.Views.Theme(ctx, run.ID, m.TargetID)
		default:
			_, err = tx.Views.Persona(ctx, run.ID, m.TargetID)
		}
		return err
	}
	study := m.Study
	switch m.Target {
	case heed.MemoTurn, heed.MemoConversation:
		id, turn, named := strings.Cut(m.TargetID, "#")
		c, err := tx.Conversations.Get(ctx, id)
		if err != nil {
			return err
		}
		if n, err := strconv.Atoi(turn); named && (err != nil || n < 0 || n >= len(c.Turns)) {
			return heed.Errorf(heed.CodeNotFound, "there is no such turn in %q", id)
		}
		study = c.Study
	case heed.MemoParticipant:
		p, err := tx.People.Get(ctx, m.TargetID)
		if err != nil {
			return err
		}
		study = p.Study
	case heed.MemoCode:
		c, err := tx.Codes.Get(ctx, m.TargetID)
		if err != nil {
			return err
		}
		study = c.Study
	}
	if study != m.Study {
		return heed.Errorf(heed.CodeNotFound, "what the memo is about is not in this study")
	}
	return nil
}

// DeleteMemo deletes a memo. The entry brings it back.
func (a *App) DeleteMemo(ctx context.Context, study string, id int64, by string) (entry int64, err error) {
	err = a.store.Write(ctx, func(tx Tx) error {
		m, err := tx.Memos.Get(ctx, id)
		if err != nil {
			return err
		}
		if m.Study != study {
			return heed.Errorf(heed.CodeNotFound, "there is no memo %d in this study", id)
		}
		if err := tx.Memos.Delete(ctx, id); err != nil {
			return err
		}
		entry, err = a.note(ctx, tx, Entry{Study: study, Kind: EntryMemo, Target: memoKey(id), By: by, Of: memoOf(m)}, memoNote{Before: &m})
		return err
	})
	return entry, err
}

func unmemo(ctx context.Context, tx Tx, e Entry) error {
	var n memoNote
	if err := json.Unmarshal(e.Data, &n); err != nil {
		return err
	}
	switch {
	case n.Before == nil:
		return gone(tx.Memos.Delete(ctx, n.After.ID))
	case n.After == nil:
		m := *n.Before
		m.ID = 0
		_, err := tx.Memos.Save(ctx, m)
		return err
	}
	_, err := tx.Memos.Save(ctx, *n.Before)
	return gone(err)
}

// MemoFilter chooses memos. Zero fields choose all.
type MemoFilter struct {
	Target   heed.MemoTarget
	TargetID string
	By       string
	// Query keeps memos that hold every word of it, whatever its case and
	// accents.
	Query string
}

// Memos lists a study's memos, newest first.
func (a *App) Memos(ctx context.Context, study string, f MemoFilter) (list []heed.Memo, err error) {
	defer heed.Wrap(&err, "memos")
	err = a.store.Read(ctx, func(tx Tx) error {
		list, err = tx.Memos.List(ctx, study)
		return err
	})
	words := strings.Fields(text.Fold(f.Query))
	return slices.DeleteFunc(list, func(m heed.Memo) bool {
		if f.Target != "" && m.Target != f.Target || f.TargetID != "" && m.TargetID != f.TargetID || f.By != "" && m.By != f.By {
			return true
		}
		folded := text.Fold(m.Text)
		return slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(folded, w) })
	}), err
}

// dropMemos deletes the memos about erased conversations or participants.
func dropMemos(ctx context.Context, tx Tx, study string, of []string) error {
	list, err := tx.Memos.List(ctx, study)
	if err != nil {
		return err
	}
	for _, m := range list {
		if slices.ContainsFunc(memoOf(m), func(id string) bool { return slices.Contains(of, id) }) {
			if err := tx.Memos.Delete(ctx, m.ID); err != nil {
				return err
			}
		}
	}
	return nil
}
