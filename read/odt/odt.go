// Package odt reads the paragraphs and tables of OpenDocument texts.
package odt

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/paper"
	"github.com/heedhq/heed/read/plain"
	"github.com/heedhq/heed/read/wire"
)

// Read reads one document as one conversation.
func Read(ctx context.Context, in wire.Input, o wire.Options, res *wire.Result, yield wire.Yield) error {
	data, ok, err := paper.Part(in, "content.xml", o.Limit())
	if err != nil {
		return err
	}
	if !ok {
		return heed.Errorf(heed.CodeInvalid, "%s is no OpenDocument text: it has no content", in.Base())
	}
	if locked, err := encrypted(in, o); err != nil || locked {
		if err != nil {
			return err
		}
		return heed.Errorf(heed.CodeUnsupported, "%s is locked with a password; save it without one", in.Base())
	}
	if err := in.Stopped(ctx); err != nil {
		return err
	}
	text, err := body(data)
	if err != nil && strings.TrimSpace(text) == "" {
		return heed.WrapError(heed.CodeInvalid, err, "%s is an OpenDocument text that is damaged inside", in.Base())
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

// encrypted reports whether the manifest says that the content is.
func encrypted(in wire.Input, o wire.Options) (bool, error) {
	m, ok, err := paper.Part(in, "META-INF/manifest.xml", o.Limit())
	return ok && bytes.Contains(m, []byte("encryption-data")), err
}

type state struct {
	w     paper.Writer
	para  strings.Builder
	cells []string
	cell  *strings.Builder
	depth int
	inP   int
	skip  int
}

// skipped are elements whose words are not the document's: comments, deleted
// text and the numbers of notes.
var skipped = map[string]bool{"annotation": true, "tracked-changes": true, "note-citation": true, "forms": true, "sequence-decls": true, "automatic-styles": true, "font-face-decls": true}

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
			if s.inP > 0 && s.skip == 0 {
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
	case "p", "h":
		s.inP++
	case "s":
		n := 1
		for _, a := range t.Attr {
			if a.Name.Local == "c" {
				n, _ = strconv.Atoi(a.Value)
			}
		}
		s.para.WriteString(strings.Repeat(" ", min(max(n, 1), 100)))
	case "tab":
		s.para.WriteByte(' ')
	case "line-break":
		s.para.WriteByte('\n')
	case "table":
		s.depth++
	case "table-row":
		if s.depth == 1 {
			s.cells = nil
		}
	case "table-cell":
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
	case "p", "h":
		s.inP--
		s.endPara()
	case "table-cell":
		if s.depth == 1 && s.cell != nil {
			s.cells = append(s.cells, s.cell.String())
			s.cell = nil
		}
	case "table-row":
		if s.depth == 1 {
			s.w.Row(s.cells)
		}
	case "table":
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
