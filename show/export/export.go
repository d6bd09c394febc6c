// Package export takes a persona, an empathy map, a journey or the ledger out
// of Heed as files. One scene is laid out, several writers draw it: the
// picture is the same in every format.
package export

import (
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/export/pdf"
	"github.com/heedhq/heed/show/export/scene"
	"github.com/heedhq/heed/show/look"
)

// What is what can be taken out.
type What string

// What can be taken out.
const (
	Persona    What = "persona"
	Map        What = "map"
	Journey    What = "journey"
	Buying     What = "buying"     // who decides together: by role, or one organisation
	Claims     What = "claims"     // one row a claim
	Quotations What = "quotations" // one row a quotation
	Ledger     What = "ledger"     // both, as sheets of one file
	Guide      What = "guide"
	Codes      What = "codes"
)

// Format is a kind of file.
type Format string

// The formats.
const (
	SVG      Format = "svg"
	PNG      Format = "png"
	PDF      Format = "pdf"
	PPTX     Format = "pptx"
	HTML     Format = "html"
	Markdown Format = "md"
	CSV      Format = "csv"
	XLSX     Format = "xlsx"
	JSON     Format = "json"
	DOCX     Format = "docx"
	QDC      Format = "qdc"
	QDPX     Format = "qdpx"
)

// formats lists what each thing can be written as, the usual one first.
var formats = map[What][]Format{
	Persona:    {PDF, SVG, PNG, PPTX, HTML, Markdown, JSON},
	Map:        {PDF, SVG, PNG, PPTX, HTML, Markdown, JSON},
	Journey:    {PDF, SVG, PNG, PPTX, HTML, Markdown, JSON},
	Buying:     {PDF, SVG, PNG, PPTX, HTML, JSON},
	Claims:     {CSV, XLSX, JSON},
	Quotations: {CSV, XLSX, JSON},
	Ledger:     {XLSX},
	Guide:      {DOCX},
	Codes:      {QDC, QDPX},
}

// Formats returns what a thing can be written as, the usual one first.
func Formats(w What) []Format { return slices.Clone(formats[w]) }

// mediaTypes by format.
var mediaTypes = map[Format]string{
	SVG: "image/svg+xml", PNG: "image/png", PDF: "application/pdf", HTML: "text/html; charset=utf-8",
	PPTX:     "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	Markdown: "text/markdown; charset=utf-8", CSV: "text/csv; charset=utf-8", JSON: "application/json",
	XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	QDC:  "application/xml",
	QDPX: "application/zip",
}

// MediaType is the format's media type.
func (f Format) MediaType() string { return mediaTypes[f] }

// Request says what to take out and how.
type Request struct {
	What   What
	Format Format // "": the usual one
	Lang   heed.Language
	// Persona is an id, a name or a segment; "" for all.
	Persona string
	// Organisation of a buying group; "" for that of the whole study.
	Organisation string
	// Stage of a map, by id; "" for the map over all stages.
	Stage  string
	Form   scene.Form // of a map; "" is six
	Poster bool
	Paper  pdf.Paper // of a PDF
	Scale  float64   // pixels per point of a PNG; 0 is 2
	// Whole gives a conversation with its turns, for a QDPX.
	Whole func(id string) (heed.Conversation, error)
	// Research gives a study's codebook and codings, for a QDC or QDPX; nil:
	// themes and claims alone.
	Research func(study string) (app.Codebook, []app.Coded, error)
}

// File is a file to be written.
type File struct {
	Name  string // without a folder
	Type  string // media type
	Write func(io.Writer) error
}

// Files returns the files that the request asks for: one, or one a drawing
// where the format holds a single picture. Nothing is drawn before Write.
func Files(rep app.Report, req Request) ([]File, error) {
	known, ok := formats[req.What]
	if !ok {
		return nil, heed.Errorf(heed.CodeInvalid, "%q cannot be exported; choose persona, map, journey, buying, ledger, claims, quotations, guide or codes", string(req.What))
	}
	if req.Format == "" {
		req.Format = known[0]
	}
	if !slices.Contains(known, req.Format) {
		return nil, heed.Errorf(heed.CodeUnsupported, "a %s cannot be written as %s; choose %s", string(req.What), string(req.Format), list(known))
	}
	if req.Form != "" && req.Form != scene.Six && req.Form != scene.Four && req.Form != scene.Canvas {
		return nil, heed.Errorf(heed.CodeInvalid, "there is no map called %q; choose six, four or canvas", string(req.Form))
	}
	switch req.What {
	case Persona, Map, Journey, Buying:
		views, err := gather(rep, req)
		if err != nil {
			return nil, err
		}
		return drawn(views, req), nil
	case Guide, Codes:
		return perStudy(rep, req)
	}
	return tables(rep, req)
}

