package storetest

import (
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

func (s *suite) attempts() {
	s.study("a")
	s.add(talk("c", "a", "One.", "Two."), talk("d", "a", "One.", "Two."))
	late := Full[app.Attempt]()
	late.Account, late.Study, late.Conversation, late.At = "ana", "a", "c", time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)
	late.Contested, late.Shared = false, false
	early := app.Attempt{Account: "ana", Study: "a", Conversation: "d", At: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
	theirs := app.Attempt{Account: "bo", Study: "a", Conversation: "d", At: time.Date(2026, 1, 3, 0, 0, 0, 0, time.UTC)}
	see := func(account string, want ...app.Attempt) {
		s.Helper()
		s.read(func(tx app.Tx) error {
			got, err := tx.Attempts.Of(s.ctx, account)
			s.same(got, append([]app.Attempt{}, want...))
			return err
		})
	}
	see("ana")
	s.write(func(tx app.Tx) (err error) {
		for _, a := range []*app.Attempt{&late, &early, &theirs} {
			a.ID, err = tx.Attempts.Add(s.ctx, *a)
			s.ok(err)
		}
		return nil
	})
	see("ana", early, late)
	see("bo", theirs)
	s.read(func(tx app.Tx) error {
		got, err := tx.Attempts.OfStudy(s.ctx, "a")
		s.same(got, []app.Attempt{early, late, theirs})
		return err
	})
	s.write(func(tx app.Tx) error { return tx.Attempts.Mark(s.ctx, "ana", early.ID, true, false) })
	early.Contested = true
	see("ana", early, late)
	s.write(func(tx app.Tx) error { return tx.Attempts.Mark(s.ctx, "ana", early.ID, false, true) })
	early.Contested, early.Shared = false, true
	see("ana", early, late)
	s.refused(heed.CodeNotFound, func(tx app.Tx) error { return tx.Attempts.Mark(s.ctx, "ana", theirs.ID, true, true) })
	s.read(func(tx app.Tx) error {
		got, err := tx.Attempts.OfConversation(s.ctx, "d")
		s.same(got, []app.Attempt{early, theirs})
		return err
	})
	gone := app.Attempt{Account: "ana", Study: "a", Conversation: "c", At: late.At.Add(time.Hour)}
	s.write(func(tx app.Tx) (err error) {
		if gone.ID, err = tx.Attempts.Add(s.ctx, gone); err != nil {
			return err
		}
		return tx.Attempts.Drop(s.ctx, gone.ID, 1<<40)
	})
	see("ana", early, late)
	s.refused(heed.CodeNotFound, func(tx app.Tx) error {
		_, err := tx.Attempts.Add(s.ctx, app.Attempt{Account: "ana", Study: "a", Conversation: "none"})
		return err
	})
	s.write(func(tx app.Tx) error { return tx.Conversations.Delete(s.ctx, "d") })
	see("ana", late)
	see("bo")
}

func (s *suite) profiles() {
	s.study("a")
	see := func(account string, want app.PracticeProfile) {
		s.Helper()
		s.read(func(tx app.Tx) error {
			got, err := tx.Profiles.Get(s.ctx, account, "a")
			s.same(got, want)
			return err
		})
	}
	see("ana", app.PracticeProfile{Account: "ana", Study: "a"})
	p := Full[app.PracticeProfile]()
	p.Account, p.Study = "ana", "a"
	for _, work := range []string{"sales", "service"} {
		p.Work = work
		s.write(func(tx app.Tx) error { return tx.Profiles.Save(s.ctx, p) })
		see("ana", p)
	}
	see("bo", app.PracticeProfile{Account: "bo", Study: "a"})
	s.refused(heed.CodeNotFound, func(tx app.Tx) error {
		return tx.Profiles.Save(s.ctx, app.PracticeProfile{Account: "ana", Study: "none"})
	})
	s.write(func(tx app.Tx) error { return tx.Studies.Delete(s.ctx, "a") })
	see("ana", app.PracticeProfile{Account: "ana", Study: "a"})
}
