package written_test

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/export/written"
)

const hostile = `We <script>alert(1)</script> empower you. "calm" & go.`

func content() app.ContentReport {
	r := app.ContentReport{Hero: "company", Score: 41.6, Notes: []string{"a note"}}
	r.Marks = []app.ContentMark{{Kind: "jargon", Span: heed.Span{Start: strings.Index(hostile, "empower"), End: strings.Index(hostile, "empower") + 7}, Why: "nobody says that"}}
	r.Parts = append(r.Parts, struct {
		Name     string  `json:"name"`
		Value    float64 `json:"value"`
		Weight   float64 `json:"weight"`
		Measured bool    `json:"measured"`
		Why      string  `json:"why"`
	}{"pains", 0.5, 3, true, "1 of 2"})
	return r
}

// text returns all that a reader sees, and fails on what a page must not hold.
func text(t *testing.T, b []byte) string {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	var seen strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode && n.Data == "script" {
			t.Error("the page holds a script")
		}
		if n.Type == html.TextNode && n.Parent.Data != "style" {
			seen.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(doc)
	return seen.String()
}

func TestContent(t *testing.T) {
	for lang, want := range map[heed.Language]string{heed.English: "42 of 100", heed.Spanish: "42 de 100"} {
		var b bytes.Buffer
		if err := written.Content(&b, lang, hostile, content()); err != nil {
			t.Fatal(err)
		}
		seen := text(t, b.Bytes())
		for _, w := range []string{want, hostile, "1 of 2", "a note"} {
			if !strings.Contains(seen, w) {
				t.Errorf("%s: the page does not show %q", lang, w)
			}
		}
		if !strings.Contains(b.String(), `<span class="m jargon" title="jargon. nobody says that">empower</span>`) {
			t.Errorf("%s: the mark is not in its place", lang)
		}
		if strings.Contains(b.String(), "http://") && strings.Contains(b.String(), `src="http`) {
			t.Error("the page asks for something outside")
		}
	}
}

func TestComparisonAndGuide(t *testing.T) {
	var b bytes.Buffer
	c := app.ContentComparison{Before: 20, After: 60}
	c.Edits = append(c.Edits, struct {
		Op   string `json:"op"`
		Text string `json:"text"`
	}{"gone", "best-in-class "}, struct {
		Op   string `json:"op"`
		Text string `json:"text"`
	}{"new", "on Friday "})
	if err := written.Comparison(&b, heed.English, c); err != nil {
		t.Fatal(err)
	}
	if s := b.String(); !strings.Contains(s, "<del>best-in-class </del><ins>on Friday </ins>") {
		t.Error("what went and what came is not marked")
	}
	b.Reset()
	if err := written.Guide(&b, heed.Spanish, "¿Te encanta?", app.GuideReport{Of: 1}); err != nil {
		t.Fatal(err)
	}
	if seen := text(t, b.Bytes()); !strings.Contains(seen, "¿Te encanta?") || !strings.Contains(seen, "1 preguntas") {
		t.Errorf("the guide shows %q", seen)
	}
}
