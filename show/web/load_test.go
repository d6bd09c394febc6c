package web_test

import (
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/web"
	"github.com/heedhq/heed/store/sqlite"
)

// BenchmarkTwentyClients lets twenty clients on the loopback walk through the
// pages of a workspace, each thinking for about a second between two pages, and
// prints the median and 99th percentile of what they waited, each page's own,
// the slowest first, and the processor time a page took of server and clients
// together, which other programs do not lengthen. HEED_LOAD names what they walk through:
//
//   - nothing: the sample;
//   - a folder: it is brought in, once a run;
//   - a SQLite database, such as the one that BenchmarkOneMore of package app
//     leaves where HEED_MILLION says;
//   - the address of a workspace that is being served on this machine
//     (http://127.0.0.1:8420), whatever its database.
//
// Bounded: 400 pages a run, and no address but the loopback's.
func BenchmarkTwentyClients(b *testing.B) {
	at := loaded(b)
	paths := walk(b, at)
	here := !strings.HasPrefix(os.Getenv("HEED_LOAD"), "http://") // the server's processor time is ours
	each := map[string][]time.Duration{}
	for _, path := range paths {
		at.fetch(b, path) // what is kept in memory is made once
	}
	for b.Loop() {
		clear(each)
		var times []time.Duration
		used := processor()
		for _, v := range crowd(b, at, paths) {
			times = append(times, v.took)
			each[v.path] = append(each[v.path], v.took)
		}
		if here {
			b.ReportMetric(float64((processor()-used).Microseconds())/1000/float64(len(times)), "cpu-ms/page")
		}
		b.ReportMetric(milliseconds(times, 50), "p50-ms")
		b.ReportMetric(milliseconds(times, 99), "p99-ms")
	}
	slices.SortFunc(paths, func(x, y string) int {
		return int(milliseconds(each[y], 50)*1000) - int(milliseconds(each[x], 50)*1000)
	})
	for _, path := range paths {
		if n := len(each[path]); n > 0 {
			b.Logf("%8.1f ms median, %8.1f ms most, %3d visits: %s", milliseconds(each[path], 50), milliseconds(each[path], 100), n, path)
		}
	}
}

// milliseconds is a percentile of times.
func milliseconds(times []time.Duration, percent int) float64 {
	if len(times) == 0 {
		return 0
	}
	times = slices.Clone(times)
	slices.Sort(times)
	return float64(times[min(len(times)-1, len(times)*percent/100)].Microseconds()) / 1000
}

// server is a workspace under load.
type server struct {
	url    string
	client *http.Client
}

func loaded(b *testing.B) server {
	from := os.Getenv("HEED_LOAD")
	var p *place
	info, err := os.Stat(from)
	switch {
	case from == "":
		p = sampled(b)
	case strings.HasPrefix(from, "http://"):
		u, err := url.Parse(from)
		if err != nil || !net.ParseIP(u.Hostname()).IsLoopback() {
			b.Fatalf("%s is no address on this machine", from)
		}
		return server{strings.TrimSuffix(from, "/"), (&place{srv: httptest.NewUnstartedServer(nil)}).client()}
	case err != nil:
		b.Fatal(err)
	case info.IsDir():
		p = place0(b, filepath.Join(b.TempDir(), "heed.db"))
		sum, err := p.app.Import(b.Context(), app.ImportRequest{Paths: []string{filepath.Clean(from)}, Defaults: app.Defaults{Study: "Load"}})
		if err != nil {
			b.Fatal(err)
		}
		if err := p.app.PendingStudies(b.Context(), nil); err != nil {
			b.Fatal(err)
		}
		b.Logf("%d conversations, %d sentences", sum.Conversations, sum.Utterances)
	default:
		p = place0(b, from)
	}
	return server{p.srv.URL, p.client()}
}

// place0 serves the SQLite database of that name until the benchmark ends.
func place0(b *testing.B, name string) *place {
	store, err := sqlite.Open(b.Context(), name, sqlite.Options{})
	if err != nil {
		b.Fatal(err)
	}
	random := func(p []byte) { copy(p, "a key for benchmarks, not for anybody's data") }
	a, err := app.New(app.Config{Store: store, Now: time.Now, Random: random})
	if err != nil {
		b.Fatal(err)
	}
	h, err := web.New(a, web.Options{Now: time.Now, Random: random})
	if err != nil {
		b.Fatal(err)
	}
	p := &place{app: a, srv: httptest.NewServer(h)}
	if err := a.Ready(b.Context()); err != nil { // as a server does after it has started
		b.Fatal(err)
	}
	b.Cleanup(func() {
		p.srv.CloseClientConnections()
		p.srv.Close()
		if err := a.Close(); err != nil {
			b.Error(err)
		}
	})
	return p
}

