package storetest

import (
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

func (s *suite) studies() {
	full := Full[heed.Study]()
	full.ID = "b"
	plain := heed.Study{ID: "a", Name: "Ágil", Settings: heed.DefaultSettings()}
	s.read(func(tx app.Tx) error {
		list, err := tx.Studies.List(s.ctx)
		s.same(list, []heed.Study{})
		_, missing := tx.Studies.Get(s.ctx, "a")
		s.code(heed.CodeNotFound, missing)
		return err
	})
	s.write(func(tx app.Tx) error {
		s.ok(tx.Studies.Save(s.ctx, full))
		return tx.Studies.Save(s.ctx, plain)
	})
	s.add(talk("c", "a", "Hello."))
	plain.Name = "Changed"
	s.write(func(tx app.Tx) error { return tx.Studies.Save(s.ctx, plain) })
	s.read(func(tx app.Tx) error {
		list, err := tx.Studies.List(s.ctx)
		s.same(list, []heed.Study{plain, full})
		got, err2 := tx.Studies.Get(s.ctx, "b")
		s.ok(err2)
		s.same(got, full)
		_, err3 := tx.Conversations.Get(s.ctx, "c")
		s.ok(err3) // replacing a study leaves what is in it
		return err
	})
	s.refused(heed.CodeInvalid, func(tx app.Tx) error { return tx.Studies.Save(s.ctx, heed.Study{}) })
	s.refused(heed.CodeNotFound, func(tx app.Tx) error { return tx.Studies.Delete(s.ctx, "none") })
}

// studyCascade fills two studies alike and deletes one.
func (s *suite) studyCascade() {
	for _, id := range []string{"a", "b"} {
		s.study(id)
		s.write(func(tx app.Tx) error {
			importID, err := tx.Sources.Begin(s.ctx, app.Import{})
			s.ok(err)
			_, err = tx.Sources.Add(s.ctx, app.Source{Hash: "h-" + id, Import: importID})
			s.ok(err)
			c := talk("c-"+id, id, "One.", "Two.")
			c.Source = "h-" + id
			s.ok(tx.Conversations.Add(s.ctx, &c, importID))
			s.ok(tx.Conversations.Revise(s.ctx, c.ID, 0, app.Revision{N: 1, Text: "Uno."}))
			s.ok(tx.Readings.Save(s.ctx, Sense(&c)))
			s.ok(tx.People.Save(s.ctx, heed.Participant{ID: "p-c-" + id, Study: id, Number: 1}))
			s.ok(tx.People.SaveIdentity(s.ctx, app.Identity{Participant: "p-c-" + id, Key: "k"}))
			_, err = tx.Pseudonyms.Number(s.ctx, id, []byte("x"))
			s.ok(err)
			_, err = tx.Pseudonyms.Number(s.ctx, id, []byte("y"))
			s.ok(err)
			s.ok(tx.Runs.Put(s.ctx, heed.Run{ID: "r-" + id, Study: id}, Understanding(id, 3, 2, 2)))
			s.ok(tx.Runs.Swap(s.ctx, "r-"+id))
			_, err = tx.Decisions.Append(s.ctx, heed.Decision{Study: id})
			s.ok(err)
			s.ok(tx.Figures.AddKPIs(s.ctx, id, "f", []heed.KPI{{Name: "nps"}}))
			s.ok(tx.Figures.SaveOffer(s.ctx, id, heed.Offer{ID: "o"}))
			s.ok(tx.Figures.SaveCommitment(s.ctx, heed.Commitment{Study: id, ID: "k"}))
			return tx.Checks.Save(s.ctx, heed.MemberCheck{Study: id, Claim: "x", Participant: "p-c-" + id})
		})
	}
	s.write(func(tx app.Tx) error { return tx.Studies.Delete(s.ctx, "a") })
	s.write(func(tx app.Tx) error {
		for id, want := range map[string]int{"a": 1, "b": 2} {
			n, err := tx.Pseudonyms.Number(s.ctx, id, []byte("y"))
			s.ok(err)
			s.same(n, want)
		}
		return nil
	})
	s.read(func(tx app.Tx) error {
		for id, want := range map[string]int{"a": 0, "b": 1} {
			_, conversations, err := tx.Conversations.List(s.ctx, app.Filter{Study: id})
			s.ok(err)
			people, err := tx.People.List(s.ctx, id)
			s.ok(err)
			identities, err := tx.People.Identities(s.ctx, id)
			s.ok(err)
			runs, err := tx.Runs.List(s.ctx, id)
			s.ok(err)
			decisions, err := tx.Decisions.List(s.ctx, id)
			s.ok(err)
			kpis, err := tx.Figures.KPIs(s.ctx, id)
			s.ok(err)
			offers, err := tx.Figures.Offers(s.ctx, id)
			s.ok(err)
			commitments, err := tx.Figures.Commitments(s.ctx, id)
			s.ok(err)
			checks, err := tx.Checks.List(s.ctx, id)
			s.ok(err)
			hits, err := tx.Readings.Search(s.ctx, "two", app.Filter{Study: id})
			s.ok(err)
			speaks, err := tx.People.Conversations(s.ctx, "p-c-"+id)
			s.ok(err)
			s.same([]int{
				conversations, len(people), len(identities), len(runs), len(decisions), len(kpis), len(offers),
				len(commitments), len(checks), len(hits), len(speaks),
			}, []int{want, want, want, want, want, want, want, want, want, want, want})
			code := heed.CodeNotFound
			if want == 1 {
				code = ""
			}
			_, err = tx.Readings.Get(s.ctx, "c-"+id)
			s.code(code, err)
			_, err = tx.Readings.Revisions(s.ctx, "c-"+id, 0)
			s.code(code, err)
			_, err = tx.Views.Claim(s.ctx, "r-"+id, "claim-00000")
			s.code(code, err)
			// The file can come again.
			_, err = tx.Sources.Get(s.ctx, "h-"+id)
			s.code(code, err)
		}
		return nil
	})
}

func (s *suite) imports() {
	full := Full[app.Import]()
	full.Undone = false
	var first, second int64
	s.read(func(tx app.Tx) error {
		list, err := tx.Sources.Imports(s.ctx)
		s.same(list, []app.Import{})
		return err
	})
	s.write(func(tx app.Tx) (err error) {
		first, err = tx.Sources.Begin(s.ctx, full)
		s.ok(err)
		second, err = tx.Sources.Begin(s.ctx, app.Import{})
		return err
	})
	if first < 1 || second <= first {
		s.Errorf("import ids %d, then %d", first, second)
	}
	full.ID = first
	s.read(func(tx app.Tx) error {
		list, err := tx.Sources.Imports(s.ctx)
		s.same(list, []app.Import{{ID: second}, full})
		return err
	})
	done := app.Import{
		ID: second, Started: time.Date(2026, 1, 2, 3, 4, 5, 6, time.UTC),
		Finished: time.Date(2026, 1, 2, 3, 4, 5, 7, time.FixedZone("", 3600)), Summary: []byte("{}"),
	}
	s.write(func(tx app.Tx) error { return tx.Sources.Finish(s.ctx, done) })
	done.Finished = done.Finished.UTC()
	s.read(func(tx app.Tx) error {
		list, err := tx.Sources.Imports(s.ctx)
		s.same(list, []app.Import{done, full})
		return err
	})
	s.refused(heed.CodeNotFound, func(tx app.Tx) error { return tx.Sources.Finish(s.ctx, app.Import{ID: 99}) })

	// Undoing forgets the files, so that they can come again.
	c := talk("c", "", "Hello.")
	s.write(func(tx app.Tx) error {
		_, err := tx.Sources.Add(s.ctx, app.Source{Hash: "h", Import: second})
		s.ok(err)
		_, err = tx.Sources.Add(s.ctx, app.Source{Hash: "other", Import: first})
		s.ok(err)
		s.ok(tx.Conversations.Add(s.ctx, &c, second))
		ids, err := tx.Sources.OfImport(s.ctx, second)
		s.same(ids, []string{"c"})
		s.ok(err)
		ids, err = tx.Sources.OfImport(s.ctx, first)
		s.same(ids, []string{})
		s.ok(err)
		done.Undone = true
		return tx.Sources.Finish(s.ctx, done)
	})
	s.read(func(tx app.Tx) error {
		_, err := tx.Sources.Get(s.ctx, "h")
		s.code(heed.CodeNotFound, err)
		_, err = tx.Sources.Get(s.ctx, "other")
		return err
	})
}

func (s *suite) undo() {
	var id, other int64
	c := talk("c", "", "Hello.")
	s.write(func(tx app.Tx) (err error) {
		id, err = tx.Sources.Begin(s.ctx, app.Import{Summary: []byte("{}")})
		s.ok(err)
		other, err = tx.Sources.Begin(s.ctx, app.Import{})
		s.ok(err)
		for hash, of := range map[string]int64{"h": id, "i": other} {
			_, err = tx.Sources.Add(s.ctx, app.Source{Hash: hash, Import: of})
			s.ok(err)
		}
		return tx.Conversations.Add(s.ctx, &c, id)
	})
	s.write(func(tx app.Tx) error { return tx.Sources.Undo(s.ctx, id) })
	s.read(func(tx app.Tx) error {
		list, err := tx.Sources.Imports(s.ctx)
		s.same(list, []app.Import{{ID: other}, {ID: id, Summary: []byte("{}"), Undone: true}})
		s.ok(err)
		files, err := tx.Sources.List(s.ctx)
		s.same(files, []app.Source{{Hash: "i", Import: other}})
		s.ok(err)
		ids, err := tx.Sources.OfImport(s.ctx, id) // theirs to delete
		s.same(ids, []string{"c"})
		return err
	})
	for _, again := range []int64{id, other + 1} {
		s.refused(heed.CodeNotFound, func(tx app.Tx) error { return tx.Sources.Undo(s.ctx, again) })
	}
}

func (s *suite) sources() {
	kept := Full[app.Source]()
	kept.Hash, kept.Content = "bb", []byte{0, 255, 0}
	bare := app.Source{Hash: "aa", Name: "Entrevista ñ.txt", Format: "text", Size: 1 << 40}
	empty := app.Source{Hash: "cc", Content: []byte{}}
	var id int64
	s.write(func(tx app.Tx) (err error) {
		id, err = tx.Sources.Begin(s.ctx, app.Import{})
		kept.Import = id
		for _, v := range []app.Source{kept, bare, empty} {
			existed, err := tx.Sources.Add(s.ctx, v)
			s.ok(err)
			s.same(existed, false)
		}
		again := bare
		again.Name = "another"
		existed, err2 := tx.Sources.Add(s.ctx, again)
		s.ok(err2)
		s.same(existed, true)
		return err
	})
	s.read(func(tx app.Tx) error {
		for _, want := range []app.Source{kept, bare, empty} {
			got, err := tx.Sources.Get(s.ctx, want.Hash)
			s.ok(err)
			s.same(got, want)
		}
		_, err := tx.Sources.Get(s.ctx, "dd")
		s.code(heed.CodeNotFound, err)
		list, err := tx.Sources.List(s.ctx)
		without := kept
		without.Content = nil
		s.same(list, []app.Source{bare, without, {Hash: "cc"}})
		return err
	})
	s.refused(heed.CodeNotFound, func(tx app.Tx) error {
		_, err := tx.Sources.Add(s.ctx, app.Source{Hash: "ee", Import: id + 1})
		return err
	})
}
