package main

import (
	"bytes"
	"context"
	"path/filepath"
	"testing"
	"time"

	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/export/json"
	"github.com/heedhq/heed/store/postgres/pgtest"
)

// sampleReport brings the sample into a database and returns its report.
func sampleReport(t *testing.T, db string) []byte {
	t.Helper()
	ctx := context.Background()
	store, err := open(ctx, db)
	if err != nil {
		t.Fatal(err)
	}
	a, err := app.New(app.Config{
		Store:  store,
		Now:    func() time.Time { return time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC) },
		Random: func(b []byte) { copy(b, "a key for tests, not for anybody's data") },
	})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	if _, err := a.ImportSample(ctx, nil); err != nil {
		t.Fatal(err)
	}
	rep, err := a.Report(ctx, app.ReportRequest{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := json.Report(&b, rep); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestBothDatabasesGiveTheSameReport(t *testing.T) {
	if testing.Short() {
		t.Skip("needs PostgreSQL; left out by -short")
	}
	one := sampleReport(t, filepath.Join(t.TempDir(), "heed.db"))
	other := sampleReport(t, pgtest.New(t))
	if !bytes.Equal(one, other) {
		for i := range one {
			if i >= len(other) || one[i] != other[i] {
				t.Fatalf("the reports differ at byte %d: %q and %q", i, one[i:min(i+200, len(one))], other[min(i, len(other)):min(i+200, len(other))])
			}
		}
		t.Fatalf("the reports differ in length: %d and %d", len(one), len(other))
	}
	if len(one) < 100_000 {
		t.Errorf("the report has only %d bytes", len(one))
	}
}
