package app

import (
	"context"
	"io"
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/coach/audio"
	"github.com/heedhq/heed/coach/listen"
)

// Sound is the recording of a conversation: what it tells of who spoke when,
// and, where everybody in it agreed, the file itself.
type Sound struct {
	Conversation string `json:"conversation"`
	Study        string `json:"study"`
	// Source is the hash of the file as received and File that of the file as
	// kept, without names and notes; "" where it is not kept.
	Source  string  `json:"source"`
	File    string  `json:"-"`
	Format  string  `json:"format,omitempty"` // of the file as kept: wav, mp3 or flac
	Bytes   int64   `json:"bytes,omitempty"`  // of it
	Seconds float64 `json:"seconds"`
	// Speech is when somebody speaks, by channel; Sides are the channels' roles,
	// and Guessed says that they were found by comparing them with the
	// transcript.
	Speech  [][]audio.Segment `json:"speech"`
	Sides   []heed.Role       `json:"sides,omitempty"`
	Guessed bool              `json:"guessed,omitempty"`
	// How says of each turn how its times were found, and Times are those times.
	How   []audio.How  `json:"how"`
	Times []SoundTimes `json:"times"`
	// Utterances are where to start playing for each sentence.
	Utterances []SoundAt `json:"utterances"`
	// Measures are those that the sound tells without words.
	Measures map[string]listen.Value `json:"measures,omitempty"`
	// Muted are the stretches that were made silent.
	Muted []audio.Segment `json:"muted,omitempty"`
	At    time.Time       `json:"at"`
}

// SoundTimes is when a turn begins and ends in the recording.
type SoundTimes struct {
	From heed.Moment `json:"from,omitzero"`
	To   heed.Moment `json:"to,omitzero"`
}

// SoundAt is the place in the recording of a sentence, by the bytes of its
// turn's text.
type SoundAt struct {
	Turn int `json:"turn"`
	heed.Span
	At float64 `json:"at"` // seconds
}

// Sounds keeps what recordings tell. They go with their conversation.
type Sounds interface {
	Save(ctx context.Context, s Sound) error // insert or replace
	Get(ctx context.Context, conversation string) (Sound, error)
	// Which lists the conversations of a study that have one; "" is every study.
	Which(ctx context.Context, study string) ([]string, error)
	// Files lists every file that is still referred to.
	Files(ctx context.Context) ([]string, error)
	Delete(ctx context.Context, conversation string) error
}

// Vault keeps the files of recordings beside the database, addressed by the
// hash of their content. outside/files implements it.
type Vault interface {
	Put(ctx context.Context, data []byte) (hash string, err error)
	Open(ctx context.Context, hash string) (io.ReadSeekCloser, error)
	List(ctx context.Context) ([]string, error)
	Remove(ctx context.Context, hash string) error
}

// Remembering is one recall: what somebody wrote down of a conversation before
// they looked, compared with what was said in it.
type Remembering struct {
	ID           int64  `json:"id"`
	Account      string `json:"account"` // whose; "" on a laptop of one
	Study        string `json:"study"`
	Conversation string `json:"conversation"`
	Written      string `json:"written"`
	RecallReport
	At time.Time `json:"at"`
}

// Recalls keeps what was remembered. It goes with its conversation.
type Recalls interface {
	Add(ctx context.Context, r Remembering) (id int64, err error)
	// Own lists those of one account, oldest first.
	Own(ctx context.Context, study, account string) ([]Remembering, error)
	Delete(ctx context.Context, account string, id int64) error
	// Drop deletes everybody's of a conversation: they hold what was said in it.
	Drop(ctx context.Context, conversation string) error
}

// Voices keeps which of our speakers an account is. A voice is one account's.
type Voices interface {
	// Choose makes the account that speaker; "" makes it nobody. CodeConflict:
	// the voice is another account's.
	Choose(ctx context.Context, study, account, speaker string) error
	// List is the speakers of a study by account.
	List(ctx context.Context, study string) (map[string]string, error)
}
