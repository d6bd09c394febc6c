package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"text/tabwriter"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

type benchCmd struct {
	Paths []string `arg:"" name:"path" help:"Conversations to measure with."`
	Calls int      `placeholder:"N" help:"Also store N calls of half an hour, made of the conversations end to end, and measure listening over them."`
	JSON  bool     `name:"json" help:"Print JSON instead of a table."`
}

// Help is shown by heed bench --help.
func (benchCmd) Help() string {
	return `Runs every stage over the files, one after the other, and prints a table: read the files;
pseudonyms; sense (sentences, emotions, signals, acts); emotion alone, over the same sentences;
store; shape (themes, claims, personas, maps, journeys); search for words that many turns hold and
words that few do; listen (every measure, from what is stored, without reading the words again).
"ratio" is a stage's time over that of sense in the same run. Uses a database of its own in a
temporary folder. Seconds are of this machine, now, with what else runs on it: compare within one
run, and ratios between machines. heed sense --only emotion < lines.jsonl measures one filter from
end to end; "go test -bench" in ./sense, ./shape, ./app and ./show/web the rest (docs/METHOD.md).`
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
	if c.Calls < 0 {
		return heed.Errorf(heed.CodeInvalid, "--calls is how many calls to make; %d is no number of calls", c.Calls)
	}
	out, err := a.Bench(ctx, app.BenchRequest{Paths: c.Paths, Calls: c.Calls})
	if err != nil {
		return err
	}
	if !c.JSON {
		return benchTable(s.Out, &out)
	}
	enc := json.NewEncoder(s.Out)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}

// benchTable prints what was measured, a stage a line.
func benchTable(w io.Writer, r *app.BenchResult) error {
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	_, _ = fmt.Fprintln(out, "stage\tseconds\tdone\tof\tper second\tMB/s\tratio\t")
	for _, s := range r.Stages {
		mb := ""
		if s.MBSecond > 0 {
			mb = fmt.Sprintf("%.1f", s.MBSecond)
		}
		_, _ = fmt.Fprintf(out, "%s\t%.2f\t%d\t%s\t%.0f\t%s\t%.2f\t\n", s.Stage, s.Seconds, s.Items, s.Unit, s.PerSecond, mb, s.Ratio)
	}
	if err := out.Flush(); err != nil { // holds any error of the lines before
		return err
	}
	_, err := fmt.Fprintf(w, "\n%d files, %d conversations, %d turns, %d sentences, %.1f MB of text; %d workers; %.1f s in all; %.0f MB from the system\n",
		r.Files, r.Conversations, r.Turns, r.Utterances, float64(r.Bytes)/1e6, r.Workers, r.Seconds, r.HeapMB)
	return err
}
