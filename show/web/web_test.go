package web_test

import (
	"bytes"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func TestEveryPage(t *testing.T) {
	p := sampled(t)
	for _, path := range p.pages(t) {
		for _, lang := range []string{"en", "es"} {
			address := path + "?lang=" + lang
			if strings.Contains(path, "?") {
				address = path + "&lang=" + lang
			}
			doc, res := p.get(t, address)
			want := http.StatusOK
			if path == "/nowhere" {
				want = http.StatusNotFound
			}
			if res.StatusCode != want {
				t.Errorf("%s: status %d", address, res.StatusCode)
				continue
			}
			policy := res.Header.Get("Content-Security-Policy")
			if !strings.Contains(policy, "script-src 'self'") || strings.Contains(policy, "unsafe") {
				t.Errorf("%s: policy %q", address, policy)
			}
			if path == "/nowhere" {
				continue
			}
			if got := attr(all(doc, "html", "")[0], "lang"); got != lang {
				t.Errorf("%s: language %q", address, got)
			}
			if n := len(all(doc, "h1", "")); n != 1 {
				t.Errorf("%s: %d first headings", address, n)
			}
			for n := range doc.Descendants() {
				for _, a := range n.Attr {
					if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
						t.Errorf("%s: <%s %s> cannot be served under the policy", address, n.Data, a.Key)
					}
				}
				if n.Data == "script" && attr(n, "src") == "" {
					t.Errorf("%s: a script written into the page", address)
				}
			}
			for _, missing := range []string{"web.", "cell.", "measure.", "act.", "signal.", "kind."} {
				for word := range strings.FieldsSeq(text(doc)) {
					if rest, ok := strings.CutPrefix(word, missing); ok && rest != "" && !strings.ContainsAny(rest, "()[]/@0123456789") {
						t.Errorf("%s: the message %s is not in the catalogue", address, word)
					}
				}
			}
		}
	}
}

