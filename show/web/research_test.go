package web_test

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/chromedp/chromedp"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// send posts a form as somebody and returns where it leads.
func (p *place) send(t testing.TB, by, path string, form url.Values) (to string, status int) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, p.srv.URL+path, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.AddCookie(&http.Cookie{Name: "coder", Value: url.QueryEscape(by)})
	res, err := p.client().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	return res.Header.Get("Location"), res.StatusCode
}

// interviewed is a workspace with two people, and the address of the
// conversation with Marta.
func interviewed(t *testing.T) (p *place, talk string) {
	p = brought(t, map[string]string{
		"onboarding.txt": "Interviewer: How was the move for you?\n\nMarta Voss: I was afraid that payroll would fail on Friday. My boss asked every day 👋 whether it was done.\n\nInterviewer: What did you do?\n\nMarta Voss: I printed every open invoice, because I did not trust the numbers.\n",
		"switching.txt":  "Interviewer: Tell me about the week you switched.\n\nRob Tunstall: Nobody could tell me who owned the problem. It was very frustrating.\n",
	})
	rows, _, err := p.app.Conversations(t.Context(), app.Filter{Study: "talks"})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if row.Turns == 4 {
			talk = "/s/talks/conversations/" + row.ID
		}
	}
	return p, talk
}

func said(doc *html.Node, words string) bool { return strings.Contains(text(doc), words) }

func TestTurnWithoutScript(t *testing.T) {
	p, talk := interviewed(t)
	turn := talk + "/turns/2"
	back := func(to string, status int) *html.Node {
		t.Helper()
		if status != http.StatusSeeOther {
			t.Fatalf("status %d", status)
		}
		doc, res := p.get(t, to)
		if res.StatusCode != http.StatusOK {
			t.Fatalf("%s: status %d", to, res.StatusCode)
		}
		return doc
	}
	undo := func(doc *html.Node) *html.Node {
		t.Helper()
		for _, in := range all(doc, "input", "") {
			if attr(in, "name") == "entry" || attr(in, "name") == "decision" {
				return back(p.send(t, "Ana", "/s/talks/undo", url.Values{attr(in, "name"): {attr(in, "value")}, "back": {turn}}))
			}
		}
		t.Fatal("nothing to take back")
		return nil
	}
	doc, _ := p.get(t, turn)
	spans := []string{}
	for _, in := range all(doc, "input", "") {
		if attr(in, "name") == "span" {
			spans = append(spans, attr(in, "value"))
		}
	}
	if len(spans) < 3 {
		t.Fatalf("sentences to choose from: %q", spans)
	}
	doc = back(p.send(t, "Ana", turn, url.Values{"act": {"code"}, "span": {spans[0]}, "name": {"Worry"}}))
	if n := len(all(doc, "svg", "cm")); n != 1 || !said(doc, "Ana") {
		t.Errorf("%d codes on the turn", n)
	}
	if doc = undo(doc); len(all(doc, "svg", "cm")) != 0 {
		t.Error("the code is still there")
	}
	// selected in the browser: counted in UTF-16, where the hand takes two units
	doc = back(p.send(t, "Ana", turn, url.Values{"act": {"code"}, "from": {"56"}, "to": {"85"}, "name": {"Worry"}}))
	found := false
	for _, q := range all(doc, "p", "q") {
		found = found || text(q) == "asked every day 👋 whether it"
	}
	if !found {
		t.Errorf("the coded words: %s", text(all(doc, "ul", "coded")[0]))
	}
	doc = back(p.send(t, "Ana", turn, url.Values{"act": {"memo"}, "memo": {"She waits <b>long</b>."}}))
	if !said(doc, "She waits <b>long</b>.") {
		t.Error("the memo is not there, or not as it was written")
	}
	claim := ""
	for _, o := range all(doc, "option", "") {
		if v := attr(o, "value"); claim == "" && strings.HasPrefix(v, "c-") {
			claim = v
		}
	}
	if claim != "" {
		doc = back(p.send(t, "Ana", turn, url.Values{"act": {"evidence"}, "span": {spans[1]}, "stance": {"contradicts"}, "claim": {claim}}))
		undo(doc)
	}
	doc = back(p.send(t, "Ana", turn, url.Values{"act": {"text"}, "revision": {"0"}, "text": {"I was afraid that payroll would fail on Monday."}}))
	if !said(doc, "Monday") || !said(doc, "corrected by Ana") || !said(doc, "text was corrected since") {
		t.Error("the correction does not show, or its history")
	}
	undo(doc)
	doc = back(p.send(t, "Ana", turn, url.Values{"act": {"voice"}, "speaker": {"Interviewer"}, "role": {"researcher"}}))
	if len(all(doc, "p", "cu")) != 0 {
		t.Error("the turn is still a customer's")
	}
	if doc = undo(doc); len(all(doc, "p", "cu")) != 1 {
		t.Error("the turn is not a customer's again")
	}
	for name, bad := range map[string]url.Values{
		"nothing": {"act": {"dance"}}, "no words": {"act": {"code"}, "from": {"5"}, "to": {"5"}, "name": {"x"}},
		"no code": {"act": {"code"}, "span": {spans[0]}}, "empty": {"act": {"memo"}, "memo": {" "}},
	} {
		if _, status := p.send(t, "Ana", turn, bad); status < 400 || status >= 500 {
			t.Errorf("%s: status %d", name, status)
		}
	}
}

