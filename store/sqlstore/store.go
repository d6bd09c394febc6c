// Package sqlstore implements what package app declares of a database, in SQL
// that SQLite and PostgreSQL read alike.
//
// What holds on both: there is one writer at a time, so that what a use case
// reads inside Write is still so when it writes. After a failure inside a
// transaction nothing of it is kept, even if the caller returns nil. Text must
// be UTF-8 without U+0000, which PostgreSQL cannot hold; anything else is kept
// to the byte. Lists that hold nothing come back empty, not nil. Times come
// back in UTC, with nanoseconds.
package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// Options are what both databases can be opened with. The zero value is good.
type Options struct {
	// Wait is how long a write waits for another process; 0 means 30 seconds.
	Wait time.Duration
	// Readers is how many reads may run at once; 0 means 8.
	Readers int
	// Log hears of migrations; nil: nobody does.
	Log *slog.Logger
}

// Filled returns o with its zero fields set to their defaults.
func (o Options) Filled() Options {
	if o.Wait <= 0 {
		o.Wait = 30 * time.Second
	}
	if o.Readers <= 0 {
		o.Readers = 8
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o
}

// Store is a database behind app.Store.
type Store struct {
	writer, reader *sql.DB
	dialect        *Dialect
}

var _ app.Store = (*Store)(nil)

// New makes a Store of two pools on one migrated database: a writer, which
// should hold one connection, and readers. Close closes both.
func New(writer, reader *sql.DB, d *Dialect) *Store {
	return &Store{writer: writer, reader: reader, dialect: d}
}

// Close closes both pools.
func (s *Store) Close() error { return errors.Join(s.reader.Close(), s.writer.Close()) }

// Read runs f on a snapshot.
func (s *Store) Read(ctx context.Context, f func(app.Tx) error) error {
	tx, err := s.reader.BeginTx(ctx, &sql.TxOptions{Isolation: isolation(s.dialect), ReadOnly: true})
	if err != nil {
		return failure(ctx, s.dialect, err, "beginning to read")
	}
	defer tx.Rollback() // a snapshot has nothing to keep
	return f(newTx(&session{dialect: s.dialect, tx: tx}))
}

// Write runs f alone among writers and keeps what it did if it returns nil.
func (s *Store) Write(ctx context.Context, f func(app.Tx) error) error {
	tx, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return failure(ctx, s.dialect, err, "beginning to write")
	}
	defer tx.Rollback() // does nothing after Commit; undoes all after an error or a panic
	q := &session{dialect: s.dialect, tx: tx}
	if s.dialect.Lock != "" {
		if _, err := q.exec(ctx, s.dialect.Lock); err != nil {
			return err
		}
	}
	if err := f(newTx(q)); err != nil {
		return err
	}
	if q.broken != nil {
		return q.broken
	}
	if err := q.settle(ctx); err != nil {
		return err
	}
	if err := q.countChanges(ctx); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return failure(ctx, s.dialect, err, "keeping what was written")
	}
	return nil
}

// isolation is what makes a read transaction one moment. SQLite's always is,
// and its driver knows no levels.
func isolation(d *Dialect) sql.IsolationLevel {
	if d.Lock == "" {
		return sql.LevelDefault
	}
	return sql.LevelRepeatableRead
}

func newTx(q *session) app.Tx {
	return app.Tx{
		Studies:       studies{q},
		Sources:       sources{q},
		Conversations: conversations{q},
		Readings:      readings{q},
		People:        people{q},
		Pseudonyms:    pseudonyms{q},
		Tombstones:    tombstones{q},
		Runs:          runs{q},
		Views:         views{q},
		Decisions:     decisions{q},
		Figures:       figures{q},
		Checks:        checks{q},
		Work:          work{q},
		Accounts:      accounts{q},
		Playbacks:     playbacks{q},
		Panels:        panels{q},
		Attempts:      attempts{q},
		Originals:     originals{q},
		Codes:         codes{q},
		Codings:       codings{q},
		Memos:         memos{q},
		Journal:       journal{q},
		Corrections:   corrections{q},
		Profiles:      profiles{q},
		Increments:    increments{q},
		Sounds:        sounds{q},
		Recalls:       recalls{q},
		Voices:        voices{q},
		Changed:       changed{q},
	}
}

// failure makes a heed.Error of what a driver says. Messages name what was
// being done and never hold values.
func failure(ctx context.Context, d *Dialect, err error, doing string) error {
	if ctx.Err() != nil {
		return fmt.Errorf("%s: %w", doing, ctx.Err())
	}
	switch d.Fault(err) {
	case FaultUnique:
		return heed.WrapError(heed.CodeConflict, err, "%s: it is there already", doing)
	case FaultForeign:
		return heed.WrapError(heed.CodeNotFound, err, "%s: what it belongs to (its study, its conversation or its account) is not there", doing)
	case FaultBusy:
		return heed.WrapError(heed.CodeUnavailable, err, "%s: another program is writing to the database; try again when it is done", doing)
	case FaultReadOnly:
		return heed.WrapError(heed.CodeInternal, err, "%s: a write was tried where only reading is allowed", doing)
	case FaultDown:
		return heed.WrapError(heed.CodeUnavailable, err, "%s: the %s database does not answer, is full or is damaged", doing, d.Name)
	}
	return heed.WrapError(heed.CodeInternal, err, "%s: the %s database refused", doing, d.Name)
}
