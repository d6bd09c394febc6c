package web_test

import (
	"bufio"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

const talk = `Interviewer: How was the move for you?

Marta: I was afraid that payroll would fail on Friday. My boss asked every day whether it was done.
`

func TestLookThenBringIn(t *testing.T) {
	p := empty(t)
	res := p.upload(t, map[string]string{"do": "look", "study": "Moves"}, map[string]string{"marta.txt": talk, "picture.txt": "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"})
	doc, err := html.Parse(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	held := ""
	for _, in := range all(doc, "input", "") {
		if attr(in, "name") == "held" {
			held = attr(in, "value")
		}
	}
	if held == "" {
		t.Fatal("what was looked at is not held")
	}
	if n := len(all(doc, "li", "refused")); n != 1 {
		t.Errorf("%d files refused", n)
	}
	if studies, err := p.app.Studies(t.Context()); err != nil || len(studies) != 0 {
		t.Errorf("looking stored %d studies, %v", len(studies), err)
	}
	res = p.upload(t, map[string]string{"do": "in", "held": held}, nil)
	at := res.Header.Get("Location")
	if res.StatusCode != http.StatusSeeOther || !strings.HasPrefix(at, "/bring/progress/") {
		t.Fatalf("status %d, to %q", res.StatusCode, at)
	}
	p.wait(t, at)
	done, _ := p.get(t, at)
	undo := ""
	for _, f := range all(done, "form", "") {
		if strings.HasSuffix(attr(f, "action"), "/undo") {
			undo = attr(f, "action")
		}
	}
	if _, res := p.get(t, "/s/moves"); res.StatusCode != http.StatusOK || undo == "" {
		t.Fatalf("the study: status %d; undo at %q", res.StatusCode, undo)
	}
	if res := p.upload(t, map[string]string{"do": "in", "held": held}, nil); res.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("held twice: status %d", res.StatusCode)
	}
	back, err := p.client().PostForm(p.srv.URL+undo, url.Values{})
	if err != nil {
		t.Fatal(err)
	}
	back.Body.Close()
	if studies, err := p.app.Studies(t.Context()); err != nil || len(studies) != 0 {
		t.Errorf("undone, and there are %d studies, %v", len(studies), err)
	}
}

// wait reads the events of an import until it is over.
func (p *place) wait(t *testing.T, at string) {
	t.Helper()
	res, err := p.client().Get(p.srv.URL + at + "/events")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if kind := res.Header.Get("Content-Type"); kind != "text/event-stream" {
		t.Fatalf("events come as %q", kind)
	}
	over := false
	for s := bufio.NewScanner(res.Body); s.Scan(); {
		over = over || strings.Contains(s.Text(), `"over":true`)
	}
	if !over {
		t.Fatal("the events ended before the import did")
	}
}

func TestBringNothing(t *testing.T) {
	p := empty(t)
	if res := p.upload(t, map[string]string{"do": "in"}, nil); res.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("nothing: status %d", res.StatusCode)
	}
	res, err := p.client().PostForm(p.srv.URL+"/bring", url.Values{"text": {talk}})
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("not an upload: status %d", res.StatusCode)
	}
	doc, res := p.get(t, "/")
	if res.StatusCode != http.StatusOK || len(all(doc, "a", "btn")) != 1 {
		t.Errorf("an empty workspace has no way in: status %d", res.StatusCode)
	}
}

func TestSignIn(t *testing.T) {
	p := brought(t, map[string]string{"marta.txt": talk})
	if err := p.app.SetPassword(t.Context(), "Priya", "four words and a horse"); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/", "/s/talks", "/search?q=afraid", "/bring"} {
		if _, res := p.get(t, path); res.StatusCode != http.StatusSeeOther || !strings.HasPrefix(res.Header.Get("Location"), "/sign-in?") {
			t.Errorf("%s without signing in: status %d", path, res.StatusCode)
		}
	}
	if res := p.upload(t, map[string]string{"do": "in"}, map[string]string{"x.txt": talk}); res.StatusCode != http.StatusForbidden {
		t.Errorf("an upload without signing in: status %d", res.StatusCode)
	}
	sign := func(password string) *http.Response {
		res, err := p.client().PostForm(p.srv.URL+"/sign-in", url.Values{"name": {"Priya"}, "password": {password}, "back": {"/s/talks"}})
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		return res
	}
	res := sign("four words and a horse")
	if res.StatusCode != http.StatusSeeOther || res.Header.Get("Location") != "/s/talks" || len(res.Cookies()) != 1 {
		t.Fatalf("status %d, to %q, %d cookies", res.StatusCode, res.Header.Get("Location"), len(res.Cookies()))
	}
	token := res.Cookies()[0]
	if !token.HttpOnly || token.SameSite != http.SameSiteLaxMode {
		t.Errorf("the cookie is %v", token)
	}
	req, err := http.NewRequest(http.MethodGet, p.srv.URL+"/s/talks", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.AddCookie(token)
	if res, err = p.client().Do(req); err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != http.StatusOK {
		t.Errorf("signed in: status %d", res.StatusCode)
	}
	often := false
	for range 12 {
		often = sign("wrong").StatusCode == http.StatusTooManyRequests
	}
	if !often {
		t.Error("a dozen wrong passwords in a row are let through")
	}
}

// What a new conversation moves is shown when it has been brought in, on its
// study's home and under what changed, whether or not all is grouped anew yet.
func TestOneConversationMoreIsShown(t *testing.T) {
	p := brought(t, map[string]string{"marta.txt": talk})
	said := "I was afraid that payroll would fail on Friday."
	res := p.upload(t, map[string]string{"do": "in", "study": "Talks"}, map[string]string{
		"lena.txt": "Interviewer: And you?\n\nLena: " + said + " Nobody slept.\n"})
	at := res.Header.Get("Location")
	p.wait(t, at)
	done, _ := p.get(t, at)
	moves := all(done, "ul", "moves")
	if len(moves) != 1 || strings.Count(text(moves[0]), "payroll would fail") < 2 { // the claim, and her words
		t.Fatalf("what moved: %d lists", len(moves))
	}
	if doc, res := p.get(t, "/s/talks/changes?lang=es"); res.StatusCode != http.StatusOK || len(all(doc, "h1", "")) != 1 {
		t.Errorf("what changed: status %d", res.StatusCode)
	}
	if _, res := p.get(t, "/s/talks/changes?from=none"); res.StatusCode != http.StatusNotFound {
		t.Errorf("compared with nothing: status %d", res.StatusCode)
	}
}
