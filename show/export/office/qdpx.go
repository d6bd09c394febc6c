package office

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// Project writes a study as a project of the REFI-QDA standard (1.0, .qdpx):
// the code tree of Codebook, every quoted conversation as a text, and each
// quotation that supports a claim, or that somebody coded, as a coded place in
// it, under the name of the one who coded it. Whole gives a
// conversation with its turns. A quotation whose words no longer stand in the
// conversation is left out rather than put beside them; the returned error is
// Whole's or the writer's.
func Project(w io.Writer, s *app.StudyReport, hand Research, whole func(id string) (heed.Conversation, error)) error {
	var b bytes.Buffer
	user := guid("user", "Heed")
	b.WriteString(xml.Header)
	fmt.Fprintf(&b, `<Project xmlns="urn:QDA-XML:project:1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:QDA-XML:project:1.0 http://schema.qdasoftware.org/versions/Project/v1.0/Project.xsd" name="%s" origin="Heed" creatingUserGUID="%s">`+"\n", escape(look.Label(s.Name)), user)
	fmt.Fprintf(&b, `<Users><User guid="%s" name="Heed"/>`, user)
	users := map[string]string{"": user}
	for _, c := range hand.Codings {
		if users[c.By] == "" {
			users[c.By] = guid("user", "coder", c.By)
			fmt.Fprintf(&b, `<User guid="%s" name="%s"/>`, users[c.By], escape(look.Label(c.By)))
		}
	}
	b.WriteString("</Users>\n<CodeBook>\n")
	codes(&b, s, hand)
	b.WriteString("</CodeBook>\n<Sources>\n")
	coded := map[string][]coding{}
	for i := range s.Claims {
		c := &s.Claims[i]
		for k := range c.Evidence {
			if e := &c.Evidence[k]; e.Stance == heed.Supports && c.Review != heed.Rejected {
				coded[e.Conversation] = append(coded[e.Conversation], coding{e.Quotation, "claim", c.ID, user})
			}
		}
	}
	for _, c := range hand.Codings {
		if !c.Changed && !c.Withheld {
			coded[c.Conversation] = append(coded[c.Conversation], coding{c.Quotation, "code", c.Code, users[c.By]})
		}
	}
	z := zip.NewWriter(w)
	for _, id := range slices.Sorted(maps.Keys(coded)) {
		conv, err := whole(id)
		if err != nil {
			return err
		}
		text, starts := plain(&conv)
		file := guid(s.Study, "text", id)
		title := look.Label(conv.Title)
		if title == "" {
			title = id
		}
		fmt.Fprintf(&b, `<TextSource guid="%s" name="%s" plainTextPath="internal://%s.txt" creatingUser="%s">`+"\n", guid(s.Study, "source", id), escape(title), file, user)
		for _, c := range coded[id] {
			from, to, ok := c.in(&conv, starts)
			if !ok {
				continue
			}
			name, _ := look.Cut(c.Text, codeMax)
			key := fmt.Sprint(id, c.Turn, c.Start, c.End)
			if c.kind == "code" { // several people may code the same words
				key += c.user
			}
			fmt.Fprintf(&b, `<PlainTextSelection guid="%s" name="%s" startPosition="%d" endPosition="%d" creatingUser="%s"><Coding guid="%s" creatingUser="%[5]s"><CodeRef targetGUID="%[7]s"/></Coding></PlainTextSelection>`+"\n",
				guid(s.Study, "selection", c.label, key), escape(name), from, to, c.user, guid(s.Study, "coding", c.label, key), guid(s.Study, c.kind, c.label))
		}
		b.WriteString("</TextSource>\n")
		if err := put(z, "sources/"+file+".txt", []byte(text)); err != nil {
			return err
		}
	}
	b.WriteString("</Sources>\n</Project>\n")
	if err := put(z, "project.qde", b.Bytes()); err != nil {
		return err
	}
	return z.Close()
}

// coding is a quotation with the claim that it supports, or the code that
// somebody gave it.
type coding struct {
	heed.Quotation
	kind, label string
	user        string // guid
}

// in returns the place of the quotation in the plain text, in characters, and
// false where its words do not stand there.
func (c coding) in(conv *heed.Conversation, starts []int) (from, to int, ok bool) {
	if c.Turn < 0 || c.Turn >= len(conv.Turns) {
		return 0, 0, false
	}
	text := conv.Turns[c.Turn].Text
	if words, fits := c.Span.In(text); !fits || words != c.Text {
		return 0, 0, false
	}
	from = starts[c.Turn] + utf8.RuneCountInString(text[:c.Start])
	return from, from + utf8.RuneCountInString(c.Text), true
}

// plain writes a conversation as text, one paragraph a turn, and says at which
// character each turn's own words begin.
func plain(c *heed.Conversation) (string, []int) {
	var b strings.Builder
	starts := make([]int, len(c.Turns))
	n := 0
	write := func(s string) {
		b.WriteString(s)
		n += utf8.RuneCountInString(s)
	}
	for i, t := range c.Turns {
		if t.Speaker != "" {
			write(t.Speaker + ": ")
		}
		starts[i] = n
		write(t.Text)
		write("\n\n")
	}
	return b.String(), starts
}

func put(z *zip.Writer, name string, body []byte) error {
	f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		return err
	}
	_, err = f.Write(body)
	return err
}
