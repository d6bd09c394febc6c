package html_test

import (
	"strings"
	"testing"

	"github.com/heedhq/heed/read/html"
)

func TestText(t *testing.T) {
	for in, want := range map[string]string{
		"<p>one <b>two</b>\n three</p><p>four</p>": "one two three\n\nfour",
		"a<br>b<br/>c":             "a\nb\nc",
		"<div>a</div><div>b</div>": "a\nb",
		"<style>x</style><script>y</script>z<p hidden>no</p>": "z",
		"<span style='display: none'>no</span>yes":            "yes",
		"<ul><li>a</li><li>b</li></ul>":                       "a\nb",
		"<table><tr><td>Ana</td><td>hola</td></tr></table>":   "Ana: hola",
		"it&rsquo;s &lt;b&gt; &amp; &nbsp;so":                 "it’s <b> & so",
		"<pre>a\n  b</pre>":                                   "a\nb",
		"":                                                    "",
	} {
		if got := html.Text(in); got != want {
			t.Errorf("Text(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestLong checks that time grows with the page and not with its square.
func TestLong(t *testing.T) {
	page := strings.Repeat("<p>words and <b>more</b> words</p>\n", 40_000)
	if got := strings.Count(html.Text(page), "words and more words"); got != 40_000 {
		t.Errorf("%d paragraphs of 40,000", got)
	}
}
