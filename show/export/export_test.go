package export_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"image/png"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ledongthuc/pdf"
	"github.com/xuri/excelize/v2"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/export"
	"github.com/heedhq/heed/show/export/scene"
	"github.com/heedhq/heed/show/look/looktest"
)

func write(t *testing.T, rep app.Report, req export.Request) map[string][]byte {
	t.Helper()
	files, err := export.Files(rep, req)
	if err != nil {
		t.Fatalf("%s as %s: %v", req.What, req.Format, err)
	}
	out := map[string][]byte{}
	for _, f := range files {
		var b bytes.Buffer
		if err := f.Write(&b); err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		if _, twice := out[f.Name]; twice || f.Name != filepath.Base(f.Name) {
			t.Errorf("the name %q is not a file's own", f.Name)
		}
		out[f.Name] = b.Bytes()
	}
	return out
}

func first(t *testing.T, rep app.Report, req export.Request) []byte {
	t.Helper()
	for _, b := range write(t, rep, req) {
		return b
	}
	t.Fatal("no file")
	return nil
}

var everything = []export.What{export.Persona, export.Map, export.Journey, export.Claims, export.Quotations, export.Ledger, export.Guide, export.Codes}

func report() app.Report { return app.Report{Studies: []app.StudyReport{looktest.Harbourline()}} }

// TestGoldens compares the writers of text with testdata in both languages;
// HEED_UPDATE=1 records again.
func TestGoldens(t *testing.T) {
	for _, lang := range []heed.Language{heed.English, heed.Spanish} {
		for _, req := range []export.Request{
			{What: export.Persona, Format: export.Markdown, Persona: "Nadia Ferrer"},
			{What: export.Map, Format: export.Markdown, Persona: "Nadia Ferrer"},
			{What: export.Journey, Format: export.Markdown},
			{What: export.Claims, Format: export.CSV},
			{What: export.Quotations, Format: export.CSV},
			{What: export.Codes, Format: export.QDC},
		} {
			req.Lang = lang
			golden(t, fmt.Sprintf("%s.%s.%s", req.What, lang, req.Format), first(t, report(), req))
		}
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if os.Getenv("HEED_UPDATE") != "" {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		g, w := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
		for i := range g {
			if i >= len(w) || g[i] != w[i] {
				old := ""
				if i < len(w) {
					old = w[i]
				}
				t.Errorf("%s, line %d:\n got %s\nwant %s\nHEED_UPDATE=1 records again", name, i+1, g[i], old)
				return
			}
		}
		t.Errorf("%s is shorter than recorded; HEED_UPDATE=1 records again", name)
	}
}

// TestSame checks that the same report gives the same bytes in every format.
func TestSame(t *testing.T) {
	for _, what := range everything {
		for _, f := range export.Formats(what) {
			req := export.Request{What: what, Format: f, Lang: heed.Spanish, Scale: .5}
			a, b := write(t, report(), req), write(t, report(), req)
			for name := range a {
				if !bytes.Equal(a[name], b[name]) {
					t.Errorf("%s differs from one writing to the next", name)
				}
			}
		}
	}
}

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
	return app.Report{Studies: []app.StudyReport{s}}
}

