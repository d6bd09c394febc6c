package office_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/export/office"
)

// TestProject reads a project back: the words at each coded place are the
// quotation's to the letter, also after letters of several bytes, and what no
// longer stands in the text is not coded.
func TestProject(t *testing.T) {
	conv := heed.Conversation{ID: "c1", Title: "Lucía.txt", Turns: []heed.Turn{
		{Speaker: "Entrevistadora", Text: "¿Cómo fue?"},
		{Speaker: "Lucía", Text: "Así, así… Sentí que nadie sabía. 👍 Fin."},
	}}
	words := "Sentí que nadie sabía."
	start := strings.Index(conv.Turns[1].Text, words)
	quote := func(turn, start int, text string) heed.Evidence {
		return heed.Evidence{Stance: heed.Supports, Quotation: heed.Quotation{Conversation: "c1", Turn: turn, Span: heed.Span{Start: start, End: start + len(text)}, Text: text}}
	}
	var s app.StudyReport
	s.Study, s.Name = "s", "A & B"
	s.Themes.Themes = []heed.Theme{{ID: "t1", Label: "nadie <sabía>"}}
	s.Claims = []heed.Claim{
		{ID: "k1", Words: words, Theme: "t1", Evidence: []heed.Evidence{quote(1, start, words), quote(1, 0, "otra cosa"), quote(9, 0, "fuera")}},
		{ID: "k2", Words: "no", Review: heed.Rejected, Evidence: []heed.Evidence{quote(1, start, words)}},
		{ID: "k3", Words: "Fin.", Evidence: []heed.Evidence{quote(1, len(conv.Turns[1].Text)-4, "Fin.")}},
	}
	var b bytes.Buffer
	if err := office.Project(&b, &s, office.Research{}, func(string) (heed.Conversation, error) { return conv, nil }); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(body)
	}
	type code struct {
		GUID string `xml:"guid,attr"`
		Name string `xml:"name,attr"`
		Code []code
	}
	var p struct {
		CodeBook struct{ Codes struct{ Code []code } }
		Sources  struct {
			TextSource []struct {
				Path               string `xml:"plainTextPath,attr"`
				PlainTextSelection []struct {
					Start  int `xml:"startPosition,attr"`
					End    int `xml:"endPosition,attr"`
					Coding struct {
						CodeRef struct {
							Target string `xml:"targetGUID,attr"`
						}
					}
				}
			}
		}
	}
	if err := xml.Unmarshal([]byte(files["project.qde"]), &p); err != nil {
		t.Fatal(err)
	}
	names := map[string]string{}
	var note func([]code)
	note = func(list []code) {
		for _, c := range list {
			names[c.GUID] = c.Name
			note(c.Code)
		}
	}
	note(p.CodeBook.Codes.Code)
	if len(names) != 3 {
		t.Errorf("codes: %v", names)
	}
	source := p.Sources.TextSource[0]
	text := []rune(files["sources/"+strings.TrimPrefix(source.Path, "internal://")])
	got := map[string]string{}
	for _, sel := range source.PlainTextSelection {
		got[names[sel.Coding.CodeRef.Target]] = string(text[sel.Start:sel.End])
	}
	if len(source.PlainTextSelection) != 2 || got[words] != words || got["Fin."] != "Fin." {
		t.Errorf("coded: %q", got)
	}
}
