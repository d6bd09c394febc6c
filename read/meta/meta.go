// Package meta reads the tables that stand beside conversations: metadata.csv
// (what each file is, and who speaks in it), kpi.csv and offers.csv.
package meta

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/charset"
	"github.com/heedhq/heed/read/table"
	"github.com/heedhq/heed/read/voice"
	"github.com/heedhq/heed/read/when"
	"github.com/heedhq/heed/read/wire"
)

// Meta is what a metadata.csv says, by file.
type Meta struct {
	// Roles pins roles by name over whatever else is known (--role).
	Roles map[string]heed.Role

	rows []row
	// byFile finds rows by the folded name of a file with and without folders
	// and extension.
	byFile map[string][]int
	used   *used
	people map[string]bool // folded names of all participants
}

type used struct {
	sync.Mutex
	row map[int]bool
}

type row struct {
	line         int
	file         string
	conversation string
	kind         heed.Kind
	language     heed.Language
	study        string
	segment      string
	organisation string
	stage        string
	date         heed.Date
	title        string // of the conversation

	participant  string
	relationship heed.Relationship
	buyingRole   string
	consent      heed.Consent
	ours         []string // names of our own people in it
	attributes   map[string]string
}

var columns = func() map[string]string {
	m := map[string]string{}
	for field, list := range map[string]string{
		"file":                  `file|filename|file name|path|transcript|recording|source file|case|archivo|fichero|nombre de archivo|nombre del archivo|ruta|caso`,
		"conversation":          `conversation|conversation id|conversacion|id conversacion`,
		"kind":                  `kind|type|conversation type|tipo`,
		"study":                 `study|project|estudio|proyecto`,
		"segment":               `segment|group|cohort|segmento|grupo`,
		"organisation":          `organisation|organization|company|account|empresa|organizacion|compania|cuenta`,
		"participant":           `participant|participant name|name|customer|interviewee|participante|nombre|cliente|entrevistado|entrevistada`,
		"title":                 `role title|title|job title|cargo|puesto|titulo del puesto|cargo o puesto`,
		"relationship":          `relationship|relacion`,
		"buying_role":           `buying role|buyer role|rol de compra|papel en la compra|papel de compra`,
		"stage":                 `stage|journey stage|etapa|fase`,
		"date":                  `date|interview date|fecha`,
		"language":              `language|lang|idioma|lengua`,
		"consent_analysis":      `consent analysis|consentimiento analisis`,
		"consent_training":      `consent training|consentimiento entrenamiento|consentimiento formacion`,
		"consent_quote_inside":  `consent quote inside|consentimiento cita interna|consentimiento citar dentro|consentimiento citas internas`,
		"consent_recording":     `consent recording|consent audio|consent keep recording|consentimiento grabacion|consentimiento audio`,
		"consent_quote_outside": `consent quote outside|consentimiento cita externa|consentimiento citar fuera|consentimiento citas externas`,
		"ours":                  `interviewer|moderator|facilitator|researcher|rep|agent|account manager|our people|entrevistador|entrevistadora|moderador|moderadora|agente|asesor|asesora|comercial|nuestra gente`,
		"subject":               `subject|conversation title|asunto`,
	} {
		for h := range strings.SplitSeq(list, "|") {
			m[h] = field
		}
	}
	return m
}()

func fold(h string) string {
	return strings.TrimSpace(voice.Fold(strings.NewReplacer("-", " ", ".", " ").Replace(h)))
}

// IsMetadata reports whether the first line of a table is that of a
// metadata.csv: it names files, and no text.
func IsMetadata(header []string) bool {
	has := map[string]bool{}
	for _, h := range header {
		f := fold(h)
		if f == "case" || f == "caso" || f == "transcript" || f == "text" || f == "texto" || f == "recording" {
			f = ""
		}
		has[columns[f]] = true
	}
	return has["file"] && len(header) > 1
}

// Parse reads a metadata.csv. Columns may be named in English or Spanish; any
// column that is not known becomes an attribute of the participant. A row that
// cannot be used is warned of.
func Parse(data []byte) (Meta, []wire.Warning, error) {
	m := Meta{byFile: map[string][]int{}, used: &used{row: map[int]bool{}}, people: map[string]bool{}}
	var res wire.Result
	text, _ := charset.Decode(data)
	header, rows := table.Records(text)
	if len(header) == 0 {
		return m, nil, heed.Errorf(heed.CodeInvalid, "the metadata is empty; its first line names the columns, of which one is file")
	}
	fields := make([]string, len(header))
	found := false
	for i, h := range header {
		fields[i] = columns[fold(h)]
		if i > 0 && slices.Contains(fields[:i], fields[i]) {
			fields[i] = ""
		}
		found = found || fields[i] == "file" || fields[i] == "conversation"
	}
	if !found {
		return m, nil, heed.Errorf(heed.CodeInvalid, "the metadata has no column that names files; call it file or archivo")
	}
	for _, r := range rows {
		m.add(header, fields, r, &res)
	}
	res.Close()
	return m, res.Warnings, nil
}

func (m *Meta) add(header, fields []string, r table.Record, res *wire.Result) {
	where := fmt.Sprintf("metadata:%d", r.Line)
	n := row{line: r.Line}
	for i, cell := range r.Cells {
		cell = strings.TrimSpace(cell)
		if i >= len(fields) || cell == "" {
			continue
		}
		n.set(fields[i], header[i], cell, where, res)
	}
	if n.file == "" && n.conversation == "" {
		res.Warn(wire.WarnMetadata, where, "the row names no file")
		return
	}
	if strings.Contains(n.participant, " ") { // a first name alone is too little
		m.people[voice.Fold(n.participant)] = true
	}
	k := len(m.rows)
	m.rows = append(m.rows, n)
	for _, key := range keys(cmpOr(n.file, n.conversation)) {
		m.byFile[key] = append(m.byFile[key], k)
	}
}

