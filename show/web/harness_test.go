package web_test

import (
	"context"
	"crypto/rand"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/outside/files"
	"github.com/heedhq/heed/show/web"
	"github.com/heedhq/heed/store/sqlite"
)

// place is a workspace behind a server.
type place struct {
	app *app.App
	srv *httptest.Server
}

// open makes a workspace without conversations in dir.
func open(dir string) (*place, error) { return openWith(dir, nil) }

// openWith is open with a service that puts recordings into words.
func openWith(dir string, speech *web.SpeechService) (*place, error) {
	store, err := sqlite.Open(context.Background(), filepath.Join(dir, "heed.db"), sqlite.Options{})
	if err != nil {
		return nil, err
	}
	random := func(b []byte) { _, _ = rand.Read(b) }
	a, err := app.New(app.Config{Store: store, Files: files.Disk{}, Vault: files.Vault(filepath.Join(dir, "heed.db.recordings")), Now: time.Now, Random: random})
	if err != nil {
		return nil, err
	}
	h, err := web.New(a, web.Options{Now: time.Now, Random: random, Speech: speech})
	if err != nil {
		return nil, err
	}
	return &place{a, httptest.NewServer(h)}, nil
}

func empty(t *testing.T) *place {
	t.Helper()
	return emptyWith(t, nil)
}

func emptyWith(t *testing.T, speech *web.SpeechService) *place {
	t.Helper()
	p, err := openWith(t.TempDir(), speech)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		p.srv.CloseClientConnections() // pages that are open listen on
		p.srv.Close()
		if err := p.app.Close(); err != nil {
			t.Error(err)
		}
	})
	return p
}

// brought is a workspace with the given files in a study called talks.
func brought(t *testing.T, contents map[string]string) *place {
	t.Helper()
	p := empty(t)
	var got app.Received
	for name, text := range contents {
		got = append(got, app.ReceivedFile{Name: name, Data: []byte(text)})
	}
	sum, err := p.app.Import(t.Context(), app.ImportRequest{Paths: []string{"upload"}, Files: got, Defaults: app.Defaults{Study: "Talks"}})
	if err != nil || sum.Read == 0 {
		t.Fatalf("%d read, %v", sum.Read, err)
	}
	if err := p.app.PendingStudies(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	return p
}

// The sample workspace is made once; what a test changes in it, it undoes.
var sample struct {
	once  sync.Once
	place *place
	dir   string
	err   error
}

const study = "/s/moving-to-harbourline"

func sampled(t testing.TB) *place {
	t.Helper()
	sample.once.Do(func() {
		if sample.dir, sample.err = os.MkdirTemp("", "heed-web-"); sample.err != nil {
			return
		}
		if sample.place, sample.err = open(sample.dir); sample.err != nil {
			return
		}
		_, sample.err = sample.place.app.ImportSample(context.Background(), nil)
	})
	if sample.err != nil {
		t.Fatal(sample.err)
	}
	return sample.place
}

func TestMain(m *testing.M) {
	code := m.Run()
	browsing.close()
	if sample.place != nil {
		sample.place.srv.CloseClientConnections()
		sample.place.srv.Close()
		_ = sample.place.app.Close() // the folder goes with it
	}
	_ = os.RemoveAll(sample.dir)
	os.Exit(code)
}

// get fetches a page and parses it.
func (p *place) get(t testing.TB, path string) (*html.Node, *http.Response) {
	t.Helper()
	res, err := p.client().Get(p.srv.URL + path)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	doc, err := html.Parse(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return doc, res
}

// client follows no redirects.
func (p *place) client() *http.Client {
	c := *p.srv.Client()
	c.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &c
}

// all finds the elements with a tag and, where given, a class.
func all(doc *html.Node, tag, class string) []*html.Node {
	var out []*html.Node
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || n.Data != tag {
			continue
		}
		if class == "" || strings.Contains(" "+attr(n, "class")+" ", " "+class+" ") {
			out = append(out, n)
		}
	}
	return out
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// first returns the address of the first link on a page that begins with
// prefix.
func (p *place) first(t testing.TB, page, prefix string) string {
	t.Helper()
	doc, _ := p.get(t, page)
	for _, a := range all(doc, "a", "") {
		if href := attr(a, "href"); strings.HasPrefix(href, prefix) && len(href) > len(prefix) {
			return href
		}
	}
	t.Fatalf("%s has no link to %s…", page, prefix)
	return ""
}

// pages are the addresses of every kind of page of the sample.
func (p *place) pages(t testing.TB) []string {
	call := study + "/conversations/call_2026-11-14_brackley_onboarding"
	return []string{
		study, study + "/personas", p.first(t, study+"/personas", study+"/personas/"),
		p.first(t, study+"/personas", study+"/personas/") + "?done=web.done.name",
		p.mapOf(t), p.mapOf(t) + "?form=four", p.mapOf(t) + "?form=canvas",
		study + "/journey", study + "/themes", p.first(t, study+"/themes", study+"/themes/"),
		study + "/ledger", p.first(t, study+"/ledger", study+"/claims/"),
		study + "/conversations", call, call + "/listening", call + "/recall",
		call + "/turns/2", study + "/codes", study + "/codes/agreement", study + "/memos", study + "/checks", study + "/checks?what=guide",
		study + "/listening", study + "/reply", study + "/people", p.first(t, study+"/people", study+"/people/"),
		study + "/practice/walk", p.first(t, study+"/practice/walk", study+"/practice/walk/"), study + "/practice/read?family=calm&in=en",
		study + "/practice", p.practised(t, "read"), p.practised(t, "answer"), p.practised(t, "pushback") + "?timed=1",
		study + "/playback", p.first(t, study+"/playback", study+"/playback/new"), study + "/panel", study + "/promises", study + "/felt", study + "/journey/stages", "/",
		study + "/changes", study + "/buying", study + "/offers", study + "/beliefs", study + "/content", p.first(t, study+"/personas", study+"/personas/") + "/versions", study + "/buying/org-brackley-foods", "/search", "/search?q=invoice", "/search?q=what+do+operations+leads+fear+in+onboarding%3F", "/search?q=what+do+lawyers+fear%3F", "/bring", "/sign-in", "/nowhere",
	}
}

func (p *place) mapOf(t testing.TB) string {
	doc, res := p.get(t, study+"/maps")
	if to := res.Header.Get("Location"); to != "" {
		return to
	}
	_ = doc
	t.Fatal("the maps lead nowhere")
	return ""
}

// practised is the address of the moment that an exercise begins with.
func (p *place) practised(t testing.TB, exercise string) string {
	_, res := p.get(t, study+"/practice/"+exercise)
	to := res.Header.Get("Location")
	if to == "" {
		t.Fatalf("%s leads nowhere: status %d", exercise, res.StatusCode)
	}
	return to
}
