package scene

import (
	"fmt"
	"unicode"
)

// MissingBox stands for a character without a letterform: an edge and the
// character's number in two rows of digits.
type MissingBox struct {
	Edge Path
	Code string // even number of hexadecimal digits
	X    float64
	Base [2]float64
	Size float64
}

// MissingBoxes places a box for every character of a Missing run.
func MissingBoxes(r Run, base float64) []MissingBox {
	var out []MissingBox
	x := r.X
	for _, ch := range r.Text {
		if Invisible(ch) || unicode.Is(unicode.Mn, ch) {
			continue
		}
		code := fmt.Sprintf("%04X", ch)
		if len(code)%2 == 1 {
			code = "0" + code
		}
		s := r.Size
		box := rect(x+.06*s, base-.8*s, .88*s, .95*s, Paper)
		box.Fill, box.Stroke, box.Width = nil, ptr(Line2), max(.5, .05*s)
		digits := .38 * s
		if len(code) > 4 {
			digits = .36 * s
		}
		w := Width(code[:len(code)/2], Style{Face: Sans, Size: digits})
		out = append(out, MissingBox{Edge: box, Code: code, X: x + (s-w)/2, Base: [2]float64{base - .4*s, base + .02*s}, Size: digits})
		x += s
	}
	return out
}
