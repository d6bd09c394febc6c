// Package train fits the emotion models from labelled texts. It is pure:
// readers in, bytes out, the same bytes for the same input and seed.
package train

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// Example is one labelled text. Labels holds one bit per label, in the order
// of the names that were given to the reader.
type Example struct {
	Text   string
	Labels uint64
}

// Has reports whether the example carries label l.
func (e Example) Has(l int) bool { return e.Labels>>l&1 == 1 }

// ReadJSONL reads one object per line with the fields text and labels (a list
// of names). A name that is not in names is an error.
func ReadJSONL(r io.Reader, names []string) ([]Example, error) {
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 16<<20)
	var out []Example
	for line := 1; sc.Scan(); line++ {
		if len(sc.Bytes()) == 0 {
			continue
		}
		var row struct {
			Text   string   `json:"text"`
			Labels []string `json:"labels"`
		}
		if err := json.Unmarshal(sc.Bytes(), &row); err != nil {
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
		bits, err := parseLabels(row.Labels, names)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
		out = append(out, Example{row.Text, bits})
	}
	return out, sc.Err()
}

// ReadCSV reads a table with the columns text and labels; several labels in
// one cell are separated by commas, semicolons or bars.
func ReadCSV(r io.Reader, names []string) ([]Example, error) {
	cr := csv.NewReader(r)
	cr.FieldsPerRecord = -1
	head, err := cr.Read()
	if err != nil {
		return nil, fmt.Errorf("line 1: there is no header; %s", wanted)
	}
	text, labels := -1, -1
	for i, h := range head {
		switch strings.ToLower(strings.Trim(h, " \ufeff")) {
		case "text":
			text = i
		case "labels", "label":
			labels = i
		}
	}
	if text < 0 || labels < 0 {
		missing := make([]string, 0, 2)
		if text < 0 {
			missing = append(missing, "text")
		}
		if labels < 0 {
			missing = append(missing, "labels")
		}
		return nil, fmt.Errorf("line 1: no column is called %s; %s; the columns found are %s", strings.Join(missing, " or "), wanted, foundColumns(head))
	}
	var out []Example
	for {
		row, err := cr.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("not a table (quote a text that holds a comma or a quotation mark): %w", err)
		}
		line, _ := cr.FieldPos(0)
		if len(row) <= max(text, labels) {
			return nil, fmt.Errorf("line %d: it has %d columns and the first line %d; quote a text that holds a comma", line, len(row), len(head))
		}
		if len(row) > len(head) {
			return nil, fmt.Errorf("line %d: it has %d columns and the first line %d; quote a text that holds a comma", line, len(row), len(head))
		}
		if !utf8.ValidString(row[text]) {
			return nil, fmt.Errorf("line %d: the text is not UTF-8; save the table as CSV in UTF-8", line)
		}
		if strings.TrimSpace(row[text]) == "" {
			return nil, fmt.Errorf("line %d: the text is empty; leave the line out", line)
		}
		bits, err := parseLabels(strings.FieldsFunc(row[labels], func(c rune) bool {
			return c == ',' || c == ';' || c == '|'
		}), names)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
		out = append(out, Example{row[text], bits})
	}
}

// wanted says what a table looks like.
const wanted = "wanted are the columns text and labels, several labels of a text parted by commas, semicolons or bars"

// foundColumns lists a header for an error. A single column is mostly another
// separator.
func foundColumns(head []string) string {
	if all := strings.Join(head, ""); !utf8.ValidString(all) || strings.ContainsFunc(all, func(c rune) bool { return c < ' ' && c != '\t' }) {
		return "not to be read: save the table as CSV in UTF-8"
	}
	list := make([]string, len(head))
	for i, h := range head {
		list[i] = strings.Trim(h, " \ufeff")
	}
	s := strings.Join(list, ", ")
	if len(head) == 1 && strings.ContainsAny(head[0], ";\t|") {
		return fmt.Sprintf("one, %q; part the columns by commas", s)
	}
	return s
}

func parseLabels(given, names []string) (uint64, error) {
	var bits uint64
next:
	for _, g := range given {
		g = strings.ToLower(strings.TrimSpace(g))
		if g == "" {
			continue
		}
		for i, n := range names {
			if n == g {
				bits |= 1 << i
				continue next
			}
		}
		return 0, fmt.Errorf("unknown label %q; known are %s", g, strings.Join(names, ", "))
	}
	return bits, nil
}
