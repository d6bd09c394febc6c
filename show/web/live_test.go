package web_test

import (
	"bufio"
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/heedhq/heed"
)

// What one page decides, every page that is open on the study is told.
func TestPagesAreToldOfChanges(t *testing.T) {
	p := brought(t, map[string]string{"marta.txt": talk})
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	next := func() func() string {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, p.srv.URL+"/s/talks/live", nil)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := p.srv.Client().Do(req)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { answer.Body.Close() })
		lines := bufio.NewScanner(answer.Body)
		return func() string {
			for lines.Scan() {
				if stamp, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
					return stamp
				}
			}
			t.Fatal("the stream ended: ", lines.Err())
			return ""
		}
	}
	one, two := next(), next()
	before := one()
	if got := two(); got != before {
		t.Fatalf("two pages of one study see %q and %q", before, got)
	}
	rep, err := p.app.Shown(t.Context(), "talks")
	if err != nil || len(rep.Claims) == 0 || rep.Stamp != before {
		t.Fatalf("%d claims, stamp %q for %q, %v", len(rep.Claims), rep.Stamp, before, err)
	}
	if _, err := p.app.Decide(t.Context(), heed.Decision{Study: "talks", Kind: heed.DecideAccept, Target: heed.TargetClaim, TargetID: rep.Claims[0].ID}); err != nil {
		t.Fatal(err)
	}
	for _, page := range []func() string{one, two} {
		if got := page(); got == before {
			t.Error("told the same stamp twice")
		}
	}
	if answer, err := p.srv.Client().Get(p.srv.URL + "/s/none/live"); err != nil || answer.StatusCode != http.StatusNotFound {
		t.Errorf("a study that is not there: %v, %v", answer, err)
	}
}