func TestCodebookPages(t *testing.T) {
	p, talk := interviewed(t)
	book := "/s/talks/codes"
	p.send(t, "Ana", book, url.Values{"act": {"save"}, "name": {"Worry <i>"}, "definition": {"What may go wrong"}})
	p.send(t, "Ana", book, url.Values{"act": {"save"}, "name": {"Payroll"}, "parent": {"talks-code-1"}})
	for by, turns := range map[string][]string{"Ana": {"2", "4"}, "Ben": {"2"}} {
		for _, n := range turns {
			if _, status := p.send(t, by, talk+"/turns/"+n, url.Values{"act": {"code"}, "code": {"talks-code-1"}}); status != http.StatusSeeOther {
				t.Fatalf("status %d", status)
			}
		}
	}
	doc, _ := p.get(t, book)
	if rows := all(all(doc, "ul", "codes")[0], "li", ""); len(rows) != 2 || !strings.Contains(text(rows[0]), "Worry <i>") || attr(rows[1], "class") != "d1" {
		t.Errorf("the tree: %s", text(doc))
	}
	doc, _ = p.get(t, book+"/talks-code-1")
	if n := len(all(all(doc, "ul", "coded")[0], "li", "")); n != 3 {
		t.Errorf("%d quotations", n)
	}
	doc, _ = p.get(t, book+"/agreement")
	if rows := all(doc, "ul", "agree"); len(rows) != 1 || len(all(doc, "div", "differ")) == 0 {
		t.Errorf("agreement: %s", text(doc))
	}
	p.send(t, "Ana", book, url.Values{"act": {"blind"}})
	doc, _ = p.get(t, book+"/agreement")
	if !said(doc, "Coding is blind") || len(all(doc, "div", "differ")) != 0 {
		t.Error("blind coding is compared")
	}
	doc, _ = p.get(t, talk) // by nobody by name
	if len(all(all(doc, "article", "")[0], "svg", "cm")) != 0 {
		t.Error("blind codes are seen")
	}
	p.send(t, "Ana", book, url.Values{"act": {"open"}})
	to, _ := p.send(t, "Ana", book+"/talks-code-1", url.Values{"act": {"merge"}, "into": {"talks-code-2"}})
	doc, _ = p.get(t, to)
	if n := len(all(all(doc, "ul", "coded")[0], "li", "")); n != 3 {
		t.Errorf("%d quotations after merging", n)
	}
	if _, res := p.get(t, book+"/talks-code-1"); res.StatusCode != http.StatusNotFound {
		t.Errorf("the merged code: status %d", res.StatusCode)
	}
	if to, _ = p.send(t, "Ana", book+"/talks-code-2", url.Values{"act": {"delete"}}); !strings.Contains(to, "entry=") {
		t.Errorf("a deleted code leads to %s", to)
	}
}

