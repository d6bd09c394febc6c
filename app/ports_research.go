package app

import (
	"context"
	"encoding/json"
	"time"

	"github.com/heedhq/heed"
)

// Codes keeps codebooks. Deleting a code takes its codings with it, and its
// children move to the top.
type Codes interface {
	Save(ctx context.Context, c heed.BookCode) error // insert or replace
	Get(ctx context.Context, id string) (heed.BookCode, error)
	List(ctx context.Context, study string) ([]heed.BookCode, error) // by name, then id
	Delete(ctx context.Context, id string) error
	// Book of a study that has none is the zero one with the study's id.
	Book(ctx context.Context, study string) (heed.Codebook, error)
	SaveBook(ctx context.Context, b heed.Codebook) error
}

// Codings keeps where codes were applied. They go with their conversation.
type Codings interface {
	Add(ctx context.Context, c heed.Coding) (id int64, err error)
	Get(ctx context.Context, id int64) (heed.Coding, error)
	Delete(ctx context.Context, id int64) error
	// Move gives codings another code.
	Move(ctx context.Context, ids []int64, code string) error
	OfStudy(ctx context.Context, study string) ([]heed.Coding, error)               // by place, then id
	OfConversation(ctx context.Context, conversation string) ([]heed.Coding, error) // by place, then id
}

// Memos keeps what researchers noted.
type Memos interface {
	Save(ctx context.Context, m heed.Memo) (id int64, err error) // ID 0: a new one
	Get(ctx context.Context, id int64) (heed.Memo, error)
	List(ctx context.Context, study string) ([]heed.Memo, error) // newest first
	Delete(ctx context.Context, id int64) error
}

// Entry is something that a person did beside the claims: a correction, an
// act on the codebook, a memo, a merge of two people. It holds what is needed
// to take it back.
type Entry struct {
	ID    int64  `json:"id"`
	Study string `json:"study"`
	Kind  string `json:"kind"`
	// Target is what was changed: a conversation, a code, a memo, a participant.
	Target string    `json:"target"`
	By     string    `json:"by,omitempty"`
	At     time.Time `json:"at"`
	Undone bool      `json:"undone,omitempty"`
	// Of lists the conversations and participants whose words it holds: it is
	// dropped when one of them is erased.
	Of   []string        `json:"of,omitempty"`
	Data json.RawMessage `json:"data,omitempty"` // what taking back needs
}

// Journal keeps what people did beside the claims.
type Journal interface {
	Append(ctx context.Context, e Entry) (id int64, err error)
	Get(ctx context.Context, id int64) (Entry, error)
	List(ctx context.Context, study string) ([]Entry, error) // newest first
	SetUndone(ctx context.Context, id int64, undone bool) error
	Delete(ctx context.Context, id int64) error
}

// Corrected is a turn that was corrected, with every text that it had; the
// place in Texts is the revision.
type Corrected struct {
	Conversation string
	Turn         int
	Texts        []string
}

// Corrections reads what was corrected.
type Corrections interface {
	// Corrected lists the corrected turns of a study, by conversation and turn.
	Corrected(ctx context.Context, study string) ([]Corrected, error)
	// CorrectedIn lists those of one conversation.
	CorrectedIn(ctx context.Context, conversation string) ([]Corrected, error)
}
