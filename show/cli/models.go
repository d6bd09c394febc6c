package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

type trainCmd struct {
	Head   string `arg:"" enum:"emotion,basic" help:"emotion (28 labels) or basic (six emotions)."`
	Data   string `env:"HEED_DATA" default:"../shared/data" placeholder:"DIR" help:"Folder of the public data sets (default ${default})."`
	CSV    string `name:"csv" placeholder:"FILE" help:"Your own labelled texts instead: a table with the columns text and labels."`
	Lang   string `enum:",en,es" default:"" help:"Language of the basic emotions (default: both)."`
	Base   string `placeholder:"FILE" help:"A model whose other parts are kept (default: the one built in)."`
	Output string `short:"o" required:"" placeholder:"FILE" help:"File to write the model to."`
	Seed   uint64 `default:"1" help:"Seed; the same data and seed give the same bytes."`
}

// Help is shown by heed train --help.
func (trainCmd) Help() string {
	return `Use the result with heed sense --model FILE and measure it with heed eval --model FILE.
Figures that are printed come from texts that the model has not learned from.`
}

// Run trains and writes the model.
func (c *trainCmd) Run(_ context.Context, s *session) error {
	req := app.TrainRequest{Head: c.Head, Data: s.Folder(c.Data), Language: heed.Language(c.Lang), Seed: c.Seed}
	if c.CSV != "" {
		data, err := os.ReadFile(c.CSV)
		if err != nil {
			return heed.WrapError(heed.CodeNotFound, err, "%s cannot be read", c.CSV)
		}
		req.Own = bytes.NewReader(data)
	}
	if c.Base != "" {
		data, err := os.ReadFile(c.Base)
		if err != nil {
			return heed.WrapError(heed.CodeNotFound, err, "%s cannot be read", c.Base)
		}
		req.Base = bytes.NewReader(data)
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

type evalCmd struct {
	Suite    string `placeholder:"NAME" help:"emotion, basic, affect, signals, acts or themes (default: all)."`
	Data     string `env:"HEED_DATA" default:"../shared/data" placeholder:"DIR" help:"Folder of the public data sets (default ${default})."`
	Testdata string `default:"testdata" placeholder:"DIR" help:"Folder of the gold standards (default ${default})."`
	Model    string `placeholder:"FILE" help:"A model made by heed train, instead of the one built in."`
	JSON     bool   `name:"json" help:"Print the figures as JSON lines."`
}

// Help is shown by heed eval --help.
func (evalCmd) Help() string {
	return `Measures the models and rules on public sets. Thresholds were chosen on development data;
what is printed comes from test splits and frozen halves, which are only reported on.`
}

// Run measures and prints suite by suite.
func (c *evalCmd) Run(ctx context.Context, s *session) error {
	req := app.EvalRequest{Suite: c.Suite, Data: s.Folder(c.Data), Gold: s.Folder(c.Testdata)}
	if c.Model != "" {
		data, err := os.ReadFile(c.Model)
		if err != nil {
			return heed.WrapError(heed.CodeNotFound, err, "%s cannot be read", c.Model)
		}
		req.Model = data
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
		fmt.Fprintf(w, "  %-36s %.3f", f.Name, f.Value)
		if f.Low != 0 || f.High != 0 {
			fmt.Fprintf(w, "  [%.3f, %.3f]", f.Low, f.High)
		}
		fmt.Fprintf(w, "  n %d\n", f.N)
	}
}
