package app

import (
	"context"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/coach/listen"
)

// ListenReport says how well a conversation was listened to.
type ListenReport = listen.Report

// ListenTo measures a conversation that need not be stored, and returns the
// acts of every turn with it.
func (a *App) ListenTo(c *heed.Conversation) (ListenReport, [][]heed.Act) {
	return listenTo(c, a.understand(c))
}

func listenTo(c *heed.Conversation, s heed.Sensed) (ListenReport, [][]heed.Act) {
	return listen.Measure(c, s.Acts, s.Readings, listen.Options{}), s.Acts
}

// Listen measures a stored conversation from what was understood of it.
func (a *App) Listen(ctx context.Context, conversation string) (rep ListenReport, err error) {
	defer heed.Wrap(&err, "listen to %q", conversation)
	v, err := a.Conversation(ctx, conversation)
	if err != nil {
		return rep, err
	}
	if len(v.Sensed.Acts) == 0 {
		v.Sensed = a.understand(&v.Conversation)
	}
	rep, _ = listenTo(&v.Conversation, v.Sensed)
	return rep, nil
}
