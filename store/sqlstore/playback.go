package sqlstore

import (
	"context"
	"database/sql"
	"strconv"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

type playbacks struct{ *session }

func (q playbacks) Save(ctx context.Context, p app.Playback) error {
	if p.ID == "" || len(p.Keyed) == 0 {
		return heed.Errorf(heed.CodeInvalid, "a page shown back needs an id and a keyed hash")
	}
	data, err := putJSON(p)
	if err != nil {
		return err
	}
	_, err = q.exec(ctx, `INSERT INTO playbacks (id, study, participant, keyed, created, data) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (id) DO UPDATE SET study = excluded.study, participant = excluded.participant,
			keyed = excluded.keyed, created = excluded.created, data = excluded.data`,
		p.ID, p.Study, p.Participant, p.Keyed, putTime(p.Created), data)
	return err
}

func (q playbacks) read(ctx context.Context, rest string, args ...any) ([]app.Playback, error) {
	out := []app.Playback{}
	err := q.each(ctx, func(r *sql.Rows) error {
		var p app.Playback
		var keyed []byte
		var data string
		if err := r.Scan(&keyed, &data); err != nil {
			return err
		}
		if err := getJSON(data, &p); err != nil {
			return err
		}
		p.Keyed = keyed
		out = append(out, p)
		return nil
	}, `SELECT keyed, data FROM playbacks `+rest, args...)
	return out, err
}

func (q playbacks) Get(ctx context.Context, id string) (app.Playback, error) {
	list, err := q.read(ctx, `WHERE id = $1`, id)
	return only(list, err, "page shown back", id)
}

func (q playbacks) List(ctx context.Context, study string) ([]app.Playback, error) {
	return q.read(ctx, `WHERE study = $1 ORDER BY created, id`, study)
}

type panels struct{ *session }

func (q panels) SavePanelist(ctx context.Context, p app.Panelist) error {
	data, err := putJSON(p)
	if err != nil {
		return err
	}
	_, err = q.exec(ctx, `INSERT INTO panelists (participant, study, data) VALUES ($1, $2, $3)
		ON CONFLICT (participant) DO UPDATE SET study = excluded.study, data = excluded.data`,
		p.Participant, p.Study, data)
	return err
}

func (q panels) Panelists(ctx context.Context, study string) ([]app.Panelist, error) {
	return records[app.Panelist](ctx, q.session, `SELECT data FROM panelists WHERE study = $1 ORDER BY participant`, study)
}

func (q panels) AddPulse(ctx context.Context, p app.Pulse) (id int64, err error) {
	data, err := putJSON(p)
	if err != nil {
		return 0, err
	}
	_, err = q.row(ctx, []any{&id}, `INSERT INTO pulses (study, participant, at, data) VALUES ($1, $2, $3, $4) RETURNING id`,
		p.Study, null(p.Participant), putTime(p.At), data)
	return id, err
}

func (q panels) SavePulse(ctx context.Context, p app.Pulse) error {
	data, err := putJSON(p)
	if err != nil {
		return err
	}
	n, err := q.exec(ctx, `UPDATE pulses SET study = $2, participant = $3, at = $4, data = $5 WHERE id = $1`,
		p.ID, p.Study, null(p.Participant), putTime(p.At), data)
	if err == nil && n == 0 {
		return missing("pulse", strconv.FormatInt(p.ID, 10))
	}
	return err
}

func (q panels) DropPanelist(ctx context.Context, participant string) error {
	_, err := q.exec(ctx, `DELETE FROM panelists WHERE participant = $1`, participant)
	return err
}

func (q panels) Pulses(ctx context.Context, study string) ([]app.Pulse, error) {
	out := []app.Pulse{}
	err := q.each(ctx, func(r *sql.Rows) error {
		var p app.Pulse
		var id int64
		var data string
		if err := r.Scan(&id, &data); err != nil {
			return err
		}
		if err := getJSON(data, &p); err != nil {
			return err
		}
		p.ID = id
		out = append(out, p)
		return nil
	}, `SELECT id, data FROM pulses WHERE study = $1 ORDER BY at, id`, study)
	return out, err
}
