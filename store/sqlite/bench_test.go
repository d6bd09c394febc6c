package sqlite_test

import (
	"path/filepath"
	"testing"

	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/store/sqlite"
	"github.com/heedhq/heed/store/storetest"
)

func open(t testing.TB) app.Store {
	t.Helper()
	db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "heed.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return db
}

func BenchmarkStore(b *testing.B) { storetest.Benchmark(b, open) }
