package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

func (s *suite) studyIDs() []string {
	s.Helper()
	out := []string{}
	s.read(func(tx app.Tx) error {
		list, err := tx.Studies.List(s.ctx)
		for _, v := range list {
			out = append(out, v.ID)
		}
		return err
	})
	return out
}

func (s *suite) rollback() {
	stop := errors.New("stop")
	half := func(tx app.Tx) {
		s.ok(tx.Studies.Save(s.ctx, heed.Study{ID: "a"}))
		c := talk("c", "a", "Something to find.")
		s.ok(tx.Conversations.Add(s.ctx, &c, 0))
		s.ok(tx.Readings.Save(s.ctx, Sense(&c)))
		s.ok(tx.Runs.Put(s.ctx, heed.Run{ID: "r", Study: "a"}, Understanding("a", 3, 3, 1)))
		_, err := tx.Work.Add(s.ctx, heed.Work{Kind: "sense", Target: "c"})
		s.ok(err)
	}
	err := s.store.Write(s.ctx, func(tx app.Tx) error {
		half(tx)
		return fmt.Errorf("half way: %w", stop)
	})
	if !errors.Is(err, stop) {
		s.Errorf("the error came back as %v", err)
	}
	func() {
		defer func() {
			if recover() == nil {
				s.Error("the panic was swallowed")
			}
		}()
		s.ok(s.store.Write(s.ctx, func(tx app.Tx) error {
			half(tx)
			panic("half way")
		}))
	}()
	s.same(s.studyIDs(), []string{})
	s.same(s.pending(), []heed.Work{})
	s.same(s.hits("something", app.Filter{}), []string{})
	s.write(func(tx app.Tx) error {
		half(tx)
		return nil
	})
	s.same(s.studyIDs(), []string{"a"})
	s.same(s.hits("something", app.Filter{}), []string{"c/0"})
}

// failureEnds: after a failure of the database nothing of the transaction is
// kept, whatever the caller makes of it.
func (s *suite) failureEnds() {
	err := s.store.Write(s.ctx, func(tx app.Tx) error {
		s.ok(tx.Studies.Save(s.ctx, heed.Study{ID: "a"}))
		c := talk("c", "not there", "x")
		s.code(heed.CodeNotFound, tx.Conversations.Add(s.ctx, &c, 0))
		s.code(heed.CodeNotFound, tx.Studies.Save(s.ctx, heed.Study{ID: "b"}))
		return nil
	})
	s.code(heed.CodeNotFound, err)
	s.same(s.studyIDs(), []string{})
	// Not finding and refusing are no failures.
	s.write(func(tx app.Tx) error {
		_, err := tx.Studies.Get(s.ctx, "z")
		s.code(heed.CodeNotFound, err)
		s.code(heed.CodeInvalid, tx.Studies.Save(s.ctx, heed.Study{ID: "z\x00"}))
		return tx.Studies.Save(s.ctx, heed.Study{ID: "a"})
	})
	s.same(s.studyIDs(), []string{"a"})
}

func (s *suite) readOnly() {
	err := s.store.Read(s.ctx, func(tx app.Tx) error { return tx.Studies.Save(s.ctx, heed.Study{ID: "a"}) })
	s.code(heed.CodeInternal, err)
	s.same(s.studyIDs(), []string{})
	stop := errors.New("stop")
	if err := s.store.Read(s.ctx, func(app.Tx) error { return stop }); !errors.Is(err, stop) {
		s.Errorf("the error came back as %v", err)
	}
}

// snapshot: a reader sees one moment, and a writer does not wait for it.
func (s *suite) snapshot() {
	s.study("a")
	s.read(func(tx app.Tx) error {
		before, err := tx.Studies.List(s.ctx)
		s.ok(err)
		s.study("b")
		after, err := tx.Studies.List(s.ctx)
		s.same(after, before)
		return err
	})
	s.same(s.studyIDs(), []string{"a", "b"})
	// What is not kept yet is seen by its writer alone.
	s.write(func(tx app.Tx) error {
		s.ok(tx.Studies.Save(s.ctx, heed.Study{ID: "c"}))
		_, err := tx.Studies.Get(s.ctx, "c")
		s.ok(err)
		s.same(s.studyIDs(), []string{"a", "b"})
		return nil
	})
}

