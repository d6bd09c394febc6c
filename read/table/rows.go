package table

import (
	"errors"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/heedhq/heed/read/charset"
)

// rows gives the rows of a table one by one.
type rows interface {
	// next returns a row and its number in the file, from 1; io.EOF at the end.
	next() (cells []string, line int, err error)
}

// maxQuoted is how many lines a quoted cell may run over before its opening
// mark is taken for a stray one.
const maxQuoted = 5000

// csvRows reads delimited text. A quotation mark that never closes costs its
// own row only: the lines after it are read again.
type csvRows struct {
	lines *charset.Lines
	comma byte
	width int // cells of the first row; 0 before it
	stray func(line int)
}

func (r *csvRows) next() ([]string, int, error) {
	line, ok, err := r.lines.Next()
	if err != nil {
		return nil, 0, err
	}
	if !ok {
		return nil, 0, io.EOF
	}
	at := r.lines.Number()
	cells, open, _ := split(line, r.comma)
	if !open {
		if r.width == 0 {
			r.width = len(cells)
		}
		return cells, at, nil
	}
	parts := []string{line}
	size := len(line)
	for open && len(parts) < maxQuoted && size < 8<<20 {
		more, ok, err := r.lines.Next()
		if err != nil {
			return nil, at, err
		}
		if !ok {
			break
		}
		parts = append(parts, more)
		size += len(more)
		// Only a line with a quotation mark can close the cell.
		if strings.IndexByte(more, '"') < 0 {
			continue
		}
		var odd bool
		cells, open, odd = split(strings.Join(parts, "\n"), r.comma)
		if odd && r.width > 1 && len(splitPlain(parts[1], r.comma)) == r.width {
			open = true // the next line is a row of its own
			break
		}
	}
	if open {
		r.lines.Back(parts[1:])
		r.stray(at)
		return splitPlain(line, r.comma), at, nil
	}
	return cells, at, nil
}

// split parts one record by RFC 4180, leniently: a mark within an unquoted
// cell is a character. open says that a quoted cell does not end, odd that one
// holds a mark that neither ends it nor is doubled.
func split(s string, comma byte) (cells []string, open, odd bool) {
	for {
		t := strings.TrimLeft(s, " ")
		if !strings.HasPrefix(t, `"`) {
			i := strings.IndexByte(s, comma)
			if i < 0 {
				return append(cells, s), false, odd
			}
			cells = append(cells, s[:i])
			s = s[i+1:]
			continue
		}
		s = t[1:]
		var b strings.Builder
		for {
			i := strings.IndexByte(s, '"')
			if i < 0 {
				return append(cells, b.String()+s), true, odd
			}
			b.WriteString(s[:i])
			s = s[i+1:]
			if strings.HasPrefix(s, `"`) {
				b.WriteByte('"')
				s = s[1:]
				continue
			}
			rest := strings.TrimLeft(s, " ")
			if rest == "" {
				return append(cells, b.String()), false, odd
			}
			if rest[0] == comma {
				cells = append(cells, b.String())
				s = rest[1:]
				break
			}
			b.WriteByte('"')
			odd = true
		}
	}
}

func splitPlain(s string, comma byte) []string {
	cells := strings.Split(s, string(comma))
	for i, c := range cells {
		cells[i] = strings.Trim(c, `"`)
	}
	return cells
}

// Delimiter guesses what parts the cells of text: the character that gives the
// same number of cells, at least two, in most of the first lines. It returns 0
// where none does.
func Delimiter(text string) byte {
	best, bestScore := byte(0), 0.0
	for _, d := range []byte{',', ';', '\t', '|'} {
		counts := map[int]int{}
		total := 0
		rest := text
		for rest != "" && total < 60 {
			var rec string
			rec, rest = record(rest, d)
			if strings.TrimSpace(rec) == "" {
				continue
			}
			cells, open, _ := split(rec, d)
			if open && rest == "" {
				break // cut off by the end of the sample
			}
			counts[len(cells)]++
			total++
		}
		for _, n := range slices.Sorted(maps.Keys(counts)) {
			if n < 2 || total == 0 {
				continue
			}
			share := float64(counts[n]) / float64(total)
			if s := share * (1 + min(float64(n), 10)/20); share >= 0.6 && s > bestScore {
				best, bestScore = d, s
			}
		}
	}
	return best
}

// record cuts one record off text, with its quoted line ends.
func record(text string, d byte) (rec, rest string) {
	quoted := false
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '"':
			quoted = !quoted
		case '\n':
			if !quoted {
				return text[:i], text[i+1:]
			}
		}
	}
	if quoted { // never closes: take the line
		if i := strings.IndexByte(text, '\n'); i >= 0 {
			return text[:i], text[i+1:]
		}
	}
	return text, ""
}

func sortedKeys(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }

func isEnd(err error) bool { return errors.Is(err, io.EOF) }

func blank(cells []string) bool {
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}
