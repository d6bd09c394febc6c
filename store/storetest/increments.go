package storetest

import (
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

func (s *suite) increments() {
	s.study("a")
	run := heed.Run{ID: "r", Study: "a"}
	s.write(func(tx app.Tx) error { return tx.Runs.Put(s.ctx, run, nil) })
	see := func(id string, want []heed.Increment) {
		s.Helper()
		s.read(func(tx app.Tx) error {
			n, err := tx.Increments.Count(s.ctx, id)
			s.ok(err)
			s.same(n, len(want))
			got, err := tx.Increments.List(s.ctx, id)
			s.ok(err)
			s.same(got, want)
			return nil
		})
	}
	see("r", []heed.Increment{})
	full := Full[heed.Increment]()
	full.Run = "r"
	second := heed.Increment{Run: "r", Study: "a", At: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)}
	s.write(func(tx app.Tx) error {
		s.ok(tx.Increments.Add(s.ctx, full))
		return tx.Increments.Add(s.ctx, second)
	})
	see("r", []heed.Increment{full, second})
	s.refused(heed.CodeNotFound, func(tx app.Tx) error { return tx.Increments.Add(s.ctx, heed.Increment{Run: "none"}) })
	s.read(func(tx app.Tx) error {
		n, err := tx.Increments.Count(s.ctx, "none")
		s.same(n, 0)
		s.ok(err)
		_, err = tx.Increments.List(s.ctx, "none")
		s.code(heed.CodeNotFound, err)
		return nil
	})
	s.write(func(tx app.Tx) error { return tx.Runs.Prune(s.ctx, "a", -1) })
	s.read(func(tx app.Tx) error {
		n, err := tx.Increments.Count(s.ctx, "r")
		s.same(n, 0)
		return err
	})
}
