package sqlstore

import (
	"context"

	"github.com/heedhq/heed"
)

type checks struct{ *session }

func (q checks) Save(ctx context.Context, m heed.MemberCheck) error {
	data, err := putJSON(m)
	if err != nil {
		return err
	}
	_, err = q.exec(ctx, `INSERT INTO member_checks (study, claim, participant, verdict, data) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (study, claim, participant) DO UPDATE SET verdict = excluded.verdict, data = excluded.data`,
		m.Study, m.Claim, m.Participant, string(m.Verdict), data)
	return err
}

// List is by claim, then participant.
func (q checks) List(ctx context.Context, study string) ([]heed.MemberCheck, error) {
	return records[heed.MemberCheck](ctx, q.session,
		`SELECT data FROM member_checks WHERE study = $1 ORDER BY claim, participant`, study)
}
