package sqlstore

import (
	"context"
	"database/sql"

	"github.com/heedhq/heed"
)

var (
	themeColumns   = columns{"themes", []string{"run", "n", "id", "data", "members"}, "iittt"}
	personaColumns = columns{"personas", []string{"run", "n", "id", "data"}, "iitt"}
	mapColumns     = columns{"empathy_maps", []string{"run", "n", "persona", "stage", "data"}, "iittt"}
	journeyColumns = columns{"journeys", []string{"run", "n", "id", "data"}, "iitt"}
)

// putWhole writes all but the claims, in place of what was there; sets that
// are nil are left as they are.
func (q *session) putWhole(ctx context.Context, run int64, u *heed.Understanding) error {
	rest := *u
	rest.Claims, rest.Personas, rest.EmpathyMaps, rest.Journeys, rest.Themes.Themes = nil, nil, nil, nil, nil
	data, err := putJSON(rest)
	if err != nil {
		return err
	}
	if _, err := q.exec(ctx, `INSERT INTO run_overviews (run, data) VALUES ($1, $2)
		ON CONFLICT (run) DO UPDATE SET data = excluded.data`, run, data); err != nil {
		return err
	}
	if err := putRows(ctx, q, themeColumns, run, u.Themes.Themes, func(t *heed.Theme) ([]any, error) {
		members, err := putJSON(t.Members)
		if err != nil {
			return nil, err
		}
		bare := *t
		bare.Members = nil
		data, err := putJSON(bare)
		return []any{t.ID, data, members}, err
	}); err != nil {
		return err
	}
	if err := putRows(ctx, q, personaColumns, run, u.Personas, func(p *heed.Persona) ([]any, error) {
		data, err := putJSON(p)
		return []any{p.ID, data}, err
	}); err != nil {
		return err
	}
	if err := putRows(ctx, q, mapColumns, run, u.EmpathyMaps, func(m *heed.EmpathyMap) ([]any, error) {
		data, err := putJSON(m)
		return []any{m.Persona, m.Stage, data}, err
	}); err != nil {
		return err
	}
	return putRows(ctx, q, journeyColumns, run, u.Journeys, func(j *heed.Journey) ([]any, error) {
		data, err := putJSON(j)
		return []any{j.ID, data}, err
	})
}

// putRows replaces the rows of a run in one table.
func putRows[T any](ctx context.Context, q *session, c columns, run int64, list []T, row func(*T) ([]any, error)) error {
	if list == nil {
		return nil
	}
	if _, err := q.exec(ctx, `DELETE FROM `+c.table+` WHERE run = $1`, run); err != nil {
		return err
	}
	rows := make([][]any, len(list))
	for i := range list {
		values, err := row(&list[i])
		if err != nil {
			return err
		}
		rows[i] = append([]any{run, int64(i)}, values...)
	}
	return q.insert(ctx, c, rows)
}

// keepMembers returns u with the stored members of themes that come without.
func (q *session) keepMembers(ctx context.Context, run int64, u *heed.Understanding) (*heed.Understanding, error) {
	stored := map[string]string{}
	err := q.each(ctx, func(r *sql.Rows) error {
		var id, members string
		if err := r.Scan(&id, &members); err != nil {
			return err
		}
		stored[id] = members
		return nil
	}, `SELECT id, members FROM themes WHERE run = $1`, run)
	if err != nil {
		return nil, err
	}
	themes := append([]heed.Theme{}, u.Themes.Themes...)
	for i := range themes {
		if m, ok := stored[themes[i].ID]; ok && themes[i].Members == nil {
			if err := getJSON(m, &themes[i].Members); err != nil {
				return nil, err
			}
		}
	}
	filled := *u
	filled.Themes.Themes = themes
	return &filled, nil
}
