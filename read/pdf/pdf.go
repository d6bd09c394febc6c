// Package pdf reads the text layer of PDF files.
package pdf

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/ledongthuc/pdf"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/plain"
	"github.com/heedhq/heed/read/wire"
)

// Read reads one document as one conversation.
func Read(ctx context.Context, in wire.Input, _ wire.Options, res *wire.Result, yield wire.Yield) error {
	doc, err := open(in)
	if err != nil {
		return err
	}
	n := pages(doc)
	if n == 0 {
		return damaged(in, nil)
	}
	var all [][]string
	bad := 0
	for i := 1; i <= n; i++ {
		if err := in.Stopped(ctx); err != nil {
			return err
		}
		lines, err := page(doc, i)
		if err != nil {
			bad++
			res.Refuse(fmt.Sprintf("%s, page %d", in.Base(), i), "the page cannot be read")
			continue
		}
		all = append(all, lines)
	}
	text := flow(all)
	if strings.TrimSpace(text) == "" {
		if bad == n {
			return damaged(in, nil)
		}
		return heed.Errorf(heed.CodeUnsupported, "%s has %s but no text: it is a scan or pictures; run character recognition over it first", in.Base(), wire.Count(n, "page"))
	}
	c, err := plain.Conversation(in.Base(), text, res)
	if err != nil {
		return err
	}
	return yield(c)
}

func damaged(in wire.Input, cause error) error {
	return heed.WrapError(heed.CodeInvalid, cause, "%s is a PDF that is cut short or damaged; get a whole copy", in.Base())
}

// open opens a document. The reader below it panics on what it does not expect.
func open(in wire.Input) (doc *pdf.Reader, err error) {
	defer func() {
		if p := recover(); p != nil {
			doc, err = nil, damaged(in, fmt.Errorf("%v", p))
		}
	}()
	doc, err = pdf.NewReader(in.R, in.Size)
	switch {
	case err == nil:
		return doc, nil
	case errors.Is(err, pdf.ErrInvalidPassword), strings.Contains(err.Error(), "encrypt"):
		return nil, heed.WrapError(heed.CodeUnsupported, err, "%s is locked with a password; save it without one", in.Base())
	}
	return nil, damaged(in, err)
}

// maxPages bounds a document whose page count is a lie.
const maxPages = 20000

func pages(doc *pdf.Reader) (n int) {
	defer func() {
		if recover() != nil {
			n = 0
		}
	}()
	return min(doc.NumPage(), maxPages)
}

// page returns the lines of page i in the order of its text.
func page(doc *pdf.Reader, i int) (lines []string, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("page %d: %v", i, p)
		}
	}()
	p := doc.Page(i)
	if p.V.IsNull() {
		return nil, fmt.Errorf("page %d is missing", i)
	}
	return layout(contents(p)), nil
}

// layout makes lines of what is shown: a new line where the baseline moves or
// the text goes back, a blank line where it moves by more than one and a half
// lines, a space where there is a gap. Text set sideways is left out.
func layout(chunks []chunk) []string {
	var lines []string
	var b strings.Builder
	var last chunk
	step, begun := 0.0, false // step of one line
	end := func() {
		lines = append(lines, strings.TrimRight(b.String(), " "))
		b.Reset()
	}
	for _, c := range chunks {
		if c.sideways {
			continue
		}
		if begun {
			size := max(last.size, c.size, 1)
			dy := last.y - c.y
			gap := c.x - last.endX
			switch {
			case dy > size*0.5 || dy < -size*0.5:
				end()
				if step > 0 && (dy > step*1.45 || dy < 0) {
					lines = append(lines, "")
				}
				if dy > size*0.8 && (step == 0 || dy < step) {
					step = dy
				}
			case gap < -size*2 && c.x < last.x: // the same line once more: another column
				end()
			case gap > size*1.5: // a cell of a table, or a tab
				b.WriteByte('\t')
			case gap > size*0.16 && !strings.HasSuffix(b.String(), " ") && !strings.HasPrefix(c.text, " "):
				b.WriteByte(' ')
			}
		}
		b.WriteString(c.text)
		last, begun = c, true
	}
	end()
	return lines
}
