package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

type trainCmd struct {
	Head   string `arg:"" enum:"emotion,basic,acts" help:"emotion (28 labels), basic (six emotions) or acts (what each turn does)."`
	Data   string `env:"HEED_DATA" default:"../shared/data" placeholder:"DIR" help:"Folder of the public data sets, or your own labelled table, a file that ends in .csv (default ${default})."`
	CSV    string `name:"csv" placeholder:"FILE" help:"Your own labelled texts instead: a table with the columns described above."`
	Lang   string `enum:",en,es" default:"" help:"Language of your own texts, en or es (basic without a table: both)."`
	Base   string `placeholder:"FILE" help:"A model of emotion whose other parts are kept (default: the one built in)."`
	Output string `short:"o" required:"" placeholder:"FILE" help:"File to write the model to."`
	Seed   uint64 `default:"1" help:"Seed; the same data and seed give the same bytes."`
}

// Help is shown by heed train --help.
func (trainCmd) Help() string {
	return `Your own labelled texts come as a table (CSV, UTF-8, a header line; columns in any order, further ones
such as id are left alone):

  emotion  text, labels   labels of one text parted by commas, semicolons or bars, from the 28 of GoEmotions;
                          an empty cell is a text without any. English. At least 50 texts.
  basic    text, labels   anger, disgust, fear, joy, sadness, surprise; with --lang en or --lang es. At least 50.
  acts     text, act      one turn a row, its act from the list in docs/METHOD-listening.md (open_question, advice,
                          ...); an empty cell is a turn that nobody labelled. Optional: conversation (rows of the
                          same name follow one another), speaker, role (customer, rep, researcher), before (what
                          was said just before, where there is no conversation), lang (en, es).

Figures that are printed come from texts that the model has not learned from: the public development split, a
tenth of your table set aside, or cross-validation. Acts keep their rules; the learned layer has the last word
only on those acts that it names better than the rules do.

Use the result with heed sense --model FILE (emotion, basic), heed listen --model FILE and heed eval --model FILE.`
}

// Run trains and writes the model.
func (c *trainCmd) Run(_ context.Context, s *session) error {
	if c.CSV == "" && strings.EqualFold(ending(c.Data), ".csv") {
		c.CSV = c.Data
	}
	req := app.TrainRequest{Head: c.Head, Data: s.Folder(c.Data), Language: heed.Language(c.Lang), Seed: c.Seed}
	var err error
	if req.Own, err = table(c.CSV); err != nil {
		return err
	}
	if c.Base != "" {
		base, err := readModels([]string{c.Base})
		if err != nil {
			return err
		}
		req.Base = base[0]
	}
	progress := s.progress()
	defer progress.Close()
	req.Progress = progress
	out, err := app.Train(req)
	progress.Close()
	if err != nil {
		return err
	}
	err = s.writeFile(c.Output, func(w io.Writer) error {
		_, err := w.Write(out.Model)
		return err
	})
	if err != nil {
		return err
	}
	printFigures(s.Err, out.Figures)
	fmt.Fprintf(s.Err, "wrote %s, %d bytes\n", c.Output, len(out.Model))
	return nil
}

// ending is what stands behind the last point of a path.
func ending(path string) string {
	if i := strings.LastIndexByte(path, '.'); i >= 0 {
		return path[i:]
	}
	return ""
}

// table opens somebody's own CSV; nil where none was named.
func table(path string) (io.Reader, error) {
	if path == "" {
		return nil, nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, heed.WrapError(heed.CodeNotFound, err, "%s cannot be read; name a table with --csv FILE", path)
	}
	return bytes.NewReader(data), nil
}

// readModels reads files made by heed train.
func readModels(paths []string) ([]io.Reader, error) {
	var out []io.Reader
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			return nil, heed.WrapError(heed.CodeNotFound, err, "%s cannot be read as a model; heed train makes one", p)
		}
		out = append(out, bytes.NewReader(data))
	}
	return out, nil
}

