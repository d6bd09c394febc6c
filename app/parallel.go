package app

import (
	"context"
	"sync"
)

// inOrder runs work on every item of next with up to workers goroutines and
// hands the results to take in the order of the items, on the caller's
// goroutine. At most 4*workers items are in flight. next returns false when
// there are no more. The first error stops everything and is returned.
func inOrder[In, Out any](ctx context.Context, workers int, next func() (In, bool, error), work func(In) Out, take func(Out) error) error {
	outer := ctx
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()

	type slot struct {
		in  In
		out chan Out
	}
	queue := make(chan slot, 4*workers) // in the order of the items
	jobs := make(chan slot)
	var failed error
	var wg sync.WaitGroup
	wg.Go(func() {
		defer close(queue)
		defer close(jobs)
		for {
			in, more, err := next()
			if err != nil {
				failed = err // read after queue is closed
				return
			}
			if !more {
				return
			}
			s := slot{in, make(chan Out, 1)}
			select {
			case queue <- s:
			case <-ctx.Done():
				return
			}
			select {
			case jobs <- s:
			case <-ctx.Done():
				return
			}
		}
	})
	for range workers {
		wg.Go(func() {
			for s := range jobs {
				s.out <- work(s.in)
			}
		})
	}
	err := drain(ctx, queue, func(s slot) (Out, bool) {
		select {
		case out := <-s.out:
			return out, true
		case <-ctx.Done():
			var none Out
			return none, false
		}
	}, take)
	cancel()
	wg.Wait()
	if err == nil {
		err = failed
	}
	if err == nil {
		err = outer.Err() // a cancelled feeder closes the queue as a finished one does
	}
	return err
}

func drain[S, Out any](ctx context.Context, queue <-chan S, wait func(S) (Out, bool), take func(Out) error) error {
	for {
		select {
		case s, open := <-queue:
			if !open {
				return nil
			}
			out, ok := wait(s)
			if !ok {
				return ctx.Err()
			}
			if err := take(out); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
