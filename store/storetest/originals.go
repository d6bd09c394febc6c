package storetest

import (
	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

func (s *suite) originals() {
	s.study("a")
	var brought int64
	s.write(func(tx app.Tx) (err error) {
		if brought, err = tx.Sources.Begin(s.ctx, app.Import{}); err != nil {
			return err
		}
		for _, hash := range []string{"h", "k"} {
			if _, err := tx.Sources.Add(s.ctx, app.Source{Hash: hash, Name: hash + ".txt", Import: brought, Content: []byte("words")}); err != nil {
				return err
			}
		}
		c, d := talk("c", "a", "One."), talk("d", "a", "One.")
		if err := tx.Conversations.Add(s.ctx, &c, brought); err != nil {
			return err
		}
		return tx.Conversations.Add(s.ctx, &d, 0)
	})
	s.read(func(tx app.Tx) error {
		for id, want := range map[string]int64{"c": brought, "d": 0} {
			got, err := tx.Originals.ImportOf(s.ctx, id)
			s.ok(err)
			s.same(got, want)
		}
		_, err := tx.Originals.ImportOf(s.ctx, "none")
		s.code(heed.CodeNotFound, err)
		return nil
	})
	s.write(func(tx app.Tx) error {
		s.ok(tx.Originals.Drop(s.ctx, "none"))
		return tx.Originals.Drop(s.ctx, "h")
	})
	s.read(func(tx app.Tx) error {
		for hash, want := range map[string][]byte{"h": nil, "k": []byte("words")} {
			got, err := tx.Sources.Get(s.ctx, hash)
			s.ok(err)
			s.same(got.Content, want)
		}
		return nil
	})
}