// TestHostile writes hostile words in every format: nothing fails, every file
// is well formed, and nothing of it runs.
func TestHostile(t *testing.T) {
	for _, what := range everything {
		for _, f := range export.Formats(what) {
			for name, b := range write(t, hostile(), export.Request{What: what, Format: f, Scale: .5}) {
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
				case export.PPTX, export.DOCX, export.XLSX:
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

func wellFormed(t *testing.T, name string, b []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(b))
	for {
		_, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Errorf("%s is not well formed: %v", name, err)
			return
		}
	}
}

// parts opens a package, reads every part, and checks that each relationship
// leads to one; it returns the parts by name.
func parts(t *testing.T, name string, b []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(body)
		wellFormed(t, name+"/"+f.Name, body)
	}
	for part, body := range out {
		if !strings.HasSuffix(part, ".rels") {
			continue
		}
		var rels struct {
			Relationship []struct {
				Target string `xml:",attr"`
			}
		}
		if err := xml.Unmarshal([]byte(body), &rels); err != nil {
			t.Fatal(err)
		}
		base := path.Dir(path.Dir(part))
		for _, r := range rels.Relationship {
			target := path.Join(base, r.Target)
			if strings.HasPrefix(r.Target, "/") {
				target = r.Target[1:]
			}
			if _, ok := out[target]; !ok {
				t.Errorf("%s: %s leads to %s, which is not there", name, part, target)
			}
		}
	}
	return out
}

// TestSlides checks that the words are text that can be edited and that every
// shape has a number of its own.
func TestSlides(t *testing.T) {
	all := parts(t, "maps.pptx", first(t, report(), export.Request{What: export.Map, Format: export.PPTX}))
	maps := looktest.Harbourline().EmpathyMaps
	for i := range maps {
		slide, ok := all[fmt.Sprintf("ppt/slides/slide%d.xml", i+1)]
		if !ok {
			t.Fatalf("slide %d is not there", i+1)
		}
		seen := map[string]bool{}
		d := xml.NewDecoder(strings.NewReader(slide))
		boxes, shapes := 0, 0
		var words strings.Builder
		inText := false
		for {
			tok, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			switch e := tok.(type) {
			case xml.CharData:
				if inText {
					words.Write(e)
				}
			case xml.EndElement:
				inText = inText && e.Name.Local != "t"
			case xml.StartElement:
				switch e.Name.Local {
				case "t":
					inText = true
				case "custGeom":
					shapes++
				case "cNvSpPr":
					for _, a := range e.Attr {
						if a.Name.Local == "txBox" {
							boxes++
						}
					}
				case "cNvPr":
					for _, a := range e.Attr {
						if a.Name.Local == "id" {
							if seen[a.Value] {
								t.Errorf("slide %d: two shapes are number %s", i+1, a.Value)
							}
							seen[a.Value] = true
						}
					}
				}
			}
		}
		if boxes < 15 || shapes < 5 {
			t.Errorf("slide %d: %d text boxes, %d shapes", i+1, boxes, shapes)
		}
		if i == 0 && !strings.Contains(words.String(), "“If payroll fails on Friday, it’s my name they’ll say.”") {
			t.Error("the quotation does not stand whole in its box")
		}
	}
}

// TestPDF reads the words back.
func TestPDF(t *testing.T) {
	b := first(t, report(), export.Request{What: export.Persona, Format: export.PDF, Paper: "a4", Lang: heed.Spanish})
	r, err := pdf.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(looktest.Harbourline().Personas); r.NumPage() != n {
		t.Errorf("%d pages for %d personas", r.NumPage(), n)
	}
	text, err := r.Page(1).GetPlainText(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Las cinco preguntas", "frustración", "Nadia Ferrer"} {
		if !strings.Contains(text, want) {
			t.Errorf("page 1 does not say %q", want)
		}
	}
	if _, err := export.Files(report(), export.Request{What: export.Persona, Format: export.PDF}); err != nil {
		t.Fatal(err)
	}
}

func TestPNG(t *testing.T) {
	b := first(t, report(), export.Request{What: export.Journey, Format: export.PNG, Scale: 1})
	im, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	if im.Bounds().Dx() != 1440 {
		t.Errorf("%d pixels wide", im.Bounds().Dx())
	}
	ink := 0
	for y := 0; y < 80; y++ {
		for x := 0; x < 500; x++ {
			if r, _, _, _ := im.At(x, y).RGBA(); r < 0x4000 {
				ink++
			}
		}
	}
	if ink < 500 {
		t.Errorf("the title has %d dark pixels", ink)
	}
	files, err := export.Files(report(), export.Request{What: export.Journey, Format: export.PNG, Scale: 99})
	if err != nil {
		t.Fatal(err)
	}
	if err := files[0].Write(io.Discard); heed.ErrorCode(err) != heed.CodeInvalid {
		t.Errorf("a scale of 99 gives %v", err)
	}
}

// TestGuide checks that the guide asks what the study wants to know.
func TestGuide(t *testing.T) {
	s := looktest.Harbourline()
	for lang, title := range map[heed.Language]string{heed.English: "Interview guide", heed.Spanish: "Guía de entrevista"} {
		doc := parts(t, "guide.docx", first(t, report(), export.Request{What: export.Guide, Lang: lang}))["word/document.xml"]
		for _, want := range []string{title, s.Questions[0].Texts[lang][:30]} {
			if !strings.Contains(doc, want) {
				t.Errorf("%s: the guide does not hold %q", lang, want)
			}
		}
	}
}

func TestSheets(t *testing.T) {
	s := looktest.Harbourline()
	x, err := excelize.OpenReader(bytes.NewReader(first(t, report(), export.Request{What: export.Ledger, Format: export.XLSX, Lang: heed.Spanish})))
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	quotations := 0
	for _, c := range s.Claims {
		quotations += len(c.Evidence)
	}
	for sheet, want := range map[string]int{"Afirmaciones": len(s.Claims), "Citas": quotations} {
		rows, err := x.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		if len(rows) != want+1 {
			t.Errorf("%s has %d rows, want %d and a header", sheet, len(rows), want)
		}
	}
}

func TestRefusals(t *testing.T) {
	cases := map[string]struct {
		req  export.Request
		code heed.Code
	}{
		"what":    {export.Request{What: "moon"}, heed.CodeInvalid},
		"format":  {export.Request{What: export.Map, Format: export.CSV}, heed.CodeUnsupported},
		"form":    {export.Request{What: export.Map, Form: scene.Form("nine")}, heed.CodeInvalid},
		"persona": {export.Request{What: export.Persona, Persona: "nobody"}, heed.CodeNotFound},
		"stage":   {export.Request{What: export.Map, Stage: "moon"}, heed.CodeNotFound},
	}
	for name, c := range cases {
		if _, err := export.Files(report(), c.req); heed.ErrorCode(err) != c.code {
			t.Errorf("%s: got %v, want %s", name, err, c.code)
		}
	}
	if _, err := export.Files(app.Report{}, export.Request{What: export.Journey}); heed.ErrorCode(err) != heed.CodeNotFound {
		t.Errorf("a journey of nothing gives %v", err)
	}
	files, err := export.Files(report(), export.Request{What: export.Map, Format: export.PDF, Paper: "b5"})
	if err != nil {
		t.Fatal(err)
	}
	if err := files[0].Write(io.Discard); heed.ErrorCode(err) != heed.CodeInvalid {
		t.Errorf("paper b5 gives %v", err)
	}
}
