package html

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
	"github.com/heedhq/heed/show/look/looktest"
)

func attr(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

func text(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.WriteString(text(c))
	}
	return b.String()
}

func find(n *html.Node, match func(*html.Node) bool) []*html.Node {
	var out []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && match(d) {
			out = append(out, d)
		}
	}
	return out
}

func class(name string) func(*html.Node) bool {
	return func(n *html.Node) bool {
		c, _ := attr(n, "class")
		return slices.Contains(strings.Fields(c), name)
	}
}

func parse(t testing.TB, page []byte) *html.Node {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// check holds what is true of every page: it asks nothing of anywhere, runs no
// script, and every link leads somewhere within it.
func check(t testing.TB, page []byte) *html.Node {
	t.Helper()
	doc := parse(t, page)
	ids := map[string]bool{}
	for _, n := range find(doc, func(*html.Node) bool { return true }) {
		if id, ok := attr(n, "id"); ok {
			if ids[id] || id == "" {
				t.Errorf("the id %q stands twice, or is empty", id)
			}
			ids[id] = true
		}
		if n.DataAtom == atom.Script || n.DataAtom == atom.Iframe || n.DataAtom == atom.Link || n.DataAtom == atom.Img {
			t.Errorf("the page has a <%s>", n.Data)
		}
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				t.Errorf("<%s> has the attribute %s=%q", n.Data, a.Key, a.Val)
			}
			if a.Key == "src" || a.Key == "href" && !strings.HasPrefix(a.Val, "#") {
				t.Errorf("<%s> asks for %s", n.Data, a.Val)
			}
			if strings.Contains(a.Val, "ZgotmplZ") {
				t.Errorf("<%s %s> was refused by the template's escaping", n.Data, a.Key)
			}
		}
	}
	for _, n := range find(doc, func(n *html.Node) bool { return n.Data == "a" || n.Data == "use" }) {
		href, ok := attr(n, "href")
		if !ok || href == "#" || !ids[strings.TrimPrefix(href, "#")] {
			t.Errorf("<%s href=%q> %q leads nowhere", n.Data, href, strings.TrimSpace(text(n)))
		}
		if n.Data == "a" && strings.TrimSpace(text(n)) == "" {
			t.Errorf("the link to %s has no words", href)
		}
	}
	headings(t, doc)
	return doc
}

// headings checks that no level is skipped on the way down.
func headings(t testing.TB, doc *html.Node) {
	t.Helper()
	level := 0
	for _, n := range find(doc, func(n *html.Node) bool {
		role, _ := attr(n, "role")
		return role == "heading" || len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6'
	}) {
		now := int(n.Data[len(n.Data)-1] - '0')
		if s, ok := attr(n, "aria-level"); ok {
			now, _ = strconv.Atoi(s)
		}
		if now > level+1 {
			t.Errorf("after a heading of level %d comes %q of level %d", level, strings.TrimSpace(text(n)), now)
		}
		level = now
	}
}

func TestPages(t *testing.T) {
	for _, lang := range languages {
		for name, rep := range map[string]app.Report{"three studies": looktest.Report(), "one": harbourline()} {
			t.Run(fmt.Sprintf("%s %s", name, lang), func(t *testing.T) {
				page := write(t, rep, lang)
				doc := check(t, page)
				root := find(doc, func(n *html.Node) bool { return n.Data == "html" })[0]
				if l, _ := attr(root, "lang"); l != string(lang) {
					t.Errorf("the page says it is in %q", l)
				}
				// no address of anywhere, not even in styles
				if m := regexp.MustCompile(`(https?:)?//[a-z0-9.]+\.[a-z]{2,}`).Find(page); m != nil {
					t.Errorf("the page names %s", m)
				}
				if bytes.Contains(page, []byte("url(fonts/")) || bytes.Contains(page, []byte("@import")) {
					t.Error("the page asks for a font or a sheet beside it")
				}
			})
		}
	}
}

