package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"time"

	"github.com/heedhq/heed"
)

// Backup writes a copy of the database, as of one moment, to a file that must
// not be there yet. Others can read meanwhile; writers wait.
func (d *DB) Backup(ctx context.Context, path string) error {
	if _, err := os.Lstat(path); err == nil {
		return heed.Errorf(heed.CodeConflict, "%s is there already; name another file for the backup", path)
	}
	return backup(ctx, d.writer, path)
}

func backup(ctx context.Context, db *sql.DB, path string) error {
	// SQLite writes into an empty file, which keeps the rights given here.
	if err := create(path); err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, `VACUUM INTO $1`, path); err != nil {
		return heed.WrapError(heed.CodeUnavailable, errors.Join(err, os.Remove(path)), "the database cannot be copied to %s", path)
	}
	return nil
}

// Scrub makes what was deleted unreadable: the index of words is made anew, the
// file is rewritten without free pages, the log is emptied, and the copies made
// before migrations are deleted. It waits for readers and writers of this
// process and fails with CodeUnavailable while another holds the database.
func (d *DB) Scrub(ctx context.Context) error {
	if err := RemoveCopies(d.path); err != nil {
		return err
	}
	conn, err := d.writer.Conn(ctx)
	if err != nil {
		return heed.WrapError(heed.CodeUnavailable, err, "the database does not answer")
	}
	defer conn.Close()
	for _, text := range []string{
		`INSERT INTO search (search) VALUES ('rebuild')`,
		`VACUUM`,
	} {
		if _, err := conn.ExecContext(ctx, text); err != nil {
			return heed.WrapError(heed.CodeUnavailable, err, "what was deleted cannot be scrubbed from the database now")
		}
	}
	var busy, logged, moved int
	err = conn.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &logged, &moved)
	if err != nil || busy != 0 {
		return heed.WrapError(heed.CodeUnavailable, err,
			"the database is being read, so its log cannot be emptied; scrub it again when nobody reads")
	}
	return nil
}

// Settle empties the log, in which pages still stand as they were before
// something was deleted from them. The pages themselves are overwritten when
// something is deleted.
func (d *DB) Settle(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	var busy, logged, moved int
	// Whoever reads keeps the log; Scrub waits for them.
	_ = d.writer.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &logged, &moved)
}

var copyName = regexp.MustCompile(`\.bak-[0-9]+$`)

// Copies lists the copies of the database at path that were made before
// migrations.
func Copies(path string) ([]string, error) {
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return nil, heed.WrapError(heed.CodeUnavailable, err, "the folder of %s cannot be listed", path)
	}
	out := []string{}
	base := filepath.Base(path)
	for _, e := range entries {
		if suffix := copyName.FindString(e.Name()); suffix != "" && e.Name() == base+suffix {
			out = append(out, filepath.Join(filepath.Dir(path), e.Name()))
		}
	}
	slices.Sort(out)
	return out, nil
}

// RemoveCopies deletes what Copies lists.
func RemoveCopies(path string) error {
	list, err := Copies(path)
	if err != nil {
		return err
	}
	for _, c := range list {
		if err := os.Remove(c); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return heed.WrapError(heed.CodeUnavailable, err, "the copy %s cannot be deleted", c)
		}
	}
	return nil
}
