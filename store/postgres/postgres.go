// Package postgres keeps Heed's data in a PostgreSQL database (14 or newer), by
// jackc/pgx.
package postgres

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/store/migrations"
	"github.com/heedhq/heed/store/sqlstore"
)

// Options are what a database can be opened with.
type Options = sqlstore.Options

// DB is an open database.
type DB struct {
	*sqlstore.Store
	writer *sql.DB
}

var (
	_ app.Store    = (*DB)(nil)
	_ app.Scrubber = (*DB)(nil)
)

// lock is the advisory lock that every writer of the database holds, be it in
// this process or on another machine. The number spells "heed".
const lock = 0x68656564

// Open connects to the database at a postgres:// address and brings it to the
// newest schema. A database of a newer version is refused.
func Open(ctx context.Context, address string, o Options) (*DB, error) {
	o = o.Filled()
	config, err := pgx.ParseConfig(address)
	if err != nil {
		// The driver's own message would repeat the address, password and all.
		return nil, heed.Errorf(heed.CodeInvalid,
			"the address of the database is not like postgres://user:password@host:5432/name")
	}
	config.RuntimeParams["application_name"] = "heed"
	config.RuntimeParams["lock_timeout"] = strconv.FormatInt(o.Wait.Milliseconds(), 10)
	// Plans for rows by the thousand gain nothing from compiling.
	config.RuntimeParams["jit"] = "off"
	writer, reader := pool(config, 1), pool(config, o.Readers)
	if err := migrate(ctx, writer, o); err != nil {
		return nil, errors.Join(opening(err, config), writer.Close(), reader.Close())
	}
	return &DB{sqlstore.New(writer, reader, dialect()), writer}, nil
}

func pool(c *pgx.ConnConfig, connections int) *sql.DB {
	db := stdlib.OpenDB(*c)
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db
}

// migrate lets one process migrate at a time, while nobody writes.
func migrate(ctx context.Context, db *sql.DB, o Options) (err error) {
	m, err := migrations.New(db, migrations.Postgres, o.Log)
	if err != nil {
		return err
	}
	// The migrations need the pool's one connection while this one waits, so
	// the lock is taken on a second.
	db.SetMaxOpenConns(2)
	defer db.SetMaxOpenConns(1)
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, `SELECT pg_advisory_lock($1)`, lock); err != nil {
		return err
	}
	defer func() {
		_, unlock := conn.ExecContext(context.WithoutCancel(ctx), `SELECT pg_advisory_unlock($1)`, lock)
		err = errors.Join(err, unlock)
	}()
	return m.Up(ctx, 0)
}

// opening says of an error what the user can do, without the password that the
// address may hold.
func opening(err error, c *pgx.ConnConfig) error {
	where := (&url.URL{Scheme: "postgres", Host: fmt.Sprintf("%s:%d", c.Host, c.Port), Path: c.Database}).String()
	var own *heed.Error
	if errors.As(err, &own) && own.Code != heed.CodeInternal {
		return err
	}
	var e *pgconn.PgError
	if errors.As(err, &e) {
		switch e.Code {
		case "28000", "28P01":
			return heed.WrapError(heed.CodeUnavailable, err, "%s does not let user %q in; look at the name and the password", where, c.User)
		case "3D000":
			return heed.WrapError(heed.CodeNotFound, err, "there is no database at %s; make it with createdb first", where)
		case "42501":
			return heed.WrapError(heed.CodeUnavailable, err, "user %q may not make tables at %s", c.User, where)
		}
	}
	if own != nil {
		return err
	}
	return heed.WrapError(heed.CodeUnavailable, err, "the database at %s does not answer", where)
}

// Scrub rewrites every table without what was deleted, and ends the segment of
// the server's log. Older segments, archives and backups are the server's
// keeper's to delete. Nobody can read or write meanwhile.
func (d *DB) Scrub(ctx context.Context) error {
	if _, err := d.writer.ExecContext(ctx, `VACUUM (FULL, ANALYZE)`); err != nil {
		return heed.WrapError(heed.CodeUnavailable, err, "what was deleted cannot be scrubbed from the database now")
	}
	// Only a superuser may end a log segment; the server recycles them anyhow.
	if _, err := d.writer.ExecContext(ctx, `CHECKPOINT`); err != nil && code(err) != "42501" {
		return heed.WrapError(heed.CodeUnavailable, err, "the database's log cannot be brought up to date")
	}
	return nil
}

// Settle does nothing: the server keeps its log to itself.
func (d *DB) Settle(context.Context) {}

func code(err error) string {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

func dialect() *sqlstore.Dialect {
	return &sqlstore.Dialect{
		Name:   "PostgreSQL",
		Lock:   fmt.Sprintf("SELECT pg_advisory_xact_lock(%d)", lock),
		Arrays: true,
		In: func(column, parameter string) string {
			return column + " = ANY (ARRAY (SELECT jsonb_array_elements_text(CAST(CAST(" + parameter + " AS text) AS jsonb))))"
		},
		Match: func(parameter string) (from, condition, newest string) {
			return "turns t", "t.tokens @@ CAST(CAST(" + parameter + " AS text) AS tsquery)", "t.id"
		},
		Query: func(words []string, whole bool) string {
			if whole {
				return "'" + strings.Join(words, "' & '") + "'"
			}
			var b strings.Builder
			for i, word := range words {
				if i > 0 {
					b.WriteString(" & ")
				}
				b.WriteString("'" + word + "'")
				if sqlstore.Begins(word) {
					b.WriteString(":*")
				}
			}
			return b.String()
		},
		Fault: fault,
	}
}

// fault sorts by SQLSTATE (postgresql.org/docs/current/errcodes-appendix.html);
// an error without one is the connection's or our own.
func fault(err error) sqlstore.Fault {
	c := code(err)
	switch {
	case c == "23505":
		return sqlstore.FaultUnique
	case c == "23503":
		return sqlstore.FaultForeign
	case c == "25006":
		return sqlstore.FaultReadOnly
	case c == "55P03" || c == "40P01" || c == "40001":
		return sqlstore.FaultBusy
	case strings.HasPrefix(c, "08"), strings.HasPrefix(c, "53"), strings.HasPrefix(c, "57P"),
		strings.HasPrefix(c, "58"), c == "XX001", c == "XX002":
		return sqlstore.FaultDown
	}
	var refused *pgconn.ConnectError
	var network net.Error
	if errors.As(err, &refused) || errors.As(err, &network) ||
		errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, driver.ErrBadConn) || errors.Is(err, net.ErrClosed) {
		return sqlstore.FaultDown
	}
	return sqlstore.FaultOther
}
