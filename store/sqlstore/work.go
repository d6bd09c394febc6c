package sqlstore

import (
	"context"
	"database/sql"
	"encoding/json"
	"strconv"
	"time"

	"github.com/heedhq/heed"
)

type work struct{ *session }

// Add joins a piece of the same kind and target that nobody has taken, which
// then carries the newer payload. One that is being worked on may have read the
// data already, so a second follows it.
func (q work) Add(ctx context.Context, w heed.Work) (id int64, err error) {
	found, err := q.row(ctx, []any{&id}, `UPDATE pending_work SET payload = $1
		WHERE id = (SELECT MIN(id) FROM pending_work WHERE kind = $2 AND target = $3 AND lease = '') RETURNING id`,
		string(w.Payload), w.Kind, w.Target)
	if err != nil || found {
		return id, err
	}
	_, err = q.row(ctx, []any{&id}, `INSERT INTO pending_work (kind, target, payload, tries, error, at, due, lease)
		VALUES ($1, $2, $3, 0, '', $4, '', '') RETURNING id`, w.Kind, w.Target, string(w.Payload), putTime(w.At))
	return id, err
}

const workColumns = `id, kind, target, payload, tries, error, at`

func scanWork(r *sql.Rows) (w heed.Work, err error) {
	var payload, at string
	if err = r.Scan(&w.ID, &w.Kind, &w.Target, &payload, &w.Tries, &w.Error, &at); err != nil {
		return w, err
	}
	if payload != "" {
		w.Payload = json.RawMessage(payload)
	}
	w.At, err = getTime(at)
	return w, err
}

// Take counts the try, so that a worker that dies is counted too.
func (q work) Take(ctx context.Context, now, until time.Time) (w heed.Work, ok bool, err error) {
	err = q.each(ctx, func(r *sql.Rows) (err error) {
		ok = true
		w, err = scanWork(r)
		return err
	}, `UPDATE pending_work SET lease = $1, tries = tries + 1
		WHERE id = (SELECT MIN(id) FROM pending_work WHERE lease <= $2 AND due <= $2) RETURNING `+workColumns,
		putTime(until), putTime(now))
	return w, ok, err
}

func (q work) Done(ctx context.Context, id int64) error {
	n, err := q.exec(ctx, `DELETE FROM pending_work WHERE id = $1`, id)
	if err == nil && n == 0 {
		err = missing("pending work", strconv.FormatInt(id, 10))
	}
	return err
}

// Fail frees the piece from retry on. Where the same was added meanwhile, one
// remains: this, with the newer payload.
func (q work) Fail(ctx context.Context, id int64, reason string, retry time.Time) error {
	var kind, target string
	found, err := q.row(ctx, []any{&kind, &target}, `UPDATE pending_work SET error = $1, due = $2, lease = ''
		WHERE id = $3 RETURNING kind, target`, reason, putTime(retry), id)
	if err != nil {
		return err
	}
	if !found {
		return missing("pending work", strconv.FormatInt(id, 10))
	}
	var payload string
	found, err = q.row(ctx, []any{&payload}, `DELETE FROM pending_work
		WHERE kind = $1 AND target = $2 AND lease = '' AND id <> $3 RETURNING payload`, kind, target, id)
	if err != nil || !found {
		return err
	}
	_, err = q.exec(ctx, `UPDATE pending_work SET payload = $1 WHERE id = $2`, payload, id)
	return err
}

// Pending lists what is not done, oldest first, also what is being worked on.
func (q work) Pending(ctx context.Context) ([]heed.Work, error) {
	out := []heed.Work{}
	err := q.each(ctx, func(r *sql.Rows) error {
		w, err := scanWork(r)
		out = append(out, w)
		return err
	}, `SELECT `+workColumns+` FROM pending_work ORDER BY id`)
	return out, err
}
