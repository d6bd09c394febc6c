// Package content holds what we publish against the people it is meant for.
//
//	content.Check(text, view, o)   what of the persona a text speaks to and ignores,
//	                               whose words it uses, who the hero is, what the
//	                               evidence contradicts; a score part by part
//	content.Brief(view, o)         before anything is written: what to answer, in whose
//	                               words, with which evidence, in what format
//	content.Story(view, o)         an outline from verbatim quotations that may be
//	                               quoted outside
//	content.Compare(before, after) what changed, word by word and part by part
//
// Everything said about the persona opens a quotation; what has none is marked
// "yours to write". Pure and deterministic; spans are in bytes of the text given.
package content

// MaxBytes is how much of a text is read.
const MaxBytes = 128 << 10
