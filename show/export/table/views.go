package table

import (
	"slices"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// FeltGroup is one persona's or account's months of how heard people felt.
type FeltGroup struct {
	By, Name string // persona or account, and whose
	Points   []app.FeltPoint
}

// Felt is one row a group and month: the mean rating, 1 to 5, with its interval
// where there are people enough for one.
func Felt(study string, groups []FeltGroup) Table {
	t := Table{Name: Column{"felt_heard", "Felt heard", "Sentirse escuchado"}, Columns: []Column{
		{"study", "Study", "Estudio"}, {"by", "By", "Por"}, {"group", "Whose", "De quién"}, {"month", "Month", "Mes"},
		{"mean", "Mean, 1 to 5", "Media, de 1 a 5"}, {"low", "From", "Desde"}, {"high", "To", "Hasta"},
		{"people", "People", "Personas"}, {"answers", "Answers", "Respuestas"},
	}}
	for _, g := range groups {
		for _, p := range g.Points {
			low, high := decimal(p.Low), decimal(p.High)
			if p.Low == p.High {
				low, high = text(""), text("") // too few for an interval
			}
			t.Rows = append(t.Rows, []Cell{text(study), text(g.By), text(g.Name), text(p.Month), decimal(p.Value), low, high, figure(p.N), figure(p.Pulses)})
		}
	}
	return t
}

// Listening is one row a conversation and measure. What could not be measured
// has no value and says why.
func Listening(study string, reports []app.ListenReport, names []string) Table {
	t := Table{Name: Column{"listening", "Listening", "Escucha"}, Columns: []Column{
		{"study", "Study", "Estudio"}, {"conversation", "Conversation", "Conversación"}, {"date", "Date", "Fecha"}, {"kind", "Kind", "Tipo"},
		{"measure", "Measure", "Medida"}, {"value", "Value", "Valor"}, {"unit", "Unit", "Unidad"}, {"n", "n", "n"}, {"why", "Why not", "Por qué no"},
	}}
	for i := range reports {
		r := &reports[i]
		for _, name := range names {
			v, known := r.Measures[name]
			if !known {
				continue
			}
			value, why := decimal(v.Value), ""
			if !v.Measurable {
				value, why = text(""), v.Why
			}
			t.Rows = append(t.Rows, []Cell{text(study), text(r.Conversation), text(day(r.Date)), text(string(r.Kind)), text(name), value, text(v.Unit), figure(v.N), text(why)})
		}
	}
	return t
}

// Content is one row a figure of a content item and day, then one row each
// quotation of what is said of it. An item that nobody speaks of has figures
// alone.
func Content(sc *look.Scene, study string, items []heed.ContentItem) Table {
	t := Table{Name: Column{"content", "Content items", "Contenidos"}, Columns: []Column{
		{"study", "Study", "Estudio"}, {"row", "Row", "Fila"}, {"content_item", "Content item", "Contenido"}, {"stage", "Stage", "Etapa"}, {"channel", "Channel", "Canal"},
		{"persona", "Persona", "Persona"}, {"figure", "Figure", "Cifra"}, {"date", "Date", "Fecha"}, {"value", "Value", "Valor"}, {"n", "n", "n"},
		{"quotation", "Their words", "Sus palabras"}, {"language", "Language", "Idioma"}, {"who", "Who", "Quién"}, {"role", "Role", "Cargo"}, {"organisation", "Organisation", "Organización"},
		{"feeling", "Feeling", "Emoción"}, {"signals", "Found in it", "Hallado"}, {"how", "Why it is here", "Por qué está aquí"}, {"claim", "Claim", "Afirmación"}, {"conversation", "Conversation", "Conversación"}, {"turn", "Turn", "Turno"},
	}}
	empty := func(n int) []Cell { return slices.Repeat([]Cell{text("")}, n) }
	for i := range items {
		it := &items[i]
		for _, f := range it.Figures {
			for _, s := range f.Series {
				for _, k := range s.Points {
					t.Rows = append(t.Rows, append([]Cell{
						text(study), text("figure"), text(it.Item), text(f.Stage), text(f.Channel), text(f.Persona), text(s.Name), text(day(k.Date)), decimal(k.Value), figure(k.N),
					}, empty(11)...))
				}
			}
		}
		for k := range it.Said {
			x := &it.Said[k]
			q := sc.Quote(&x.Evidence)
			kinds := make([]string, len(x.Signals))
			for n, kind := range x.Signals {
				kinds[n] = string(kind)
			}
			t.Rows = append(t.Rows, []Cell{
				text(study), text("quotation"), text(it.Item), text(x.Stage), text(string(x.Kind)), text(x.Segment), text(""), text(day(x.Date)), text(""), text(""),
				text(x.Text), text(string(x.Language)), text(q.Who), text(q.Role), text(q.Org), text(string(x.Feeling)), text(strings.Join(kinds, ", ")),
				text(string(x.How)), text(x.Claim), text(x.Conversation), figure(x.Turn + 1),
			})
		}
	}
	return t
}

// Panel is one row a person who agreed to be asked now and then.
func Panel(sc *look.Scene, study string, rows []app.PanelRow) Table {
	t := Table{Name: Column{"panel", "Panel", "Panel"}, Columns: []Column{
		{"study", "Study", "Estudio"}, {"participant", "Participant (id)", "Participante (id)"}, {"who", "Who", "Quién"},
		{"role", "Role", "Cargo"}, {"organisation", "Organisation", "Organización"}, {"since", "Since", "Desde"}, {"left", "Left", "Se fue"},
		{"every_days", "At most every … days", "Como mucho cada … días"}, {"last_asked", "Last asked", "Última pregunta"}, {"next", "May be asked from", "Se puede preguntar desde"},
		{"asked", "Claims asked", "Afirmaciones mostradas"}, {"answered", "Answered", "Respondidas"}, {"right", "Right", "Acertadas"}, {"partly", "Partly", "En parte"}, {"wrong", "Wrong", "Equivocadas"},
	}}
	for _, m := range rows {
		who, role, org := sc.Who(m.Participant, "")
		t.Rows = append(t.Rows, []Cell{
			text(study), text(m.Participant), text(who), text(role), text(org), text(day(m.Since)), text(day(m.Left)),
			figure(m.Rhythm), text(day(m.LastAsked)), text(day(m.Next)),
			figure(m.Asked), figure(m.Answered), figure(m.Right), figure(m.Partly), figure(m.Wrong),
		})
	}
	return t
}

// Changed is one row a claim or theme that moved between two analyses, with
// how it stood in both.
func Changed(sc *look.Scene, study string, c *app.Changes) Table {
	t := Table{Name: Column{"changes", "What changed", "Qué ha cambiado"}, Columns: []Column{
		{"study", "Study", "Estudio"}, {"what", "What", "Qué"}, {"id", "Id", "Id"}, {"change", "Change", "Cambio"}, {"words", "Words", "Palabras"},
		{"level_before", "Confidence before", "Certeza antes"}, {"level_after", "Confidence after", "Certeza después"},
		{"before", "Before", "Antes"}, {"after", "After", "Después"}, {"against_before", "Against before", "En contra antes"}, {"against_after", "Against after", "En contra después"},
	}}
	claim := func(id, change, words string, b, a heed.Standing, known bool) {
		row := []Cell{text(study), text("claim"), text(id), text(change), text(words), text(""), text(a.Level.String()), text(""), figure(a.People), text(""), figure(a.Against)}
		if known {
			row[5], row[7], row[9] = text(b.Level.String()), figure(b.People), figure(b.Against)
		}
		t.Rows = append(t.Rows, row)
	}
	for i := range c.Moves {
		m := &c.Moves[i]
		change := map[int]string{1: "raised", -1: "lowered", 0: "contradicted"}[m.Direction()]
		claim(m.Claim, change, m.Words, m.Before, m.After, true)
	}
	for _, id := range c.New {
		if x := sc.Claimed(id); x != nil {
			claim(id, "new", x.Words, heed.Standing{}, x.Standing(), false)
		}
	}
	theme := func(x app.ThemeChange, change string) {
		t.Rows = append(t.Rows, []Cell{text(study), text("theme"), text(x.ID), text(change), text(x.Label), text(""), text(""), figure(x.Before), figure(x.After), text(""), text("")})
	}
	for _, set := range []struct {
		change string
		list   []app.ThemeChange
	}{{"new", c.Themes.New}, {"grown", c.Themes.Grown}, {"shrunk", c.Themes.Shrunk}, {"gone", c.Themes.Gone}} {
		for _, x := range set.list {
			theme(x, set.change)
		}
	}
	for _, m := range slices.Concat(c.Themes.Split, c.Themes.Merged) {
		for _, x := range m.Many {
			if slices.ContainsFunc(c.Themes.Split, func(s app.ThemeMove) bool { return s.One.ID == m.One.ID }) {
				theme(x, "split from "+m.One.ID)
			} else {
				theme(x, "merged into "+m.One.ID)
			}
		}
	}
	return t
}

// Members is one row a sentence of a theme, the most central first.
func Members(sc *look.Scene, study string, x *heed.Theme) Table {
	t := Table{Name: Column{"theme", "Theme", "Tema"}, Columns: []Column{
		{"study", "Study", "Estudio"}, {"theme", "Theme (id)", "Tema (id)"}, {"label", "Theme", "Tema"}, {"quotation", "Their words", "Sus palabras"},
		{"language", "Language", "Idioma"}, {"who", "Who", "Quién"}, {"role", "Role", "Cargo"}, {"organisation", "Organisation", "Organización"},
		{"conversation", "Conversation", "Conversación"}, {"turn", "Turn", "Turno"}, {"date", "Date", "Fecha"},
	}}
	for _, m := range x.Members {
		q := sc.Central(m, "")
		conv := sc.Study.Conversations[m.Conversation]
		t.Rows = append(t.Rows, []Cell{
			text(study), text(x.ID), text(x.Label), text(m.Text), text(string(conv.Language)), text(q.Who), text(q.Role), text(q.Org),
			text(m.Conversation), figure(m.Turn + 1), text(day(conv.Date)),
		})
	}
	return t
}

// Promises is one row a promise, with the claim that it was made for.
func Promises(list []heed.Commitment) Table {
	t := Table{Name: Column{"promises", "Promises", "Compromisos"}, Columns: []Column{
		{"study", "Study", "Estudio"}, {"promise", "Promise", "Compromiso"}, {"owner", "Who sees to it", "Quién se encarga"},
		{"due", "By", "Para"}, {"state", "State", "Estado"}, {"claim", "Claim", "Afirmación"},
	}}
	for _, c := range list {
		t.Rows = append(t.Rows, []Cell{text(c.Study), text(c.Text), text(c.Owner), text(day(c.Due)), text(c.State), text(c.Claim)})
	}
	return t
}
