// Package docx reads the paragraphs and tables of Word documents.
package docx

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/paper"
	"github.com/heedhq/heed/read/plain"
	"github.com/heedhq/heed/read/wire"
)

// Read reads one document as one conversation.
func Read(ctx context.Context, in wire.Input, o wire.Options, res *wire.Result, yield wire.Yield) error {
	data, ok, err := paper.Part(in, "word/document.xml", o.Limit())
	if err != nil {
		return err
	}
	if !ok {
		return heed.Errorf(heed.CodeInvalid, "%s is no Word document: it has no text part", in.Base())
	}
	if err := in.Stopped(ctx); err != nil {
		return err
	}
	text, err := body(data)
	if err != nil && strings.TrimSpace(text) == "" {
		return heed.WrapError(heed.CodeInvalid, err, "%s is a Word document that is damaged inside", in.Base())
	}
	if err != nil {
		res.Warn(wire.WarnFormat, in.Base(), "the document is damaged; the text before the damage is kept")
	}
	c, err := plain.Conversation(in.Base(), text, res)
	if err != nil {
		return err
	}
	return yield(c)
}

// state is where the reading of a document's XML stands.
type state struct {
	w     paper.Writer
	para  strings.Builder
	cells []string // of the row that is open
	cell  *strings.Builder
	depth int // of tables
	text  bool
	skip  int // within an element that is not part of the text
}

// skipped are elements whose words are not the document's: deleted text, and
// drawings' fallbacks, which repeat what was said.
var skipped = map[string]bool{"del": true, "moveFrom": true, "Fallback": true, "instrText": true, "delText": true, "pPr": true, "rPr": true, "sectPr": true}

func body(data []byte) (string, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = false
	var s state
	for {
		tok, err := d.Token()
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
			s.end(t.Name.Local)
		case xml.CharData:
			if s.text && s.skip == 0 {
				s.para.Write(t)
			}
		}
	}
}

func (s *state) start(t xml.StartElement) {
	if s.skip > 0 || skipped[t.Name.Local] {
		s.skip++
		return
	}
	switch t.Name.Local {
	case "t":
		s.text = true
	case "tab":
		s.para.WriteByte(' ')
	case "br", "cr":
		s.para.WriteByte('\n')
	case "noBreakHyphen":
		s.para.WriteByte('-')
	case "tbl":
		s.depth++
	case "tr":
		if s.depth == 1 {
			s.cells = nil
		}
	case "tc":
		if s.depth == 1 {
			s.cell = &strings.Builder{}
		}
	}
}

func (s *state) end(name string) {
	if s.skip > 0 {
		s.skip--
		return
	}
	switch name {
	case "t":
		s.text = false
	case "p":
		s.endPara()
	case "tc":
		if s.depth == 1 && s.cell != nil {
			s.cells = append(s.cells, s.cell.String())
			s.cell = nil
		}
	case "tr":
		if s.depth == 1 {
			s.w.Row(s.cells)
		}
	case "tbl":
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
