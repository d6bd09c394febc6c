package web_test

import (
	"context"
	"net/http"
	"net/url"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// hand is what carries things over a page.
type hand struct {
	down, move, up func(x, y float64) chromedp.Action[chromedp.Void]
	holds          bool // still, before it carries
}

var mouse = hand{
	down: func(x, y float64) chromedp.Action[chromedp.Void] {
		return chromedp.MouseEvent(input.DispatchMouseEventTypeMousePressed, x, y, chromedp.ButtonLeft, chromedp.ClickCount(1))
	},
	move: func(x, y float64) chromedp.Action[chromedp.Void] {
		return chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x, y, chromedp.ButtonLeft)
	},
	up: func(x, y float64) chromedp.Action[chromedp.Void] {
		return chromedp.MouseEvent(input.DispatchMouseEventTypeMouseReleased, x, y, chromedp.ButtonLeft, chromedp.ClickCount(1))
	},
}

var finger = hand{
	down:  touched(input.DispatchTouchEventTypeTouchStart),
	move:  touched(input.DispatchTouchEventTypeTouchMove),
	up:    touched(input.DispatchTouchEventTypeTouchEnd),
	holds: true,
}

func touched(kind input.DispatchTouchEventType) func(x, y float64) chromedp.Action[chromedp.Void] {
	return func(x, y float64) chromedp.Action[chromedp.Void] {
		return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
			p := input.DispatchTouchEventParams{Type: kind}
			if kind != input.DispatchTouchEventTypeTouchEnd {
				p.TouchPoints = []*input.TouchPoint{{X: x, Y: y}}
			}
			_, err := cdp.Call(ctx, t, input.DispatchTouchEvent, p)
			return err
		})
	}
}

type point struct{ X, Y float64 }

// middle is where an element stands on the screen.
func middle(t *testing.T, ctx context.Context, element string) point {
	t.Helper()
	return ask[point](t, ctx, `(() => { const r = (`+element+`).getBoundingClientRect(); return {X: r.x + r.width / 2, Y: r.y + Math.min(r.height / 2, 24)}; })()`)
}

// carry takes what one expression names over what the other names.
func carry(t *testing.T, ctx context.Context, h hand, from, to string) {
	t.Helper()
	ask[bool](t, ctx, `(`+from+`).scrollIntoView({block: "center", inline: "nearest"}); true`)
	a, b := middle(t, ctx, from), middle(t, ctx, to)
	do(t, ctx, h.down(a.X, a.Y), h.move(a.X+2, a.Y+1))
	if h.holds {
		until(t, ctx, `document.querySelector(".moving")`) // it was held long enough
	}
	do(t, ctx, h.move((a.X+b.X)/2, (a.Y+b.Y)/2), h.move(b.X, b.Y))
	until(t, ctx, `document.querySelector(".carried") && document.querySelector(".target")`)
	do(t, ctx, h.up(b.X, b.Y))
}

