package sqlstore

import (
	"context"
	"database/sql"
	"strconv"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

type codes struct{ *session }

// Save refuses a code without an id with CodeInvalid.
func (q codes) Save(ctx context.Context, c heed.BookCode) error {
	if c.ID == "" {
		return heed.Errorf(heed.CodeInvalid, "a code needs an id")
	}
	data, err := putJSON(c)
	if err != nil {
		return err
	}
	_, err = q.exec(ctx, `INSERT INTO codes (id, study, parent, name, version, data) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (id) DO UPDATE SET study = excluded.study, parent = excluded.parent, name = excluded.name,
			version = excluded.version, data = excluded.data`,
		c.ID, c.Study, null(c.Parent), c.Name, c.Version, data)
	return err
}

func (q codes) read(ctx context.Context, rest string, args ...any) ([]heed.BookCode, error) {
	out := []heed.BookCode{}
	err := q.each(ctx, func(r *sql.Rows) error {
		var c heed.BookCode
		var parent, data string
		if err := r.Scan(&parent, &data); err != nil {
			return err
		}
		if err := getJSON(data, &c); err != nil {
			return err
		}
		c.Parent = parent // the column follows when the parent goes
		out = append(out, c)
		return nil
	}, `SELECT COALESCE(parent, ''), data FROM codes `+rest, args...)
	return out, err
}

func (q codes) Get(ctx context.Context, id string) (heed.BookCode, error) {
	list, err := q.read(ctx, `WHERE id = $1`, id)
	return only(list, err, "code", id)
}

func (q codes) List(ctx context.Context, study string) ([]heed.BookCode, error) {
	return q.read(ctx, `WHERE study = $1 ORDER BY name, id`, study)
}

func (q codes) Delete(ctx context.Context, id string) error {
	n, err := q.exec(ctx, `DELETE FROM codes WHERE id = $1`, id)
	if err == nil && n == 0 {
		err = missing("code", id)
	}
	return err
}

func (q codes) Book(ctx context.Context, study string) (heed.Codebook, error) {
	b := heed.Codebook{Study: study}
	var blind int64
	_, err := q.row(ctx, []any{&b.Version, &blind}, `SELECT version, blind FROM codebooks WHERE study = $1`, study)
	b.Blind = blind != 0
	return b, err
}

func (q codes) SaveBook(ctx context.Context, b heed.Codebook) error {
	_, err := q.exec(ctx, `INSERT INTO codebooks (study, version, blind) VALUES ($1, $2, $3)
		ON CONFLICT (study) DO UPDATE SET version = excluded.version, blind = excluded.blind`,
		b.Study, b.Version, putBool(b.Blind))
	return err
}

type codings struct{ *session }

// Add gives the coding its id; the one in c is not looked at.
func (q codings) Add(ctx context.Context, c heed.Coding) (id int64, err error) {
	if err := c.Quotation.Validate(); err != nil {
		return 0, err
	}
	_, err = q.row(ctx, []any{&id}, `INSERT INTO codings
		(code, conversation, turn, revision, span_start, span_end, quoted, author, version, at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
		c.Code, c.Conversation, c.Turn, c.Revision, c.Start, c.End, c.Text, c.By, c.Version, putTime(c.At))
	return id, err
}

func (q codings) read(ctx context.Context, rest string, args ...any) ([]heed.Coding, error) {
	out := []heed.Coding{}
	err := q.each(ctx, func(r *sql.Rows) (err error) {
		var c heed.Coding
		var at string
		if err = r.Scan(&c.ID, &c.Code, &c.Conversation, &c.Turn, &c.Revision, &c.Start, &c.End, &c.Text, &c.By, &c.Version, &at); err != nil {
			return err
		}
		c.At, err = getTime(at)
		out = append(out, c)
		return err
	}, `SELECT g.id, g.code, g.conversation, g.turn, g.revision, g.span_start, g.span_end, g.quoted, g.author, g.version, g.at
		FROM codings g `+rest, args...)
	return out, err
}

func (q codings) Get(ctx context.Context, id int64) (heed.Coding, error) {
	list, err := q.read(ctx, `WHERE g.id = $1`, id)
	return only(list, err, "coding", strconv.FormatInt(id, 10))
}

func (q codings) Delete(ctx context.Context, id int64) error {
	n, err := q.exec(ctx, `DELETE FROM codings WHERE id = $1`, id)
	if err == nil && n == 0 {
		err = missing("coding", strconv.FormatInt(id, 10))
	}
	return err
}

func (q codings) Move(ctx context.Context, ids []int64, code string) error {
	for _, id := range ids {
		n, err := q.exec(ctx, `UPDATE codings SET code = $1 WHERE id = $2`, code, id)
		if err != nil {
			return err
		}
		if n == 0 {
			return missing("coding", strconv.FormatInt(id, 10))
		}
	}
	return nil
}

const codingOrder = ` ORDER BY g.conversation, g.turn, g.span_start, g.span_end, g.id`

func (q codings) OfStudy(ctx context.Context, study string) ([]heed.Coding, error) {
	return q.read(ctx, `JOIN codes c ON c.id = g.code WHERE c.study = $1`+codingOrder, study)
}

func (q codings) OfConversation(ctx context.Context, conversation string) ([]heed.Coding, error) {
	return q.read(ctx, `WHERE g.conversation = $1`+codingOrder, conversation)
}

type memos struct{ *session }

func (q memos) Save(ctx context.Context, m heed.Memo) (id int64, err error) {
	if err := m.Validate(); err != nil {
		return 0, err
	}
	if m.ID == 0 {
		_, err = q.row(ctx, []any{&id}, `INSERT INTO memos (study, target, target_id, body, author, at)
			VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
			m.Study, string(m.Target), m.TargetID, m.Text, m.By, putTime(m.At))
		return id, err
	}
	n, err := q.exec(ctx, `UPDATE memos SET study = $1, target = $2, target_id = $3, body = $4, author = $5, at = $6 WHERE id = $7`,
		m.Study, string(m.Target), m.TargetID, m.Text, m.By, putTime(m.At), m.ID)
	if err == nil && n == 0 {
		err = missing("memo", strconv.FormatInt(m.ID, 10))
	}
	return m.ID, err
}

