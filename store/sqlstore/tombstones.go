package sqlstore

import (
	"context"
	"time"

	"github.com/heedhq/heed"
)

type tombstones struct{ *session }

// Add keeps the first time of a tombstone that is there already.
func (q tombstones) Add(ctx context.Context, keyed []byte, at time.Time) error {
	if len(keyed) == 0 {
		return heed.Errorf(heed.CodeInvalid, "a tombstone needs a keyed hash")
	}
	_, err := q.exec(ctx, `INSERT INTO tombstones (keyed, at) VALUES ($1, $2) ON CONFLICT (keyed) DO NOTHING`,
		keyed, putTime(at))
	return err
}

func (q tombstones) Has(ctx context.Context, keyed []byte) (bool, error) {
	return q.row(ctx, []any{new(int)}, `SELECT 1 FROM tombstones WHERE keyed = $1`, kept(keyed))
}

// Key must first be asked for in a write transaction.
func (q tombstones) Key(ctx context.Context, random func() []byte) ([]byte, error) {
	var key []byte
	const get = `SELECT value FROM secrets WHERE name = 'tombstones'`
	found, err := q.row(ctx, []any{&key}, get)
	if err != nil || found {
		return key, err
	}
	key = random()
	if len(key) < 16 {
		return nil, heed.Errorf(heed.CodeInternal, "a key of %d bytes is too short to be a secret", len(key))
	}
	_, err = q.exec(ctx, `INSERT INTO secrets (name, value) VALUES ('tombstones', $1)`, key)
	return key, err
}
