package app

import (
	"context"
	"time"

	"github.com/heedhq/heed"
)

// PlaybackClaim is one claim as it is shown back to one participant: in plain
// words, beside quotations of their own and of nobody else.
type PlaybackClaim struct {
	Claim      string           `json:"claim"` // id when the page was made
	Words      string           `json:"words"` // in the page's language
	Quotations []heed.Quotation `json:"quotations"`
}

// Playback is a private page for one participant. Numbers of claims on the
// page count from 1 in the order of Claims.
type Playback struct {
	ID          string        `json:"id"`
	Study       string        `json:"study"`
	Participant string        `json:"participant"`
	Language    heed.Language `json:"lang"`
	// Keyed is a keyed hash of the key that opens the page; the key itself is
	// kept nowhere.
	Keyed    []byte          `json:"-"`
	Claims   []PlaybackClaim `json:"claims"`
	Done     []Promise       `json:"done,omitempty"` // kept, because of what they said
	Created  time.Time       `json:"created"`
	Expires  time.Time       `json:"expires"`
	Revoked  time.Time       `json:"revoked,omitzero"`
	Answered time.Time       `json:"answered,omitzero"`
	// Deeper is whether we may ask more; unknown: no answer, which is no
	// permission.
	Deeper heed.Allowance `json:"deeper,omitempty"`
	// Missed counts the answers in which they told what we missed.
	Missed int `json:"missed,omitempty"`
}

// Promise is a commitment as a participant reads it: no owner, no ids.
type Promise struct {
	Text string    `json:"text"`
	Said string    `json:"said,omitempty"` // their own words, to the letter
	Due  heed.Date `json:"due,omitzero"`
}

// Playbacks keeps pages shown back. They go with their participant.
type Playbacks interface {
	Save(ctx context.Context, p Playback) error // insert or replace
	Get(ctx context.Context, id string) (Playback, error)
	List(ctx context.Context, study string) ([]Playback, error) // by time, then id
}

// Panelist is a participant who agreed to be asked now and then.
type Panelist struct {
	Participant string    `json:"participant"`
	Study       string    `json:"study"`
	Since       heed.Date `json:"since"`
	// Rhythm is the least number of days between two requests.
	Rhythm int `json:"rhythm"`
	// Left is when they asked to be left alone.
	Left heed.Date `json:"left,omitzero"`
}

// Pulse is how heard a customer felt after a call or a reply: the answers to
// the items of practice.PulseItems, 1..5 each, 0 where not answered.
type Pulse struct {
	ID           int64         `json:"id"`
	Study        string        `json:"study"`
	Participant  string        `json:"participant,omitempty"`
	Persona      string        `json:"persona,omitempty"`
	Account      string        `json:"account,omitempty"` // who spoke with them
	Conversation string        `json:"conversation,omitempty"`
	Items        [3]int        `json:"items"`
	Line         string        `json:"line,omitempty"` // theirs
	Language     heed.Language `json:"lang,omitempty"`
	At           time.Time     `json:"at"`
}

// Panels keeps who may be asked again, and how heard they felt.
type Panels interface {
	SavePanelist(ctx context.Context, p Panelist) error
	DropPanelist(ctx context.Context, participant string) error      // none is no error
	Panelists(ctx context.Context, study string) ([]Panelist, error) // by participant
	AddPulse(ctx context.Context, p Pulse) (id int64, err error)
	SavePulse(ctx context.Context, p Pulse) error              // replaces the one of its id
	Pulses(ctx context.Context, study string) ([]Pulse, error) // oldest first
}
