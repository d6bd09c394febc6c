package ledger

import (
	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/corpus"
)

// Evidence links to the words at span in the turn of an utterance; sig may be
// nil. An empty span stands for the whole sentence.
func Evidence(c *corpus.Corpus, utt int32, span heed.Span, sig *heed.Signal, stance heed.Stance) heed.Evidence {
	ut := &c.Utterances[utt]
	v := c.Convs[ut.Conv]
	turn := v.Turns[ut.Turn]
	if span.Len() <= 0 {
		span = ut.Span
	}
	words, ok := span.In(turn.Text)
	if !ok {
		span, words = ut.Span, ut.Text
	}
	e := heed.Evidence{
		Quotation: heed.Quotation{Conversation: v.ID, Turn: int(ut.Turn), Span: span, Text: words},
		Source:    v.Source, Stance: stance, Segment: v.Segment, Stage: v.Stage, Kind: v.Kind,
		Date: v.Date, At: turn.Start, Language: ut.Language, Basis: heed.Expressed,
		Hearsay: ut.Hearsay, Machine: v.Machine, Organisation: v.Organisation,
	}
	if int(ut.Turn) < len(v.Revision) {
		e.Revision = v.Revision[ut.Turn]
	}
	if ut.Person >= 0 {
		p := c.People[ut.Person]
		e.Participant, e.Organisation = p.ID, p.Organisation
		if p.Segment != "" {
			e.Segment = p.Segment
		}
	}
	if f, ok := ut.Strongest(); ok {
		e.Feeling, e.Intensity = f.Name, f.Intensity
	}
	if sig != nil {
		e.Rule = sig.Rule
		if sig.Basis != "" {
			e.Basis = sig.Basis
		}
		e.Hearsay = e.Hearsay || told(ut, sig) || ofSelf(sig.Kind) && AboutOthers(ut.Text, ut.Language)
	}
	e.Question, e.Drawn = c.DrawnBy(ut)
	return e
}

// told reports whether what a signal says was told to the speaker by somebody
// else: the sentence also carries a hears signal that covers it. What people
// hear is their own account of their hearing it.
func told(ut *corpus.Utterance, sig *heed.Signal) bool {
	if sig.Kind == heed.SigHears || sig.Kind == heed.SigInfluence {
		return false
	}
	for i := range ut.Signals {
		if h := &ut.Signals[i]; h.Kind == heed.SigHears && h.Span.Contains(sig.Span) {
			return true
		}
	}
	return false
}
