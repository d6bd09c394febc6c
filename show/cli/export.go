package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/export"
	"github.com/heedhq/heed/show/export/pdf"
	"github.com/heedhq/heed/show/export/scene"
)

type exportCmd struct {
	What    string  `arg:"" enum:"persona,map,journey,buying,ledger,claims,quotations,guide,codes" help:"What: persona, map, journey, buying (who decides together); ledger, claims or quotations as tables; guide for the next interviews; codes as a codebook or project."`
	Format  string  `short:"f" placeholder:"FORMAT" help:"persona, map, journey: pdf, svg, png, pptx, html, md or json; buying: the same without md; claims, quotations: csv, xlsx or json; ledger: xlsx; guide: docx; codes: qdc or qdpx (default: the first)."`
	Output  string  `short:"o" placeholder:"FILE" help:"File to write; - is standard output (default: named after what is in it)."`
	Study   string  `help:"Only this study."`
	Persona string  `help:"Only this persona, by id, name or segment."`
	Org     string  `name:"organisation" help:"The buying group of this organisation (default: by role, over the whole study)."`
	Stage   string  `help:"The empathy map at this stage (default: over all stages)."`
	Form    string  `enum:"six,four,canvas" default:"six" help:"Form of the empathy map: six, four or canvas."`
	Poster  bool    `help:"For a wall: more items, wider, and no type under 16 points."`
	Paper   string  `enum:",a4,a3,a2,a1,a0" default:"" help:"Paper of a PDF: a4 to a0 (default: as large as the drawing)."`
	Scale   float64 `default:"2" help:"Pixels per point of a PNG, 0.25 to 6."`
	Outside bool    `help:"For outside the company: only the words of people who allowed it; whoever did not answer stays inside."`
	Lang    string  `enum:"en,es" default:"en" help:"Language of the drawing's own words: en or es; quotations keep theirs."`
	AsOf    string  `name:"as-of" placeholder:"DATE" help:"Day from which age is measured (default: the newest conversation)."`
}

// Run writes what was asked for.
func (c *exportCmd) Run(ctx context.Context, s *session) error {
	asOf, err := heed.ParseDate(c.AsOf)
	if err != nil {
		return err
	}
	if c.Outside && c.What == string(export.Codes) {
		return heed.Errorf(heed.CodeInvalid, "a codebook or project holds whole conversations and does not go outside; leave out --outside")
	}
	a, err := s.app(ctx)
	if err != nil {
		return err
	}
	defer a.Close()
	progress := s.progress()
	defer progress.Close()
	rep, err := a.Report(ctx, app.ReportRequest{Study: c.Study, AsOf: asOf, Outside: c.Outside}, progress)
	progress.Close()
	if err != nil {
		return err
	}
	format := c.Format
	if format == "" && c.Output != "" && c.Output != "-" {
		format = strings.TrimPrefix(strings.ToLower(filepath.Ext(c.Output)), ".")
	}
	files, err := export.Files(rep, export.Request{
		What: export.What(c.What), Format: export.Format(strings.ToLower(format)), Lang: heed.Language(c.Lang), Persona: c.Persona, Organisation: c.Org,
		Stage: c.Stage, Form: scene.Form(c.Form), Poster: c.Poster, Paper: pdf.Paper(c.Paper), Scale: c.Scale,
		Whole: func(id string) (heed.Conversation, error) {
			v, err := a.Conversation(ctx, id)
			return v.Conversation, err
		},
		Research: func(study string) (app.Codebook, []app.Coded, error) { return a.Codebook(ctx, study, "") },
	})
	if err != nil {
		return err
	}
	if c.Output == "-" && len(files) > 1 {
		return heed.Errorf(heed.CodeInvalid, "that is %d files, and standard output takes one; name one with --persona or --study", len(files))
	}
	for i, f := range files {
		name := f.Name
		if c.Output != "" {
			name = c.Output
			if ext := filepath.Ext(name); len(files) > 1 {
				name = strings.TrimSuffix(name, ext) + "-" + strconv.Itoa(i+1) + ext
			}
		}
		if err := s.writeFile(name, f.Write); err != nil {
			return err
		}
		if name != "-" {
			fmt.Fprintf(s.Out, "wrote %s\n", name)
		}
	}
	if s.quiet {
		return nil
	}
	l, err := a.Leave(ctx, rep)
	if err == nil && c.Outside && l.People == 0 {
		s.say("for use outside: nobody allowed to be quoted there, so nobody is quoted")
		return nil
	}
	if err == nil && c.Outside {
		s.say("for use outside: %d people quoted, and each of them allowed it; words that your team wrote are for you to check", l.People)
		return nil
	}
	if err == nil && l.Agreed < l.People {
		s.say("for use inside: of %d people quoted, %d have agreed to be quoted outside", l.People, l.Agreed)
	}
	return err
}
