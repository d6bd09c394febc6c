package app

import (
	"github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/ledger"
)

// NameOfSegment is what a segment or a role is called in lang, with a capital;
// one that no list knows stands as it was written.
func NameOfSegment(segment string, lang heed.Language) string {
	return ledger.SegmentName(segment, lang)
}

// InferredIn is a claim that was read from what people do, and what they do,
// in lang: the language of the interface and not that of who was heard. Words
// that somebody changed stand as they are.
func InferredIn(c *heed.Claim, lang heed.Language) (words, does string) {
	if c.Basis != heed.Inferred {
		return c.Words, c.Behaviour
	}
	return ledger.InferredIn(c.Words, c.Behaviour, lang)
}
