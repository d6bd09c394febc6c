package storetest

import (
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

func (s *suite) sounds() {
	s.study("a")
	s.add(talk("c", "a", "One.", "Two."), talk("d", "a", "One.", "Two."))
	full := Full[app.Sound]()
	full.Conversation, full.Study, full.File = "c", "a", "ff"
	measured := app.Sound{Conversation: "d", Study: "a", Seconds: 3}
	files := func(want ...string) {
		s.Helper()
		s.read(func(tx app.Tx) error {
			got, err := tx.Sounds.Files(s.ctx)
			s.same(got, append([]string{}, want...))
			return err
		})
	}
	files()
	s.write(func(tx app.Tx) error {
		s.ok(tx.Sounds.Save(s.ctx, app.Sound{Conversation: "c", Study: "a", File: "old"}))
		s.ok(tx.Sounds.Save(s.ctx, full))
		return tx.Sounds.Save(s.ctx, measured)
	})
	files("ff")
	s.read(func(tx app.Tx) error {
		got, err := tx.Sounds.Get(s.ctx, "c")
		s.ok(err)
		s.same(got, full)
		got, err = tx.Sounds.Get(s.ctx, "d")
		s.ok(err)
		s.same(got, measured)
		_, err = tx.Sounds.Get(s.ctx, "C")
		s.code(heed.CodeNotFound, err)
		which, err := tx.Sounds.Which(s.ctx, "a")
		s.ok(err)
		s.same(which, []string{"c", "d"})
		which, err = tx.Sounds.Which(s.ctx, "b")
		s.same(which, []string{})
		return err
	})
	s.refused(heed.CodeNotFound, func(tx app.Tx) error {
		return tx.Sounds.Save(s.ctx, app.Sound{Conversation: "none", Study: "a"})
	})
	s.refused(heed.CodeNotFound, func(tx app.Tx) error { return tx.Sounds.Delete(s.ctx, "none") })
	s.write(func(tx app.Tx) error { return tx.Sounds.Delete(s.ctx, "d") })
	s.write(func(tx app.Tx) error { return tx.Conversations.Delete(s.ctx, "c") })
	files()
	s.read(func(tx app.Tx) error {
		which, err := tx.Sounds.Which(s.ctx, "")
		s.same(which, []string{})
		return err
	})
}

func (s *suite) recalls() {
	s.study("a")
	s.study("b")
	s.add(talk("c", "a", "One.", "Two."), talk("d", "a", "One.", "Two."))
	late := Full[app.Remembering]()
	late.Account, late.Study, late.Conversation, late.At = "ana", "a", "c", time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)
	early := app.Remembering{Account: "ana", Study: "a", Conversation: "d", At: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
	theirs := app.Remembering{Account: "bo", Study: "a", Conversation: "d", At: time.Date(2026, 1, 3, 0, 0, 0, 0, time.UTC)}
	own := func(account string, want ...app.Remembering) {
		s.Helper()
		s.read(func(tx app.Tx) error {
			got, err := tx.Recalls.Own(s.ctx, "a", account)
			s.same(got, append([]app.Remembering{}, want...))
			return err
		})
	}
	own("ana")
	s.write(func(tx app.Tx) (err error) {
		for _, r := range []*app.Remembering{&late, &early, &theirs} {
			r.ID, err = tx.Recalls.Add(s.ctx, *r)
			s.ok(err)
		}
		return nil
	})
	own("ana", early, late)
	own("bo", theirs)
	own("")
	s.refused(heed.CodeNotFound, func(tx app.Tx) error { return tx.Recalls.Delete(s.ctx, "bo", early.ID) })
	s.refused(heed.CodeNotFound, func(tx app.Tx) error {
		_, err := tx.Recalls.Add(s.ctx, app.Remembering{Study: "a", Conversation: "none"})
		return err
	})
	s.write(func(tx app.Tx) error { return tx.Recalls.Delete(s.ctx, "ana", early.ID) })
	own("ana", late)
	s.write(func(tx app.Tx) error { return tx.Recalls.Drop(s.ctx, "none") })
	own("bo", theirs)
	s.write(func(tx app.Tx) error { return tx.Recalls.Drop(s.ctx, "d") })
	own("ana", late)
	own("bo")
	s.write(func(tx app.Tx) (err error) {
		theirs.ID, err = tx.Recalls.Add(s.ctx, theirs)
		return err
	})
	own("bo", theirs)
	s.write(func(tx app.Tx) error { return tx.Conversations.Delete(s.ctx, "d") })
	own("bo")
	own("ana", late)
}

func (s *suite) voices() {
	s.study("a")
	s.study("b")
	list := func(study string, want map[string]string) {
		s.Helper()
		s.read(func(tx app.Tx) error {
			got, err := tx.Voices.List(s.ctx, study)
			s.same(got, want)
			return err
		})
	}
	list("a", map[string]string{})
	s.write(func(tx app.Tx) error {
		s.ok(tx.Voices.Choose(s.ctx, "a", "ana", "Ben"))
		s.ok(tx.Voices.Choose(s.ctx, "a", "ana", "Ana M."))
		s.ok(tx.Voices.Choose(s.ctx, "a", "", "Ben"))
		return tx.Voices.Choose(s.ctx, "b", "bo", "Ben")
	})
	list("a", map[string]string{"ana": "Ana M.", "": "Ben"})
	s.refused(heed.CodeConflict, func(tx app.Tx) error { return tx.Voices.Choose(s.ctx, "a", "bo", "Ana M.") })
	s.write(func(tx app.Tx) error { return tx.Voices.Choose(s.ctx, "a", "ana", "") })
	list("a", map[string]string{"": "Ben"})
	s.write(func(tx app.Tx) error { return tx.Studies.Delete(s.ctx, "a") })
	list("a", map[string]string{})
	list("b", map[string]string{"bo": "Ben"})
}
