// Package pgtest gives tests a PostgreSQL database of their own. The first call
// starts one server for the test process, on a free loopback port, in a folder
// that goes away with it; HEED_TEST_POSTGRES names a server to use instead.
package pgtest

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver that makes the databases
)

var (
	start   sync.Once
	running *server
	failed  error
	made    atomic.Int64
)

// Main runs a package's tests and stops the server that they started. Call it
// from TestMain.
func Main(m *testing.M) {
	status := m.Run()
	if running != nil {
		if err := running.stop(); err != nil {
			fmt.Fprintln(os.Stderr, "pgtest:", err)
			status = max(status, 1)
		}
	}
	os.Exit(status)
}

// New makes an empty database and returns its address; it is dropped when the
// test ends. Under -short the test is skipped; without a server it fails.
func New(t testing.TB) string {
	t.Helper()
	if testing.Short() {
		t.Skip("PostgreSQL is left out under -short")
	}
	base := os.Getenv("HEED_TEST_POSTGRES")
	if base == "" {
		start.Do(func() { running, failed = launch() })
		if failed != nil {
			t.Fatalf("no PostgreSQL for the tests: %v\nrun `make deps` to install it, or name a server in HEED_TEST_POSTGRES", failed)
		}
		base = running.address
	}
	name := fmt.Sprintf("heed_test_%d_%d", os.Getpid(), made.Add(1))
	do(t, base, "CREATE DATABASE "+name)
	t.Cleanup(func() { do(t, base, "DROP DATABASE "+name+" WITH (FORCE)") })
	u, err := url.Parse(base)
	if err != nil {
		t.Fatalf("HEED_TEST_POSTGRES is not an address: %v", err)
	}
	u.Path = "/" + name
	return u.String()
}

func do(t testing.TB, address, text string) {
	t.Helper()
	db, err := sql.Open("pgx", address)
	if err == nil {
		_, err = db.ExecContext(context.Background(), text)
		db.Close()
	}
	if err != nil {
		t.Fatalf("%s: %v", strings.Fields(text)[0], err)
	}
}
