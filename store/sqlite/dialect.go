package sqlite

import (
	"errors"
	"strings"

	driver "modernc.org/sqlite"

	"github.com/heedhq/heed/store/sqlstore"
)

// Result codes of SQLite (sqlite.org/rescode.html): the primary ones, then the
// extended ones that tell constraints apart.
const (
	codePermission = 3
	codeBusy       = 5
	codeLocked     = 6
	codeReadOnly   = 8
	codeIO         = 10
	codeCorrupt    = 11
	codeFull       = 13
	codeCantOpen   = 14
	codeNotADB     = 26

	codeForeignKey = 787
	codePrimaryKey = 1555
	codeUnique     = 2067
)

func dialect() *sqlstore.Dialect {
	return &sqlstore.Dialect{
		Name:    "SQLite",
		Prepare: true,
		In: func(column, parameter string) string {
			return column + " IN (SELECT value FROM json_each(" + parameter + "))"
		},
		// CROSS keeps the order of the join: full text first, newest first, and no
		// further than the limit.
		Match: func(parameter string) (from, condition, newest string) {
			return "search CROSS JOIN turns t ON t.id = search.rowid", "search MATCH " + parameter, "search.rowid"
		},
		Query: func(words []string, whole bool) string {
			if whole {
				return `"` + strings.Join(words, `" AND "`) + `"`
			}
			var b strings.Builder
			for i, word := range words {
				if i > 0 {
					b.WriteString(" AND ")
				}
				b.WriteString(`"` + word + `"`)
				if sqlstore.Begins(word) {
					b.WriteString("*")
				}
			}
			return b.String()
		},
		Newest: `SELECT COALESCE(MAX(id), 0) FROM turns`,
		Index:  `INSERT INTO search (rowid, folded) SELECT id, folded FROM turns WHERE id > $1`,
		Fault:  fault,
	}
}

func fault(err error) sqlstore.Fault {
	var e *driver.Error
	if !errors.As(err, &e) {
		return sqlstore.FaultOther
	}
	switch e.Code() {
	case codeForeignKey:
		return sqlstore.FaultForeign
	case codePrimaryKey, codeUnique:
		return sqlstore.FaultUnique
	}
	switch e.Code() & 0xff {
	case codeBusy, codeLocked:
		return sqlstore.FaultBusy
	case codeReadOnly:
		return sqlstore.FaultReadOnly
	case codeIO, codeCorrupt, codeFull, codeCantOpen, codeNotADB:
		return sqlstore.FaultDown
	}
	return sqlstore.FaultOther
}
