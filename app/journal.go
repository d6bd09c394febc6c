package app

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/heedhq/heed"
)

// The kinds of entry in the journal.
const (
	EntryText        = "text"         // a turn's text was corrected
	EntryVoice       = "voice"        // who speaks in a conversation was corrected
	EntryCode        = "code"         // a code was made or changed
	EntryCodeMerge   = "code_merge"   // a code was merged into another
	EntryCodeDelete  = "code_delete"  // a code was deleted with its codings
	EntryCoding      = "coding"       // a code was applied
	EntryUncoding    = "uncoding"     // a code was taken off
	EntryMemo        = "memo"         // a memo was written, changed or deleted
	EntryPersonMerge = "person_merge" // two people were made one
	EntryStudy       = "study"        // a study's stages or outcome were changed
)

// note appends an entry to the journal; data is what taking it back needs.
func (a *App) note(ctx context.Context, tx Tx, e Entry, data any) (id int64, err error) {
	if e.Data, err = json.Marshal(data); err != nil {
		return 0, err
	}
	e.At = a.now().UTC()
	return tx.Journal.Append(ctx, e)
}

// Journal lists what people did in a study beside the claims, newest first;
// target "" for all.
func (a *App) Journal(ctx context.Context, study, target string) (list []Entry, err error) {
	err = a.store.Read(ctx, func(tx Tx) error {
		list, err = tx.Journal.List(ctx, study)
		return err
	})
	if target != "" {
		list = slices.DeleteFunc(list, func(e Entry) bool { return e.Target != target })
	}
	return list, err
}

// TakeBack undoes an entry of the journal. CodeConflict: it was undone before,
// or somebody has changed the same thing since.
func (a *App) TakeBack(ctx context.Context, study string, id int64, by string) (e Entry, err error) {
	defer heed.Wrap(&err, "take back %d", id)
	again := false // whether the study must be analysed again
	err = a.store.Write(ctx, func(tx Tx) (err error) {
		if e, err = tx.Journal.Get(ctx, id); err != nil {
			return err
		}
		if e.Study != study {
			return heed.Errorf(heed.CodeNotFound, "there is no act %d in study %q", id, study)
		}
		if e.Undone {
			return heed.Errorf(heed.CodeConflict, "that was taken back already")
		}
		switch e.Kind {
		case EntryText:
			again, err = true, a.untext(ctx, tx, e, by)
		case EntryVoice:
			again, err = true, a.unvoice(ctx, tx, e)
		case EntryPersonMerge:
			again, err = true, unmerge(ctx, tx, e)
		case EntryStudy:
			again, err = true, unstudy(ctx, tx, e)
		case EntryMemo:
			err = unmemo(ctx, tx, e)
		default:
			err = a.uncode(ctx, tx, e)
		}
		if err != nil {
			return err
		}
		return tx.Journal.SetUndone(ctx, id, true)
	})
	if err != nil || !again {
		return e, err
	}
	a.forgetShown(study)
	_, err = a.afterAct(ctx, study, afterwards{inline: e.Kind != EntryPersonMerge})
	return e, err
}

// dropNotes forgets the entries that hold words of any of the given
// conversations or participants: what was erased cannot be brought back.
func dropNotes(ctx context.Context, tx Tx, study string, of []string) error {
	list, err := tx.Journal.List(ctx, study)
	if err != nil {
		return err
	}
	for _, e := range list {
		if slices.ContainsFunc(e.Of, func(id string) bool { return slices.Contains(of, id) }) {
			if err := tx.Journal.Delete(ctx, e.ID); err != nil {
				return err
			}
		}
	}
	return nil
}
