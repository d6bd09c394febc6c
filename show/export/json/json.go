// Package json writes a report as data: the same studies, personas, maps,
// journeys, themes and claims as the page, whole, with every quotation at its
// place. docs/report.schema.json describes it.
package json

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"slices"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// Version is the version of the report's shape. It grows when a field changes
// its meaning or goes away; new fields do not change it.
const Version = 1

// Report writes rep to w, one item a line, so that two reports can be compared
// line by line. The same rep gives the same bytes.
func Report(w io.Writer, rep app.Report) (err error) {
	defer heed.Wrap(&err, "write the report as JSON")
	out := &writer{w: bufio.NewWriter(w)}
	out.text("{\n\"version\": ")
	out.value(Version)
	each(out, "studies", rep, func(s *app.StudyReport) []any { return []any{studyOf(s)} })
	each(out, "personas", rep, personas)
	each(out, "empathy_maps", rep, empathyMaps)
	each(out, "journeys", rep, journeys)
	each(out, "buying_groups", rep, buyingGroups)
	each(out, "content_items", rep, contentItems)
	each(out, "themes", rep, themes)
	each(out, "claims", rep, claims)
	out.text("\n}\n")
	if out.err != nil {
		return out.err
	}
	return out.w.Flush()
}

func each(out *writer, name string, rep app.Report, items func(*app.StudyReport) []any) {
	out.text(",\n\"" + name + "\": [")
	first := true
	for i := range rep.Studies {
		for _, item := range items(&rep.Studies[i]) {
			if !first {
				out.text(",")
			}
			first = false
			out.text("\n")
			out.value(item)
		}
	}
	if !first {
		out.text("\n")
	}
	out.text("]")
}

// writer writes values one after the other and keeps the first error.
type writer struct {
	w   *bufio.Writer
	buf bytes.Buffer
	err error
}

func (o *writer) text(s string) {
	if o.err == nil {
		_, o.err = o.w.WriteString(s)
	}
}

func (o *writer) value(v any) {
	if o.err != nil {
		return
	}
	o.buf.Reset()
	enc := json.NewEncoder(&o.buf)
	enc.SetEscapeHTML(false) // quotations stay as they were said
	if o.err = enc.Encode(v); o.err == nil {
		_, o.err = o.w.Write(bytes.TrimRight(o.buf.Bytes(), "\n"))
	}
}

type study struct {
	ID         string              `json:"id"`
	Name       string              `json:"name"`
	AsOf       heed.Date           `json:"as_of,omitzero"`
	Language   heed.Language       `json:"lang,omitempty"`
	Heard      heed.Heard          `json:"heard"`
	Earned     heed.Earned         `json:"earned"`
	Settings   heed.Settings       `json:"settings"`
	Saturation heed.Saturation     `json:"saturation"`
	Themes     themeCount          `json:"themes"`
	Questions  []heed.NextQuestion `json:"next_questions"`
	Silent     []silent            `json:"silent"`
	Unmeasured []string            `json:"unmeasured"`
	Unfit      []heed.Decision     `json:"unfit"`
	Run        run                 `json:"run"`
	Sources    []conversation      `json:"conversations"`
}

// themeCount says how much of what was said is in themes.
type themeCount struct {
	Given      int     `json:"given"`
	Ungrouped  int     `json:"ungrouped"`
	About      int     `json:"about"`
	Silhouette float64 `json:"silhouette"`
}

// run names inputs and versions. When and under which number it ran is left
// out, so that the same input gives the same bytes.
type run struct {
	Inputs string `json:"inputs"`
	Sense  string `json:"sense"`
	Shape  string `json:"shape"`
}

// conversation names where quotations come from.
type conversation struct {
	ID     string        `json:"id"`
	Title  string        `json:"title,omitempty"`
	Kind   heed.Kind     `json:"kind,omitempty"`
	Lang   heed.Language `json:"lang,omitempty"`
	Date   heed.Date     `json:"date,omitzero"`
	Source string        `json:"source"`
}

type silent struct {
	Role     string     `json:"role"`
	People   int        `json:"people"`
	Evidence []evidence `json:"evidence"`
}

// evidence always names its source.
type evidence struct {
	heed.Evidence
	Source string `json:"source"`
}

