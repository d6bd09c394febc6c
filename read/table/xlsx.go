package table

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/wire"
)

// ReadXLSX reads every sheet that is a table of conversations. A sheet in
// which nobody says anything is passed over with a warning, unless it is the
// only one.
func ReadXLSX(ctx context.Context, in wire.Input, o wire.Options, res *wire.Result, yield wire.Yield) error {
	data, err := in.Bytes()
	if err != nil {
		return err
	}
	f, err := openBook(in, data, o)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // nothing was written
	var first error
	read0 := 0
	for _, sheet := range f.GetSheetList() {
		open := func(bool) (rows, func(), error) {
			r, err := f.Rows(sheet)
			if err != nil {
				return nil, nil, heed.WrapError(heed.CodeInvalid, err, "%s: the sheet %q cannot be read", in.Base(), sheet)
			}
			return &sheetRows{r: r}, func() { _ = r.Close() }, nil
		}
		named := in
		if len(f.GetSheetList()) > 1 {
			named.Name = in.Base() + "#" + sheet
		}
		part := wire.Result{}
		err := read(ctx, named, open, o, &part, yield)
		if heed.ErrorCode(err) == heed.CodeInvalid && part.Rows == 0 {
			if first == nil {
				first = err
			}
			continue
		}
		if err != nil {
			return err
		}
		read0++
		res.Rows += part.Rows
		res.Refused += part.Refused
		res.Warnings = append(res.Warnings, part.Warnings...)
		res.Mapping = append(res.Mapping, part.Mapping...)
		res.KPIs = append(res.KPIs, part.KPIs...)
	}
	if read0 == 0 {
		if first == nil {
			first = heed.Errorf(heed.CodeInvalid, "%s has no sheet with rows", in.Base())
		}
		return first
	}
	if first != nil {
		res.Warn(wire.WarnLeftOut, in.Base(), "a sheet was passed over: %s", heed.ErrorMessage(first))
	}
	return nil
}

// openBook opens a workbook; nothing is unpacked to disk, since both limits
// are one.
func openBook(in wire.Input, data []byte, o wire.Options) (f *excelize.File, err error) {
	defer func() {
		if p := recover(); p != nil {
			f, err = nil, heed.Errorf(heed.CodeInvalid, "%s is a workbook that is damaged; get a whole copy", in.Base())
		}
	}()
	limit := 4 * o.Limit()
	f, err = excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true, UnzipSizeLimit: limit, UnzipXMLSizeLimit: limit})
	switch {
	case err == nil:
		return f, nil
	case errors.Is(err, excelize.ErrWorkbookFileFormat), strings.Contains(err.Error(), "encrypt"), strings.Contains(err.Error(), "password"):
		return nil, heed.WrapError(heed.CodeUnsupported, err, "%s is locked with a password or no workbook; save it as .xlsx without a password", in.Base())
	case strings.Contains(err.Error(), "unzip size exceeds"):
		return nil, heed.WrapError(heed.CodeTooLarge, err, "%s unpacks to more than the limit of %d MB", in.Base(), limit>>20)
	}
	return nil, heed.WrapError(heed.CodeInvalid, err, "%s is a workbook that is cut short or damaged; get a whole copy", in.Base())
}

// sheetRows gives the rows of a sheet.
type sheetRows struct {
	r *excelize.Rows
	n int
}

func (s *sheetRows) next() ([]string, int, error) {
	if !s.r.Next() {
		if err := s.r.Error(); err != nil {
			return nil, s.n, err
		}
		return nil, s.n, io.EOF
	}
	s.n++
	cells, err := s.r.Columns(excelize.Options{RawCellValue: true})
	if err != nil {
		return nil, s.n, err
	}
	for i, c := range cells {
		if strings.Contains(c, "\r") || strings.Contains(c, "_x000D_") {
			cells[i] = strings.NewReplacer("\r\n", "\n", "_x000D_", "", "\r", "\n").Replace(c)
		}
	}
	return cells, s.n, nil
}
