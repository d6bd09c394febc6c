package storetest

import (
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

func (s *suite) people() {
	s.study("st")
	full := Full[heed.Participant]()
	full.ID, full.Study, full.Number = "z", "st", 2
	plain := heed.Participant{ID: "b", Study: "st", Number: 10}
	alone := heed.Participant{ID: "c", Number: 1}
	s.write(func(tx app.Tx) error {
		for _, p := range []heed.Participant{plain, full, alone} {
			s.ok(tx.People.Save(s.ctx, p))
		}
		return nil
	})
	s.read(func(tx app.Tx) error {
		list, err := tx.People.List(s.ctx, "st")
		s.same(list, []heed.Participant{full, plain})
		s.ok(err)
		list, err = tx.People.List(s.ctx, "none")
		s.same(list, []heed.Participant{})
		s.ok(err)
		got, err := tx.People.Get(s.ctx, "z")
		s.same(got, full)
		s.ok(err)
		got, err = tx.People.Get(s.ctx, "c")
		s.same(got, alone)
		_, missing := tx.People.Get(s.ctx, "nobody")
		s.code(heed.CodeNotFound, missing)
		return err
	})
	plain.Number, plain.DisplayName = 1, "Marta V."
	s.write(func(tx app.Tx) error { return tx.People.Save(s.ctx, plain) })
	s.add(heed.Conversation{ID: "y", Speakers: []heed.Speaker{{Participant: "b"}, {Participant: "b"}}}, heed.Conversation{
		ID: "x", Speakers: []heed.Speaker{{Participant: "z"}, {Participant: "b"}},
	})
	s.read(func(tx app.Tx) error {
		list, err := tx.People.List(s.ctx, "st")
		s.same(list, []heed.Participant{plain, full})
		s.ok(err)
		ids, err := tx.People.Conversations(s.ctx, "b")
		s.same(ids, []string{"x", "y"})
		s.ok(err)
		ids, err = tx.People.Conversations(s.ctx, "nobody")
		s.same(ids, []string{})
		return err
	})
	s.refused(heed.CodeInvalid, func(tx app.Tx) error { return tx.People.Save(s.ctx, heed.Participant{Study: "st"}) })
	s.refused(heed.CodeNotFound, func(tx app.Tx) error {
		return tx.People.Save(s.ctx, heed.Participant{ID: "q", Study: "none"})
	})
	s.refused(heed.CodeNotFound, func(tx app.Tx) error { return tx.People.Delete(s.ctx, "nobody") })
}

func (s *suite) identities() {
	s.study("st")
	marta := app.Identity{Participant: "b", Key: "marta voß|acme", Name: "Marta Voß"}
	rob := app.Identity{Participant: "a", Key: "rob|acme"}
	s.write(func(tx app.Tx) error {
		for _, i := range []app.Identity{marta, rob} {
			s.ok(tx.People.Save(s.ctx, heed.Participant{ID: i.Participant, Study: "st"}))
			s.ok(tx.People.SaveIdentity(s.ctx, app.Identity{Participant: i.Participant, Key: i.Key, Name: "old"}))
			s.ok(tx.People.SaveIdentity(s.ctx, i))
			s.ok(tx.Checks.Save(s.ctx, heed.MemberCheck{Study: "st", Claim: "k", Participant: i.Participant}))
		}
		return nil
	})
	list := func(study string) (got []app.Identity) {
		s.read(func(tx app.Tx) (err error) {
			got, err = tx.People.Identities(s.ctx, study)
			return err
		})
		return got
	}
	s.same(list("st"), []app.Identity{rob, marta})
	s.same(list("none"), []app.Identity{})
	second := app.Identity{Participant: "b", Key: "acme second"}
	s.write(func(tx app.Tx) error { return tx.People.SaveIdentity(s.ctx, second) })
	s.same(list("st"), []app.Identity{rob, second, marta})
	s.write(func(tx app.Tx) error { return tx.People.Delete(s.ctx, "b") })
	s.same(list("st"), []app.Identity{rob})
	s.read(func(tx app.Tx) error {
		checks, err := tx.Checks.List(s.ctx, "st")
		s.same(len(checks), 1)
		return err
	})
	s.refused(heed.CodeNotFound, func(tx app.Tx) error { return tx.People.SaveIdentity(s.ctx, marta) })
}

func (s *suite) pseudonyms() {
	number := func(study, keyed string) (n int) {
		s.write(func(tx app.Tx) (err error) {
			n, err = tx.Pseudonyms.Number(s.ctx, study, []byte(keyed))
			return err
		})
		return n
	}
	got := []int{
		number("a", "marta"), number("a", "rob\x00\xff"), number("a", "marta"), number("b", "rob\x00\xff"), number("a", "x"),
	}
	s.same(got, []int{1, 2, 1, 1, 3})
	s.write(func(tx app.Tx) error {
		s.ok(tx.Pseudonyms.Forget(s.ctx, "a", []byte("x")))
		s.ok(tx.Pseudonyms.Forget(s.ctx, "a", []byte("marta")))
		return tx.Pseudonyms.Forget(s.ctx, "a", []byte("nobody"))
	})
	// A name that moves takes its identity along, and leaves its number unused.
	s.study("a")
	s.write(func(tx app.Tx) error {
		for n, id := range []string{"one", "two"} {
			s.ok(tx.People.Save(s.ctx, heed.Participant{ID: id, Study: "a", Number: n + 20}))
		}
		s.ok(tx.People.SaveIdentity(s.ctx, app.Identity{Participant: "one", Key: "6b6579"}))
		_, err := tx.Pseudonyms.Number(s.ctx, "a", []byte("key"))
		s.ok(err)
		s.ok(tx.Pseudonyms.Move(s.ctx, "a", []byte("none"), heed.Participant{ID: "two", Study: "a", Number: 21}))
		return tx.Pseudonyms.Move(s.ctx, "a", []byte("key"), heed.Participant{ID: "two", Study: "a", Number: 21})
	})
	s.same([]int{number("a", "key"), number("a", "next")}, []int{21, 5})
	s.read(func(tx app.Tx) error {
		got, err := tx.People.Identities(s.ctx, "a")
		s.same(got, []app.Identity{{Participant: "two", Key: "6b6579"}})
		return err
	})
	// Neither number is given out again.
	s.same([]int{number("a", "marta"), number("a", "rob\x00\xff"), number("a", "x"), number("b", "marta")}, []int{6, 2, 7, 2})
	s.refused(heed.CodeInvalid, func(tx app.Tx) error {
		_, err := tx.Pseudonyms.Number(s.ctx, "a", nil)
		return err
	})
}

func (s *suite) tombstones() {
	first, second := []byte{0, 1, 255}, []byte{0, 1}
	has := func(keyed []byte) (found bool) {
		s.read(func(tx app.Tx) (err error) {
			found, err = tx.Tombstones.Has(s.ctx, keyed)
			return err
		})
		return found
	}
	s.same(has(first), false)
	s.write(func(tx app.Tx) error {
		s.ok(tx.Tombstones.Add(s.ctx, first, time.Unix(1, 0)))
		return tx.Tombstones.Add(s.ctx, first, time.Unix(2, 0))
	})
	s.same([]bool{has(first), has(second), has(nil)}, []bool{true, false, false})
	s.refused(heed.CodeInvalid, func(tx app.Tx) error { return tx.Tombstones.Add(s.ctx, nil, time.Unix(1, 0)) })

	key := []byte("0123456789abcdef0123456789abcdef")
	var got [3][]byte
	s.refused(heed.CodeInternal, func(tx app.Tx) error {
		_, err := tx.Tombstones.Key(s.ctx, func() []byte { return []byte("short") })
		return err
	})
	s.write(func(tx app.Tx) (err error) {
		got[0], err = tx.Tombstones.Key(s.ctx, func() []byte { return key })
		return err
	})
	again := func() []byte {
		s.Error("the key was made twice")
		return nil
	}
	s.write(func(tx app.Tx) (err error) {
		got[1], err = tx.Tombstones.Key(s.ctx, again)
		return err
	})
	s.read(func(tx app.Tx) (err error) {
		got[2], err = tx.Tombstones.Key(s.ctx, again)
		return err
	})
	s.same(got, [3][]byte{key, key, key})
}

func (s *suite) accounts() {
	full := Full[app.Account]()
	full.Name = "bea"
	plain := app.Account{ID: "1", Name: "Ana"}
	s.read(func(tx app.Tx) error {
		list, err := tx.Accounts.List(s.ctx)
		s.same(list, []app.Account{})
		return err
	})
	s.write(func(tx app.Tx) error {
		s.ok(tx.Accounts.Save(s.ctx, full))
		s.ok(tx.Accounts.Save(s.ctx, plain))
		plain.PasswordHash = "$argon2id$"
		return tx.Accounts.Save(s.ctx, plain)
	})
	s.read(func(tx app.Tx) error {
		list, err := tx.Accounts.List(s.ctx)
		s.same(list, []app.Account{plain, full})
		s.ok(err)
		got, err := tx.Accounts.ByName(s.ctx, "bea")
		s.same(got, full)
		_, missing := tx.Accounts.ByName(s.ctx, "Bea")
		s.code(heed.CodeNotFound, missing)
		return err
	})
	s.refused(heed.CodeConflict, func(tx app.Tx) error { return tx.Accounts.Save(s.ctx, app.Account{ID: "2", Name: "Ana"}) })

	now := time.Date(2026, 11, 7, 12, 0, 0, 0, time.FixedZone("", 7200))
	s.write(func(tx app.Tx) error {
		s.ok(tx.Accounts.SaveSession(s.ctx, "t", "1", now.Add(time.Nanosecond)))
		return tx.Accounts.SaveSession(s.ctx, "u", "1", now.Add(time.Hour))
	})
	session := func(token string, at time.Time) (account string, code heed.Code) {
		err := s.store.Read(s.ctx, func(tx app.Tx) (err error) {
			account, err = tx.Accounts.Session(s.ctx, token, at)
			return err
		})
		return account, heed.ErrorCode(err)
	}
	for _, c := range []struct {
		token   string
		at      time.Time
		account string
		code    heed.Code
	}{
		{"t", now, "1", ""},
		{"t", now.UTC(), "1", ""},
		{"t", now.Add(time.Nanosecond), "", heed.CodeNotFound},
		{"u", now.Add(time.Minute), "1", ""},
		{"none", now, "", heed.CodeNotFound},
	} {
		account, code := session(c.token, c.at)
		s.same([]string{account, string(code)}, []string{c.account, string(c.code)})
	}
	s.write(func(tx app.Tx) error {
		s.ok(tx.Accounts.EndSession(s.ctx, "u"))
		return tx.Accounts.EndSession(s.ctx, "u")
	})
	_, code := session("u", now)
	s.same(code, heed.CodeNotFound)
	s.refused(heed.CodeNotFound, func(tx app.Tx) error { return tx.Accounts.SaveSession(s.ctx, "v", "nobody", now) })
}
