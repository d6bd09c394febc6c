package sqlstore

import (
	"context"
	"database/sql"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

type sounds struct{ *session }

func (q sounds) Save(ctx context.Context, s app.Sound) error {
	data, err := putJSON(s)
	if err != nil {
		return err
	}
	_, err = q.exec(ctx, `INSERT INTO recordings (conversation, study, file, data) VALUES ($1, $2, $3, $4)
		ON CONFLICT (conversation) DO UPDATE SET study = excluded.study, file = excluded.file, data = excluded.data`,
		s.Conversation, s.Study, s.File, data)
	return err
}

func (q sounds) Get(ctx context.Context, conversation string) (s app.Sound, err error) {
	var file, data string
	found, err := q.row(ctx, []any{&file, &data}, `SELECT file, data FROM recordings WHERE conversation = $1`, conversation)
	if err != nil {
		return s, err
	}
	if !found {
		return s, missing("recording of", conversation)
	}
	err = getJSON(data, &s)
	s.File = file
	return s, err
}

func (q sounds) Which(ctx context.Context, study string) ([]string, error) {
	if study == "" {
		return q.strings(ctx, `SELECT conversation FROM recordings ORDER BY conversation`)
	}
	return q.strings(ctx, `SELECT conversation FROM recordings WHERE study = $1 ORDER BY conversation`, study)
}

func (q sounds) Files(ctx context.Context) ([]string, error) {
	return q.strings(ctx, `SELECT DISTINCT file FROM recordings WHERE file <> '' ORDER BY file`)
}

func (q sounds) Delete(ctx context.Context, conversation string) error {
	n, err := q.exec(ctx, `DELETE FROM recordings WHERE conversation = $1`, conversation)
	if err == nil && n == 0 {
		return missing("recording of", conversation)
	}
	return err
}

type recalls struct{ *session }

func (q recalls) Add(ctx context.Context, r app.Remembering) (id int64, err error) {
	data, err := putJSON(r)
	if err != nil {
		return 0, err
	}
	_, err = q.row(ctx, []any{&id}, `INSERT INTO recalls (account, study, conversation, at, data) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
		r.Account, r.Study, r.Conversation, putTime(r.At), data)
	return id, err
}

func (q recalls) Own(ctx context.Context, study, account string) ([]app.Remembering, error) {
	out := []app.Remembering{}
	err := q.each(ctx, func(rows *sql.Rows) error {
		var r app.Remembering
		var id int64
		var data string
		if err := rows.Scan(&id, &data); err != nil {
			return err
		}
		if err := getJSON(data, &r); err != nil {
			return err
		}
		r.ID = id
		out = append(out, r)
		return nil
	}, `SELECT id, data FROM recalls WHERE study = $1 AND account = $2 ORDER BY at, id`, study, account)
	return out, err
}

func (q recalls) Drop(ctx context.Context, conversation string) error {
	_, err := q.exec(ctx, `DELETE FROM recalls WHERE conversation = $1`, conversation)
	return err
}

func (q recalls) Delete(ctx context.Context, account string, id int64) error {
	n, err := q.exec(ctx, `DELETE FROM recalls WHERE account = $1 AND id = $2`, account, id)
	if err == nil && n == 0 {
		return heed.Errorf(heed.CodeNotFound, "there is no recall %d of yours", id)
	}
	return err
}

type voices struct{ *session }

func (q voices) Choose(ctx context.Context, study, account, speaker string) error {
	if speaker == "" {
		_, err := q.exec(ctx, `DELETE FROM voices WHERE study = $1 AND account = $2`, study, account)
		return err
	}
	var owner string
	taken, err := q.row(ctx, []any{&owner}, `SELECT account FROM voices WHERE study = $1 AND speaker = $2`, study, speaker)
	if err != nil {
		return err
	}
	if taken && owner != account {
		return heed.Errorf(heed.CodeConflict, "somebody else has said that they are %s", speaker)
	}
	_, err = q.exec(ctx, `INSERT INTO voices (study, account, speaker) VALUES ($1, $2, $3)
		ON CONFLICT (study, account) DO UPDATE SET speaker = excluded.speaker`, study, account, speaker)
	return err
}

func (q voices) List(ctx context.Context, study string) (map[string]string, error) {
	out := map[string]string{}
	err := q.each(ctx, func(rows *sql.Rows) error {
		var account, speaker string
		if err := rows.Scan(&account, &speaker); err != nil {
			return err
		}
		out[account] = speaker
		return nil
	}, `SELECT account, speaker FROM voices WHERE study = $1`, study)
	return out, err
}
