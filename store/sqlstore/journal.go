package sqlstore

import (
	"context"
	"database/sql"
	"strconv"

	"github.com/heedhq/heed/app"
)

type journal struct{ *session }

// Append gives the entry its id; the one in e is not looked at.
func (q journal) Append(ctx context.Context, e app.Entry) (id int64, err error) {
	e.ID = 0
	data, err := putJSON(e)
	if err != nil {
		return 0, err
	}
	_, err = q.row(ctx, []any{&id}, `INSERT INTO journal (study, kind, target, author, at, undone, data)
		VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
		e.Study, e.Kind, e.Target, e.By, putTime(e.At), putBool(e.Undone), data)
	return id, err
}

func (q journal) read(ctx context.Context, rest string, args ...any) ([]app.Entry, error) {
	out := []app.Entry{}
	err := q.each(ctx, func(r *sql.Rows) error {
		var e app.Entry
		var id, undone int64
		var at, data string
		if err := r.Scan(&id, &at, &undone, &data); err != nil {
			return err
		}
		if err := getJSON(data, &e); err != nil {
			return err
		}
		t, err := getTime(at)
		e.ID, e.At, e.Undone = id, t, undone != 0
		out = append(out, e)
		return err
	}, `SELECT id, at, undone, data FROM journal `+rest, args...)
	return out, err
}

func (q journal) Get(ctx context.Context, id int64) (app.Entry, error) {
	list, err := q.read(ctx, `WHERE id = $1`, id)
	return only(list, err, "change", strconv.FormatInt(id, 10))
}

func (q journal) List(ctx context.Context, study string) ([]app.Entry, error) {
	return q.read(ctx, `WHERE study = $1 ORDER BY id DESC`, study)
}

func (q journal) SetUndone(ctx context.Context, id int64, undone bool) error {
	n, err := q.exec(ctx, `UPDATE journal SET undone = $1 WHERE id = $2`, putBool(undone), id)
	if err == nil && n == 0 {
		err = missing("entry", strconv.FormatInt(id, 10))
	}
	return err
}

func (q journal) Delete(ctx context.Context, id int64) error {
	n, err := q.exec(ctx, `DELETE FROM journal WHERE id = $1`, id)
	if err == nil && n == 0 {
		err = missing("entry", strconv.FormatInt(id, 10))
	}
	return err
}
