// Package wire holds what every format of package read hands over: the options
// that it is given, the result that it fills, and the input that it reads.
// Package read gives these types their public names.
package wire

import (
	"fmt"

	"github.com/heedhq/heed"
)

// Options set what a file does not say about itself, and how to read it. The
// zero value is usable.
type Options struct {
	// Map overrides the guessed columns of a table: header, or column letter,
	// to field ("Comentario" to "text"). The fields are listed in package table.
	Map map[string]string
	// Roles overrides the role of a speaker by the name in the text.
	Roles map[string]heed.Role

	// Kind is that of every conversation, in place of what would be guessed.
	Kind heed.Kind

	// Defaults for the whole import; what the file says itself wins.
	Language     heed.Language
	Study        string
	Segment      string
	Organisation string
	Stage        string
	Date         heed.Date
	Relationship heed.Relationship
	Consent      heed.Consent

	// OurDomains are the mail domains of our own people ("harbourline.com").
	OurDomains []string
	// Names resolves ids of people to names where the export keeps them in a
	// file of its own (Slack's users.json).
	Names map[string]string

	// MaxBytes is the largest file that is read, and the most that a packed
	// file may unpack to; 0 means DefaultMaxBytes.
	MaxBytes int64
}

// DefaultMaxBytes is the limit on one file, in bytes, where none is set.
const DefaultMaxBytes = 256 << 20

// Limit returns the limit in force, in bytes.
func (o Options) Limit() int64 {
	if o.MaxBytes > 0 {
		return o.MaxBytes
	}
	return DefaultMaxBytes
}

// Warning is something that was read with a doubt, or left out.
type Warning struct {
	Where string `json:"where,omitempty"` // file, and its line, cue or row
	What  string `json:"what"`
	Code  string `json:"code"`
}

// The codes of warnings. They are stable.
const (
	WarnCharset  = "charset"   // the character set was guessed, or mixed
	WarnNUL      = "nul_bytes" // NUL bytes were taken out
	WarnTime     = "time"      // a time that cannot be right; the words are kept
	WarnLeftOut  = "left_out"  // text that is not part of the conversation
	WarnRow      = "row"       // a row, line or cue that could not be read
	WarnQuote    = "quote"     // a quotation mark that never closes
	WarnRole     = "role"      // who is the customer is a weak guess
	WarnDate     = "date"      // a date that cannot be read
	WarnMetadata = "metadata"  // metadata that fits nothing
	WarnEntry    = "entry"     // an entry of an archive that was refused
	WarnEmpty    = "empty"     // a conversation without words
	WarnColumn   = "column"    // a column that --map names and the table lacks
	WarnFormat   = "format"    // something of the format that Heed does not read
	WarnMore     = "more"      // further warnings of a kind were not listed
	warnPerCode  = 40          // of one code, before the rest is only counted
)

// Column says how one column of a table was read.
type Column struct {
	Header  string `json:"header"`
	Field   string `json:"field"`
	Guessed bool   `json:"guessed"` // false: --map said so
	Sample  string `json:"sample,omitempty"`
}

// RoleGuess says which side a speaker was put on, and why.
type RoleGuess struct {
	Conversation string    `json:"conversation"`
	Speaker      string    `json:"speaker"`
	Role         heed.Role `json:"role"`
	Why          string    `json:"why"` // given, name, metadata, other, asks, phrases, kind, first, unknown
}

// Entry is one file of an archive.
type Entry struct {
	Name          string `json:"name"`
	Format        string `json:"format,omitempty"`
	Err           error  `json:"-"`
	Error         string `json:"error,omitempty"` // Err, as it may be shown
	Conversations int    `json:"conversations"`
	Rows          int    `json:"rows"`
	Refused       int    `json:"refused"`
}

// Result is what came of one file.
type Result struct {
	Format        string              `json:"format"`
	Conversations []heed.Conversation `json:"conversations,omitempty"`
	KPIs          []heed.KPI          `json:"kpis,omitempty"`
	Offers        []heed.Offer        `json:"offers,omitempty"`
	Warnings      []Warning           `json:"warnings,omitempty"`
	Mapping       []Column            `json:"mapping,omitempty"`
	Roles         []RoleGuess         `json:"roles,omitempty"`
	// Rows counts what the format is made of (rows, lines of JSON, cues,
	// messages, labelled lines, files of an archive) and was read; Refused what
	// was not. Rows + Refused is what was given.
	Rows    int `json:"rows"`
	Refused int `json:"refused"`
	// Count is the number of conversations, also where they were streamed.
	Count   int     `json:"count"`
	Entries []Entry `json:"entries,omitempty"`

	warned map[string]int
}

// Yield takes one conversation; an error stops the reading.
type Yield func(heed.Conversation) error

// Warn adds a warning. Of one code only the first are listed; Close counts the
// rest.
func (r *Result) Warn(code, where, format string, args ...any) {
	if r.warned == nil {
		r.warned = map[string]int{}
	}
	if r.warned[code]++; r.warned[code] > warnPerCode {
		return
	}
	r.Warnings = append(r.Warnings, Warning{Where: where, Code: code, What: fmt.Sprintf(format, args...)})
}

// Refuse counts a row, line, cue or message that could not be read and says why.
func (r *Result) Refuse(where, format string, args ...any) {
	r.Refused++
	r.Warn(WarnRow, where, format, args...)
}

// Close lists how many warnings of each code were only counted.
func (r *Result) Close() {
	for _, w := range r.Warnings {
		if n := r.warned[w.Code] - warnPerCode; n > 0 {
			r.warned[w.Code] = 0
			r.Warnings = append(r.Warnings, Warning{Code: WarnMore, What: fmt.Sprintf("%d more warnings of the kind %q", n, w.Code)})
		}
	}
}

// Count sets a number and its noun: "1 line", "3 lines".
func Count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
