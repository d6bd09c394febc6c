// Package odt reads the paragraphs and tables of OpenDocument texts.
package odt

import (
	"bytes"
	"context"
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
	text, err := writer.Read(data)
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

// writer is OpenDocument. Comments, deleted text and the numbers of notes are
// not the document's words.
var writer = paper.Dialect{
	Marks: map[string]paper.Mark{
		"p": paper.Para | paper.Words, "h": paper.Para | paper.Words, "s": paper.Blank, "tab": paper.Blank,
		"line-break": paper.Break, "table": paper.Table, "table-row": paper.Row, "table-cell": paper.Cell,
	},
	Skipped: map[string]bool{
		"annotation": true, "tracked-changes": true, "note-citation": true, "forms": true, "sequence-decls": true,
		"automatic-styles": true, "font-face-decls": true,
	},
}
