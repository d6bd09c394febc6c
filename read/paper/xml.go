package paper

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
)

// Mark says what an element of a document's XML is to its text.
type Mark uint8

// What elements are; a paragraph may hold its words directly.
const (
	Words  Mark = 1 << iota // its characters are the document's words
	Para                    // ends a paragraph
	Blank                   // white space: as many blanks as its attribute c says, one without
	Break                   // a new line
	Hyphen                  // a hyphen that does not break
	Table
	Row
	Cell
)

// Dialect is how a document format names its elements, by local name.
type Dialect struct {
	Marks   map[string]Mark
	Skipped map[string]bool // elements whose words are not the document's
}

// Read returns the paragraphs and tables of a document's XML. With an error
// comes the text that stands before the damage. A table within a table is
// part of the outer one's cell.
func (d Dialect) Read(data []byte) (string, error) {
	dec := xml.NewDecoder(bytes.NewReader(data))
	dec.Strict = false
	s := state{Dialect: d}
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return s.w.Text(), nil
		}
		if err != nil {
			s.endPara()
			return s.w.Text(), err
		}
		switch t := tok.(type) {
		case xml.StartElement:
			s.start(t)
		case xml.EndElement:
			s.end(s.Marks[t.Name.Local])
		case xml.CharData:
			if s.words > 0 && s.skip == 0 {
				s.para.Write(t)
			}
		}
	}
}

// state is where the reading of a document's XML stands.
type state struct {
	Dialect
	w     Writer
	para  strings.Builder
	cells []string // of the row that is open
	cell  *strings.Builder
	depth int // of tables
	words int // of elements that hold words
	skip  int // of elements that are not part of the text
}

func (s *state) start(t xml.StartElement) {
	if s.skip > 0 || s.Skipped[t.Name.Local] {
		s.skip++
		return
	}
	mark := s.Marks[t.Name.Local]
	switch {
	case mark&Blank != 0:
		s.para.WriteString(strings.Repeat(" ", blanks(t.Attr)))
	case mark&Break != 0:
		s.para.WriteByte('\n')
	case mark&Hyphen != 0:
		s.para.WriteByte('-')
	case mark&Table != 0:
		s.depth++
	case mark&Row != 0 && s.depth == 1:
		s.cells = nil
	case mark&Cell != 0 && s.depth == 1:
		s.cell = &strings.Builder{}
	}
	if mark&Words != 0 {
		s.words++
	}
}

func (s *state) end(mark Mark) {
	if s.skip > 0 {
		s.skip--
		return
	}
	if mark&Words != 0 {
		s.words--
	}
	switch {
	case mark&Para != 0:
		s.endPara()
	case mark&Cell != 0 && s.depth == 1 && s.cell != nil:
		s.cells = append(s.cells, s.cell.String())
		s.cell = nil
	case mark&Row != 0 && s.depth == 1:
		s.w.Row(s.cells)
	case mark&Table != 0:
		if s.depth--; s.depth == 0 {
			s.w.EndTable()
		}
	}
}

func (s *state) endPara() {
	text := strings.TrimSpace(s.para.String())
	s.para.Reset()
	if s.cell == nil {
		s.w.Para(text)
		return
	}
	if text != "" {
		if s.cell.Len() > 0 {
			s.cell.WriteByte('\n')
		}
		s.cell.WriteString(text)
	}
}

// blanks is how many blanks an element stands for, 1 to 100.
func blanks(attrs []xml.Attr) int {
	for _, a := range attrs {
		if a.Name.Local == "c" {
			n, _ := strconv.Atoi(a.Value) // no number: one blank
			return min(max(n, 1), 100)
		}
	}
	return 1
}
