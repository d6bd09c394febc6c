package sqlstore

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// session is one transaction. Its methods are the only ones that reach the
// database.
type session struct {
	dialect  *Dialect
	tx       *sql.Tx
	prepared map[string]*sql.Stmt
	// broken is the failure after which PostgreSQL refuses the rest of a
	// transaction; here both do.
	broken error
	// unindexed says that turns above newest are not in full text yet.
	unindexed bool
	newest    int64
	// touched are the parts of the workspace that the transaction changed.
	touched map[app.Part]bool
}

// adding is called before turns are added.
func (q *session) adding(ctx context.Context) error {
	if q.dialect.Index == "" || q.unindexed {
		return nil
	}
	if _, err := q.row(ctx, []any{&q.newest}, q.dialect.Newest); err != nil {
		return err
	}
	q.unindexed = true
	return nil
}

// settle brings added turns into full text. It is called before a transaction
// is kept, before a search, and before turns change or go.
func (q *session) settle(ctx context.Context) error {
	if !q.unindexed {
		return nil
	}
	q.unindexed = false
	_, err := q.exec(ctx, q.dialect.Index, q.newest)
	return err
}

// prepare returns the kept statement for a text.
func (q *session) prepare(ctx context.Context, text string) (*sql.Stmt, error) {
	if s, ok := q.prepared[text]; ok {
		return s, nil
	}
	s, err := q.tx.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	if q.prepared == nil {
		q.prepared = map[string]*sql.Stmt{}
	}
	q.prepared[text] = s
	return s, nil
}

// ready refuses arguments that one of the databases could not hold, and a
// transaction that has failed.
func (q *session) ready(args []any) error {
	if q.broken != nil {
		return q.broken
	}
	for _, a := range args {
		if s, ok := a.(string); ok {
			if err := checkText(s); err != nil {
				return err
			}
		}
	}
	return nil
}

func (q *session) fail(ctx context.Context, err error, text string) error {
	verb, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	words := strings.Fields(verb)
	doing := "reading"
	if len(words) > 2 {
		switch words[0] {
		case "INSERT", "DELETE":
			doing = "writing " + words[2]
		case "UPDATE":
			doing = "writing " + words[1]
		}
	}
	q.broken = failure(ctx, q.dialect, err, doing)
	return q.broken
}

// exec runs a statement and returns how many rows it touched.
func (q *session) exec(ctx context.Context, text string, args ...any) (n int64, err error) {
	if err := q.ready(args); err != nil {
		return 0, err
	}
	var r sql.Result
	if q.dialect.Prepare {
		var s *sql.Stmt
		if s, err = q.prepare(ctx, text); err == nil {
			r, err = s.ExecContext(ctx, args...)
		}
	} else {
		r, err = q.tx.ExecContext(ctx, text, args...)
	}
	if err == nil {
		n, err = r.RowsAffected()
	}
	if err != nil {
		return 0, q.fail(ctx, err, text)
	}
	if n > 0 {
		q.touch(text)
	}
	return n, nil
}

// each runs a query and hands its rows to scan one by one. Nothing else may
// reach the database until it returns.
func (q *session) each(ctx context.Context, scan func(*sql.Rows) error, text string, args ...any) error {
	if err := q.ready(args); err != nil {
		return err
	}
	var rows *sql.Rows
	var err error
	if q.dialect.Prepare {
		var s *sql.Stmt
		if s, err = q.prepare(ctx, text); err == nil {
			rows, err = s.QueryContext(ctx, args...)
		}
	} else {
		rows, err = q.tx.QueryContext(ctx, text, args...)
	}
	if err != nil {
		return q.fail(ctx, err, text)
	}
	defer rows.Close()
	for some := false; rows.Next(); some = true {
		if !some {
			q.touch(text) // it may write and say what
		}
		if err := scan(rows); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return q.fail(ctx, err, text)
	}
	return nil
}

