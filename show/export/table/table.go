// Package table writes a study's ledger as rows: one a claim, and one a
// quotation. Column names are stable and in English, so that scripts can rely
// on them; the spreadsheet writes them in the reader's language too.
package table

import (
	"encoding/csv"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// Cell is a value of a table: text of somebody, or a figure of ours, whole or
// not.
type Cell struct {
	Text    string
	Number  int
	IsInt   bool
	Decimal float64
	IsReal  bool
}

func text(s string) Cell { return Cell{Text: s} }
func figure(n int) Cell  { return Cell{Number: n, IsInt: true} }

// decimal keeps four places, which is more than any of our measures is worth.
func decimal(v float64) Cell { return Cell{Decimal: math.Round(v*1e4) / 1e4, IsReal: true} }

// IsNumber reports whether the cell is a figure of ours.
func (c Cell) IsNumber() bool { return c.IsInt || c.IsReal }

// String returns the cell as it stands in a file: figures as digits, text
// neutralised.
func (c Cell) String() string {
	switch {
	case c.IsInt:
		return strconv.Itoa(c.Number)
	case c.IsReal:
		return strconv.FormatFloat(c.Decimal, 'f', -1, 64)
	}
	return Safe(c.Text)
}

// Column is a name for machines, and what it means to people.
type Column struct{ Name, English, Spanish string }

// Title is the column's title in a language.
func (c Column) Title(lang heed.Language) string {
	if lang == heed.Spanish {
		return c.Spanish
	}
	return c.English
}

// Table is columns and rows.
type Table struct {
	Name    Column
	Columns []Column
	Rows    [][]Cell
}

// Safe puts an apostrophe before text that a spreadsheet would take for a
// formula, and takes out what a cell cannot hold.
func Safe(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case r < 0x20 && r != '\n', r == 0x7f, r == 0xfffe, r == 0xffff:
			return -1
		case r == utf8.RuneError:
			return 0xfffd
		}
		return r
	}, s)
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " \n\u00a0"))
	if strings.ContainsRune("=+-@＝＋－＠", r) && s != "" {
		return "'" + s
	}
	return s
}