// TestEveryLineOpensItsQuotations follows every line of every persona, map,
// journey and ledger row to the words it rests on.
func TestEveryLineOpensItsQuotations(t *testing.T) {
	rep := harbourline()
	s := &rep.Studies[0]
	doc := check(t, write(t, rep, heed.English))
	panels := map[string]*html.Node{}
	for _, n := range find(doc, class("panel")) {
		id, _ := attr(n, "id")
		panels[id] = n
	}
	linked := 0
	for _, n := range find(doc, func(n *html.Node) bool { return n.Data == "a" && (class("open")(n) || class("i")(n)) }) {
		href, _ := attr(n, "href")
		panel := panels[strings.TrimPrefix(href, "#")]
		if panel == nil {
			t.Errorf("%q opens no panel", text(n))
			continue
		}
		linked++
		quotes := find(panel, func(n *html.Node) bool { return n.Data == "blockquote" })
		assumed := len(find(panel, class("assumed"))) > 0
		if len(quotes) == 0 && !assumed {
			t.Errorf("%q opens no quotation", text(n))
		}
	}
	if linked < 100 {
		t.Errorf("only %d lines open something", linked)
	}
	for i := range s.Claims {
		c := &s.Claims[i]
		panel := panels["s1-c-"+c.ID]
		if panel == nil {
			t.Errorf("claim %s has no panel", c.ID)
			continue
		}
		got := text(panel)
		for _, e := range c.Evidence {
			if !strings.Contains(got, e.Text) {
				t.Errorf("claim %s does not show %q", c.ID, e.Text)
			}
			if e.Question != "" && !strings.Contains(got, e.Question) {
				t.Errorf("claim %s does not show the question %q", c.ID, e.Question)
			}
		}
	}
}

// TestContext checks that words stand in the turn they were cut from, in its
// order.
func TestContext(t *testing.T) {
	doc := parse(t, write(t, harbourline(), heed.English))
	want := "It’s not the files. If payroll fails on Friday, it’s my name they’ll say. I didn’t sleep the night before cut-over."
	for _, q := range find(doc, func(n *html.Node) bool { return n.Data == "blockquote" }) {
		if text(q) == want {
			if got := text(find(q, class("span"))[0]); got != "If payroll fails on Friday, it’s my name they’ll say." {
				t.Errorf("the inked words are %q", got)
			}
			return
		}
	}
	t.Errorf("nowhere stands %q", want)
}

// TestSerifIsTheirs checks that words of ours never wear the customers' face:
// what is read from behaviour, assumed or edited is no quotation.
func TestSerifIsTheirs(t *testing.T) {
	rep := harbourline()
	ours := map[string]bool{}
	for _, c := range rep.Studies[0].Claims {
		if !c.Quoted {
			ours[c.Words] = true
		}
	}
	doc := parse(t, write(t, rep, heed.English))
	for _, q := range find(doc, class("q")) {
		if ours[strings.TrimSpace(text(q))] {
			t.Errorf("%q is set as if somebody had said it", text(q))
		}
	}
	if len(find(doc, class("read"))) == 0 || len(find(doc, class("assumed"))) == 0 || len(find(doc, class("edited"))) == 0 || len(find(doc, class("struck"))) == 0 {
		t.Error("a state is not shown at all")
	}
}

// TestQuotationsKeepTheirLanguage checks lang attributes and quotation marks,
// which follow the person and not the interface.
func TestQuotationsKeepTheirLanguage(t *testing.T) {
	for _, lang := range languages {
		doc := parse(t, write(t, harbourline(), lang))
		for words, own := range map[string]heed.Language{
			"«Cada respuesta me pedía otra vez la misma información.»": heed.Spanish,
			"“On the warehouse floor, on my phone, with one hand.”":    heed.English,
		} {
			n := 0
			for _, q := range find(doc, class("q")) {
				if text(q) != words {
					continue
				}
				n++
				got, has := attr(q, "lang")
				if own == lang && has || own != lang && got != string(own) {
					t.Errorf("in %s, %s has lang=%q", lang, words, got)
				}
			}
			if n == 0 {
				t.Errorf("in %s nowhere stands %s", lang, words)
			}
		}
	}
}

// TestEveryMessageIsInTheCatalogue looks through the templates for ids.
func TestEveryMessageIsInTheCatalogue(t *testing.T) {
	names, err := files.ReadDir("parts")
	if err != nil {
		t.Fatal(err)
	}
	used := regexp.MustCompile(`say(?:HTML)? "([a-z_.0-9]+)"`)
	found := 0
	for _, n := range names {
		b, err := files.ReadFile("parts/" + n.Name())
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range used.FindAllSubmatch(b, -1) {
			found++
			if !look.Has(string(m[1])) {
				t.Errorf("%s says %q, which no catalogue has", n.Name(), m[1])
			}
		}
	}
	if found < 40 {
		t.Errorf("only %d messages were found", found)
	}
}
