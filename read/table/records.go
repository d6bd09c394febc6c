package table

import (
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/charset"
)

// Record is one row with the number of its first line.
type Record struct {
	Line  int
	Cells []string
}

// Records parts a small table into its header and rows, without blank rows.
func Records(text string) (head []string, out []Record) {
	lines, err := charset.NewLines(strings.NewReader(text), int64(len(text)))
	if err != nil {
		return nil, nil
	}
	r := &csvRows{lines: lines, comma: Delimiter(text), stray: func(int) {}}
	if r.comma == 0 {
		r.comma = ','
	}
	for {
		cells, n, err := r.next()
		if err != nil {
			return head, out
		}
		if blank(cells) {
			continue
		}
		if head == nil {
			for _, c := range cells {
				head = append(head, strings.TrimSpace(c))
			}
			continue
		}
		out = append(out, Record{Line: n, Cells: cells})
	}
}

// Header returns the first row of a table that starts with head.
func Header(head []byte) []string {
	text, _ := charset.Decode(head)
	h, _ := Records(text)
	return h
}

// LanguageOf reads a language's code or its name, lower case.
func LanguageOf(s string) heed.Language { return languageOf(s) }

// RelationshipOf reads prospect, customer or former in English or Spanish; ""
// for anything else.
func RelationshipOf(s string) heed.Relationship { return relationship(s) }

// Figure reads a number as people write it: "9", "4,5", "8/10".
func Figure(s string) (float64, bool) { return figure(s) }

// Known reports whether a header names at least two fields, or one and words
// that somebody said.
func Known(header []string) bool {
	n := 0
	for _, h := range header {
		if headers[foldHeader(h)] != "" {
			n++
		}
	}
	return n >= 2
}
