// Package storetest holds databases to what package app declares of them: one
// suite that every backend passes, on values and on emptiness, not only on
// success.
package storetest

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// Run runs the suite. open returns an empty, migrated database; the suite
// closes it.
func Run(t *testing.T, open func(testing.TB) app.Store) {
	for _, part := range []struct {
		name string
		test func(*suite)
	}{
		{"Studies", (*suite).studies},
		{"StudyGoesWithEverything", (*suite).studyCascade},
		{"Imports", (*suite).imports},
		{"Undo", (*suite).undo},
		{"Sources", (*suite).sources},
		{"Conversations", (*suite).conversations},
		{"ConversationText", (*suite).text},
		{"ConversationUpdate", (*suite).update},
		{"ConversationDelete", (*suite).deleting},
		{"ConversationList", (*suite).list},
		{"ConversationFilter", (*suite).filter},
		{"ConversationEach", (*suite).each},
		{"Revisions", (*suite).revisions},
		{"Readings", (*suite).readings},
		{"ReadingSummary", (*suite).summary},
		{"Stale", (*suite).stale},
		{"Search", (*suite).search},
		{"SearchRank", (*suite).searchRank},
		{"SearchScripts", (*suite).searchScripts},
		{"SearchFollowsText", (*suite).searchFollows},
		{"People", (*suite).people},
		{"Identities", (*suite).identities},
		{"Pseudonyms", (*suite).pseudonyms},
		{"Tombstones", (*suite).tombstones},
		{"Runs", (*suite).runs},
		{"RunWhole", (*suite).runWhole},
		{"RunReplace", (*suite).runReplace},
		{"RunPrune", (*suite).runPrune},
		{"Views", (*suite).views},
		{"Claims", (*suite).claims},
		{"Decisions", (*suite).decisions},
		{"Redact", (*suite).redact},
		{"Figures", (*suite).figures},
		{"Checks", (*suite).checks},
		{"Work", (*suite).work},
		{"WorkWhileTaken", (*suite).workWhileTaken},
		{"Accounts", (*suite).accounts},
		{"Playbacks", (*suite).playbacks},
		{"Panels", (*suite).panels},
		{"Attempts", (*suite).attempts},
		{"Originals", (*suite).originals},
		{"Sounds", (*suite).sounds},
		{"Recalls", (*suite).recalls},
		{"Voices", (*suite).voices},
		{"Codes", (*suite).codes},
		{"Codings", (*suite).codings},
		{"Memos", (*suite).memos},
		{"Journal", (*suite).journal},
		{"Corrections", (*suite).corrections},
		{"EndSessions", (*suite).endSessions},
		{"Profiles", (*suite).profiles},
		{"Increments", (*suite).increments},
		{"Changed", (*suite).changed},
		{"Rollback", (*suite).rollback},
		{"FailureEndsTransaction", (*suite).failureEnds},
		{"ReadOnly", (*suite).readOnly},
		{"Snapshot", (*suite).snapshot},
		{"Writers", (*suite).writers},
		{"Cancelled", (*suite).cancelled},
		{"Order", (*suite).byteOrder},
	} {
		t.Run(part.name, func(t *testing.T) {
			s := &suite{T: t, store: open(t), ctx: t.Context()}
			t.Cleanup(func() {
				if err := s.store.Close(); err != nil {
					t.Error(err)
				}
			})
			part.test(s)
		})
	}
}

// suite is one test on a database of its own.
type suite struct {
	*testing.T
	store app.Store
	ctx   context.Context
}

// write runs f in a write transaction that must be kept.
func (s *suite) write(f func(app.Tx) error) {
	s.Helper()
	if err := s.store.Write(s.ctx, f); err != nil {
		s.Fatal(err)
	}
}

// read runs f in a read transaction.
func (s *suite) read(f func(app.Tx) error) {
	s.Helper()
	if err := s.store.Read(s.ctx, f); err != nil {
		s.Fatal(err)
	}
}

// refused runs f in a write transaction that must fail with a code.
func (s *suite) refused(want heed.Code, f func(app.Tx) error) {
	s.Helper()
	s.code(want, s.store.Write(s.ctx, f))
}

func (s *suite) code(want heed.Code, err error) {
	s.Helper()
	if got := heed.ErrorCode(err); got != want {
		s.Errorf("code %q, want %q (%v)", got, want, err)
	}
}

func (s *suite) ok(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

// same compares to the last field, an empty list apart from nil.
func (s *suite) same(got, want any) {
	s.Helper()
	if d := cmp.Diff(want, got); d != "" {
		s.Errorf("not as it should be (-want +got):\n%s", d)
	}
}

// study saves a study with an id.
func (s *suite) study(id string) {
	s.Helper()
	s.write(func(tx app.Tx) error {
		return tx.Studies.Save(s.ctx, heed.Study{ID: id, Name: id, Settings: heed.DefaultSettings()})
	})
}

// add adds conversations, without an import.
func (s *suite) add(list ...heed.Conversation) {
	s.Helper()
	s.write(func(tx app.Tx) error {
		for i := range list {
			if err := tx.Conversations.Add(s.ctx, &list[i], 0); err != nil {
				return err
			}
		}
		return nil
	})
}

// talk is a short conversation.
func talk(id, study string, texts ...string) heed.Conversation {
	c := heed.Conversation{ID: id, Study: study, Speakers: []heed.Speaker{
		{Speaker: "A", Role: heed.RoleResearcher}, {Speaker: "B", Role: heed.RoleCustomer, Participant: "p-" + id},
	}}
	for i, t := range texts {
		c.Turns = append(c.Turns, heed.Turn{Speaker: c.Speakers[(i+1)%2].Speaker, Text: t})
	}
	return c
}
