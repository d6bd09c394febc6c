package content

import heed "github.com/heedhq/heed"

// View is a persona with what is known of it.
type View struct {
	Persona *heed.Persona
	// Claims are the study's; those that the persona's fields name, or whose
	// places name the persona, are used. Rejected ones never are.
	Claims []heed.Claim
	Stage  string // "" is all
	// Consents are by participant id, with the study's default already filled
	// in. Who is not in it has said nothing.
	Consents map[string]heed.Consent
	Offers   []heed.Offer
}

// Options say how to speak.
type Options struct {
	Lang heed.Language // of what is said about the text; "" is the text's
	Ours []string      // product names and words of ours, beside the list
	// Understander reads the feelings of a text; nil goes without.
	Understander heed.Understander
}

// Point is something about the persona, and whether the text speaks to it.
type Point struct {
	// Kind is pain, goal, risk, feeling, gain, trigger or barrier.
	Kind       string          `json:"kind"`
	Claim      string          `json:"claim,omitempty"` // id
	Words      string          `json:"words"`
	Weight     float64         `json:"weight"`
	Spoken     bool            `json:"spoken"`          // the text speaks to it
	Spans      []heed.Span     `json:"spans,omitempty"` // where
	Quotations []heed.Evidence `json:"quotations,omitempty"`
}

// Mark is a place in the text with what it is.
type Mark struct {
	// Kind is pain, goal, risk, feeling, gain, trigger, barrier, jargon, us,
	// you or contradicted.
	Kind string `json:"kind"`
	heed.Span
	Text  string `json:"text"`
	Claim string `json:"claim,omitempty"`
	Why   string `json:"why,omitempty"`
}

// Contradiction is something the text says that people said otherwise.
type Contradiction struct {
	heed.Span
	Text     string        `json:"text"`
	Claim    string        `json:"claim"`
	Evidence heed.Evidence `json:"evidence"`
	Why      string        `json:"why"`
}

// Part is one part of the score, 0..1, with its reason. Measured is false where
// the persona gives nothing to take it from; such a part does not count.
type Part struct {
	Name     string  `json:"name"`
	Value    float64 `json:"value"`
	Weight   float64 `json:"weight"`
	Measured bool    `json:"measured"`
	Why      string  `json:"why"`
}

// Report is what a text does for a persona.
type Report struct {
	Persona  string          `json:"persona"`
	Language heed.Language   `json:"lang"`
	Stage    string          `json:"stage,omitempty"`
	Points   []Point         `json:"points"`
	Marks    []Mark          `json:"marks"`
	Theirs   []string        `json:"theirs"` // words of theirs that it uses
	Ours     []string        `json:"ours"`   // words that none of them used
	We       int             `json:"we"`
	You      int             `json:"you"`
	Hero     string          `json:"hero"` // "customer", "company" or "nobody"
	Against  []Contradiction `json:"contradictions"`
	Words    int             `json:"words"`
	Ease     float64         `json:"ease"` // Flesch or Fernández-Huerta
	Formats  []Line          `json:"formats"`
	Parts    []Part          `json:"parts"`
	Score    float64         `json:"score"` // 0..100, the weighted mean of the measured parts
	Notes    []string        `json:"notes,omitempty"`
}

// Line is one line of a brief or a story: evidence, or yours to write.
type Line struct {
	Text string `json:"text"`
	// Yours marks a line without evidence: "yours to write".
	Yours    bool            `json:"yours_to_write,omitempty"`
	Claim    string          `json:"claim,omitempty"`
	Evidence []heed.Evidence `json:"evidence,omitempty"`
}

// Part of a document.
type Section struct {
	Key   string `json:"key"`
	Title string `json:"title"`
	Lines []Line `json:"lines"`
}

// Document is a brief or a story outline.
type Document struct {
	Title    string        `json:"title"`
	Persona  string        `json:"persona"`
	Stage    string        `json:"stage,omitempty"`
	Language heed.Language `json:"lang"`
	Sections []Section     `json:"sections"`
	// Withheld counts quotations left out because nobody allowed them outside.
	Withheld int      `json:"withheld,omitempty"`
	Notes    []string `json:"notes,omitempty"`
}