func studyOf(s *app.StudyReport) study {
	out := study{
		ID: s.Understanding.Study, Name: s.Name, AsOf: s.AsOf, Language: s.Language, Heard: s.Heard, Earned: s.Earned,
		Settings: s.Settings, Saturation: s.Themes.Saturation,
		Themes:    themeCount{s.Themes.Given, s.Themes.Ungrouped, s.Themes.About, s.Themes.Silhouette},
		Questions: full(s.Questions), Unmeasured: full(s.Unmeasured), Unfit: full(s.Unfit),
		Silent: []silent{}, Sources: []conversation{},
		Run: run{s.Run.Inputs, s.Run.Sense, s.Run.Shape},
	}
	out.Settings.Stages = full(out.Settings.Stages)
	out.Saturation.Found = full(out.Saturation.Found)
	out.Heard.ByKind, out.Heard.ByLanguage = filled(out.Heard.ByKind), filled(out.Heard.ByLanguage)
	for _, r := range s.Silent {
		out.Silent = append(out.Silent, silent{r.Role, r.People, evidences(s, r.Evidence)})
	}
	for _, id := range slices.Sorted(maps.Keys(s.Conversations)) {
		c := s.Conversations[id]
		out.Sources = append(out.Sources, conversation{id, c.Title, c.Kind, c.Language, c.Date, c.Source})
	}
	return out
}

func evidences(s *app.StudyReport, all []heed.Evidence) []evidence {
	out := make([]evidence, len(all))
	for i, e := range all {
		out[i] = evidence{e, e.Source}
		if e.Source == "" {
			out[i].Source = s.Conversations[e.Conversation].Source
		}
	}
	return out
}

func personas(s *app.StudyReport) []any {
	var out []any
	for _, p := range s.Personas {
		p.Study = s.Understanding.Study
		p.Participants = full(p.Participants)
		p.Fields = filled(p.Fields)
		for f, ids := range p.Fields {
			if ids == nil {
				p.Fields = maps.Clone(p.Fields)
				p.Fields[f] = []string{}
			}
		}
		out = append(out, struct {
			heed.Persona
			Silent []silent `json:"silent,omitempty"`
		}{p, silents(s, p.Silent)})
	}
	return out
}

func silents(s *app.StudyReport, roles []heed.SilentRole) []silent {
	var out []silent
	for _, r := range roles {
		out = append(out, silent{r.Role, r.People, evidences(s, r.Evidence)})
	}
	return out
}

func empathyMaps(s *app.StudyReport) []any {
	var out []any
	for _, m := range s.EmpathyMaps {
		m.Cells = filled(m.Cells)
		out = append(out, struct {
			Study string `json:"study"`
			heed.EmpathyMap
		}{s.Understanding.Study, m})
	}
	return out
}

func journeys(s *app.StudyReport) []any {
	var out []any
	for _, j := range s.Journeys {
		j.Study = s.Understanding.Study
		j.Stages, j.Curves = slices.Clone(full(j.Stages)), slices.Clone(full(j.Curves))
		for i := range j.Stages {
			j.Stages[i].Lanes = filled(j.Stages[i].Lanes)
			j.Stages[i].Mentioned = slices.Clone(j.Stages[i].Mentioned)
			for k := range j.Stages[i].Mentioned {
				if q := &j.Stages[i].Mentioned[k].Quote; q.Source == "" {
					q.Source = s.Conversations[q.Conversation].Source
				}
			}
		}
		for i := range j.Curves {
			points := slices.Clone(full(j.Curves[i].Points))
			for k := range points {
				if q := points[k].Quote; q != nil && q.Source == "" {
					with := *q
					with.Source = s.Conversations[q.Conversation].Source
					points[k].Quote = &with
				}
			}
			j.Curves[i].Points = points
		}
		out = append(out, j)
	}
	return out
}

func themes(s *app.StudyReport) []any {
	var out []any
	for _, t := range s.Themes.Themes {
		out = append(out, struct {
			Study string `json:"study"`
			heed.Theme
		}{s.Understanding.Study, t})
	}
	return out
}

func claims(s *app.StudyReport) []any {
	var out []any
	for _, c := range s.Claims {
		c.Places = full(c.Places)
		c.Confidence.Steps = full(c.Confidence.Steps)
		out = append(out, struct {
			Study string `json:"study"`
			heed.Claim
			Evidence []evidence `json:"evidence"`
		}{s.Understanding.Study, c, evidences(s, c.Evidence)})
	}
	return out
}

// full is s, or an empty list where there is none, so that readers need not
// tell null from empty.
func full[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

func filled[K comparable, V any](m map[K]V) map[K]V {
	if m == nil {
		return map[K]V{}
	}
	return m
}