// row scans the first row of a query into dest and reports whether there was
// one.
func (q *session) row(ctx context.Context, dest []any, text string, args ...any) (found bool, err error) {
	err = q.each(ctx, func(r *sql.Rows) error {
		if found {
			return nil
		}
		found = true
		return r.Scan(dest...)
	}, text, args...)
	return found, err
}

// strings returns the one column of a query, never nil.
func (q *session) strings(ctx context.Context, text string, args ...any) ([]string, error) {
	out := []string{}
	err := q.each(ctx, func(r *sql.Rows) error {
		var s string
		if err := r.Scan(&s); err != nil {
			return err
		}
		out = append(out, s)
		return nil
	}, text, args...)
	return out, err
}

// columns names a table's columns and their types for insert: t text, i
// integer, r real or null, b bytes.
type columns struct {
	table string
	names []string
	types string
}

// chunk bounds the rows that travel at once.
const chunk = 2000

// insert adds rows, whose values are string, int64, *float64, float64 or
// []byte as the columns' types say.
func (q *session) insert(ctx context.Context, c columns, rows [][]any) error {
	if len(rows) == 0 {
		return nil
	}
	for _, r := range rows {
		if err := q.ready(r); err != nil {
			return err
		}
	}
	q.touch("INSERT INTO " + c.table)
	head := "INSERT INTO " + c.table + " (" + strings.Join(c.names, ", ") + ") "
	if q.dialect.Arrays {
		text := head + "SELECT * FROM unnest(" + arrays(c.types) + ")"
		for at := 0; at < len(rows); at += chunk {
			part := rows[at:min(at+chunk, len(rows))]
			if _, err := q.tx.ExecContext(ctx, text, transpose(c.types, part)...); err != nil {
				return q.fail(ctx, err, text)
			}
		}
		return nil
	}
	text := head + "VALUES (" + parameters(len(c.names)) + ")"
	s, err := q.prepare(ctx, text)
	if err != nil {
		return q.fail(ctx, err, text)
	}
	// The driver starts a watcher for every call that can be cancelled; looking
	// now and then is as good for rows that take microseconds each.
	calm := context.WithoutCancel(ctx)
	for i, r := range rows {
		if i%256 == 0 && ctx.Err() != nil {
			return q.fail(ctx, ctx.Err(), text)
		}
		if _, err := s.ExecContext(calm, r...); err != nil {
			return q.fail(ctx, err, text)
		}
	}
	return nil
}

// parameters writes $1, $2 ... $n.
func parameters(n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "$%d", i+1)
	}
	return b.String()
}

func arrays(types string) string {
	names := map[byte]string{'t': "text", 'i': "bigint", 'r': "float8", 'b': "bytea"}
	parts := make([]string, len(types))
	for i := range types {
		parts[i] = fmt.Sprintf("$%d::%s[]", i+1, names[types[i]])
	}
	return strings.Join(parts, ", ")
}

// transpose turns rows into one typed slice a column.
func transpose(types string, rows [][]any) []any {
	out := make([]any, len(types))
	for i := range types {
		switch types[i] {
		case 't':
			out[i] = column(rows, i, func(v any) string { return v.(string) })
		case 'i':
			out[i] = column(rows, i, func(v any) int64 { return v.(int64) })
		case 'r':
			out[i] = column(rows, i, func(v any) *float64 {
				if f, ok := v.(float64); ok {
					return &f
				}
				return v.(*float64)
			})
		default:
			out[i] = column(rows, i, func(v any) []byte { return v.([]byte) })
		}
	}
	return out
}

func column[T any](rows [][]any, i int, as func(any) T) []T {
	out := make([]T, len(rows))
	for j, r := range rows {
		out[j] = as(r[i])
	}
	return out
}

// missing is the error for what a transaction does not find.
func missing(what, id string) error {
	return heed.Errorf(heed.CodeNotFound, "there is no %s %q", what, id)
}
