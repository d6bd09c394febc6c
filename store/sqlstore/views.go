package sqlstore

import (
	"context"
	"database/sql"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/store/sqlstore/pack"
)

type views struct{ *session }

func (q views) Overview(ctx context.Context, run string) (u heed.Understanding, err error) {
	key, _, err := q.runKey(ctx, run)
	if err != nil {
		return u, err
	}
	var data string
	if _, err := q.row(ctx, []any{&data}, `SELECT data FROM run_overviews WHERE run = $1`, key); err != nil {
		return u, err
	}
	if err := getJSON(data, &u); err != nil {
		return u, err
	}
	u.Claims, u.EmpathyMaps = []heed.Claim{}, []heed.EmpathyMap{}
	if u.Themes.Themes, err = records[heed.Theme](ctx, q.session, `SELECT data FROM themes WHERE run = $1 ORDER BY n`, key); err != nil {
		return u, err
	}
	if u.Personas, err = records[heed.Persona](ctx, q.session, `SELECT data FROM personas WHERE run = $1 ORDER BY n`, key); err != nil {
		return u, err
	}
	u.Journeys, err = records[heed.Journey](ctx, q.session, `SELECT data FROM journeys WHERE run = $1 ORDER BY n`, key)
	return u, err
}

// Whole is everything that Put was given, in the same order.
func (q runs) Whole(ctx context.Context, run string) (u heed.Understanding, err error) {
	v := views(q)
	if u, err = v.Overview(ctx, run); err != nil {
		return u, err
	}
	key, _, err := q.runKey(ctx, run)
	if err != nil {
		return u, err
	}
	i := 0
	err = q.each(ctx, func(r *sql.Rows) error {
		var members string
		if err := r.Scan(&members); err != nil {
			return err
		}
		i++
		return getJSON(members, &u.Themes.Themes[i-1].Members)
	}, `SELECT members FROM themes WHERE run = $1 ORDER BY n`, key)
	if err != nil {
		return u, err
	}
	if u.EmpathyMaps, err = v.Maps(ctx, run, ""); err != nil {
		return u, err
	}
	u.Claims, err = v.claims(ctx, true, `WHERE c.run = $1 ORDER BY c.n`, key)
	return u, err
}

// claims reads claims, with or without their evidence.
func (q views) claims(ctx context.Context, withEvidence bool, rest string, args ...any) ([]heed.Claim, error) {
	out := []heed.Claim{}
	evidence := `''`
	if withEvidence {
		evidence = `c.evidence`
	}
	err := q.each(ctx, func(r *sql.Rows) error {
		var data string
		var packed sql.RawBytes
		if err := r.Scan(&data, &packed); err != nil {
			return err
		}
		var c heed.Claim
		if err := getJSON(data, &c); err != nil {
			return err
		}
		if withEvidence {
			if err := pack.Unmarshal(packed, &c.Evidence); err != nil {
				return heed.WrapError(heed.CodeInternal, err, "the database holds evidence that this version cannot read")
			}
		}
		out = append(out, c)
		return nil
	}, `SELECT c.data, `+evidence+` FROM claims c `+rest, args...)
	return out, err
}

// Claims order by weight, then as the run gave them. The conditions on persona,
// cell and stage hold for one place together.
func (q views) Claims(ctx context.Context, run string, f app.ClaimFilter) ([]heed.Claim, int, error) {
	key, _, err := q.runKey(ctx, run)
	if err != nil {
		return nil, 0, err
	}
	var w where
	w.add("c.run = " + w.arg(key))
	w.is("c.theme", f.Theme)
	w.is("c.kind", string(f.Kind))
	w.is("c.review", string(f.Review))
	inner := where{args: w.args}
	inner.is("x.persona", f.Persona)
	inner.is("x.cell", string(f.Cell))
	inner.is("x.stage", f.Stage)
	if len(inner.conditions) > 0 {
		inner.add("x.run = c.run AND x.claim = c.n")
		w.args = inner.args
		w.add("EXISTS (SELECT 1 FROM claim_places x" + inner.String() + ")")
	}
	for _, named := range []evidenceName{{byConversation, f.Conversation}, {byParticipant, f.Participant}} {
		if named.name == "" {
			continue
		}
		list := "[]"
		if _, err := q.row(ctx, []any{&list}, `SELECT claims FROM evidence_lists WHERE run = $1 AND kind = $2 AND name = $3`,
			key, named.kind, named.name); err != nil {
			return nil, 0, err
		}
		w.add(q.dialect.In("CAST(c.n AS TEXT)", w.arg(list)))
	}
	total := 0
	if _, err := q.row(ctx, []any{&total}, `SELECT COUNT(*) FROM claims c`+w.String(), w.args...); err != nil {
		return nil, 0, err
	}
	rest := w.String() + ` ORDER BY c.weight DESC, c.n` + w.page(f.Limit, f.Offset)
	list, err := q.claims(ctx, false, rest, w.args...)
	return list, total, err
}

func (q views) Claim(ctx context.Context, run, id string) (heed.Claim, error) {
	key, _, err := q.runKey(ctx, run)
	if err != nil {
		return heed.Claim{}, err
	}
	list, err := q.claims(ctx, true, `WHERE c.run = $1 AND c.id = $2`, key, id)
	return only(list, err, "claim", id)
}

// only returns the one record that a query by id finds.
func only[T any](list []T, err error, what, id string) (v T, _ error) {
	if err != nil {
		return v, err
	}
	if len(list) == 0 {
		return v, missing(what, id)
	}
	return list[0], nil
}

func (q views) Persona(ctx context.Context, run, id string) (heed.Persona, error) {
	key, _, err := q.runKey(ctx, run)
	if err != nil {
		return heed.Persona{}, err
	}
	list, err := records[heed.Persona](ctx, q.session, `SELECT data FROM personas WHERE run = $1 AND id = $2 ORDER BY n`, key, id)
	return only(list, err, "persona", id)
}

// Maps of persona "" are all maps.
func (q views) Maps(ctx context.Context, run, persona string) ([]heed.EmpathyMap, error) {
	key, _, err := q.runKey(ctx, run)
	if err != nil {
		return nil, err
	}
	var w where
	w.add("run = " + w.arg(key))
	w.is("persona", persona)
	return records[heed.EmpathyMap](ctx, q.session, `SELECT data FROM empathy_maps`+w.String()+` ORDER BY n`, w.args...)
}

func (q views) Journeys(ctx context.Context, run string) ([]heed.Journey, error) {
	key, _, err := q.runKey(ctx, run)
	if err != nil {
		return nil, err
	}
	return records[heed.Journey](ctx, q.session, `SELECT data FROM journeys WHERE run = $1 ORDER BY n`, key)
}

func (q views) Theme(ctx context.Context, run, id string) (t heed.Theme, err error) {
	key, _, err := q.runKey(ctx, run)
	if err != nil {
		return t, err
	}
	var data, members string
	found, err := q.row(ctx, []any{&data, &members}, `SELECT data, members FROM themes WHERE run = $1 AND id = $2 ORDER BY n`, key, id)
	if err != nil {
		return t, err
	}
	if !found {
		return t, missing("theme", id)
	}
	if err := getJSON(data, &t); err != nil {
		return t, err
	}
	return t, getJSON(members, &t.Members)
}
