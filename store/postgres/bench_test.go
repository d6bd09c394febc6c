package postgres_test

import (
	"testing"

	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/store/postgres"
	"github.com/heedhq/heed/store/postgres/pgtest"
	"github.com/heedhq/heed/store/storetest"
)

func open(t testing.TB) app.Store {
	t.Helper()
	db, err := postgres.Open(t.Context(), pgtest.New(t), postgres.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return db
}

func BenchmarkStore(b *testing.B) { storetest.Benchmark(b, open) }
