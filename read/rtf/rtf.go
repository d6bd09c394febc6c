// Package rtf reads the text of Rich Text Format documents.
package rtf

import (
	"context"
	"strconv"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/plain"
	"github.com/heedhq/heed/read/wire"
)

// Read reads one document as one conversation.
func Read(ctx context.Context, in wire.Input, _ wire.Options, res *wire.Result, yield wire.Yield) error {
	data, err := in.Bytes()
	if err != nil {
		return err
	}
	if err := in.Stopped(ctx); err != nil {
		return err
	}
	text, whole := body(data)
	if strings.TrimSpace(text) == "" {
		return heed.Errorf(heed.CodeInvalid, "%s is a document without words", in.Base())
	}
	if !whole {
		res.Warn(wire.WarnFormat, in.Base(), "the document breaks off; the text before that is kept")
	}
	c, err := plain.Conversation(in.Base(), text, res)
	if err != nil {
		return err
	}
	return yield(c)
}

// skipped are groups whose words are not the document's.
var skipped = map[string]bool{
	"fonttbl": true, "colortbl": true, "stylesheet": true, "info": true, "pict": true, "header": true, "headerl": true, "headerr": true, "headerf": true,
	"footer": true, "footerl": true, "footerr": true, "footerf": true, "object": true, "themedata": true, "datastore": true, "listtable": true, "fldinst": true, "annotation": true, "atnid": true, "atnauthor": true,
}

// codepages are the ones that the letters of \'hh may be in.
var codepages = map[int]*charmap.Charmap{
	1250: charmap.Windows1250, 1251: charmap.Windows1251, 1252: charmap.Windows1252, 1253: charmap.Windows1253, 1254: charmap.Windows1254, 1257: charmap.Windows1257,
	437: charmap.CodePage437, 850: charmap.CodePage850, 10000: charmap.Macintosh,
}

// group is what holds within a pair of braces.
type group struct {
	skip bool
	uc   int // characters that stand in for one \u
}

// maxDepth bounds how deeply groups lie in each other.
const maxDepth = 10000

type parser struct {
	b     strings.Builder
	stack []group
	cur   group
	page  *charmap.Charmap
	drop  int // characters that stand in for the last \u
	high  rune
}

// body returns the words of a document; whole says that its braces close.
func body(data []byte) (text string, whole bool) {
	p := &parser{cur: group{uc: 1}, page: charmap.Windows1252}
	for i := 0; i < len(data); {
		switch c := data[i]; c {
		case '{':
			if len(p.stack) > maxDepth {
				return p.b.String(), false
			}
			p.stack = append(p.stack, p.cur)
			i++
		case '}':
			if n := len(p.stack); n > 0 {
				p.cur, p.stack = p.stack[n-1], p.stack[:n-1]
			}
			p.drop = 0
			i++
		case '\\':
			i = p.control(data, i+1)
		case '\r', '\n':
			i++
		default:
			p.letter(p.page.DecodeByte(c))
			i++
		}
	}
	return p.b.String(), len(p.stack) == 0
}

// letter writes one character, unless it stands in for one that was written.
func (p *parser) letter(r rune) {
	switch {
	case p.cur.skip:
	case p.drop > 0:
		p.drop--
	default:
		p.b.WriteRune(r)
	}
}

// control reads what follows a backslash and returns where it ends.
func (p *parser) control(data []byte, i int) int {
	if i >= len(data) {
		return i
	}
	c := data[i]
	if c|0x20 < 'a' || c|0x20 > 'z' {
		return p.symbol(data, i)
	}
	j := i
	for j < len(data) && data[j]|0x20 >= 'a' && data[j]|0x20 <= 'z' && j-i < 32 {
		j++
	}
	word := string(data[i:j])
	k := j
	if k < len(data) && data[k] == '-' {
		k++
	}
	for k < len(data) && data[k] >= '0' && data[k] <= '9' && k-j < 11 {
		k++
	}
	n, err := strconv.Atoi(string(data[j:k]))
	if k < len(data) && data[k] == ' ' {
		k++
	}
	p.word(word, n, err == nil)
	if word == "bin" && n > 0 { // raw bytes follow
		k = min(len(data), k+n)
	}
	return k
}

func (p *parser) symbol(data []byte, i int) int {
	switch data[i] {
	case '\'':
		if i+2 < len(data) {
			if v, err := strconv.ParseUint(string(data[i+1:i+3]), 16, 8); err == nil {
				p.letter(p.page.DecodeByte(byte(v)))
			}
			return i + 3
		}
		return len(data)
	case '\\', '{', '}':
		p.letter(rune(data[i]))
	case '~':
		p.letter(' ')
	case '_':
		p.letter('-')
	case '*':
		p.cur.skip = true
	case '\n', '\r':
		p.letter('\n')
	}
	return i + 1
}

func (p *parser) word(word string, n int, given bool) {
	switch word {
	case "par", "line", "sect", "page", "row":
		p.letter('\n')
	case "tab", "cell":
		p.letter(' ')
	case "emdash":
		p.letter('—')
	case "endash":
		p.letter('–')
	case "lquote":
		p.letter('‘')
	case "rquote":
		p.letter('’')
	case "ldblquote":
		p.letter('“')
	case "rdblquote":
		p.letter('”')
	case "ansicpg":
		if cp := codepages[n]; cp != nil {
			p.page = cp
		}
	case "uc":
		if given && n >= 0 && n < 10 {
			p.cur.uc = n
		}
	case "u":
		p.unicode(n)
	default:
		if skipped[word] {
			p.cur.skip = true
		}
	}
}

// unicode writes a character given by its UTF-16 unit, negative above 32767.
func (p *parser) unicode(n int) {
	p.drop = 0
	r := rune(uint16(n))
	switch {
	case utf16.IsSurrogate(r) && p.high == 0:
		p.high = r
	case p.high != 0:
		p.letter(utf16.DecodeRune(p.high, r))
		p.high = 0
	default:
		p.letter(r)
	}
	p.drop = p.cur.uc
}
