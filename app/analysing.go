package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/shape"
)

// AnalyseRequest says which study to analyse.
type AnalyseRequest struct {
	Study string // id; "" for every study
	// AsOf is the day from which age is measured; zero: each study's newest
	// conversation.
	AsOf heed.Date
	// Always builds a new run even where nothing changed.
	Always   bool
	Progress Progress
}

// keepRuns is how many past runs of a study are kept for comparison.
const keepRuns = 5

// Analyse brings every study's understanding up to date: conversations that no
// current model has read are read again, and where inputs, decisions or rules
// changed a new run is built aside and swapped in.
func (a *App) Analyse(ctx context.Context, req AnalyseRequest) (runs []heed.Run, err error) {
	defer heed.Wrap(&err, "analyse")
	if ctx.Value(laterKey{}) != nil {
		return nil, nil
	}
	studies, err := a.choose(ctx, req.Study)
	if err != nil {
		return nil, err
	}
	for _, s := range studies {
		run, err := a.analyse(ctx, s, req)
		if err != nil {
			return runs, err
		}
		runs = append(runs, run)
	}
	return runs, nil
}

type laterKey struct{}

// withoutAnalysis is ctx for several acts that are analysed together, by
// whoever made it: under it, Analyse does nothing.
func withoutAnalysis(ctx context.Context) context.Context {
	return context.WithValue(ctx, laterKey{}, true)
}

// choose returns the study called id (or named so), or all for "".
func (a *App) choose(ctx context.Context, id string) ([]heed.Study, error) {
	all, err := a.Studies(ctx)
	if err != nil || id == "" {
		return all, err
	}
	for _, s := range all {
		if s.ID == id || s.ID == Slug(id) || s.Name == id {
			return []heed.Study{s}, nil
		}
	}
	names := make([]string, len(all))
	for i, s := range all {
		names[i] = s.ID
	}
	return nil, heed.Errorf(heed.CodeNotFound, "there is no study %q; there are %v", id, names)
}

func (a *App) analyse(ctx context.Context, study heed.Study, req AnalyseRequest) (run heed.Run, err error) {
	defer heed.Wrap(&err, "study %s", study.ID)
	done, err := a.working.turn(ctx, study.ID)
	if err != nil {
		return run, err
	}
	defer done()
	progress, over := a.working.noting(study.ID, orQuiet(req.Progress))
	defer over()
	if err := a.readAgain(ctx, study.ID, progress); err != nil {
		return run, err
	}
	in, err := a.input(ctx, study)
	if err != nil {
		return run, err
	}
	in.AsOf = req.AsOf
	in.Progress = progress.Step
	hash, err := fingerprint(in)
	if err != nil {
		return run, err
	}
	current, known, err := a.current(ctx, study.ID)
	if err != nil {
		return run, err
	}
	if known && !req.Always && current.Inputs == hash {
		return current, nil
	}
	if known {
		before, err := a.whole(ctx, current.ID)
		if err != nil {
			return run, err
		}
		in.Previous = &before
	}
	run = heed.Run{
		ID: fmt.Sprintf("%s-%s", study.ID, hash[:12]), Study: study.ID, Inputs: hash,
		Sense: a.senseVersion(), Shape: shape.Version, AsOf: req.AsOf, Started: a.now(),
	}
	if run.ID, err = a.freeRun(ctx, study.ID, run.ID); err != nil {
		return run, err
	}
	u, err := shape.Build(ctx, in)
	if err != nil {
		return run, err
	}
	u.Unmeasured = unmeasured(u.Heard)
	run.Finished = a.now()
	progress.Step("store", 0, 1)
	defer progress.Step("store", 1, 1)
	return run, a.store.Write(ctx, func(tx Tx) error {
		if err := layNewer(ctx, tx, &u, in.Decisions); err != nil {
			return err
		}
		if err := tx.Runs.Put(ctx, run, &u); err != nil {
			return err
		}
		if err := tx.Runs.Swap(ctx, run.ID); err != nil {
			return err
		}
		if err := tx.Runs.Prune(ctx, study.ID, keepRuns); err != nil {
			return err
		}
		return sweepPractice(ctx, tx, study.ID) // an import may have brought a no
	})
}

// freeRun is id, numbered where a run has it already: one built again on
// purpose, or over inputs that came back when something was undone.
func (a *App) freeRun(ctx context.Context, study, id string) (string, error) {
	var runs []heed.Run
	err := a.store.Read(ctx, func(tx Tx) (err error) {
		runs, err = tx.Runs.List(ctx, study)
		return err
	})
	free := id
	for n := 2; slices.ContainsFunc(runs, func(r heed.Run) bool { return r.ID == free }); n++ {
		free = fmt.Sprintf("%s-%d", id, n)
	}
	return free, err
}

