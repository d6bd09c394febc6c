// Package pptx writes drawings as slides of shapes and text that can be
// edited: a paragraph is one text box, a claim with its marks one group.
package pptx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/show/export/scene"
)

const (
	emu     = 12700    // a point
	longest = 51206400 // of a slide's side, 56 inches
	least   = 914400
)

// Write writes one slide a drawing. All slides of a file are of one size: the
// widest and the tallest drawing. The same drawings give the same bytes.
func Write(w io.Writer, drawings []*scene.Drawing) error {
	if len(drawings) == 0 {
		return heed.Errorf(heed.CodeInvalid, "there is nothing to draw")
	}
	wide, tall := 0.0, 0.0
	for _, d := range drawings {
		wide, tall = math.Max(wide, d.W), math.Max(tall, d.H)
	}
	k := math.Min(1, math.Min(longest/emu/wide, longest/emu/tall))
	cx, cy := max(least, units(wide*k)), max(least, units(tall*k))

	var types, ids, rels bytes.Buffer
	parts := []part{}
	for i, d := range drawings {
		n := i + 1
		s := slide{k: k * math.Min(1, math.Min(wide/d.W, tall/d.H)), lang: d.Lang}
		s.dx = (wide*k - d.W*s.k) / 2
		parts = append(parts, part{fmt.Sprintf("ppt/slides/slide%d.xml", n), s.write(d)}, part{fmt.Sprintf("ppt/slides/_rels/slide%d.xml.rels", n), slideRels})
		fmt.Fprintf(&types, `<Override PartName="/ppt/slides/slide%d.xml" ContentType="application/vnd.openxmlformats-officedocument.presentationml.slide+xml"/>`, n)
		fmt.Fprintf(&ids, `<p:sldId id="%d" r:id="rId%d"/>`, 255+n, 2+n)
		fmt.Fprintf(&rels, `<Relationship Id="rId%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide" Target="slides/slide%d.xml"/>`, 2+n, n)
	}
	head := []part{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/ppt/presentation.xml" ContentType="application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"/><Override PartName="/ppt/slideMasters/slideMaster1.xml" ContentType="application/vnd.openxmlformats-officedocument.presentationml.slideMaster+xml"/><Override PartName="/ppt/slideLayouts/slideLayout1.xml" ContentType="application/vnd.openxmlformats-officedocument.presentationml.slideLayout+xml"/><Override PartName="/ppt/theme/theme1.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>` + types.String() + `</Types>`},
		{"_rels/.rels", relsRoot},
		{"docProps/app.xml", appXML},
		{"docProps/core.xml", `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>` + esc(drawings[0].Title) + `</dc:title><dc:creator>Heed</dc:creator><dc:language>` + esc(string(drawings[0].Lang)) + `</dc:language></cp:coreProperties>`},
		{"ppt/presentation.xml", fmt.Sprintf(`<p:presentation `+spaces+`><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:sldIdLst>%s</p:sldIdLst><p:sldSz cx="%d" cy="%d"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>`, ids.String(), cx, cy)},
		{"ppt/_rels/presentation.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/slideMaster" Target="slideMasters/slideMaster1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme" Target="theme/theme1.xml"/>` + rels.String() + `</Relationships>`},
		{"ppt/slideMasters/slideMaster1.xml", masterXML},
		{"ppt/slideMasters/_rels/slideMaster1.xml.rels", masterRels},
		{"ppt/slideLayouts/slideLayout1.xml", layoutXML},
		{"ppt/slideLayouts/_rels/slideLayout1.xml.rels", layoutRels},
		{"ppt/theme/theme1.xml", themeXML},
	}
	z := zip.NewWriter(w)
	for _, p := range append(head, parts...) {
		f, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return err
		}
		if _, err := io.WriteString(f, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`+"\n"+p.body); err != nil {
			return err
		}
	}
	return z.Close()
}

type part struct{ name, body string }

func units(points float64) int { return int(math.Round(points * emu)) }

// esc escapes text; what XML forbids becomes the replacement character.
func esc(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a bytes.Buffer takes everything
	return b.String()
}

// name shortens a shape's name.
func name(s string) string {
	if r := []rune(s); len(r) > 80 {
		return string(r[:80]) + "…"
	}
	return s
}
