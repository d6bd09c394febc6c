package charset

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/transform"
)

// Lines reads a text line by line. Memory is bounded by the longest line.
type Lines struct {
	r     *bufio.Reader
	each  encoding.Encoding // for lines that are not UTF-8
	info  Info
	n     int
	buf   []byte
	first bool
	held  []string // pushed back, last first
}

// Look is what is known of a text's character set, so that the text can be
// read more than once for the price of one look.
type Look struct {
	r    io.ReaderAt
	size int64
	info Info
	wide encoding.Encoding // UTF-16
	each encoding.Encoding // for lines that are not UTF-8
}

// NewLook looks through the text once to learn its character set.
func NewLook(r io.ReaderAt, size int64) (*Look, error) {
	l := &Look{r: r, size: size, info: Info{Name: "utf-8"}}
	head := make([]byte, min(size, 4096))
	if n, err := r.ReadAt(head, 0); err != nil && (!errors.Is(err, io.EOF) || n != len(head)) {
		return nil, err
	}
	if l.wide = marked(head); l.wide != nil {
		l.info.Name = "utf-16"
		return l, nil
	}
	bad, err := invalidSample(l.section())
	if err != nil {
		return nil, err
	}
	if len(bad) > 0 {
		l.info.Name, l.each = guess(bad)
	}
	return l, nil
}

func (l *Look) section() io.Reader { return io.NewSectionReader(l.r, 0, l.size) }

// Lines reads the text from its start.
func (l *Look) Lines() *Lines {
	in := l.section()
	if l.wide != nil {
		in = transform.NewReader(in, l.wide.NewDecoder())
	}
	return &Lines{r: bufio.NewReaderSize(in, 128<<10), each: l.each, info: l.info, first: true}
}

// NewLines looks through the text once and then reads from its start.
func NewLines(r io.ReaderAt, size int64) (*Lines, error) {
	l, err := NewLook(r, size)
	if err != nil {
		return nil, err
	}
	return l.Lines(), nil
}

// invalidSample returns chunks of lines that are not UTF-8, nothing where the
// text is valid throughout.
func invalidSample(r io.Reader) ([]byte, error) {
	var bad, rest []byte
	buf := make([]byte, 256<<10)
	for {
		n, err := r.Read(buf)
		chunk := append(rest, buf[:n]...)
		cut := bytes.LastIndexByte(chunk, '\n') + 1
		if cut == 0 && len(chunk) > 4<<20 || err != nil {
			cut = len(chunk)
		}
		if !utf8.Valid(chunk[:cut]) {
			bad = append(bad, onlyInvalid(chunk[:cut])...)
		}
		rest = append([]byte(nil), chunk[cut:]...)
		if errors.Is(err, io.EOF) || len(bad) > sample {
			return bad, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

// Next returns the next line without its end. ok is false after the last.
func (l *Lines) Next() (line string, ok bool, err error) {
	if n := len(l.held); n > 0 {
		line = l.held[n-1]
		l.held = l.held[:n-1]
		l.n++
		return line, true, nil
	}
	b, err := l.raw()
	if err != nil {
		if errors.Is(err, io.EOF) {
			return "", false, nil
		}
		return "", false, err
	}
	if l.first {
		b = bytes.TrimPrefix(b, []byte("\uFEFF"))
		l.first = false
	}
	if i := bytes.IndexByte(b, 0); i >= 0 {
		l.info.NULs += bytes.Count(b, []byte{0})
		b = bytes.ReplaceAll(b, []byte{0}, nil)
	}
	if utf8.Valid(b) {
		line = string(b)
	} else {
		l.info.Mixed++
		line = decodeWith(l.each, b)
	}
	// A lone carriage return ends a line too (old Macintosh files).
	if strings.Contains(line, "\r") {
		parts := strings.Split(line, "\r")
		for i := len(parts) - 1; i > 0; i-- {
			l.held = append(l.held, parts[i])
		}
		line = parts[0]
	}
	l.n++
	return line, true, nil
}

// raw returns the bytes of a line up to \n or \r\n.
func (l *Lines) raw() ([]byte, error) {
	l.buf = l.buf[:0]
	for {
		part, err := l.r.ReadSlice('\n')
		if err == nil && len(l.buf) == 0 {
			return bytes.TrimSuffix(part[:len(part)-1], []byte{'\r'}), nil
		}
		l.buf = append(l.buf, part...)
		switch {
		case err == nil:
			return bytes.TrimSuffix(l.buf[:len(l.buf)-1], []byte{'\r'}), nil
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF) && len(l.buf) > 0:
			return bytes.TrimSuffix(l.buf, []byte{'\r'}), nil
		default:
			return nil, err
		}
	}
}

// Back gives lines back, to be read again in the same order.
func (l *Lines) Back(lines []string) {
	for i := len(lines) - 1; i >= 0; i-- {
		l.held = append(l.held, lines[i])
	}
	l.n -= len(lines)
}

// Number returns the number of the last line returned, from 1.
func (l *Lines) Number() int { return l.n }

// Info says how the lines so far were decoded.
func (l *Lines) Info() Info { return l.info }
