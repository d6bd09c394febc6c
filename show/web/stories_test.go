package web_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestStoryOfAMap: open an item, accept it, take that back, move another with
// m and a letter, take that back, add an assumption and take it back.
func TestStoryOfAMap(t *testing.T) {
	p := sampled(t)
	for _, size := range sizes {
		t.Run(size.name, func(t *testing.T) {
			ctx := tab(t)
			do(t, ctx, chromedp.EmulateViewport(size.width, size.height))
			dress(t, ctx, p, "en", "light")
			do(t, ctx, chromedp.Navigate(p.srv.URL+p.mapOf(t)))
			ask[bool](t, ctx, `document.querySelector(".drawing a.i").click(); true`)
			until(t, ctx, `document.querySelector("#ev .opened")`)
			if !strings.Contains(ask[string](t, ctx, `location.search`), "open=") {
				t.Error("an opened claim has no address")
			}
			ask[bool](t, ctx, `document.querySelector('#ev [data-key="a"]').click(); true`)
			until(t, ctx, `document.querySelector(".notice") && document.querySelector("#undo")`)
			ask[bool](t, ctx, `document.querySelector("#undo").requestSubmit(); true`)
			until(t, ctx, `document.querySelector(".notice")?.textContent.includes("Undone")`)

			before := ask[string](t, ctx, `document.querySelector(".cell.pa a.i").getAttribute("href")`)
			ask[bool](t, ctx, `document.querySelector(".cell.pa a.i").focus(); document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: "m", bubbles: true})); true`)
			until(t, ctx, `document.querySelector("dialog.letters[open]")`)
			ask[bool](t, ctx, `document.querySelector("dialog.letters").dispatchEvent(new KeyboardEvent("keydown", {key: "g", bubbles: true})); true`)
			until(t, ctx, `document.querySelector(".notice")?.textContent.includes("Moved")`)
			if at := ask[bool](t, ctx, `!!document.querySelector('.cell.ga a[href="`+before+`"]') && !document.querySelector('.cell.pa a[href="`+before+`"]')`); !at {
				t.Error("the item is not where it was moved to")
			}
			ask[bool](t, ctx, `document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "z", bubbles: true})); true`)
			until(t, ctx, `document.querySelector('.cell.pa a[href="`+before+`"]')`)

			ask[bool](t, ctx, `const f = document.querySelector(".addone form"); f.words.value = "A dashboard of migration progress"; f.cell.value = "gains"; f.requestSubmit(); true`)
			until(t, ctx, `[...document.querySelectorAll(".cell.ga .assumed")].some(e => e.textContent.includes("dashboard"))`)
			ask[bool](t, ctx, `document.querySelector("#undo").requestSubmit(); true`)
			until(t, ctx, `![...document.querySelectorAll(".assumed")].some(e => e.textContent.includes("dashboard"))`)
			for _, w := range browsing.complaints() {
				t.Errorf("console: %s", w)
			}
		})
	}
}

// TestStoryOfADrag moves an item with the mouse.
func TestStoryOfADrag(t *testing.T) {
	ctx := tab(t)
	p := sampled(t)
	do(t, ctx, chromedp.EmulateViewport(1280, 1600))
	dress(t, ctx, p, "en", "light")
	do(t, ctx, chromedp.Navigate(p.srv.URL+p.mapOf(t)))
	href := ask[string](t, ctx, `document.querySelector(".cell.pa a.i").getAttribute("href")`)
	carry(t, ctx, mouse, `document.querySelector(".cell.pa a.i")`, `document.querySelector(".cell.ga")`)
	until(t, ctx, `document.querySelector('.cell.ga a[href="`+href+`"]')`)
	ask[bool](t, ctx, `document.querySelector("#undo").requestSubmit(); true`)
	until(t, ctx, `document.querySelector('.cell.pa a[href="`+href+`"]')`)
}

// TestStoryOfAWorkspace: bring in by pasting, read, search, switch language,
// listen, write a reply.
func TestStoryOfAWorkspace(t *testing.T) {
	for _, size := range sizes {
		t.Run(size.name, func(t *testing.T) {
			ctx := tab(t)
			p := empty(t)
			do(t, ctx, chromedp.EmulateViewport(size.width, size.height))
			dress(t, ctx, p, "en", "light")
			do(t, ctx, chromedp.Navigate(p.srv.URL+"/bring"))
			ask[bool](t, ctx, `document.querySelector("textarea[name=text]").value = `+"`"+talk+"`"+`; document.querySelector("input[name=study]").value = "Moves"; document.querySelector('.drop button[value="in"]').click(); true`)
			until(t, ctx, `document.querySelector('.came a.btn[href="/s/moves"]')`)
			do(t, ctx, chromedp.Navigate(p.srv.URL+"/s/moves/conversations"))
			ask[bool](t, ctx, `document.querySelector(".rows a.open").click(); true`)
			until(t, ctx, `document.querySelector(".cu")?.textContent.includes("payroll")`)
			do(t, ctx, chromedp.Navigate(p.srv.URL+"/search"))
			ask[bool](t, ctx, `const q = document.querySelector("#q"); q.value = "payr"; q.dispatchEvent(new Event("input", {bubbles: true})); true`)
			until(t, ctx, `document.querySelector("#hits mark")?.textContent.includes("payroll")`)

			do(t, ctx, chromedp.Navigate(p.srv.URL+"/s/moves/listening"))
			ask[bool](t, ctx, `document.querySelector(".calls a.open").click(); true`)
			until(t, ctx, `document.querySelectorAll(".habit").length === 5`)

			do(t, ctx, chromedp.Navigate(p.srv.URL+"/s/moves/reply"))
			ask[bool](t, ctx, `const c = document.querySelector("#customer"), d = document.querySelector("#draft"); c.value = "This is the third date you gave us. I am worried about payroll."; d.value = "I completely understand, but our policy is that dates are estimates."; d.dispatchEvent(new Event("input", {bubbles: true})); true`)
			until(t, ctx, `document.querySelector("#mirror .wave") && document.querySelector(".harms li")`)
			ask[bool](t, ctx, `document.querySelector("[data-use]").click(); true`)
			until(t, ctx, `document.querySelector("#draft").value.length > 20 && !document.querySelector("#draft").value.includes("policy")`)

			if size.name == "phone" {
				ask[bool](t, ctx, `document.querySelector(".menu").click(); true`)
				until(t, ctx, `document.querySelector('.narrow button[value="es"]').offsetParent`)
				ask[bool](t, ctx, `document.querySelector('.narrow button[value="es"]').click(); true`)
			} else {
				ask[bool](t, ctx, `document.querySelector('.lang button[value="es"]').click(); true`)
			}
			until(t, ctx, `document.documentElement.lang === "es" && document.querySelector("h1")`)
			for _, w := range browsing.complaints() {
				t.Errorf("console: %s", w)
			}
		})
	}
}
