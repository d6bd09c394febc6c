package app

import (
	"context"
	"errors"

	"github.com/heedhq/heed"
)

// heardPair is a stored conversation with what was understood of it.
type heardPair struct {
	conversation *heed.Conversation
	sensed       *heed.Sensed
}

// errEnough ends the reading of conversations that nobody waits for any more.
var errEnough = errors.New("enough")

// eachHeard runs work on every conversation of a study that was understood and
// in which our side speaks with a customer, with several goroutines while the
// store goes on reading, and hands the results to take in the order of the
// conversations' ids.
func eachHeard[Out any](ctx context.Context, a *App, study string, work func(*heed.Conversation, *heed.Sensed) Out, take func(Out) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	pairs := make(chan heardPair, 4*a.workers)
	var failed error
	go func() {
		defer close(pairs)
		failed = a.store.Read(ctx, func(tx Tx) error {
			return tx.Conversations.Each(ctx, study, func(c *heed.Conversation, s *heed.Sensed) error {
				if s == nil || !bothSides(c) {
					return nil
				}
				select {
				case pairs <- heardPair{c, s}:
					return nil
				case <-ctx.Done():
					return errEnough
				}
			})
		})
	}()
	next := func() (heardPair, bool, error) {
		p, more := <-pairs
		if !more && failed != nil {
			return p, false, failed // written before pairs was closed
		}
		return p, more, nil
	}
	// Half the processors are left to whoever opens pages meanwhile.
	err := inOrder(ctx, (a.workers+1)/2, next, func(p heardPair) Out { return work(p.conversation, p.sensed) }, take)
	cancel()
	for range pairs { // until the store has let go
		continue
	}
	return err
}
