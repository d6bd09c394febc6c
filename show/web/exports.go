package web

import (
	"archive/zip"
	"cmp"
	"io"
	"mime"
	"net/http"
	"slices"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/export"
	"github.com/heedhq/heed/show/export/pdf"
	"github.com/heedhq/heed/show/export/scene"
	"github.com/heedhq/heed/show/export/table"
	"github.com/heedhq/heed/show/look"
)

// tabled are the views that leave as a table.
var tabled = []string{"themes", "theme", "conversation", "participant", "codings", "memos", "felt", "listening", "content", "changes", "panel", "promises"}

// exportFormats lists the files that a view can be taken out as.
func exportFormats(what string) []string {
	var out []string
	if slices.Contains(tabled, what) {
		for _, f := range export.TableFormats {
			out = append(out, string(f))
		}
		return out
	}
	for _, f := range export.Formats(export.What(what)) {
		out = append(out, string(f))
	}
	return out
}

// export writes a view as a file, or as an archive where the format holds one
// picture a file.
func (s *site) export(w http.ResponseWriter, r *http.Request) error {
	what, q := r.PathValue("what"), r.URL.Query()
	if slices.Contains(tabled, what) {
		f, err := s.tabledFile(r, what)
		if err != nil {
			return err
		}
		return sendFile(w, f)
	}
	rep, err := s.app.Report(r.Context(), app.ReportRequest{Study: r.PathValue("study"), Stored: true}, nil)
	if err != nil {
		return err
	}
	paper := pdf.Paper(q.Get("paper"))
	if q.Get("format") == string(export.PDF) && paper == "" && q.Get("poster") == "" {
		paper = "a4"
	}
	files, err := export.Files(rep, export.Request{
		What: export.What(what), Format: export.Format(q.Get("format")), Lang: whoLooks(r).Lang, Persona: q.Get("persona"), Organisation: q.Get("organisation"),
		Stage: q.Get("stage"), Form: scene.Form(q.Get("form")), Poster: q.Get("poster") != "", Paper: paper, Scale: 2,
		Whole: func(id string) (heed.Conversation, error) {
			v, err := s.app.Conversation(r.Context(), id)
			return v.Conversation, err
		},
		Research: func(study string) (app.Codebook, []app.Coded, error) {
			return s.app.Codebook(r.Context(), study, coder(r))
		},
	})
	if err != nil {
		return err
	}
	if len(files) == 1 {
		return sendFile(w, files[0])
	}
	return sendFile(w, export.File{Name: what + "-" + cmp.Or(q.Get("format"), "files") + ".zip", Type: "application/zip", Write: func(w io.Writer) error {
		z := zip.NewWriter(w)
		for _, f := range files {
			part, err := z.Create(f.Name)
			if err != nil {
				return err
			}
			if err := f.Write(part); err != nil {
				return err
			}
		}
		return z.Close()
	}})
}

// tabledFile makes a table of a view.
func (s *site) tabledFile(r *http.Request, what string) (f export.File, err error) {
	p, err := s.about(r, "web.codes", "")
	if err != nil {
		return f, err
	}
	q := r.URL.Query()
	format, studies := export.Format(q.Get("format")), []app.StudyReport{*p.report()}
	name := what + " " + p.Study.Name
	var t table.Table
	if of, known := viewTables[what]; known {
		title, t, err := of(s, r, &p)
		if err != nil {
			return f, err
		}
		return export.Table(look.Label(strings.TrimSpace(title+" "+p.Study.Name)), t, format, p.Lang)
	}
	switch what {
	case "themes":
		t = table.Themes(studies)
	case "conversation":
		v, err := s.app.Conversation(r.Context(), q.Get("id"))
		if err != nil {
			return f, err
		}
		if v.Study != p.Study.ID {
			return f, heed.Errorf(heed.CodeNotFound, "%s", p.scene.Say("web.no_conversation"))
		}
		about, _ := aboutConversation(p.scene, &v)
		name = titleOf(p.scene, cmp.Or(v.Title, v.Conversation.ID), v.Kind, firstOf(about))
		t = table.Turns(p.scene, &v)
	case "participant":
		id := q.Get("id")
		x, known := p.report().Participants[id]
		if !known {
			return f, heed.Errorf(heed.CodeNotFound, "%s", p.scene.Say("web.no_person"))
		}
		name = personOf(p.scene, x).Name
		t = table.Quotations(studies, p.Lang).Only("participant", id)
	case "memos":
		list, err := s.app.Memos(r.Context(), p.Study.ID, app.MemoFilter{})
		if err != nil {
			return f, err
		}
		t = table.Memos(list)
	default:
		book, list, err := s.app.Codebook(r.Context(), p.Study.ID, coder(r))
		if err != nil {
			return f, err
		}
		t = table.Codings(p.Study.ID, book, list)
	}
	return export.Table(look.Label(strings.TrimSpace(name)), t, format, p.Lang)
}

// sendFile sends a file to be kept.
func sendFile(w http.ResponseWriter, f export.File) error {
	var b strings.Builder
	if err := f.Write(&b); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", f.Type)
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": f.Name}))
	h.Set("Cache-Control", "private, no-store")
	_, err := io.WriteString(w, b.String())
	return err
}
