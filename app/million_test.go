package app_test

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/outside/files"
	"github.com/heedhq/heed/store/sqlite"
)

// BenchmarkOneMore brings one interview into a workspace of HEED_SENTENCES
// sentences of customers (1000000, say): the 1,250 interviews again and again,
// each time with a word of every sentence left out. It measures from the file
// to what moved being stored and read back. HEED_MILLION names a database to
// keep the workspace in, since making it takes a quarter of an hour.
func BenchmarkOneMore(b *testing.B) {
	n, err := strconv.Atoi(os.Getenv("HEED_SENTENCES"))
	if err != nil {
		b.Skip("set HEED_SENTENCES to a number of sentences")
	}
	ctx := b.Context()
	name := os.Getenv("HEED_MILLION")
	if name == "" {
		name = filepath.Join(b.TempDir(), "million.db")
	}
	store, err := sqlite.Open(ctx, name, sqlite.Options{})
	if err != nil {
		b.Fatal(err)
	}
	random := func(p []byte) { copy(p, "a key for benchmarks, not for anybody's data") }
	a, err := app.New(app.Config{Store: store, Files: files.Disk{}, Now: time.Now, Random: random})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { a.Close() })
	all := interviewFiles(b)
	last := len(all) - 40 // those are brought in one by one
	if studies, err := a.Studies(ctx); err != nil {
		b.Fatal(err)
	} else if len(studies) == 0 {
		fillMillion(b, a, store, all[:last], n)
	}
	_, there, err := a.Conversations(ctx, app.Filter{Limit: 1})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(there), "conversations")
	var took []float64
	for b.Loop() {
		for i := last; i < len(all); i++ {
			began := time.Now()
			sum, err := a.Import(ctx, app.ImportRequest{Paths: []string{"upload"}, Files: app.Received{all[i]}, Defaults: app.Defaults{Study: "million"}})
			if err != nil {
				b.Fatal(err)
			}
			if sum.Unchanged == 1 {
				continue
			}
			laid, err := a.Increments(ctx, "million")
			if err != nil || len(laid) == 0 {
				b.Fatalf("nothing was laid: %v", err)
			}
			took = append(took, time.Since(began).Seconds())
			b.Logf("%s: %.2f s, %d claims moved, %d of %d sentences grouped", all[i].Name, took[len(took)-1], len(laid[0].Moves), laid[0].Grouped, laid[0].Heard)
			if len(took) == 5 {
				break
			}
		}
	}
	slices.Sort(took)
	if len(took) > 0 {
		b.ReportMetric(took[len(took)/2], "s-median")
		b.ReportMetric(took[len(took)-1], "s-most")
	}
}

// interviewFiles are the 1,250 interviews, a file each.
func interviewFiles(b *testing.B) (out app.Received) {
	f, err := os.Open(filepath.Join(os.Getenv("HEED_DATA"), "train", "interviews_anthropic", "transcripts.jsonl.gz"))
	if err != nil {
		b.Skip("the interviews are not there: set HEED_DATA")
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		b.Fatal(err)
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<22)
	for lines.Scan() {
		var r struct {
			ID, Group string
			Turns     []struct{ Role, Text string }
		}
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			b.Fatal(err)
		}
		c := heed.Conversation{ID: r.ID, Kind: heed.KindInterview, Language: heed.English, Segment: r.Group}
		for _, turn := range r.Turns {
			t := heed.Turn{Speaker: r.ID + " interviewer", Role: heed.RoleResearcher, Text: turn.Text}
			if turn.Role != "interviewer" {
				t.Speaker, t.Role = r.ID, heed.RoleCustomer
			}
			c.Turns = append(c.Turns, t)
		}
		line, err := json.Marshal(c)
		if err != nil {
			b.Fatal(err)
		}
		out = append(out, app.ReceivedFile{Name: r.ID + ".jsonl", Data: line})
	}
	if err := lines.Err(); err != nil {
		b.Fatal(err)
	}
	return out
}

