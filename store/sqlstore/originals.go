package sqlstore

import "context"

type originals struct{ *session }

func (q originals) Drop(ctx context.Context, hash string) error {
	_, err := q.exec(ctx, `UPDATE sources SET content = NULL WHERE hash = $1`, hash)
	return err
}

func (q originals) ImportOf(ctx context.Context, conversation string) (id int64, err error) {
	found, err := q.row(ctx, []any{&id}, `SELECT COALESCE(import, 0) FROM conversations WHERE id = $1`, conversation)
	if err == nil && !found {
		err = missing("conversation", conversation)
	}
	return id, err
}
