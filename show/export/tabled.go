package export

import (
	"bytes"
	"fmt"
	"html"
	"io"
	"slices"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/show/export/markdown"
	"github.com/heedhq/heed/show/export/office"
	"github.com/heedhq/heed/show/export/table"
)

// TableFormats are what any table can be written as, the usual one first.
var TableFormats = []Format{XLSX, CSV, JSON, Markdown, HTML}

// Table writes one table as a file called name: as a sheet, as rows, as data,
// or as text to read.
func Table(name string, t table.Table, f Format, lang heed.Language) (File, error) {
	if f == "" {
		f = TableFormats[0]
	}
	if !slices.Contains(TableFormats, f) {
		return File{}, heed.Errorf(heed.CodeUnsupported, "a table cannot be written as %s; choose %s", string(f), list(TableFormats))
	}
	out := File{Name: slug(name) + "." + string(f), Type: f.MediaType()}
	switch f {
	case XLSX:
		out.Write = func(w io.Writer) error { return office.XLSX(w, []table.Table{t}, lang) }
	case CSV:
		out.Write = t.CSV
	case JSON:
		out.Write = func(w io.Writer) error { return encode(w, records(t)) }
	case Markdown:
		out.Write = func(w io.Writer) error { return tableText(w, name, t, lang) }
	default:
		out.Write = func(w io.Writer) error { return tablePage(w, name, t, lang) }
	}
	return out, nil
}

// tableText is a table in Markdown.
func tableText(w io.Writer, name string, t table.Table, lang heed.Language) error {
	var b strings.Builder
	cell := func(s string) string {
		return strings.ReplaceAll(markdown.Escape(strings.Join(strings.Fields(s), " ")), "|", `\|`)
	}
	fmt.Fprintf(&b, "# %s\n\n|", markdown.Escape(name))
	for _, c := range t.Columns {
		b.WriteString(" " + cell(c.Title(lang)) + " |")
	}
	b.WriteString("\n|" + strings.Repeat(" --- |", len(t.Columns)) + "\n")
	for _, r := range t.Rows {
		b.WriteString("|")
		for _, c := range r {
			s := c.Text
			if c.IsNumber() {
				s = c.String()
			}
			b.WriteString(" " + cell(s) + " |")
		}
		b.WriteString("\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// tablePage is a table as a page that stands alone.
func tablePage(w io.Writer, name string, t table.Table, lang heed.Language) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "<!doctype html>\n<html lang=\"%s\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>%s</title>\n", lang, html.EscapeString(name))
	b.WriteString("<style>body{font:16px/1.45 sans-serif;margin:2rem;background:#FBFAF6;color:#1F1C24}table{border-collapse:collapse}th,td{text-align:left;vertical-align:top;padding:.4rem .8rem .4rem 0;border-top:1px solid #E2DED4;overflow-wrap:anywhere;min-width:4rem;max-width:32rem}</style>\n")
	fmt.Fprintf(&b, "<h1>%s</h1>\n<table>\n<thead><tr>", html.EscapeString(name))
	for _, c := range t.Columns {
		fmt.Fprintf(&b, "<th scope=\"col\">%s</th>", html.EscapeString(c.Title(lang)))
	}
	b.WriteString("</tr></thead>\n<tbody>\n")
	for _, r := range t.Rows {
		b.WriteString("<tr>")
		for _, c := range r {
			s := c.Text
			if c.IsNumber() {
				s = c.String()
			}
			fmt.Fprintf(&b, "<td>%s</td>", html.EscapeString(s))
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("</tbody>\n</table>\n</html>\n")
	_, err := w.Write(b.Bytes())
	return err
}