// CSV writes the table in UTF-8, with commas and a header.
func (t Table) CSV(w io.Writer) error {
	c := csv.NewWriter(w)
	row := make([]string, len(t.Columns))
	for i, col := range t.Columns {
		row[i] = col.Name
	}
	if err := c.Write(row); err != nil {
		return err
	}
	for _, r := range t.Rows {
		for i, cell := range r {
			row[i] = cell.String()
		}
		if err := c.Write(row); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// claimColumns are in the order of Claims' rows.
var claimColumns = []Column{
	{"study", "Study", "Estudio"},
	{"claim", "Claim", "Afirmación"},
	{"persona", "Persona (id)", "Persona (id)"},
	{"persona_name", "Persona", "Persona"},
	{"field", "Field", "Campo"},
	{"cell", "Map cell", "Celda del mapa"},
	{"stage", "Stage", "Etapa"},
	{"lane", "Lane", "Carril"},
	{"words", "Words", "Palabras"},
	{"quoted", "Their words", "Sus palabras"},
	{"language", "Language", "Idioma"},
	{"basis", "Basis", "Base"},
	{"point", "In common", "En común"},
	{"behaviour", "Read from", "Leído en"},
	{"kind", "Kind", "Tipo"},
	{"feeling", "Feeling", "Sentimiento"},
	{"people", "People", "Personas"},
	{"organisations", "Organisations", "Organizaciones"},
	{"against", "Against", "En contra"},
	{"level", "Confidence", "Certeza"},
	{"concerns", "Concerns", "Reparos"},
	{"review", "Review", "Revisión"},
	{"reviewed_by", "Reviewed by", "Revisada por"},
	{"asked", "Asked", "Preguntados"},
	{"agreed", "Agreed", "De acuerdo"},
	{"last_heard", "Last heard", "Última escucha"},
	{"quotations", "Quotations", "Citas"},
	{"theme", "Theme", "Tema"},
}

// Claims is one row a claim. A claim that stands in several places names them
// all, parted by semicolons.
func Claims(studies []app.StudyReport, lang heed.Language) Table {
	t := Table{Name: Column{"claims", "Claims", "Afirmaciones"}, Columns: claimColumns}
	for i := range studies {
		s := &studies[i]
		sc := look.NewScene(lang, s, noLink)
		names := map[string]string{}
		for k := range s.Personas {
			names[s.Personas[k].ID] = sc.PersonaName(&s.Personas[k])
		}
		for k := range s.Claims {
			c := &s.Claims[k]
			place := func(f func(heed.Place) string) string {
				var out []string
				for _, p := range c.Places {
					if v := f(p); v != "" && !slices.Contains(out, v) {
						out = append(out, v)
					}
				}
				return strings.Join(out, "; ")
			}
			feeling := ""
			best := 0.0
			for _, f := range c.Feelings {
				if f.Name != heed.Neutral && f.Intensity > best {
					feeling, best = string(f.Name), f.Intensity
				}
			}
			t.Rows = append(t.Rows, []Cell{
				text(s.Study), text(c.ID),
				text(place(func(p heed.Place) string { return p.Persona })),
				text(place(func(p heed.Place) string { return names[p.Persona] })),
				text(place(func(p heed.Place) string { return string(p.Field) })),
				text(place(func(p heed.Place) string { return string(p.Cell) })),
				text(place(func(p heed.Place) string { return p.Stage })),
				text(place(func(p heed.Place) string { return string(p.Lane) })),
				text(c.Words), text(yes(c.Quoted)), text(string(c.Language)), text(string(c.Basis)), text(c.Point[lang]), text(c.Behaviour),
				text(kind(c)), text(feeling),
				figure(c.People), figure(c.Organisations), figure(c.Against),
				text(c.Confidence.Level.String()), text(concerns(c)), text(string(c.Review)), text(c.ReviewedBy),
				figure(c.Checks.Asked), figure(c.Checks.Agreed), text(day(c.LastHeard)), figure(len(c.Evidence)), text(c.Theme),
			})
		}
	}
	return t
}

// quotationColumns are in the order of Quotations' rows.
var quotationColumns = []Column{
	{"study", "Study", "Estudio"},
	{"claim", "Claim", "Afirmación"},
	{"stance", "Stance", "Postura"},
	{"text", "Text", "Texto"},
	{"language", "Language", "Idioma"},
	{"source", "Source (hash)", "Fuente (huella)"},
	{"conversation", "Conversation", "Conversación"},
	{"title", "Title", "Título"},
	{"kind", "Kind", "Tipo"},
	{"date", "Date", "Fecha"},
	{"turn", "Turn, from 0", "Turno, desde 0"},
	{"revision", "Revision", "Revisión"},
	{"start", "First byte", "Primer byte"},
	{"end", "Byte after the last", "Byte tras el último"},
	{"time", "Time", "Tiempo"},
	{"participant", "Participant (id)", "Participante (id)"},
	{"who", "Who", "Quién"},
	{"organisation", "Organisation", "Organización"},
	{"segment", "Segment", "Segmento"},
	{"stage", "Stage", "Etapa"},
	{"basis", "Basis", "Base"},
	{"feeling", "Feeling", "Sentimiento"},
	{"drawn", "Drawn out by", "Respuesta a"},
	{"question", "Question", "Pregunta"},
	{"hearsay", "Hearsay", "De oídas"},
	{"unchecked", "Transcript not checked", "Transcripción sin revisar"},
}

// Quotations is one row a quotation of a claim.
func Quotations(studies []app.StudyReport, lang heed.Language) Table {
	t := Table{Name: Column{"quotations", "Quotations", "Citas"}, Columns: quotationColumns}
	for i := range studies {
		s := &studies[i]
		sc := look.NewScene(lang, s, noLink)
		for k := range s.Claims {
			c := &s.Claims[k]
			for m := range c.Evidence {
				e := &c.Evidence[m]
				conv := s.Conversations[e.Conversation]
				who, _, _ := sc.Who(e.Participant, "")
				t.Rows = append(t.Rows, []Cell{
					text(s.Study), text(c.ID), text(string(e.Stance)), text(e.Text), text(string(e.Language)),
					text(e.Source), text(e.Conversation), text(conv.Title), text(string(e.Kind)), text(day(e.Date)),
					figure(e.Turn), figure(e.Revision), figure(e.Start), figure(e.End), text(look.Clock(e.At)),
					text(e.Participant), text(who), text(e.Organisation), text(e.Segment), text(e.Stage),
					text(string(e.Basis)), text(string(e.Feeling)), text(string(e.Drawn)), text(e.Question),
					text(yes(e.Hearsay)), text(yes(e.Machine)),
				})
			}
		}
	}
	return t
}

func noLink(string, string) string { return "" }

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

func day(d heed.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

func kind(c *heed.Claim) string {
	if c.Subkind != "" {
		return string(c.Kind) + ": " + c.Subkind
	}
	return string(c.Kind)
}

// concerns are the reasons of the rules that lowered or held the confidence.
func concerns(c *heed.Claim) string {
	var out []string
	for _, s := range c.Confidence.Steps {
		if s.Lowered && s.Reason != "" && !slices.Contains(out, s.Reason) {
			out = append(out, s.Reason)
		}
	}
	return strings.Join(out, "; ")
}
