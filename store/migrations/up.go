package migrations

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"log"
	"log/slog"

	"github.com/pressly/goose/v3"

	"github.com/heedhq/heed"
)

// Table is where a database keeps its version.
const Table = "schema_versions"

// Migrator brings one database to the newest schema.
type Migrator struct {
	provider *goose.Provider
	log      *slog.Logger
}

// New makes a Migrator for the named database, SQLite or Postgres.
func New(db *sql.DB, database string, logger *slog.Logger) (*Migrator, error) {
	fsys, err := For(database)
	if err != nil {
		return nil, err
	}
	dialect := goose.DialectSQLite3
	if database == Postgres {
		dialect = goose.DialectPostgres
	}
	p, err := goose.NewProvider(dialect, db, fsys,
		goose.WithTableName(Table),
		goose.WithDisableGlobalRegistry(true),
		goose.WithAllowOutofOrder(true), // numbers are assigned before steps are written, and may arrive late
		goose.WithLogger(log.New(io.Discard, "", 0)))
	if err != nil {
		return nil, fmt.Errorf("reading the migrations: %w", err)
	}
	return &Migrator{p, logger}, nil
}

// Versions returns the database's version, 0 if it is new, and the newest that
// this program knows.
func (m *Migrator) Versions(ctx context.Context) (have, know int64, err error) {
	have, know, err = m.provider.GetVersions(ctx)
	return max(have, 0), know, err
}

// Check refuses a database of a newer version than this program knows.
func (m *Migrator) Check(ctx context.Context) (have, know int64, err error) {
	have, know, err = m.Versions(ctx)
	if err == nil && have > know {
		err = heed.Errorf(heed.CodeUnsupported,
			"the database is of version %d and this program knows versions up to %d; use the newer program that wrote it", have, know)
	}
	return have, know, err
}

// Pending tells whether a step is missing: a newer one, or an older one whose
// number came into the program after a higher one had been applied.
func (m *Migrator) Pending(ctx context.Context) (bool, error) { return m.provider.HasPending(ctx) }

// Up migrates to version to; 0 means the newest. Missing steps of lower numbers
// are applied first, in order.
func (m *Migrator) Up(ctx context.Context, to int64) error {
	have, know, err := m.Check(ctx)
	if err != nil {
		return err
	}
	if to == 0 {
		to = know
	}
	pending, err := m.Pending(ctx)
	if err != nil || !pending {
		return err
	}
	m.log.InfoContext(ctx, "migrating the database", "from", have, "to", to)
	if _, err := m.provider.UpTo(ctx, to); err != nil {
		// Another process may have done the same work meanwhile.
		if pending, again := m.Pending(ctx); again == nil && !pending {
			return nil
		}
		return heed.WrapError(heed.CodeInternal, err, "the database cannot be brought from version %d to %d", have, to)
	}
	return nil
}
