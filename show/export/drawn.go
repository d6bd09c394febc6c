package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"slices"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/export/markdown"
	"github.com/heedhq/heed/show/export/office"
	"github.com/heedhq/heed/show/export/pdf"
	"github.com/heedhq/heed/show/export/png"
	"github.com/heedhq/heed/show/export/pptx"
	"github.com/heedhq/heed/show/export/scene"
	"github.com/heedhq/heed/show/export/svg"
	"github.com/heedhq/heed/show/export/table"
)

func (v view) draw(req Request) *scene.Drawing {
	o := scene.Options{Poster: req.Poster, Form: req.Form}
	switch {
	case v.journey != nil:
		return scene.Journey(v.sc, v.journey, o)
	case v.group != nil:
		return scene.Buying(v.sc, v.group, o)
	case v.emap != nil:
		return scene.Map(v.sc, v.emap, v.persona, o)
	}
	return scene.Persona(v.sc, v.persona, o)
}

// drawn writes views: pages and slides hold them all, a picture holds one.
func drawn(views []view, req Request) []File {
	all := func() []*scene.Drawing {
		out := make([]*scene.Drawing, len(views))
		for i, v := range views {
			out[i] = v.draw(req)
		}
		return out
	}
	name := views[0].name
	if len(views) > 1 {
		name = string(req.What) + "s-" + views[0].sc.Study.Name
	}
	one := func(write func(io.Writer) error) []File {
		return []File{{Name: slug(name) + "." + string(req.Format), Type: req.Format.MediaType(), Write: write}}
	}
	each := func(write func(io.Writer, view) error) []File {
		var files []File
		for _, v := range views {
			files = append(files, File{Name: slug(v.name) + "." + string(req.Format), Type: req.Format.MediaType(), Write: func(w io.Writer) error { return write(w, v) }})
		}
		return named(files)
	}
	switch req.Format {
	case PDF:
		return one(func(w io.Writer) error { return pdf.Write(w, all(), pdf.Options{Paper: req.Paper}) })
	case PPTX:
		return one(func(w io.Writer) error { return pptx.Write(w, all()) })
	case HTML:
		return one(func(w io.Writer) error { return page(w, all()) })
	case JSON:
		return one(func(w io.Writer) error { return data(w, views) })
	case SVG:
		return each(func(w io.Writer, v view) error { return svg.Write(w, v.draw(req), svg.Options{Fonts: true}) })
	case PNG:
		return each(func(w io.Writer, v view) error { return png.Write(w, v.draw(req), png.Options{Scale: req.Scale}) })
	}
	return each(func(w io.Writer, v view) error {
		switch {
		case v.journey != nil:
			return markdown.Journey(w, v.sc, v.journey)
		case v.emap != nil:
			return markdown.Map(w, v.sc, v.emap, v.persona)
		}
		return markdown.Persona(w, v.sc, v.persona)
	})
}

// page is a page that stands alone, with the drawings as real text inside.
func page(w io.Writer, drawings []*scene.Drawing) error {
	var b bytes.Buffer
	d := drawings[0]
	fmt.Fprintf(&b, "<!doctype html>\n<html lang=\"%s\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>%s</title>\n<style>body{margin:0;background:#FBFAF6}svg{display:block;max-width:100%%;height:auto;margin:0 auto 2rem}</style>\n", d.Lang, html.EscapeString(d.Title))
	for i, d := range drawings {
		// the fonts of the first drawing serve all
		if err := svg.Write(&b, d, svg.Options{Fonts: i == 0}); err != nil {
			return err
		}
	}
	b.WriteString("</html>\n")
	_, err := w.Write(b.Bytes())
	return err
}

// datum is a view as data, with every claim that it shows.
type datum struct {
	Persona *heed.Persona     `json:"persona,omitempty"`
	Map     *heed.EmpathyMap  `json:"empathy_map,omitempty"`
	Journey *heed.Journey     `json:"journey,omitempty"`
	Buying  *heed.BuyingGroup `json:"buying_group,omitempty"`
	Claims  []heed.Claim      `json:"claims"`
}

