package web_test

import (
	"encoding/csv"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// Every view that is not a drawing leaves as a table, with what stands on it.
func TestViewsLeaveAsTables(t *testing.T) {
	p := sampled(t)
	theme := p.first(t, study+"/themes", study+"/themes/")
	person := p.first(t, study+"/people", study+"/people/")
	for page, column := range map[string]string{
		study + "/listening": "measure", study + "/content": "content_item", theme: "quotation", person: "text",
	} {
		p.leaves(t, page, column)
	}
	small, _ := interviewed(t)
	id := small.first(t, "/s/talks/people", "/s/talks/people/")
	id = id[strings.LastIndex(id, "/")+1:]
	if err := small.app.JoinPanel(t.Context(), id, 30); err != nil {
		t.Fatal(err)
	}
	claim := small.first(t, "/s/talks/ledger", "/s/talks/claims/")
	if _, err := small.app.Commit(t.Context(), heed.Commitment{Study: "talks", Claim: claim[strings.LastIndex(claim, "/")+1:], Text: "Ring before the cut-over", Owner: "Ana", Due: heed.Date{Year: 2030, Month: 1, Day: 2}}); err != nil {
		t.Fatal(err)
	}
	if err := small.app.AddPulse(t.Context(), app.Pulse{Study: "talks", Participant: id, Account: "Ana", Items: [3]int{4, 5, 3}}); err != nil {
		t.Fatal(err)
	}
	for page, column := range map[string]string{"/s/talks/panel": "participant", "/s/talks/promises": "owner", "/s/talks/felt": "mean"} {
		small.leaves(t, page, column)
	}
}

// leaves follows a page's link to its rows, which have something in a column.
func (p *place) leaves(t *testing.T, page, column string) {
	t.Helper()
	doc, _ := p.get(t, page)
	at := ""
	for _, a := range all(doc, "a", "") {
		if h := attr(a, "href"); strings.Contains(h, "/export/") && strings.Contains(h, "format=csv") {
			at = h
		}
	}
	if at == "" {
		t.Errorf("%s offers no rows", page)
		return
	}
	rows, err := csv.NewReader(strings.NewReader(p.body(t, at))).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Errorf("%s: %d rows, %v", at, len(rows), err)
		return
	}
	i := slices.Index(rows[0], column)
	if i < 0 || !slices.ContainsFunc(rows[1:], func(r []string) bool { return r[i] != "" }) {
		t.Errorf("%s: nothing under %q of %v", at, column, rows[0])
	}
}

// A theme that somebody pins says so on its page, in the list and on the map,
// also after an analysis from the beginning, until somebody lets go of it.
func TestPinnedThemesStayPinned(t *testing.T) {
	p := sampled(t)
	at := p.first(t, study+"/themes", study+"/themes/")
	act := func(what string) {
		res, err := p.client().PostForm(p.srv.URL+at, url.Values{"act": {what}})
		if err != nil || res.StatusCode != http.StatusSeeOther || res.Body.Close() != nil {
			t.Fatalf("%s: %v, %v", what, res.Status, err)
		}
	}
	marks := func() (page, list, drawn int) {
		one, _ := p.get(t, at)
		many, _ := p.get(t, study+"/themes")
		return len(all(one, "span", "pin")), len(all(many, "span", "pin")), len(all(many, "circle", "pinned"))
	}
	if a, b, c := marks(); a+b+c != 0 {
		t.Fatalf("pinned before anybody did: %d, %d, %d", a, b, c)
	}
	act("pin")
	for range 2 {
		if a, b, c := marks(); a != 1 || b != 1 || c != 1 {
			t.Errorf("pinned on the page %d times, in the list %d, on the map %d", a, b, c)
		}
		if _, err := p.app.Analyse(t.Context(), app.AnalyseRequest{Study: "moving-to-harbourline", Always: true}); err != nil {
			t.Fatal(err)
		}
	}
	rows, err := csv.NewReader(strings.NewReader(p.body(t, study+"/export/themes?format=csv"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	i := slices.Index(rows[0], "pinned")
	if n := len(slices.DeleteFunc(rows[1:], func(r []string) bool { return r[i] != "yes" })); n != 1 {
		t.Errorf("%d rows of themes are pinned", n)
	}
	changes, err := csv.NewReader(strings.NewReader(p.body(t, study+"/export/changes?format=csv"))).ReadAll()
	if err != nil || len(changes) < 1 || !slices.Contains(changes[0], "level_before") {
		t.Errorf("what changed leaves as %v, %v", changes, err)
	}
	act("unpin")
	if a, b, c := marks(); a+b+c != 0 {
		t.Errorf("let go, and still pinned: %d, %d, %d", a, b, c)
	}
	res, err := p.client().PostForm(p.srv.URL+at, url.Values{"act": {"unpin"}})
	if err != nil || res.StatusCode != http.StatusConflict || res.Body.Close() != nil {
		t.Errorf("let go of what nobody held: %v, %v", res.Status, err)
	}
}
