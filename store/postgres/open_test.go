package postgres_test

import (
	"database/sql"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/store/migrations"
	"github.com/heedhq/heed/store/postgres"
	"github.com/heedhq/heed/store/postgres/pgtest"
)

func TestOpenRefuses(t *testing.T) {
	address := pgtest.New(t)
	elsewhere := func(change func(*url.URL)) string {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		u.User = url.UserPassword(u.User.Username(), "s3cret")
		change(u)
		return u.String()
	}
	newer := pgtest.New(t)
	db, err := postgres.Open(t.Context(), newer, postgres.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	exec(t, newer, `INSERT INTO `+migrations.Table+` (version_id, is_applied) VALUES (999, true)`)
	for name, c := range map[string]struct {
		address string
		code    heed.Code
		say     string
	}{
		"no address":  {"postgres://heed:s3cret@localhost:port/x", heed.CodeInvalid, "is not like postgres://"},
		"no server":   {elsewhere(func(u *url.URL) { u.Host = "127.0.0.1:1" }), heed.CodeUnavailable, "127.0.0.1:1"},
		"no database": {elsewhere(func(u *url.URL) { u.Path = "/nowhere" }), heed.CodeNotFound, "createdb"},
		"newer":       {newer, heed.CodeUnsupported, "version 999"},
	} {
		db, err := postgres.Open(t.Context(), c.address, postgres.Options{})
		if err == nil {
			db.Close()
		}
		if heed.ErrorCode(err) != c.code || !strings.Contains(heed.ErrorMessage(err), c.say) {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s: the password is in the error: %v", name, err)
		}
	}
}

func exec(t *testing.T, address, text string) {
	t.Helper()
	db, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), text); err != nil {
		t.Fatal(err)
	}
}

// TestOpenTogether migrates one database from several places at once.
func TestOpenTogether(t *testing.T) {
	address := pgtest.New(t)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			db, err := postgres.Open(t.Context(), address, postgres.Options{})
			if err != nil {
				t.Error(err)
				return
			}
			if err := db.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
}

// TestTwoPrograms: a second writer waits, then says why.
func TestTwoPrograms(t *testing.T) {
	ctx, address := t.Context(), pgtest.New(t)
	var db [2]*postgres.DB
	for i := range db {
		var err error
		if db[i], err = postgres.Open(ctx, address, postgres.Options{Wait: 100 * time.Millisecond}); err != nil {
			t.Fatal(err)
		}
		defer db[i].Close()
	}
	err := db[0].Write(ctx, func(tx app.Tx) error {
		if err := tx.Studies.Save(ctx, heed.Study{ID: "a"}); err != nil {
			return err
		}
		return db[1].Write(ctx, func(app.Tx) error { return nil })
	})
	if heed.ErrorCode(err) != heed.CodeUnavailable || !strings.Contains(heed.ErrorMessage(err), "another program") {
		t.Errorf("a second writer got %v", err)
	}
}

func TestScrub(t *testing.T) {
	ctx := t.Context()
	db, err := postgres.Open(ctx, pgtest.New(t), postgres.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	write := func(f func(app.Tx) error) {
		t.Helper()
		if err := db.Write(ctx, f); err != nil {
			t.Fatal(err)
		}
	}
	write(func(tx app.Tx) error {
		for _, id := range []string{"kept", "gone"} {
			c := heed.Conversation{ID: id, Turns: []heed.Turn{{Text: "The words of " + id}}}
			if err := tx.Conversations.Add(ctx, &c, 0); err != nil {
				return err
			}
		}
		return nil
	})
	write(func(tx app.Tx) error { return tx.Conversations.Delete(ctx, "gone") })
	if err := db.Scrub(ctx); err != nil {
		t.Fatal(err)
	}
	if err := db.Read(ctx, func(tx app.Tx) error {
		hits, err := tx.Readings.Search(ctx, "words", app.Filter{})
		if len(hits) != 1 || hits[0].Conversation != "kept" {
			t.Errorf("after scrubbing the search finds %v", hits)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

// TestServerGone: what the user reads when the server goes away.
func TestServerGone(t *testing.T) {
	ctx, address := t.Context(), pgtest.New(t)
	db, err := postgres.Open(ctx, address, postgres.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.Write(ctx, func(tx app.Tx) error {
		if err := tx.Studies.Save(ctx, heed.Study{ID: "a"}); err != nil {
			return err
		}
		exec(t, address, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
			WHERE datname = current_database() AND pid <> pg_backend_pid()`)
		return tx.Studies.Save(ctx, heed.Study{ID: "b"})
	})
	if heed.ErrorCode(err) != heed.CodeUnavailable {
		t.Errorf("a connection that was cut gave %v", err)
	}
	// It comes back by itself, and nothing of the transaction is there.
	if err := db.Read(ctx, func(tx app.Tx) error {
		list, err := tx.Studies.List(ctx)
		if len(list) != 0 {
			t.Errorf("there are %v", list)
		}
		return err
	}); err != nil {
		t.Error(err)
	}
}
