package app

import (
	"context"

	"github.com/heedhq/heed"
)

// Increments keeps what new conversations changed in a run. They go with it.
type Increments interface {
	// Add refuses a run that is not there with CodeNotFound.
	Add(ctx context.Context, i heed.Increment) error
	List(ctx context.Context, run string) ([]heed.Increment, error) // oldest first
	// Count says how many were laid onto a run: with its id it names what the
	// run holds. A run that is not there has none.
	Count(ctx context.Context, run string) (int, error)
}
