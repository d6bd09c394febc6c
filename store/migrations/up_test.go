package migrations_test

import (
	"database/sql"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"

	_ "modernc.org/sqlite"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/store/migrations"
	"github.com/heedhq/heed/store/postgres/pgtest"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

// databases opens an empty one of each kind.
var databases = map[string]func(*testing.T) *sql.DB{
	migrations.SQLite: func(t *testing.T) *sql.DB {
		path := filepath.Join(t.TempDir(), "heed.db")
		return connect(t, "sqlite", "file:"+path+"?_pragma=foreign_keys(1)&_pragma=busy_timeout(5000)")
	},
	migrations.Postgres: func(t *testing.T) *sql.DB { return connect(t, "pgx", pgtest.New(t)) },
}

func connect(t *testing.T, driver, address string) *sql.DB {
	t.Helper()
	db, err := sql.Open(driver, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

// rows are what a user of each version could have written, and a query that
// must still find it, whatever came after.
var rows = map[int64]struct{ insert, find string }{
	1: {`INSERT INTO studies (id, name, data) VALUES ('st', 'St', '{}');
		INSERT INTO conversations (id, study, kind, language, segment, organisation, stage, date, title, source, ratings, turns)
			VALUES ('c', 'st', 'call', 'es', '', '', '', '2026-01-02', 'ñ', '', 'null', 1);
		INSERT INTO turns (conversation, n, revision, speaker, role, starts, ends, body, question, folded, words)
			VALUES ('c', 0, 0, 'A', '', NULL, 0.1, 'El almacén', '', ' el almacen ', 2)`,
		`SELECT COUNT(*) FROM turns WHERE conversation = 'c' AND body = 'El almacén' AND starts IS NULL AND ends = 0.1`},
	2: {`INSERT INTO readings VALUES ('c', '1', 0, 1, 0.5, 'joy', '', '', 1, 0, 0, '')`,
		`SELECT COUNT(*) FROM readings WHERE valence = 0.5`},
	3: {`INSERT INTO runs (id, study, inputs, sense, shape, state, as_of, started, finished)
			VALUES ('r', 'st', '', '', '', 'current', '', '', '');
		INSERT INTO run_overviews SELECT key, '{}' FROM runs`,
		`SELECT COUNT(*) FROM run_overviews o JOIN runs r ON r.key = o.run WHERE r.id = 'r'`},
	4: {`INSERT INTO decisions (study, kind, target, target_id, author, at, data)
			VALUES ('st', 'accept', 'claim', 'k', '', '', '{}')`,
		`SELECT COUNT(*) FROM decisions WHERE id = 1`},
	5: {`INSERT INTO accounts VALUES ('a', 'ana', '', 'es', '')`,
		`SELECT COUNT(*) FROM accounts WHERE name = 'ana'`},
	6: {`INSERT INTO codes (id, study, parent, name, version, data) VALUES ('co', 'st', NULL, 'worry', 1, '{}');
		INSERT INTO codings (code, conversation, turn, revision, span_start, span_end, quoted, author, version, at)
			VALUES ('co', 'c', 0, 0, 0, 2, 'El', '', 1, '')`,
		`SELECT COUNT(*) FROM codings WHERE code = 'co' AND quoted = 'El'`},
	7: {`INSERT INTO pulses (study, participant, at, data) VALUES ('st', NULL, '', '{}')`,
		`SELECT COUNT(*) FROM pulses WHERE study = 'st'`},
	12: {`INSERT INTO practice_profiles VALUES ('ana', 'st', '{}')`,
		`SELECT COUNT(*) FROM practice_profiles WHERE account = 'ana'`},
	8: {`INSERT INTO increments (run, at, data) SELECT key, '', '{}' FROM runs WHERE id = 'r'`,
		`SELECT COUNT(*) FROM increments i JOIN runs r ON r.key = i.run WHERE r.id = 'r'`},
	9: {`INSERT INTO recordings VALUES ('c', 'st', 'ab', '{}');
		INSERT INTO voices VALUES ('st', 'ana', 'Ana')`,
		`SELECT COUNT(*) FROM recordings r JOIN voices v ON v.study = r.study WHERE r.file = 'ab'`},
	13: {`INSERT INTO participants (id, study, number, organisation, segment, data) VALUES ('p', 'st', 7, '', '', '{}');
		INSERT INTO identities (participant, identity, name) VALUES ('p', 'ab', 'n');
		INSERT INTO pseudonyms (study, keyed, number) VALUES ('st', 'AB', 7)`,
		`SELECT COUNT(*) FROM identities WHERE participant = 'p' AND identity = 'ab' AND name = 'n'`},
	10: {`INSERT INTO codebooks VALUES ('st', 3, 1)`,
		`SELECT COUNT(*) FROM codebooks WHERE version = 3`},
	14: {`INSERT INTO identities (participant, identity, name) VALUES ('p', 'cd', 'm')`,
		`SELECT COUNT(*) FROM identities WHERE participant = 'p' AND identity = 'cd'`},
	16: {`INSERT INTO changed VALUES ('recordings', 16)`, `SELECT COUNT(*) FROM changed WHERE n = 16`},
	15: {`INSERT INTO changed VALUES ('people', 14)`, `SELECT COUNT(*) FROM changed WHERE n = 14`},
}

// TestMidway stops after every version, writes, goes on, and finds everything.
func TestMidway(t *testing.T) {
	for database, open := range databases {
		t.Run(database, func(t *testing.T) {
			ctx := t.Context()
			_, newest, err := migrator(t, open(t), database).Versions(ctx)
			if err != nil {
				t.Fatal(err)
			}
			var versions []int64 // numbers may be left out
			for v := int64(1); v <= newest; v++ {
				files, err := filepath.Glob(fmt.Sprintf("sql/%04d_*.sql", v))
				must(t, err)
				if len(files) == 0 {
					continue
				}
				versions = append(versions, v)
				if rows[v].insert == "" && v < newest {
					t.Fatalf("version %d has no rows", v)
				}
			}
			for _, stop := range versions[:len(versions)-1] {
				t.Run(fmt.Sprint(stop), func(t *testing.T) {
					db := open(t)
					m := migrator(t, db, database)
					must(t, m.Up(ctx, stop))
					for _, v := range versions {
						if v > stop {
							break
						}
						for text := range strings.SplitSeq(rows[v].insert, ";\n") {
							_, err := db.ExecContext(ctx, text)
							must(t, err)
						}
					}
					must(t, m.Up(ctx, 0))
					must(t, m.Up(ctx, 0)) // nothing to do
					have, know, err := m.Versions(ctx)
					must(t, err)
					if have != know {
						t.Errorf("version %d after going on, want %d", have, know)
					}
					for _, v := range versions {
						if v > stop {
							break
						}
						if n := number(t, db, rows[v].find); n != 1 {
							t.Errorf("the row of version %d is there %d times", v, n)
						}
					}
					if stop == 1 && number(t, db, found[database]) != 1 {
						t.Error("full text does not know what was there before it")
					}
				})
			}
		})
	}
}

// TestLateNumbers leaves steps out, as a program did that was built before they
// were written, and applies them when a later program opens the database.
func TestLateNumbers(t *testing.T) {
	for database, open := range databases {
		for name, late := range map[string][]int64{"in the middle": {8, 9}, "just below the newest": {12}} {
			t.Run(database+" "+name, func(t *testing.T) {
				ctx := t.Context()
				db := open(t)
				m := migrator(t, db, database)
				must(t, m.Up(ctx, 0))
				for _, v := range late {
					for _, table := range made[v] {
						_, err := db.ExecContext(ctx, "DROP TABLE "+table)
						must(t, err)
					}
					_, err := db.ExecContext(ctx, fmt.Sprintf("DELETE FROM %s WHERE version_id = %d", migrations.Table, v))
					must(t, err)
				}
				for _, v := range []int64{1, 2, 3} {
					for text := range strings.SplitSeq(rows[v].insert, ";\n") {
						_, err := db.ExecContext(ctx, text)
						must(t, err)
					}
				}
				if pending, err := m.Pending(ctx); err != nil || !pending {
					t.Fatalf("a missing step is pending: %v, %v", pending, err)
				}
				must(t, m.Up(ctx, 0))
				for _, v := range append([]int64{1, 2, 3}, late...) {
					if v > 3 {
						for text := range strings.SplitSeq(rows[v].insert, ";\n") {
							_, err := db.ExecContext(ctx, text)
							must(t, err)
						}
					}
					if n := number(t, db, rows[v].find); n != 1 {
						t.Errorf("the row of version %d is there %d times", v, n)
					}
				}
				if pending, err := m.Pending(ctx); err != nil || pending {
					t.Errorf("still pending: %v, %v", pending, err)
				}
			})
		}
	}
}

// made names the tables of the steps that arrived late.
var made = map[int64][]string{8: {"increments"}, 9: {"recordings", "recalls", "voices"}, 12: {"practice_profiles"}}

var found = map[string]string{
	migrations.SQLite:   `SELECT COUNT(*) FROM search WHERE search MATCH '"alma"*'`,
	migrations.Postgres: `SELECT COUNT(*) FROM turns WHERE tokens @@ CAST('''alma'':*' AS tsquery)`,
}

func TestNewerIsRefused(t *testing.T) {
	for database, open := range databases {
		t.Run(database, func(t *testing.T) {
			ctx := t.Context()
			db := open(t)
			m := migrator(t, db, database)
			must(t, m.Up(ctx, 0))
			have, _, err := m.Versions(ctx)
			must(t, err)
			_, err = db.ExecContext(ctx, fmt.Sprintf(
				`INSERT INTO %s (version_id, is_applied) VALUES (%d, %s)`, migrations.Table, have+3, truth[database]))
			must(t, err)
			err = m.Up(ctx, 0)
			if heed.ErrorCode(err) != heed.CodeUnsupported ||
				!strings.Contains(heed.ErrorMessage(err), fmt.Sprint("version ", have+3)) {
				t.Errorf("a newer database gave %v", err)
			}
		})
	}
}

var truth = map[string]string{migrations.SQLite: "1", migrations.Postgres: "true"}

// TestSameShape compares the tables and columns of the two.
func TestSameShape(t *testing.T) {
	shapes := map[string]string{}
	for database, open := range databases {
		db := open(t)
		must(t, migrator(t, db, database).Up(t.Context(), 0))
		query := `SELECT m.name || '.' || p.name FROM sqlite_master m, pragma_table_info(m.name) p
			WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE 'search%' ORDER BY 1`
		if database == migrations.Postgres {
			query = `SELECT (table_name || '.' || column_name) COLLATE "C" FROM information_schema.columns
				WHERE table_schema = 'public' AND column_name <> 'tokens' ORDER BY 1`
		}
		var names []string
		list, err := db.QueryContext(t.Context(), query)
		must(t, err)
		for list.Next() {
			var n string
			must(t, list.Scan(&n))
			names = append(names, n)
		}
		must(t, list.Err())
		must(t, list.Close())
		shapes[database] = strings.Join(names, "\n")
	}
	if len(shapes) == 2 && shapes[migrations.SQLite] != shapes[migrations.Postgres] {
		t.Errorf("SQLite:\n%s\n\nPostgreSQL:\n%s", shapes[migrations.SQLite], shapes[migrations.Postgres])
	}
	if len(shapes[migrations.SQLite]) < 1000 {
		t.Errorf("only these columns: %s", shapes[migrations.SQLite])
	}
}

func migrator(t *testing.T, db *sql.DB, database string) *migrations.Migrator {
	t.Helper()
	m, err := migrations.New(db, database, slog.New(slog.DiscardHandler))
	must(t, err)
	return m
}

func number(t *testing.T, db *sql.DB, query string) (n int) {
	t.Helper()
	must(t, db.QueryRowContext(t.Context(), query).Scan(&n))
	return n
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
