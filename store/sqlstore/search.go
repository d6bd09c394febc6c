package sqlstore

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

const (
	// maxQuery bounds the words of a query; more are left out.
	maxQuery = 16
	// maxRanked is how many turns are ranked: of more that hold the words, those
	// that were brought in last. Reading every turn that holds a common word of
	// a large workspace would take seconds.
	maxRanked = 1000
)

// Search ranks like BM25 with the mean length of a turn taken as 20 words, so
// that the order is the same on both databases: how often the words stand
// there, exact ones twice, weighed against the turn's length. Words of our own
// side count half: the customers' come first. Ties go to the newer
// conversation. A query without a word finds nothing. Of more than maxRanked
// turns the newest are ranked and the others left out.
func (q readings) Search(ctx context.Context, query string, f app.Filter) ([]app.Hit, error) {
	if err := checkText(query); err != nil {
		return nil, err
	}
	folded, _ := fold(query)
	words := unique(strings.Fields(folded))
	if len(words) == 0 {
		return []app.Hit{}, nil
	}
	words = words[:min(len(words), maxQuery)]
	if err := q.settle(ctx); err != nil {
		return nil, err
	}
	// Where the words themselves stand in enough turns, what merely begins with
	// them need not be looked for, which in a large workspace is most of the work.
	whole := !slices.ContainsFunc(words, Begins)
	if !whole {
		w, some, err := q.newest(words, true, f)
		if err != nil {
			return nil, err
		}
		n := 0
		if _, err := q.row(ctx, []any{&n}, `SELECT COUNT(*) FROM (`+some+`) AS found`, w.args...); err != nil {
			return nil, err
		}
		whole = n == maxRanked
	}
	found, err := q.matching(ctx, words, whole, f)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(found, func(a, b *match) int {
		return cmp.Or(cmp.Compare(b.Rank, a.Rank), cmp.Compare(b.date, a.date), cmp.Compare(a.Conversation, b.Conversation), cmp.Compare(a.Turn, b.Turn))
	})
	found = found[min(max(f.Offset, 0), len(found)):]
	if f.Limit > 0 {
		found = found[:min(f.Limit, len(found))]
	}
	out := make([]app.Hit, len(found))
	for i, m := range found {
		out[i] = m.Hit
	}
	return out, nil
}

// match is a turn that holds the words.
type match struct {
	app.Hit
	date    string
	speaker int64 // place of the voice among the conversation's
}

// Begins reports whether longer words that begin with a word are looked for
// too. One letter or two begin far too many.
func Begins(word string) bool { return utf8.RuneCountInString(word) > 2 }

// newest writes the query of the turns to rank: the newest that hold all words,
// or (unless whole) words that begin so.
func (q readings) newest(words []string, whole bool, f app.Filter) (w where, text string, err error) {
	from, condition, newest := q.dialect.Match(w.arg(q.dialect.Query(words, whole)))
	w.add(condition)
	if err := w.filter(q.dialect, f); err != nil {
		return w, "", err
	}
	if len(w.conditions) > 1 { // something is asked of the conversation too
		from += " JOIN conversations c ON c.id = t.conversation"
	}
	if f.Feeling != "" {
		from += " LEFT JOIN readings r ON r.conversation = c.id"
	}
	return w, `SELECT t.id FROM ` + from + w.String() + ` ORDER BY ` + newest + ` DESC LIMIT ` + w.arg(maxRanked), nil
}

// matching reads the turns to rank and how well each fits. Counting in SQL
// would take several times as long.
func (q readings) matching(ctx context.Context, words []string, whole bool, f app.Filter) ([]*match, error) {
	w, newest, err := q.newest(words, whole, f)
	if err != nil {
		return nil, err
	}
	text := `SELECT t.id, t.conversation, t.n, t.body, t.folded, t.words, t.role, c.date, COALESCE(c.study, ''),
			COALESCE(s.n, 0), COALESCE(s.role, ''), COALESCE(s.participant, '')
		FROM (` + newest + `) AS found
		JOIN turns t ON t.id = found.id JOIN conversations c ON c.id = t.conversation
		LEFT JOIN speakers s ON s.conversation = t.conversation AND s.speaker = t.speaker`
	out := []*match{}
	at := map[int64]*match{}
	err = q.each(ctx, func(r *sql.Rows) error {
		var m match
		var id, length int64
		var folded, own, role string
		if err := r.Scan(&id, &m.Conversation, &m.Turn, &m.Text, &folded, &length, &own, &m.date, &m.Study, &m.speaker, &role, &m.Participant); err != nil {
			return err
		}
		m.Rank = standing(folded, words, length)
		if heed.Role(cmp.Or(own, role)).Ours() {
			m.Rank /= 2
		}
		switch before := at[id]; {
		case before == nil:
			at[id] = &m
			out = append(out, &m)
		case m.speaker < before.speaker: // one voice noted twice: the first counts
			*before = m
		}
		return nil
	}, text, w.args...)
	return out, err
}

// standing is how well a folded turn of that many words fits.
func standing(folded string, words []string, length int64) (sum float64) {
	for _, word := range words {
		// How often any word begins so, plus how often it stands there whole.
		times := float64(strings.Count(folded, " "+word) + strings.Count(folded, " "+word+" "))
		sum += times / (times + 1.2*(0.25+0.75*float64(length)/20))
	}
	return sum
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
