package charset_test

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"github.com/heedhq/heed/read/charset"
)

const spanish = "¿Cómo está la niña? Costó 40 € según “ellos”.\nEl camión llegó mañana.\n"

func encoded(t *testing.T, e interface{ Bytes([]byte) ([]byte, error) }, s string) []byte {
	t.Helper()
	b, err := e.Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestDecode checks that text survives, whole and line by line.
func TestDecode(t *testing.T) {
	noEuro := strings.NewReplacer("€", "euros", "“", `"`, "”", `"`).Replace(spanish)
	kana := "これは日本語の文章です。お客様は待っています。とても長い時間でした。\n"
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"utf-8":        {[]byte(spanish), spanish},
		"bom":          {[]byte("\xef\xbb\xbf" + spanish), spanish},
		"crlf":         {[]byte(strings.ReplaceAll(spanish, "\n", "\r\n")), spanish},
		"cr":           {[]byte(strings.ReplaceAll(spanish, "\n", "\r")), spanish},
		"windows-1252": {encoded(t, charmap.Windows1252.NewEncoder(), spanish), spanish},
		"macintosh":    {encoded(t, charmap.Macintosh.NewEncoder(), spanish), spanish},
		"cp850":        {encoded(t, charmap.CodePage850.NewEncoder(), noEuro), noEuro},
		"utf-16le":     {encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder(), spanish), spanish},
		"utf-16be":     {encoded(t, unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder(), spanish), spanish},
		"shift_jis":    {encoded(t, japanese.ShiftJIS.NewEncoder(), strings.Repeat(kana, 5)), strings.Repeat(kana, 5)},
		"emoji":        {[]byte("ok 🎩\u200f 👩‍🚀\n"), "ok 🎩\u200f 👩‍🚀\n"},
		"nul":          {[]byte("a\x00b\n"), "ab\n"},
		"mixed":        {append([]byte("niña y camión\n"), encoded(t, charmap.Windows1252.NewEncoder(), "mañana\n")...), "niña y camión\nmañana\n"},
		"empty":        {nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			got, _ := charset.Decode(c.data)
			if got != c.want {
				t.Errorf("whole: %q, want %q", got, c.want)
			}
			l, err := charset.NewLines(strings.NewReader(string(c.data)), int64(len(c.data)))
			if err != nil {
				t.Fatal(err)
			}
			var lines []string
			for {
				s, ok, err := l.Next()
				if err != nil {
					t.Fatal(err)
				}
				if !ok {
					break
				}
				lines = append(lines, s)
			}
			if got := strings.Join(lines, "\n"); strings.TrimSuffix(got, "\n") != strings.TrimSuffix(c.want, "\n") {
				t.Errorf("by lines: %q, want %q", got, c.want)
			}
		})
	}
}

func TestLinesBack(t *testing.T) {
	const text = "one\ntwo\nthree\n"
	l, err := charset.NewLines(strings.NewReader(text), int64(len(text)))
	if err != nil {
		t.Fatal(err)
	}
	l.Next()
	two, _, _ := l.Next()
	three, _, _ := l.Next()
	l.Back([]string{two, three})
	if again, _, _ := l.Next(); again != "two" || l.Number() != 2 {
		t.Errorf("%q is line %d", again, l.Number())
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(spanish))
	f.Add([]byte("\xff\xfea\x00"))
	f.Add([]byte("a\xf1o\r\nni\xc3\xb1a\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, _ := charset.Decode(data)
		if strings.ContainsAny(s, "\x00\r") {
			t.Errorf("%q holds what was to be taken out", s)
		}
		l, err := charset.NewLines(strings.NewReader(string(data)), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		for range len(data) + 2 {
			if _, ok, err := l.Next(); err != nil || !ok {
				return
			}
		}
		t.Error("more lines than bytes")
	})
}
