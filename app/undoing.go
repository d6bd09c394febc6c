package app

import (
	"context"
	"slices"

	"github.com/heedhq/heed"
)

// Undone says what taking an import back removed.
type Undone struct {
	Conversations int      `json:"conversations"`
	Participants  int      `json:"participants"` // who were heard nowhere else
	Studies       []string `json:"studies"`      // that it touched
}

// UndoImport takes back what an import brought: its conversations, and the
// participants who were heard nowhere else. The studies that it touched are
// brought up to date; a study that is left empty goes too.
func (a *App) UndoImport(ctx context.Context, id int64) (out Undone, err error) {
	defer heed.Wrap(&err, "undo import %d", id)
	err = a.store.Write(ctx, func(tx Tx) error {
		ids, err := tx.Sources.OfImport(ctx, id)
		if err != nil {
			return err
		}
		if err := tx.Sources.Undo(ctx, id); err != nil {
			return err
		}
		people := map[string]bool{}
		for _, conversation := range ids {
			c, err := tx.Conversations.Get(ctx, conversation)
			if err != nil {
				return err
			}
			for _, s := range c.Speakers {
				if s.Participant != "" {
					people[s.Participant] = true
				}
			}
			if !slices.Contains(out.Studies, c.Study) {
				out.Studies = append(out.Studies, c.Study)
			}
			if err := tx.Conversations.Delete(ctx, conversation); err != nil {
				return err
			}
			out.Conversations++
		}
		slices.Sort(out.Studies)
		out.Participants, err = dropUnheard(ctx, tx, people)
		return err
	})
	if err != nil {
		return out, err
	}
	a.forgetHeard()
	if err := a.sweepSounds(ctx); err != nil {
		return out, err
	}
	return out, a.settle(ctx, out.Studies)
}

// dropUnheard deletes those of people who speak in no conversation any more.
func dropUnheard(ctx context.Context, tx Tx, people map[string]bool) (dropped int, err error) {
	for p := range people {
		left, err := tx.People.Conversations(ctx, p)
		if err != nil {
			return dropped, err
		}
		if len(left) > 0 {
			continue
		}
		if err := tx.People.Delete(ctx, p); err != nil {
			return dropped, err
		}
		dropped++
	}
	return dropped, nil
}

// settle analyses studies again and deletes those without conversations.
func (a *App) settle(ctx context.Context, studies []string) error {
	for _, study := range studies {
		_, left, err := a.Conversations(ctx, Filter{Study: study, Limit: 1})
		if err != nil {
			return err
		}
		if left == 0 {
			err = a.store.Write(ctx, func(tx Tx) error { return tx.Studies.Delete(ctx, study) })
		} else {
			_, err = a.afterAct(ctx, study, afterwards{})
		}
		if err != nil {
			return err
		}
	}
	return nil
}
