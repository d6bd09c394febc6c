package sqlstore

import (
	"context"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/store/sqlstore/pack"
)

var (
	claimColumns = columns{"claims", []string{"run", "n", "id", "kind", "theme", "review", "weight", "data", "evidence"}, "iittttrtb"}
	placeColumns = columns{"claim_places", []string{"run", "claim", "persona", "field", "cell", "stage", "lane"}, "iittttt"}
)

// claimRows are the rows of some claims, or why they cannot be made.
type claimRows struct {
	claims, places [][]any
	err            error
}

// putClaims adds the claims, each at its place in the run. Packing evidence
// takes as long as writing it, so a second core packs while the first writes.
func (q *session) putClaims(ctx context.Context, run int64, list []heed.Claim, places []int64) error {
	const part = 250
	stop := make(chan struct{})
	defer close(stop)
	made := make(chan claimRows, 1)
	go func() {
		defer close(made)
		for at := 0; at < len(list); at += part {
			end := min(at+part, len(list))
			rows := makeClaimRows(run, list[at:end], places[at:end])
			select {
			case made <- rows:
			case <-stop:
				return
			}
		}
	}()
	for rows := range made {
		if rows.err != nil {
			return rows.err
		}
		if err := q.insert(ctx, claimColumns, rows.claims); err != nil {
			return err
		}
		if err := q.insert(ctx, placeColumns, rows.places); err != nil {
			return err
		}
	}
	return nil
}

func makeClaimRows(run int64, list []heed.Claim, places []int64) (out claimRows) {
	for i := range list {
		c, n := &list[i], places[i]
		packed, err := pack.Marshal(c.Evidence)
		if err != nil {
			out.err = heed.WrapError(heed.CodeInternal, err, "the evidence of claim %s cannot be written", c.ID)
			return out
		}
		bare := *c
		bare.Evidence = nil
		data, err := putJSON(bare)
		if err != nil {
			out.err = err
			return out
		}
		out.claims = append(out.claims, []any{
			run, n, c.ID, string(c.Kind), c.Theme, string(c.Review), c.Weight, data, packed,
		})
		for _, p := range c.Places {
			out.places = append(out.places, []any{run, n, p.Persona, string(p.Field), string(p.Cell), p.Stage, string(p.Lane)})
		}
	}
	return out
}
