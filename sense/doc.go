// Package sense understands what was said, sentence by sentence: the emotions
// (package sense/emotion), the customer feelings that are shown to people, and
// the content signals: pains, goals, who influences, what stands in the way.
// English and Spanish are read alike.
//
// Feelings and signals come from grammar and lexicon files under
// sense/lexicon that people can read and extend; confidence is fitted on the
// development half of a hand-labelled gold standard (docs/METHOD-signals.md).
// The package is pure: no network, disk, clock or process.
package sense
