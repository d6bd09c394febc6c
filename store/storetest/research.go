package storetest

import (
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

func (s *suite) codes() {
	s.study("a")
	s.study("b")
	full := Full[heed.BookCode]()
	full.ID, full.Study, full.Parent, full.Name = "x", "a", "top", "Zeit"
	top := heed.BookCode{ID: "top", Study: "a", Name: "Argh", Version: 1}
	other := heed.BookCode{ID: "o", Study: "b", Name: "Other"}
	list := func(study string) (got []heed.BookCode) {
		s.Helper()
		s.read(func(tx app.Tx) (err error) {
			got, err = tx.Codes.List(s.ctx, study)
			return err
		})
		return got
	}
	s.same(list("a"), []heed.BookCode{})
	s.write(func(tx app.Tx) error {
		s.ok(tx.Codes.Save(s.ctx, top))
		s.ok(tx.Codes.Save(s.ctx, heed.BookCode{ID: "x", Study: "a", Name: "first"}))
		s.ok(tx.Codes.Save(s.ctx, full))
		return tx.Codes.Save(s.ctx, other)
	})
	s.same(list("a"), []heed.BookCode{top, full})
	s.refused(heed.CodeInvalid, func(tx app.Tx) error { return tx.Codes.Save(s.ctx, heed.BookCode{Study: "a", Name: "n"}) })
	s.refused(heed.CodeNotFound, func(tx app.Tx) error { return tx.Codes.Save(s.ctx, heed.BookCode{ID: "k", Study: "none", Name: "n"}) })
	s.refused(heed.CodeNotFound, func(tx app.Tx) error { return tx.Codes.Delete(s.ctx, "none") })
	s.write(func(tx app.Tx) error {
		got, err := tx.Codes.Get(s.ctx, "x")
		s.same(got, full)
		s.ok(err)
		_, err = tx.Codes.Get(s.ctx, "X")
		s.code(heed.CodeNotFound, err)
		book, err := tx.Codes.Book(s.ctx, "a")
		s.same(book, heed.Codebook{Study: "a"})
		s.ok(err)
		s.ok(tx.Codes.SaveBook(s.ctx, heed.Codebook{Study: "a", Version: 1}))
		s.ok(tx.Codes.SaveBook(s.ctx, heed.Codebook{Study: "a", Version: 2, Blind: true}))
		book, err = tx.Codes.Book(s.ctx, "a")
		s.same(book, heed.Codebook{Study: "a", Version: 2, Blind: true})
		s.ok(err)
		return tx.Codes.Delete(s.ctx, "top")
	})
	full.Parent = ""
	s.same(list("a"), []heed.BookCode{full})
	s.write(func(tx app.Tx) error { return tx.Studies.Delete(s.ctx, "a") })
	s.same(list("a"), []heed.BookCode{})
	s.same(list("b"), []heed.BookCode{other})
}

func (s *suite) codings() {
	s.study("a")
	s.add(talk("c", "a", "We lost the run.", "Sorry"), talk("d", "a", "Fine."))
	coding := func(code, conversation string, turn, from, to int, text string) heed.Coding {
		return heed.Coding{
			Code: code, Version: 2, By: "ana", At: time.Date(2026, 5, 6, 7, 8, 9, 10, time.UTC),
			Quotation: heed.Quotation{Conversation: conversation, Turn: turn, Revision: 3, Span: heed.Span{Start: from, End: to}, Text: text},
		}
	}
	later, first, elsewhere := coding("x", "c", 0, 3, 7, "lost"), coding("y", "c", 0, 0, 2, "We"), coding("x", "d", 0, 0, 4, "Fine")
	s.write(func(tx app.Tx) (err error) {
		for _, id := range []string{"x", "y"} {
			s.ok(tx.Codes.Save(s.ctx, heed.BookCode{ID: id, Study: "a", Name: id}))
		}
		for _, c := range []*heed.Coding{&later, &first, &elsewhere} {
			c.ID, err = tx.Codings.Add(s.ctx, *c)
			s.ok(err)
		}
		return nil
	})
	see := func(want ...heed.Coding) {
		s.Helper()
		s.read(func(tx app.Tx) error {
			got, err := tx.Codings.OfStudy(s.ctx, "a")
			s.same(got, append([]heed.Coding{}, want...))
			return err
		})
	}
	see(first, later, elsewhere)
	s.read(func(tx app.Tx) error {
		got, err := tx.Codings.OfConversation(s.ctx, "d")
		s.same(got, []heed.Coding{elsewhere})
		s.ok(err)
		one, err := tx.Codings.Get(s.ctx, first.ID)
		s.same(one, first)
		return err
	})
	s.refused(heed.CodeInvalid, func(tx app.Tx) error {
		_, err := tx.Codings.Add(s.ctx, coding("x", "c", 0, 3, 3, ""))
		return err
	})
	for _, bad := range []heed.Coding{coding("none", "c", 0, 0, 2, "We"), coding("x", "none", 0, 0, 2, "We")} {
		s.refused(heed.CodeNotFound, func(tx app.Tx) error {
			_, err := tx.Codings.Add(s.ctx, bad)
			return err
		})
	}
	s.refused(heed.CodeNotFound, func(tx app.Tx) error { return tx.Codings.Move(s.ctx, []int64{first.ID, 999}, "x") })
	s.refused(heed.CodeNotFound, func(tx app.Tx) error { return tx.Codings.Delete(s.ctx, 999) })
	see(first, later, elsewhere)
	s.write(func(tx app.Tx) error { return tx.Codings.Move(s.ctx, []int64{later.ID}, "y") })
	later.Code = "y"
	see(first, later, elsewhere)
	s.write(func(tx app.Tx) error { return tx.Codes.Delete(s.ctx, "x") })
	see(first, later)
	s.write(func(tx app.Tx) error { return tx.Codings.Delete(s.ctx, later.ID) })
	see(first)
	s.write(func(tx app.Tx) error { return tx.Conversations.Delete(s.ctx, "c") })
	see()
}

func (s *suite) memos() {
	s.study("a")
	s.study("b")
	at := time.Date(2026, 5, 6, 7, 8, 9, 10, time.UTC)
	old := heed.Memo{Study: "a", Target: heed.MemoTurn, TargetID: "c#3", Text: "señal 👋", By: "ana", At: at}
	recent := heed.Memo{Study: "a", Target: heed.MemoStudy, Text: "x", At: at.Add(time.Hour)}
	other := heed.Memo{Study: "b", Target: heed.MemoTheme, TargetID: "t", Text: "y", At: at}
	s.write(func(tx app.Tx) (err error) {
		for _, m := range []*heed.Memo{&old, &recent, &other} {
			m.ID, err = tx.Memos.Save(s.ctx, *m)
			s.ok(err)
		}
		return nil
	})
	see := func(want ...heed.Memo) {
		s.Helper()
		s.read(func(tx app.Tx) error {
			got, err := tx.Memos.List(s.ctx, "a")
			s.same(got, append([]heed.Memo{}, want...))
			return err
		})
	}
	see(recent, old)
	old.Text = "changed"
	s.write(func(tx app.Tx) error {
		id, err := tx.Memos.Save(s.ctx, old)
		s.same(id, old.ID)
		return err
	})
	see(recent, old)
	s.refused(heed.CodeInvalid, func(tx app.Tx) error {
		_, err := tx.Memos.Save(s.ctx, heed.Memo{Study: "a", Target: "moon", TargetID: "x", Text: "x"})
		return err
	})
	for _, bad := range []heed.Memo{{Study: "none", Target: heed.MemoStudy, Text: "x"}, {ID: 999, Study: "a", Target: heed.MemoStudy, Text: "x"}} {
		s.refused(heed.CodeNotFound, func(tx app.Tx) error {
			_, err := tx.Memos.Save(s.ctx, bad)
			return err
		})
	}
	s.write(func(tx app.Tx) error {
		got, err := tx.Memos.Get(s.ctx, recent.ID)
		s.same(got, recent)
		s.ok(err)
		return tx.Memos.Delete(s.ctx, recent.ID)
	})
	s.refused(heed.CodeNotFound, func(tx app.Tx) error { return tx.Memos.Delete(s.ctx, recent.ID) })
	see(old)
}

func (s *suite) journal() {
	s.study("a")
	s.study("b")
	full := Full[app.Entry]()
	full.Study, full.Undone = "a", false
	plain := app.Entry{Study: "a", Kind: "memo", Target: "7"}
	other := app.Entry{Study: "b", Kind: "memo"}
	s.write(func(tx app.Tx) (err error) {
		for _, e := range []*app.Entry{&full, &plain, &other} {
			e.ID, err = tx.Journal.Append(s.ctx, *e)
			s.ok(err)
		}
		return nil
	})
	see := func(want ...app.Entry) {
		s.Helper()
		s.read(func(tx app.Tx) error {
			got, err := tx.Journal.List(s.ctx, "a")
			s.same(got, append([]app.Entry{}, want...))
			return err
		})
	}
	see(plain, full)
	s.write(func(tx app.Tx) error { return tx.Journal.SetUndone(s.ctx, full.ID, true) })
	full.Undone = true
	see(plain, full)
	s.write(func(tx app.Tx) error {
		got, err := tx.Journal.Get(s.ctx, full.ID)
		s.same(got, full)
		s.ok(err)
		s.ok(tx.Journal.SetUndone(s.ctx, full.ID, false))
		return tx.Journal.Delete(s.ctx, plain.ID)
	})
	full.Undone = false
	see(full)
	s.refused(heed.CodeNotFound, func(tx app.Tx) error { return tx.Journal.SetUndone(s.ctx, 999, true) })
	s.refused(heed.CodeNotFound, func(tx app.Tx) error { return tx.Journal.Delete(s.ctx, 999) })
	s.refused(heed.CodeNotFound, func(tx app.Tx) error {
		_, err := tx.Journal.Append(s.ctx, app.Entry{Study: "none"})
		return err
	})
	s.write(func(tx app.Tx) error { return tx.Studies.Delete(s.ctx, "a") })
	see()
}

func (s *suite) corrections() {
	s.study("a")
	s.study("b")
	s.add(talk("c", "a", "frist", "second"), talk("d", "a", "other"), talk("e", "b", "third"))
	s.write(func(tx app.Tx) error {
		s.ok(tx.Conversations.Revise(s.ctx, "c", 1, app.Revision{Text: "Second."}))
		s.ok(tx.Conversations.Revise(s.ctx, "c", 0, app.Revision{Text: "first"}))
		s.ok(tx.Conversations.Revise(s.ctx, "c", 0, app.Revision{Text: "First."}))
		return tx.Conversations.Revise(s.ctx, "e", 0, app.Revision{Text: "Third."})
	})
	want := []app.Corrected{
		{Conversation: "c", Turn: 0, Texts: []string{"frist", "first", "First."}},
		{Conversation: "c", Turn: 1, Texts: []string{"second", "Second."}},
	}
	s.read(func(tx app.Tx) error {
		got, err := tx.Corrections.Corrected(s.ctx, "a")
		s.same(got, want)
		s.ok(err)
		got, err = tx.Corrections.CorrectedIn(s.ctx, "c")
		s.same(got, want)
		s.ok(err)
		got, err = tx.Corrections.CorrectedIn(s.ctx, "d")
		s.same(got, []app.Corrected{})
		return err
	})
}

// endSessions: a new password ends what the old one opened.
func (s *suite) endSessions() {
	now := time.Date(2026, 11, 7, 12, 0, 0, 0, time.UTC)
	s.write(func(tx app.Tx) error {
		for _, id := range []string{"1", "2"} {
			s.ok(tx.Accounts.Save(s.ctx, app.Account{ID: id, Name: "n" + id}))
			s.ok(tx.Accounts.SaveSession(s.ctx, "t"+id, id, now.Add(time.Hour)))
			s.ok(tx.Accounts.SaveSession(s.ctx, "u"+id, id, now.Add(time.Hour)))
		}
		return tx.Accounts.EndSessions(s.ctx, "1")
	})
	s.read(func(tx app.Tx) error {
		for token, want := range map[string]heed.Code{"t1": heed.CodeNotFound, "u1": heed.CodeNotFound, "t2": "", "u2": ""} {
			_, err := tx.Accounts.Session(s.ctx, token, now)
			s.code(want, err)
		}
		return nil
	})
}
