package cli

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// backgroundEvery is how often a server looks for work that other processes
// left; what it causes itself it does at once.
const backgroundEvery = time.Minute

type workerCmd struct {
	Every time.Duration `default:"1s" placeholder:"TIME" help:"How often to look for new work (default ${default}, at least 100ms)."`
	Once  bool          `help:"Do what is pending now, and end."`
}

// Run does pending work until it is stopped.
func (c *workerCmd) Run(ctx context.Context, s *session) error {
	if c.Every < 100*time.Millisecond {
		return heed.Errorf(heed.CodeInvalid, "--every %s is too often; at least 100ms", c.Every)
	}
	a, err := s.app(ctx)
	if err != nil {
		return err
	}
	defer s.close(a)
	if c.Once {
		progress := s.progress()
		defer progress.Close()
		return a.PendingStudies(ctx, progress)
	}
	if !s.quiet {
		fmt.Fprintf(s.Err, "working on %s (Ctrl-C stops)\n", s.db)
	}
	a.Work(ctx, c.Every, s.workFailed)
	return nil
}

// work does pending work behind a server until ctx is done; wait ends with it.
func (s *session) work(ctx context.Context, a *app.App) (wait func()) {
	var all sync.WaitGroup
	all.Go(func() { a.Work(ctx, backgroundEvery, s.workFailed) })
	all.Go(func() { a.KeepReady(ctx, s.workFailed) })
	return all.Wait
}

func (s *session) workFailed(err error) {
	fmt.Fprintln(s.Err, "heed: background work failed and is tried again in a minute:", heed.ErrorMessage(err))
}
