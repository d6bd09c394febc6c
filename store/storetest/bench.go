package storetest

import (
	"context"
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// Benchmark measures the bulk paths of a database, each on data of the size of
// a study of 1,250 interviews.
func Benchmark(b *testing.B, open func(testing.TB) app.Store) {
	const conversations = 1250
	ctx := context.Background()
	study := heed.Study{ID: "big", Name: "Big", Settings: heed.DefaultSettings()}
	made := Conversations(study.ID, conversations, 24)
	fill := func(b *testing.B, s app.Store) {
		must(b, s.Write(ctx, func(tx app.Tx) error {
			if err := tx.Studies.Save(ctx, study); err != nil {
				return err
			}
			for _, c := range made {
				if err := tx.Conversations.Add(ctx, c, 0); err != nil {
					return err
				}
			}
			return nil
		}))
	}
	// each runs do on a database filled anew, outside the time that counts.
	each := func(b *testing.B, prepare, do func(*testing.B, app.Store)) {
		for range b.N {
			b.StopTimer()
			s := open(b)
			prepare(b, s)
			b.StartTimer()
			do(b, s)
			b.StopTimer()
			must(b, s.Close())
		}
	}
	b.Run("AddConversations", func(b *testing.B) {
		each(b, func(*testing.B, app.Store) {}, fill)
	})
	sensed := make([]heed.Sensed, len(made))
	for i, c := range made {
		sensed[i] = Sense(c)
	}
	save := func(b *testing.B, s app.Store) {
		must(b, s.Write(ctx, func(tx app.Tx) error {
			for _, r := range sensed {
				if err := tx.Readings.Save(ctx, r); err != nil {
					return err
				}
			}
			return nil
		}))
	}
	load := func(b *testing.B, s app.Store) {
		n := 0
		must(b, s.Read(ctx, func(tx app.Tx) error {
			return tx.Conversations.Each(ctx, study.ID, func(_ *heed.Conversation, r *heed.Sensed) error {
				n += len(r.Readings)
				return nil
			})
		}))
		if n < 30*conversations {
			b.Fatalf("only %d readings came back", n)
		}
	}
	b.Run("SaveReadings", func(b *testing.B) { each(b, fill, save) })
	b.Run("Each", func(b *testing.B) {
		each(b, func(b *testing.B, s app.Store) { fill(b, s); save(b, s) }, load)
	})
	b.Run("Search", func(b *testing.B) {
		each(b, fill, func(b *testing.B, s app.Store) {
			must(b, s.Read(ctx, func(tx app.Tx) error {
				_, err := tx.Readings.Search(ctx, "invoic warehouse", app.Filter{Study: study.ID, Limit: 50})
				return err
			}))
		})
	})
	u := Understanding(study.ID, 5000, 60, conversations)
	put := func(b *testing.B, s app.Store) {
		must(b, s.Write(ctx, func(tx app.Tx) error {
			if err := tx.Studies.Save(ctx, study); err != nil {
				return err
			}
			return tx.Runs.Put(ctx, heed.Run{ID: "run", Study: study.ID}, u)
		}))
	}
	b.Run("PutRun", func(b *testing.B) { each(b, func(*testing.B, app.Store) {}, put) })
	b.Run("WholeRun", func(b *testing.B) {
		each(b, put, func(b *testing.B, s app.Store) {
			must(b, s.Read(ctx, func(tx app.Tx) error {
				w, err := tx.Runs.Whole(ctx, "run")
				if err == nil && len(w.Claims) != len(u.Claims) {
					b.Fatalf("%d claims of %d came back", len(w.Claims), len(u.Claims))
				}
				return err
			}))
		})
	})
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
