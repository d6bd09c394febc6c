package app

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/heedhq/heed"
)

// behind makes a thing of each study behind whoever asks for it first, so that
// one who leaves takes nothing from those who wait, and keeps the newest.
type behind[T any] struct {
	mu    sync.Mutex
	kept  map[string]*making[T] // by what it is of
	under map[string]*making[T] // under way
	ended bool
	all   sync.WaitGroup
}

// making is one thing under way or made.
type making[T any] struct {
	stamp string
	stop  context.CancelFunc
	over  chan struct{} // closed when value and err are there
	value T
	err   error
}

// errChanged ends making what is no longer so.
var errChanged = errors.New("what was under way has changed")

// ask returns what was made of `of` as the stamp says, or the making of it,
// which it begins where nobody has. What is under way of another stamp is
// ended: whoever waits for it asks again. What failed is tried again.
func (b *behind[T]) ask(ctx context.Context, of, stamp string, work func(context.Context) (T, error)) (m *making[T], made bool, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if m := b.kept[of]; m != nil && m.stamp == stamp {
		return m, true, nil
	}
	old := b.under[of]
	if old != nil && old.stamp == stamp {
		return old, false, nil
	}
	if b.ended {
		return nil, false, heed.Errorf(heed.CodeUnavailable, "the workspace is closed")
	}
	if old != nil {
		old.stop()
	}
	working, stop := context.WithCancel(context.WithoutCancel(ctx))
	m = &making[T]{stamp: stamp, stop: stop, over: make(chan struct{})}
	if b.under == nil {
		b.under, b.kept = map[string]*making[T]{}, map[string]*making[T]{}
	}
	b.under[of] = m
	b.all.Go(func() {
		defer stop()
		m.value, m.err = work(working)
		if working.Err() != nil {
			m.err = errChanged
		}
		b.mu.Lock()
		defer b.mu.Unlock()
		if b.under[of] == m {
			delete(b.under, of)
			if m.err == nil {
				b.kept[of] = m
			}
		}
		close(m.over)
	})
	return m, false, nil
}

// within waits that long for what is under way and reports whether it is made.
func (m *making[T]) within(ctx context.Context, wait time.Duration) (made bool, err error) {
	enough := time.NewTimer(wait)
	defer enough.Stop()
	select {
	case <-m.over:
		if errors.Is(m.err, errChanged) {
			return false, nil
		}
		return m.err == nil, m.err
	case <-enough.C:
		return false, nil
	case <-ctx.Done():
		return false, ctx.Err()
	}
}

// forget drops what was made of `of` and ends what is under way.
func (b *behind[T]) forget(of string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.kept, of)
	if m := b.under[of]; m != nil {
		m.stop()
		delete(b.under, of)
	}
}

// forgetAll drops everything that was made and ends what is under way.
func (b *behind[T]) forgetAll() {
	b.mu.Lock()
	defer b.mu.Unlock()
	clear(b.kept)
	for of, m := range b.under {
		m.stop()
		delete(b.under, of)
	}
}

// end stops everything and waits until the store is let go of.
func (b *behind[T]) end() {
	b.mu.Lock()
	b.ended = true
	for _, m := range b.under {
		m.stop()
	}
	b.mu.Unlock()
	b.all.Wait()
}
