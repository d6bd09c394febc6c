package storetest

import (
	"math"
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

func (s *suite) revisions() {
	s.add(talk("c", "", "frist", "second"))
	at := time.Date(2026, 4, 5, 6, 7, 8, 9, time.UTC)
	s.read(func(tx app.Tx) error {
		got, err := tx.Readings.Revisions(s.ctx, "c", 0)
		s.same(got, []app.Revision{{Text: "frist"}})
		return err
	})
	s.write(func(tx app.Tx) error {
		s.ok(tx.Conversations.Revise(s.ctx, "c", 0, app.Revision{N: 1, Text: "first", By: "ana", At: at}))
		return tx.Conversations.Revise(s.ctx, "c", 0, app.Revision{Text: "First.", At: at.Add(time.Hour)})
	})
	s.read(func(tx app.Tx) error {
		got, err := tx.Readings.Revisions(s.ctx, "c", 0)
		s.same(got, []app.Revision{
			{Text: "frist"}, {N: 1, Text: "first", By: "ana", At: at}, {N: 2, Text: "First.", At: at.Add(time.Hour)},
		})
		s.ok(err)
		got, err = tx.Readings.Revisions(s.ctx, "c", 1)
		s.same(got, []app.Revision{{Text: "second"}})
		s.ok(err)
		c, err := tx.Conversations.Get(s.ctx, "c")
		s.same([]string{c.Turns[0].Text, c.Turns[1].Text}, []string{"First.", "second"})
		s.ok(err)
		for _, turn := range []int{-1, 2} {
			_, err = tx.Readings.Revisions(s.ctx, "c", turn)
			s.code(heed.CodeNotFound, err)
		}
		return nil
	})
	for _, n := range []int{1, 2, 4, -1} {
		s.refused(heed.CodeConflict, func(tx app.Tx) error {
			return tx.Conversations.Revise(s.ctx, "c", 0, app.Revision{N: n, Text: "x"})
		})
	}
	s.refused(heed.CodeNotFound, func(tx app.Tx) error {
		return tx.Conversations.Revise(s.ctx, "c", 2, app.Revision{N: 1, Text: "x"})
	})
	s.refused(heed.CodeInvalid, func(tx app.Tx) error {
		return tx.Conversations.Revise(s.ctx, "c", 1, app.Revision{N: 1, Text: "\x00"})
	})
	s.write(func(tx app.Tx) error { return tx.Conversations.Delete(s.ctx, "c") })
	s.add(talk("c", "", "new"))
	s.read(func(tx app.Tx) error {
		got, err := tx.Readings.Revisions(s.ctx, "c", 0)
		s.same(got, []app.Revision{{Text: "new"}})
		return err
	})
}

func (s *suite) readings() {
	full := Full[heed.Sensed]()
	full.Conversation = "full"
	full.Readings[0].Valence, full.Readings[1].Valence = -0.1, math.Copysign(0, -1)
	empties := heed.Sensed{
		Conversation: "empties", Version: "1",
		Readings: []heed.Reading{{Labels: []string{}, Basic: nil, Feelings: []heed.FeelingScore{}, Signals: []heed.Signal{}}},
		Acts:     [][]heed.Act{nil, {}, {{}}},
	}
	none := heed.Sensed{Conversation: "none"}
	for _, v := range []heed.Sensed{full, empties, none} {
		s.add(talk(v.Conversation, "", "a", "b"))
		s.write(func(tx app.Tx) error { return tx.Readings.Save(s.ctx, v) })
		s.read(func(tx app.Tx) error {
			got, err := tx.Readings.Get(s.ctx, v.Conversation)
			s.same(got, v)
			return err
		})
	}
	other := full
	other.Version, other.Readings = "2", []heed.Reading{{Text: "x"}}
	s.write(func(tx app.Tx) error { return tx.Readings.Save(s.ctx, other) })
	s.read(func(tx app.Tx) error {
		got, err := tx.Readings.Get(s.ctx, "full")
		s.same(got, other)
		_, missing := tx.Readings.Get(s.ctx, "nobody")
		s.code(heed.CodeNotFound, missing)
		return err
	})
	s.refused(heed.CodeNotFound, func(tx app.Tx) error {
		return tx.Readings.Save(s.ctx, heed.Sensed{Conversation: "nobody"})
	})
}

// summary is of those who are not on our side, and follows their roles.
func (s *suite) summary() {
	c := talk("c", "", "customer", "researcher", "customer")
	s.add(c)
	reading := func(turn int, valence float64, f ...heed.FeelingScore) heed.Reading {
		return heed.Reading{Turn: turn, Valence: valence, Feelings: f}
	}
	sensed := heed.Sensed{Conversation: "c", Readings: []heed.Reading{
		reading(0, -1, heed.FeelingScore{Name: heed.Fear, Intensity: .5}, heed.FeelingScore{Name: heed.Neutral, Intensity: .9}),
		reading(1, 1, heed.FeelingScore{Name: heed.Joy, Intensity: 1}),
		reading(2, .5, heed.FeelingScore{Name: heed.Fear, Intensity: .25}, heed.FeelingScore{Name: heed.Hope, Intensity: .75}),
		reading(2, 0, heed.FeelingScore{Name: heed.Anger, Intensity: .125}, heed.FeelingScore{Name: heed.Relief, Intensity: .0625}),
	}}
	row := func() app.ConversationRow {
		var rows []app.ConversationRow
		s.read(func(tx app.Tx) (err error) {
			rows, _, err = tx.Conversations.List(s.ctx, app.Filter{})
			return err
		})
		return rows[0]
	}
	s.write(func(tx app.Tx) error { return tx.Readings.Save(s.ctx, sensed) })
	got := row()
	s.same(got.Sentences, 3)
	s.same(got.Valence, -0.5/3)
	s.same(got.Feelings, []heed.FeelingScore{{Name: heed.Fear, Intensity: .375}, {Name: heed.Hope, Intensity: .75}, {Name: heed.Anger, Intensity: .125}})
	c.Speakers[0].Role, c.Speakers[1].Role = heed.RoleCustomer, heed.RoleRep
	c.Turns[2].Role = heed.RoleCustomer // its own role counts before the speaker's
	s.write(func(tx app.Tx) error { return tx.Conversations.Update(s.ctx, &c) })
	got = row()
	s.same(got.Sentences, 3)
	s.same(got.Valence, 0.5)
	s.same(got.Feelings, []heed.FeelingScore{{Name: heed.Joy, Intensity: 1}, {Name: heed.Hope, Intensity: .75}, {Name: heed.Fear, Intensity: .25}})
}

func (s *suite) stale() {
	s.study("st")
	s.add(talk("b", "st", "x"), talk("a", "st", "y"), talk("c", "st", "z"), talk("other", "", "x"))
	stale := func(version string) (got []string) {
		s.read(func(tx app.Tx) (err error) {
			got, err = tx.Readings.Stale(s.ctx, "st", version)
			return err
		})
		return got
	}
	s.same(stale("1"), []string{"a", "b", "c"})
	s.write(func(tx app.Tx) error {
		for _, id := range []string{"a", "b", "c"} {
			s.ok(tx.Readings.Save(s.ctx, heed.Sensed{Conversation: id, Version: "1"}))
		}
		return nil
	})
	s.same(stale("1"), []string{})
	s.same(stale("2"), []string{"a", "b", "c"})
	s.write(func(tx app.Tx) error {
		return tx.Conversations.Revise(s.ctx, "b", 0, app.Revision{N: 1, Text: "corrected"})
	})
	s.same(stale("1"), []string{"b"})
	s.write(func(tx app.Tx) error { return tx.Readings.Save(s.ctx, heed.Sensed{Conversation: "b", Version: "1"}) })
	s.same(stale("1"), []string{})
}
