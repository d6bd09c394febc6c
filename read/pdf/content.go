package pdf

import (
	"math"

	"github.com/ledongthuc/pdf"
)

// matrix is a transformation of the page: [a b c d e f].
type matrix [6]float64

var ident = matrix{1, 0, 0, 1, 0, 0}

// mul returns m applied before n.
func (m matrix) mul(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// chunk is a string as shown, with where it begins and ends on the page.
type chunk struct {
	text     string
	x, y     float64
	endX     float64
	size     float64
	sideways bool
}

// state is the graphics state that text depends on.
type state struct {
	ctm     matrix
	font    *font
	size    float64
	charGap float64
	wordGap float64
	scale   float64 // horizontal, 1 is usual
	leading float64
}

// reader gathers the text of one page.
type reader struct {
	state
	stack  []state
	line   matrix // of the text line
	at     matrix // of the next character
	fonts  map[string]*font
	chunks []chunk
	depth  int
}

// The limits on one page: no page that people write comes near them.
const (
	maxForms  = 6
	maxChunks = 400_000
	maxStack  = 1000
)

// contents returns the strings of a page in the order in which they are shown.
func contents(p pdf.Page) []chunk {
	r := &reader{state: state{ctm: ident, scale: 1}, line: ident, at: ident}
	r.stream(p.V.Key("Contents"), p.Resources())
	return r.chunks
}

func (r *reader) stream(strm, resources pdf.Value) {
	if strm.IsNull() {
		return
	}
	outer := r.fonts
	r.fonts = map[string]*font{}
	pdf.Interpret(strm, func(stk *pdf.Stack, op string) {
		args := make([]pdf.Value, stk.Len())
		for i := len(args) - 1; i >= 0; i-- {
			args[i] = stk.Pop()
		}
		if len(r.chunks) < maxChunks {
			r.op(op, args, resources)
		}
	})
	r.fonts = outer
}

// num returns argument i as a number, 0 where there is none.
func num(args []pdf.Value, i int) float64 {
	if i >= len(args) {
		return 0
	}
	return args[i].Float64()
}

func toMatrix(args []pdf.Value) matrix {
	var m matrix
	for i := range m {
		m[i] = num(args, i)
	}
	return m
}

func (r *reader) op(op string, args []pdf.Value, resources pdf.Value) {
	switch op {
	case "q":
		if len(r.stack) < maxStack {
			r.stack = append(r.stack, r.state)
		}
	case "Q":
		if n := len(r.stack); n > 0 {
			r.state, r.stack = r.stack[n-1], r.stack[:n-1]
		}
	case "cm":
		r.ctm = toMatrix(args).mul(r.ctm)
	case "Do":
		r.form(args, resources)
	case "BT":
		r.line, r.at = ident, ident
	case "Tf":
		if len(args) == 2 {
			r.size = num(args, 1)
			r.font = r.named(args[0].Name(), resources)
		}
	case "Tc":
		r.charGap = num(args, 0)
	case "Tw":
		r.wordGap = num(args, 0)
	case "Tz":
		r.scale = num(args, 0) / 100
	case "TL":
		r.leading = num(args, 0)
	case "Tm":
		r.line = toMatrix(args)
		r.at = r.line
	case "Td":
		r.move(num(args, 0), num(args, 1))
	case "TD":
		r.leading = -num(args, 1)
		r.move(num(args, 0), num(args, 1))
	case "T*":
		r.move(0, -r.leading)
	case "Tj":
		r.show(args, 0)
	case "'":
		r.move(0, -r.leading)
		r.show(args, 0)
	case "\"":
		r.wordGap, r.charGap = num(args, 0), num(args, 1)
		r.move(0, -r.leading)
		r.show(args, 2)
	case "TJ":
		r.spaced(args)
	}
}

// form shows a form, which has its own fonts and may hold the whole page.
func (r *reader) form(args []pdf.Value, resources pdf.Value) {
	if len(args) == 0 || r.depth >= maxForms {
		return
	}
	x := resources.Key("XObject").Key(args[0].Name())
	if x.Key("Subtype").Name() != "Form" {
		return
	}
	own := x.Key("Resources")
	if own.IsNull() {
		own = resources
	}
	before := r.state
	if m := x.Key("Matrix"); m.Len() == 6 {
		var v []pdf.Value
		for i := range 6 {
			v = append(v, m.Index(i))
		}
		r.ctm = toMatrix(v).mul(r.ctm)
	}
	r.depth++
	r.stream(x, own)
	r.depth--
	r.state = before
}

func (r *reader) named(name string, resources pdf.Value) *font {
	if f, ok := r.fonts[name]; ok {
		return f
	}
	f := newFont(resources.Key("Font").Key(name))
	r.fonts[name] = f
	return f
}

func (r *reader) move(x, y float64) {
	r.line = matrix{1, 0, 0, 1, x, y}.mul(r.line)
	r.at = r.line
}

func (r *reader) show(args []pdf.Value, i int) {
	if i < len(args) && args[i].Kind() == pdf.String {
		r.write(args[i].RawString())
	}
}

// spaced shows strings with room between them: much room is a space.
func (r *reader) spaced(args []pdf.Value) {
	if len(args) == 0 {
		return
	}
	list := args[0]
	for i := range list.Len() {
		if v := list.Index(i); v.Kind() == pdf.String {
			r.write(v.RawString())
		} else {
			r.advance(-v.Float64() / 1000 * r.size * r.scale)
		}
	}
}

func (r *reader) advance(dx float64) { r.at = matrix{1, 0, 0, 1, dx, 0}.mul(r.at) }

// write shows one string and moves on by its width.
func (r *reader) write(raw string) {
	if r.font == nil || raw == "" {
		return
	}
	text, width, codes, spaces := r.font.show(raw)
	begin := r.at.mul(r.ctm)
	r.advance((width/1000*r.size + float64(codes)*r.charGap + float64(spaces)*r.wordGap) * r.scale)
	end := r.at.mul(r.ctm)
	if text == "" {
		return
	}
	r.chunks = append(r.chunks, chunk{
		text: text, x: begin[4], y: begin[5], endX: end[4], size: math.Abs(r.size) * math.Hypot(begin[2], begin[3]),
		sideways: math.Abs(begin[1]) > math.Abs(begin[0]),
	})
}
