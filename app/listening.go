package app

import (
	"context"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/coach/listen"
)

// What coaching on listening says, for those who show it.
type (
	ListenReport = listen.Report
	ListenCard   = listen.Card
	ListenValue  = listen.Value
	ListenTrend  = listen.TrendLine
	ListenMoment = listen.Moment
	RecallReport = listen.RecallReport
	Remembered   = listen.Remembered
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
	l.Report = listenedTo(&l.Conversation, &l.Sensed, l.Withheld, lang)
	if l.Recording, err = a.Recording(ctx, conversation); err != nil {
		return l, err
	}
	if l.Recording.There {
		heardIn(&l.Report, &l.Recording.Sound, lang)
	}
	l.close()
	return l, nil
}

// listenedTo measures a conversation. What it says is in lang; questions to ask
// and sentences to say are in the conversation's language. The words of withheld
// turns are measured and repeated nowhere.
func listenedTo(c *heed.Conversation, s *heed.Sensed, withheld []bool, lang heed.Language) ListenReport {
	return listen.Measure(c, s.Acts, s.Readings, listen.Options{Language: lang, Withheld: withheld})
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

// ListenTo measures a conversation that need not be stored, and returns the
// acts of every turn with it.
func (a *App) ListenTo(c *heed.Conversation) (ListenReport, [][]heed.Act) {
	s := a.understand(c)
	return listen.Measure(c, s.Acts, s.Readings, listen.Options{}), s.Acts
}
