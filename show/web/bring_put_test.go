package web_test

import (
	"bytes"
	"encoding/csv"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// selects are the choices of a page, by name, with what is chosen.
func selects(doc *html.Node) map[string]string {
	out := map[string]string{}
	for _, s := range all(doc, "select", "") {
		for _, o := range all(s, "option", "") {
			for _, a := range o.Attr {
				if a.Key == "selected" {
					out[attr(s, "name")] = attr(o, "value")
				}
			}
		}
	}
	return out
}

func held(doc *html.Node) string {
	for _, in := range all(doc, "input", "") {
		if attr(in, "name") == "held" {
			return attr(in, "value")
		}
	}
	return ""
}

func parsed(t *testing.T, res *http.Response) *html.Node {
	t.Helper()
	if res.StatusCode != http.StatusOK {
		t.Fatalf("status %d", res.StatusCode)
	}
	doc, err := html.Parse(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// chats is the beginning of a real export of chats, under headers that say
// nothing of what stands below them.
func chats(t *testing.T, header []string, rows int) string {
	t.Helper()
	dir := os.Getenv("HEED_DATA")
	if dir == "" {
		t.Skip("HEED_DATA names no folder with real exports")
	}
	f, err := os.Open(filepath.Join(dir, "realinput", "chats.csv"))
	if err != nil {
		t.Skipf("no real export of chats: %v", err)
	}
	defer f.Close()
	in := csv.NewReader(f)
	var b bytes.Buffer
	out := csv.NewWriter(&b)
	for i := range rows + 1 {
		row, err := in.Read()
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			row = header
		}
		if err := out.Write(row); err != nil {
			t.Fatal(err)
		}
	}
	out.Flush()
	return b.String()
}

// Columns that were taken for something else are put right on the page before
// anything is stored.
func TestColumnsArePutRight(t *testing.T) {
	p := empty(t)
	// what they wrote stands under "note", and the desk is called the author
	data := chats(t, []string{"ref", "author", "nr", "rank", "note"}, 300)
	doc := parsed(t, p.upload(t, map[string]string{"do": "look", "study": "Chats"}, map[string]string{"chats.csv": data}))
	guessed := selects(doc)
	if guessed["column:0.1"] != "speaker" || guessed["column:0.0"] == "id" {
		t.Fatalf("the columns were taken for %v: nothing here is wrong", guessed)
	}
	right := map[string]string{"column:0.0": "id", "column:0.1": "segment", "column:0.2": "turn", "column:0.3": "speaker", "column:0.4": "text"}
	form := map[string]string{"do": "look", "held": held(doc)}
	for k, v := range right {
		form[k] = v
	}
	doc = parsed(t, p.upload(t, form, nil))
	if now := selects(doc); len(now) < len(right) || now["column:0.0"] != "id" || now["column:0.4"] != "text" || now["role:customer"] != "customer" {
		t.Errorf("put right, the page says %v", now)
	}
	if studies, err := p.app.Studies(t.Context()); err != nil || len(studies) != 0 {
		t.Fatalf("looking stored %d studies, %v", len(studies), err)
	}
	res := p.upload(t, map[string]string{"do": "in", "held": held(doc)}, nil)
	p.wait(t, res.Header.Get("Location"))
	rows, n, err := p.app.Conversations(t.Context(), app.Filter{Limit: 500})
	if err != nil {
		t.Fatal(err)
	}
	refs := map[string]bool{}
	all, _ := csv.NewReader(strings.NewReader(data)).ReadAll()
	for _, row := range all[1:] {
		if row[4] != "" {
			refs[row[0]] = true
		}
	}
	turns := 0
	for _, c := range rows {
		turns += c.Turns
	}
	if n != len(refs) || turns < 250 || turns > 300 {
		t.Errorf("%d conversations with %d turns of %d chats in 300 rows", n, turns, len(refs))
	}
	if one, err := p.app.Conversation(t.Context(), rows[0].ID); err != nil || one.Conversation.Speakers[0].Role != heed.RoleCustomer || one.Conversation.Segment == "" {
		t.Errorf("a chat: %+v, %v", one.Conversation.Speakers, err)
	}
}

// A table in which nothing was taken for words is refused, and can be read once
// somebody says which column holds them.
func TestRefusedTablesArePutRight(t *testing.T) {
	p := empty(t)
	doc := parsed(t, p.upload(t, map[string]string{"do": "look", "study": "Ages"}, map[string]string{"ages.csv": "case,age,gender\n1,40,f\n2,31,m\n3,52,f\n"}))
	id := held(doc)
	if now := selects(doc); id == "" || now["column:0.1"] == "" || len(all(doc, "li", "refused")) != 1 {
		t.Fatalf("a table without words can be put right as %v, held %q", now, id)
	}
	doc = parsed(t, p.upload(t, map[string]string{"do": "look", "held": id, "column:0.2": "text", "column:0.1": "no such field"}, nil))
	if now := selects(doc); now["column:0.2"] != "text" || len(all(doc, "li", "refused")) != 0 {
		t.Errorf("put right, the page says %v", now)
	}
}

// A voice on the wrong side is put on the right one.
func TestSidesArePutRight(t *testing.T) {
	p := empty(t)
	doc := parsed(t, p.upload(t, map[string]string{"do": "look", "study": "Moves"}, map[string]string{
		"call.txt": "Lena: What happened on the Friday?\n\nOtto: I was afraid that payroll would fail.\n\nLena: And then?\n\nOtto: My boss asked every hour.\n"}))
	now := selects(doc)
	if now["role:Lena"] == "" || now["role:Otto"] == "" || now["role:Lena"] == now["role:Otto"] {
		t.Fatalf("the sides were taken to be %v", now)
	}
	res := p.upload(t, map[string]string{"do": "in", "held": held(doc), "role:Lena": "customer", "role:Otto": "researcher"}, nil)
	p.wait(t, res.Header.Get("Location"))
	rows, _, err := p.app.Conversations(t.Context(), app.Filter{Limit: 5})
	if err != nil || len(rows) != 1 {
		t.Fatalf("%d conversations, %v", len(rows), err)
	}
	v, err := p.app.Conversation(t.Context(), rows[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	roles := []heed.Role{v.RoleOf(0), v.RoleOf(1)}
	if !slices.Equal(roles, []heed.Role{heed.RoleCustomer, heed.RoleResearcher}) {
		t.Errorf("the sides are %v", roles)
	}
}
