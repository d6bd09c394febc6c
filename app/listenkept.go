package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/coach/listen"
)

// listening keeps what was measured of studies, by run: pages read it again and
// again.
type listening struct {
	mu     sync.Mutex
	runs   map[string]*listeningOf // by study
	under  map[string]*measuring   // under way, by study
	ended  bool
	behind sync.WaitGroup
}

// measuring is the measuring of one study under way: behind whoever asked, so
// that one who leaves takes nothing from those who wait.
type measuring struct {
	stamp string
	stop  context.CancelFunc
	over  chan struct{} // closed when l and err are there
	l     *listeningOf
	err   error
}

// listeningOf is the listening of one study.
type listeningOf struct {
	stamp   string                    // of what it was taken from
	reports []ListenReport            // of our side as a whole
	newest  []*ListenReport           // the same, as they are listed
	trends  []ListenTrend             // of it
	team    TeamListening             // without what is said in one language
	people  map[string][]ListenReport // by voice of ours
	lifts   map[heed.Language][]listen.ActLift
}

// forgetHeard lets measures be taken anew: a recording came or went.
func (a *App) forgetHeard() {
	a.heard.mu.Lock()
	defer a.heard.mu.Unlock()
	a.heard.runs = nil
	for study, m := range a.heard.under {
		m.stop()
		delete(a.heard.under, study)
	}
}

