package app

import (
	"context"
	"time"
)

// Attempt is one answer in practice, with its score. It holds what the one who
// practised wrote, and goes with the conversation of its moment, or when the
// customer who spoke in it takes back their consent to training.
type Attempt struct {
	ID           int64  `json:"id"`
	Account      string `json:"account"`
	Study        string `json:"study"`
	Conversation string `json:"conversation"`
	Turn         int    `json:"turn"`   // of the customer whose moment it was
	Moment       string `json:"moment"` // id
	Skill        string `json:"skill"`
	Exercise     string `json:"exercise"` // read, answer, pushback, walk
	// Points of Of; Of is 0 where nothing is scored, or Components are.
	Points     int       `json:"points"`
	Of         int       `json:"of"`
	Components []float64 `json:"components,omitempty"` // cognitive, emotional, compassionate, 0..1
	Harms      int       `json:"harms,omitempty"`      // patterns in what was written that may hurt
	Level      int       `json:"level,omitempty"`      // of the objection, 1 to 3
	Seconds    int       `json:"seconds,omitempty"`    // it took, where it was timed
	Written    []string  `json:"written,omitempty"`
	// Contested says that whoever practised disagrees with the score: it is
	// left out of every figure until it has been looked at.
	Contested bool `json:"contested,omitempty"`
	// Shared says that whoever wrote it lets colleagues read it under their name.
	Shared bool      `json:"shared,omitempty"`
	At     time.Time `json:"at"`
}

// Attempts keeps practice.
type Attempts interface {
	Add(ctx context.Context, a Attempt) (id int64, err error)
	// Mark notes that an answer of that account is contested, and shared.
	Mark(ctx context.Context, account string, id int64, contested, shared bool) error
	Of(ctx context.Context, account string) ([]Attempt, error)                  // oldest first
	OfStudy(ctx context.Context, study string) ([]Attempt, error)               // oldest first
	OfConversation(ctx context.Context, conversation string) ([]Attempt, error) // oldest first
	Drop(ctx context.Context, ids ...int64) error
}

// PracticeProfile is what somebody said of themselves, so that practice can be
// chosen for them.
type PracticeProfile struct {
	Account string `json:"account"`
	Study   string `json:"study"`
	Work    string `json:"work,omitempty"` // sales, marketing, service
}

// PracticeProfiles keeps profiles. They go with their study.
type PracticeProfiles interface {
	Save(ctx context.Context, p PracticeProfile) error // insert or replace
	// Get returns the zero profile of that account where nothing was said.
	Get(ctx context.Context, account, study string) (PracticeProfile, error)
}
