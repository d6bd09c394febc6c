package web_test

import (
	"bytes"
	"compress/flate"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

const moving = "moving-to-harbourline"

// customer is the one whom the loop follows: somebody whose words are practised
// on and may be quoted outside.
func customer(t *testing.T, p *place) string {
	t.Helper()
	moments, err := p.app.Moments(t.Context(), moving, app.PracticeOptions{Most: 40})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range moments {
		v, err := p.app.Conversation(t.Context(), m.Said.Conversation)
		if err != nil {
			t.Fatal(err)
		}
		who, _ := v.Speaker(v.Turns[m.Said.Turn].Speaker)
		if v.Participants[who.Participant].Consent.QuoteOutside == heed.Yes {
			return who.Participant
		}
	}
	t.Fatal("nobody may be practised on and quoted outside")
	return ""
}

// wordsOf are pieces of what somebody said, long enough that nobody else in
// another conversation says them by chance.
func wordsOf(t *testing.T, p *place, who string) (pieces []string) {
	t.Helper()
	rows, _, err := p.app.Conversations(t.Context(), app.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	var others strings.Builder
	for _, row := range rows {
		v, err := p.app.Conversation(t.Context(), row.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, turn := range v.Turns {
			s, _ := v.Speaker(turn.Speaker)
			if s.Participant != who {
				if !slices.Contains(row.Participants, who) {
					others.WriteString(turn.Text + "\n")
				}
				continue
			}
			for _, piece := range strings.FieldsFunc(turn.Text, func(r rune) bool { return strings.ContainsRune(".,;:?!¿¡\n\"«»“”", r) }) {
				if piece = strings.TrimSpace(piece); len(strings.Fields(piece)) >= 6 {
					pieces = append(pieces, piece)
				}
			}
		}
	}
	return slices.DeleteFunc(pieces, func(s string) bool { return strings.Contains(others.String(), s) })
}

// tables returns the bytes of every value of every table, packed ones also
// unpacked.
func tables(t *testing.T, path string) map[string][]byte {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.QueryContext(t.Context(), `SELECT name FROM sqlite_master WHERE type = 'table'`)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, name := range names {
		out[name] = values(t, db, name)
	}
	return out
}

func values(t *testing.T, db *sql.DB, table string) (out []byte) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), fmt.Sprintf(`SELECT * FROM %q`, table))
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		row := make([]sql.RawBytes, len(columns))
		to := make([]any, len(columns))
		for i := range row {
			to[i] = &row[i]
		}
		if err := rows.Scan(to...); err != nil {
			t.Fatal(err)
		}
		for _, v := range row {
			out = append(append(out, v...), '\n')
			if open, err := io.ReadAll(flate.NewReader(bytes.NewReader(v))); err == nil {
				out = append(append(out, open...), '\n')
			}
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// found lists the places that hold one of the pieces.
func found(in map[string][]byte, pieces []string) (at []string) {
	for name, data := range in {
		for _, piece := range pieces {
			if bytes.Contains(data, []byte(piece)) {
				at = append(at, name+": "+piece)
				break
			}
		}
	}
	slices.Sort(at)
	return at
}

func (p *place) body(t *testing.T, path string) string {
	t.Helper()
	res, err := p.client().Get(p.srv.URL + path)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s, %v", path, res.Status, err)
	}
	return string(data)
}

// TestTheLoop goes from end to end on the sample workspace: propose, send,
// answer on a phone, correct, withdraw. The ledger, the map and the export
// change each time, and in the end nothing of the customer is left anywhere.
func TestTheLoop(t *testing.T) {
	ctx := tab(t)
	dir := t.TempDir()
	p, err := open(dir)
	if err != nil {
		t.Fatal(err)
	}
	closed := false
	shut := func() {
		if !closed {
			closed = true
			p.srv.CloseClientConnections()
			p.srv.Close()
			if err := p.app.Close(); err != nil {
				t.Error(err)
			}
		}
	}
	t.Cleanup(shut)
	if _, err := p.app.ImportSample(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	who := customer(t, p)
	desk, phone := chromedp.EmulateViewport(1280, 900), chromedp.EmulateViewport(390, 844)
	dress(t, ctx, p, "en", "light")

	// Propose and send.
	do(t, ctx, desk, chromedp.Navigate(p.srv.URL+study+"/playback"))
	ask[bool](t, ctx, `document.querySelector('a.tap[href*="participant=`+who+`"]').click(); true`)
	until(t, ctx, `document.querySelector("form.choose")`)
	ask[bool](t, ctx, `[...document.querySelectorAll("[name=claim]")].forEach((b, i) => b.checked = i < 1); true`)
	claim := ask[string](t, ctx, `document.querySelector("[name=claim]:checked").value`)
	ask[bool](t, ctx, `document.querySelector('button[value="create"]').click(); true`)
	until(t, ctx, `document.querySelector("#link")`)
	link := ask[string](t, ctx, `document.querySelector("#link").value`)
	page := ask[string](t, ctx, `location.pathname`)
	line := func(claim string) string { // on the map
		rep, err := p.app.Shown(t.Context(), moving)
		if err != nil {
			t.Fatal(err)
		}
		c := rep.Claim(claim)
		if c == nil {
			return ""
		}
		i := slices.IndexFunc(c.Places, func(at heed.Place) bool { return at.Persona != "" && at.Cell != "" })
		if i < 0 {
			t.Fatalf("claim %s is on no map: %+v", claim, c.Places)
		}
		do(t, ctx, desk, chromedp.Navigate(p.srv.URL+study+"/maps/"+c.Places[i].Persona))
		return ask[string](t, ctx, `(document.querySelector('.drawing a.i[href$="/claims/`+claim+`"]')?.textContent ?? "") + " " + (document.querySelector('.tools .pick')?.textContent ?? "")`)
	}
	onMap := line(claim)
	outsideBefore := p.body(t, study+"/report?outside")
	said := wordsOf(t, p, who)
	quotedOutside := slices.ContainsFunc(said, func(s string) bool { return strings.Contains(outsideBefore, s) })
	if len(said) < 20 || !quotedOutside {
		t.Fatalf("%d pieces of theirs, quoted outside: %v", len(said), quotedOutside)
	}
	if len(found(tables(t, filepath.Join(dir, "heed.db")), said)) == 0 {
		t.Fatal("the search through the tables finds nothing even now")
	}

	// Answer on a phone, without script.
	do(t, ctx, phone, chromedp.Navigate(link))
	if wide := ask[int](t, ctx, `document.documentElement.scrollWidth`); wide > 390 {
		t.Errorf("the page is %d wide on a phone", wide)
	}
	if small := ask[int](t, ctx, `[...document.querySelectorAll("label, button")].filter(e => e.getBoundingClientRect().height < 43).length`); small > 0 {
		t.Errorf("%d things to tap are too small", small)
	}
	for _, f := range faults(t, ctx) {
		t.Errorf("the page: %s (%s): %s", f.ID, f.Impact, strings.Join(f.Nodes, " | "))
	}
	ask[bool](t, ctx, `document.querySelector("[name=a1][value=right]").click();
		document.querySelector("[name=missed]").value = "Nadie preguntó por las grúas del muelle norte."; document.querySelector("[name=deeper][value=yes]").click(); document.querySelector("button").click(); true`)
	until(t, ctx, `location.search === "?sent" && document.querySelector(".told")`)
	check := func(claim string, want heed.Checks) {
		t.Helper()
		rep, err := p.app.Shown(t.Context(), moving)
		if err != nil {
			t.Fatal(err)
		}
		if c := rep.Claim(claim); c == nil || c.Checks != want {
			t.Errorf("claim %s: %+v, not %+v", claim, c, want)
		}
	}
	check(claim, heed.Checks{Asked: 1, Answered: 1, Agreed: 1})
	do(t, ctx, desk, chromedp.Navigate(p.srv.URL+page))
	if got := ask[string](t, ctx, `document.querySelector("main").textContent`); !strings.Contains(got, "1 asked, 1 agreed") || !strings.Contains(got, "grúas") {
		t.Errorf("the answers do not stand on the page: %s", got)
	}

	// Correct: it was wrong after all.
	do(t, ctx, phone, chromedp.Navigate(link))
	if !ask[bool](t, ctx, `document.querySelector("[name=a1][value=right]").checked && document.querySelector("[name=missed]").value.includes("grúas")`) {
		t.Error("the second visit does not show what was answered")
	}
	ask[bool](t, ctx, `document.querySelector("[name=a1][value=wrong]").click(); document.querySelector("[name=w1]").value = "No fue así, lo de las grúas vino después."; document.querySelector("button").click(); true`)
	until(t, ctx, `location.search === "?sent" && document.querySelector("[name=a1][value=wrong]").checked`)
	if now := line(claim); now == onMap {
		t.Errorf("the map says the same after a correction: %q", now)
	}
	do(t, ctx, desk, chromedp.Navigate(p.srv.URL+study+"/claims/"+claim))
	if got := ask[string](t, ctx, `document.querySelector("main").textContent`); !strings.Contains(got, "grúas") {
		t.Errorf("their words are no evidence on the ledger: %s", got)
	}

	// Withdraw: no quoting outside, no training.
	do(t, ctx, phone, chromedp.Navigate(link))
	ask[bool](t, ctx, `document.querySelector("[name=quote_outside][value=no]").click(); document.querySelector("[name=training][value=no]").click(); document.querySelector("button").click(); true`)
	until(t, ctx, `location.search === "?sent" && document.querySelector("[name=training][value=no]").checked`)
	outside := map[string][]byte{"export for outside": []byte(p.body(t, study+"/report?outside"))}
	if at := found(outside, said); len(at) > 0 {
		t.Errorf("withdrawn and still in the %v", at)
	}
	moments, err := p.app.Moments(t.Context(), moving, app.PracticeOptions{Most: 400})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range moments {
		if at := found(map[string][]byte{"practice": []byte(fmt.Sprintf("%+v", m))}, said); len(at) > 0 {
			t.Errorf("withdrawn from training and still in %v", at)
		}
	}

	// No to everything: nothing is kept.
	ask[bool](t, ctx, `["analysis", "training", "quote_inside", "quote_outside"].forEach(n => document.querySelector("[name=" + n + "][value=no]").click()); document.querySelector("button").click(); true`)
	until(t, ctx, `document.querySelector("h1")?.textContent.includes("borrado") || document.querySelector("h1")?.textContent.includes("deleted")`)
	if _, res := p.get(t, strings.TrimPrefix(link, p.srv.URL)); res.StatusCode != http.StatusNotFound {
		t.Errorf("the page of somebody deleted: %s", res.Status)
	}
	browsing.complaints() // the page that is gone answers 404
	said = append(said, "grúas del muelle norte", "lo de las grúas vino después")
	left := map[string][]byte{}
	for _, path := range []string{study + "/ledger", study + "/report", study + "/report?outside", study + "/people", study + "/playback", study + "/themes", study + "/journey", "/search?q=gr%C3%BAas"} {
		left[path] = []byte(p.body(t, path))
	}
	if at := found(left, said); len(at) > 0 {
		t.Errorf("still on %v", at)
	}
	shut()
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%v, %v", files, err)
	}
	rest := tables(t, filepath.Join(dir, "heed.db"))
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			continue // a log that is gone with its last connection
		}
		rest[filepath.Base(name)] = data
	}
	if at := found(rest, said); len(at) > 0 {
		t.Errorf("still in %v", at)
	}
}