// writers read and write back at once; no addition is lost.
func (s *suite) writers() {
	const people, rounds = 8, 10
	s.write(func(tx app.Tx) error { return tx.People.Save(s.ctx, heed.Participant{ID: "p"}) })
	var group sync.WaitGroup
	for range people {
		group.Go(func() {
			for range rounds {
				err := s.store.Write(s.ctx, func(tx app.Tx) error {
					p, err := tx.People.Get(s.ctx, "p")
					if err != nil {
						return err
					}
					p.Number++
					return tx.People.Save(s.ctx, p)
				})
				if err != nil {
					s.Error(err)
				}
			}
		})
	}
	for range 2 { // readers are not in the way
		group.Go(func() {
			for range rounds {
				if err := s.store.Read(s.ctx, func(tx app.Tx) error {
					_, err := tx.People.Get(s.ctx, "p")
					return err
				}); err != nil {
					s.Error(err)
				}
			}
		})
	}
	group.Wait()
	s.read(func(tx app.Tx) error {
		p, err := tx.People.Get(s.ctx, "p")
		s.same(p.Number, people*rounds)
		return err
	})
	// A piece of work goes to one worker.
	for i := range 20 {
		s.addWork(heed.Work{Kind: "sense", Target: fmt.Sprint(i)})
	}
	var mutex sync.Mutex
	taken := map[int64]int{}
	for range 4 {
		group.Go(func() {
			for {
				var w heed.Work
				var ok bool
				if err := s.store.Write(s.ctx, func(tx app.Tx) (err error) {
					w, ok, err = tx.Work.Take(s.ctx, clock(0), clock(1))
					return err
				}); err != nil {
					s.Error(err)
				}
				if !ok {
					return
				}
				mutex.Lock()
				taken[w.ID]++
				mutex.Unlock()
			}
		})
	}
	group.Wait()
	s.same(len(taken), 20)
	for id, n := range taken {
		if n != 1 {
			s.Errorf("work %d was taken %d times", id, n)
		}
	}
}

// cancelled: an interrupted write leaves nothing, and the store goes on.
func (s *suite) cancelled() {
	ctx, cancel := context.WithCancel(s.ctx)
	err := s.store.Write(ctx, func(tx app.Tx) error {
		c := talk("c", "", "x")
		s.ok(tx.Conversations.Add(ctx, &c, 0))
		cancel()
		d := talk("d", "", "y")
		return tx.Conversations.Add(ctx, &d, 0)
	})
	if !errors.Is(err, context.Canceled) {
		s.Errorf("the error is %v, not that of the context", err)
	}
	if err := s.store.Read(ctx, func(app.Tx) error { return nil }); !errors.Is(err, context.Canceled) {
		s.Errorf("the error is %v, not that of the context", err)
	}
	s.read(func(tx app.Tx) error {
		_, total, err := tx.Conversations.List(s.ctx, app.Filter{})
		s.same(total, 0)
		return err
	})
	s.add(talk("c", "", "x"))
}

// byteOrder: lists are sorted by bytes, not by any country's alphabet.
func (s *suite) byteOrder() {
	want := []string{"A", "B", "Z", "a", "a b", "a-b", "ab", "b", "z", "À", "ß", "à", "ﬁ", "😀"}
	for i := range want {
		s.study(want[(i*5)%len(want)])
	}
	s.same(s.studyIDs(), want)
	s.write(func(tx app.Tx) error {
		for i := range want {
			s.ok(tx.People.Save(s.ctx, heed.Participant{ID: want[(i*5)%len(want)], Study: "a"}))
		}
		return nil
	})
	s.read(func(tx app.Tx) error {
		list, err := tx.People.List(s.ctx, "a")
		got := []string{}
		for _, p := range list {
			got = append(got, p.ID)
		}
		s.same(got, want)
		return err
	})
}
