package heed

import "time"

// Standing is how a claim stood at one moment.
type Standing struct {
	Level         Level `json:"level"`
	People        int   `json:"people"`
	Organisations int   `json:"organisations"`
	Against       int   `json:"against"`
}

// Standing returns how the claim stands.
func (c *Claim) Standing() Standing {
	return Standing{Level: c.Confidence.Level, People: c.People, Organisations: c.Organisations, Against: c.Against}
}

// Move is what new conversations did to one claim. Words are the claim's at
// the time; Evidence is what was added to it, in the order of the text.
type Move struct {
	Claim    string     `json:"claim"` // id
	Words    string     `json:"words"`
	Quoted   bool       `json:"quoted"`
	Language Language   `json:"lang,omitempty"`
	Kind     SignalKind `json:"kind"`
	Persona  string     `json:"persona,omitempty"` // id
	Before   Standing   `json:"before"`
	After    Standing   `json:"after"`
	Evidence []Evidence `json:"evidence"`
}

// Direction is 1 where the claim rose, -1 where it fell, 0 where its level is
// what it was.
func (m *Move) Direction() int {
	switch {
	case m.After.Level > m.Before.Level:
		return 1
	case m.After.Level < m.Before.Level:
		return -1
	}
	return 0
}

// Increment is what new conversations changed in a finished run, before the
// next one groups everything anew.
type Increment struct {
	Study         string    `json:"study"`
	Run           string    `json:"run"` // that it was laid onto
	Conversations []string  `json:"conversations"`
	People        []string  `json:"people,omitempty"` // participants who had not been heard before
	At            time.Time `json:"at"`
	// Moves: claims whose level changed first, then those that somebody spoke
	// against, then by how much was added.
	Moves []Move `json:"moves"`
	// Heard counts the customers' sentences that carry a content signal;
	// Grouped of them joined a theme.
	Heard   int `json:"heard"`
	Grouped int `json:"grouped"`
	// Themes are those that grew, most first.
	Themes []ThemeGain `json:"themes"`
}

// ThemeGain is how many sentences joined a theme.
type ThemeGain struct {
	ID    string `json:"id"`
	Label string `json:"label"`
	Added int    `json:"added"`
}
