package heed

// Span is a half-open range of UTF-8 bytes [Start, End) in the text of one
// turn, or of the one text that was given.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len returns the number of bytes in the span.
func (s Span) Len() int { return s.End - s.Start }

// Overlaps reports whether the spans share at least one byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Contains reports whether o lies wholly within s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// In returns the text that the span covers, and false if the span does not
// fit text.
func (s Span) In(text string) (string, bool) {
	if s.Start < 0 || s.End < s.Start || s.End > len(text) {
		return "", false
	}
	return text[s.Start:s.End], true
}

// Quotation is a span of one turn at one text revision, with the words copied,
// so that a later correction of the turn can be noticed.
type Quotation struct {
	Conversation string `json:"conversation"`
	Turn         int    `json:"turn"` // index into Conversation.Turns, from 0
	Revision     int    `json:"revision,omitempty"`
	Span
	Text string `json:"text"`
}

// Validate checks that the quotation names a place and carries words of the
// span's length.
func (q Quotation) Validate() error {
	switch {
	case q.Conversation == "":
		return Errorf(CodeInvalid, "quotation names no conversation")
	case q.Turn < 0 || q.Start < 0 || q.End <= q.Start:
		return Errorf(CodeInvalid, "quotation in %s has no valid place: turn %d, bytes %d to %d", q.Conversation, q.Turn, q.Start, q.End)
	case len(q.Text) != q.Len():
		return Errorf(CodeInvalid, "quotation in %s copies %d bytes of a span of %d", q.Conversation, len(q.Text), q.Len())
	}
	return nil
}
