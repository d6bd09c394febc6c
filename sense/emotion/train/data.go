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
		return nil, fmt.Errorf("line 1: there is no header; the first line has to name the columns text and labels: %w", err)
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
		return nil, errors.New("the header needs the columns text and labels")
	}
	var out []Example
	for {
		row, err := cr.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		line, _ := cr.FieldPos(0)
		if len(row) <= max(text, labels) {
			return nil, fmt.Errorf("line %d: %d columns, text and labels are missing", line, len(row))
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