func (q memos) read(ctx context.Context, rest string, args ...any) ([]heed.Memo, error) {
	out := []heed.Memo{}
	err := q.each(ctx, func(r *sql.Rows) (err error) {
		var m heed.Memo
		var at string
		if err = r.Scan(&m.ID, &m.Study, &m.Target, &m.TargetID, &m.Text, &m.By, &at); err != nil {
			return err
		}
		m.At, err = getTime(at)
		out = append(out, m)
		return err
	}, `SELECT id, study, target, target_id, body, author, at FROM memos `+rest, args...)
	return out, err
}

func (q memos) Get(ctx context.Context, id int64) (heed.Memo, error) {
	list, err := q.read(ctx, `WHERE id = $1`, id)
	return only(list, err, "memo", strconv.FormatInt(id, 10))
}

func (q memos) List(ctx context.Context, study string) ([]heed.Memo, error) {
	return q.read(ctx, `WHERE study = $1 ORDER BY at DESC, id DESC`, study)
}

func (q memos) Delete(ctx context.Context, id int64) error {
	n, err := q.exec(ctx, `DELETE FROM memos WHERE id = $1`, id)
	if err == nil && n == 0 {
		err = missing("memo", strconv.FormatInt(id, 10))
	}
	return err
}

type corrections struct{ *session }

func (q corrections) read(ctx context.Context, rest string, arg string) ([]app.Corrected, error) {
	out := []app.Corrected{}
	err := q.each(ctx, func(r *sql.Rows) error {
		var c app.Corrected
		var text string
		if err := r.Scan(&c.Conversation, &c.Turn, &text); err != nil {
			return err
		}
		if n := len(out); n > 0 && out[n-1].Conversation == c.Conversation && out[n-1].Turn == c.Turn {
			out[n-1].Texts = append(out[n-1].Texts, text)
			return nil
		}
		c.Texts = []string{text}
		out = append(out, c)
		return nil
	}, `SELECT v.conversation, v.turn, v.body FROM revisions v `+rest+` ORDER BY v.conversation, v.turn, v.revision`, arg)
	return out, err
}

func (q corrections) Corrected(ctx context.Context, study string) ([]app.Corrected, error) {
	return q.read(ctx, `JOIN conversations c ON c.id = v.conversation WHERE COALESCE(c.study, '') = $1`, study)
}

func (q corrections) CorrectedIn(ctx context.Context, conversation string) ([]app.Corrected, error) {
	return q.read(ctx, `WHERE v.conversation = $1`, conversation)
}
