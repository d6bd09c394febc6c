package sqlstore

import (
	"context"
	"errors"

	"github.com/heedhq/heed"
)

type conversations struct{ *session }

var (
	speakerColumns = columns{"speakers", []string{"conversation", "n", "speaker", "role", "participant", "data"}, "titttt"}
	turnColumns    = columns{"turns", []string{
		"conversation", "n", "revision", "speaker", "role", "starts", "ends", "body", "question", "folded", "words",
	}, "tiittrrttti"}
)

func (q conversations) Add(ctx context.Context, c *heed.Conversation, importID int64) error {
	if err := checkConversation(c); err != nil {
		return err
	}
	ratings, err := putJSON(c.Ratings)
	if err != nil {
		return err
	}
	n, err := q.exec(ctx, `INSERT INTO conversations
		(id, study, import, kind, language, segment, organisation, stage, date, title, source, ratings, turns)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (id) DO NOTHING`,
		c.ID, null(c.Study), nullID(importID), string(c.Kind), string(c.Language), c.Segment, c.Organisation,
		c.Stage, c.Date.String(), c.Title, c.Source, ratings, len(c.Turns))
	if err != nil {
		return err
	}
	if n == 0 {
		return heed.Errorf(heed.CodeConflict, "there is a conversation %q already", c.ID)
	}
	if err := q.addSpeakers(ctx, c); err != nil {
		return err
	}
	rows := make([][]any, len(c.Turns))
	for i, t := range c.Turns {
		folded, words := fold(t.Text)
		rows[i] = []any{
			c.ID, int64(i), int64(0), t.Speaker, string(t.Role), putMoment(t.Start), putMoment(t.End),
			t.Text, t.Question, folded, int64(words),
		}
	}
	if err := q.adding(ctx); err != nil {
		return err
	}
	return q.insert(ctx, turnColumns, rows)
}

// checkConversation refuses what cannot be kept, naming where it stands.
func checkConversation(c *heed.Conversation) error {
	if c.ID == "" {
		return heed.Errorf(heed.CodeInvalid, "a conversation needs an id")
	}
	for i, t := range c.Turns {
		if err := errors.Join(checkText(t.Text), checkText(t.Question), checkText(t.Speaker)); err != nil {
			return heed.Errorf(heed.CodeInvalid, "conversation %q, turn %d: %s", c.ID, i+1, heed.ErrorMessage(err))
		}
	}
	return nil
}

func (q conversations) addSpeakers(ctx context.Context, c *heed.Conversation) error {
	rows := make([][]any, len(c.Speakers))
	for i, s := range c.Speakers {
		data, err := putJSON(s)
		if err != nil {
			return err
		}
		rows[i] = []any{c.ID, int64(i), s.Speaker, string(s.Role), s.Participant, data}
	}
	return q.insert(ctx, speakerColumns, rows)
}

func (q conversations) Get(ctx context.Context, id string) (c heed.Conversation, err error) {
	list, err := q.load(ctx, []string{id})
	if err != nil {
		return c, err
	}
	if len(list) == 0 {
		return c, missing("conversation", id)
	}
	return *list[0], nil
}

// batch is how many conversations Each holds at once.
const batch = 64

func (q conversations) Each(ctx context.Context, study string, yield func(*heed.Conversation, *heed.Sensed) error) error {
	ids, err := q.strings(ctx, `SELECT id FROM conversations WHERE COALESCE(study, '') = $1 ORDER BY id`, study)
	if err != nil {
		return err
	}
	for at := 0; at < len(ids); at += batch {
		part := ids[at:min(at+batch, len(ids))]
		list, err := q.load(ctx, part)
		if err != nil {
			return err
		}
		sensed, err := readings{q.session}.load(ctx, part)
		if err != nil {
			return err
		}
		for _, c := range list {
			if err := yield(c, sensed[c.ID]); err != nil {
				return err
			}
		}
	}
	return nil
}

// Update checks that the turns are as many as there were: their text changes
// by Revise alone. Without any turns it leaves them as they are.
func (q conversations) Update(ctx context.Context, c *heed.Conversation) error {
	if err := checkConversation(c); err != nil {
		return err
	}
	old, err := q.Get(ctx, c.ID)
	if err != nil {
		return err
	}
	if len(c.Turns) != 0 && len(c.Turns) != len(old.Turns) {
		return heed.Errorf(heed.CodeInvalid, "conversation %q has %d turns; %d were given", c.ID, len(old.Turns), len(c.Turns))
	}
	ratings, err := putJSON(c.Ratings)
	if err != nil {
		return err
	}
	_, err = q.exec(ctx, `UPDATE conversations SET study = $1, kind = $2, language = $3, segment = $4,
		organisation = $5, stage = $6, date = $7, title = $8, source = $9, ratings = $10 WHERE id = $11`,
		null(c.Study), string(c.Kind), string(c.Language), c.Segment, c.Organisation, c.Stage,
		c.Date.String(), c.Title, c.Source, ratings, c.ID)
	if err != nil {
		return err
	}
	if _, err := q.exec(ctx, `DELETE FROM speakers WHERE conversation = $1`, c.ID); err != nil {
		return err
	}
	if err := q.addSpeakers(ctx, c); err != nil {
		return err
	}
	for i, t := range c.Turns {
		was := old.Turns[i]
		was.Text = t.Text
		if t == was {
			continue
		}
		if _, err := q.exec(ctx, `UPDATE turns SET speaker = $1, role = $2, starts = $3, ends = $4, question = $5
			WHERE conversation = $6 AND n = $7`,
			t.Speaker, string(t.Role), putMoment(t.Start), putMoment(t.End), t.Question, c.ID, i); err != nil {
			return err
		}
	}
	return readings{q.session}.summarise(ctx, c.ID)
}

func (q conversations) Delete(ctx context.Context, id string) error {
	if err := q.settle(ctx); err != nil {
		return err
	}
	var source string
	found, err := q.row(ctx, []any{&source}, `DELETE FROM conversations WHERE id = $1 RETURNING source`, id)
	if err != nil {
		return err
	}
	if !found {
		return missing("conversation", id)
	}
	if source == "" {
		return nil
	}
	return q.dropSources(ctx, []string{source})
}
