// Package office writes what people go on working with: tables as a
// spreadsheet and the guide as a text document.
package office

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/show/export/table"
)

// rowsMax is how many rows a sheet of a spreadsheet holds, without its header.
const rowsMax = 1048575

// cellMax is how many characters a cell holds.
const cellMax = 32767

// wide columns hold sentences.
var wide = map[string]float64{"words": 60, "text": 70, "question": 44, "concerns": 34, "behaviour": 30, "point": 30, "persona_name": 28, "title": 28}

// XLSX writes one sheet a table. The same tables give the same bytes.
func XLSX(w io.Writer, tables []table.Table, lang heed.Language) error {
	f := excelize.NewFile()
	defer f.Close()
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}})
	if err != nil {
		return err
	}
	body, err := f.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}})
	if err != nil {
		return err
	}
	for i, t := range tables {
		if len(t.Rows) > rowsMax {
			return heed.Errorf(heed.CodeTooLarge, "%d rows do not fit a sheet, which holds %d; write CSV instead", len(t.Rows), rowsMax)
		}
		name := t.Name.Title(lang)
		if i == 0 {
			if err := f.SetSheetName("Sheet1", name); err != nil {
				return err
			}
		} else if _, err := f.NewSheet(name); err != nil {
			return err
		}
		if err := sheet(f, name, t, lang, bold, body); err != nil {
			return heed.WrapError(heed.CodeInternal, err, "the sheet %s could not be written", name)
		}
	}
	if err := f.SetDocProps(&excelize.DocProperties{Creator: "Heed", Created: "2026-01-01T00:00:00Z", Modified: "2026-01-01T00:00:00Z"}); err != nil {
		return err
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		return err
	}
	return sorted(w, b.Bytes())
}

// sorted writes a package anew with its parts in the order of their names and
// without the time: excelize writes streamed sheets in any order.
func sorted(w io.Writer, pkg []byte) error {
	in, err := zip.NewReader(bytes.NewReader(pkg), int64(len(pkg)))
	if err != nil {
		return err
	}
	slices.SortFunc(in.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	z := zip.NewWriter(w)
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			return err
		}
		body, err := io.ReadAll(r)
		if err != nil {
			return err
		}
		if err := put(z, f.Name, body); err != nil {
			return err
		}
	}
	return z.Close()
}

func sheet(f *excelize.File, name string, t table.Table, lang heed.Language, bold, body int) error {
	s, err := f.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for i, c := range t.Columns {
		width := 15.0
		if v := wide[c.Name]; v > 0 {
			width = v
		}
		if err := s.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	if err := s.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	row := make([]any, len(t.Columns))
	for i, c := range t.Columns {
		row[i] = excelize.Cell{StyleID: bold, Value: c.Title(lang)}
	}
	if err := s.SetRow("A1", row); err != nil {
		return err
	}
	for n, r := range t.Rows {
		for i, c := range r {
			switch {
			case c.IsInt:
				row[i] = excelize.Cell{StyleID: body, Value: c.Number}
			case c.IsReal:
				row[i] = excelize.Cell{StyleID: body, Value: c.Decimal}
			default:
				row[i] = excelize.Cell{StyleID: body, Value: cut(c.String())}
			}
		}
		at, err := excelize.CoordinatesToCellName(1, n+2)
		if err != nil {
			return err
		}
		if err := s.SetRow(at, row); err != nil {
			return err
		}
	}
	return s.Flush()
}

func cut(s string) string {
	if r := []rune(s); len(r) > cellMax {
		return string(r[:cellMax-1]) + "…"
	}
	return s
}