// listeningIn measures every conversation of a study in which our side speaks
// with a customer, once a run. What it returns must not be changed.
func (a *App) listeningIn(ctx context.Context, study string) (*listeningOf, error) {
	for {
		l, m, err := a.measuring(ctx, study)
		if err != nil || l != nil {
			return l, err
		}
		select {
		case <-m.over:
			if !errors.Is(m.err, errChanged) {
				return m.l, m.err
			}
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// Measured reports whether the listening of a study has been measured. Where it
// has not, measuring begins, and Measured waits for it at most that long.
func (a *App) Measured(ctx context.Context, study string, wait time.Duration) (ready bool, err error) {
	defer heed.Wrap(&err, "listening in study %q", study)
	l, m, err := a.measuring(ctx, study)
	if err != nil || l != nil {
		return l != nil, err
	}
	enough := time.NewTimer(wait)
	defer enough.Stop()
	select {
	case <-m.over:
		if errors.Is(m.err, errChanged) {
			return false, nil
		}
		return m.err == nil, m.err
	case <-enough.C:
		return false, nil
	case <-ctx.Done():
		return false, ctx.Err()
	}
}

// measuring returns what is kept of a study, or else the measuring of it, which
// it begins where nobody has.
func (a *App) measuring(ctx context.Context, study string) (*listeningOf, *measuring, error) {
	run, _, err := a.current(ctx, study)
	if err != nil {
		return nil, nil, err
	}
	stamp, err := a.listenStamp(ctx, study, run.ID)
	if err != nil {
		return nil, nil, err
	}
	h := &a.heard
	h.mu.Lock()
	defer h.mu.Unlock()
	if kept := h.runs[study]; kept != nil && kept.stamp == stamp {
		return kept, nil, nil
	}
	m := h.under[study]
	if m != nil && m.stamp == stamp {
		return nil, m, nil
	}
	if h.ended {
		return nil, nil, heed.Errorf(heed.CodeUnavailable, "the workspace is closed")
	}
	if m != nil {
		m.stop() // whoever waits for it asks again
	}
	behind, stop := context.WithCancel(context.WithoutCancel(ctx))
	m = &measuring{stamp: stamp, stop: stop, over: make(chan struct{})}
	if h.under == nil {
		h.under = map[string]*measuring{}
	}
	h.under[study] = m
	h.behind.Go(func() {
		defer stop()
		m.l, m.err = a.measure(behind, study, stamp)
		if behind.Err() != nil {
			m.l, m.err = nil, errChanged
		}
		h.mu.Lock()
		defer h.mu.Unlock()
		if h.under[study] == m {
			delete(h.under, study)
			if m.err == nil {
				if h.runs == nil {
					h.runs = map[string]*listeningOf{}
				}
				h.runs[study] = m.l
			}
		}
		close(m.over)
	})
	return nil, m, nil
}

// end stops measuring and waits until the store is let go of.
func (h *listening) end() {
	h.mu.Lock()
	h.ended = true
	for _, m := range h.under {
		m.stop()
	}
	h.mu.Unlock()
	h.behind.Wait()
}

// measure takes the measures of a study on all processors.
func (a *App) measure(ctx context.Context, study, stamp string) (*listeningOf, error) {
	var sounding map[string]*Sound
	var consent heed.Consent
	var people map[string]heed.Participant
	err := a.store.Read(ctx, func(tx Tx) (err error) {
		if sounding, err = soundsIn(ctx, tx, study); err != nil {
			return err
		}
		consent, people, err = quotingIn(ctx, tx, study)
		return err
	})
	if err != nil {
		return nil, err
	}
	l := &listeningOf{stamp: stamp, people: map[string][]ListenReport{}}
	err = eachHeard(ctx, a, study, func(c *heed.Conversation, s *heed.Sensed) keptCall {
		return callOf(c, s, unquotableBy(c, consent, people), sounding[c.ID])
	}, func(v keptCall) error {
		l.reports = append(l.reports, v.all)
		for i, name := range v.names {
			l.people[name] = append(l.people[name], v.each[i])
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	l.sum()
	return l, nil
}

// listenStamp changes with everything that measures are taken from: the run,
// what was laid onto it since, conversations, recordings, corrections, and
// who may be quoted.
func (a *App) listenStamp(ctx context.Context, study, run string) (stamp string, err error) {
	parts := []Part{PartConversations, PartPeople, PartUnderstanding, PartRecordings}
	return keep(ctx, a, "listening "+study+" "+run, parts, func(tx Tx) (string, error) {
		added, err := tx.Increments.Count(ctx, run)
		if err != nil {
			return "", err
		}
		_, conversations, err := tx.Conversations.List(ctx, Filter{Study: study, Limit: 1})
		if err != nil {
			return "", err
		}
		sounds, err := tx.Sounds.Which(ctx, study)
		if err != nil {
			return "", err
		}
		entries, err := tx.Journal.List(ctx, study)
		if err != nil {
			return "", err
		}
		undone := 0
		for _, e := range entries {
			if e.Undone {
				undone++
			}
		}
		s, err := tx.Studies.Get(ctx, study)
		if err != nil {
			return "", err
		}
		people, err := tx.People.List(ctx, study)
		if err != nil {
			return "", err
		}
		no := refusing(people)
		slices.Sort(no)
		return fmt.Sprint(run, added, conversations, len(sounds), len(entries), undone, s.Consent.QuoteInside, no), nil
	})
}

// quotingIn reads the default of a study and its participants, by id.
func quotingIn(ctx context.Context, tx Tx, study string) (heed.Consent, map[string]heed.Participant, error) {
	s, err := tx.Studies.Get(ctx, study)
	if err != nil {
		return heed.Consent{}, nil, err
	}
	people, err := peopleOf(ctx, tx, study)
	return s.Consent, people, err
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

// keptCall is what is kept of one conversation: our side as a whole, and each
// voice of it.
type keptCall struct {
	all   ListenReport
	names []string
	each  []ListenReport
}

func callOf(c *heed.Conversation, s *heed.Sensed, withheld []bool, sound *Sound) keptCall {
	v := keptCall{all: lean(listen.Measure(c, s.Acts, s.Readings, listen.Options{Withheld: withheld})), names: ourSpeakers(c)}
	if sound != nil {
		heardIn(&v.all, sound, v.all.Language)
	}
	for _, name := range v.names {
		if len(v.names) == 1 {
			v.each = append(v.each, v.all)
			break
		}
		v.each = append(v.each, lean(listen.Measure(c, s.Acts, s.Readings, listen.Options{Speaker: name, Withheld: withheld})))
	}
	return v
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