func cmpOr(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func (n *row) set(field, header, cell, where string, res *wire.Result) {
	switch field {
	case "file":
		n.file = cell
	case "conversation":
		n.conversation = cell
	case "kind":
		k := heed.Kind(voice.Fold(cell))
		if !slices.Contains(heed.Kinds, k) {
			if k = voice.KindOfName(cell); k == "" {
				res.Warn(wire.WarnMetadata, where, "%q is not a kind of conversation; the kinds are %v", cell, heed.Kinds)
			}
		}
		n.kind = k
	case "language":
		n.language = table.LanguageOf(strings.ToLower(cell))
	case "study":
		n.study = cell
	case "segment":
		n.segment = cell
	case "organisation":
		n.organisation = cell
	case "stage":
		n.stage = cell
	case "subject":
		n.title = cell
	case "date":
		d, ok := when.Parse(cell)
		if !ok {
			res.Warn(wire.WarnDate, where, "%q is not a date like 2026-11-07", cell)
		}
		n.date = d
	case "participant":
		n.participant = cell
	case "title":
		n.attribute("title", cell)
	case "relationship":
		if n.relationship = table.RelationshipOf(cell); n.relationship == "" {
			res.Warn(wire.WarnMetadata, where, "%q is not prospect, customer or former", cell)
		}
	case "ours":
		for s := range strings.FieldsFuncSeq(cell, func(r rune) bool { return r == ';' || r == '/' || r == ',' || r == '|' }) {
			n.ours = append(n.ours, strings.TrimSpace(s))
		}
	case "buying_role":
		n.buyingRole = cell
	case "consent_analysis":
		n.consent.Analysis = allowance(cell, where, res)
	case "consent_training":
		n.consent.Training = allowance(cell, where, res)
	case "consent_quote_inside":
		n.consent.QuoteInside = allowance(cell, where, res)
	case "consent_recording":
		n.consent.Recording = allowance(cell, where, res)
	case "consent_quote_outside":
		n.consent.QuoteOutside = allowance(cell, where, res)
	default:
		n.attribute(strings.ToLower(strings.TrimSpace(header)), cell)
	}
}

func (n *row) attribute(k, v string) {
	if k == "" {
		return
	}
	if n.attributes == nil {
		n.attributes = map[string]string{}
	}
	n.attributes[k] = v
}

// allowance reads an answer; whatever is not a clear yes or no stays unknown.
func allowance(s, where string, res *wire.Result) heed.Allowance {
	switch voice.Fold(s) {
	case "yes", "y", "true", "1", "si", "s", "ok", "granted", "concedido":
		return heed.Yes
	case "no", "n", "false", "0", "denied", "denegado":
		return heed.No
	case "", "unknown", "?", "desconocido":
		return heed.Unknown
	}
	res.Warn(wire.WarnMetadata, where, "consent %q is neither yes nor no; taken as unknown", s)
	return heed.Unknown
}

// keys are the names under which a file is looked up: whole, without folders,
// and each without its extension.
func keys(file string) []string {
	f := strings.TrimPrefix(voice.Fold(strings.ReplaceAll(file, `\`, "/")), "./")
	out := []string{f}
	add := func(s string) {
		if s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	b := path.Base(f)
	add(b)
	add(strings.TrimSuffix(f, path.Ext(f)))
	add(strings.TrimSuffix(b, path.Ext(b)))
	return out
}

// match returns the rows of a file: those that agree on most of its path.
func (m Meta) match(file string) []int {
	for _, k := range keys(file) {
		rows := m.byFile[k]
		if len(rows) == 0 {
			continue
		}
		// A row that names a folder fits only files in it.
		f := voice.Fold(strings.ReplaceAll(file, `\`, "/"))
		var out []int
		for _, i := range rows {
			want := voice.Fold(strings.ReplaceAll(m.rows[i].file, `\`, "/"))
			want = strings.TrimPrefix(want, "./")
			dir := path.Dir(want)
			if dir == "." || dir == path.Dir(f) || strings.HasSuffix(path.Dir(f), "/"+dir) || path.Dir(f) == "." {
				out = append(out, i)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// Len returns the number of rows.
func (m Meta) Len() int { return len(m.rows) }

// Has reports whether any row is about file.
func (m Meta) Has(file string) bool { return len(m.match(file)) > 0 }

// Unmatched warns of every row that fits no file or conversation to which the
// metadata has been applied.
func (m Meta) Unmatched() []wire.Warning {
	if m.used == nil {
		return nil
	}
	m.used.Lock()
	defer m.used.Unlock()
	var out []wire.Warning
	for i, r := range m.rows {
		if !m.used.row[i] {
			out = append(out, wire.Warning{Code: wire.WarnMetadata, Where: fmt.Sprintf("metadata:%d", r.line),
				What: fmt.Sprintf("%s fits no file that was read", cmpOr(r.file, r.conversation))})
		}
	}
	return out
}

// Attributes lists the columns that became attributes of participants.
func (m Meta) Attributes() []string {
	set := map[string]bool{}
	for _, r := range m.rows {
		for k := range r.attributes {
			set[k] = true
		}
	}
	return slices.Sorted(maps.Keys(set))
}
