package sqlstore

import (
	"context"
	"database/sql"
	"maps"
	"slices"

	"github.com/heedhq/heed"
)

type runs struct{ *session }

// The states of a run.
const (
	building = "building"
	current  = "current"
	past     = "past"
	failed   = "failed"
)

func (q runs) Put(ctx context.Context, r heed.Run, u *heed.Understanding) error {
	if r.ID == "" {
		return heed.Errorf(heed.CodeInvalid, "a run needs an id")
	}
	if r.State != failed {
		r.State = building
	}
	var key int64
	found, err := q.row(ctx, []any{&key}, `INSERT INTO runs
		(id, study, inputs, sense, shape, state, as_of, started, finished)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING RETURNING key`,
		r.ID, r.Study, r.Inputs, r.Sense, r.Shape, r.State, r.AsOf.String(), putTime(r.Started), putTime(r.Finished))
	if err != nil {
		return err
	}
	if !found {
		return heed.Errorf(heed.CodeConflict, "there is a run %q already", r.ID)
	}
	if u == nil {
		u = &heed.Understanding{Study: r.Study}
	}
	if err := q.putWhole(ctx, key, u); err != nil {
		return err
	}
	places := make([]int64, len(u.Claims))
	lists := evidenceLists{}
	for i := range u.Claims {
		places[i] = int64(i)
		lists.add(u.Claims[i].Evidence, int64(i))
	}
	if err := q.putClaims(ctx, key, u.Claims, places); err != nil {
		return err
	}
	return q.putLists(ctx, key, lists, true)
}

const runColumns = `id, study, inputs, sense, shape, state, as_of, started, finished`

func scanRun(rows *sql.Rows) (r heed.Run, err error) {
	var asOf, started, finished string
	if err = rows.Scan(&r.ID, &r.Study, &r.Inputs, &r.Sense, &r.Shape, &r.State, &asOf, &started, &finished); err != nil {
		return r, err
	}
	if r.AsOf, err = heed.ParseDate(asOf); err != nil {
		return r, err
	}
	if r.Started, err = getTime(started); err != nil {
		return r, err
	}
	r.Finished, err = getTime(finished)
	return r, err
}

// key finds the row of a run.
func (q *session) runKey(ctx context.Context, run string) (key int64, study string, err error) {
	found, err := q.row(ctx, []any{&key, &study}, `SELECT key, study FROM runs WHERE id = $1`, run)
	if err == nil && !found {
		err = missing("run", run)
	}
	return key, study, err
}

func (q runs) Swap(ctx context.Context, run string) error {
	key, study, err := q.runKey(ctx, run)
	if err != nil {
		return err
	}
	if _, err := q.exec(ctx, `UPDATE runs SET state = $1 WHERE study = $2 AND state = $3`, past, study, current); err != nil {
		return err
	}
	_, err = q.exec(ctx, `UPDATE runs SET state = $1 WHERE key = $2`, current, key)
	return err
}

func (q runs) Current(ctx context.Context, study string) (r heed.Run, err error) {
	found := false
	err = q.each(ctx, func(rows *sql.Rows) (err error) {
		found = true
		r, err = scanRun(rows)
		return err
	}, `SELECT `+runColumns+` FROM runs WHERE study = $1 AND state = $2`, study, current)
	if err == nil && !found {
		err = missing("current run of study", study)
	}
	return r, err
}

func (q runs) List(ctx context.Context, study string) ([]heed.Run, error) {
	out := []heed.Run{}
	err := q.each(ctx, func(rows *sql.Rows) error {
		r, err := scanRun(rows)
		out = append(out, r)
		return err
	}, `SELECT `+runColumns+` FROM runs WHERE study = $1 ORDER BY key DESC`, study)
	return out, err
}

// Replace rewrites what u holds: a claim named but absent from u is dropped,
// and themes, personas, maps and journeys that are nil stay as they were, as do
// the members of a theme whose Members are nil.
func (q runs) Replace(ctx context.Context, run string, u *heed.Understanding, claims []string) error {
	key, _, err := q.runKey(ctx, run)
	if err != nil {
		return err
	}
	if u.Themes.Themes != nil {
		if u, err = q.keepMembers(ctx, key, u); err != nil {
			return err
		}
	}
	if err := q.putWhole(ctx, key, u); err != nil {
		return err
	}
	if len(claims) == 0 {
		return nil
	}
	list, err := putIDs(claims)
	if err != nil {
		return err
	}
	places, old, err := q.stored(ctx, key, list)
	if err != nil {
		return err
	}
	var next int64
	if _, err := q.row(ctx, []any{&next}, `SELECT COALESCE(MAX(n) + 1, 0) FROM claims WHERE run = $1`, key); err != nil {
		return err
	}
	for _, text := range []string{
		`DELETE FROM claim_places WHERE run = $1 AND claim IN
			(SELECT n FROM claims WHERE run = $1 AND ` + q.dialect.In("id", "$2") + `)`,
		`DELETE FROM claims WHERE run = $1 AND ` + q.dialect.In("id", "$2"),
	} {
		if _, err := q.exec(ctx, text, key, list); err != nil {
			return err
		}
	}
	// A claim that was there keeps its place; new ones follow.
	var put []heed.Claim
	var at []int64
	now := evidenceLists{}
	for i := range u.Claims {
		c := &u.Claims[i]
		if !slices.Contains(claims, c.ID) {
			continue
		}
		n, ok := places[c.ID]
		if !ok {
			n = next
			next++
		}
		put, at = append(put, *c), append(at, n)
		now.add(c.Evidence, n)
	}
	if err := q.putClaims(ctx, key, put, at); err != nil {
		return err
	}
	return q.relist(ctx, key, old, slices.Collect(maps.Values(places)), now)
}

func (q runs) Prune(ctx context.Context, study string, keep int) error {
	if keep < 0 { // erasure: the current run quotes too
		_, err := q.exec(ctx, `DELETE FROM runs WHERE study = $1`, study)
		return err
	}
	_, err := q.exec(ctx, `DELETE FROM runs WHERE key IN (
		SELECT key FROM runs WHERE study = $1 AND state IN ('past', 'failed') ORDER BY key DESC LIMIT $2 OFFSET $3)`,
		study, everything, keep)
	return err
}
