package export_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/export"
	"github.com/heedhq/heed/show/look/looktest"
)

// hostile is a report in which somebody's words try to be more than words.
func hostile() app.Report {
	s := looktest.Harbourline()
	bad := []string{
		`<script>alert(1)</script>"'><img src=x onerror=alert(1)>`, "=HYPERLINK(\"http://x\",\"y\")", "+1+1", "-2+3", "@SUM(A1)",
		"\t=1", " =1", "a\u202egnp.exe", "\x00\x01\x0b null", "\xff\xfe broken", "]]>&amp;&#0;", strings.Repeat("x", 1<<20),
		"予定がずれた", "مرحبا بالعالم", "👩\u200d👩\u200d👧 🏳️", "e\u0301\u0301\u0301\u0301", "| pipe | `code` | [x](javascript:alert(1))",
	}
	for i := range s.Claims {
		w := bad[i%len(bad)]
		s.Claims[i].Words = w
		s.Claims[i].Behaviour = w
		s.Claims[i].Value = w
		for k := range s.Claims[i].Evidence {
			s.Claims[i].Evidence[k].Text = w
			s.Claims[i].Evidence[k].Question = w
		}
	}
	for i := range s.Themes.Themes {
		s.Themes.Themes[i].Label = bad[i%len(bad)]
		s.Themes.Themes[i].Central.Text = bad[(i+3)%len(bad)]
	}
	s.Name = bad[0]
	s.Personas[0].Name = bad[0] + bad[7]
	s.Personas[1].Name = "../../etc/passwd"
	for id, p := range s.Participants {
		p.DisplayName, p.Title, p.Organisation = bad[0], bad[1], bad[8]
		s.Participants[id] = p
	}
	g := buyingGroup(&s)
	g.Members[0].Title, g.Members[0].Role = bad[0], nil
	s.BuyingGroups = []heed.BuyingGroup{g}
	return app.Report{Studies: []app.StudyReport{s}}
}

// TestHostile writes hostile words in every format: nothing fails, every file
// is well formed, and nothing of it runs.
func TestHostile(t *testing.T) {
	for _, what := range everything {
		for _, f := range export.Formats(what) {
			for name, b := range write(t, hostile(), export.Request{What: what, Format: f, Scale: .25}) {
				if len(b) == 0 {
					t.Errorf("%s is empty", name)
				}
				switch f {
				case export.SVG, export.HTML, export.QDC, export.Markdown:
					for _, evil := range []string{"<script", "<img"} {
						if bytes.Contains(b, []byte(evil)) {
							t.Errorf("%s holds %s", name, evil)
						}
					}
				}
				if f == export.Markdown && bytes.Contains(b, []byte("[x](javascript")) {
					t.Errorf("%s holds a link", name)
				}
				switch f {
				case export.SVG, export.QDC:
					wellFormed(t, name, b)
				case export.PPTX, export.DOCX, export.XLSX, export.QDPX:
					parts(t, name, b)
				}
			}
		}
	}
}

// TestFormulas checks that no cell of a table begins like a formula.
func TestFormulas(t *testing.T) {
	for _, what := range []export.What{export.Claims, export.Quotations} {
		b := first(t, hostile(), export.Request{What: what, Format: export.CSV})
		for _, bad := range []string{",=", ",+", ",-", ",@", ",\"=", ",\"+", ",\"-", ",\"@", ",\" ="} {
			if i := bytes.Index(b, []byte(bad)); i >= 0 {
				t.Errorf("%s: a cell begins with %q: %.60q", what, bad, b[i:])
			}
		}
		if !bytes.Contains(b, []byte("'=HYPERLINK")) {
			t.Errorf("%s: the neutralised formula is not there", what)
		}
	}
	x, err := excelize.OpenReader(bytes.NewReader(first(t, hostile(), export.Request{What: export.Ledger, Format: export.XLSX})))
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	cells := 0
	for _, sheet := range x.GetSheetList() {
		rows, err := x.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for r := range rows {
			for c, v := range rows[r] {
				at, _ := excelize.CoordinatesToCellName(c+1, r+1)
				cells++
				if f, _ := x.GetCellFormula(sheet, at); f != "" || v != "" && strings.ContainsRune("=+-@", rune(v[0])) {
					t.Errorf("%s!%s holds %.40q, formula %q", sheet, at, v, f)
				}
			}
		}
	}
	if cells < 200 {
		t.Errorf("only %d cells were checked", cells)
	}
}
