package app

import "github.com/heedhq/heed"

// Report is what was understood of one or more studies, with the surroundings
// of every quotation.
type Report struct {
	Studies []StudyReport
}

// StudyReport is one study of a report.
type StudyReport struct {
	heed.Understanding
	Run heed.Run
	// Stamp changes whenever what is shown of the study does.
	Stamp string
	// Participants by id.
	Participants map[string]heed.Participant
	// Conversations by id, without their turns.
	Conversations map[string]heed.Conversation
	// Contexts surround the quotations that claims open.
	Contexts map[Anchor]Context
	// drawn is what pages worked out from it.
	drawn *Drawn
}

// Anchor is the place of a quotation.
type Anchor struct {
	Conversation string
	Turn         int
	heed.Span
}

// AnchorOf returns the place of q.
func AnchorOf(q heed.Quotation) Anchor { return Anchor{q.Conversation, q.Turn, q.Span} }

// Context is what stands around a quotation.
type Context struct {
	Before, After string // in the same turn, at most contextBytes, cut at words
	CutBefore     bool   // more stands before
	CutAfter      bool
	Speaker       string
}
