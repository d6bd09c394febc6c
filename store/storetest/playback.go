package storetest

import (
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// participant saves a participant of a study.
func (s *suite) participant(study, id string) {
	s.Helper()
	s.write(func(tx app.Tx) error { return tx.People.Save(s.ctx, heed.Participant{ID: id, Study: study}) })
}

func (s *suite) playbacks() {
	s.study("a")
	s.study("b")
	s.participant("a", "p")
	s.participant("a", "q")
	s.participant("b", "r")
	full := Full[app.Playback]()
	full.ID, full.Study, full.Participant, full.Created = "y", "a", "p", time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)
	early := app.Playback{ID: "z", Study: "a", Participant: "q", Keyed: []byte{0, 255}, Created: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
	other := app.Playback{ID: "x", Study: "b", Participant: "r", Keyed: []byte{1}}
	list := func(study string) (got []app.Playback) {
		s.read(func(tx app.Tx) (err error) {
			got, err = tx.Playbacks.List(s.ctx, study)
			return err
		})
		return got
	}
	s.same(list("a"), []app.Playback{})
	s.write(func(tx app.Tx) error {
		s.ok(tx.Playbacks.Save(s.ctx, app.Playback{ID: "y", Study: "a", Participant: "q", Keyed: []byte{7}}))
		s.ok(tx.Playbacks.Save(s.ctx, full))
		s.ok(tx.Playbacks.Save(s.ctx, early))
		return tx.Playbacks.Save(s.ctx, other)
	})
	s.same(list("a"), []app.Playback{early, full})
	s.read(func(tx app.Tx) error {
		got, err := tx.Playbacks.Get(s.ctx, "y")
		s.same(got, full)
		s.ok(err)
		_, err = tx.Playbacks.Get(s.ctx, "Y")
		s.code(heed.CodeNotFound, err)
		return nil
	})
	for _, bad := range []app.Playback{
		{Study: "a", Participant: "p", Keyed: []byte{1}}, {ID: "k", Study: "a", Participant: "p"},
	} {
		s.refused(heed.CodeInvalid, func(tx app.Tx) error { return tx.Playbacks.Save(s.ctx, bad) })
	}
	for _, bad := range []app.Playback{
		{ID: "k", Study: "none", Participant: "p", Keyed: []byte{1}}, {ID: "k", Study: "a", Participant: "none", Keyed: []byte{1}},
	} {
		s.refused(heed.CodeNotFound, func(tx app.Tx) error { return tx.Playbacks.Save(s.ctx, bad) })
	}
	s.write(func(tx app.Tx) error { return tx.People.Delete(s.ctx, "p") })
	s.same(list("a"), []app.Playback{early})
	s.write(func(tx app.Tx) error { return tx.Studies.Delete(s.ctx, "a") })
	s.same(list("a"), []app.Playback{})
	s.same(list("b"), []app.Playback{other})
}

func (s *suite) panels() {
	s.study("a")
	s.study("b")
	s.participant("a", "p")
	s.participant("a", "q")
	member := Full[app.Panelist]()
	member.Participant, member.Study = "q", "a"
	plain := app.Panelist{Participant: "p", Study: "a", Rhythm: 30}
	early := Full[app.Pulse]()
	early.Study, early.Participant, early.At = "a", "p", time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	nobody := app.Pulse{Study: "a", Items: [3]int{1, 2, 3}, At: time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)}
	other := app.Pulse{Study: "b"}
	see := func(study string, members []app.Panelist, pulses []app.Pulse) {
		s.Helper()
		s.read(func(tx app.Tx) error {
			m, err := tx.Panels.Panelists(s.ctx, study)
			s.ok(err)
			s.same(m, members)
			p, err := tx.Panels.Pulses(s.ctx, study)
			s.same(p, pulses)
			return err
		})
	}
	see("a", []app.Panelist{}, []app.Pulse{})
	s.write(func(tx app.Tx) (err error) {
		s.ok(tx.Panels.SavePanelist(s.ctx, app.Panelist{Participant: "q", Study: "a", Rhythm: 1}))
		s.ok(tx.Panels.SavePanelist(s.ctx, member))
		s.ok(tx.Panels.SavePanelist(s.ctx, plain))
		nobody.ID, err = tx.Panels.AddPulse(s.ctx, nobody)
		s.ok(err)
		early.ID, err = tx.Panels.AddPulse(s.ctx, early)
		s.ok(err)
		other.ID, err = tx.Panels.AddPulse(s.ctx, other)
		return err
	})
	see("a", []app.Panelist{plain, member}, []app.Pulse{early, nobody})
	s.refused(heed.CodeNotFound, func(tx app.Tx) error {
		_, err := tx.Panels.AddPulse(s.ctx, app.Pulse{Study: "a", Participant: "none"})
		return err
	})
	s.refused(heed.CodeNotFound, func(tx app.Tx) error {
		return tx.Panels.SavePanelist(s.ctx, app.Panelist{Participant: "none", Study: "a"})
	})
	early.Participant, early.Line = "q", "later"
	s.write(func(tx app.Tx) error { return tx.Panels.SavePulse(s.ctx, early) })
	see("a", []app.Panelist{plain, member}, []app.Pulse{early, nobody})
	s.refused(heed.CodeNotFound, func(tx app.Tx) error { return tx.Panels.SavePulse(s.ctx, app.Pulse{ID: 9999, Study: "a"}) })
	early.Participant = "p"
	s.write(func(tx app.Tx) error {
		s.ok(tx.Panels.DropPanelist(s.ctx, "p"))
		s.ok(tx.Panels.DropPanelist(s.ctx, "none"))
		return tx.Panels.SavePulse(s.ctx, early)
	})
	see("a", []app.Panelist{member}, []app.Pulse{early, nobody})
	s.write(func(tx app.Tx) error { return tx.People.Delete(s.ctx, "p") })
	see("a", []app.Panelist{member}, []app.Pulse{nobody})
	s.write(func(tx app.Tx) error { return tx.Studies.Delete(s.ctx, "a") })
	see("a", []app.Panelist{}, []app.Pulse{})
	see("b", []app.Panelist{}, []app.Pulse{other})
}
