package sqlstore

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// Revise appends revision r.N, which must be the next; 0 stands for the next
// whatever it is. The conversation's reading becomes stale.
func (q conversations) Revise(ctx context.Context, id string, turn int, r app.Revision) error {
	if err := checkText(r.Text); err != nil {
		return err
	}
	if err := q.settle(ctx); err != nil {
		return err
	}
	var newest int
	var body string
	found, err := q.row(ctx, []any{&newest, &body},
		`SELECT revision, body FROM turns WHERE conversation = $1 AND n = $2`, id, turn)
	if err != nil {
		return err
	}
	if !found {
		return missing("turn", fmt.Sprintf("%s, %d", id, turn+1))
	}
	if r.N == 0 {
		r.N = newest + 1
	}
	if r.N != newest+1 {
		return heed.Errorf(heed.CodeConflict, "turn %d of %q is at revision %d; %d cannot follow it", turn+1, id, newest, r.N)
	}
	const add = `INSERT INTO revisions (conversation, turn, revision, body, author, at) VALUES ($1, $2, $3, $4, $5, $6)`
	if newest == 0 {
		if _, err := q.exec(ctx, add, id, turn, 0, body, "", ""); err != nil {
			return err
		}
	}
	if _, err := q.exec(ctx, add, id, turn, r.N, r.Text, r.By, putTime(r.At)); err != nil {
		return err
	}
	folded, words := fold(r.Text)
	if _, err := q.exec(ctx, `UPDATE turns SET revision = $1, body = $2, folded = $3, words = $4
		WHERE conversation = $5 AND n = $6`, r.N, r.Text, folded, words, id, turn); err != nil {
		return err
	}
	_, err = q.exec(ctx, `UPDATE readings SET stale = 1 WHERE conversation = $1`, id)
	return err
}

// Revisions of a turn that was never corrected is the imported text alone.
func (q readings) Revisions(ctx context.Context, conversation string, turn int) ([]app.Revision, error) {
	out := []app.Revision{}
	err := q.each(ctx, func(r *sql.Rows) (err error) {
		var v app.Revision
		var at string
		if err = r.Scan(&v.N, &v.Text, &v.By, &at); err != nil {
			return err
		}
		v.At, err = getTime(at)
		out = append(out, v)
		return err
	}, `SELECT revision, body, author, at FROM revisions WHERE conversation = $1 AND turn = $2 ORDER BY revision`,
		conversation, turn)
	if err != nil || len(out) > 0 {
		return out, err
	}
	var body string
	found, err := q.row(ctx, []any{&body}, `SELECT body FROM turns WHERE conversation = $1 AND n = $2`, conversation, turn)
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, missing("turn", fmt.Sprintf("%s, %d", conversation, turn+1))
	}
	return append(out, app.Revision{Text: body}), nil
}
