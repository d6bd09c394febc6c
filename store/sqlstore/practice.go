package sqlstore

import (
	"context"
	"database/sql"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

type attempts struct{ *session }

func (q attempts) Add(ctx context.Context, a app.Attempt) (id int64, err error) {
	data, err := putJSON(a)
	if err != nil {
		return 0, err
	}
	_, err = q.row(ctx, []any{&id}, `INSERT INTO attempts (account, study, conversation, at, data) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
		a.Account, a.Study, a.Conversation, putTime(a.At), data)
	return id, err
}

// Mark finds an answer of that account only.
func (q attempts) Mark(ctx context.Context, account string, id int64, contested, shared bool) error {
	list, err := q.read(ctx, `WHERE account = $1 AND id = $2`, account, id)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		return heed.Errorf(heed.CodeNotFound, "there is no answer %d of yours", id)
	}
	list[0].Contested, list[0].Shared = contested, shared
	data, err := putJSON(list[0])
	if err != nil {
		return err
	}
	_, err = q.exec(ctx, `UPDATE attempts SET data = $1 WHERE id = $2`, data, id)
	return err
}

func (q attempts) read(ctx context.Context, rest string, args ...any) ([]app.Attempt, error) {
	out := []app.Attempt{}
	err := q.each(ctx, func(r *sql.Rows) error {
		var a app.Attempt
		var id int64
		var data string
		if err := r.Scan(&id, &data); err != nil {
			return err
		}
		if err := getJSON(data, &a); err != nil {
			return err
		}
		a.ID = id
		out = append(out, a)
		return nil
	}, `SELECT id, data FROM attempts `+rest, args...)
	return out, err
}

func (q attempts) Of(ctx context.Context, account string) ([]app.Attempt, error) {
	return q.read(ctx, `WHERE account = $1 ORDER BY at, id`, account)
}

func (q attempts) OfStudy(ctx context.Context, study string) ([]app.Attempt, error) {
	return q.read(ctx, `WHERE study = $1 ORDER BY at, id`, study)
}

func (q attempts) OfConversation(ctx context.Context, conversation string) ([]app.Attempt, error) {
	return q.read(ctx, `WHERE conversation = $1 ORDER BY at, id`, conversation)
}

func (q attempts) Drop(ctx context.Context, ids ...int64) error {
	for _, id := range ids {
		if _, err := q.exec(ctx, `DELETE FROM attempts WHERE id = $1`, id); err != nil {
			return err
		}
	}
	return nil
}

type profiles struct{ *session }

func (q profiles) Save(ctx context.Context, p app.PracticeProfile) error {
	data, err := putJSON(p)
	if err != nil {
		return err
	}
	_, err = q.exec(ctx, `INSERT INTO practice_profiles (account, study, data) VALUES ($1, $2, $3)
		ON CONFLICT (account, study) DO UPDATE SET data = excluded.data`, p.Account, p.Study, data)
	return err
}

func (q profiles) Get(ctx context.Context, account, study string) (app.PracticeProfile, error) {
	p := app.PracticeProfile{Account: account, Study: study}
	err := q.each(ctx, func(r *sql.Rows) error {
		var data string
		if err := r.Scan(&data); err != nil {
			return err
		}
		return getJSON(data, &p)
	}, `SELECT data FROM practice_profiles WHERE account = $1 AND study = $2`, account, study)
	return p, err
}
