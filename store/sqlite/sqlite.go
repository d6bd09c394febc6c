// Package sqlite keeps Heed's data in one file, by modernc.org/sqlite.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"time"

	driver "modernc.org/sqlite"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/store/migrations"
	"github.com/heedhq/heed/store/sqlstore"
)

// Options are what a database can be opened with.
type Options = sqlstore.Options

// DB is an open database file.
type DB struct {
	*sqlstore.Store
	path   string
	writer *sql.DB
}

var (
	_ app.Store    = (*DB)(nil)
	_ app.Scrubber = (*DB)(nil)
)

// Open opens the file at path, makes it if it is not there (readable by its
// owner only), and brings it to the newest schema. A file with data is copied
// to path.bak-VERSION first. A file of a newer version, or one that is no
// SQLite database, is refused.
func Open(ctx context.Context, path string, o Options) (*DB, error) {
	o = o.Filled()
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, heed.WrapError(heed.CodeInvalid, err, "%s is no path for a database", path)
	}
	if err := create(path); err != nil {
		return nil, err
	}
	writer, err := pool(path, o.Wait, "_txlock=immediate&_pragma=journal_mode(WAL)&_pragma=secure_delete(1)", 1)
	if err != nil {
		return nil, err
	}
	if err := migrate(ctx, writer, path, o); err != nil {
		writer.Close()
		return nil, opening(err, path)
	}
	reader, err := pool(path, o.Wait, "_pragma=query_only(1)", o.Readers)
	if err != nil {
		writer.Close()
		return nil, err
	}
	return &DB{sqlstore.New(writer, reader, dialect()), path, writer}, nil
}

// create makes an empty file that others on the machine cannot read: SQLite
// itself would leave that to the umask.
func create(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	switch {
	case err == nil:
		return f.Close()
	case errors.Is(err, fs.ErrExist):
		info, err := os.Stat(path)
		if err == nil && info.IsDir() {
			return heed.Errorf(heed.CodeInvalid, "%s is a folder; name a file for the database", path)
		}
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return heed.WrapError(heed.CodeNotFound, err, "there is no folder for the database %s; make it first", path)
	}
	return heed.WrapError(heed.CodeUnavailable, err, "the database %s cannot be made", path)
}

func pool(path string, wait time.Duration, settings string, connections int) (*sql.DB, error) {
	uri := url.URL{Scheme: "file", Path: path, RawQuery: settings +
		"&_pragma=busy_timeout(" + strconv.FormatInt(wait.Milliseconds(), 10) + ")" +
		"&_pragma=foreign_keys(1)&_pragma=synchronous(NORMAL)&_pragma=temp_store(MEMORY)&_pragma=cache_size(-16000)"}
	db, err := sql.Open("sqlite", uri.String())
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", path, err)
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db, nil
}

// ours refuses a file that holds something else.
func ours(ctx context.Context, db *sql.DB, path string) error {
	var tables, known int
	err := db.QueryRowContext(ctx, `SELECT COUNT(*), COUNT(CASE WHEN name = $1 THEN 1 END)
		FROM sqlite_master WHERE type = 'table'`, migrations.Table).Scan(&tables, &known)
	if err == nil && tables > 0 && known == 0 {
		err = heed.Errorf(heed.CodeInvalid, "%s is a database of another program; name another file", path)
	}
	return err
}

func migrate(ctx context.Context, db *sql.DB, path string, o Options) error {
	if err := ours(ctx, db, path); err != nil {
		return err
	}
	m, err := migrations.New(db, migrations.SQLite, o.Log)
	if err != nil {
		return err
	}
	have, _, err := m.Check(ctx)
	if err != nil {
		return err
	}
	pending, err := m.Pending(ctx)
	if err != nil {
		return err
	}
	if have > 0 && pending {
		copied := fmt.Sprintf("%s.bak-%d", path, have)
		if err := os.Remove(copied); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if err := backup(ctx, db, copied); err != nil {
			return err
		}
		o.Log.InfoContext(ctx, "copied the database before migrating it", "copy", copied)
	}
	return m.Up(ctx, 0)
}

// opening says of an error what the user can do about the file.
func opening(err error, path string) error {
	var own *heed.Error
	if errors.As(err, &own) && own.Code != heed.CodeInternal {
		return err
	}
	var e *driver.Error
	if errors.As(err, &e) {
		switch e.Code() & 0xff {
		case codeNotADB, codeCorrupt:
			return heed.WrapError(heed.CodeInvalid, err, "%s is not a database of Heed, or is damaged", path)
		case codeReadOnly, codeCantOpen, codePermission:
			return heed.WrapError(heed.CodeUnavailable, err, "%s cannot be written; look at who owns it", path)
		case codeBusy, codeLocked:
			return heed.WrapError(heed.CodeUnavailable, err, "%s is held by another program; try again when it is done", path)
		}
	}
	return heed.WrapError(heed.CodeInternal, err, "%s cannot be opened", path)
}