// routes are what a client may open in a study; a path that ends in "/" stands
// for the first link that begins so on the page named beside it.
var routes = []struct{ path, on string }{
	{"", ""}, {"/personas", ""}, {"/personas/", "/personas"}, {"/maps/", "/maps"}, {"/journey", ""},
	{"/themes", ""}, {"/themes/", "/themes"}, {"/ledger", ""}, {"/claims/", "/ledger"},
	{"/conversations", ""}, {"/conversations/", "/conversations"}, {"/conversations?q=tool", ""},
	{"/people", ""}, {"/people/", "/people"}, {"/listening", ""}, {"/changes", ""}, {"/reply", ""},
}

// anywhere are what a client may open beside a study.
var anywhere = []string{"/", "/search?q=price", "/search?q=work", "/search?q=time+work", "/search?q=t", "/bring"}

// walk finds the addresses of routes.
func walk(b *testing.B, at server) []string {
	study := at.first(b, "/", "/s/")
	if i := strings.IndexByte(study[3:], '/'); i > 0 {
		study = study[:3+i]
	}
	paths := slices.Clone(anywhere)
	for _, r := range routes {
		path := study + r.path
		if r.on != "" {
			path = at.first(b, study+r.on, study+r.path)
		}
		paths = append(paths, path)
		if r.path == "/conversations/" {
			paths = append(paths, path+"/listening", path+"/recall")
		}
	}
	return paths
}

var links = strings.NewReplacer("&amp;", "&", "&#43;", "+")

// first is the first link on a page, or the address it leads on to, that begins
// with prefix.
func (s server) first(b *testing.B, page, prefix string) string {
	res, err := s.client.Get(s.url + page)
	if err != nil {
		b.Fatal(err)
	}
	defer res.Body.Close()
	if to := res.Header.Get("Location"); strings.HasPrefix(to, prefix) {
		return to
	}
	body, err := io.ReadAll(res.Body)
	if err != nil {
		b.Fatal(err)
	}
	for _, part := range strings.Split(string(body), `href="`)[1:] {
		to, _, _ := strings.Cut(part, `"`)
		to, _, _ = strings.Cut(links.Replace(to), "#")
		if strings.HasPrefix(to, prefix) && len(to) > len(prefix) {
			return to
		}
	}
	b.Fatalf("%s has no link to %s…", page, prefix)
	return ""
}

func (s server) fetch(b *testing.B, path string) time.Duration {
	start := time.Now()
	res, err := s.client.Get(s.url + path)
	if err != nil {
		b.Error(err)
		return 0
	}
	defer res.Body.Close()
	if _, err := io.Copy(io.Discard, res.Body); err != nil || res.StatusCode >= http.StatusBadRequest {
		b.Errorf("%s: status %d, %v", path, res.StatusCode, err)
	}
	return time.Since(start)
}

const (
	clients  = 20
	pagesOf1 = 20 // pages a client opens
)

type visit struct {
	path string
	took time.Duration
}

func crowd(b *testing.B, at server, paths []string) []visit {
	var mu sync.Mutex
	var visits []visit
	var all sync.WaitGroup
	for c := range clients {
		all.Go(func() {
			r := rand.New(rand.NewPCG(1, uint64(c)))
			for range pagesOf1 {
				think := time.NewTimer(time.Duration(500+r.IntN(1000)) * time.Millisecond)
				<-think.C
				path := paths[r.IntN(len(paths))]
				took := at.fetch(b, path)
				mu.Lock()
				visits = append(visits, visit{path, took})
				mu.Unlock()
			}
		})
	}
	all.Wait()
	return visits
}

// BenchmarkPages opens each page alone, again and again, and reports how long
// the server took, for what HEED_LOAD names.
func BenchmarkPages(b *testing.B) {
	at := loaded(b)
	for _, path := range walk(b, at) {
		b.Run(strings.ReplaceAll(path, "/", ">"), func(b *testing.B) {
			used := processor()
			for b.Loop() {
				at.fetch(b, path)
			}
			b.ReportMetric(float64((processor()-used).Microseconds())/1000/float64(b.N), "cpu-ms/op")
		})
	}
}
