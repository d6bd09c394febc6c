// Package table reads conversations from CSV and XLSX: one row a turn, one row
// a conversation, or one row a respondent, where open answers become turns
// under their question and ratings become figures. What each column is, is
// guessed from its header in English and Spanish and from what it holds.
package table

import (
	"context"
	"fmt"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/charset"
	"github.com/heedhq/heed/read/wire"
)

// looked is how many rows the guess of the columns looks at.
const looked = 300

// ReadCSV reads delimited text in two passes: the first learns where each
// conversation ends, the second gives them out, so that memory holds only the
// conversations that are open.
func ReadCSV(ctx context.Context, in wire.Input, o wire.Options, res *wire.Result, yield wire.Yield) error {
	look, err := in.Look()
	if err != nil {
		return err
	}
	comma := delimiterOf(look.Lines())
	open := func(warn bool) (rows, func(), error) {
		lines := look.Lines()
		r := &csvRows{lines: lines, comma: comma, stray: func(int) {}}
		if warn {
			r.stray = func(n int) {
				res.Warn(wire.WarnQuote, fmt.Sprintf("%s:%d", in.Base(), n), "a quotation mark opens here and never closes; the row is read without it")
			}
		}
		return r, func() {
			if warn {
				in.Done(res, lines)
			}
		}, nil
	}
	return read(ctx, in, open, o, res, yield)
}

func delimiterOf(lines *charset.Lines) byte {
	var b strings.Builder
	for b.Len() < 64<<10 {
		l, ok, err := lines.Next()
		if !ok || err != nil {
			break
		}
		b.WriteString(l)
		b.WriteByte('\n')
	}
	text := b.String()
	// Excel writes the delimiter on a first line of its own.
	if strings.HasPrefix(text, "sep=") && len(text) > 5 {
		return text[4]
	}
	if d := Delimiter(text); d != 0 {
		return d
	}
	return ','
}

// read reads a table that open opens as often as asked.
func read(ctx context.Context, in wire.Input, open func(warn bool) (rows, func(), error), o wire.Options, res *wire.Result, yield wire.Yield) error {
	l, ends, err := survey(ctx, in, open, o, res)
	if err != nil {
		return err
	}
	r, done, err := open(true)
	if err != nil {
		return err
	}
	defer done()
	if _, err := header(r); err != nil {
		return err
	}
	for skip := 0; skip < l.headRows; {
		cells, _, err := r.next()
		if err != nil {
			return heed.WrapError(heed.CodeInvalid, err, "%s could not be read to its end", in.Base())
		}
		if !blank(cells) {
			skip++
		}
	}
	g := newGrouper(in, l, ends, o, res, yield)
	for n := 0; ; n++ {
		cells, line, err := r.next()
		if isEnd(err) {
			break
		}
		if err != nil {
			return heed.WrapError(heed.CodeInvalid, err, "%s could not be read to its end", in.Base())
		}
		if n%1024 == 0 {
			if err := in.Stopped(ctx); err != nil {
				return err
			}
		}
		if blank(cells) {
			continue
		}
		if err := g.row(cells, line); err != nil {
			return err
		}
	}
	return g.close()
}

// header skips empty lines and returns the first row with cells.
func header(r rows) ([]string, error) {
	for {
		cells, _, err := r.next()
		if err != nil {
			return nil, err
		}
		if len(cells) == 1 && strings.HasPrefix(cells[0], "sep=") || len(cells) == 2 && cells[0] == "sep=" {
			continue
		}
		if !blank(cells) {
			return cells, nil
		}
	}
}

// survey is the first pass: the layout, and the last row of each conversation
// where rows are turns.
func survey(ctx context.Context, in wire.Input, open func(bool) (rows, func(), error), o wire.Options, res *wire.Result) (*layout, map[string]int, error) {
	r, done, err := open(false)
	if err != nil {
		return nil, nil, err
	}
	defer done()
	head, err := header(r)
	if isEnd(err) {
		return nil, nil, heed.Errorf(heed.CodeInvalid, "%s is a table without rows", in.Base())
	}
	if err != nil {
		return nil, nil, heed.WrapError(heed.CodeInvalid, err, "%s could not be read", in.Base())
	}
	var first [][]string
	for len(first) < looked {
		cells, _, err := r.next()
		if isEnd(err) {
			break
		}
		if err != nil {
			return nil, nil, heed.WrapError(heed.CodeInvalid, err, "%s could not be read", in.Base())
		}
		if !blank(cells) {
			first = append(first, cells)
		}
	}
	if len(first) == 0 {
		return nil, nil, heed.Errorf(heed.CodeInvalid, "%s has a header but no rows", in.Base())
	}
	head, more := joinHead(head, first)
	first = first[more:]
	if len(first) == 0 {
		return nil, nil, heed.Errorf(heed.CodeInvalid, "%s has a header but no rows", in.Base())
	}
	l, err := plan(in.Base(), head, first, o, res)
	if err != nil {
		return nil, nil, err
	}
	l.headRows = more
	id := l.index(fID)
	if l.shape != rowTurn || id < 0 {
		return l, nil, nil
	}
	ends := map[string]int{}
	note := func(cells []string, n int) {
		if id < len(cells) {
			ends[strings.TrimSpace(cells[id])] = n
		}
	}
	n := 0
	for _, cells := range first {
		n++
		note(cells, n)
	}
	for {
		cells, _, err := r.next()
		if isEnd(err) {
			return l, ends, nil
		}
		if err != nil {
			return nil, nil, heed.WrapError(heed.CodeInvalid, err, "%s could not be read to its end", in.Base())
		}
		if blank(cells) {
			continue
		}
		if n++; n%4096 == 0 {
			if err := in.Stopped(ctx); err != nil {
				return nil, nil, err
			}
		}
		note(cells, n)
	}
}