// fillMillion brings the interviews in, repeats them with variation until n
// sentences of customers are there, and analyses all of it.
func fillMillion(b *testing.B, a *app.App, store app.Store, all app.Received, n int) {
	ctx := b.Context()
	began := time.Now()
	step := func(what string) {
		b.Logf("%s after %.0f s", what, time.Since(began).Seconds())
		fmt.Fprintf(os.Stderr, "%s after %.0f s\n", what, time.Since(began).Seconds())
	}
	if _, err := a.Import(ctx, app.ImportRequest{Paths: []string{"upload"}, Files: all, Defaults: app.Defaults{Study: "million"}}); err != nil {
		b.Fatal(err)
	}
	step("brought in")
	var base []heed.Conversation
	var read []heed.Sensed
	err := store.Read(ctx, func(tx app.Tx) error {
		return tx.Conversations.Each(ctx, "million", func(c *heed.Conversation, s *heed.Sensed) error {
			base, read = append(base, *c), append(read, *s)
			return nil
		})
	})
	if err != nil {
		b.Fatal(err)
	}
	sentences := 0
	for i := range base {
		sentences += customers(&base[i], &read[i])
	}
	for r := 1; sentences < n; r++ {
		err := store.Write(ctx, func(tx app.Tx) error {
			for i := range base {
				if sentences >= n {
					return nil
				}
				c, s := varied(base[i], read[i], r)
				sentences += customers(&c, &s)
				if err := another(ctx, tx, &c, r); err != nil {
					return err
				}
				if err := tx.Conversations.Add(ctx, &c, 0); err != nil {
					return err
				}
				if err := tx.Readings.Save(ctx, s); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	step(fmt.Sprintf("%d sentences stored", sentences))
	if err := a.PendingStudies(ctx, nil); err != nil {
		b.Fatal(err)
	}
	step("analysed")
}

func customers(c *heed.Conversation, s *heed.Sensed) (n int) {
	for i := range s.Readings {
		if c.RoleOf(s.Readings[i].Turn) == heed.RoleCustomer {
			n++
		}
	}
	return n
}

// another makes the participants of a repetition people of their own.
func another(ctx context.Context, tx app.Tx, c *heed.Conversation, r int) error {
	c.Speakers = slices.Clone(c.Speakers)
	for i := range c.Speakers {
		s := &c.Speakers[i]
		if s.Participant == "" {
			continue
		}
		p, err := tx.People.Get(ctx, s.Participant)
		if err != nil {
			return err
		}
		p.ID = fmt.Sprintf("%s-%d", p.ID, r)
		p.Number += r * 10_000
		s.Participant = p.ID
		if err := tx.People.Save(ctx, p); err != nil {
			return err
		}
	}
	return nil
}

// varied is a conversation with word r of every sentence left out.
func varied(c heed.Conversation, from heed.Sensed, r int) (heed.Conversation, heed.Sensed) {
	c.ID = fmt.Sprintf("%s-%d", c.ID, r)
	c.Turns = slices.Clone(c.Turns)
	s := heed.Sensed{Conversation: c.ID, Version: from.Version, Acts: from.Acts}
	for t := range c.Turns {
		c.Turns[t].Text = ""
	}
	for _, rd := range from.Readings {
		words := strings.Fields(rd.Text)
		if k := r % (len(words) + 1); k < len(words) && len(words) > 1 {
			words = slices.Delete(words, k, k+1)
		}
		t := &c.Turns[rd.Turn]
		at := len(t.Text)
		rd.Text = strings.Join(words, " ")
		t.Text += rd.Text + " "
		rd.Span = heed.Span{Start: at, End: at + len(rd.Text)}
		rd.Signals = slices.Clone(rd.Signals)
		for i := range rd.Signals {
			rd.Signals[i].Span, rd.Signals[i].Text = rd.Span, rd.Text
		}
		s.Readings = append(s.Readings, rd)
	}
	return c, s
}
