package storetest

import (
	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// changed: a count grows with what changes its part, by each transaction that
// is kept, and with nothing else.
func (s *suite) changed() {
	count := func(parts ...app.Part) (n int64) {
		s.Helper()
		s.read(func(tx app.Tx) (err error) {
			n, err = tx.Changed.Count(s.ctx, parts...)
			return err
		})
		return n
	}
	s.same(count(), int64(0))
	all := []app.Part{app.PartStudies, app.PartConversations, app.PartPeople, app.PartUnderstanding, app.PartRecordings}
	// moves runs f and says which parts counted it.
	moves := func(f func(tx app.Tx) error) (moved []app.Part) {
		s.Helper()
		before, none := map[app.Part]int64{}, count()
		for _, p := range all {
			before[p] = count(p)
		}
		s.write(f)
		if count() != none {
			return []app.Part{app.PartStudies} // every part counts it
		}
		for _, p := range all {
			if n := count(p) - before[p]; n > 0 {
				s.same(n, int64(1))
				moved = append(moved, p)
			}
		}
		return moved
	}
	s.same(moves(func(tx app.Tx) error { return tx.Studies.Save(s.ctx, heed.Study{ID: "a"}) }), []app.Part{app.PartStudies})
	c := talk("c", "a", "One thing.", "Another.")
	s.same(moves(func(tx app.Tx) error { return tx.Conversations.Add(s.ctx, &c, 0) }), []app.Part{app.PartConversations})
	s.same(moves(func(tx app.Tx) error {
		return tx.Conversations.Revise(s.ctx, "c", 0, app.Revision{N: 1, Text: "One thing more."})
	}), []app.Part{app.PartConversations})
	s.same(moves(func(tx app.Tx) error { return tx.Readings.Save(s.ctx, heed.Sensed{Conversation: "c"}) }), []app.Part{app.PartConversations})
	s.same(moves(func(tx app.Tx) error { return tx.People.Save(s.ctx, heed.Participant{ID: "p", Study: "a"}) }), []app.Part{app.PartPeople})
	s.same(moves(func(tx app.Tx) error { return tx.Runs.Put(s.ctx, heed.Run{ID: "r", Study: "a"}, nil) }), []app.Part{app.PartUnderstanding})
	s.same(moves(func(tx app.Tx) error { return tx.Increments.Add(s.ctx, heed.Increment{Run: "r", Study: "a"}) }), []app.Part{app.PartUnderstanding})
	s.same(moves(func(tx app.Tx) error {
		_, err := tx.Decisions.Append(s.ctx, heed.Decision{Study: "a"})
		return err
	}), []app.Part{app.PartUnderstanding})
	s.same(moves(func(tx app.Tx) error {
		s.ok(tx.People.Delete(s.ctx, "p"))
		return tx.Conversations.Delete(s.ctx, "c")
	}), []app.Part{app.PartConversations, app.PartPeople})
	// What changes nothing, and what is undone, counts for nothing.
	s.same(moves(func(tx app.Tx) error { return tx.Runs.Prune(s.ctx, "none", -1) }), []app.Part(nil))
	before := count(app.PartPeople)
	s.refused(heed.CodeNotFound, func(tx app.Tx) error {
		s.ok(tx.People.Save(s.ctx, heed.Participant{ID: "q", Study: "a"}))
		return tx.People.Delete(s.ctx, "none")
	})
	s.same(count(app.PartPeople), before)
	s.same(moves(func(tx app.Tx) error { return tx.Studies.Delete(s.ctx, "a") }), []app.Part{app.PartStudies})
}