// TestRefusedWordsAreNotShown: somebody who refuses to be quoted inside stands
// in the transcript without words, and in no file.
func TestRefusedWordsAreNotShown(t *testing.T) {
	p, talk := interviewed(t)
	p.send(t, "Ana", talk+"/turns/2", url.Values{"act": {"code"}, "name": {"Worry"}})
	person := ""
	doc, _ := p.get(t, "/s/talks/people")
	for _, a := range all(doc, "a", "open") {
		page, _ := p.get(t, attr(a, "href"))
		if said(page, "payroll") {
			person = attr(a, "href")
		}
	}
	if person == "" {
		t.Fatal("nobody speaks of payroll")
	}
	id := person[strings.LastIndex(person, "/")+1:]
	if err := p.app.ChangeParticipant(t.Context(), id, app.ParticipantChange{Consent: heed.Consent{QuoteInside: heed.No}}); err != nil {
		t.Fatal(err)
	}
	doc, _ = p.get(t, talk)
	if said(doc, "payroll") || said(doc, "invoice") || !said(doc, "does not want to be quoted") || !said(doc, "What did you do?") {
		t.Errorf("the transcript: %s", text(all(doc, "article", "")[0]))
	}
	conversation := talk[strings.LastIndex(talk, "/")+1:]
	for _, page := range []string{
		talk + "/turns/2", "/s/talks/codes/talks-code-1", "/s/talks/ledger", "/s/talks/themes", person, "/search?q=payroll",
		"/s/talks/export/conversation?format=csv&id=" + conversation, "/s/talks/export/codings?format=json", "/s/talks/export/participant?format=md&id=" + id,
		"/s/talks/export/quotations?format=csv", "/s/talks/export/codes?format=qdc",
	} {
		res, err := p.client().Get(p.srv.URL + page)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(res.Body)
		if err != nil || res.Body.Close() != nil {
			t.Fatal(err)
		}
		if res.StatusCode != http.StatusOK || bytes.Contains(body, []byte("would fail")) || bytes.Contains(body, []byte("every open invoice")) {
			t.Errorf("%s: status %d, or it shows the words", page, res.StatusCode)
		}
	}
	if _, status := p.send(t, "Ana", talk+"/turns/2", url.Values{"act": {"code"}, "name": {"More"}}); status != http.StatusForbidden {
		t.Errorf("coded: status %d", status)
	}
}

// TestEveryExport follows every link to a file that the pages hold.
func TestEveryExport(t *testing.T) {
	p, talk := interviewed(t)
	p.send(t, "Ana", talk+"/turns/2", url.Values{"act": {"code"}, "name": {"Worry"}})
	p.send(t, "Ana", talk+"/turns/2", url.Values{"act": {"memo"}, "memo": {"Ask again"}})
	starts := map[string]string{"svg": "<svg", "png": "\x89PNG", "pdf": "%PDF", "pptx": "PK", "xlsx": "PK", "docx": "PK", "qdpx": "PK", "json": "[", "html": "<!doctype html>", "md": "#", "qdc": "<?xml"}
	seen := map[string]bool{}
	for _, page := range []string{
		p.first(t, "/s/talks/personas", "/s/talks/personas/"), p.first(t, "/s/talks/personas", "/s/talks/personas/") + "?lang=es",
		"/s/talks/ledger", "/s/talks/themes", talk, p.first(t, "/s/talks/people", "/s/talks/people/"), "/s/talks/codes", "/s/talks/memos",
		strings.Replace(p.first(t, "/s/talks/personas", "/s/talks/personas/"), "/personas/", "/maps/", 1) + "?form=canvas",
	} {
		doc, _ := p.get(t, page)
		links := 0
		for _, a := range all(doc, "a", "") {
			href := attr(a, "href")
			if !strings.Contains(href, "/export/") {
				continue
			}
			links++
			if seen[href] {
				continue
			}
			seen[href] = true
			res, err := p.client().Get(p.srv.URL + href)
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(res.Body)
			if err != nil || res.Body.Close() != nil {
				t.Fatal(err)
			}
			u, _ := url.Parse(href)
			format := u.Query().Get("format")
			if res.StatusCode != http.StatusOK || len(body) < 20 || !bytes.HasPrefix(body, []byte(starts[format])) || !strings.HasPrefix(res.Header.Get("Content-Disposition"), "attachment") {
				t.Errorf("%s: status %d, %d bytes, begins %.30q", href, res.StatusCode, len(body), body)
			}
		}
		if links < 3 {
			t.Errorf("%s offers %d files", page, links)
		}
	}
	group := sampled(t)
	doc, _ := group.get(t, study+"/buying/org-brackley-foods")
	for _, format := range []string{"svg", "json"} {
		href := ""
		for _, a := range all(doc, "a", "") {
			if h := attr(a, "href"); strings.Contains(h, "/export/buying?") && strings.Contains(h, "format="+format) && !strings.Contains(h, "poster") {
				href = h
			}
		}
		res, err := group.client().Get(group.srv.URL + href)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(res.Body)
		if err != nil || res.Body.Close() != nil {
			t.Fatal(err)
		}
		if href == "" || !bytes.Contains(body, []byte("Brackley")) {
			t.Errorf("the buying group leaves as %q: %d bytes that do not name it", href, len(body))
		}
	}
	if _, res := p.get(t, "/s/talks/export/persona?format=xlsx"); res.StatusCode != http.StatusUnsupportedMediaType {
		t.Errorf("a persona as a sheet: status %d", res.StatusCode)
	}
	if _, res := p.get(t, "/s/talks/export/moon"); res.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("the moon: status %d", res.StatusCode)
	}
}

