package cli

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"

	"github.com/heedhq/heed"
)

type benchCmd struct {
	Paths []string `arg:"" name:"path" help:"Conversations to measure with."`
}

// Help is shown by heed bench --help.
func (benchCmd) Help() string {
	return `Runs reading, pseudonyms, understanding, storing and shaping one after the other over
the files and prints what each took as JSON. Uses a database of its own in a temporary folder.
Times are of this machine, now: compare within one run.`
}

// Run measures in a database of its own.
func (c *benchCmd) Run(ctx context.Context, s *session) error {
	dir, err := os.MkdirTemp("", "heed-bench-")
	if err != nil {
		return heed.WrapError(heed.CodeUnavailable, err, "no temporary folder could be made")
	}
	defer func() { _ = os.RemoveAll(dir) }() // it is in the temporary folder anyway
	s.db = filepath.Join(dir, "bench.db")
	a, err := s.app(ctx)
	if err != nil {
		return err
	}
	defer s.close(a)
	out, err := a.Bench(ctx, c.Paths)
	if err != nil {
		return err
	}
	enc := json.NewEncoder(s.Out)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}