func TestSmallPages(t *testing.T) {
	p := sampled(t)
	weigh := func(path string) int {
		req, err := http.NewRequest(http.MethodGet, p.srv.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Accept-Encoding", "gzip")
		res, err := p.client().Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		b, err := io.ReadAll(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		return len(b)
	}
	shared := weigh("/assets/heed.css") + weigh("/assets/heed.js")
	for _, path := range p.pages(t) {
		if n := shared + weigh(path); n > 150<<10 {
			t.Errorf("%s weighs %d KiB with style and script", path, n>>10)
		}
	}
}

func TestWrongAddressesAndForms(t *testing.T) {
	p := sampled(t)
	for path, want := range map[string]int{
		"/nowhere": 404, "/s/nobody": 404, study + "/personas/nobody": 404, study + "/maps/nobody": 404,
		study + "/claims/nobody": 404, study + "/themes/nobody": 404, study + "/conversations/nobody": 404,
		study + "/people/nobody": 404, study + "/conversations/nobody/listening": 404, "/bring/progress/nobody": 404,
		study + "/conversations?after=yesterday": 422, study + "/conversations?from=-3": 200,
		study + "/conversations?from=99999999999999999999": 200, study + "/ledger?from=100000": 200,
		study + "/conversations?kind=%00%ff": 422, "/search?q=%22%27%2A%28": 200, "/search?q=" + strings.Repeat("a", 5000): 200,
		study + "/maps/nobody?form=%3Cscript%3E": 404,
	} {
		if _, res := p.get(t, path); res.StatusCode != want {
			t.Errorf("%s: status %d, want %d", path, res.StatusCode, want)
		}
	}
	claim := p.first(t, study+"/ledger", study+"/claims/")
	theme := p.first(t, study+"/themes", study+"/themes/")
	for _, c := range []struct {
		path string
		form url.Values
	}{
		{claim, url.Values{"act": {"explode"}}}, {claim, url.Values{"act": {"edit"}}},
		{claim, url.Values{"act": {"move"}}}, {claim, url.Values{"act": {"move"}, "cell": {"smells"}}}, {claim, url.Values{"act": {"move"}, "stage": {"tomorrow"}}},
		{claim, url.Values{"act": {"edit"}, "words": {strings.Repeat("x", 5000)}}},
		{theme, url.Values{"act": {"name"}, "name": {" "}}}, {theme, url.Values{"act": {"name"}, "name": {strings.Repeat("x", 500)}}},
		{theme, url.Values{"act": {"merge"}, "into": {""}}}, {study + "/undo", url.Values{"decision": {"first"}}},
		{p.mapOf(t), url.Values{"words": {""}, "cell": {"gains"}}}, {p.mapOf(t), url.Values{"words": {"x"}, "cell": {"smells"}}},
		{study + "/conversations/call_2026-11-14_brackley_onboarding/recall", url.Values{"guess": {"200"}, "written": {"x"}}},
	} {
		res, err := p.client().PostForm(p.srv.URL+c.path, c.form)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode < 400 || res.StatusCode >= 500 {
			t.Errorf("%s with %v: status %d", c.path, c.form, res.StatusCode)
		}
	}
}

func TestOtherSitesCannotAct(t *testing.T) {
	p := sampled(t)
	claim := p.first(t, study+"/ledger", study+"/claims/")
	req, err := http.NewRequest(http.MethodPost, p.srv.URL+claim, strings.NewReader("act=reject"))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Sec-Fetch-Site", "cross-site")
	req.Header.Set("Origin", "https://elsewhere.example")
	res, err := p.client().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != http.StatusForbidden {
		t.Errorf("a form of another site: status %d", res.StatusCode)
	}
	for _, back := range []string{"https://elsewhere.example/", "//elsewhere.example", `/\elsewhere.example`} {
		res, err := p.client().PostForm(p.srv.URL+"/look", url.Values{"lang": {"en"}, "back": {back}})
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if to := res.Header.Get("Location"); to != "/" {
			t.Errorf("back to %q leads to %q", back, to)
		}
	}
}

// A site that points its own name at this machine is same-origin to the
// browser; without passwords only the machine's own names are answered.
func TestOtherNamesAreNotAnswered(t *testing.T) {
	p := empty(t)
	_, port, err := net.SplitHostPort(p.srv.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	ask := func(host string) int {
		req, err := http.NewRequest(http.MethodGet, p.srv.URL+"/", nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Host = host
		res, err := p.client().Do(req)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		return res.StatusCode
	}
	for host, want := range map[string]bool{
		"127.0.0.1:" + port: true, "localhost:" + port: true, "LOCALHOST": true, "[::1]:" + port: true, "[::1]": true,
		"elsewhere.example:" + port: false, "elsewhere.example": false, "127.0.0.1.elsewhere.example": false, "192.168.1.7:" + port: false,
	} {
		if got := ask(host); (got != http.StatusMisdirectedRequest) != want {
			t.Errorf("asked as %s: status %d", host, got)
		}
	}
	if err := p.app.SetPassword(t.Context(), "ana", "a long enough password"); err != nil {
		t.Fatal(err)
	}
	if got := ask("heed.example"); got != http.StatusSeeOther {
		t.Errorf("with passwords any name leads to the door: status %d", got)
	}
}

const hostile = `Interviewer: <script>alert(1)</script> How was it?

Marta: <img src=x onerror=alert(1)> I was afraid that <svg onload=alert(2)> payroll would fail. "quoted" 'and' <b>bold</b>

Interviewer: And then?

Marta: ` + "‮afraid backwards‬ zero​width​joiner I was very frustrated by {{.Secret}} and %3Cscript%3E, javascript:alert(3)" + `
`

func TestHostileWords(t *testing.T) {
	p := brought(t, map[string]string{
		`<script>alert(9)</script>.txt`: hostile,
		"long.txt":                      "Interviewer: Tell me.\n\nRob: I was frustrated " + strings.Repeat("word ", 200_000) + "\n",
	})
	doc, _ := p.get(t, "/s/talks/conversations")
	var paths []string
	for _, a := range all(doc, "a", "open") {
		paths = append(paths, attr(a, "href"), attr(a, "href")+"/listening", attr(a, "href")+"/recall")
	}
	if len(paths) < 6 {
		t.Fatalf("%d conversations", len(paths)/3)
	}
	paths = append(paths, "/s/talks", "/s/talks/ledger", "/s/talks/themes", "/s/talks/personas", "/s/talks/people", "/s/talks/listening", "/s/talks/reply", "/search?q=afraid", "/search?q=%3Cscript%3E", "/bring")
	known := []string{"/assets/heed.js"}
	for _, path := range paths {
		doc, res := p.get(t, path)
		if res.StatusCode != http.StatusOK {
			t.Errorf("%s: status %d", path, res.StatusCode)
		}
		for n := range doc.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			src, _, _ := strings.Cut(attr(n, "src"), "?")
			if n.Data == "script" && !slices.Contains(known, src) || n.Data == "img" || n.Data == "iframe" {
				t.Errorf("%s: <%s src=%q>", path, n.Data, attr(n, "src"))
			}
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") || strings.HasPrefix(strings.TrimSpace(a.Val), "javascript:") {
					t.Errorf("%s: <%s %s=%q>", path, n.Data, a.Key, a.Val)
				}
			}
		}
		if strings.ContainsAny(text(doc), "‮​") {
			t.Errorf("%s: characters that turn or hide text came through", path)
		}
	}
	res, err := p.client().PostForm(p.srv.URL+"/s/talks/reply", url.Values{
		"customer": {"</textarea><script>alert(1)</script> I am afraid of this."}, "draft": {"</textarea><img src=x onerror=alert(1)> Unfortunately our policy is final."},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"<script>alert", "<img"} {
		if strings.Contains(string(b), bad) {
			t.Errorf("the reply desk serves %s", bad)
		}
	}
}

// upload sends a form with files.
func (p *place) upload(t *testing.T, fields map[string]string, named map[string]string) *http.Response {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for k, v := range fields {
		if err := w.WriteField(k, v); err != nil {
			t.Fatal(err)
		}
	}
	for name, body := range named {
		part, err := w.CreateFormFile("files", name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(part, body); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	res, err := p.client().Post(p.srv.URL+"/bring", w.FormDataContentType(), &b)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { res.Body.Close() })
	return res
}
