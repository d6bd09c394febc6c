// Package paper turns the paragraphs and tables of a written document into the
// lines that package plain reads.
package paper

import (
	"regexp"
	"strings"

	"github.com/heedhq/heed/read/voice"
)

// Writer gathers a document's lines. The zero value is ready.
type Writer struct {
	b    strings.Builder
	rows int
}

// Para writes one paragraph; a blank line follows. Line ends within it stay.
func (w *Writer) Para(text string) {
	text = strings.TrimSpace(text)
	if text == "" {
		return
	}
	w.b.WriteString(text)
	w.b.WriteString("\n\n")
}

var clock = regexp.MustCompile(`^[\[(]?\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?$`)

// Row writes one row of a table. A row of a name and words becomes "Name:
// words", with a time in another cell before it; the heading of such a table
// is left out.
func (w *Writer) Row(cells []string) {
	var kept []string
	time := ""
	for _, c := range cells {
		c = strings.TrimSpace(c)
		switch {
		case c == "":
		case clock.MatchString(c) && time == "":
			time = "[" + strings.Trim(c, "[]()") + "] "
		default:
			kept = append(kept, c)
		}
	}
	w.rows++
	switch {
	case len(kept) == 0:
		return
	case w.rows == 1 && time == "" && heading(kept):
		return
	case len(kept) >= 2 && len(kept[0]) <= 48 && !strings.Contains(kept[0], "\n") && len(strings.Fields(kept[0])) <= 5:
		// A number in front of name and words is the row's own.
		if strings.Trim(kept[0], "0123456789.#") == "" && len(kept) > 2 {
			kept = kept[1:]
		}
		w.b.WriteString(time + strings.TrimSuffix(kept[0], ":") + ": " + strings.Join(kept[1:], "\n") + "\n")
	default:
		w.b.WriteString(time + strings.Join(kept, "\n") + "\n")
	}
}

// EndTable sets what follows apart from the table.
func (w *Writer) EndTable() {
	w.rows = 0
	w.b.WriteString("\n")
}

// Text returns what was written.
func (w *Writer) Text() string { return w.b.String() }

// headings are the words at the head of a transcript's table.
var headings = map[string]bool{
	"speaker": true, "text": true, "time": true, "timestamp": true, "who": true, "name": true, "transcript": true, "utterance": true, "turn": true, "line": true, "#": true, "no": true,
	"hablante": true, "texto": true, "tiempo": true, "hora": true, "quien": true, "nombre": true, "transcripcion": true, "turno": true, "linea": true, "notes": true, "notas": true,
}

func heading(cells []string) bool {
	n := 0
	for _, c := range cells {
		if headings[voice.Fold(c)] {
			n++
		}
	}
	return n > 0 && n == len(cells)
}
