package sqlite_test

import (
	"bytes"
	"database/sql"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/store/migrations"
	"github.com/heedhq/heed/store/sqlite"
	"github.com/heedhq/heed/store/storetest"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func openAt(t *testing.T, path string) *sqlite.DB {
	t.Helper()
	db, err := sqlite.Open(t.Context(), path, sqlite.Options{Wait: 100 * time.Millisecond})
	must(t, err)
	return db
}

// raw opens a file without Heed.
func raw(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	must(t, err)
	t.Cleanup(func() { must(t, db.Close()) })
	return db
}

func save(t *testing.T, db *sqlite.DB, id string) {
	t.Helper()
	must(t, db.Write(t.Context(), func(tx app.Tx) error {
		return tx.Studies.Save(t.Context(), heed.Study{ID: id, Settings: heed.DefaultSettings()})
	}))
}

func studies(t *testing.T, db *sqlite.DB) (ids []string) {
	t.Helper()
	must(t, db.Read(t.Context(), func(tx app.Tx) error {
		list, err := tx.Studies.List(t.Context())
		for _, s := range list {
			ids = append(ids, s.ID)
		}
		return err
	}))
	return ids
}

func TestOpenAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a b?c=d#e%20ñ.db")
	db := openAt(t, path)
	save(t, db, "kept")
	info, err := os.Stat(path)
	must(t, err)
	if info.Mode().Perm() != 0o600 {
		t.Errorf("the file can be read by others: %v", info.Mode())
	}
	must(t, db.Close())
	db = openAt(t, path)
	if d := cmp.Diff([]string{"kept"}, studies(t, db)); d != "" {
		t.Error(d)
	}
	must(t, db.Close())
	entries, err := os.ReadDir(filepath.Dir(path))
	must(t, err)
	if len(entries) != 1 {
		t.Errorf("after closing there are %v", entries)
	}
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	file := func(name, content string) string {
		path := filepath.Join(dir, name)
		must(t, os.WriteFile(path, []byte(content), 0o600))
		return path
	}
	other := filepath.Join(dir, "other.db")
	_, err := raw(t, other).ExecContext(t.Context(), `CREATE TABLE bookmarks (url TEXT)`)
	must(t, err)
	newer := filepath.Join(dir, "newer.db")
	must(t, openAt(t, newer).Close())
	_, err = raw(t, newer).ExecContext(t.Context(), `INSERT INTO `+migrations.Table+` (version_id, is_applied) VALUES (999, 1)`)
	must(t, err)
	for name, c := range map[string]struct {
		path string
		code heed.Code
		say  string
	}{
		"text":      {file("notes.db", strings.Repeat("Interviewer: hello\n", 100)), heed.CodeInvalid, "not a database"},
		"other":     {other, heed.CodeInvalid, "another program"},
		"newer":     {newer, heed.CodeUnsupported, "version 999"},
		"folder":    {dir, heed.CodeInvalid, "is a folder"},
		"no folder": {filepath.Join(dir, "no", "heed.db"), heed.CodeNotFound, "make it first"},
	} {
		db, err := sqlite.Open(t.Context(), c.path, sqlite.Options{})
		if err == nil {
			must(t, db.Close())
		}
		if heed.ErrorCode(err) != c.code || !strings.Contains(heed.ErrorMessage(err), c.say) {
			t.Errorf("%s: %v", name, err)
		}
	}
	// What is refused is left as it was.
	b, err := os.ReadFile(filepath.Join(dir, "notes.db"))
	must(t, err)
	if !strings.HasPrefix(string(b), "Interviewer") {
		t.Error("a file that is no database was written to")
	}
}

