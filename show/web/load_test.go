package web_test

import (
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/heedhq/heed/app"
)

// BenchmarkTwentyClients lets twenty clients on the loopback walk through the
// pages of a workspace, each thinking for about a second between two pages, and
// prints the server's p50 and p99. HEED_LOAD names a folder to bring in; without
// it the sample is walked. Bounded: 200 pages a run.
func BenchmarkTwentyClients(b *testing.B) {
	p, base := loaded(b)
	paths := walk(b, p, base)
	for _, path := range paths {
		fetch(b, p, path) // what is kept in memory is made once
	}
	for b.Loop() {
		times := crowd(b, p, paths)
		slices.Sort(times)
		b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, "p50-ms")
		b.ReportMetric(float64(times[len(times)*99/100].Microseconds())/1000, "p99-ms")
	}
}

func loaded(b *testing.B) (*place, string) {
	from := os.Getenv("HEED_LOAD")
	if from == "" {
		return sampled(b), study
	}
	p, err := open(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		p.srv.Close()
		_ = p.app.Close() // the folder goes with it
	})
	sum, err := p.app.Import(b.Context(), app.ImportRequest{Paths: []string{filepath.Clean(from)}, Defaults: app.Defaults{Study: "Load"}})
	if err != nil {
		b.Fatal(err)
	}
	if err := p.app.PendingStudies(b.Context(), nil); err != nil {
		b.Fatal(err)
	}
	b.Logf("%d conversations, %d sentences", sum.Conversations, sum.Utterances)
	return p, "/s/load"
}

// walk is what a client may open.
func walk(b *testing.B, p *place, base string) []string {
	conversation := p.first(b, base+"/conversations", base+"/conversations/")
	paths := []string{
		base, base + "/personas", base + "/journey", base + "/themes", base + "/ledger", base + "/conversations",
		base + "/people", base + "/listening", conversation, conversation + "/listening",
		p.first(b, base+"/personas", base+"/personas/"), p.first(b, base+"/themes", base+"/themes/"),
		p.first(b, base+"/ledger", base+"/claims/"), p.first(b, base+"/people", base+"/people/"),
		"/search?q=price", "/search?q=time",
	}
	_, res := p.get(b, base+"/maps")
	return append(paths, res.Header.Get("Location"))
}

func fetch(b *testing.B, p *place, path string) time.Duration {
	start := time.Now()
	res, err := p.client().Get(p.srv.URL + path)
	if err != nil {
		b.Error(err)
		return 0
	}
	defer res.Body.Close()
	if _, err := io.Copy(io.Discard, res.Body); err != nil || res.StatusCode != http.StatusOK {
		b.Errorf("%s: status %d, %v", path, res.StatusCode, err)
	}
	return time.Since(start)
}

const (
	clients  = 20
	pagesOf1 = 10 // pages a client opens
)

func crowd(b *testing.B, p *place, paths []string) []time.Duration {
	var mu sync.Mutex
	var times []time.Duration
	var all sync.WaitGroup
	for c := range clients {
		all.Go(func() {
			r := rand.New(rand.NewPCG(1, uint64(c)))
			for range pagesOf1 {
				think := time.NewTimer(time.Duration(500+r.IntN(1000)) * time.Millisecond)
				<-think.C
				took := fetch(b, p, paths[r.IntN(len(paths))])
				mu.Lock()
				times = append(times, took)
				mu.Unlock()
			}
		})
	}
	all.Wait()
	return times
}
