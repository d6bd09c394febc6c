package app

import (
	"context"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/coach/listen"
)

// keyStatements is how many things a listener is asked to have heard.
const keyStatements = 12

// mostWritten is the most that one recall may hold, in bytes.
const mostWritten = 64 << 10

// Recall compares what account wrote down after a conversation with what was
// said in it, and keeps it as theirs. guess is the share that they expect to
// have kept, 0..1; below 0: not said.
func (a *App) Recall(ctx context.Context, account, conversation, written string, guess float64, lang heed.Language) (r RecallReport, err error) {
	defer heed.Wrap(&err, "recall %q", conversation)
	switch {
	case guess > 1:
		return r, heed.Errorf(heed.CodeInvalid, "a share is from 0 to 1, not %g", guess)
	case len(written) > mostWritten:
		return r, heed.Errorf(heed.CodeTooLarge, "what you remember is at most %d KiB of text", mostWritten>>10)
	case strings.TrimSpace(written) == "":
		return r, heed.Errorf(heed.CodeInvalid, "write at least one thing that you remember")
	}
	v, err := a.Conversation(ctx, conversation)
	if err != nil {
		return r, err
	}
	if v.Language != "" {
		lang = v.Language
	}
	r = listen.Recall(written, listen.KeyStatements(&v.Conversation, v.Sensed.Readings, keyStatements), guess, lang)
	r.LookBeyond(&v.Conversation, v.Sensed.Readings, lang)
	if len(r.Kept)+len(r.Changed)+len(r.Missed) == 0 || v.Study == "" {
		return r, nil // nothing could have been remembered
	}
	err = a.store.Write(ctx, func(tx Tx) error {
		_, err := tx.Recalls.Add(ctx, Remembering{
			Account: account, Study: v.Study, Conversation: conversation, Written: written, RecallReport: r, At: a.now().UTC(),
		})
		return err
	})
	return r, err
}

// RecallTrend is how one person's memory did over conversations.
type RecallTrend struct {
	Recalls []Remembering `json:"recalls"` // oldest first
	Kept    ListenTrend   `json:"kept"`    // the share kept, over time
	// Guessed is how many came with a guess; Gap is the mean of guess minus
	// kept over those, in shares: above 0, they thought that they kept more.
	Guessed int     `json:"guessed"`
	Gap     float64 `json:"gap"`
}

// Recalls returns account's own recalls of a study, and nobody else's.
func (a *App) Recalls(ctx context.Context, study, account string) (t RecallTrend, err error) {
	defer heed.Wrap(&err, "recalls in %q", study)
	err = a.store.Read(ctx, func(tx Tx) error {
		t.Recalls, err = tx.Recalls.Own(ctx, study, account)
		return err
	})
	if err != nil {
		return t, err
	}
	values := make([]listen.TrendPoint, len(t.Recalls))
	for i := range t.Recalls {
		r := &t.Recalls[i]
		values[i] = listen.TrendPoint{Date: heed.DateOf(r.At), Conversation: r.Conversation, Value: r.Share}
		if r.Guessed {
			t.Guessed++
			t.Gap += r.Gap
		}
	}
	if t.Guessed > 0 {
		t.Gap /= float64(t.Guessed)
	}
	t.Kept = listen.TrendOf("recall", "share", values)
	return t, nil
}

// ForgetRecall deletes a recall of account's own.
func (a *App) ForgetRecall(ctx context.Context, account string, id int64) error {
	return a.store.Write(ctx, func(tx Tx) error { return tx.Recalls.Delete(ctx, account, id) })
}
