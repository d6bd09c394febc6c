package sqlstore

import (
	"context"
	"encoding/hex"

	"github.com/heedhq/heed"
)

type pseudonyms struct{ *session }

// Number runs in a write transaction, which is alone among writers: the next
// number cannot be given out twice.
func (q pseudonyms) Number(ctx context.Context, study string, keyed []byte) (int, error) {
	if len(keyed) == 0 {
		return 0, heed.Errorf(heed.CodeInvalid, "a pseudonym needs a keyed name")
	}
	var n int
	found, err := q.row(ctx, []any{&n}, `SELECT COALESCE(moved, number) FROM pseudonyms WHERE study = $1 AND keyed = $2`, study, keyed)
	if err != nil || found {
		return n, err
	}
	_, err = q.row(ctx, []any{&n}, `INSERT INTO pseudonyms (study, keyed, number)
		SELECT $1, $2, COALESCE(MAX(number), 0) + 1 FROM pseudonyms WHERE study = $3
		RETURNING number`, study, keyed, study)
	return n, err
}

// Move keeps the number of the row, so that it stays taken.
func (q pseudonyms) Move(ctx context.Context, study string, keyed []byte, to heed.Participant) error {
	if _, err := q.exec(ctx, `UPDATE pseudonyms SET moved = $3 WHERE study = $1 AND keyed = $2`, study, keyed, to.Number); err != nil {
		return err
	}
	_, err := q.exec(ctx, `UPDATE identities SET participant = $3 WHERE identity = $2
		AND participant IN (SELECT id FROM participants WHERE study = $1)`, study, hex.EncodeToString(keyed), to.ID)
	return err
}

// Forget keeps the row, so that the number stays taken, under a key that no
// name has.
func (q pseudonyms) Forget(ctx context.Context, study string, keyed []byte) error {
	var n int
	found, err := q.row(ctx, []any{&n}, `SELECT number FROM pseudonyms WHERE study = $1 AND keyed = $2`, study, keyed)
	if err != nil || !found {
		return err
	}
	_, err = q.exec(ctx, `UPDATE pseudonyms SET keyed = $3 WHERE study = $1 AND number = $2`,
		study, n, []byte{byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)})
	return err
}
