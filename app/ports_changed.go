package app

import "context"

// Part is a part of a workspace whose changes are counted.
type Part string

// The parts.
const (
	PartStudies       Part = "studies"       // what a study is and allows; going, it takes all the others along
	PartConversations Part = "conversations" // turns, voices, corrections and readings with them
	PartPeople        Part = "people"        // participants: names and consent with them
	PartUnderstanding Part = "understanding" // runs, what was laid onto them, decisions, answers of participants
	PartRecordings    Part = "recordings"
)

// Changed tells whether what somebody keeps in memory is still so.
type Changed interface {
	// Count grows with every transaction, of whatever process, that changes one
	// of the parts, or a study.
	Count(ctx context.Context, parts ...Part) (int64, error)
}
