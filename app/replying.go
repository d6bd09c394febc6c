package app

import (
	"context"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/coach/reply"
)

// What the reply desk says, for those who show it.
type (
	ReplyJudgement  = reply.Judgement
	ReplySuggestion = reply.Suggestion
	ReplyShown      = reply.Shown
	ReplyHarm       = reply.Harm
)

// MaxReply is how much of a message or a draft is read, in bytes.
const MaxReply = reply.MaxBytes

// ReplyRequest is a customer's message and the draft that answers it.
type ReplyRequest struct {
	Customer, Draft string
	// Language is that of the reasons; "" is the message's.
	Language heed.Language
	// Study, where given, lends what people like this customer said.
	Study string
	// Peer says that both are in the same position (a forum).
	Peer bool
}

// Reply reads a message, judges the draft and suggests answers. Nothing is
// stored and nothing is sent.
func (a *App) Reply(ctx context.Context, req ReplyRequest) (j ReplyJudgement, s []ReplySuggestion, err error) {
	defer heed.Wrap(&err, "reply")
	o := reply.Options{Lang: req.Language, Peer: req.Peer}
	if req.Study != "" {
		rep, err := a.Shown(ctx, req.Study)
		if err != nil {
			return j, nil, err
		}
		o.Claims = rep.Claims
	}
	j, s = reply.New(a.sense).Both(req.Customer, req.Draft, o)
	return j, s, nil
}
