package cli

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/export/html"
	jsonexport "github.com/heedhq/heed/show/export/json"
)

type reportCmd struct {
	Output  string `short:"o" placeholder:"FILE" help:"File to write; - is standard output (default: report.html, or standard output with --json)."`
	Study   string `help:"Only this study."`
	Persona string `help:"Only this persona, by id, name or segment."`
	Lang    string `enum:"en,es" default:"en" help:"Language of the report's own words: en or es."`
	AsOf    string `name:"as-of" placeholder:"DATE" help:"Day from which age is measured (default: the newest conversation)."`
	Outside bool   `help:"For outside the company: only the words of people who allowed it; whoever did not answer stays inside."`
	JSON    bool   `name:"json" help:"The same as data; docs/report.schema.json describes it."`
}

// Run writes the report.
func (c *reportCmd) Run(ctx context.Context, s *session) error {
	asOf, err := heed.ParseDate(c.AsOf)
	if err != nil {
		return err
	}
	a, err := s.app(ctx)
	if err != nil {
		return err
	}
	defer s.close(a)
	progress := s.progress()
	defer progress.Close()
	rep, err := a.Report(ctx, app.ReportRequest{Study: c.Study, Persona: c.Persona, AsOf: asOf, Outside: c.Outside}, progress)
	progress.Close()
	if err != nil {
		return err
	}
	name := c.Output
	if name == "" {
		name = "report.html"
		if c.JSON {
			name = "-"
		}
	}
	err = s.writeFile(name, func(w io.Writer) error {
		if c.JSON {
			return jsonexport.Report(w, rep)
		}
		return html.Report(w, rep, html.Options{Lang: heed.Language(c.Lang)})
	})
	if err == nil && name != "-" {
		fmt.Fprintf(s.Out, "wrote %s\n", name)
	}
	return err
}

// writeFile writes name whole or not at all: to a temporary file beside it
// that then takes its place. "-" is standard output.
func (s *session) writeFile(name string, write func(io.Writer) error) (err error) {
	if name == "-" {
		out := bufio.NewWriterSize(s.Out, 1<<16)
		if err := write(out); err != nil {
			return err
		}
		return out.Flush()
	}
	if info, statErr := os.Stat(name); statErr == nil && !info.Mode().IsRegular() {
		return writeInto(name, write) // a device or a pipe is written to, never replaced
	}
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return heed.WrapError(heed.CodeInvalid, err, "%s cannot be written: is the folder there, and may you write to it?", name)
	}
	defer func() {
		if err != nil {
			_ = f.Close()
			_ = os.Remove(f.Name())
		}
	}()
	out := bufio.NewWriterSize(f, 1<<16)
	if err := write(out); err != nil {
		return err
	}
	if err := out.Flush(); err != nil {
		return heed.WrapError(heed.CodeUnavailable, err, "%s could not be written whole", name)
	}
	if err := f.Chmod(0o644); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

// writeInto writes into what is there already.
func writeInto(name string, write func(io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return heed.WrapError(heed.CodeInvalid, err, "%s cannot be written", name)
	}
	out := bufio.NewWriterSize(f, 1<<16)
	if err := write(out); err != nil {
		f.Close()
		return err
	}
	if err := out.Flush(); err != nil {
		f.Close()
		return heed.WrapError(heed.CodeUnavailable, err, "%s could not be written whole", name)
	}
	return f.Close()
}