func TestChecks(t *testing.T) {
	p, _ := interviewed(t)
	for what, want := range map[string]string{"text": "of 100", "guide": "open"} {
		form := url.Values{"what": {what}, "text": {"Don't you love our seamless payroll synergy?\nWhat happened on the Friday?"}}
		res, err := p.client().PostForm(p.srv.URL+"/s/talks/checks", form)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := html.Parse(res.Body)
		if err != nil || res.Body.Close() != nil {
			t.Fatal(err)
		}
		if res.StatusCode != http.StatusOK || !said(doc, want) || len(all(doc, "span", "wave")) == 0 {
			t.Errorf("%s: status %d, %s", what, res.StatusCode, text(all(doc, "main", "")[0]))
		}
	}
}

// TestStoryOfACode: select words and code them, take that back, code a turn by
// keyboard alone, and go on to make evidence of it.
func TestStoryOfACode(t *testing.T) {
	p, talk := interviewed(t)
	for _, size := range sizes {
		t.Run(size.name, func(t *testing.T) {
			ctx := tab(t)
			do(t, ctx, chromedp.EmulateViewport(size.width, size.height))
			dress(t, ctx, p, "en", "light")
			do(t, ctx, chromedp.Navigate(p.srv.URL+talk))
			ask[bool](t, ctx, `(() => { const p = document.querySelector("#t2 p.wd"), w = document.createTreeWalker(p, NodeFilter.SHOW_TEXT), r = document.createRange();
				let n; while (n = w.nextNode()) { const i = n.data.indexOf("payroll would fail"); if (i >= 0) { r.setStart(n, i); r.setEnd(n, i + 18); } }
				getSelection().removeAllRanges(); getSelection().addRange(r); p.dispatchEvent(new MouseEvent("mouseup", {bubbles: true})); return true; })()`)
			until(t, ctx, `document.querySelector("#t2 .pop .chosen")?.textContent === "payroll would fail"`)
			name := "Worry on a " + size.name
			ask[bool](t, ctx, `const i = document.querySelector(".pop input"); i.value = "`+name+`"; i.dispatchEvent(new Event("input", {bubbles: true})); i.form.requestSubmit(); true`)
			until(t, ctx, `[...document.querySelectorAll("#t2 .cd")].some(e => e.textContent.includes("`+name+`") && e.title === "payroll would fail") && document.querySelector("#undo")`)
			for _, f := range faults(t, ctx) {
				t.Errorf("%s (%s): %s", f.ID, f.Impact, strings.Join(f.Nodes, " | "))
			}
			ask[bool](t, ctx, `document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "z", bubbles: true})); true`)
			until(t, ctx, `document.querySelector(".notice")?.textContent.includes("Undone") && !document.querySelector("#t2 .cd")`)

			press := func(key string) {
				ask[bool](t, ctx, `document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: "`+key+`", bubbles: true, cancelable: true})); true`)
			}
			press("j")
			press("j")
			press("c")
			until(t, ctx, `document.querySelector("#t2 .pop input") === document.activeElement`)
			if n := ask[int](t, ctx, `document.querySelectorAll(".pop .parts button").length`); n < 3 {
				t.Errorf("%d pieces of the turn to choose by keyboard", n)
			}
			for _, f := range faults(t, ctx) {
				t.Errorf("the list of codes: %s (%s): %s", f.ID, f.Impact, strings.Join(f.Nodes, " | "))
			}
			if wide := ask[int](t, ctx, `document.documentElement.scrollWidth`); int64(wide) > size.width {
				t.Errorf("the page is %d wide with the list of codes: %s", wide, ask[string](t, ctx, `[...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.tagName + "." + e.className).slice(0, 8).join(" ")`))
			}
			ask[bool](t, ctx, `document.querySelectorAll(".pop .parts button")[1].click(); true`)
			until(t, ctx, `document.querySelector(".pop .chosen").textContent.startsWith("I was afraid")`)
			press("Escape")
			until(t, ctx, `!document.querySelector(".pop") && document.activeElement.matches("#t2 .handle")`)
			press("c")
			until(t, ctx, `document.querySelector("#t2 .pop")`)
			ask[bool](t, ctx, `document.querySelectorAll(".pop .parts button")[1].click(); document.querySelector('.pop [data-to="evidence"]').click(); true`)
			until(t, ctx, `location.pathname.endsWith("/turns/2") && location.hash === "#evidence" && document.querySelector('#evidence input[name="span"]:checked').nextElementSibling.textContent.startsWith("I was afraid")`)
			ask[bool](t, ctx, `const f = document.querySelector("#evidence"); f.words.value = "Payroll is what they fear"; f.cell.value = "feels"; f.querySelector("button").click(); true`)
			until(t, ctx, `document.querySelector(".notice")?.textContent.includes("evidence")`)
			ask[bool](t, ctx, `document.querySelector("#undo").requestSubmit(); true`)
			until(t, ctx, `document.querySelector(".notice")?.textContent.includes("Undone")`)
			for _, w := range browsing.complaints() {
				t.Errorf("console: %s", w)
			}
		})
	}
}

