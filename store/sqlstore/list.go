package sqlstore

import (
	"context"
	"database/sql"
	"strconv"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// where gathers conditions with their arguments.
type where struct {
	conditions []string
	args       []any
}

// arg adds an argument and returns its parameter.
func (w *where) arg(v any) string {
	w.args = append(w.args, v)
	return "$" + strconv.Itoa(len(w.args))
}

// is adds the condition that an expression is v, unless v is empty.
func (w *where) is(expression, v string) {
	if v != "" {
		w.conditions = append(w.conditions, expression+" = "+w.arg(v))
	}
}

func (w *where) add(condition string) { w.conditions = append(w.conditions, condition) }

func (w *where) String() string {
	if len(w.conditions) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(w.conditions, " AND ")
}

// everything stands for no limit.
const everything = 1 << 62

// page writes LIMIT and OFFSET.
func (w *where) page(limit, offset int) string {
	if limit <= 0 {
		limit = everything
	}
	return " LIMIT " + w.arg(limit) + " OFFSET " + w.arg(max(offset, 0))
}

// filter adds the conditions of f on the conversation c and its reading r.
func (w *where) filter(d *Dialect, f app.Filter) error {
	w.is("c.study", f.Study)
	w.is("c.segment", f.Segment)
	w.is("c.organisation", f.Organisation)
	w.is("c.stage", f.Stage)
	w.is("c.kind", string(f.Kind))
	w.is("c.language", string(f.Language))
	if f.Participant != "" {
		w.add("c.id IN (SELECT s.conversation FROM speakers s WHERE s.participant = " + w.arg(f.Participant) + ")")
	}
	if f.Participants != nil {
		list, err := putIDs(f.Participants)
		if err != nil {
			return err
		}
		w.add("EXISTS (SELECT 1 FROM speakers s WHERE s.conversation = c.id AND s.participant <> '' AND " + d.In("s.participant", w.arg(list)) + ")")
	}
	if f.Feeling != "" {
		w.add(w.arg(string(f.Feeling)) + " IN (r.feeling1, r.feeling2, r.feeling3)")
	}
	if !f.From.IsZero() {
		w.add("c.date >= " + w.arg(f.From.String()))
	}
	if !f.To.IsZero() {
		w.add("c.date <> '' AND c.date <= " + w.arg(f.To.String()))
	}
	if f.IDs != nil {
		list, err := putIDs(f.IDs)
		if err != nil {
			return err
		}
		w.add(d.In("c.id", w.arg(list)))
	}
	return nil
}

func (q conversations) List(ctx context.Context, f app.Filter) (rows []app.ConversationRow, total int, err error) {
	var w where
	if err := w.filter(q.dialect, f); err != nil {
		return nil, 0, err
	}
	const from = ` FROM conversations c LEFT JOIN readings r ON r.conversation = c.id`
	counted := ` FROM conversations c` // a join would read a row for every one
	if f.Feeling != "" {
		counted = from
	}
	if _, err := q.row(ctx, []any{&total}, `SELECT COUNT(*)`+counted+w.String(), w.args...); err != nil {
		return nil, 0, err
	}
	rows = []app.ConversationRow{}
	rest := from + w.String() + ` ORDER BY c.date DESC, c.id` + w.page(f.Limit, f.Offset)
	err = q.each(ctx, func(r *sql.Rows) (err error) {
		c := app.ConversationRow{Participants: []string{}}
		var date string
		var names [3]heed.Feeling
		var intensities [3]float64
		if err = r.Scan(&c.ID, &c.Study, &c.Title, &c.Segment, &c.Organisation, &c.Stage, &c.Kind, &c.Language,
			&date, &c.Turns, &c.Sentences, &c.Valence, &names[0], &names[1], &names[2],
			&intensities[0], &intensities[1], &intensities[2]); err != nil {
			return err
		}
		c.Feelings = []heed.FeelingScore{}
		for i, n := range names {
			if n != "" {
				c.Feelings = append(c.Feelings, heed.FeelingScore{Name: n, Intensity: intensities[i]})
			}
		}
		c.Date, err = heed.ParseDate(date)
		rows = append(rows, c)
		return err
	}, `SELECT c.id, COALESCE(c.study, ''), c.title, c.segment, c.organisation, c.stage, c.kind, c.language, c.date,
		c.turns, COALESCE(r.sentences, 0), COALESCE(r.valence, 0), COALESCE(r.feeling1, ''), COALESCE(r.feeling2, ''),
		COALESCE(r.feeling3, ''), COALESCE(r.intensity1, 0), COALESCE(r.intensity2, 0), COALESCE(r.intensity3, 0)`+
		rest, w.args...)
	if err != nil || len(rows) == 0 {
		return rows, total, err
	}
	return rows, total, q.participants(ctx, rows)
}

// participants fills in who speaks in the conversations of a page.
func (q conversations) participants(ctx context.Context, rows []app.ConversationRow) error {
	ids := make([]string, len(rows))
	at := make(map[string]*app.ConversationRow, len(rows))
	for i := range rows {
		ids[i] = rows[i].ID
		at[rows[i].ID] = &rows[i]
	}
	list, err := putIDs(ids)
	if err != nil {
		return err
	}
	return q.each(ctx, func(r *sql.Rows) error {
		var id, participant string
		if err := r.Scan(&id, &participant); err != nil {
			return err
		}
		at[id].Participants = append(at[id].Participants, participant)
		return nil
	}, `SELECT conversation, participant FROM speakers WHERE participant <> '' AND `+
		q.dialect.In("conversation", "$1")+` GROUP BY conversation, participant ORDER BY conversation, MIN(n)`, list)
}
