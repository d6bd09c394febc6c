// Package charset makes UTF-8 of whatever a text file holds: UTF-8 validity
// comes first, then byte order marks, then a guess. It works on a whole file
// or line by line in bounded memory.
package charset

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/wlynxg/chardet"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

// Info says how a text was decoded.
type Info struct {
	Name    string // of the character set, lower case
	Guessed bool   // the whole text was not UTF-8 and had no mark
	Mixed   int    // lines decoded otherwise than the rest
	NULs    int    // taken out
}

// sample is how many bytes a guess looks at.
const sample = 256 << 10

// Decode returns data as UTF-8 without a byte order mark or NUL bytes, and
// with \n for every line end.
func Decode(data []byte) (string, Info) {
	info := Info{Name: "utf-8"}
	var s string
	switch enc := marked(data); {
	case enc != nil:
		info.Name = "utf-16"
		b, err := enc.NewDecoder().Bytes(data)
		if err != nil {
			b = bytes.ToValidUTF8(data, []byte("\uFFFD"))
		}
		s = string(b)
	case utf8.Valid(data):
		s = string(data)
	default:
		s, info = decodeInvalid(data)
	}
	s = strings.TrimPrefix(s, "\uFEFF")
	if n := strings.Count(s, "\x00"); n > 0 {
		info.NULs = n
		s = strings.ReplaceAll(s, "\x00", "")
	}
	return normaliseLines(s), info
}

func normaliseLines(s string) string {
	if !strings.Contains(s, "\r") {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

func decodeInvalid(data []byte) (string, Info) {
	if !mostlyUTF8(data) {
		name, enc := guess(data)
		b, err := enc.NewDecoder().Bytes(data)
		if err == nil {
			return string(b), Info{Name: name, Guessed: true}
		}
	}
	info := Info{Name: "utf-8"}
	name, enc := guess(onlyInvalid(data))
	var out strings.Builder
	out.Grow(len(data) + len(data)/16)
	for len(data) > 0 {
		line := data
		if i := bytes.IndexByte(data, '\n'); i >= 0 {
			line = data[:i+1]
		}
		data = data[len(line):]
		if utf8.Valid(line) {
			out.Write(line)
			continue
		}
		info.Mixed++
		info.Name = name
		out.WriteString(decodeWith(enc, line))
	}
	return out.String(), info
}

func decodeWith(enc encoding.Encoding, b []byte) string {
	d, err := enc.NewDecoder().Bytes(b)
	if err != nil {
		return string(bytes.ToValidUTF8(b, []byte("\uFFFD")))
	}
	return string(d)
}

// marked returns the UTF-16 encoding that a byte order mark or the pattern of
// NUL bytes tells, and nil for anything else.
func marked(data []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	}
	head := data[:min(len(data), 4096)]
	if len(head) < 8 {
		return nil
	}
	var even, odd int
	for i, b := range head {
		if b != 0 {
			continue
		}
		if i%2 == 0 {
			even++
		} else {
			odd++
		}
	}
	half := len(head) / 2
	switch {
	case odd*10 > half*7 && even*10 < half:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case even*10 > half*7 && odd*10 < half:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// mostlyUTF8 reports whether multi-byte sequences that are valid outnumber
// the bytes that are not: a file pasted together of two character sets.
func mostlyUTF8(data []byte) bool {
	var valid, invalid int
	for data = data[:min(len(data), 4*sample)]; len(data) > 0; {
		if data[0] < utf8.RuneSelf {
			data = data[1:]
			continue
		}
		r, n := utf8.DecodeRune(data)
		if r == utf8.RuneError && n == 1 {
			invalid++
		} else {
			valid++
		}
		data = data[n:]
	}
	return valid >= invalid && valid > 0
}

// onlyInvalid collects the lines of data that are not UTF-8, up to a sample.
func onlyInvalid(data []byte) []byte {
	var out []byte
	for line := range bytes.Lines(data) {
		if !utf8.Valid(line) {
			out = append(out, line...)
		}
		if len(out) > sample {
			break
		}
	}
	return out
}

// The single-byte sets that text in Western European languages comes in. The
// detector confuses them with each other and with Turkish and Baltic ones, so
// they are told apart by the letters that they yield.
var western = []struct {
	name string
	enc  *charmap.Charmap
}{
	{"windows-1252", charmap.Windows1252},
	{"macintosh", charmap.Macintosh},
	{"cp850", charmap.CodePage850},
}

// multibyte are the sets for which the detector's word is taken.
var multibyte = map[string]bool{
	"gb2312": true, "gb18030": true, "big5": true, "euc-jp": true, "shift_jis": true, "euc-kr": true,
	"windows-1251": true, "koi8-r": true, "iso-8859-5": true, "windows-1255": true, "iso-8859-8": true,
	"windows-1253": true, "iso-8859-7": true, "iso-2022-jp": true,
}

// guess names the character set of bytes that are not UTF-8.
func guess(data []byte) (string, encoding.Encoding) {
	data = data[:min(len(data), sample)]
	best, bestScore := 0, -1<<30
	for i, w := range western {
		if s := score(w.enc, data); s > bestScore {
			best, bestScore = i, s
		}
	}
	if bestScore > 0 && !dense(data) {
		return western[best].name, western[best].enc
	}
	r := chardet.Detect(data)
	name := strings.ToLower(r.Encoding)
	if multibyte[name] && r.Confidence >= 0.5 {
		if enc, err := htmlindex.Get(name); err == nil {
			return name, enc
		}
	}
	return western[best].name, western[best].enc
}

// dense reports whether more of the bytes are beyond ASCII than a language with
// Latin letters has.
func dense(data []byte) bool {
	n := 0
	for _, b := range data {
		if b >= utf8.RuneSelf {
			n++
		}
	}
	return n*10 > len(data)*3
}

// expected are the characters that English, Spanish and their neighbours use
// beyond ASCII.
const expected = "áéíóúüñÁÉÍÓÚÜÑ¿¡àèìòùâêîôûäëïöçãõÀÈÇÄÖß’‘“”–—…€£°ºª«»·"

// score counts expected characters against others that the bytes yield.
func score(cm *charmap.Charmap, data []byte) int {
	n := 0
	for i, b := range data {
		if b < utf8.RuneSelf {
			continue
		}
		r := cm.DecodeByte(b)
		switch {
		case strings.ContainsRune(expected, r):
			n += 2
			// A dash or a currency sign within a word is a letter misread.
			if inWord(data, i) && strings.ContainsRune("–—…€£°ºª«»·¿¡“”", r) {
				n -= 5
			}
		default:
			n -= 3
		}
	}
	return n
}

func inWord(data []byte, i int) bool {
	letter := func(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }
	return i > 0 && i+1 < len(data) && letter(data[i-1]) && letter(data[i+1])
}
