package sqlstore

import (
	"cmp"
	"context"
	"database/sql"
	"maps"
	"slices"
	"strconv"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/store/sqlstore/pack"
)

// The kinds of evidence list.
const (
	byConversation = "conversation"
	byParticipant  = "participant"
)

// evidenceName is what a list is of.
type evidenceName struct{ kind, name string }

// evidenceLists hold the places of the claims that quote each name.
type evidenceLists map[evidenceName]map[int64]bool

func (l evidenceLists) add(evidence []heed.Evidence, claim int64) {
	for i := range evidence {
		e := &evidence[i]
		for _, n := range [2]evidenceName{{byConversation, e.Conversation}, {byParticipant, e.Participant}} {
			if n.name == "" {
				continue
			}
			if l[n] == nil {
				l[n] = map[int64]bool{}
			}
			l[n][claim] = true
		}
	}
}

var listColumns = columns{"evidence_lists", []string{"run", "kind", "name", "claims"}, "ittt"}

// putLists writes the lists in place of those of the same names; empty ones go.
func (q *session) putLists(ctx context.Context, run int64, lists evidenceLists, fresh bool) error {
	names := slices.SortedFunc(maps.Keys(lists), func(a, b evidenceName) int {
		if a.kind != b.kind {
			return cmp.Compare(a.kind, b.kind)
		}
		return cmp.Compare(a.name, b.name)
	})
	var rows [][]any
	for _, n := range names {
		if !fresh {
			if _, err := q.exec(ctx, `DELETE FROM evidence_lists WHERE run = $1 AND kind = $2 AND name = $3`,
				run, n.kind, n.name); err != nil {
				return err
			}
		}
		if len(lists[n]) == 0 {
			continue
		}
		claims := []string{}
		for _, at := range slices.Sorted(maps.Keys(lists[n])) {
			claims = append(claims, strconv.FormatInt(at, 10))
		}
		data, err := putJSON(claims)
		if err != nil {
			return err
		}
		rows = append(rows, []any{run, n.kind, n.name, data})
	}
	return q.insert(ctx, listColumns, rows)
}

// relist brings the lists of a run up to date: the claims at the places gone
// held the old evidence, and those of now hold theirs.
func (q *session) relist(ctx context.Context, run int64, old []heed.Evidence, gone []int64, now evidenceLists) error {
	touched := evidenceLists{}
	touched.add(old, 0)
	for n := range now {
		if touched[n] == nil {
			touched[n] = map[int64]bool{}
		}
	}
	for n := range touched {
		list := "[]"
		if _, err := q.row(ctx, []any{&list}, `SELECT claims FROM evidence_lists WHERE run = $1 AND kind = $2 AND name = $3`,
			run, n.kind, n.name); err != nil {
			return err
		}
		var claims []string
		if err := getJSON(list, &claims); err != nil {
			return err
		}
		touched[n] = map[int64]bool{}
		for _, c := range claims {
			at, err := strconv.ParseInt(c, 10, 64)
			if err != nil {
				return heed.WrapError(heed.CodeInternal, err, "the database holds a list of evidence that cannot be read")
			}
			touched[n][at] = true
		}
		for _, at := range gone {
			delete(touched[n], at)
		}
		for at := range now[n] {
			touched[n][at] = true
		}
	}
	return q.putLists(ctx, run, touched, false)
}

// stored reads the places and the evidence of some claims of a run.
func (q *session) stored(ctx context.Context, run int64, ids string) (places map[string]int64, all []heed.Evidence, err error) {
	places = map[string]int64{}
	err = q.each(ctx, func(r *sql.Rows) error {
		var id string
		var n int64
		var packed sql.RawBytes
		if err := r.Scan(&id, &n, &packed); err != nil {
			return err
		}
		places[id] = n
		var evidence []heed.Evidence
		if err := pack.Unmarshal(packed, &evidence); err != nil {
			return heed.WrapError(heed.CodeInternal, err, "the database holds evidence that this version cannot read")
		}
		all = append(all, evidence...)
		return nil
	}, `SELECT id, n, evidence FROM claims WHERE run = $1 AND `+q.dialect.In("id", "$2"), run, ids)
	return places, all, err
}
