package office

import (
	"bytes"
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"io"

	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// Codebook writes a study's themes as a codebook of the REFI-QDA standard
// (1.0, .qdc), which MAXQDA, ATLAS.ti, NVivo and others open: one code a
// theme, with its most central words as description. Identifiers are derived
// from the themes', so that the same study gives the same bytes.
func Codebook(w io.Writer, s *app.StudyReport) error {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	b.WriteString(`<CodeBook xmlns="urn:QDA-XML:codebook:1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:QDA-XML:codebook:1.0 http://schema.qdasoftware.org/versions/Codebook/v1.0/Codebook.xsd" origin="Heed">` + "\n<Codes>\n")
	for _, t := range s.Themes.Themes {
		label, _ := look.Cut(t.Label, 120)
		if label == "" {
			label = t.ID
		}
		fmt.Fprintf(&b, `<Code guid="%s" name="%s" isCodable="true"><Description>%s</Description></Code>`+"\n", guid(s.Study, t.ID), escape(label), escape(look.Clean(t.Central.Text)))
	}
	b.WriteString("</Codes>\n</CodeBook>\n")
	_, err := w.Write(b.Bytes())
	return err
}

// guid is a name-based identifier in the form that the standard asks for.
func guid(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	d := h.Sum(nil)
	d[6], d[8] = d[6]&0x0f|0x80, d[8]&0x3f|0x80 // version 8: made by our own rule
	return fmt.Sprintf("%x-%x-%x-%x-%x", d[:4], d[4:6], d[6:8], d[8:10], d[10:16])
}

func escape(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes everything
	return b.String()
}
