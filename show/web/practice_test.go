package web_test

import (
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// TestMomentStaysCovered: before it is answered, a page of a moment holds
// nothing of what was said next, and no way to it.
func TestMomentStaysCovered(t *testing.T) {
	p := sampled(t)
	list, err := p.app.Moments(t.Context(), "moving-to-harbourline", app.PracticeOptions{Most: 1000})
	if err != nil || len(list) < 10 {
		t.Fatalf("%d moments, %v", len(list), err)
	}
	for _, m := range list {
		path := study + "/practice/read/" + url.PathEscape(m.ID)
		doc, res := p.get(t, path)
		body := text(doc)
		if res.StatusCode != http.StatusOK || strings.Contains(body, m.Said.Text) {
			t.Errorf("%s: status %d, or it is given away", path, res.StatusCode)
		}
		for _, a := range all(doc, "a", "") {
			if strings.Contains(attr(a, "href"), "/conversations/"+m.Said.Conversation) {
				t.Errorf("%s leads to what was said next", path)
			}
		}
	}
}

func TestPracticeFormsAndAddresses(t *testing.T) {
	p := sampled(t)
	read, gym := p.practised(t, "read"), p.practised(t, "pushback")
	walk := p.first(t, study+"/practice/walk", study+"/practice/walk/")
	for path, want := range map[string]int{
		study + "/practice/read/nobody:1:2": 404, study + "/practice/answer/nobody:1:2": 404, study + "/practice/pushback/nobody:1": 404,
		study + "/practice/walk/nobody": 404, read + "?mine=99999": 404, gym + "?said=99999": 404, gym + "?said=x": 200, walk + "?past=-4": 200, walk + "?past=9999": 200,
		study + "/practice/pushback?kind=none": 200, study + "/practice/read?family=none": 200, "/s/nobody/practice": 404, study + "/practice/pushback?persona=nobody": 200,
	} {
		if _, res := p.get(t, path); res.StatusCode != want {
			t.Errorf("%s: status %d, want %d", path, res.StatusCode, want)
		}
	}
	for _, c := range []struct {
		path string
		form url.Values
		want int
	}{
		{p.practised(t, "answer"), url.Values{"answer": {" "}}, 422}, {read, url.Values{"act": {"explode"}}, 422}, {read, url.Values{"act": {"contest"}, "attempt": {"99999"}}, 404},
		{gym, url.Values{"answer": {""}}, 422}, {walk, url.Values{"stop": {"0"}, "would": {"x"}}, 422}, {walk, url.Values{"stop": {"x"}, "would": {"x"}}, 422},
		{study + "/practice", url.Values{"work": {"law"}}, 422}, {study + "/practice", url.Values{"voice": {"Nobody"}}, 404},
		{read, url.Values{"think": {strings.Repeat("x", 5000)}}, 413},
	} {
		res, err := p.client().PostForm(p.srv.URL+c.path, c.form)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != c.want {
			t.Errorf("%s with %.60v: status %d, want %d", c.path, c.form, res.StatusCode, c.want)
		}
	}
}

// TestNothingToPractise teaches how to get there.
func TestNothingToPractise(t *testing.T) {
	p := brought(t, map[string]string{"one.txt": talk})
	for _, path := range []string{"/s/talks/practice", "/s/talks/practice/read", "/s/talks/practice/pushback", "/s/talks/practice/walk"} {
		doc, res := p.get(t, path)
		if res.StatusCode != http.StatusOK || len(all(doc, "a", "btn")) == 0 || attr(all(doc, "a", "btn")[0], "href") != "/s/talks/people" {
			t.Errorf("%s: status %d, and no way to ask for consent", path, res.StatusCode)
		}
	}
}

// TestStoryOfPractice reads a moment, answers one twice, shares it, rehearses
// an objection and walks in somebody's shoes, on a phone and at a desk.
func TestStoryOfPractice(t *testing.T) {
	p := sampled(t)
	for _, size := range sizes {
		t.Run(size.name, func(t *testing.T) {
			ctx := tab(t)
			do(t, ctx, chromedp.EmulateViewport(size.width, size.height))
			dress(t, ctx, p, "en", "light")
			press := func(selector string) {
				t.Helper()
				ask[bool](t, ctx, `document.querySelector(`+"`"+selector+"`"+`).click(); true`)
			}
			do(t, ctx, chromedp.Navigate(p.srv.URL+study+"/practice"))
			press(".plan .first a, .doors a")
			until(t, ctx, `!location.pathname.endsWith("/practice") && document.querySelector("h1")`)

			do(t, ctx, chromedp.Navigate(p.srv.URL+study+"/practice/read?in=en"))
			until(t, ctx, `document.querySelector(".guess .feels input")`)
			press(".feels input")
			ask[bool](t, ctx, `document.querySelector("#think").value = "Nobody helped me with it."; document.querySelector(".guess").requestSubmit(); true`)
			until(t, ctx, `document.querySelectorAll(".items li").length >= 2 && document.querySelector("#said .cu")`)
			press(`button[value="contest"]`)
			until(t, ctx, `document.querySelector('button[value="uncontest"]')`)
			press(`a.btn.quiet[href*="/answer/"]`)
			until(t, ctx, `location.pathname.includes("/practice/answer/") && document.querySelector("#answer")`)
			for i, answer := range []string{"I understand, but these things happen.", "You were left alone with it and it hurt. I will call you tomorrow at nine."} {
				ask[bool](t, ctx, `document.querySelector("#answer").value = "`+answer+`"; document.querySelector("form.guess").requestSubmit(); true`)
				until(t, ctx, `document.querySelectorAll(".moment .three").length >= 1 && document.querySelectorAll(".tries li").length % 2 === `+[]string{"1", "0"}[i])
			}
			press(`button[value="share"]`)
			until(t, ctx, `document.querySelector('button[value="unshare"]')`)

			do(t, ctx, chromedp.Navigate(p.srv.URL+study+"/practice/pushback?in=en&timed=1"))
			until(t, ctx, `document.querySelector("[data-clock]") && document.querySelector("#answer")`)
			ask[bool](t, ctx, `document.querySelector("#answer").value = "You had nothing to work with since June, and we said it would be ready. What do you need first?"; document.querySelector("form.guess").requestSubmit(); true`)
			until(t, ctx, `document.querySelector(".mine .three") && document.querySelector("#now")`)
			if real := ask[bool](t, ctx, `!!document.querySelector("#now .stopped") || !!document.querySelector('.real a[href*="/conversations/"]')`); !real {
				t.Error("the customer's next line does not say where it was said")
			}

			do(t, ctx, chromedp.Navigate(p.srv.URL+study+"/practice/walk"))
			press(".rows a.open")
			until(t, ctx, `document.querySelector("form.stop")`)
			before := ask[int](t, ctx, `document.querySelectorAll(".step").length`)
			ask[bool](t, ctx, `document.querySelector("#would").value = "I would ring before I write."; document.querySelector("form.stop").requestSubmit(); true`)
			until(t, ctx, `document.querySelectorAll(".step").length > `+strconv.Itoa(before)+` && document.querySelector(".past")?.textContent.includes("ring before")`)

			do(t, ctx, chromedp.Navigate(p.srv.URL+study+"/practice"))
			until(t, ctx, `document.querySelectorAll(".skills li").length >= 4`)
			if wide := ask[int](t, ctx, `document.documentElement.scrollWidth`); int64(wide) > size.width {
				t.Errorf("%d wide", wide)
			}
			for _, w := range browsing.complaints() {
				t.Errorf("console: %s", w)
			}
		})
	}
}

// TestPracticeIsOnesOwn: what somebody practised is opened, contested and
// shared by nobody else who is signed in, and no page of theirs tells of it.
func TestPracticeIsOnesOwn(t *testing.T) {
	told := strings.Repeat("The scanners went dark on the first night and nobody at your desk could say who would call us back. ", 2)
	p := empty(t)
	files := app.Received{{Name: "ines.txt", Data: []byte("Interviewer: What happened?\n\nInes Prado: " + told + "I was very frustrated by it.\n\nInterviewer: I am sorry.\n")}}
	_, err := p.app.Import(t.Context(), app.ImportRequest{Paths: []string{"upload"}, Files: files, Defaults: app.Defaults{Study: "Talks", Consent: heed.Consent{Training: heed.Yes}}})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.app.PendingStudies(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	tokens := map[string]*http.Cookie{}
	for _, name := range []string{"priya", "craig"} {
		if err := p.app.SetPassword(t.Context(), name, "four words and a horse"); err != nil {
			t.Fatal(err)
		}
		res, err := p.client().PostForm(p.srv.URL+"/sign-in", url.Values{"name": {name}, "password": {"four words and a horse"}, "back": {"/"}})
		if err != nil || len(res.Cookies()) != 1 {
			t.Fatalf("%s cannot sign in: %v", name, err)
		}
		res.Body.Close()
		tokens[name] = res.Cookies()[0]
	}
	as := func(name, method, path string, form url.Values) (string, *http.Response) {
		t.Helper()
		req, err := http.NewRequestWithContext(t.Context(), method, p.srv.URL+path, strings.NewReader(form.Encode()))
		if err != nil {
			t.Fatal(err)
		}
		req.AddCookie(tokens[name])
		if form != nil {
			req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		}
		res, err := p.client().Do(req)
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
	list, err := p.app.Moments(t.Context(), "talks", app.PracticeOptions{})
	if err != nil || len(list) != 1 {
		t.Fatalf("%d moments, %v", len(list), err)
	}
	const mine = "a secret thought about scanners"
	read := "/s/talks/practice/read/" + url.PathEscape(list[0].ID)
	_, res := as("priya", http.MethodPost, read, url.Values{"feel": {"frustration"}, "think": {mine}})
	to := res.Header.Get("Location")
	if res.StatusCode != http.StatusSeeOther || !strings.Contains(to, "mine=") {
		t.Fatalf("answered: %s to %q", res.Status, to)
	}
	if body, res := as("priya", http.MethodGet, to, nil); res.StatusCode != http.StatusOK || !strings.Contains(body, mine) {
		t.Errorf("her own answer: %s", res.Status)
	}
	if body, res := as("craig", http.MethodGet, to, nil); res.StatusCode != http.StatusNotFound || strings.Contains(body, mine) {
		t.Errorf("somebody else opens it: %s", res.Status)
	}
	at, err := url.Parse(to)
	if err != nil {
		t.Fatal(err)
	}
	for _, act := range []string{"contest", "share"} {
		if _, res := as("craig", http.MethodPost, read, url.Values{"act": {act}, "attempt": {at.Query().Get("mine")}}); res.StatusCode != http.StatusNotFound {
			t.Errorf("somebody else can %s it: %s", act, res.Status)
		}
	}
	for _, path := range []string{"/s/talks/practice", read, "/s/talks/practice/answer/" + url.PathEscape(list[0].ID), "/s/talks/practice?account=priya", "/s/talks/practice?who=priya"} {
		if body, res := as("craig", http.MethodGet, path, nil); res.StatusCode != http.StatusOK || strings.Contains(body, mine) || strings.Contains(body, "1 answer") {
			t.Errorf("%s tells of it: %s", path, res.Status)
		}
	}
	if body, _ := as("priya", http.MethodGet, "/s/talks/practice", nil); !strings.Contains(body, "1 answer") {
		t.Error("her own page does not count her answer")
	}
}
