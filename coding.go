package heed

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// BookCode is a code: a label of a study's codebook, with what it is for.
type BookCode struct {
	ID     string `json:"id"`
	Study  string `json:"study"`
	Parent string `json:"parent,omitempty"` // id; "" at the top
	Name   string `json:"name"`
	// Definition says what the code stands for; Include and Exclude when to
	// apply it and when not to.
	Definition string `json:"definition,omitempty"`
	Include    string `json:"include,omitempty"`
	Exclude    string `json:"exclude,omitempty"`
	// Mark is the shape by which it is told from its neighbours, 0..CodeMarks-1.
	Mark int `json:"mark"`
	// Version counts changes of the code's words, from 1.
	Version int `json:"version"`
}

// CodeMarks is how many marks codes are told apart by; each has a shape and a
// pattern of its own, so that no colour is needed.
const CodeMarks = 12

// The longest name and definition of a code, in characters.
const (
	CodeNameMax = 80
	CodeTextMax = 2000
)

// Validate checks that the code has a name, and that its words and its mark are
// within bounds.
func (c *BookCode) Validate() error {
	switch {
	case strings.TrimSpace(c.Name) == "":
		return Errorf(CodeInvalid, "a code needs a name")
	case utf8.RuneCountInString(c.Name) > CodeNameMax:
		return Errorf(CodeTooLarge, "the name of a code has at most %d characters", CodeNameMax)
	case c.Mark < 0 || c.Mark >= CodeMarks:
		return Errorf(CodeInvalid, "there is no mark %d; marks are 0 to %d", c.Mark, CodeMarks-1)
	}
	for _, s := range []string{c.Definition, c.Include, c.Exclude} {
		if utf8.RuneCountInString(s) > CodeTextMax {
			return Errorf(CodeTooLarge, "what a code stands for has at most %d characters", CodeTextMax)
		}
	}
	return nil
}

// Codebook is what holds for all codes of a study.
type Codebook struct {
	Study   string `json:"study"`
	Version int    `json:"version"` // counts changes of the book, from 0
	// Blind keeps each coder's codings from the others until somebody opens
	// them.
	Blind bool `json:"blind,omitempty"`
}

// Coding is the act of applying a code to a quotation.
type Coding struct {
	ID   int64  `json:"id"`
	Code string `json:"code"` // id
	Quotation
	By      string    `json:"by,omitempty"` // coder; "" on a laptop of one
	Version int       `json:"version"`      // of the code, when it was applied
	At      time.Time `json:"at"`
}

// MemoTarget says what a memo is about.
type MemoTarget string

// The targets of memos. A turn is named CONVERSATION#N with N from 0, a
// study's own memo by "".
const (
	MemoTurn         MemoTarget = "turn"
	MemoConversation MemoTarget = "conversation"
	MemoParticipant  MemoTarget = "participant"
	MemoClaim        MemoTarget = "claim"
	MemoTheme        MemoTarget = "theme"
	MemoPersona      MemoTarget = "persona"
	MemoCode         MemoTarget = "code"
	MemoStudy        MemoTarget = "study"
)

// MemoTargets lists the targets in the order in which they are shown.
var MemoTargets = []MemoTarget{
	MemoTurn, MemoConversation, MemoParticipant, MemoClaim, MemoTheme, MemoPersona, MemoCode, MemoStudy,
}

// MemoMax is how long a memo may be, in characters.
const MemoMax = 20_000

// Memo is what a researcher noted beside something.
type Memo struct {
	ID       int64      `json:"id"`
	Study    string     `json:"study"`
	Target   MemoTarget `json:"target"`
	TargetID string     `json:"target_id"`
	Text     string     `json:"text"`
	By       string     `json:"by,omitempty"`
	At       time.Time  `json:"at"`
}

// Validate checks that the memo is about something and says something.
func (m *Memo) Validate() error {
	switch {
	case !slices.Contains(MemoTargets, m.Target):
		return Errorf(CodeInvalid, "a memo cannot be about a %q; choose one of %v", string(m.Target), MemoTargets)
	case m.TargetID == "" && m.Target != MemoStudy:
		return Errorf(CodeInvalid, "the memo does not say what it is about")
	case strings.TrimSpace(m.Text) == "":
		return Errorf(CodeInvalid, "the memo is empty; write something or leave it")
	case utf8.RuneCountInString(m.Text) > MemoMax:
		return Errorf(CodeTooLarge, "a memo has at most %d characters", MemoMax)
	}
	return nil
}
