package office

import (
	"bytes"
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"io"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// Codebook writes a study's themes and claims as a codebook of the REFI-QDA
// standard (1.0, .qdc), which MAXQDA, ATLAS.ti, NVivo, QualCoder and others
// open: the codes that people made, as a tree, then a code for each theme and
// beneath it one for each claim. Identifiers
// are derived from ours, so that the same study gives the same bytes.
func Codebook(w io.Writer, s *app.StudyReport, hand Research) error {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	b.WriteString(`<CodeBook xmlns="urn:QDA-XML:codebook:1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:QDA-XML:codebook:1.0 http://schema.qdasoftware.org/versions/Codebook/v1.0/Codebook.xsd" origin="Heed">` + "\n")
	codes(&b, s, hand)
	b.WriteString("</CodeBook>\n")
	_, err := w.Write(b.Bytes())
	return err
}

// Research is what people coded.
type Research struct {
	Book    app.Codebook
	Codings []app.Coded
}

// codes writes the tree of codes, then of themes and claims; rejected claims
// are left out.
func codes(b *bytes.Buffer, s *app.StudyReport, hand Research) {
	beneath := map[string][]*heed.Claim{}
	known := map[string]bool{}
	for _, t := range s.Themes.Themes {
		known[t.ID] = true
	}
	for i := range s.Claims {
		c := &s.Claims[i]
		if c.Review == heed.Rejected {
			continue
		}
		theme := c.Theme
		if !known[theme] {
			theme = ""
		}
		beneath[theme] = append(beneath[theme], c)
	}
	b.WriteString("<Codes>\n")
	handCodes(b, s, hand.Book.Codes)
	for _, t := range s.Themes.Themes {
		label, _ := look.Cut(t.Label, codeMax)
		if label == "" {
			label = t.ID
		}
		fmt.Fprintf(b, `<Code guid="%s" name="%s" isCodable="true"><Description>%s</Description>`+"\n", guid(s.Study, "theme", t.ID), escape(label), escape(look.Clean(t.Central.Text)))
		claimCodes(b, s, beneath[t.ID])
		b.WriteString("</Code>\n")
	}
	claimCodes(b, s, beneath[""])
	b.WriteString("</Codes>\n")
}

// handCodes writes codes that stand in the order of their tree.
func handCodes(b *bytes.Buffer, s *app.StudyReport, list []app.CodeLine) {
	open := 0
	for i, c := range list {
		for ; open > c.Depth; open-- {
			b.WriteString("</Code>\n")
		}
		words := c.Definition
		for _, more := range []string{c.Include, c.Exclude} {
			if more != "" {
				words += "\n" + more
			}
		}
		fmt.Fprintf(b, `<Code guid="%s" name="%s" isCodable="true">`, guid(s.Study, "code", c.ID), escape(c.Name))
		if words != "" {
			fmt.Fprintf(b, "<Description>%s</Description>", escape(words))
		}
		if i+1 < len(list) && list[i+1].Depth > c.Depth {
			open = c.Depth + 1
			b.WriteString("\n")
			continue
		}
		b.WriteString("</Code>\n")
	}
	for ; open > 0; open-- {
		b.WriteString("</Code>\n")
	}
}

// codeMax is how many characters a code's name holds.
const codeMax = 120

func claimCodes(b *bytes.Buffer, s *app.StudyReport, claims []*heed.Claim) {
	for _, c := range claims {
		name, _ := look.Cut(c.Words, codeMax)
		if name == "" {
			name = c.ID
		}
		fmt.Fprintf(b, `<Code guid="%s" name="%s" isCodable="true"><Description>%s</Description></Code>`+"\n",
			guid(s.Study, "claim", c.ID), escape(name), escape(fmt.Sprintf("%s, %s, %s", c.Kind, c.Basis, c.Confidence.Level)))
	}
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
