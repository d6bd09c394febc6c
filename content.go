package heed

// ContentItem is something that was sent or shown to customers: an e-mail, a
// page, a release note, a guide. Its figures are context; what customers say of
// it is evidence.
type ContentItem struct {
	Item string `json:"content_item"`
	// Called are the names that it goes by, its own first.
	Called  []string         `json:"called"`
	Figures []ContentFigures `json:"figures"`
	// People and Organisations count those who speak of it or answer it;
	// Withheld those of People whose words may not be shown.
	People        int `json:"people"`
	Organisations int `json:"organisations"`
	Withheld      int `json:"withheld,omitempty"`
	// Sentences is how many were found; Said are those that tell most, at most
	// a few of each person.
	Sentences int           `json:"sentences"`
	Said      []ContentSaid `json:"said"`
	// Unread: no analysis has looked for it yet.
	Unread bool `json:"unread,omitempty"`
}

// ContentFigures are the figures of a content item at a stage, in a channel and
// for a segment.
type ContentFigures struct {
	Stage   string `json:"stage,omitempty"`
	Channel string `json:"channel,omitempty"`
	Persona string `json:"persona,omitempty"` // segment, as it came
	// Series are by name, each in the order of time.
	Series []FigureSeries `json:"series"`
}

// FigureSeries is one figure over time.
type FigureSeries struct {
	Name   string `json:"name"`
	Points []KPI  `json:"points"`
	// Change is the last value less the first; 0 where it was measured once.
	Change float64 `json:"change"`
}

// ContentTie says why words belong to a content item.
type ContentTie string

// The ties, the surest first.
const (
	TieNamed   ContentTie = "named"   // the sentence names it
	TieShort   ContentTie = "short"   // by its short name, where it was named before or at its own stage
	TieReplies ContentTie = "replies" // a letter whose subject names it
	TieAnswers ContentTie = "answers" // the turn right after one of ours that names it
)

// ContentSaid is what a customer says of a content item, or in answer to it.
type ContentSaid struct {
	Evidence
	How ContentTie `json:"how"`
	// Signals are the kinds found in the words: pain, like, question...
	Signals []SignalKind `json:"signals,omitempty"`
	// Claim is the id of a claim that rests on these words, if one does.
	Claim string `json:"claim,omitempty"`
}
