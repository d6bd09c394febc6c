package web_test

import (
	"context"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestStoryOfTwoTabs: what is done in one tab shows in the other, which nobody
// touches: a claim accepted, an item carried, a theme renamed.
func TestStoryOfTwoTabs(t *testing.T) {
	here := tab(t)
	p := sampled(t)
	there, stop := chromedp.NewContext(browsing.ctx)
	t.Cleanup(stop)
	for _, ctx := range []context.Context{here, there} {
		do(t, ctx, chromedp.EmulateViewport(1280, 1600))
	}
	dress(t, here, p, "en", "light")
	both := func(path string) {
		t.Helper()
		for _, ctx := range []context.Context{here, there} {
			do(t, ctx, chromedp.Navigate(p.srv.URL+path))
			// a tab behind another draws as one in front of it does
			ask[bool](t, ctx, `Object.defineProperty(document, "hidden", {get: () => false}); document.dispatchEvent(new Event("visibilitychange")); true`)
		}
		ask[bool](t, there, `window.untouched = true`)
	}
	shows := func(js string) {
		t.Helper()
		until(t, here, js)
		until(t, there, js)
		if !ask[bool](t, there, `window.untouched === true`) {
			t.Error("the other tab was loaded anew")
		}
	}

	both(p.mapOf(t))
	ask[bool](t, here, `document.querySelector(".drawing a.i").click(); true`)
	until(t, here, `document.querySelector('#ev [data-key="a"]')`)
	stamp := ask[string](t, there, `document.querySelector("main").dataset.stamp`)
	ask[bool](t, here, `document.querySelector('#ev [data-key="a"]').click(); true`)
	shows(`document.querySelector("main").dataset.stamp !== "` + stamp + `"`)
	ask[bool](t, here, `document.querySelector("#undo").requestSubmit(); true`)
	until(t, here, `document.querySelector(".notice")?.textContent.includes("Undone")`)

	both(p.mapOf(t))
	href := ask[string](t, here, `document.querySelector(".cell.pa a.i").getAttribute("href")`)
	carry(t, here, mouse, `document.querySelector(".cell.pa a.i")`, `document.querySelector(".cell.ga")`)
	shows(`document.querySelector('.cell.ga a[href="` + href + `"]') && !document.querySelector('.cell.pa a[href="` + href + `"]')`)
	ask[bool](t, here, `document.querySelector("#undo").requestSubmit(); true`)
	shows(`document.querySelector('.cell.pa a[href="` + href + `"]')`)

	theme := p.first(t, study+"/themes", study+"/themes/")
	both(study + "/themes")
	do(t, here, chromedp.Navigate(p.srv.URL+theme))
	ask[bool](t, here, `const f = document.querySelector('input[name="name"]').form; f.name.value = "Who stands in the yard"; f.requestSubmit(f.querySelector('[value="name"]')); true`)
	until(t, here, `document.querySelector(".notice") && document.querySelector("h1").textContent === "Who stands in the yard"`)
	until(t, there, `[...document.querySelectorAll(".themes b")].some(b => b.textContent === "Who stands in the yard")`)
	ask[bool](t, here, `document.querySelector("#undo").requestSubmit(); true`)
	until(t, here, `document.querySelector(".notice")?.textContent.includes("Undone")`)
	until(t, there, `![...document.querySelectorAll(".themes b")].some(b => b.textContent === "Who stands in the yard")`)
}
