package app

import (
	"context"
	"sort"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/coach/audio"
)

// SoundView is a conversation's recording as a page shows it.
type SoundView struct {
	Sound
	// There is false where no recording was joined.
	There bool
	// Why says why the file is not kept, and Missing whose consent is missing:
	// of a conversation without a recording, whether one could be kept.
	Why     string
	Missing []string
}

// Playable reports whether there is a file to play.
func (v *SoundView) Playable() bool { return v.File != "" }

// Rough reports whether most times were shared out by length of text.
func (v *SoundView) Rough() bool {
	n := 0
	for _, h := range v.How {
		if h == audio.Proportional {
			n++
		}
	}
	return n*2 > len(v.How)
}

// RoughAt reports whether a turn's times were.
func (v *SoundView) RoughAt(turn int) bool {
	return turn < len(v.How) && v.How[turn] == audio.Proportional
}

// TurnAt is when a turn begins and ends in the recording.
func (v *SoundView) TurnAt(turn int) SoundTimes {
	if turn < 0 || turn >= len(v.Times) {
		return SoundTimes{}
	}
	return v.Times[turn]
}

// Says lists the sentences of a turn with their places.
func (v *SoundView) Says(turn int) []SoundAt {
	from := sort.Search(len(v.Utterances), func(i int) bool { return v.Utterances[i].Turn >= turn })
	to := from
	for to < len(v.Utterances) && v.Utterances[to].Turn == turn {
		to++
	}
	return v.Utterances[from:to]
}

// Recording returns the recording of a conversation, or why there is none to
// play.
func (a *App) Recording(ctx context.Context, conversation string) (v SoundView, err error) {
	defer heed.Wrap(&err, "recording of %q", conversation)
	err = a.store.Read(ctx, func(tx Tx) error {
		c, err := tx.Conversations.Get(ctx, conversation)
		if err != nil {
			return err
		}
		v.Sound, err = tx.Sounds.Get(ctx, conversation)
		v.There = err == nil
		if err != nil && heed.ErrorCode(err) != heed.CodeNotFound {
			return err
		}
		if v.File == "" {
			v.Why, v.Missing, err = a.mayKeep(ctx, tx, &c)
			return err
		}
		return nil
	})
	if a.vault == nil {
		v.File = ""
	}
	return v, err
}
