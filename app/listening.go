package app

import (
	"context"
	"slices"
	"sync"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/coach/listen"
)

// What coaching on listening says, for those who show it.
type (
	ListenReport = listen.Report
	ListenCard   = listen.Card
	ListenValue  = listen.Value
	ListenTrend  = listen.TrendLine
	RecallReport = listen.RecallReport
)

// ListenMeasures are the names of the measures in the order of showing.
var ListenMeasures = listen.Names

// Listened is a conversation with how well we listened in it.
type Listened struct {
	ConversationView
	Report ListenReport
	// Recording is its sound, where one was joined.
	Recording SoundView
}

// Listen measures how we listened in a conversation. What it says of it is in
// lang; what it proposes to say instead is in the conversation's language.
func (a *App) Listen(ctx context.Context, conversation string, lang heed.Language) (l Listened, err error) {
	defer heed.Wrap(&err, "listen to %q", conversation)
	if l.ConversationView, err = a.conversation(ctx, conversation); err != nil {
		return l, err
	}
	l.Report = listenedTo(&l.Conversation, &l.Sensed, lang)
	if l.Recording, err = a.Recording(ctx, conversation); err != nil {
		return l, err
	}
	if l.Recording.There {
		heardIn(&l.Report, &l.Recording.Sound, lang)
	}
	l.close()
	return l, nil
}

func listenedTo(c *heed.Conversation, s *heed.Sensed, lang heed.Language) ListenReport {
	r := listen.Measure(c, s.Acts, s.Readings, listen.Options{Language: lang})
	if r.Language == c.Language || c.Language == "" {
		return r
	}
	theirs := listen.Measure(c, s.Acts, s.Readings, listen.Options{})
	r.Questions = theirs.Questions
	for i := range r.Cards {
		if i < len(theirs.Cards) && r.Cards[i].Try != nil && theirs.Cards[i].Try != nil {
			r.Cards[i].Try.Better = theirs.Cards[i].Try.Better
		}
	}
	return r
}

// listening keeps the measures of a study's conversations, by run.
type listening struct {
	mu   sync.Mutex
	runs map[string]listeningOf // by study
}

type listeningOf struct {
	run     string
	reports []ListenReport
	trends  []ListenTrend
}

// forgetHeard lets measures be taken anew: a recording came or went.
func (a *App) forgetHeard() {
	a.heard.mu.Lock()
	defer a.heard.mu.Unlock()
	a.heard.runs = nil
}

// Listening measures every conversation of a study in which our side speaks
// with a customer. Reports hold measures and cards, without moments and
// timelines.
func (a *App) Listening(ctx context.Context, study string) (reports []ListenReport, err error) {
	defer heed.Wrap(&err, "listening in study %q", study)
	run, _, err := a.current(ctx, study)
	if err != nil {
		return nil, err
	}
	a.heard.mu.Lock()
	defer a.heard.mu.Unlock()
	if kept, ok := a.heard.runs[study]; ok && kept.run == run.ID {
		return kept.reports, nil
	}
	err = a.store.Read(ctx, func(tx Tx) error {
		return tx.Conversations.Each(ctx, study, func(c *heed.Conversation, s *heed.Sensed) error {
			if s == nil || !bothSides(c) {
				return nil
			}
			r := listen.Measure(c, s.Acts, s.Readings, listen.Options{})
			r.Timeline, r.Questions, r.Followed = listen.Timeline{}, nil, nil
			for name, v := range r.Measures {
				v.Moments = nil
				r.Measures[name] = v
			}
			reports = append(reports, r)
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	if a.heard.runs == nil {
		a.heard.runs = map[string]listeningOf{}
	}
	a.heard.runs[study] = listeningOf{run.ID, reports, listen.Trend(slices.Clone(reports))}
	return reports, nil
}

// bothSides reports whether our side and a customer speak in c.
func bothSides(c *heed.Conversation) bool {
	var ours, theirs bool
	for i := range c.Turns {
		switch role := c.RoleOf(i); {
		case role.Ours():
			ours = true
		case role == heed.RoleCustomer:
			theirs = true
		}
		if ours && theirs {
			return true
		}
	}
	return false
}

// ListenTrends follows every measure over a study's conversations, oldest
// first. It must not be changed.
func (a *App) ListenTrends(ctx context.Context, study string) ([]ListenTrend, error) {
	if _, err := a.Listening(ctx, study); err != nil {
		return nil, err
	}
	a.heard.mu.Lock()
	defer a.heard.mu.Unlock()
	return a.heard.runs[study].trends, nil
}

// keyStatements is how many things a listener is asked to have heard.
const keyStatements = 12

// Recall compares what somebody wrote down after a conversation with what was
// said in it. guess is the share that they expect to have kept, 0..1; below 0:
// not said.
func (a *App) Recall(ctx context.Context, conversation, written string, guess float64, lang heed.Language) (r RecallReport, err error) {
	defer heed.Wrap(&err, "recall %q", conversation)
	if guess > 1 {
		return r, heed.Errorf(heed.CodeInvalid, "a share is from 0 to 1, not %g", guess)
	}
	v, err := a.Conversation(ctx, conversation)
	if err != nil {
		return r, err
	}
	if v.Language != "" {
		lang = v.Language
	}
	return listen.Recall(written, listen.KeyStatements(&v.Conversation, v.Sensed.Readings, keyStatements), guess, lang), nil
}

// ListenTo measures a conversation that need not be stored, and returns the
// acts of every turn with it.
func (a *App) ListenTo(c *heed.Conversation) (ListenReport, [][]heed.Act) {
	s := a.understand(c)
	return listen.Measure(c, s.Acts, s.Readings, listen.Options{}), s.Acts
}
