package sqlstore

import (
	"context"

	"github.com/heedhq/heed"
)

type increments struct{ *session }

func (q increments) Add(ctx context.Context, i heed.Increment) error {
	key, _, err := q.runKey(ctx, i.Run)
	if err != nil {
		return err
	}
	data, err := putJSON(i)
	if err != nil {
		return err
	}
	_, err = q.exec(ctx, `INSERT INTO increments (run, at, data) VALUES ($1, $2, $3)`, key, putTime(i.At), data)
	return err
}

func (q increments) List(ctx context.Context, run string) ([]heed.Increment, error) {
	key, _, err := q.runKey(ctx, run)
	if err != nil {
		return nil, err
	}
	return records[heed.Increment](ctx, q.session, `SELECT data FROM increments WHERE run = $1 ORDER BY id`, key)
}

func (q increments) Count(ctx context.Context, run string) (n int, err error) {
	_, err = q.row(ctx, []any{&n}, `SELECT COUNT(*) FROM increments i JOIN runs r ON r.key = i.run WHERE r.id = $1`, run)
	return n, err
}