// readAgain understands conversations that were read by an older version.
func (a *App) readAgain(ctx context.Context, study string, progress Progress) error {
	var stale []string
	err := a.store.Read(ctx, func(tx Tx) (err error) {
		stale, err = tx.Readings.Stale(ctx, study, a.senseVersion())
		return err
	})
	if err != nil || len(stale) == 0 {
		return err
	}
	i := 0
	next := func() (heed.Conversation, bool, error) {
		if i == len(stale) {
			return heed.Conversation{}, false, nil
		}
		var c heed.Conversation
		err := a.store.Read(ctx, func(tx Tx) (err error) {
			c, err = tx.Conversations.Get(ctx, stale[i])
			return err
		})
		i++
		return c, true, err
	}
	done := 0
	work := func(c heed.Conversation) heed.Sensed { return a.understand(&c) }
	return inOrder(ctx, a.workers, next, work, func(s heed.Sensed) error {
		done++
		progress.Step("understood", done, len(stale))
		return a.store.Write(ctx, func(tx Tx) error { return tx.Readings.Save(ctx, s) })
	})
}

// input gathers all that shape needs of a study, of one moment.
func (a *App) input(ctx context.Context, study heed.Study) (in shape.Input, err error) {
	in.Study = study
	err = a.store.Read(ctx, func(tx Tx) (err error) {
		err = tx.Conversations.Each(ctx, study.ID, func(c *heed.Conversation, s *heed.Sensed) error {
			in.Conversations = append(in.Conversations, shape.Conversation{Conversation: c, Sensed: s})
			return nil
		})
		if err != nil {
			return err
		}
		if in.Participants, err = tx.People.List(ctx, study.ID); err != nil {
			return err
		}
		people := map[string]heed.Participant{}
		for _, p := range in.Participants {
			people[p.ID] = p
		}
		in.Conversations = slices.DeleteFunc(in.Conversations, func(c shape.Conversation) bool { return notAnalysed(c.Conversation, study, people) })
		if in.Decisions, err = tx.Decisions.List(ctx, study.ID); err != nil {
			return err
		}
		if in.Checks, err = tx.Checks.List(ctx, study.ID); err != nil {
			return err
		}
		if in.KPIs, err = tx.Figures.KPIs(ctx, study.ID); err != nil {
			return err
		}
		if in.Offers, err = tx.Figures.Offers(ctx, study.ID); err != nil {
			return err
		}
		texts, err := correctedIn(ctx, tx, study.ID)
		texts.forward(&in)
		return err
	})
	return in, err
}

// fingerprint hashes everything that a run is a function of.
func fingerprint(in shape.Input) (string, error) {
	h := sha256.New()
	fmt.Fprintf(h, "%s\n%s\n", shape.Version, in.AsOf)
	for _, c := range in.Conversations {
		version := ""
		if c.Sensed != nil {
			version = c.Sensed.Version
		}
		fmt.Fprintf(h, "%s %s %s\n", c.ID, c.Source, version)
		if err := hashJSON(h, c.Speakers, c.Kind, c.Stage, c.Segment, c.Organisation, c.Date); err != nil {
			return "", err
		}
		for i, t := range c.Turns {
			fmt.Fprintf(h, "%d %s\n", len(t.Text), t.Text)
			if t.Role != "" {
				fmt.Fprintf(h, "%s\n", t.Role)
			}
			if i < len(c.Revision) && c.Revision[i] > 0 {
				fmt.Fprintf(h, "revision %d\n", c.Revision[i])
			}
		}
	}
	if err := hashJSON(h, in.Study, in.Participants, in.Decisions, in.Checks, in.KPIs, in.Offers); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

func hashJSON(w io.Writer, values ...any) error {
	enc := json.NewEncoder(w)
	for _, v := range values {
		if err := enc.Encode(v); err != nil {
			return err
		}
	}
	return nil
}

// current returns the study's current run, and false where there is none yet.
func (a *App) current(ctx context.Context, study string) (run heed.Run, known bool, err error) {
	err = a.store.Read(ctx, func(tx Tx) (err error) {
		run, err = tx.Runs.Current(ctx, study)
		return err
	})
	if heed.ErrorCode(err) == heed.CodeNotFound {
		return run, false, nil
	}
	return run, err == nil, err
}

func (a *App) whole(ctx context.Context, run string) (u heed.Understanding, err error) {
	err = a.store.Read(ctx, func(tx Tx) (err error) {
		u, err = tx.Runs.Whole(ctx, run)
		return err
	})
	return u, err
}

// PendingStudies does the work that imports left pending: it analyses each
// study and takes the work off the table. Workers may run it again at any
// time.
func (a *App) PendingStudies(ctx context.Context, progress Progress) (err error) {
	defer heed.Wrap(&err, "pending work")
	for {
		var w heed.Work
		var more bool
		err := a.store.Write(ctx, func(tx Tx) (err error) {
			now := a.now()
			w, more, err = tx.Work.Take(ctx, now, now.Add(10*time.Minute))
			return err
		})
		if err != nil || !more {
			return err
		}
		switch scrubber, ok := a.store.(Scrubber); {
		case w.Kind != workScrub:
			_, err = a.Analyse(ctx, AnalyseRequest{Study: w.Target, Progress: progress})
		case ok:
			err = scrubber.Scrub(ctx)
		}
		if err != nil {
			failed := a.store.Write(context.WithoutCancel(ctx), func(tx Tx) error {
				return tx.Work.Fail(ctx, w.ID, heed.ErrorMessage(err), a.now().Add(time.Minute))
			})
			if failed != nil {
				return failed
			}
			return err
		}
		if err := a.store.Write(ctx, func(tx Tx) error { return tx.Work.Done(ctx, w.ID) }); err != nil {
			return err
		}
	}
}
