package app

import (
	"context"
	"io"
	"runtime"
	"runtime/metrics"
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read"
	"github.com/heedhq/heed/read/pseudonym"
	"github.com/heedhq/heed/shape"
)

// BenchStage is what one stage did in a measured run.
type BenchStage struct {
	Stage     string  `json:"stage"` // read, pseudonyms, sense, emotion, store, shape, search, calls, listen
	Seconds   float64 `json:"seconds"`
	Items     int     `json:"items"`
	Unit      string  `json:"unit"`       // of Items
	PerSecond float64 `json:"per_second"` // items
	MBSecond  float64 `json:"mb_per_second,omitempty"`
	// Ratio is its time over that of sense in the same run: seconds differ from
	// machine to machine and with what else runs, ratios hardly.
	Ratio float64 `json:"ratio_to_sense,omitempty"`
}

// BenchResult is a measured run over the stages, one after the other.
type BenchResult struct {
	Files         int          `json:"files"`
	Conversations int          `json:"conversations"`
	Turns         int          `json:"turns"`
	Utterances    int          `json:"utterances"`
	Bytes         int          `json:"bytes"` // of turns' text
	Workers       int          `json:"workers"`
	Stages        []BenchStage `json:"stages"`
	Seconds       float64      `json:"seconds"` // in all
	// HeapMB is the memory that Go obtained from the system by the end.
	HeapMB float64 `json:"heap_mb"`
}

// bench is a run under measurement: every stage is run to its end before the
// next begins, so that each has a time of its own.
type bench struct {
	*App
	out           BenchResult
	conversations []heed.Conversation
	sensed        []heed.Sensed
	studies       map[string]bool
	made          bool // calls were made
}

// Bench runs every stage over the files that the request names and says how
// long each took. It writes to the App's own database, which should be a fresh one.
func (a *App) Bench(ctx context.Context, req BenchRequest) (out BenchResult, err error) {
	defer heed.Wrap(&err, "bench")
	files, err := a.files.Find(ctx, req.Paths)
	if err != nil {
		return out, err
	}
	b := &bench{App: a, studies: map[string]bool{}, made: req.Calls > 0}
	b.out.Files, b.out.Workers = len(files), a.workers
	stages := []struct {
		name, unit string
		run        func(context.Context) (int, error)
	}{
		{"read", "conversations", func(ctx context.Context) (int, error) { return b.read(ctx, files) }},
		{"pseudonyms", "turns", b.cover},
		{"sense", "utterances", b.senseAll},
		{"emotion", "utterances", b.emotionAlone},
		{"store", "conversations", b.keep},
		{"shape", "utterances", b.shapeAll},
		{"search", "searches", b.searchAll},
		{"calls", "calls", func(ctx context.Context) (int, error) { return b.makeCalls(ctx, req.Calls) }},
		{"listen", "conversations", b.listenAll},
	}
	for _, s := range stages {
		began := a.now()
		n, err := s.run(ctx)
		if err != nil {
			return b.out, err
		}
		if n == 0 {
			continue // there was nothing to do
		}
		b.stage(s.name, s.unit, n, a.now().Sub(began))
	}
	for i := range b.out.Stages {
		if sense := b.seconds("sense"); sense > 0 {
			b.out.Stages[i].Ratio = b.out.Stages[i].Seconds / sense
		}
	}
	b.out.HeapMB = heapMB()
	return b.out, nil
}

func (b *bench) stage(name, unit string, items int, took time.Duration) {
	s := BenchStage{Stage: name, Unit: unit, Items: items, Seconds: took.Seconds()}
	if s.Seconds > 0 {
		s.PerSecond = float64(items) / s.Seconds
		if name != "search" && name != "calls" && name != "listen" {
			s.MBSecond = float64(b.out.Bytes) / 1e6 / s.Seconds
		}
	}
	b.out.Seconds += s.Seconds
	b.out.Stages = append(b.out.Stages, s)
}

// seconds is how long a stage took.
func (b *bench) seconds(stage string) float64 {
	for _, s := range b.out.Stages {
		if s.Stage == stage {
			return s.Seconds
		}
	}
	return 0
}

func (b *bench) read(ctx context.Context, files []File) (int, error) {
	for _, f := range files {
		if f.Err != nil || metadataName(f.Name) {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return 0, err
		}
		_, err = read.Stream(ctx, f.Name, r, f.Size, read.Options{}, func(c heed.Conversation) error {
			if c.Study == "" {
				c.Study = studyName(f, &c)
			}
			c.Study = Slug(c.Study)
			b.conversations = append(b.conversations, c)
			b.out.Turns += len(c.Turns)
			for _, t := range c.Turns {
				b.out.Bytes += len(t.Text)
			}
			return nil
		})
		if closeErr := r.(io.Closer).Close(); err == nil {
			err = closeErr
		}
		if err != nil && ctx.Err() != nil {
			return 0, err
		}
	}
	b.out.Conversations = len(b.conversations)
	return len(b.conversations), nil
}

func (b *bench) cover(context.Context) (int, error) {
	people := map[string]int{}
	number := func(name string) (int, error) {
		if people[name] == 0 {
			people[name] = len(people) + 1
		}
		return people[name], nil
	}
	for i := range b.conversations {
		if _, err := pseudonym.Cover(&b.conversations[i], number); err != nil {
			return 0, err
		}
	}
	return b.out.Turns, nil
}

func (b *bench) senseAll(ctx context.Context) (int, error) {
	i := 0
	next := func() (*heed.Conversation, bool, error) {
		if i == len(b.conversations) {
			return nil, false, nil
		}
		i++
		return &b.conversations[i-1], true, nil
	}
	err := inOrder(ctx, b.workers, next, b.understand, func(s heed.Sensed) error {
		b.sensed = append(b.sensed, s)
		b.out.Utterances += len(s.Readings)
		return nil
	})
	return b.out.Utterances, err
}

func (b *bench) keep(ctx context.Context) (int, error) {
	err := b.store.Write(ctx, func(tx Tx) error {
		for i := range b.conversations {
			c := &b.conversations[i]
			if !b.studies[c.Study] {
				b.studies[c.Study] = true
				if err := tx.Studies.Save(ctx, heed.Study{ID: c.Study, Name: c.Study, Settings: heed.DefaultSettings()}); err != nil {
					return err
				}
			}
			if err := tx.Conversations.Add(ctx, c, 0); err != nil {
				return err
			}
			if err := tx.Readings.Save(ctx, b.sensed[i]); err != nil {
				return err
			}
		}
		return nil
	})
	return len(b.conversations), err
}

func (b *bench) shapeAll(ctx context.Context) (int, error) {
	inputs := map[string]*shape.Input{}
	for i := range b.conversations {
		c := &b.conversations[i]
		in := inputs[c.Study]
		if in == nil {
			in = &shape.Input{Study: heed.Study{ID: c.Study, Name: c.Study, Settings: heed.DefaultSettings()}}
			inputs[c.Study] = in
		}
		in.Conversations = append(in.Conversations, shape.Conversation{Conversation: c, Sensed: &b.sensed[i]})
	}
	for _, in := range inputs {
		if _, err := shape.Build(ctx, *in); err != nil {
			return 0, err
		}
	}
	return b.out.Utterances, nil
}

func heapMB() float64 {
	sample := []metrics.Sample{{Name: "/memory/classes/total:bytes"}}
	metrics.Read(sample)
	runtime.KeepAlive(sample)
	return float64(sample[0].Value.Uint64()) / (1 << 20)
}