func TestConversationsAreChosen(t *testing.T) {
	p := sampled(t)
	rows := func(query string) (list, near []*html.Node) {
		t.Helper()
		doc, res := p.get(t, study+"/conversations?"+query)
		if res.StatusCode != http.StatusOK {
			t.Fatalf("%s: status %d", query, res.StatusCode)
		}
		for i, ul := range all(doc, "ul", "rows") {
			if i == 0 {
				list = all(ul, "b", "")
			} else {
				near = all(ul, "b", "")
			}
		}
		return list, near
	}
	everything, _ := rows("")
	for _, query := range []string{"q=invoice", "kind=call", "organisation=Brackley+Foods", "stage=renew", "feeling=frustration", "after=2026-11-01", "before=2026-06-30"} {
		if list, _ := rows(query); len(list) == 0 || len(list) > len(everything) {
			t.Errorf("%s chooses %d", query, len(list))
		}
	}
	doc, _ := p.get(t, study+"/conversations?q=invoice")
	if len(all(doc, "mark", "")) == 0 {
		t.Error("what was found is not marked")
	}
	persona := ""
	for _, sel := range all(doc, "select", "") {
		if attr(sel, "name") == "persona" {
			persona = attr(all(sel, "option", "")[1], "value")
		}
	}
	if list, _ := rows("persona=" + url.QueryEscape(persona)); len(list) == 0 || persona == "" {
		t.Errorf("the persona %q chooses %d", persona, len(list))
	}
	if _, near := rows("q=afraid+of+being+blamed"); len(near) == 0 {
		t.Error("nothing is near in meaning")
	}
	if list, near := rows("q=zzzzz&kind=call"); len(list)+len(near) != 0 {
		t.Error("something was found that is not there")
	}
}