func data(w io.Writer, views []view) error {
	out := make([]datum, 0, len(views))
	for _, v := range views {
		want := map[string]bool{}
		note := func(ids []string) {
			for _, id := range ids {
				want[id] = true
			}
		}
		switch {
		case v.group != nil:
			for _, m := range v.group.Members {
				for _, it := range slices.Concat(m.Risks, m.Wants, m.Fears) {
					note([]string{it.Claim})
				}
			}
		case v.journey != nil:
			for _, st := range v.journey.Stages {
				for _, ids := range st.Lanes {
					note(ids)
				}
				note(st.Barriers)
			}
		case v.emap != nil:
			for _, ids := range v.emap.Cells {
				note(ids)
			}
		default:
			for _, ids := range v.persona.Fields {
				note(ids)
			}
			note([]string{v.persona.Quote})
		}
		d := datum{Persona: v.persona, Map: v.emap, Journey: v.journey, Buying: v.group, Claims: []heed.Claim{}}
		for _, c := range v.sc.Study.Claims {
			if want[c.ID] {
				d.Claims = append(d.Claims, c)
			}
		}
		out = append(out, d)
	}
	return encode(w, out)
}

func encode(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// tables writes the ledger.
func tables(rep app.Report, req Request) ([]File, error) {
	var list []table.Table
	if req.What != Quotations {
		list = append(list, table.Claims(rep.Studies, req.Lang))
	}
	if req.What != Claims {
		list = append(list, table.Quotations(rep.Studies, req.Lang))
	}
	f := File{Name: string(req.What) + "." + string(req.Format), Type: req.Format.MediaType()}
	switch req.Format {
	case XLSX:
		f.Write = func(w io.Writer) error { return office.XLSX(w, list, req.Lang) }
	case JSON:
		f.Write = func(w io.Writer) error { return encode(w, records(list[0])) }
	default:
		f.Write = list[0].CSV
	}
	return []File{f}, nil
}

// records are a table's rows by column name, text as it was said.
func records(t table.Table) []map[string]any {
	out := make([]map[string]any, 0, len(t.Rows))
	for _, r := range t.Rows {
		m := map[string]any{}
		for i, c := range r {
			switch {
			case c.IsInt:
				m[t.Columns[i].Name] = c.Number
			case c.IsReal:
				m[t.Columns[i].Name] = c.Decimal
			default:
				m[t.Columns[i].Name] = c.Text
			}
		}
		out = append(out, m)
	}
	return out
}

// perStudy writes what each study has one of.
func perStudy(rep app.Report, req Request) ([]File, error) {
	var files []File
	if req.Format == QDPX && req.Whole == nil {
		return nil, heed.Errorf(heed.CodeUnsupported, "a project needs the conversations themselves; write the codes as qdc")
	}
	for i := range rep.Studies {
		s := &rep.Studies[i]
		f := File{Name: slug(string(req.What)+"-"+s.Name) + "." + string(req.Format), Type: req.Format.MediaType()}
		f.Write = func(w io.Writer) error {
			if req.Format != QDC && req.Format != QDPX {
				return office.Guide(w, s, req.Lang)
			}
			var hand office.Research
			if req.Research != nil {
				var err error
				if hand.Book, hand.Codings, err = req.Research(s.Study); err != nil {
					return err
				}
			}
			if req.Format == QDC {
				return office.Codebook(w, s, hand)
			}
			return office.Project(w, s, hand, req.Whole)
		}
		files = append(files, f)
	}
	if len(files) == 0 {
		return nil, heed.Errorf(heed.CodeNotFound, "nobody has been heard yet; bring conversations in with: heed import PATH")
	}
	return named(files), nil
}
