// Package docx reads the paragraphs and tables of Word documents.
package docx

import (
	"context"
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
	text, err := word.Read(data)
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

// word is WordprocessingML. Deleted text is not the document's, nor are
// drawings' fallbacks, which repeat what was said.
var word = paper.Dialect{
	Marks: map[string]paper.Mark{
		"t": paper.Words, "p": paper.Para, "tab": paper.Blank, "br": paper.Break, "cr": paper.Break,
		"noBreakHyphen": paper.Hyphen, "tbl": paper.Table, "tr": paper.Row, "tc": paper.Cell,
	},
	Skipped: map[string]bool{
		"del": true, "moveFrom": true, "Fallback": true, "instrText": true, "delText": true, "pPr": true, "rPr": true,
		"sectPr": true,
	},
}
