package sqlstore

import (
	"context"
	"database/sql"
	"encoding/binary"
	"strconv"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

type sources struct{ *session }

func (q sources) Begin(ctx context.Context, i app.Import) (id int64, err error) {
	_, err = q.row(ctx, []any{&id}, `INSERT INTO imports (started, finished, summary, undone)
		VALUES ($1, $2, $3, $4) RETURNING id`,
		putTime(i.Started), putTime(i.Finished), kept(i.Summary), putBool(i.Undone))
	return id, err
}

// Finish of an undone import forgets its files, so that they can come again.
func (q sources) Finish(ctx context.Context, i app.Import) error {
	n, err := q.exec(ctx, `UPDATE imports SET started = $1, finished = $2, summary = $3, undone = $4 WHERE id = $5`,
		putTime(i.Started), putTime(i.Finished), kept(i.Summary), putBool(i.Undone), i.ID)
	if err != nil {
		return err
	}
	if n == 0 {
		return missing("import", strconv.FormatInt(i.ID, 10))
	}
	if i.Undone {
		_, err = q.exec(ctx, `DELETE FROM sources WHERE import = $1`, i.ID)
	}
	return err
}

func (q sources) Imports(ctx context.Context) ([]app.Import, error) {
	out := []app.Import{}
	err := q.each(ctx, func(r *sql.Rows) (err error) {
		var i app.Import
		var started, finished string
		if err = r.Scan(&i.ID, &started, &finished, &i.Summary, &i.Undone); err != nil {
			return err
		}
		i.Summary = present(i.Summary)
		if i.Started, err = getTime(started); err != nil {
			return err
		}
		if i.Finished, err = getTime(finished); err != nil {
			return err
		}
		out = append(out, i)
		return nil
	}, `SELECT id, started, finished, summary, undone FROM imports ORDER BY id DESC`)
	return out, err
}

func (q sources) Add(ctx context.Context, s app.Source) (existed bool, err error) {
	if s.Hash == "" {
		return false, heed.Errorf(heed.CodeInvalid, "a source needs the hash of its bytes")
	}
	// nil, for content that is not kept, is NULL; an empty file is not.
	var content any
	if s.Content != nil {
		content = s.Content
	}
	signature := make([]byte, 0, 8*len(s.Signature))
	for _, v := range s.Signature {
		signature = binary.LittleEndian.AppendUint64(signature, v)
	}
	n, err := q.exec(ctx, `INSERT INTO sources (hash, name, format, size, import, signature, content)
		VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (hash) DO NOTHING`,
		s.Hash, s.Name, s.Format, s.Size, nullID(s.Import), signature, content)
	return n == 0 && err == nil, err
}

const sourceColumns = `hash, name, format, size, COALESCE(import, 0), signature`

func scanSource(r *sql.Rows, more ...any) (s app.Source, err error) {
	var signature []byte
	if err := r.Scan(append([]any{&s.Hash, &s.Name, &s.Format, &s.Size, &s.Import, &signature}, more...)...); err != nil {
		return s, err
	}
	for ; len(signature) >= 8; signature = signature[8:] {
		s.Signature = append(s.Signature, binary.LittleEndian.Uint64(signature))
	}
	return s, nil
}

func (q sources) Get(ctx context.Context, hash string) (s app.Source, err error) {
	found := false
	err = q.each(ctx, func(r *sql.Rows) error {
		var content []byte
		var isKept bool
		if s, err = scanSource(r, &content, &isKept); err != nil {
			return err
		}
		if isKept {
			s.Content = kept(content)
		}
		found = true
		return nil
	}, `SELECT `+sourceColumns+`, content, CASE WHEN content IS NULL THEN 0 ELSE 1 END FROM sources WHERE hash = $1`, hash)
	if err == nil && !found {
		err = missing("source", hash)
	}
	return s, err
}

func (q sources) List(ctx context.Context) ([]app.Source, error) {
	out := []app.Source{}
	err := q.each(ctx, func(r *sql.Rows) error {
		s, err := scanSource(r)
		out = append(out, s)
		return err
	}, `SELECT `+sourceColumns+` FROM sources ORDER BY hash`)
	return out, err
}

func (q sources) OfImport(ctx context.Context, id int64) ([]string, error) {
	return q.strings(ctx, `SELECT id FROM conversations WHERE import = $1 ORDER BY id`, id)
}

func (q sources) Undo(ctx context.Context, id int64) error {
	n, err := q.exec(ctx, `UPDATE imports SET undone = 1 WHERE id = $1 AND undone = 0`, id)
	if err != nil {
		return err
	}
	if n == 0 {
		return heed.Errorf(heed.CodeNotFound, "there is no import %d to undo", id)
	}
	_, err = q.exec(ctx, `DELETE FROM sources WHERE import = $1`, id)
	return err
}
