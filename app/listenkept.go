package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/coach/listen"
)

// listeningOf is the listening of one study.
type listeningOf struct {
	reports []ListenReport            // of our side as a whole
	newest  []*ListenReport           // the same, as they are listed
	trends  []ListenTrend             // of it
	team    TeamListening             // without what is said in one language
	people  map[string][]ListenReport // by voice of ours
	lifts   map[heed.Language][]listen.ActLift
}

// forgetHeard lets measures be taken anew: a recording came or went.
func (a *App) forgetHeard() { a.heard.forgetAll() }

// listeningIn measures every conversation of a study in which our side speaks
// with a customer, once a run. What it returns must not be changed.
func (a *App) listeningIn(ctx context.Context, study string) (*listeningOf, error) {
	for {
		m, made, err := a.measuring(ctx, study)
		if err != nil {
			return nil, err
		}
		if made {
			return m.value, nil
		}
		select {
		case <-m.over:
			if !errors.Is(m.err, errChanged) {
				return m.value, m.err
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
	m, made, err := a.measuring(ctx, study)
	if err != nil || made {
		return made, err
	}
	return m.within(ctx, wait)
}

// measuring is what is kept of a study, or the measuring of it, which it begins
// where nobody has.
func (a *App) measuring(ctx context.Context, study string) (*making[*listeningOf], bool, error) {
	run, _, err := a.current(ctx, study)
	if err != nil {
		return nil, false, err
	}
	stamp, err := a.listenStamp(ctx, study, run.ID)
	if err != nil {
		return nil, false, err
	}
	return a.heard.ask(ctx, study, stamp, func(ctx context.Context) (*listeningOf, error) { return a.measure(ctx, study) })
}

// measure takes the measures of a study on all processors.
func (a *App) measure(ctx context.Context, study string) (*listeningOf, error) {
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
	l := &listeningOf{people: map[string][]ListenReport{}}
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
