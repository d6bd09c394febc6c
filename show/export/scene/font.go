package scene

import (
	"embed"
	"io/fs"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

//go:embed fonts
var fontFiles embed.FS

// Face is one of the faces that drawings are set in. Serif belongs to
// customers' words alone.
type Face int

// The faces.
const (
	Sans Face = iota
	SansBold
	SansItalic
	SansLight
	Serif
	SerifMedium
	// Missing stands for characters that none of the faces has a letterform
	// for: SVG and PPTX leave them to the reader's machine, PNG and PDF draw a
	// box with the character's number.
	Missing
)

// Faces lists those that have a file.
var Faces = []Face{Sans, SansBold, SansItalic, SansLight, Serif, SerifMedium}

type faceInfo struct {
	file, family string
	weight       int
	italic       bool
}

var faceInfos = [...]faceInfo{
	Sans:        {"SourceSans3_400Regular.ttf", "Source Sans 3", 400, false},
	SansBold:    {"SourceSans3_600SemiBold.ttf", "Source Sans 3", 600, false},
	SansItalic:  {"SourceSans3_400Regular_Italic.ttf", "Source Sans 3", 400, true},
	SansLight:   {"SourceSans3_300Light.ttf", "Source Sans 3", 300, false},
	Serif:       {"Newsreader_400Regular.ttf", "Newsreader", 400, false},
	SerifMedium: {"Newsreader_500Medium.ttf", "Newsreader", 500, false},
	Missing:     {"", "Source Sans 3", 400, false},
}

// Family is the name of the face's family.
func (f Face) Family() string { return faceInfos[f].family }

// Weight is the face's weight, 100 to 900.
func (f Face) Weight() int { return faceInfos[f].weight }

// Italic reports whether the face leans.
func (f Face) Italic() bool { return faceInfos[f].italic }

// TTF returns the face's file; nil for Missing.
func (f Face) TTF() []byte {
	if faceInfos[f].file == "" {
		return nil
	}
	b, err := fs.ReadFile(fontFiles, "fonts/"+faceInfos[f].file)
	if err != nil {
		panic(err) // the folder is embedded above
	}
	return b
}

// loaded is a parsed face with the advances of the characters seen so far.
type loaded struct {
	mu       sync.Mutex
	font     *sfnt.Font
	buf      sfnt.Buffer
	em       float64
	advances map[rune]float64 // in ems; -1 where the face has no letterform
}

var loadedFaces = func() (l [Missing]func() *loaded) {
	for _, f := range Faces {
		l[f] = sync.OnceValue(func() *loaded {
			parsed, err := sfnt.Parse(f.TTF())
			if err != nil {
				panic(err) // our own file
			}
			return &loaded{font: parsed, em: float64(parsed.UnitsPerEm()), advances: map[rune]float64{}}
		})
	}
	return l
}()

// advance returns the width of r in ems, and false where the face has no
// letterform for it.
func (f Face) advance(r rune) (float64, bool) {
	if f == Missing {
		return 1, true
	}
	l := loadedFaces[f]()
	l.mu.Lock()
	defer l.mu.Unlock()
	if a, ok := l.advances[r]; ok {
		return a, a >= 0
	}
	a := -1.0
	if i, err := l.font.GlyphIndex(&l.buf, r); err == nil && i != 0 {
		if w, err := l.font.GlyphAdvance(&l.buf, i, fixed.I(int(l.em)), font.HintingNone); err == nil {
			a = float64(w) / 64 / l.em
		}
	}
	l.advances[r] = a
	return a, a >= 0
}

// Outline returns the letterform of r at size with its origin at 0, 0 and y
// growing downwards, and its advance; no path where there is nothing to draw.
func (f Face) Outline(r rune, size float64) (Segments, float64) {
	w, ok := f.advance(r)
	if !ok || f == Missing {
		return nil, w * size
	}
	l := loadedFaces[f]()
	l.mu.Lock()
	defer l.mu.Unlock()
	i, err := l.font.GlyphIndex(&l.buf, r)
	if err != nil {
		return nil, w * size
	}
	segs, err := l.font.LoadGlyph(&l.buf, i, fixed.I(int(l.em)), nil)
	if err != nil {
		return nil, w * size
	}
	k := size / l.em / 64
	at := func(p fixed.Point26_6) (x, y float64) { return float64(p.X) * k, float64(p.Y) * k }
	var out Segments
	var px, py float64
	for _, s := range segs {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if len(out) > 0 {
				out = append(out, Seg{Op: 'Z'})
			}
			px, py = at(s.Args[0])
			out = append(out, Seg{Op: 'M', X: px, Y: py})
		case sfnt.SegmentOpLineTo:
			px, py = at(s.Args[0])
			out = append(out, Seg{Op: 'L', X: px, Y: py})
		case sfnt.SegmentOpQuadTo:
			qx, qy := at(s.Args[0])
			x, y := at(s.Args[1])
			out = append(out, Seg{Op: 'C', X1: px + (qx-px)*2/3, Y1: py + (qy-py)*2/3, X2: x + (qx-x)*2/3, Y2: y + (qy-y)*2/3, X: x, Y: y})
			px, py = x, y
		case sfnt.SegmentOpCubeTo:
			x1, y1 := at(s.Args[0])
			x2, y2 := at(s.Args[1])
			px, py = at(s.Args[2])
			out = append(out, Seg{Op: 'C', X1: x1, Y1: y1, X2: x2, Y2: y2, X: px, Y: py})
		}
	}
	if len(out) > 0 {
		out = append(out, Seg{Op: 'Z'})
	}
	return out, w * size
}
