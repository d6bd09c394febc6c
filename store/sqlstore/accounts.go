package sqlstore

import (
	"context"
	"database/sql"
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

type accounts struct{ *session }

// Save refuses a name that another account has, with CodeConflict.
func (q accounts) Save(ctx context.Context, a app.Account) error {
	taken, err := q.row(ctx, []any{new(int)}, `SELECT 1 FROM accounts WHERE name = $1 AND id <> $2`, a.Name, a.ID)
	if err != nil {
		return err
	}
	if taken {
		return heed.Errorf(heed.CodeConflict, "the name %q is taken by another account", a.Name)
	}
	_, err = q.exec(ctx, `INSERT INTO accounts (id, name, password_hash, language, created) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, password_hash = excluded.password_hash,
			language = excluded.language, created = excluded.created`,
		a.ID, a.Name, a.PasswordHash, string(a.Language), putTime(a.Created))
	return err
}

func (q accounts) read(ctx context.Context, rest string, args ...any) ([]app.Account, error) {
	out := []app.Account{}
	err := q.each(ctx, func(r *sql.Rows) (err error) {
		var a app.Account
		var created string
		if err = r.Scan(&a.ID, &a.Name, &a.PasswordHash, &a.Language, &created); err != nil {
			return err
		}
		a.Created, err = getTime(created)
		out = append(out, a)
		return err
	}, `SELECT id, name, password_hash, language, created FROM accounts `+rest, args...)
	return out, err
}

func (q accounts) ByName(ctx context.Context, name string) (app.Account, error) {
	list, err := q.read(ctx, `WHERE name = $1`, name)
	return only(list, err, "account", name)
}

// List is by name.
func (q accounts) List(ctx context.Context) ([]app.Account, error) {
	return q.read(ctx, `ORDER BY name`)
}

func (q accounts) SaveSession(ctx context.Context, tokenHash, account string, expires time.Time) error {
	_, err := q.exec(ctx, `INSERT INTO sessions (token_hash, account, expires) VALUES ($1, $2, $3)
		ON CONFLICT (token_hash) DO UPDATE SET account = excluded.account, expires = excluded.expires`,
		tokenHash, account, putTime(expires))
	return err
}

// Session does not find one that has expired.
func (q accounts) Session(ctx context.Context, tokenHash string, now time.Time) (account string, err error) {
	found, err := q.row(ctx, []any{&account}, `SELECT account FROM sessions WHERE token_hash = $1 AND expires > $2`,
		tokenHash, putTime(now))
	if err == nil && !found {
		err = heed.Errorf(heed.CodeNotFound, "this session has ended; sign in again")
	}
	return account, err
}

// EndSession of one that is not there does nothing.
func (q accounts) EndSession(ctx context.Context, tokenHash string) error {
	_, err := q.exec(ctx, `DELETE FROM sessions WHERE token_hash = $1`, tokenHash)
	return err
}

// EndSessions of an account without any does nothing.
func (q accounts) EndSessions(ctx context.Context, account string) error {
	_, err := q.exec(ctx, `DELETE FROM sessions WHERE account = $1`, account)
	return err
}
