package sqlstore

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFold(t *testing.T) {
	for _, c := range []struct {
		in, want string
		words    int
	}{
		{"", "", 0},
		{" \t\n.,;", "", 0},
		{"Hello, World", " hello world ", 2},
		{"El ALMACÉN: ¿qué año?", " el almacen que ano ", 4},
		{"don't won’t 'quoted' rock'n'roll", " dont wont quoted rocknroll ", 4},
		{"e-mail a@b.es 3.50 1st", " e mail a b es 3 50 1st ", 8},
		{"ﬁne ½ ② Ｗｉｄｅ", " fine 1 2 2 wide ", 5}, // compatibility forms; the fraction slash parts
		{"Straße ŁÓDŹ İstanbul", " straße łodz istanbul ", 3},
		{"soft\u00adhyphen zero\u200bwidth", " softhyphen zerowidth ", 2},
		{"仓库 データ ok", " 仓 库 テ ー タ ok ", 6},
		{"👋 ok 👍🏽", " ok ", 1},
		{"a\x00b\x01", " a b ", 2},
	} {
		got, words := fold(c.in)
		if got != c.want || words != c.words {
			t.Errorf("fold(%q) = %q, %d; want %q, %d", c.in, got, words, c.want, c.words)
		}
	}
	if got, _ := fold(strings.Repeat("x", 10000)); len(got) > maxWord+2 {
		t.Errorf("a word of %d bytes", len(got))
	}
	if got, _ := fold(strings.Repeat("words ", maxFolded)); len(got) > maxFolded+2*maxWord {
		t.Errorf("%d bytes folded", len(got))
	}
}

// FuzzFold holds what both databases' full text rests on.
func FuzzFold(f *testing.F) {
	f.Add("El ALMACÉN: ¿qué año? don't 仓库")
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		got, words := fold(s)
		if !utf8.ValidString(got) {
			t.Errorf("%q is not UTF-8", got)
		}
		if words != len(strings.Fields(got)) || words > 0 && got != " "+strings.Join(strings.Fields(got), " ")+" " {
			t.Errorf("%q is not %d words with single spaces around them", got, words)
		}
		if strings.ContainsAny(got, "\x00'\"*:&|!()\\") {
			t.Errorf("%q holds what a query would take for an operator", got)
		}
	})
}
