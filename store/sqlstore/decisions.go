package sqlstore

import (
	"context"
	"database/sql"
	"strconv"

	"github.com/heedhq/heed"
)

type decisions struct{ *session }

// Append gives the decision its id; the one in d is not looked at.
func (q decisions) Append(ctx context.Context, d heed.Decision) (id int64, err error) {
	d.ID = 0
	data, err := putJSON(d)
	if err != nil {
		return 0, err
	}
	_, err = q.row(ctx, []any{&id}, `INSERT INTO decisions (study, kind, target, target_id, author, at, data)
		VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
		d.Study, string(d.Kind), string(d.Target), d.TargetID, d.By, putTime(d.At), data)
	return id, err
}

func (q decisions) List(ctx context.Context, study string) ([]heed.Decision, error) {
	out := []heed.Decision{}
	err := q.each(ctx, func(r *sql.Rows) error {
		var d heed.Decision
		var id int64
		var at, data string
		if err := r.Scan(&id, &at, &data); err != nil {
			return err
		}
		if err := getJSON(data, &d); err != nil {
			return err
		}
		t, err := getTime(at)
		d.ID, d.At = id, t
		out = append(out, d)
		return err
	}, `SELECT id, at, data FROM decisions WHERE study = $1 ORDER BY id`, study)
	return out, err
}

func (q decisions) Last(ctx context.Context, study string) (id int64, err error) {
	_, err = q.row(ctx, []any{&id}, `SELECT COALESCE(MAX(id), 0) FROM decisions WHERE study = $1`, study)
	return id, err
}

// Redact is for erasure alone. When, by whom and of what kind the decision was
// stays as it is.
func (q decisions) Redact(ctx context.Context, d heed.Decision) error {
	id := d.ID
	d.ID = 0
	data, err := putJSON(d)
	if err != nil {
		return err
	}
	n, err := q.exec(ctx, `UPDATE decisions SET data = $1 WHERE id = $2`, data, id)
	if err == nil && n == 0 {
		err = missing("decision", strconv.FormatInt(id, 10))
	}
	return err
}
