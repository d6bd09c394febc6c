package web_test

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

//go:embed testdata/axe.min.js
var axe string

// browser is the one Chromium of all tests, with what it complained of.
type browser struct {
	once    sync.Once
	ctx     context.Context
	cancels []context.CancelFunc
	err     error

	mu    sync.Mutex
	wrong []string
}

var browsing browser

func (b *browser) close() {
	for i := len(b.cancels) - 1; i >= 0; i-- {
		b.cancels[i]()
	}
}

// tab starts Chromium where it has not been started, and returns a context for
// one test. Without -short a machine needs Chromium: see make deps.
func tab(t *testing.T) context.Context {
	t.Helper()
	if testing.Short() {
		t.Skip("the browser's stories take a while; they run without -short")
	}
	browsing.once.Do(func() {
		options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.Flag("disable-gpu", true))
		ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
		browsing.cancels = append(browsing.cancels, stop)
		ctx, stop = chromedp.NewContext(ctx, chromedp.WithListener(browsing.heard))
		browsing.cancels = append(browsing.cancels, stop)
		browsing.ctx = ctx
		browsing.err = chromedp.Do(ctx, chromedp.Navigate("about:blank"))
	})
	if browsing.err != nil {
		t.Fatalf("Chromium does not start (make deps installs it): %v", browsing.err)
	}
	ctx, stop := context.WithTimeout(browsing.ctx, 4*time.Minute)
	t.Cleanup(stop)
	browsing.complaints()
	return ctx
}

// heard notes what the console says is wrong: exceptions, breaches of the
// policy, answers that failed.
func (b *browser) heard(ev any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := ev.(type) {
	case *runtime.EventExceptionThrown:
		b.wrong = append(b.wrong, "exception: "+e.ExceptionDetails.Text)
	case *cdplog.EventEntryAdded:
		if string(e.Entry.Level) == "error" {
			b.wrong = append(b.wrong, e.Entry.Text)
		}
	}
}

// complaints returns what was heard since the last call.
func (b *browser) complaints() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	out := b.wrong
	b.wrong = nil
	return out
}

func do(t *testing.T, ctx context.Context, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatalf("%v; console: %v", err, browsing.complaints())
	}
}

// ask evaluates an expression in the page.
func ask[T any](t *testing.T, ctx context.Context, js string, o ...chromedp.EvaluateOption) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](js, o...))
	if err != nil {
		t.Fatalf("%s: %v", js, err)
	}
	return v
}

// until waits for an expression to become true, also over a new page.
func until(t *testing.T, ctx context.Context, js string) {
	t.Helper()
	beat := time.NewTicker(40 * time.Millisecond)
	defer beat.Stop()
	for end := time.Now().Add(25 * time.Second); time.Now().Before(end); <-beat.C {
		ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`!!(document.readyState === "complete" && (`+js+`))`))
		if err == nil && ok {
			return
		}
		if ctx.Err() != nil {
			break
		}
	}
	t.Fatalf("%s did not come true; console: %v", js, browsing.complaints())
}

// dress sets language and light.
func dress(t *testing.T, ctx context.Context, p *place, lang, theme string) {
	t.Helper()
	do(t, ctx, chromedp.Navigate(p.srv.URL+"/assets/heed.svg"))
	ask[bool](t, ctx, fmt.Sprintf(`fetch("/look", {method: "POST", body: new URLSearchParams({lang: %q, theme: %q, back: "/assets/heed.svg"})}).then(r => r.ok)`, lang, theme), chromedp.EvalAwaitPromise)
	browsing.complaints()
}

var sizes = []struct {
	name          string
	width, height int64
}{{"phone", 390, 844}, {"desk", 1280, 900}}

// serious is a fault that axe calls serious or critical.
type serious struct {
	ID, Impact, Help string
	Nodes            []string
}

// TestEveryPageInTheBrowser opens every page at both sizes, in English on a
// desk and in Spanish on a phone, each in both lights: nothing on the console,
// nothing wider than the screen, no serious fault for people who use assistive
// technology. The second light changes colours alone, so that axe reads only
// them again.
func TestEveryPageInTheBrowser(t *testing.T) {
	ctx := tab(t)
	p := sampled(t)
	for _, size := range sizes {
		lang, theme, other := "en", "light", "dark"
		if size.name == "phone" {
			lang, theme, other = "es", "dark", "light"
		}
		do(t, ctx, chromedp.EmulateViewport(size.width, size.height))
		dress(t, ctx, p, lang, theme)
		for _, path := range p.pages(t) {
			if path == "/nowhere" {
				continue // its answer is an error by intent
			}
			where := size.name + ", " + lang + ", " + path
			do(t, ctx, chromedp.Navigate(p.srv.URL+path))
			if wide := ask[int](t, ctx, `document.documentElement.scrollWidth`); int64(wide) > size.width {
				t.Errorf("%s is %d wide", where, wide)
			}
			if title := ask[string](t, ctx, `document.title`); !strings.HasSuffix(title, " · Heed") || strings.HasPrefix(title, " ·") {
				t.Errorf("%s is called %q", where, title)
			}
			if n := ask[int](t, ctx, `document.querySelectorAll("h1").length`); n != 1 {
				t.Errorf("%s has %d first headings", where, n)
			}
			for _, w := range browsing.complaints() {
				t.Errorf("%s: console: %s", where, w)
			}
			for _, f := range faults(t, ctx) {
				t.Errorf("%s, %s: %s (%s): %s", where, theme, f.ID, f.Impact, strings.Join(f.Nodes, " | "))
			}
			ask[bool](t, ctx, fmt.Sprintf(`document.documentElement.dataset.theme = %q; document.getAnimations().forEach(a => a.finish()); true`, other))
			for _, f := range faultsOf(t, ctx, `runOnly: {type: "rule", values: ["color-contrast", "link-in-text-block"]}`) {
				t.Errorf("%s, %s: %s (%s): %s", where, other, f.ID, f.Impact, strings.Join(f.Nodes, " | "))
			}
		}
	}
}

// faults runs axe on the page that is open.
func faults(t *testing.T, ctx context.Context) []serious {
	t.Helper()
	return faultsOf(t, ctx, "")
}

// faultsOf runs those of axe's rules that only names, or all.
func faultsOf(t *testing.T, ctx context.Context, only string) []serious {
	t.Helper()
	if !ask[bool](t, ctx, `"axe" in window`) {
		ask[bool](t, ctx, axe+"; true")
	}
	out := ask[string](t, ctx, `axe.run(document, {resultTypes: ["violations"], preload: false, iframes: false, `+only+`}).then(r => JSON.stringify(r.violations.filter(v => v.impact === "serious" || v.impact === "critical").map(v => ({ID: v.id, Impact: v.impact, Help: v.help, Nodes: v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + " " + (n.any[0]?.message ?? ""))}))))`, chromedp.EvalAwaitPromise)
	var found []serious
	if err := json.Unmarshal([]byte(out), &found); err != nil {
		t.Fatal(err)
	}
	return found
}
