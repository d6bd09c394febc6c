package sqlstore

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/heedhq/heed/app"
)

type changed struct{ *session }

// parts says which part of the workspace a table belongs to. Tables that are
// not here are read anew whenever they are needed.
var parts = map[string]app.Part{
	"studies":        app.PartStudies,
	"conversations":  app.PartConversations,
	"speakers":       app.PartConversations,
	"turns":          app.PartConversations,
	"revisions":      app.PartConversations,
	"readings":       app.PartConversations,
	"participants":   app.PartPeople,
	"runs":           app.PartUnderstanding,
	"run_overviews":  app.PartUnderstanding,
	"themes":         app.PartUnderstanding,
	"claims":         app.PartUnderstanding,
	"claim_places":   app.PartUnderstanding,
	"evidence_lists": app.PartUnderstanding,
	"personas":       app.PartUnderstanding,
	"empathy_maps":   app.PartUnderstanding,
	"journeys":       app.PartUnderstanding,
	"increments":     app.PartUnderstanding,
	"decisions":      app.PartUnderstanding,
	"member_checks":  app.PartUnderstanding,
	"journal":        app.PartConversations, // corrections
	"recordings":     app.PartRecordings,
}

// touch notes what a statement changed; one that only reads changes nothing.
func (q *session) touch(text string) {
	words := strings.Fields(text[:min(len(text), 80)])
	if len(words) < 3 {
		return
	}
	var table string
	switch words[0] {
	case "INSERT", "DELETE":
		table = words[2]
	case "UPDATE":
		table = words[1]
	}
	if part, ok := parts[table]; ok {
		if q.touched == nil {
			q.touched = map[app.Part]bool{}
		}
		q.touched[part] = true
	}
}

// countChanges counts the transaction for the parts that it changed.
func (q *session) countChanges(ctx context.Context) error {
	for _, part := range slices.Sorted(maps.Keys(q.touched)) {
		if _, err := q.exec(ctx, `INSERT INTO changed (part, n) VALUES ($1, 1)
			ON CONFLICT (part) DO UPDATE SET n = changed.n + 1`, string(part)); err != nil {
			return err
		}
	}
	return nil
}

func (q changed) Count(ctx context.Context, of ...app.Part) (n int64, err error) {
	names := []string{string(app.PartStudies)}
	for _, part := range of {
		names = append(names, string(part))
	}
	list, err := putIDs(names)
	if err != nil {
		return 0, err
	}
	_, err = q.row(ctx, []any{&n}, `SELECT COALESCE(SUM(n), 0) FROM changed WHERE `+q.dialect.In("part", "$1"), list)
	return n, err
}
