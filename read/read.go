// Package read makes conversations of bytes. Detect tells a file's format from
// its content first and its name second; each format has a package of its own
// below this one. Everything here is pure: it is given bytes or a reader and
// opens nothing.
package read

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/archive"
	"github.com/heedhq/heed/read/docx"
	"github.com/heedhq/heed/read/html"
	"github.com/heedhq/heed/read/jsonconv"
	"github.com/heedhq/heed/read/mail"
	"github.com/heedhq/heed/read/meta"
	"github.com/heedhq/heed/read/odt"
	"github.com/heedhq/heed/read/pdf"
	"github.com/heedhq/heed/read/plain"
	"github.com/heedhq/heed/read/rtf"
	"github.com/heedhq/heed/read/subtitles"
	"github.com/heedhq/heed/read/table"
	"github.com/heedhq/heed/read/wire"
)

// The types of every format; see package wire.
type (
	// Options set what a file does not say about itself.
	Options = wire.Options
	// Result is what came of one file.
	Result = wire.Result
	// Warning is something that was read with a doubt, or left out.
	Warning = wire.Warning
	// Column says how one column of a table was read.
	Column = wire.Column
	// RoleGuess says which side a speaker was put on, and why.
	RoleGuess = wire.RoleGuess
	// Entry is one file of an archive.
	Entry = wire.Entry
)

// headSize is how much of a file Detect is given.
const headSize = 64 << 10

// formatReader reads one format.
type formatReader func(context.Context, wire.Input, Options, *Result, wire.Yield) error

var readers = map[Format]formatReader{
	FormatText:  plain.Read,
	FormatJSON:  jsonconv.Read,
	FormatJSONL: jsonconv.ReadLines,
	FormatCSV:   table.ReadCSV,
	FormatVTT:   subtitles.ReadVTT,
	FormatSRT:   subtitles.ReadSRT,
	FormatTTML:  subtitles.ReadTTML,
	FormatHTML:  html.Read,
	FormatEML:   mail.ReadEML,
	FormatMBOX:  mail.ReadMBOX,
	FormatDOCX:  docx.Read,
	FormatODT:   odt.Read,
	FormatPDF:   pdf.Read,
	FormatRTF:   rtf.Read,
	FormatXLSX:  table.ReadXLSX,
}

// Read reads one file. name is used for detection, ids and messages, and is
// never opened. Errors are *heed.Error; ctx stops the reading.
func Read(ctx context.Context, name string, data []byte, o Options) (Result, error) {
	var out []heed.Conversation
	res, err := Stream(ctx, name, bytes.NewReader(data), int64(len(data)), o, func(c heed.Conversation) error {
		out = append(out, c)
		return nil
	})
	if err != nil {
		return res, err
	}
	res.Conversations = out
	return res, nil
}

// Stream reads one file of size bytes and gives each conversation to yield as
// soon as it is whole; the Result then holds none. Tables, JSON Lines, MBOX and
// ZIP are read in bounded memory. An error of yield stops the reading and is
// returned as it is.
func Stream(ctx context.Context, name string, r io.ReaderAt, size int64, o Options, yield func(heed.Conversation) error) (Result, error) {
	return stream(ctx, wire.Input{Name: name, R: r, Size: size}, o, yield)
}

