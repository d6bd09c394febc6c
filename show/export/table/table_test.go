package table_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/heedhq/heed/show/export/table"
)

func TestSafe(t *testing.T) {
	for in, want := range map[string]string{
		"":                "",
		"Four people":     "Four people",
		"=1+1":            "'=1+1",
		"+34 600":         "'+34 600",
		"-No sé":          "'-No sé",
		"@SUM(A1)":        "'@SUM(A1)",
		"\t=1":            "' =1",
		"\n=1":            "'\n=1",
		"\x00=1":          "'=1",
		"＝1":              "'＝1",
		"a=1":             "a=1",
		"two\nlines\rend": "two\nlinesend",
	} {
		if got := table.Safe(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

func FuzzSafe(f *testing.F) {
	for _, s := range []string{"=1", " +1", "\x00-", "\xff@", "plain"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		got := table.Safe(in)
		if !utf8.ValidString(got) {
			t.Errorf("%q is not UTF-8", got)
		}
		if first := strings.TrimLeft(got, " \n\t\u00a0"); first != "" && strings.ContainsRune("=+-@", rune(first[0])) {
			t.Errorf("%q still begins like a formula", got)
		}
	})
}
