package heed

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"time"
)

// Language is an ISO 639-1 code; "" means not known.
type Language string

// The languages that Heed understands.
const (
	English Language = "en"
	Spanish Language = "es"
)

// Kind says how a conversation came about.
type Kind string

// The kinds. Notes are a colleague's account (hearsay) and research is market
// reports (context): neither counts as a participant heard.
const (
	KindInterview Kind = "interview"
	KindCall      Kind = "call"
	KindChat      Kind = "chat"
	KindEmail     Kind = "email"
	KindReview    Kind = "review"
	KindSurvey    Kind = "survey"
	KindSocial    Kind = "social"
	KindBoard     Kind = "board"
	KindNotes     Kind = "notes"
	KindResearch  Kind = "research"
)

// Kinds lists every kind in the order in which they are shown.
var Kinds = []Kind{
	KindInterview, KindCall, KindChat, KindEmail, KindReview,
	KindSurvey, KindSocial, KindBoard, KindNotes, KindResearch,
}

// Heard reports whether a conversation of this kind is a participant heard.
func (k Kind) Heard() bool { return k != KindNotes && k != KindResearch }

// Role is the side that a speaker is on.
type Role string

// The roles; "" means not known.
const (
	RoleCustomer   Role = "customer"
	RoleRep        Role = "rep"
	RoleResearcher Role = "researcher"
)

// Ours reports whether the role is on the listening side.
func (r Role) Ours() bool { return r == RoleRep || r == RoleResearcher }

// Moment is a time in seconds from the start of the recording, or not known.
type Moment struct {
	Seconds float64
	Known   bool
}

// At returns a known Moment. seconds is 0 or more.
func At(seconds float64) Moment { return Moment{Seconds: seconds, Known: true} }

// IsZero makes omitzero leave out a time that is not known.
func (m Moment) IsZero() bool { return !m.Known }

// MarshalJSON writes seconds, or null where the time is not known.
func (m Moment) MarshalJSON() ([]byte, error) {
	if !m.Known {
		return []byte("null"), nil
	}
	return json.Marshal(m.Seconds)
}

// UnmarshalJSON reads seconds or null.
func (m *Moment) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*m = Moment{}
		return nil
	}
	var s float64
	if err := json.Unmarshal(b, &s); err != nil {
		return fmt.Errorf("a time is a number of seconds: %w", err)
	}
	if math.IsNaN(s) || math.IsInf(s, 0) {
		return fmt.Errorf("a time is a finite number of seconds")
	}
	*m = At(s)
	return nil
}

// Turn is one speaker's uninterrupted talk.
type Turn struct {
	Speaker string `json:"speaker,omitempty"`
	Role    Role   `json:"role,omitempty"`
	Start   Moment `json:"start,omitzero"`
	End     Moment `json:"end,omitzero"`
	Text    string `json:"text"`
	// Question is what the text answers where the source says so (a survey's
	// column); it is not part of what the speaker said.
	Question string `json:"question,omitempty"`
}

// Timed reports whether both ends of the turn are known.
func (t Turn) Timed() bool { return t.Start.Known && t.End.Known }

// Speaker is a voice in one conversation.
type Speaker struct {
	Speaker string `json:"speaker"`
	Role    Role   `json:"role,omitempty"`
	Name    string `json:"name,omitempty"`
	// Attributes come from metadata or from what was said: age, title, place...
	Attributes map[string]string `json:"attributes,omitempty"`
	// Participant is the id of the Participant that this voice resolves to.
	Participant string `json:"participant,omitempty"`
	// Relationship, BuyingRole and Consent describe a customer.
	Relationship Relationship `json:"relationship,omitempty"`
	BuyingRole   string       `json:"buying_role,omitempty"`
	Consent      Consent      `json:"consent,omitzero"`
}

// Conversation is ordered turns between speakers.
type Conversation struct {
	ID           string    `json:"id,omitempty"`
	Kind         Kind      `json:"kind,omitempty"`
	Language     Language  `json:"language,omitempty"`
	Study        string    `json:"study,omitempty"`
	Segment      string    `json:"segment,omitempty"`
	Organisation string    `json:"organisation,omitempty"`
	Stage        string    `json:"stage,omitempty"`
	Date         Date      `json:"date,omitzero"`
	Speakers     []Speaker `json:"participants,omitempty"`
	Turns        []Turn    `json:"turns"`

	// Title names the conversation to people: a file name, a subject line.
	Title string `json:"title,omitempty"`
	// Source is the hash of the file that it was read from.
	Source string `json:"source,omitempty"`
	// Ratings are figures that came with it: a star rating, an NPS answer.
	Ratings []Rating `json:"ratings,omitempty"`
}

// Rating is a figure that a participant gave, with the range it is out of.
type Rating struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"`
	Max   float64 `json:"max,omitempty"` // 0: not known
}

// Speaker returns the speaker called name, and false if there is none.
func (c *Conversation) Speaker(name string) (Speaker, bool) {
	i := slices.IndexFunc(c.Speakers, func(s Speaker) bool { return s.Speaker == name })
	if i < 0 {
		return Speaker{}, false
	}
	return c.Speakers[i], true
}

// RoleOf returns the role of turn i: its own, else its speaker's.
func (c *Conversation) RoleOf(i int) Role {
	if r := c.Turns[i].Role; r != "" {
		return r
	}
	s, _ := c.Speaker(c.Turns[i].Speaker)
	return s.Role
}

// Validate checks kinds, roles and times. It does not require any field but
// the turns' text.
func (c *Conversation) Validate() error {
	if c.Kind != "" && !slices.Contains(Kinds, c.Kind) {
		return Errorf(CodeInvalid, "conversation %q: kind %q is not one of %v", c.ID, c.Kind, Kinds)
	}
	if len(c.Turns) == 0 {
		return Errorf(CodeInvalid, "conversation %q has no turns", c.ID)
	}
	for i, t := range c.Turns {
		switch t.Role {
		case "", RoleCustomer, RoleRep, RoleResearcher:
		default:
			return Errorf(CodeInvalid, "conversation %q, turn %d: role %q is not customer, rep or researcher", c.ID, i+1, t.Role)
		}
		if t.Start.Known && t.Start.Seconds < 0 || t.End.Known && t.End.Seconds < 0 {
			return Errorf(CodeInvalid, "conversation %q, turn %d: a time is below zero", c.ID, i+1)
		}
	}
	return nil
}

// Date is a calendar day without a time zone; the zero Date is not known.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// ParseDate reads an ISO 8601 day, or the day of an ISO 8601 time.
func ParseDate(s string) (Date, error) {
	if s == "" {
		return Date{}, nil
	}
	day := s
	if len(day) > 10 {
		day = day[:10]
	}
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return Date{}, Errorf(CodeInvalid, "%q is not a date like 2026-11-07", s)
	}
	return DateOf(t), nil
}

// DateOf returns the day of t in t's zone.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// Time returns midnight UTC of the day.
func (d Date) Time() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// IsZero reports whether the date is not known.
func (d Date) IsZero() bool { return d == Date{} }

// Before reports whether d is earlier than o.
func (d Date) Before(o Date) bool { return d.Time().Before(o.Time()) }

// DaysSince returns the number of days from o to d.
func (d Date) DaysSince(o Date) int { return int(d.Time().Sub(o.Time()).Hours() / 24) }

// String returns the day as 2006-01-02, or "" where it is not known.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// MarshalText writes the day as 2006-01-02.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads an ISO 8601 day.
func (d *Date) UnmarshalText(b []byte) (err error) {
	*d, err = ParseDate(string(b))
	return err
}