func TestCopyBeforeMigration(t *testing.T) {
	ctx := t.Context()
	path := filepath.Join(t.TempDir(), "heed.db")
	old := raw(t, path)
	m, err := migrations.New(old, migrations.SQLite, slog.New(slog.DiscardHandler))
	must(t, err)
	must(t, m.Up(ctx, 3))
	_, err = old.ExecContext(ctx, `INSERT INTO studies (id, name, data) VALUES ('early', 'Early', '{"id":"early"}')`)
	must(t, err)
	must(t, os.WriteFile(path+".bak-3", []byte("left by an attempt that failed"), 0o600))
	must(t, os.WriteFile(path+".bak-x", nil, 0o600))
	must(t, os.WriteFile(path+".bak-33.txt", nil, 0o600))
	db := openAt(t, path)
	if d := cmp.Diff([]string{"early"}, studies(t, db)); d != "" {
		t.Error(d)
	}
	copies, err := sqlite.Copies(path)
	must(t, err)
	if d := cmp.Diff([]string{path + ".bak-3"}, copies); d != "" {
		t.Fatal(d)
	}
	var version, kept int
	copied := raw(t, copies[0])
	must(t, copied.QueryRowContext(ctx, `SELECT MAX(version_id) FROM `+migrations.Table).Scan(&version))
	must(t, copied.QueryRowContext(ctx, `SELECT COUNT(*) FROM studies WHERE id = 'early'`).Scan(&kept))
	if version != 3 || kept != 1 {
		t.Errorf("the copy is of version %d and holds %d studies", version, kept)
	}
	must(t, sqlite.RemoveCopies(path))
	copies, err = sqlite.Copies(path)
	must(t, err)
	if len(copies) != 0 {
		t.Errorf("after removing there are %v", copies)
	}
	must(t, db.Close())
	// Opening the newest version copies nothing.
	must(t, openAt(t, path).Close())
	copies, err = sqlite.Copies(path)
	must(t, err)
	if len(copies) != 0 {
		t.Errorf("without a migration there are %v", copies)
	}
}

func TestBackup(t *testing.T) {
	dir := t.TempDir()
	db := openAt(t, filepath.Join(dir, "heed.db"))
	defer db.Close()
	save(t, db, "one")
	c := storetest.Conversations("one", 1, 6)[0]
	must(t, db.Write(t.Context(), func(tx app.Tx) error { return tx.Conversations.Add(t.Context(), c, 0) }))
	target := filepath.Join(dir, "o'clock.db")
	must(t, db.Backup(t.Context(), target))
	save(t, db, "two")
	info, err := os.Stat(target)
	must(t, err)
	if info.Mode().Perm() != 0o600 {
		t.Errorf("the backup can be read by others: %v", info.Mode())
	}
	again := openAt(t, target)
	defer again.Close()
	if d := cmp.Diff([]string{"one"}, studies(t, again)); d != "" {
		t.Error(d)
	}
	must(t, again.Read(t.Context(), func(tx app.Tx) error {
		hits, err := tx.Readings.Search(t.Context(), "warehouse", app.Filter{})
		if len(hits) == 0 {
			t.Error("the backup finds nothing")
		}
		return err
	}))
	if err := db.Backup(t.Context(), target); heed.ErrorCode(err) != heed.CodeConflict {
		t.Errorf("over a file: %v", err)
	}
	if err := db.Backup(t.Context(), filepath.Join(dir, "no", "x.db")); heed.ErrorCode(err) != heed.CodeNotFound {
		t.Errorf("into no folder: %v", err)
	}
}