// TestStoryOfAJourney: move an item to another stage with m and a number and by
// dragging, and give the journey other stages; each can be taken back.
func TestStoryOfAJourney(t *testing.T) {
	p := sampled(t)
	ctx := tab(t)
	do(t, ctx, chromedp.EmulateViewport(1440, 1200))
	dress(t, ctx, p, "en", "light")
	do(t, ctx, chromedp.Navigate(p.srv.URL+study+"/journey"))
	at := func(href string) string {
		return `[...document.querySelectorAll('.lanerow .c')].filter(c => c.querySelector('a[href="` + href + `"]')).map(c => [...c.parentElement.querySelectorAll(":scope > .c")].indexOf(c)).join()`
	}
	href := ask[string](t, ctx, `[...document.querySelectorAll(".lanerow")][4].querySelectorAll(".c")[4].querySelector("a.i").getAttribute("href")`)
	was := ask[string](t, ctx, at(href))
	if was != "4" {
		t.Fatalf("the item stands at %q", was)
	}
	ask[bool](t, ctx, `const a = document.querySelector('.lanerow a[href="`+href+`"]'); a.focus(); a.dispatchEvent(new KeyboardEvent("keydown", {key: "m", bubbles: true, cancelable: true})); true`)
	until(t, ctx, `document.querySelectorAll("dialog.letters[open] button").length === 7`)
	ask[bool](t, ctx, `document.querySelector("dialog.letters").dispatchEvent(new KeyboardEvent("keydown", {key: "2", bubbles: true, cancelable: true})); true`)
	until(t, ctx, `document.querySelector(".notice") && `+at(href)+` === "1"`)
	ask[bool](t, ctx, `document.querySelector("#undo").requestSubmit(); true`)
	until(t, ctx, at(href)+` === "4"`)
	item := `document.querySelector('.lanerow a[href="` + href + `"]')`
	carry(t, ctx, mouse, item, item+`.closest(".lanerow").querySelectorAll(".c")[5]`)
	until(t, ctx, at(href)+` === "5"`)
	ask[bool](t, ctx, `document.querySelector("#undo").requestSubmit(); true`)
	until(t, ctx, at(href)+` === "4"`)

	do(t, ctx, chromedp.Navigate(p.srv.URL+study+"/journey/stages"))
	for _, f := range faults(t, ctx) {
		t.Errorf("%s (%s): %s", f.ID, f.Impact, strings.Join(f.Nodes, " | "))
	}
	ask[bool](t, ctx, `const f = document.querySelector(".stagelist"), li = f.querySelectorAll("li"); li[0].querySelector('[name="en"]').value = "Something is wrong"; li[7].querySelector('[name="en"]').value = "Leave"; f.requestSubmit(); true`)
	until(t, ctx, `location.pathname.endsWith("/journey") && document.querySelectorAll(".row.stages .st").length === 8 && document.querySelector(".row.stages .st b").textContent === "Something is wrong"`)
	ask[bool](t, ctx, `document.querySelector("#undo").requestSubmit(); true`)
	until(t, ctx, `document.querySelectorAll(".row.stages .st").length === 7 && document.querySelector(".row.stages .st b").textContent === "Problem"`)

	do(t, ctx, chromedp.Navigate(p.srv.URL+p.mapOf(t)))
	ask[bool](t, ctx, `const o = document.querySelector(".outcome form"); o.outcome.value = "Fridays that end at five"; o.requestSubmit(); true`)
	until(t, ctx, `document.querySelector(".notice") && document.querySelector(".pick").textContent.includes("Fridays that end at five")`)
	ask[bool](t, ctx, `document.querySelector("#undo").requestSubmit(); true`)
	until(t, ctx, `!document.querySelector(".pick").textContent.includes("Fridays that end at five")`)
	for _, w := range browsing.complaints() {
		t.Errorf("console: %s", w)
	}
}
