package sqlstore

import (
	"context"

	"github.com/heedhq/heed"
)

type figures struct{ *session }

var kpiColumns = columns{"kpis", []string{"study", "source", "n", "date", "stage", "name", "data"}, "ttitttt"}

func (q figures) AddKPIs(ctx context.Context, study, source string, list []heed.KPI) error {
	if _, err := q.exec(ctx, `DELETE FROM kpis WHERE study = $1 AND source = $2`, study, source); err != nil {
		return err
	}
	rows := make([][]any, len(list))
	for i, k := range list {
		data, err := putJSON(k)
		if err != nil {
			return err
		}
		rows[i] = []any{study, source, int64(i), k.Date.String(), k.Stage, k.Name, data}
	}
	return q.insert(ctx, kpiColumns, rows)
}

func (q figures) KPIs(ctx context.Context, study string) ([]heed.KPI, error) {
	return records[heed.KPI](ctx, q.session,
		`SELECT data FROM kpis WHERE study = $1 ORDER BY date, stage, name, source, n`, study)
}

func (q figures) SaveOffer(ctx context.Context, study string, o heed.Offer) error {
	data, err := putJSON(o)
	if err != nil {
		return err
	}
	_, err = q.exec(ctx, `INSERT INTO offers (study, id, data) VALUES ($1, $2, $3)
		ON CONFLICT (study, id) DO UPDATE SET data = excluded.data`, study, o.ID, data)
	return err
}

func (q figures) Offers(ctx context.Context, study string) ([]heed.Offer, error) {
	return records[heed.Offer](ctx, q.session, `SELECT data FROM offers WHERE study = $1 ORDER BY id`, study)
}

func (q figures) DeleteOffer(ctx context.Context, study, id string) error {
	n, err := q.exec(ctx, `DELETE FROM offers WHERE study = $1 AND id = $2`, study, id)
	if err == nil && n == 0 {
		err = missing("offer", id)
	}
	return err
}

func (q figures) SaveCommitment(ctx context.Context, c heed.Commitment) error {
	data, err := putJSON(c)
	if err != nil {
		return err
	}
	_, err = q.exec(ctx, `INSERT INTO commitments (study, id, claim, state, due, data) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (study, id) DO UPDATE SET claim = excluded.claim, state = excluded.state,
			due = excluded.due, data = excluded.data`,
		c.Study, c.ID, c.Claim, c.State, c.Due.String(), data)
	return err
}

func (q figures) Commitments(ctx context.Context, study string) ([]heed.Commitment, error) {
	return records[heed.Commitment](ctx, q.session, `SELECT data FROM commitments WHERE study = $1 ORDER BY id`, study)
}
