package pdf

import (
	"strings"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"
)

// font decodes a font's strings and knows how wide they are.
type font struct {
	enc    pdf.TextEncoding
	wide   bool            // two bytes a character
	widths map[int]float64 // by code, in thousandths of the size
	usual  float64         // of a code without a width
}

func newFont(v pdf.Value) *font {
	pf := pdf.Font{V: v}
	f := &font{enc: pf.Encoder(), widths: map[int]float64{}, usual: 500}
	if v.Key("Subtype").Name() == "Type0" {
		f.wide = true
		f.usual = 1000
		d := v.Key("DescendantFonts").Index(0)
		if dw := d.Key("DW"); dw.Kind() == pdf.Integer || dw.Kind() == pdf.Real {
			f.usual = dw.Float64()
		}
		f.composite(d.Key("W"))
		return f
	}
	first := pf.FirstChar()
	w := v.Key("Widths")
	for i := range min(w.Len(), 256) {
		f.widths[first+i] = w.Index(i).Float64()
	}
	return f
}

// composite reads widths as "c [w1 w2]" and "first last w".
func (f *font) composite(w pdf.Value) {
	for i := 0; i+1 < w.Len(); {
		c := int(w.Index(i).Int64())
		if list := w.Index(i + 1); list.Kind() == pdf.Array {
			for k := range list.Len() {
				f.widths[c+k] = list.Index(k).Float64()
			}
			i += 2
			continue
		}
		last := min(int(w.Index(i+1).Int64()), c+1<<16)
		for ; c <= last; c++ {
			f.widths[c] = w.Index(i + 2).Float64()
		}
		i += 3
	}
}

// show returns the words of a string, its width in thousandths of the size, and
// how many codes and spaces it has.
func (f *font) show(raw string) (text string, width float64, codes, spaces int) {
	if f.wide {
		for i := 0; i+1 < len(raw); i += 2 {
			width += f.of(int(raw[i])<<8 | int(raw[i+1]))
			codes++
		}
	} else {
		for i := range len(raw) {
			width += f.of(int(raw[i]))
			codes++
			if raw[i] == ' ' {
				spaces++
			}
		}
	}
	text = f.enc.Decode(raw)
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, "\uFFFD")
	}
	return ligatures.Replace(text), width, codes, spaces
}

func (f *font) of(code int) float64 {
	if w, ok := f.widths[code]; ok {
		return w
	}
	return f.usual
}

// ligatures are letters that are set as one and searched for as several.
var ligatures = strings.NewReplacer("ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "ﬅ", "st", "ﬆ", "st", "\x00", "", "\u00ad", "-", "\r", "", "\n", "")