func list(formats []Format) string {
	names := make([]string, len(formats))
	for i, f := range formats {
		names[i] = string(f)
	}
	if len(names) == 1 {
		return names[0]
	}
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}

// view is one thing to draw.
type view struct {
	sc      *look.Scene
	persona *heed.Persona
	emap    *heed.EmpathyMap
	journey *heed.Journey
	group   *heed.BuyingGroup
	name    string
}

// gather finds what is to be drawn.
func gather(rep app.Report, req Request) ([]view, error) {
	var out []view
	known := false
	for i := range rep.Studies {
		s := &rep.Studies[i]
		sc := look.NewScene(req.Lang, s, func(string, string) string { return "" })
		if req.What == Journey {
			for k := range s.Journeys {
				out = append(out, view{sc: sc, journey: &s.Journeys[k], name: "journey-" + s.Name})
			}
			continue
		}
		if req.What == Buying {
			out = append(out, groups(sc, req.Organisation)...)
			continue
		}
		for _, p := range sc.Personas() {
			name := sc.PersonaName(p)
			if q := req.Persona; q != "" && !strings.EqualFold(q, p.ID) && !strings.EqualFold(q, name) && !strings.EqualFold(q, p.Segment) && !strings.EqualFold(q, p.Title[heed.English]) {
				continue
			}
			known = true
			if req.What == Persona {
				out = append(out, view{sc: sc, persona: p, name: "persona-" + short(name)})
				continue
			}
			for k := range s.EmpathyMaps {
				if m := &s.EmpathyMaps[k]; m.Persona == p.ID && (m.Stage == req.Stage || req.Stage == "" && !hasWhole(s, p.ID)) {
					out = append(out, view{sc: sc, persona: p, emap: m, name: "map-" + short(name) + "-" + m.Stage})
				}
			}
		}
	}
	switch {
	case len(out) > 0:
		return out, nil
	case req.What == Buying && req.Organisation != "":
		return nil, heed.Errorf(heed.CodeNotFound, "there is no buying group of %q: fewer than two people of it are known", req.Organisation)
	case req.What == Buying:
		return nil, heed.Errorf(heed.CodeNotFound, "there is no buying group: the roles of fewer than two people are known here")
	case req.What == Journey:
		return nil, heed.Errorf(heed.CodeNotFound, "there is no journey: nobody talks about buying or using a service here")
	case known && req.Stage != "":
		return nil, heed.Errorf(heed.CodeNotFound, "there is no empathy map at the stage %q; leave --stage out for the map over all stages", req.Stage)
	case req.Persona != "":
		return nil, heed.Errorf(heed.CodeNotFound, "there is no persona called %q; heed report lists them", req.Persona)
	}
	return nil, heed.Errorf(heed.CodeNotFound, "there is no persona yet; bring conversations in with: heed import PATH")
}

// groups are the buying groups to draw: the study's own, or that of an
// organisation.
func groups(sc *look.Scene, organisation string) (out []view) {
	for i := range sc.Study.BuyingGroups {
		g := &sc.Study.BuyingGroups[i]
		if strings.EqualFold(g.Organisation, organisation) || organisation != "" && strings.EqualFold(g.ID, organisation) {
			out = append(out, view{sc: sc, group: g, name: "buying-" + sc.Study.Name + " " + g.Organisation})
		}
	}
	return out
}

// hasWhole reports whether the persona has a map over all stages.
func hasWhole(s *app.StudyReport, persona string) bool {
	return slices.ContainsFunc(s.EmpathyMaps, func(m heed.EmpathyMap) bool { return m.Persona == persona && m.Stage == "" })
}

// short is a persona's name without what distinguishes its group.
func short(name string) string {
	if i := strings.IndexAny(name, ",:;("); i > 1 {
		return name[:i]
	}
	return name
}

// slug makes a file name of a title: small letters, digits and dashes.
func slug(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(unicode.ToLower(r))
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
		if b.Len() > 60 {
			break
		}
	}
	if out := strings.Trim(b.String(), "-"); out != "" {
		return out
	}
	return "heed"
}

// named gives every file a name of its own.
func named(files []File) []File {
	seen := map[string]int{}
	for i := range files {
		seen[files[i].Name]++
		if n := seen[files[i].Name]; n > 1 {
			stem, ext, _ := strings.Cut(files[i].Name, ".")
			files[i].Name = stem + "-" + strconv.Itoa(n) + "." + ext
		}
	}
	return files
}
