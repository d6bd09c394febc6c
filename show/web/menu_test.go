package web_test

import (
	"net/http"
	"testing"

	"golang.org/x/net/html"
)

// The bar has few words; every page that stands under one of them opens, and
// says in the bar and under it where it is.
func TestTheWayAround(t *testing.T) {
	p := sampled(t)
	bar := func(doc *html.Node) (words, under []*html.Node) {
		for _, ul := range all(doc, "ul", "words") {
			for li := range ul.ChildNodes() {
				for c := range li.ChildNodes() {
					switch {
					case c.Data == "a":
						words = append(words, c)
					case c.Data == "ul":
						under = append(under, all(c, "a", "")...)
					}
				}
			}
		}
		return words, under
	}
	doc, _ := p.get(t, study)
	words, under := bar(doc)
	if len(words) < 5 || len(words) > 9 || len(under) < 10 {
		t.Fatalf("%d words in the bar, %d under them", len(words), len(under))
	}
	seen := map[string]bool{}
	for _, a := range append(words, under...) {
		href := attr(a, "href")
		if seen[href] {
			continue
		}
		seen[href] = true
		doc, res := p.get(t, href)
		if to := res.Header.Get("Location"); to != "" {
			doc, res = p.get(t, to)
		}
		if res.StatusCode != http.StatusOK {
			t.Errorf("%s: status %d", href, res.StatusCode)
			continue
		}
		in, at := 0, 0
		words, under := bar(doc)
		for _, w := range words {
			if attr(w, "aria-current") != "" {
				in++
			}
		}
		for _, x := range append(words, under...) {
			if attr(x, "aria-current") == "page" && attr(x, "href") == href {
				at++
			}
		}
		if in != 1 || at < 1 {
			t.Errorf("%s: %d words of the bar are marked, the page itself %d times", href, in, at)
		}
	}
	if _, res := p.get(t, "/s/moving-to-harbourline/people/nobody"); res.StatusCode != http.StatusNotFound {
		t.Errorf("nobody: status %d", res.StatusCode)
	}
	doc, _ = p.get(t, "/s/moving-to-harbourline/people/nobody")
	if words, _ := bar(doc); len(words) == 0 {
		t.Error("a page that failed has no way around")
	}
}
