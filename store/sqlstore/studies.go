package sqlstore

import (
	"context"
	"database/sql"

	"github.com/heedhq/heed"
)

type studies struct{ *session }

func (q studies) Save(ctx context.Context, s heed.Study) error {
	if s.ID == "" {
		return heed.Errorf(heed.CodeInvalid, "a study needs an id")
	}
	data, err := putJSON(s)
	if err != nil {
		return err
	}
	_, err = q.exec(ctx, `INSERT INTO studies (id, name, data) VALUES ($1, $2, $3)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, data = excluded.data`, s.ID, s.Name, data)
	return err
}

func (q studies) Get(ctx context.Context, id string) (s heed.Study, err error) {
	var data string
	found, err := q.row(ctx, []any{&data}, `SELECT data FROM studies WHERE id = $1`, id)
	if err != nil {
		return s, err
	}
	if !found {
		return s, missing("study", id)
	}
	return s, getJSON(data, &s)
}

func (q studies) List(ctx context.Context) ([]heed.Study, error) {
	return records[heed.Study](ctx, q.session, `SELECT data FROM studies ORDER BY id`)
}

// Delete takes the files along from which only this study's conversations
// came, so that they can be imported again.
func (q studies) Delete(ctx context.Context, id string) error {
	if err := q.settle(ctx); err != nil {
		return err
	}
	hashes, err := q.strings(ctx, `SELECT DISTINCT source FROM conversations WHERE study = $1 AND source <> ''`, id)
	if err != nil {
		return err
	}
	n, err := q.exec(ctx, `DELETE FROM studies WHERE id = $1`, id)
	if err != nil {
		return err
	}
	if n == 0 {
		return missing("study", id)
	}
	if _, err := q.exec(ctx, `DELETE FROM pseudonyms WHERE study = $1`, id); err != nil {
		return err
	}
	return q.dropSources(ctx, hashes)
}

// dropSources removes those files of which no conversation is left.
func (q *session) dropSources(ctx context.Context, hashes []string) error {
	if len(hashes) == 0 {
		return nil
	}
	list, err := putIDs(hashes)
	if err != nil {
		return err
	}
	_, err = q.exec(ctx, `DELETE FROM sources WHERE `+q.dialect.In("hash", "$1")+`
		AND NOT EXISTS (SELECT 1 FROM conversations c WHERE c.source = sources.hash)`, list)
	return err
}

// records reads a column of JSON, never nil.
func records[T any](ctx context.Context, q *session, text string, args ...any) ([]T, error) {
	out := []T{}
	err := q.each(ctx, func(r *sql.Rows) error {
		var data string
		if err := r.Scan(&data); err != nil {
			return err
		}
		var v T
		if err := getJSON(data, &v); err != nil {
			return err
		}
		out = append(out, v)
		return nil
	}, text, args...)
	return out, err
}
