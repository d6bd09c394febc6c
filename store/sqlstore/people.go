package sqlstore

import (
	"context"
	"database/sql"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

type people struct{ *session }

func (q people) Save(ctx context.Context, p heed.Participant) error {
	if p.ID == "" {
		return heed.Errorf(heed.CodeInvalid, "a participant needs an id")
	}
	data, err := putJSON(p)
	if err != nil {
		return err
	}
	_, err = q.exec(ctx, `INSERT INTO participants (id, study, number, organisation, segment, data)
		VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (id) DO UPDATE SET study = excluded.study, number = excluded.number,
			organisation = excluded.organisation, segment = excluded.segment, data = excluded.data`,
		p.ID, null(p.Study), p.Number, p.Organisation, p.Segment, data)
	return err
}

func (q people) Get(ctx context.Context, id string) (p heed.Participant, err error) {
	var data string
	found, err := q.row(ctx, []any{&data}, `SELECT data FROM participants WHERE id = $1`, id)
	if err != nil {
		return p, err
	}
	if !found {
		return p, missing("participant", id)
	}
	return p, getJSON(data, &p)
}

func (q people) List(ctx context.Context, study string) ([]heed.Participant, error) {
	return records[heed.Participant](ctx, q.session,
		`SELECT data FROM participants WHERE COALESCE(study, '') = $1 ORDER BY number, id`, study)
}

func (q people) SaveIdentity(ctx context.Context, i app.Identity) error {
	_, err := q.exec(ctx, `INSERT INTO identities (participant, identity, name) VALUES ($1, $2, $3)
		ON CONFLICT (participant, identity) DO UPDATE SET name = excluded.name`,
		i.Participant, i.Key, i.Name)
	return err
}

func (q people) Identities(ctx context.Context, study string) ([]app.Identity, error) {
	out := []app.Identity{}
	err := q.each(ctx, func(r *sql.Rows) error {
		var i app.Identity
		if err := r.Scan(&i.Participant, &i.Key, &i.Name); err != nil {
			return err
		}
		out = append(out, i)
		return nil
	}, `SELECT i.participant, i.identity, i.name FROM identities i
		JOIN participants p ON p.id = i.participant WHERE COALESCE(p.study, '') = $1 ORDER BY i.participant, i.identity`, study)
	return out, err
}

// Delete takes the participant's answers to claims along. Conversations still
// name the pseudonym.
func (q people) Delete(ctx context.Context, id string) error {
	n, err := q.exec(ctx, `DELETE FROM participants WHERE id = $1`, id)
	if err != nil {
		return err
	}
	if n == 0 {
		return missing("participant", id)
	}
	_, err = q.exec(ctx, `DELETE FROM member_checks WHERE participant = $1`, id)
	return err
}

func (q people) Conversations(ctx context.Context, id string) ([]string, error) {
	return q.strings(ctx, `SELECT DISTINCT conversation FROM speakers WHERE participant = $1 ORDER BY conversation`, id)
}