// TestScrub looks for the words in every byte that is left.
func TestScrub(t *testing.T) {
	ctx := t.Context()
	dir := t.TempDir()
	path := filepath.Join(dir, "heed.db")
	db := openAt(t, path)
	defer db.Close()
	save(t, db, "st")
	must(t, os.WriteFile(path+".bak-1", []byte("xylophonist"), 0o600))
	must(t, db.Write(ctx, func(tx app.Tx) error {
		for i := range 50 {
			c := heed.Conversation{ID: fmt.Sprintf("keep%d", i), Study: "st", Turns: []heed.Turn{{Text: "we remain " + strings.Repeat("and remain ", i)}}}
			if i == 25 {
				c.ID, c.Turns[0].Text = "gone", "I am a xylophonist."
			}
			if err := tx.Conversations.Add(ctx, &c, 0); err != nil {
				return err
			}
		}
		if err := tx.Conversations.Revise(ctx, "gone", 0, app.Revision{N: 1, Text: "I am the xylophonist."}); err != nil {
			return err
		}
		return tx.Readings.Save(ctx, heed.Sensed{Conversation: "gone", Readings: []heed.Reading{{Text: "xylophonist"}}})
	}))
	held := func() (files []string) {
		entries, err := os.ReadDir(dir)
		must(t, err)
		for _, e := range entries {
			b, err := os.ReadFile(filepath.Join(dir, e.Name()))
			must(t, err)
			if bytes.Contains(bytes.ToLower(b), []byte("xylophon")) {
				files = append(files, e.Name())
			}
		}
		return files
	}
	must(t, db.Write(ctx, func(tx app.Tx) error { return tx.Conversations.Delete(ctx, "gone") }))
	if len(held()) < 2 {
		t.Fatalf("before scrubbing only %v held the word: the test looks in the wrong place", held())
	}
	must(t, db.Scrub(ctx))
	if files := held(); len(files) > 0 {
		t.Errorf("after scrubbing the word is in %v", files)
	}
	must(t, db.Read(ctx, func(tx app.Tx) error {
		hits, err := tx.Readings.Search(ctx, "remain", app.Filter{})
		if len(hits) != 49 {
			t.Errorf("after scrubbing %d turns of 49 are found", len(hits))
		}
		return err
	}))
	// A reader keeps the log: say so rather than leave the words in it.
	err := db.Read(ctx, func(tx app.Tx) error {
		if _, err := tx.Studies.List(ctx); err != nil {
			return err
		}
		save(t, db, "later")
		return db.Scrub(ctx)
	})
	if heed.ErrorCode(err) != heed.CodeUnavailable {
		t.Errorf("scrubbing under a reader gave %v", err)
	}
}

// TestSettle: what was deleted can be read nowhere, before anything is
// rewritten.
func TestSettle(t *testing.T) {
	ctx := t.Context()
	dir := t.TempDir()
	db := openAt(t, filepath.Join(dir, "heed.db"))
	defer db.Close()
	save(t, db, "st")
	add := func(id, words string) {
		c := heed.Conversation{ID: id, Study: "st", Turns: []heed.Turn{{Text: words}}}
		must(t, db.Write(ctx, func(tx app.Tx) error { return tx.Conversations.Add(ctx, &c, 0) }))
	}
	for i := range 40 {
		add(fmt.Sprintf("keep%d", i), "we remain "+strings.Repeat("and remain ", 20*i))
	}
	add("gone", "I am a xylophonist, "+strings.Repeat("truly ", 3000))
	held := func() (files []string) {
		entries, err := os.ReadDir(dir)
		must(t, err)
		for _, e := range entries {
			b, err := os.ReadFile(filepath.Join(dir, e.Name()))
			must(t, err)
			if bytes.Contains(bytes.ToLower(b), []byte("xylophon")) {
				files = append(files, e.Name())
			}
		}
		return files
	}
	db.Settle(ctx)
	if len(held()) == 0 {
		t.Fatal("the word was nowhere: the test looks in the wrong place")
	}
	must(t, db.Write(ctx, func(tx app.Tx) error { return tx.Conversations.Delete(ctx, "gone") }))
	db.Settle(ctx)
	if files := held(); len(files) > 0 {
		t.Errorf("the word is in %v", files)
	}
}

// TestTwoPrograms opens the file twice, as two processes do.
func TestTwoPrograms(t *testing.T) {
	ctx := t.Context()
	path := filepath.Join(t.TempDir(), "heed.db")
	a, b := openAt(t, path), openAt(t, path)
	defer a.Close()
	defer b.Close()
	save(t, a, "a")
	save(t, b, "b")
	if d := cmp.Diff([]string{"a", "b"}, studies(t, a)); d != "" {
		t.Error(d)
	}
	err := a.Write(ctx, func(tx app.Tx) error {
		if err := tx.Studies.Save(ctx, heed.Study{ID: "c"}); err != nil {
			return err
		}
		return b.Write(ctx, func(app.Tx) error { return nil }) // waits in vain
	})
	if heed.ErrorCode(err) != heed.CodeUnavailable || !strings.Contains(heed.ErrorMessage(err), "another program") {
		t.Errorf("a second writer got %v", err)
	}
	if d := cmp.Diff([]string{"a", "b"}, studies(t, b)); d != "" {
		t.Error(d)
	}
}
