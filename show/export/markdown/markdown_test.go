package markdown_test

import (
	"testing"

	"github.com/heedhq/heed/show/export/markdown"
)

func TestEscape(t *testing.T) {
	for in, want := range map[string]string{
		"Four people":             "Four people",
		"# not a heading":         `\# not a heading`,
		"- not a list":            `\- not a list`,
		"12. not a list":          `12\. not a list`,
		"> not a quotation":       `\> not a quotation`,
		"*loud* _soft_ `code`":    "\\*loud\\* \\_soft\\_ \\`code\\`",
		"[x](javascript:alert())": `\[x\](javascript:alert())`,
		"<b>&amp;":                "&lt;b>&amp;amp;",
		"a | b":                   `a \| b`,
		"two\n\nlines":            "two lines",
		"it's 3.5 %":              "it's 3.5 %",
	} {
		if got := markdown.Escape(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}
