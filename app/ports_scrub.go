package app

import "context"

// Scrubber makes what was deleted from a database unreadable in its files too:
// free pages, logs, the index of words, copies. Erasure calls it last.
type Scrubber interface {
	Scrub(ctx context.Context) error
	// Settle takes what was deleted out of the log where nobody reads it just
	// now, within a second; Scrub does the rest.
	Settle(ctx context.Context)
}
