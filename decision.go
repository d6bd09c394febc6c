package heed

import (
	"encoding/json"
	"time"
)

// DecisionKind says what a person did.
type DecisionKind string

// The kinds of decision.
const (
	DecideAccept   DecisionKind = "accept"   // a claim
	DecideEdit     DecisionKind = "edit"     // a claim's words
	DecideReject   DecisionKind = "reject"   // a claim
	DecideMove     DecisionKind = "move"     // a claim to another cell, stage or lane; a participant to another persona
	DecideAdd      DecisionKind = "add"      // a claim made by hand, with its evidence, or assumed
	DecideName     DecisionKind = "name"     // a theme or a persona
	DecideMerge    DecisionKind = "merge"    // themes, personas
	DecideSplit    DecisionKind = "split"    // a theme
	DecidePin      DecisionKind = "pin"      // a theme stays as it is
	DecideCode     DecisionKind = "code"     // a quotation with a code
	DecideEvidence DecisionKind = "evidence" // a quotation, for or against a claim
	DecideSettings DecisionKind = "settings" // a study's settings
	DecideUndo     DecisionKind = "undo"     // an earlier decision

	DecideAnswers    DecisionKind = "answers"     // the offer Into answers a pain
	DecideAnswersNot DecisionKind = "answers_not" // it does not
)

// TargetKind says what a decision is about.
type TargetKind string

// The targets.
const (
	TargetClaim       TargetKind = "claim"
	TargetTheme       TargetKind = "theme"
	TargetPersona     TargetKind = "persona"
	TargetParticipant TargetKind = "participant"
	TargetQuotation   TargetKind = "quotation"
	TargetStudy       TargetKind = "study"
)

// Decision is what a person did. Decisions are only ever appended, and are
// laid onto every new Run: first by the target's id, then by the overlap of
// the quotations that the target had when the decision was made.
type Decision struct {
	ID     int64        `json:"id"` // in order of making
	Study  string       `json:"study"`
	Kind   DecisionKind `json:"kind"`
	Target TargetKind   `json:"target"`
	// TargetID is the id at the time; Anchor holds its quotations then.
	TargetID string      `json:"target_id"`
	Anchor   []Quotation `json:"anchor,omitempty"`
	// Into is the second party: the cell, stage, persona or theme moved or
	// merged into, the new name or words.
	Into  string    `json:"into,omitempty"`
	Place *Place    `json:"place,omitempty"`
	Claim *Claim    `json:"claim,omitempty"` // of an add; of evidence, with that alone
	Note  string    `json:"note,omitempty"`
	By    string    `json:"by,omitempty"` // account; "" on a laptop of one
	At    time.Time `json:"at"`
	// Undoes is the id of the decision that an undo takes back.
	Undoes int64 `json:"undoes,omitempty"`
}

// Run is one analysis of a study: its inputs, models and rules. It is built
// aside and swapped in whole.
type Run struct {
	ID       string    `json:"id"`
	Study    string    `json:"study"`
	Inputs   string    `json:"inputs"` // hash over conversations, revisions and decisions
	Sense    string    `json:"sense"`  // version of models and rules
	Shape    string    `json:"shape"`
	State    string    `json:"state"` // building, current, past, failed
	AsOf     Date      `json:"as_of,omitzero"`
	Started  time.Time `json:"started"`
	Finished time.Time `json:"finished,omitzero"`
}

// Commitment is something promised because of a claim.
type Commitment struct {
	ID    string `json:"id"`
	Study string `json:"study"`
	Claim string `json:"claim"` // id at the time
	// Anchor holds the places, without words, of what the claim rested on: it
	// finds the claim again where a run gave it another id.
	Anchor []Quotation `json:"anchor,omitempty"`
	Text   string      `json:"text"`
	Owner  string      `json:"owner"`
	Due    Date        `json:"due,omitzero"`
	State  string      `json:"state"` // open, kept, broken
}

// Verdict is a participant's answer to a claim shown back to them.
type Verdict string

// The verdicts.
const (
	Right  Verdict = "right"
	Partly Verdict = "partly"
	Wrong  Verdict = "wrong"
)

// SourcePlayback is the Source of a conversation that holds what a participant
// answered when claims were shown back to them. It is evidence like any other,
// and no conversation more that was sought out: it does not count towards
// saturation.
const SourcePlayback = "playback"

// MemberCheck is one claim shown back to one participant.
type MemberCheck struct {
	Study       string      `json:"study"`
	Claim       string      `json:"claim"`
	Anchor      []Quotation `json:"anchor,omitempty"`
	Participant string      `json:"participant"`
	Verdict     Verdict     `json:"verdict,omitempty"` // "": asked, not answered; silence is not agreement
	Words       string      `json:"words,omitempty"`   // theirs
	Said        *Quotation  `json:"said,omitempty"`    // where Words stand, once they are evidence
	Asked       Date        `json:"asked"`
	Answered    Date        `json:"answered,omitzero"`
}

// Work is pending work, written in the same transaction as the data that
// needs it. Workers are idempotent.
type Work struct {
	ID      int64           `json:"id"`
	Kind    string          `json:"kind"` // sense, shape, erase
	Target  string          `json:"target"`
	Payload json.RawMessage `json:"payload,omitempty"`
	Tries   int             `json:"tries"`
	Error   string          `json:"error,omitempty"`
	At      time.Time       `json:"at"`
}