func stream(ctx context.Context, in wire.Input, o Options, yield wire.Yield) (Result, error) {
	var res Result
	if in.Size > o.Limit() {
		return res, heed.Errorf(heed.CodeTooLarge, "%s has %s, over the limit of %s; split it or raise the limit", in.Base(), megabytes(in.Size), megabytes(o.Limit()))
	}
	if in.Size == 0 {
		res.Format = string(FormatEmpty)
		return res, heed.Errorf(heed.CodeInvalid, "%s is empty", in.Base())
	}
	in, err := unpack(in, o)
	if err != nil {
		return res, err
	}
	if Aside(in.Name) {
		res.Format = string(FormatAside)
		res.Warn(wire.WarnLeftOut, in.Base(), "stands beside conversations and is none; rename it if it is one")
		return res, nil
	}
	f := Detect(in.Name, in.Head(headSize))
	res.Format = string(f)
	switch f {
	case FormatMetadata, FormatKPI, FormatOffers:
		return res, figures(in, f, &res)
	case FormatZIP:
		return res, zipped(ctx, in, o, &res, yield)
	}
	read, ok := readers[f]
	if !ok {
		return res, refuse(in, f)
	}
	fin := newFinisher(in, o, &res, yield)
	err = read(ctx, in, o, &res, fin.take)
	switch {
	case fin.stopped != nil:
		return res, fin.stopped
	case err != nil:
		return res, asHeed(err, in.Base())
	}
	res.Close()
	if res.Count == 0 && len(res.KPIs) == 0 {
		return res, heed.Errorf(heed.CodeInvalid, "%s holds no conversation: %d rows were read and %d refused", in.Base(), res.Rows, res.Refused)
	}
	return res, nil
}

// zipped reads an archive; each entry is read as a file of its own.
func zipped(ctx context.Context, in wire.Input, o Options, res *Result, yield wire.Yield) error {
	var stopped error
	err := archive.Read(ctx, in, o, res, func(c heed.Conversation) error {
		stopped = yield(c)
		return stopped
	}, stream)
	if stopped != nil {
		return stopped
	}
	res.Close()
	if err == nil && res.Count == 0 && len(res.KPIs)+len(res.Offers) == 0 {
		return heed.Errorf(heed.CodeInvalid, "%s is an archive without conversations: %d files were read and %d refused", in.Base(), res.Rows, res.Refused)
	}
	return err
}

// figures reads the tables that stand beside conversations.
func figures(in wire.Input, f Format, res *Result) error {
	data, err := in.Bytes()
	if err != nil {
		return err
	}
	var part Result
	switch f {
	case FormatKPI:
		res.KPIs, part, err = meta.ParseKPIs(data)
	case FormatOffers:
		res.Offers, part, err = meta.ParseOffers(data)
	default:
		var m meta.Meta
		m, part.Warnings, err = meta.Parse(data)
		part.Rows = m.Len()
	}
	res.Warnings = append(res.Warnings, part.Warnings...)
	res.Rows, res.Refused = part.Rows, part.Refused
	return err
}

// unpack returns the content of a .gz, within the limit.
func unpack(in wire.Input, o Options) (wire.Input, error) {
	if !bytes.HasPrefix(in.Head(2), []byte{0x1F, 0x8B}) {
		return in, nil
	}
	bad := func(err error) error {
		return heed.WrapError(heed.CodeInvalid, err, "%s is packed with gzip but breaks off or is damaged", in.Base())
	}
	z, err := gzip.NewReader(io.NewSectionReader(in.R, 0, in.Size))
	if err != nil {
		return in, bad(err)
	}
	data, err := io.ReadAll(io.LimitReader(z, o.Limit()+1))
	if err != nil {
		return in, bad(err)
	}
	if int64(len(data)) > o.Limit() {
		return in, heed.Errorf(heed.CodeTooLarge, "%s unpacks to more than the limit of %s; split it or raise the limit", in.Base(), megabytes(o.Limit()))
	}
	if len(data) == 0 {
		return in, heed.Errorf(heed.CodeInvalid, "%s is empty", in.Base())
	}
	return wire.FromBytes(strings.TrimSuffix(in.Name, ".gz"), data), nil
}

func megabytes(n int64) string {
	if n < 1<<20 {
		return fmt.Sprintf("%d bytes", n)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
}

// asHeed makes sure that what leaves this package may be shown.
func asHeed(err error, name string) error {
	var e *heed.Error
	if err == nil || errors.As(err, &e) {
		return err
	}
	return heed.WrapError(heed.CodeInvalid, err, "%s could not be read", name)
}
