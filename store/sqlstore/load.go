package sqlstore

import (
	"context"
	"database/sql"

	"github.com/heedhq/heed"
)

// load reads whole conversations in the order of their ids. Those that are
// not there are left out.
func (q conversations) load(ctx context.Context, ids []string) ([]*heed.Conversation, error) {
	list, err := putIDs(ids)
	if err != nil {
		return nil, err
	}
	var out []*heed.Conversation
	byID := make(map[string]*heed.Conversation, len(ids))
	err = q.each(ctx, func(r *sql.Rows) error {
		c := &heed.Conversation{}
		var date, ratings string
		var turns int
		err := r.Scan(&c.ID, &c.Study, &c.Kind, &c.Language, &c.Segment, &c.Organisation, &c.Stage,
			&date, &c.Title, &c.Source, &ratings, &turns)
		if err != nil {
			return err
		}
		if c.Date, err = heed.ParseDate(date); err != nil {
			return err
		}
		c.Turns = make([]heed.Turn, 0, turns)
		out = append(out, c)
		byID[c.ID] = c
		return getJSON(ratings, &c.Ratings)
	}, `SELECT id, COALESCE(study, ''), kind, language, segment, organisation, stage, date, title, source, ratings, turns
		FROM conversations WHERE `+q.dialect.In("id", "$1")+` ORDER BY id`, list)
	if err != nil {
		return nil, err
	}
	err = q.each(ctx, func(r *sql.Rows) error {
		var id, data string
		if err := r.Scan(&id, &data); err != nil {
			return err
		}
		var s heed.Speaker
		if err := getJSON(data, &s); err != nil {
			return err
		}
		byID[id].Speakers = append(byID[id].Speakers, s)
		return nil
	}, `SELECT conversation, data FROM speakers WHERE `+q.dialect.In("conversation", "$1")+` ORDER BY conversation, n`, list)
	if err != nil {
		return nil, err
	}
	err = q.each(ctx, func(r *sql.Rows) error {
		var id string
		var t heed.Turn
		var starts, ends *float64
		if err := r.Scan(&id, &t.Speaker, &t.Role, &starts, &ends, &t.Text, &t.Question); err != nil {
			return err
		}
		t.Start, t.End = getMoment(starts), getMoment(ends)
		byID[id].Turns = append(byID[id].Turns, t)
		return nil
	}, `SELECT conversation, speaker, role, starts, ends, body, question
		FROM turns WHERE `+q.dialect.In("conversation", "$1")+` ORDER BY conversation, n`, list)
	return out, err
}
