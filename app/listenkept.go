package app

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/coach/listen"
)

// listening keeps what was measured of studies, by run: pages read it again and
// again.
type listening struct {
	mu   sync.Mutex
	runs map[string]*listeningOf // by study
}

// listeningOf is the listening of one study.
type listeningOf struct {
	stamp   string                    // of what it was taken from
	reports []ListenReport            // of our side as a whole
	trends  []ListenTrend             // of it
	people  map[string][]ListenReport // by voice of ours
	lifts   map[heed.Language][]listen.ActLift
}

// forgetHeard lets measures be taken anew: a recording came or went.
func (a *App) forgetHeard() {
	a.heard.mu.Lock()
	defer a.heard.mu.Unlock()
	a.heard.runs = nil
}

// listeningIn measures every conversation of a study in which our side speaks
// with a customer, once a run. What it returns must not be changed.
func (a *App) listeningIn(ctx context.Context, study string) (l *listeningOf, err error) {
	run, _, err := a.current(ctx, study)
	if err != nil {
		return nil, err
	}
	stamp, err := a.listenStamp(ctx, study, run.ID)
	if err != nil {
		return nil, err
	}
	a.heard.mu.Lock()
	defer a.heard.mu.Unlock()
	if kept := a.heard.runs[study]; kept != nil && kept.stamp == stamp {
		return kept, nil
	}
	l = &listeningOf{stamp: stamp, people: map[string][]ListenReport{}, lifts: map[heed.Language][]listen.ActLift{}}
	err = a.store.Read(ctx, func(tx Tx) error {
		sounding, err := soundsIn(ctx, tx, study)
		if err != nil {
			return err
		}
		return tx.Conversations.Each(ctx, study, func(c *heed.Conversation, s *heed.Sensed) error {
			if s != nil && bothSides(c) {
				l.add(c, s, sounding[c.ID])
			}
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	l.trends = listen.Trend(slices.Clone(l.reports))
	if a.heard.runs == nil {
		a.heard.runs = map[string]*listeningOf{}
	}
	a.heard.runs[study] = l
	return l, nil
}

// listenStamp changes with everything that measures are taken from: the run,
// what was laid onto it since, conversations, recordings, corrections.
func (a *App) listenStamp(ctx context.Context, study, run string) (stamp string, err error) {
	err = a.store.Read(ctx, func(tx Tx) error {
		added, err := tx.Increments.Count(ctx, run)
		if err != nil {
			return err
		}
		_, conversations, err := tx.Conversations.List(ctx, Filter{Study: study, Limit: 1})
		if err != nil {
			return err
		}
		sounds, err := tx.Sounds.Which(ctx, study)
		if err != nil {
			return err
		}
		entries, err := tx.Journal.List(ctx, study)
		if err != nil {
			return err
		}
		undone := 0
		for _, e := range entries {
			if e.Undone {
				undone++
			}
		}
		stamp = fmt.Sprint(run, added, conversations, len(sounds), len(entries), undone)
		return nil
	})
	return stamp, err
}

// soundsIn reads what the recordings of a study tell.
func soundsIn(ctx context.Context, tx Tx, study string) (map[string]*Sound, error) {
	ids, err := tx.Sounds.Which(ctx, study)
	if err != nil {
		return nil, err
	}
	out := map[string]*Sound{}
	for _, id := range ids {
		s, err := tx.Sounds.Get(ctx, id)
		if err != nil {
			return nil, err
		}
		out[id] = &s
	}
	return out, nil
}

// add measures one conversation: our side as a whole, and each voice of it.
func (l *listeningOf) add(c *heed.Conversation, s *heed.Sensed, sound *Sound) {
	ours := ourSpeakers(c)
	all := lean(listen.Measure(c, s.Acts, s.Readings, listen.Options{}))
	if sound != nil {
		heardIn(&all, sound, all.Language)
	}
	l.reports = append(l.reports, all)
	if len(ours) == 1 {
		l.people[ours[0]] = append(l.people[ours[0]], all)
		return
	}
	for _, name := range ours {
		l.people[name] = append(l.people[name], lean(listen.Measure(c, s.Acts, s.Readings, listen.Options{Speaker: name})))
	}
}

// lean leaves out what many conversations would not fit in memory with:
// moments, timelines and questions.
func lean(r ListenReport) ListenReport {
	r.Timeline, r.Questions = listen.Timeline{}, nil
	for name, v := range r.Measures {
		v.Moments = nil
		r.Measures[name] = v
	}
	return r
}

// Listening measures every conversation of a study in which our side speaks
// with a customer. Reports hold measures and cards, without moments and
// timelines. They must not be changed.
func (a *App) Listening(ctx context.Context, study string) (reports []ListenReport, err error) {
	defer heed.Wrap(&err, "listening in study %q", study)
	l, err := a.listeningIn(ctx, study)
	if err != nil {
		return nil, err
	}
	return l.reports, nil
}

// ListenTrends follows every measure over a study's conversations, oldest
// first. It must not be changed.
func (a *App) ListenTrends(ctx context.Context, study string) ([]ListenTrend, error) {
	l, err := a.listeningIn(ctx, study)
	if err != nil {
		return nil, err
	}
	return l.trends, nil
}
