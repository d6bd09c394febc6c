package wire

import (
	"bytes"
	"context"
	"errors"
	"io"
	"path"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/charset"
)

// Input is one file as given.
type Input struct {
	Name string // as given: a path or a bare name; never opened
	R    io.ReaderAt
	Size int64
}

// FromBytes makes an Input of data.
func FromBytes(name string, data []byte) Input {
	return Input{Name: name, R: bytes.NewReader(data), Size: int64(len(data))}
}

// Base returns the file's name without folders, for either kind of slash.
func (in Input) Base() string { return path.Base(strings.ReplaceAll(in.Name, `\`, "/")) }

// Stem returns Base without its extension (two of them for .csv.gz).
func (in Input) Stem() string {
	b := in.Base()
	if s := strings.TrimSuffix(b, ".gz"); s != "" {
		b = s
	}
	if s := strings.TrimSuffix(b, path.Ext(b)); s != "" {
		return s
	}
	return b
}

// Bytes returns the whole file.
func (in Input) Bytes() ([]byte, error) {
	b := make([]byte, in.Size)
	n, err := in.R.ReadAt(b, 0)
	if err != nil && (!errors.Is(err, io.EOF) || int64(n) != in.Size) {
		return nil, heed.WrapError(heed.CodeInvalid, err, "%s could not be read to its end", in.Base())
	}
	return b, nil
}

// Head returns the first n bytes, or fewer where the file is shorter.
func (in Input) Head(n int) []byte {
	b := make([]byte, min(int64(n), in.Size))
	n, _ = in.R.ReadAt(b, 0)
	return b[:n]
}

// Text returns the whole file as UTF-8 with \n for every line end, and warns
// of what had to be guessed or taken out.
func (in Input) Text(res *Result) (string, error) {
	b, err := in.Bytes()
	if err != nil {
		return "", err
	}
	s, info := charset.Decode(b)
	in.warn(res, info)
	return s, nil
}

// Lines reads the file line by line as UTF-8. Call Done at the end, for the
// warnings that only the end can tell.
func (in Input) Lines() (*charset.Lines, error) {
	l, err := charset.NewLines(in.R, in.Size)
	if err != nil {
		return nil, heed.WrapError(heed.CodeInvalid, err, "%s could not be read to its end", in.Base())
	}
	return l, nil
}

// Look learns the file's character set, for reading its lines more than once.
func (in Input) Look() (*charset.Look, error) {
	l, err := charset.NewLook(in.R, in.Size)
	if err != nil {
		return nil, heed.WrapError(heed.CodeInvalid, err, "%s could not be read to its end", in.Base())
	}
	return l, nil
}

// Done warns of what reading the lines had to guess or take out.
func (in Input) Done(res *Result, l *charset.Lines) { in.warn(res, l.Info()) }

func (in Input) warn(res *Result, info charset.Info) {
	if info.Guessed {
		res.Warn(WarnCharset, in.Base(), "not UTF-8; read as %s", info.Name)
	}
	if info.Mixed > 0 {
		res.Warn(WarnCharset, in.Base(), "%s not in UTF-8 though the rest is; read as %s", Count(info.Mixed, "line"), info.Name)
	}
	if info.NULs > 0 {
		res.Warn(WarnNUL, in.Base(), "%s taken out", Count(info.NULs, "NUL byte"))
	}
}

// Stopped returns the error to give up with when ctx is done, else nil.
func (in Input) Stopped(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return heed.WrapError(heed.CodeConflict, err, "reading %s was stopped", in.Base())
	}
	return nil
}
