package table

import (
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// Themes is one row a theme.
func Themes(studies []app.StudyReport) Table {
	t := Table{Name: Column{"themes", "Themes", "Temas"}, Columns: []Column{
		{"study", "Study", "Estudio"}, {"theme", "Theme (id)", "Tema (id)"}, {"label", "Theme", "Tema"},
		{"named", "Named by a person", "Con nombre dado"}, {"pinned", "Pinned", "Fijado"}, {"language", "Language", "Idioma"},
		{"quotation", "Most central words", "Palabras más centrales"}, {"conversation", "Conversation", "Conversación"},
		{"turn", "Turn", "Turno"}, {"people", "People", "Personas"}, {"sentences", "Sentences", "Frases"},
	}}
	for i := range studies {
		for _, x := range studies[i].Themes.Themes {
			t.Rows = append(t.Rows, []Cell{
				text(studies[i].Study), text(x.ID), text(x.Label), text(yes(x.Named)), text(yes(x.Pinned > 0)), text(string(x.Language)),
				text(x.Central.Text), text(x.Central.Conversation), figure(x.Central.Turn + 1), figure(x.People), figure(x.Utterances),
			})
		}
	}
	return t
}

// Turns is one row a turn of a conversation. Words that may not be quoted are
// left out, and the row says so.
func Turns(sc *look.Scene, v *app.ConversationView) Table {
	t := Table{Name: Column{"turns", "Turns", "Turnos"}, Columns: []Column{
		{"conversation", "Conversation", "Conversación"}, {"turn", "Turn", "Turno"}, {"at", "At", "Momento"},
		{"speaker", "Who", "Quién"}, {"role", "Side", "Lado"}, {"words", "Words", "Palabras"},
		{"feelings", "Feelings", "Sentimientos"}, {"signals", "Found", "Hallado"}, {"acts", "Acts", "Actos"},
		{"revision", "Revision", "Revisión"}, {"withheld", "Not to be quoted", "Sin permiso de cita"},
	}}
	for i, said := range v.Turns {
		sp, _ := v.Speaker(said.Speaker)
		who, _, _ := sc.Who(sp.Participant, said.Speaker)
		var feelings, signals, acts []string
		once := func(list *[]string, s string) {
			for _, have := range *list {
				if have == s {
					return
				}
			}
			*list = append(*list, s)
		}
		for k := range v.Sensed.Readings {
			rd := &v.Sensed.Readings[k]
			if rd.Turn != i || v.RoleOf(i).Ours() {
				continue
			}
			if f, felt := rd.Strongest(); felt {
				once(&feelings, string(f.Name))
			}
			for _, sig := range rd.Signals {
				once(&signals, string(sig.Kind))
			}
		}
		if i < len(v.Sensed.Acts) {
			for _, a := range v.Sensed.Acts[i] {
				once(&acts, string(a.Kind))
			}
		}
		t.Rows = append(t.Rows, []Cell{
			text(v.Conversation.ID), figure(i + 1), text(look.Clock(said.Start)), text(who), text(string(v.RoleOf(i))), text(said.Text),
			text(strings.Join(feelings, "; ")), text(strings.Join(signals, "; ")), text(strings.Join(acts, "; ")),
			figure(v.Revisions[i]), text(yes(v.Withheld[i])),
		})
	}
	return t
}

// Codings is one row a coding, with its code's definition. Words that may not
// be quoted are left out.
func Codings(study string, b app.Codebook, list []app.Coded) Table {
	t := Table{Name: Column{"codings", "Coded quotations", "Citas codificadas"}, Columns: []Column{
		{"study", "Study", "Estudio"}, {"code", "Code (id)", "Código (id)"}, {"code_name", "Code", "Código"},
		{"path", "Above it", "Por encima"}, {"definition", "Definition", "Definición"}, {"quotation", "Words", "Palabras"},
		{"conversation", "Conversation", "Conversación"}, {"turn", "Turn", "Turno"}, {"revision", "Revision", "Revisión"},
		{"start", "From byte", "Desde el byte"}, {"end", "To byte", "Hasta el byte"}, {"coder", "Coder", "Quien codificó"},
		{"at", "When", "Cuándo"}, {"code_version", "Version of the code", "Versión del código"},
		{"changed", "Corrected since", "Corregida después"}, {"withheld", "Not to be quoted", "Sin permiso de cita"},
	}}
	codes := map[string]heed.BookCode{}
	for _, c := range b.Codes {
		codes[c.ID] = c.BookCode
	}
	path := func(c heed.BookCode) string {
		var up []string
		for at := c.Parent; at != "" && len(up) < len(codes); at = codes[at].Parent {
			up = append([]string{codes[at].Name}, up...)
		}
		return strings.Join(up, " / ")
	}
	for _, x := range list {
		c := codes[x.Code]
		t.Rows = append(t.Rows, []Cell{
			text(study), text(c.ID), text(c.Name), text(path(c)), text(c.Definition), text(x.Text),
			text(x.Conversation), figure(x.Turn + 1), figure(x.Revision), figure(x.Start), figure(x.End), text(x.By),
			text(x.At.UTC().Format("2006-01-02T15:04:05Z")), figure(x.Version), text(yes(x.Changed)), text(yes(x.Withheld)),
		})
	}
	return t
}

// Memos is one row a memo.
func Memos(list []heed.Memo) Table {
	t := Table{Name: Column{"memos", "Memos", "Notas"}, Columns: []Column{
		{"study", "Study", "Estudio"}, {"about", "About", "Sobre"}, {"about_id", "About (id)", "Sobre (id)"},
		{"memo", "Memo", "Nota"}, {"author", "Author", "Autor"}, {"at", "When", "Cuándo"},
	}}
	for _, m := range list {
		t.Rows = append(t.Rows, []Cell{
			text(m.Study), text(string(m.Target)), text(m.TargetID), text(m.Text), text(m.By), text(m.At.UTC().Format("2006-01-02T15:04:05Z")),
		})
	}
	return t
}

// Only keeps the rows whose column holds one of the values.
func (t Table) Only(column string, values ...string) Table {
	for i, c := range t.Columns {
		if c.Name != column {
			continue
		}
		var kept [][]Cell
		for _, r := range t.Rows {
			for _, v := range values {
				if r[i].Text == v {
					kept = append(kept, r)
					break
				}
			}
		}
		t.Rows = kept
	}
	return t
}
