package export_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image/png"
	"io"
	"os"
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
	req.Whole = func(id string) (heed.Conversation, error) {
		return heed.Conversation{ID: id, Title: id, Turns: []heed.Turn{{Speaker: "Customer", Text: "It broke."}}}, nil
	}
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

var everything = []export.What{export.Persona, export.Map, export.Journey, export.Buying, export.Claims, export.Quotations, export.Ledger, export.Guide, export.Codes}

func report() app.Report {
	s := looktest.Harbourline()
	s.BuyingGroups = []heed.BuyingGroup{buyingGroup(&s)}
	return app.Report{Studies: []app.StudyReport{s}}
}

// buyingGroup is one who was heard, and one only spoken of.
func buyingGroup(s *app.StudyReport) heed.BuyingGroup {
	e := s.Claims[0].Evidence[0]
	return heed.BuyingGroup{
		ID: "all", Heard: 1, Mentioned: 1,
		Members: []heed.GroupMember{
			{ID: "operations", Role: map[heed.Language]string{heed.English: "operations", heed.Spanish: "operaciones"}, Participants: []string{e.Participant},
				Risks: []heed.GroupItem{{Evidence: e, Subkind: "reputation", Claim: s.Claims[0].ID}}},
			{ID: "role-auditor", Role: map[heed.Language]string{heed.English: "auditors", heed.Spanish: "auditoría"}, Mentions: 1, Said: []heed.Evidence{e}},
		},
		Influences: []heed.GroupInfluence{{From: "role-auditor", To: "operations", Decides: true, People: 1, Evidence: []heed.Evidence{e}}},
	}
}

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
			req := export.Request{What: what, Format: f, Lang: heed.Spanish, Scale: .25}
			a, b := write(t, report(), req), write(t, report(), req)
			for name := range a {
				if !bytes.Equal(a[name], b[name]) {
					t.Errorf("%s differs from one writing to the next", name)
				}
			}
		}
	}
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
