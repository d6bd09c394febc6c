package storetest

import (
	"errors"
	"fmt"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

func (s *suite) conversations() {
	s.study("st")
	full := Full[heed.Conversation]()
	full.ID, full.Study = "full", "st"
	// Times that are not known stay so, and 0 seconds is known.
	full.Turns = append(full.Turns, heed.Turn{Text: "x", Start: heed.At(0)}, heed.Turn{Text: "y", End: heed.At(1.0 / 3)})
	bare := heed.Conversation{ID: "bare", Turns: []heed.Turn{{Text: ""}}}
	none := heed.Conversation{ID: "none", Turns: []heed.Turn{}}
	s.add(full, bare, none)
	s.read(func(tx app.Tx) error {
		for _, want := range []heed.Conversation{full, bare, none} {
			got, err := tx.Conversations.Get(s.ctx, want.ID)
			s.ok(err)
			s.same(got, want)
		}
		_, err := tx.Conversations.Get(s.ctx, "other")
		s.code(heed.CodeNotFound, err)
		return nil
	})
	s.refused(heed.CodeConflict, func(tx app.Tx) error { return tx.Conversations.Add(s.ctx, &full, 0) })
	s.refused(heed.CodeInvalid, func(tx app.Tx) error { return tx.Conversations.Add(s.ctx, &heed.Conversation{}, 0) })
	lost := talk("lost", "no such study", "x")
	s.refused(heed.CodeNotFound, func(tx app.Tx) error { return tx.Conversations.Add(s.ctx, &lost, 0) })
	s.refused(heed.CodeNotFound, func(tx app.Tx) error { return tx.Conversations.Add(s.ctx, &heed.Conversation{ID: "i"}, 77) })
	// A conflict leaves the transaction good: an import goes on with the next.
	s.write(func(tx app.Tx) error {
		s.code(heed.CodeConflict, tx.Conversations.Add(s.ctx, &full, 0))
		next := talk("next", "st", "x")
		return tx.Conversations.Add(s.ctx, &next, 0)
	})
	s.read(func(tx app.Tx) error {
		got, err := tx.Conversations.Get(s.ctx, "full")
		s.same(got, full)
		_, err2 := tx.Conversations.Get(s.ctx, "next")
		return errors.Join(err, err2)
	})
}

// text keeps to the byte what can be kept and refuses the rest by name.
func (s *suite) text() {
	kept := map[string]string{
		"emoji":       "👩‍👩‍👧‍👦 🏳️‍🌈 ok",
		"right":       "\u200fשלום\u200e \u202bעולם\u202c",
		"combining":   "e\u0301 vs é, n\u0303 vs ñ",
		"controls":    "tab\t, newline\r\n, bell\a, escape\x1b, delete\x7f",
		"separators":  "line\u2028paragraph\u2029next\u0085nbsp\u00a0bom\ufeff",
		"quotes":      `'; DROP TABLE turns; -- "\' $1 ? %s {} []`,
		"noncharacer": "\U0010ffff\ufffe\ufffd",
		"spaces":      "  leading and trailing  ",
		"long":        strings.Repeat("palabra larguísima ", 20000),
		"oneword":     strings.Repeat("á", 300000),
	}
	for name, v := range kept {
		c := talk(name, "", v, "x")
		c.Speakers[0].Attributes = map[string]string{"z": "", "a": v}
		if len(v) < 1000 {
			c.Title, c.Stage = v, v
		}
		s.add(c)
		s.read(func(tx app.Tx) error {
			got, err := tx.Conversations.Get(s.ctx, name)
			s.same(got, c)
			return err
		})
	}
	for name, v := range map[string]string{"nul": "a\x00b", "broken": "a\xffb", "half": "caf\xc3"} {
		c := talk(name, "", "fine", v)
		err := s.store.Write(s.ctx, func(tx app.Tx) error { return tx.Conversations.Add(s.ctx, &c, 0) })
		s.code(heed.CodeInvalid, err)
		if !strings.Contains(heed.ErrorMessage(err), "turn 2") || !strings.Contains(heed.ErrorMessage(err), name) {
			s.Errorf("the message %q does not say where", heed.ErrorMessage(err))
		}
		c = talk(name, "", "fine")
		c.Title = v
		s.refused(heed.CodeInvalid, func(tx app.Tx) error { return tx.Conversations.Add(s.ctx, &c, 0) })
		s.read(func(tx app.Tx) error {
			_, err := tx.Conversations.Get(s.ctx, v)
			s.code(heed.CodeInvalid, err)
			_, err = tx.Conversations.Get(s.ctx, name)
			s.code(heed.CodeNotFound, err)
			return nil
		})
	}
}

func (s *suite) update() {
	s.study("a")
	s.study("b")
	c := talk("c", "a", "Frage one.", "Answer two.")
	s.add(c)
	changed := Full[heed.Conversation]()
	changed.ID, changed.Study = "c", "b"
	text := []string{c.Turns[0].Text, c.Turns[1].Text}
	s.write(func(tx app.Tx) error { return tx.Conversations.Update(s.ctx, &changed) })
	want := changed
	want.Turns = []heed.Turn{changed.Turns[0], changed.Turns[1]}
	want.Turns[0].Text, want.Turns[1].Text = text[0], text[1]
	get := func() heed.Conversation {
		var got heed.Conversation
		s.read(func(tx app.Tx) (err error) {
			got, err = tx.Conversations.Get(s.ctx, "c")
			return err
		})
		return got
	}
	s.same(get(), want)
	s.read(func(tx app.Tx) error {
		ids, err := tx.People.Conversations(s.ctx, "p-c")
		s.same(ids, []string{})
		return err
	})
	want.Stage = "renew"
	headOnly := want
	headOnly.Turns = nil
	s.write(func(tx app.Tx) error { return tx.Conversations.Update(s.ctx, &headOnly) })
	s.same(get(), want)
	fewer := want
	fewer.Turns = want.Turns[:1]
	s.refused(heed.CodeInvalid, func(tx app.Tx) error { return tx.Conversations.Update(s.ctx, &fewer) })
	s.refused(heed.CodeNotFound, func(tx app.Tx) error {
		return tx.Conversations.Update(s.ctx, &heed.Conversation{ID: "none"})
	})
	s.same(get(), want)
}

func (s *suite) deleting() {
	one, two := talk("one", "", "Apple."), talk("two", "", "Apple too.")
	one.Source, two.Source = "h", "h"
	s.add(one, two)
	s.write(func(tx app.Tx) error {
		_, err := tx.Sources.Add(s.ctx, app.Source{Hash: "h", Content: []byte("x")})
		s.ok(err)
		s.ok(tx.Readings.Save(s.ctx, Sense(&one)))
		return tx.Conversations.Delete(s.ctx, "one")
	})
	s.read(func(tx app.Tx) error {
		_, err := tx.Conversations.Get(s.ctx, "one")
		s.code(heed.CodeNotFound, err)
		_, err = tx.Readings.Get(s.ctx, "one")
		s.code(heed.CodeNotFound, err)
		hits, err := tx.Readings.Search(s.ctx, "apple", app.Filter{})
		s.ok(err)
		s.same(len(hits), 1)
		_, err = tx.Sources.Get(s.ctx, "h") // another conversation came from it
		return err
	})
	s.write(func(tx app.Tx) error { return tx.Conversations.Delete(s.ctx, "two") })
	s.read(func(tx app.Tx) error {
		_, err := tx.Sources.Get(s.ctx, "h")
		s.code(heed.CodeNotFound, err)
		return nil
	})
	s.refused(heed.CodeNotFound, func(tx app.Tx) error { return tx.Conversations.Delete(s.ctx, "two") })
	// The same id can come again, also within one transaction.
	s.write(func(tx app.Tx) error {
		s.ok(tx.Conversations.Add(s.ctx, &one, 0))
		s.ok(tx.Conversations.Delete(s.ctx, "one"))
		return tx.Conversations.Add(s.ctx, &one, 0)
	})
	s.read(func(tx app.Tx) error {
		hits, err := tx.Readings.Search(s.ctx, "apple", app.Filter{})
		s.same(len(hits), 1)
		return err
	})
}

func (s *suite) each() {
	s.study("st")
	s.study("empty")
	var want []string
	for i := range 150 {
		c := talk(fmt.Sprintf("c%03d", 149-i), "st", "Hola.", "Adiós.")
		s.add(c)
		want = append(want, fmt.Sprintf("c%03d", i))
		if i%2 == 0 {
			s.write(func(tx app.Tx) error { return tx.Readings.Save(s.ctx, Sense(&c)) })
		}
	}
	s.add(talk("elsewhere", "", "x"))
	ids := func(study string) (got []string) {
		s.read(func(tx app.Tx) error {
			return tx.Conversations.Each(s.ctx, study, func(c *heed.Conversation, r *heed.Sensed) error {
				got = append(got, c.ID)
				whole, err := tx.Conversations.Get(s.ctx, c.ID) // others may be asked meanwhile
				s.ok(err)
				s.same(*c, whole)
				sensed, err := tx.Readings.Get(s.ctx, c.ID)
				if r == nil {
					s.code(heed.CodeNotFound, err)
				} else {
					s.same(*r, sensed)
				}
				return nil
			})
		})
		return got
	}
	s.same(ids("st"), want)
	s.same(ids("empty"), []string(nil))
	s.same(ids(""), []string{"elsewhere"})
	enough := errors.New("enough")
	n := 0
	err := s.store.Read(s.ctx, func(tx app.Tx) error {
		return tx.Conversations.Each(s.ctx, "st", func(*heed.Conversation, *heed.Sensed) error {
			n++
			return enough
		})
	})
	if n != 1 || !errors.Is(err, enough) {
		s.Errorf("after an error Each went on to %d conversations and returned %v", n, err)
	}
}