// TestStoryOfAFinger moves items of the map and the journey on a phone; what
// only passes over them scrolls.
func TestStoryOfAFinger(t *testing.T) {
	ctx := tab(t)
	p := sampled(t)
	coarse := func(on bool) {
		if _, err := chromedp.Run(ctx, chromedp.Action[cdp.Empty](func(ctx context.Context, t *chromedp.Target) (cdp.Empty, error) {
			params := emulation.SetTouchEmulationEnabledParams{Enabled: on}
			_, err := cdp.Call(ctx, t, emulation.SetTouchEmulationEnabled, params)
			return cdp.Empty{}, err
		})); err != nil {
			t.Fatal(err)
		}
	}
	coarse(true)
	t.Cleanup(func() { coarse(false) })
	do(t, ctx, chromedp.EmulateViewport(390, 2400)) // tall: both parts are on the screen
	dress(t, ctx, p, "en", "light")
	do(t, ctx, chromedp.Navigate(p.srv.URL+p.mapOf(t)))
	href := ask[string](t, ctx, `document.querySelector(".cell.pa a.i").getAttribute("href")`)
	item := `document.querySelector('a.i[href="` + href + `"]')`
	a := middle(t, ctx, item)
	do(t, ctx, finger.down(a.X, a.Y), finger.move(a.X, a.Y-40), finger.up(a.X, a.Y-40))
	if ask[bool](t, ctx, `!!document.querySelector(".moving, .carried")`) {
		t.Error("a finger that scrolls picks something up")
	}
	do(t, ctx, chromedp.Navigate(p.srv.URL+p.mapOf(t))) // what was set rolling has stopped
	carry(t, ctx, finger, item, `document.querySelector(".cell.ga .h5")`)
	until(t, ctx, `document.querySelector('.cell.ga a[href="`+href+`"]')`)
	if at := ask[string](t, ctx, `location.search`); at != "" && !containsDone(at) {
		t.Errorf("letting go opened %q", at)
	}
	ask[bool](t, ctx, `document.querySelector("#undo").requestSubmit(); true`)
	until(t, ctx, `document.querySelector('.cell.pa a[href="`+href+`"]')`)

	do(t, ctx, chromedp.Navigate(p.srv.URL+study+"/journey"))
	href = ask[string](t, ctx, `[...document.querySelectorAll(".lanerow")].flatMap(r => [...r.querySelectorAll(":scope > .c")].slice(0, 1)).map(c => c.querySelector(":scope > a.i")).find(Boolean).getAttribute("href")`)
	stage := `[...document.querySelectorAll('.lanerow .c')].filter(c => c.querySelector('a[href="` + href + `"]')).map(c => [...c.parentElement.querySelectorAll(":scope > .c")].indexOf(c)).join()`
	was := ask[string](t, ctx, stage)
	item = `document.querySelector('.lanerow a[href="` + href + `"]')`
	// the next stage is beyond the edge of the screen, at which it scrolls
	ask[bool](t, ctx, item+`.scrollIntoView({block: "center"}); true`)
	a = middle(t, ctx, item)
	do(t, ctx, finger.down(a.X, a.Y))
	until(t, ctx, `document.querySelector(".moving")`)
	do(t, ctx, finger.move(a.X+80, a.Y), finger.move(370, a.Y))
	until(t, ctx, `document.querySelector(".target")`)
	do(t, ctx, finger.move(240, a.Y))
	until(t, ctx, `document.querySelector(".target")`)
	do(t, ctx, finger.up(240, a.Y))
	until(t, ctx, `document.querySelector("#undo") && `+stage+` !== "`+was+`"`)
	ask[bool](t, ctx, `document.querySelector("#undo").requestSubmit(); true`)
	until(t, ctx, stage+` === "`+was+`"`)
	for _, w := range browsing.complaints() {
		t.Errorf("console: %s", w)
	}
}

func containsDone(search string) bool {
	q, err := url.ParseQuery(search[1:])
	return err == nil && q.Get("done") != "" && q.Get("open") == ""
}

// Without script an item is moved by the choices of its opened claim: to
// another part of the map, and to another stage.
func TestMovingWithoutScript(t *testing.T) {
	p := sampled(t)
	claim := p.first(t, p.mapOf(t), study+"/claims/")
	doc, _ := p.get(t, claim)
	names := map[string]int{}
	for _, s := range all(doc, "select", "") {
		names[attr(s, "name")] = len(all(s, "option", ""))
	}
	if names["cell"] != 12 || names["stage"] < 7 {
		t.Fatalf("the claim offers %v", names)
	}
	was := selects(doc)
	move := func(form url.Values) {
		t.Helper()
		form.Set("back", claim)
		res, err := p.client().PostForm(p.srv.URL+claim, form)
		if err != nil || res.StatusCode != http.StatusSeeOther || res.Body.Close() != nil {
			t.Fatalf("%v: %v, %v", form, res.Status, err)
		}
		at, err := url.Parse(res.Header.Get("Location"))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			res, err := p.client().PostForm(p.srv.URL+study+"/undo", url.Values{"decision": {at.Query().Get("decision")}, "back": {claim}})
			if err != nil || res.StatusCode != http.StatusSeeOther || res.Body.Close() != nil {
				t.Errorf("undo: %v, %v", res.Status, err)
			}
		})
	}
	to := "gains"
	if was["cell"] == to {
		to = "pains"
	}
	move(url.Values{"act": {"move"}, "cell": {to}, "stage": {"renew"}})
	doc, _ = p.get(t, claim)
	if now := selects(doc); now["cell"] != to || now["stage"] != was["stage"] {
		t.Errorf("moved to %s, it stands in %v, from %v", to, now, was)
	}
	stage := "renew"
	if was["stage"] == stage {
		stage = "use"
	}
	move(url.Values{"act": {"stage"}, "cell": {to}, "stage": {stage}})
	doc, _ = p.get(t, claim)
	if now := selects(doc); now["stage"] != stage {
		t.Errorf("moved to %s, it stands in %v", stage, now)
	}
}
