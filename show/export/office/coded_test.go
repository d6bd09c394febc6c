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

// TestProjectHoldsCodes reads back the codes that people made: nested as they
// are, each coding under its coder's name; what was corrected since, or may not
// be quoted, is left out.
func TestProjectHoldsCodes(t *testing.T) {
	conv := heed.Conversation{ID: "c1", Turns: []heed.Turn{{Speaker: "Lucía", Text: "Nadie sabía. Tuve miedo."}}}
	coded := func(by string, from, to int, change func(*app.Coded)) app.Coded {
		c := app.Coded{Coding: heed.Coding{Code: "b", By: by, Quotation: heed.Quotation{
			Conversation: "c1", Span: heed.Span{Start: from, End: to}, Text: conv.Turns[0].Text[from:to],
		}}}
		if change != nil {
			change(&c)
		}
		return c
	}
	line := func(id, name, definition string, depth int) app.CodeLine {
		return app.CodeLine{BookCode: heed.BookCode{ID: id, Name: name, Definition: definition}, Depth: depth}
	}
	hand := office.Research{
		Book: app.Codebook{Codes: []app.CodeLine{
			line("a", "Feelings", "What they <feel>", 0), line("b", "Fear", "", 1), line("c", "Of blame", "", 2), line("d", "Work", "", 0), line("e", "Late", "", 1),
		}},
		Codings: []app.Coded{
			coded("ana", 14, 25, nil), coded("ben", 14, 25, nil),
			coded("cat", 0, 5, func(c *app.Coded) { c.Changed = true }), coded("ana", 0, 5, func(c *app.Coded) { c.Withheld, c.Text = true, "" }),
		},
	}
	var s app.StudyReport
	s.Study, s.Name = "s", "S"
	var b bytes.Buffer
	if err := office.Project(&b, &s, hand, func(string) (heed.Conversation, error) { return conv, nil }); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	var body []byte
	for _, f := range z.File {
		if f.Name == "project.qde" {
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			if body, err = io.ReadAll(r); err != nil {
				t.Fatal(err)
			}
		}
	}
	type code struct {
		GUID        string `xml:"guid,attr"`
		Name        string `xml:"name,attr"`
		Description string `xml:"Description"`
		Code        []code `xml:"Code"`
	}
	var p struct {
		Users []struct {
			GUID string `xml:"guid,attr"`
			Name string `xml:"name,attr"`
		} `xml:"Users>User"`
		Codes      []code `xml:"CodeBook>Codes>Code"`
		Selections []struct {
			GUID string `xml:"guid,attr"`
			From int    `xml:"startPosition,attr"`
			To   int    `xml:"endPosition,attr"`
			By   string `xml:"creatingUser,attr"`
			Ref  struct {
				Target string `xml:"targetGUID,attr"`
			} `xml:"Coding>CodeRef"`
		} `xml:"Sources>TextSource>PlainTextSelection"`
	}
	if err := xml.Unmarshal(body, &p); err != nil {
		t.Fatalf("%v in %s", err, body)
	}
	if len(p.Codes) != 2 || p.Codes[0].Description != "What they <feel>" || len(p.Codes[0].Code) != 1 || len(p.Codes[0].Code[0].Code) != 1 || p.Codes[1].Code[0].Name != "Late" {
		t.Fatalf("the tree: %+v", p.Codes)
	}
	if len(p.Selections) != 2 || p.Selections[0].GUID == p.Selections[1].GUID || p.Selections[0].Ref.Target != p.Codes[0].Code[0].GUID {
		t.Fatalf("%d coded places: %+v", len(p.Selections), p.Selections)
	}
	names := map[string]string{}
	for _, u := range p.Users {
		names[u.GUID] = u.Name
	}
	if a, b := names[p.Selections[0].By], names[p.Selections[1].By]; a != "ana" || b != "ben" {
		t.Errorf("coded by %q and %q", a, b)
	}
	text := []rune("Lucía: " + conv.Turns[0].Text)
	if got := string(text[p.Selections[0].From:p.Selections[0].To]); got != "Tuve miedo." {
		t.Errorf("coded %q", got)
	}
	b.Reset()
	if err := office.Codebook(&b, &s, hand); err != nil || strings.Count(b.String(), "<Code ") != 5 || xml.Unmarshal(b.Bytes(), &struct{}{}) != nil {
		t.Errorf("the codebook: %v, %s", err, b.String())
	}
}
