package sqlstore

import (
	"context"
	"database/sql"
	"strings"

	"github.com/heedhq/heed/app"
)

const (
	// maxQuery bounds the words of a query; more are left out.
	maxQuery = 16
	// maxRanked is how many turns are ranked: of more that hold the words, those
	// that were brought in last. Reading every turn that holds a common word of
	// a large workspace would take seconds.
	maxRanked = 2000
)

// Search ranks like BM25 with the mean length of a turn taken as 20 words, so
// that the order is the same on both databases: how often the words stand
// there, exact ones twice, weighed against the turn's length. Words of our own
// side count half: the customers' come first. Ties go to the newer
// conversation. A query without a word finds nothing. Of more than maxRanked
// turns the newest are ranked and the others left out.
func (q readings) Search(ctx context.Context, query string, f app.Filter) ([]app.Hit, error) {
	out := []app.Hit{}
	if err := checkText(query); err != nil {
		return nil, err
	}
	folded, _ := fold(query)
	words := unique(strings.Fields(folded))
	if len(words) == 0 {
		return out, nil
	}
	words = words[:min(len(words), maxQuery)]
	if err := q.settle(ctx); err != nil {
		return nil, err
	}
	// Where the words themselves stand in enough turns, what merely begins with
	// them need not be looked for, which in a large workspace is most of the work.
	w, found, err := q.matching(words, true, f)
	if err != nil {
		return nil, err
	}
	var n int
	if _, err := q.row(ctx, []any{&n}, `SELECT COUNT(*) FROM (`+found+`) AS found`, w.args...); err != nil {
		return nil, err
	}
	if n < maxRanked {
		if w, found, err = q.matching(words, false, f); err != nil {
			return nil, err
		}
	}
	rank := make([]string, len(words))
	for i, word := range words {
		// How often any word begins so, plus how often it stands there whole.
		times := count(&w, " "+word) + " + " + count(&w, " "+word+" ")
		rank[i] = "CAST(" + times + " AS DOUBLE PRECISION) / (" + times +
			" + 1.2 * (0.25 + 0.75 * CAST(t.words AS DOUBLE PRECISION) / 20))"
	}
	speaker := func(column string) string {
		return `COALESCE((SELECT s.` + column + ` FROM speakers s
			WHERE s.conversation = t.conversation AND s.speaker = t.speaker ORDER BY s.n LIMIT 1), '')`
	}
	text := `SELECT t.conversation, t.n, t.body, COALESCE(c.study, ''), ` + speaker("participant") + `, (` +
		strings.Join(rank, " + ") + `) * CASE WHEN COALESCE(NULLIF(t.role, ''), ` + speaker("role") + `)
			IN ('rep', 'researcher') THEN 0.5 ELSE 1 END AS standing
		FROM turns t JOIN conversations c ON c.id = t.conversation
		WHERE t.id IN (` + found + `) ORDER BY standing DESC, c.date DESC, t.conversation, t.n` + w.page(f.Limit, f.Offset)
	err = q.each(ctx, func(r *sql.Rows) error {
		var h app.Hit
		if err := r.Scan(&h.Conversation, &h.Turn, &h.Text, &h.Study, &h.Participant, &h.Rank); err != nil {
			return err
		}
		out = append(out, h)
		return nil
	}, text, w.args...)
	return out, err
}

// Begins reports whether longer words that begin with a word are looked for
// too. A single letter begins far too many.
func Begins(word string) bool { return len(word) > 1 }

// matching writes the query of the turns to rank, with its arguments: those
// that hold all words, or (unless whole) words that begin so.
func (q readings) matching(words []string, whole bool, f app.Filter) (w where, found string, err error) {
	from, match, newest := q.dialect.Match(w.arg(q.dialect.Query(words, whole)))
	w.add(match)
	if err := w.filter(q.dialect, f); err != nil {
		return w, "", err
	}
	return w, `SELECT t.id FROM ` + from + ` JOIN conversations c ON c.id = t.conversation
		LEFT JOIN readings r ON r.conversation = c.id` + w.String() + ` ORDER BY ` + newest + ` DESC LIMIT ` + w.arg(maxRanked), nil
}

// count writes how often a string stands in a turn's folded text.
func count(w *where, s string) string {
	p := "CAST(" + w.arg(s) + " AS TEXT)"
	return "(LENGTH(t.folded) - LENGTH(REPLACE(t.folded, " + p + ", ''))) / LENGTH(" + p + ")"
}

// unique drops what was there before.
func unique(list []string) []string {
	seen := map[string]bool{}
	out := list[:0]
	for _, s := range list {
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}
