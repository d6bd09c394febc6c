package app_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/heedhq/heed/app"
)

// TestNobodyWaitsForTheAnalysis: where somebody works behind, an act is over
// before the analysis, what was taken back is gone at once, and the study can
// be read again without it.
func TestNobodyWaitsForTheAnalysis(t *testing.T) {
	ctx := context.Background()
	a := workspace(t)
	dir := folder(t, map[string]string{"marta.txt": marta, "rob.txt": rob})
	sum := bringIn(t, a, app.ImportRequest{Paths: []string{dir}})
	if _, err := a.Report(ctx, app.ReportRequest{}, nil); err != nil {
		t.Fatal(err)
	}
	hits, err := a.Search(ctx, "payroll", app.Filter{})
	if err != nil || len(hits) != 1 {
		t.Fatalf("before: %d hits, %v", len(hits), err)
	}
	study, who := sum.Studies[0], hits[0].Participant
	working, stop := context.WithCancel(ctx)
	var all sync.WaitGroup
	defer all.Wait()
	defer stop()
	all.Go(func() { a.Work(working, time.Hour, func(err error) { t.Error(err) }) })
	for _, under, err := a.UnderWay(ctx, study); under || err != nil; _, under, err = a.UnderWay(ctx, study) {
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := a.Erase(ctx, who); err != nil {
		t.Fatal(err)
	}
	if hits, err := a.Search(ctx, "payroll", app.Filter{}); err != nil || len(hits) != 0 {
		t.Errorf("right after: %d hits, %v", len(hits), err)
	}
	for {
		rep, err := a.Shown(ctx, study)
		if errors.Is(err, app.ErrUnderWay) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range rep.Claims {
			for _, e := range c.Evidence {
				if e.Participant == who || strings.Contains(e.Text, "payroll") {
					t.Errorf("%s is still quoted: %s", who, e.Text)
				}
			}
		}
		return
	}
}
