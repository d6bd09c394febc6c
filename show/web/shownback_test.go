package web_test

import (
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/outside/files"
	"github.com/heedhq/heed/show/web"
	"github.com/heedhq/heed/store/sqlite"
)

// timed is a workspace whose clock a test moves.
type timed struct {
	*place
	now time.Time
	dir string
}

var movers = map[string]string{
	"marta.txt": "Interviewer: What was hardest?\n\nMarta Voss: Nobody could tell me who owned the problem. I was worried that payroll would fail on Friday.\n\nInterviewer: And then?\n\nMarta Voss: I printed every open invoice each night. I am relieved that the warehouse numbers are right at last.\n",
	"rob.txt":   "Interviewer: Tell me about the week you switched.\n\nRob Tunstall: Nobody could tell me who owned the problem. I was passed along four times and it was very frustrating.\n",
	"ana.txt":   "Interviewer: How did it go?\n\nAna Ruiz: I was worried that payroll would fail on Friday. I print every open invoice each night, because I do not trust the numbers.\n",
}

func shownIn(t *testing.T) *timed {
	t.Helper()
	p := &timed{now: time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC), dir: t.TempDir()}
	store, err := sqlite.Open(context.Background(), filepath.Join(p.dir, "heed.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	random := func(b []byte) {
		for i := range b {
			b[i] = byte(rng.Uint32())
		}
	}
	clock := func() time.Time { return p.now }
	a, err := app.New(app.Config{Store: store, Files: files.Disk{}, Now: clock, Random: random})
	if err != nil {
		t.Fatal(err)
	}
	h, err := web.New(a, web.Options{Now: clock, Random: random})
	if err != nil {
		t.Fatal(err)
	}
	p.place = &place{a, httptest.NewServer(h)}
	t.Cleanup(func() {
		p.srv.CloseClientConnections()
		p.srv.Close()
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	var got app.Received
	for name, text := range movers {
		got = append(got, app.ReceivedFile{Name: name, Data: []byte(text)})
	}
	if _, err := a.Import(t.Context(), app.ImportRequest{Paths: []string{"upload"}, Files: got, Defaults: app.Defaults{Study: "Talks"}}); err != nil {
		t.Fatal(err)
	}
	if err := a.PendingStudies(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	return p
}

// link makes a page for whoever said words, and returns its path.
func (p *timed) link(t *testing.T, words string) (app.Playback, string) {
	t.Helper()
	r, err := p.app.Shown(t.Context(), "talks")
	if err != nil {
		t.Fatal(err)
	}
	who := ""
	for _, c := range r.Claims {
		for _, e := range c.Evidence {
			if strings.Contains(e.Text, words) {
				who = e.Participant
			}
		}
	}
	can, _, err := p.app.Showables(t.Context(), app.ProposeRequest{Study: "talks", Participant: who}, "")
	if err != nil || len(can) < 2 {
		t.Fatalf("%q can judge %d claims, %v", who, len(can), err)
	}
	page, key, err := p.app.NewPlayback(t.Context(), app.PlaybackRequest{Study: "talks", Participant: who, Claims: []string{can[0].Claim.ID, can[1].Claim.ID}, Again: true})
	if err != nil {
		t.Fatal(err)
	}
	return page, "/p/" + page.ID + "/" + key
}

func (p *timed) send(t *testing.T, path string, form url.Values) (string, *http.Response) {
	t.Helper()
	res, err := p.client().PostForm(p.srv.URL+path, form)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body), res
}

func (p *timed) checked(t *testing.T, path string) (on map[string]string, doc *html.Node) {
	t.Helper()
	doc, res := p.get(t, path)
	if res.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s", path, res.Status)
	}
	on = map[string]string{}
	for _, in := range all(doc, "input", "") {
		for _, a := range in.Attr {
			if a.Key == "checked" {
				on[attr(in, "name")] = attr(in, "value")
			}
		}
	}
	for _, area := range all(doc, "textarea", "") {
		if words := text(area); words != "" {
			on[attr(area, "name")] = words
		}
	}
	return on, doc
}

// TestShownBack walks through a page as its participant: without account,
// cookie or script, answering, changing, and asking to be forgotten.
func TestShownBack(t *testing.T) {
	p := shownIn(t)
	page, path := p.link(t, "relieved that the warehouse")
	if err := p.app.SetPassword(t.Context(), "priya", "a long enough password"); err != nil {
		t.Fatal(err)
	}
	if _, res := p.get(t, "/s/talks"); res.StatusCode != http.StatusSeeOther {
		t.Fatalf("the workspace is open: %s", res.Status)
	}
	res, err := p.client().Get(p.srv.URL + path)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(res.Body)
	res.Body.Close()
	if err != nil {
		t.Fatal(err)
	}
	for header, want := range map[string]string{
		"X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store", "Content-Security-Policy": "default-src 'none'",
	} {
		if !strings.Contains(res.Header.Get(header), want) {
			t.Errorf("%s: %q lacks %s", header, res.Header.Get(header), want)
		}
	}
	if res.Header.Get("Set-Cookie") != "" || strings.Contains(string(body), "<script") || strings.Contains(string(body), "/assets/") {
		t.Error("the page sets a cookie, runs a script or loads something")
	}
	if policy := res.Header.Get("Content-Security-Policy"); !strings.Contains(string(body), "<style>") || !strings.Contains(policy, "style-src 'sha256-") {
		t.Errorf("its own style is not allowed: %s", policy)
	}

	sent := url.Values{"a1": {"right"}, "a2": {"wrong"}, "w2": {"That was my colleague in Leeds."}, "missed": {"The scanners stopped."}, "deeper": {"yes"}, "training": {"no"}}
	if _, res := p.send(t, path, sent); res.StatusCode != http.StatusSeeOther || res.Header.Get("Location") != path+"?sent" {
		t.Fatalf("%s to %s", res.Status, res.Header.Get("Location"))
	}
	on, doc := p.checked(t, path+"?sent")
	want := map[string]string{"a1": "right", "a2": "wrong", "w2": "That was my colleague in Leeds.", "missed": "The scanners stopped.", "deeper": "yes", "training": "no"}
	for name, v := range want {
		if on[name] != v {
			t.Errorf("%s is %q on the second visit, not %q", name, on[name], v)
		}
	}
	if len(all(doc, "p", "told")) != 1 {
		t.Error("nobody is told that the answers are in")
	}
	claim := func(n int) heed.Claim {
		r, err := p.app.Shown(t.Context(), "talks")
		if err != nil {
			t.Fatal(err)
		}
		if c := r.Claim(page.Claims[n-1].Claim); c != nil {
			return *c
		}
		return heed.Claim{}
	}
	if c := claim(1); c.Checks.Agreed != 1 {
		t.Errorf("the first claim: %+v", c.Checks)
	}
	if c := claim(2); c.Checks.Disagreed != 1 || c.Against == 0 {
		t.Errorf("the second claim: %+v, %d against", c.Checks, c.Against)
	}

	// Changed: the first is left open again, the second is right after all, and
	// what was written is not there any more.
	if _, res := p.send(t, path, url.Values{"a1": {""}, "a2": {"right"}}); res.StatusCode != http.StatusSeeOther {
		t.Fatal(res.Status)
	}
	if on, _ = p.checked(t, path); on["a1"] != "" || on["a2"] != "right" || on["w2"] != "" || on["missed"] != "" || on["deeper"] != "yes" {
		t.Errorf("after changing: %v", on)
	}
	if c := claim(1); c.Checks != (heed.Checks{Asked: 1}) {
		t.Errorf("the first claim, left open again: %+v", c.Checks)
	}
	if c := claim(2); c.Checks.Agreed != 1 || c.Against != 0 {
		t.Errorf("the second claim, right after all: %+v, %d against", c.Checks, c.Against)
	}
	if hits, err := p.app.Search(t.Context(), "scanners", app.Filter{}); err != nil || len(hits) != 0 {
		t.Errorf("what was taken back is found: %+v, %v", hits, err)
	}

	// Bad forms change nothing and say so.
	for _, bad := range []url.Values{{"a1": {"maybe"}}, {"missed": {strings.Repeat("x", 4001)}}, {"missed": {strings.Repeat("x", 1<<18)}}, {"training": {"perhaps"}}} {
		if body, res := p.send(t, path, bad); res.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(body, "Nothing was changed") {
			t.Errorf("%.40v: %s", bad, res.Status)
		}
	}

	if body, res := p.send(t, path, url.Values{"forget": {"yes"}}); res.StatusCode != http.StatusOK || !strings.Contains(body, "deleted what you told us") {
		t.Errorf("forgotten: %s %s", res.Status, body)
	}
	if _, res := p.get(t, path); res.StatusCode != http.StatusNotFound {
		t.Errorf("the page of somebody forgotten: %s", res.Status)
	}
}

// TestShownBackLinksOpenNothing probes a thousand links at random, with the
// right page, a right key of another page, and a page of its own making.
func TestShownBackLinksOpenNothing(t *testing.T) {
	p := shownIn(t)
	page, path := p.link(t, "relieved that the warehouse")
	_, other := p.link(t, "passed along four times")
	key := path[strings.LastIndexByte(path, '/')+1:]
	rng := rand.New(rand.NewPCG(7, 8))
	bytes := func(n int) string {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte(rng.Uint32())
		}
		return base64.RawURLEncoding.EncodeToString(b)
	}
	var first string
	seen := 0
	for i := range 1000 {
		p.now = p.now.Add(10 * time.Second) // else the limit would answer
		at := [...]string{
			"/p/" + page.ID + "/" + bytes(32), "/p/" + bytes(9) + "/" + key, "/p/" + bytes(9) + "/" + bytes(32),
			"/p/" + page.ID + other[strings.LastIndexByte(other, '/'):], "/p/" + page.ID + "/" + key[:i%len(key)],
			"/p/" + page.ID, "/p/" + page.ID + "/" + key + "A", "/p/" + strings.ToLower(page.ID) + "/" + key,
		}[i%8]
		if i%8 == 7 && strings.ToLower(page.ID) == page.ID {
			continue
		}
		res, err := p.client().Get(p.srv.URL + at)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(res.Body)
		res.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		if first == "" {
			first = string(body)
		}
		if res.StatusCode != http.StatusNotFound || string(body) != first {
			t.Fatalf("%s answers %s: %.200s", at, res.Status, body)
		}
		seen++
	}
	if seen < 1000 {
		t.Errorf("%d links were probed", seen)
	}
	if strings.Contains(first, "warehouse") || !strings.Contains(first, "no se puede abrir") {
		t.Errorf("the page that opens nothing: %s", first)
	}
	if _, res := p.get(t, path); res.StatusCode != http.StatusOK {
		t.Errorf("the right link, after all that: %s", res.Status)
	}
	shut := func(name, path string) { // the same status and the same bytes
		t.Helper()
		p.now = p.now.Add(10 * time.Second)
		res, err := p.client().Get(p.srv.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		body, err := io.ReadAll(res.Body)
		if err != nil || res.StatusCode != http.StatusNotFound || string(body) != first {
			t.Errorf("%s answers %s (%v): %.200s", name, res.Status, err, body)
		}
		for header, want := range map[string]string{"X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store"} {
			if !strings.Contains(res.Header.Get(header), want) {
				t.Errorf("%s: %s is %q", name, header, res.Header.Get(header))
			}
		}
	}
	raw, err := base64.RawURLEncoding.DecodeString(key)
	if err != nil {
		t.Fatal(err)
	}
	for bit := range 8 * len(raw) {
		raw[bit/8] ^= 1 << (bit % 8)
		shut(fmt.Sprintf("bit %d flipped", bit), "/p/"+page.ID+"/"+base64.RawURLEncoding.EncodeToString(raw))
		raw[bit/8] ^= 1 << (bit % 8)
	}
	// The last letter of 43 holds two spare bits: other letters mean the same bytes.
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	for _, l := range letters {
		if near := key[:len(key)-1] + string(l); near != key {
			shut("another last letter", "/p/"+page.ID+"/"+near)
		}
	}
	shut("upper case", "/p/"+page.ID+"/"+strings.ToUpper(key))
	shut("lower case", "/p/"+page.ID+"/"+strings.ToLower(key))
	shut("with padding", "/p/"+page.ID+"/"+key+"=")
	shut("with a space", "/p/"+page.ID+"/"+key+"%20")
	shut("with a zero", "/p/"+page.ID+"/"+key+"%00")
	shut("the key twice", "/p/"+page.ID+"/"+key+key)
	p.now = p.now.Add(time.Minute)
	if _, res := p.get(t, path); res.StatusCode != http.StatusOK {
		t.Errorf("the right link, after all near misses: %s", res.Status)
	}
	if _, _, err := p.app.RenewPlayback(t.Context(), page.ID, 0); err != nil {
		t.Fatal(err)
	}
	shut("the key before the last", path)
	page, path = p.link(t, "relieved that the warehouse")
	if err := p.app.RevokePlayback(t.Context(), page.ID); err != nil {
		t.Fatal(err)
	}
	shut("taken back", path)
	if _, res := p.send(t, path, url.Values{"a1": {"right"}}); res.StatusCode != http.StatusNotFound {
		t.Errorf("taken back and answered: %s", res.Status)
	}
	page, again := p.link(t, "relieved that the warehouse")
	p.now = p.now.AddDate(0, 0, 31)
	shut("expired", again)
	if _, _, err := p.app.RenewPlayback(t.Context(), page.ID, 0); heed.ErrorCode(err) != heed.CodeConflict {
		t.Errorf("renewed without more time: %v", err)
	}
	_, fresh, err := p.app.RenewPlayback(t.Context(), page.ID, 30)
	if err != nil {
		t.Fatal(err)
	}
	shut("the key before more time was given", again)
	if _, res := p.get(t, "/p/"+page.ID+"/"+fresh); res.StatusCode != http.StatusOK {
		t.Errorf("renewed for 30 days: %s", res.Status)
	}
}

// TestShownBackLimits: who tries many links is refused for a while, a page too.
func TestShownBackLimits(t *testing.T) {
	p := shownIn(t)
	_, path := p.link(t, "relieved that the warehouse")
	get := func(path, by string) int {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, p.srv.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("X-Forwarded-For", "198.51.100.200, "+by)
		res, err := p.client().Do(req)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		return res.StatusCode
	}
	for i := range 10 {
		if got := get(fmt.Sprintf("/p/x/%d", i), "203.0.113.7"); got != http.StatusNotFound {
			t.Fatalf("try %d: %d", i, got)
		}
	}
	if got := get(path, "203.0.113.7"); got != http.StatusTooManyRequests {
		t.Errorf("after ten wrong links: %d", got)
	}
	if got := get(path, "203.0.113.8"); got != http.StatusOK {
		t.Errorf("somebody else meanwhile: %d", got)
	}
	p.now = p.now.Add(61 * time.Second)
	if got := get(path, "203.0.113.7"); got != http.StatusOK {
		t.Errorf("a minute later: %d", got)
	}
	last := 0
	for range 80 {
		last = get(path, "203.0.113.9")
	}
	if last != http.StatusTooManyRequests {
		t.Errorf("eighty looks in a minute: %d", last)
	}
}