type evalCmd struct {
	Suite    string   `placeholder:"NAME" help:"emotion, basic, affect, feelings, signals, acts, acts-own or themes (default: all)."`
	Data     string   `env:"HEED_DATA" default:"../shared/data" placeholder:"DIR" help:"Folder of the public data sets (default ${default})."`
	Testdata string   `default:"testdata" placeholder:"DIR" help:"Folder of the gold standards (default ${default})."`
	CSV      string   `name:"csv" placeholder:"FILE" help:"Measure on your own labelled table (see heed train --help) instead; needs --suite emotion, basic or acts."`
	Lang     string   `enum:",en,es" default:"" help:"Language of your table."`
	Model    []string `sep:"none" placeholder:"FILE" help:"A model made by heed train, instead of the one built in; may be given twice, for emotion and for acts."`
	JSON     bool     `name:"json" help:"Print the figures as JSON lines."`
}

// Help is shown by heed eval --help.
func (evalCmd) Help() string {
	return `Measures the models and rules on public sets. Thresholds were chosen on development data;
what is printed comes from test splits and frozen halves, which are only reported on. Intervals are
of 95 % (bootstrap over texts; Wilson's for shares; delete-half jackknife for nmi); ece is the expected calibration error over ten bins.
Of a confusion the text names the commonest mistakes; --json holds the whole table. The suite basic
always trains anew, since the model inside has learned from every text there is; --model takes no part in it.`
}

// Run measures and prints suite by suite.
func (c *evalCmd) Run(ctx context.Context, s *session) error {
	req := app.EvalRequest{Suite: c.Suite, Data: s.Folder(c.Data), Gold: s.Folder(c.Testdata), Language: heed.Language(c.Lang)}
	var err error
	if req.Models, err = readModels(c.Model); err != nil {
		return err
	}
	if req.Own, err = table(c.CSV); err != nil {
		return err
	}
	enc := json.NewEncoder(s.Out)
	return app.Evaluate(ctx, req, func(figures []app.Measured) error {
		if !c.JSON {
			printFigures(s.Out, figures)
			return nil
		}
		for _, f := range figures {
			if err := enc.Encode(f); err != nil {
				return err
			}
		}
		return nil
	})
}

func printFigures(w io.Writer, figures []app.Measured) {
	last := ""
	for _, f := range figures {
		if f.Suite != last {
			fmt.Fprintf(w, "\n%s\n", f.Suite)
			last = f.Suite
		}
		switch {
		case f.Confusion != nil:
			printConfusion(w, f)
			continue
		case f.Unmeasured != "" && f.N == 0:
			fmt.Fprintf(w, "  %-36s unmeasured: %s\n", f.Name, f.Unmeasured)
			continue
		}
		fmt.Fprintf(w, "  %-36s %.3f", f.Name, f.Value)
		if f.Low != 0 || f.High != 0 {
			fmt.Fprintf(w, "  [%.3f, %.3f]", f.Low, f.High)
		}
		if f.Precision != nil && f.Recall != nil {
			fmt.Fprintf(w, "  precision %.3f  recall %.3f", *f.Precision, *f.Recall)
		}
		fmt.Fprintf(w, "  n %d", f.N)
		if f.Unmeasured != "" {
			fmt.Fprintf(w, "  unmeasured: %s", f.Unmeasured)
		}
		fmt.Fprintln(w)
	}
}

// mistakesShown is how many cells of a confusion the text names.
const mistakesShown = 10

// printConfusion names the commonest mistakes of a table.
func printConfusion(w io.Writer, f app.Measured) {
	type cell struct{ n, right, given int }
	var wrong []cell
	for i, row := range f.Confusion.Counts {
		for j, n := range row {
			if i != j && n > 0 {
				wrong = append(wrong, cell{n, i, j})
			}
		}
	}
	slices.SortStableFunc(wrong, func(a, b cell) int { return b.n - a.n })
	fmt.Fprintf(w, "  %-36s %.3f on the diagonal  n %d\n", "confusion", f.Value, f.N)
	for _, c := range wrong[:min(len(wrong), mistakesShown)] {
		fmt.Fprintf(w, "    %4d of %s given as %s\n", c.n, f.Confusion.Right[c.right], f.Confusion.Given[c.given])
	}
}
