package heed

// Answer is what was heard about a question, and nothing else: claims with the
// quotations that bear on it, and sentences that no claim rests on.
type Answer struct {
	Study    string   `json:"study"`
	Question string   `json:"question"`
	Language Language `json:"lang,omitempty"` // of the question
	Looked   Looked   `json:"looked_for"`
	// Claims, the best answer first.
	Claims []AnswerClaim `json:"claims"`
	// Said are sentences that answer and stand in none of Claims, the best
	// first; of one person at most a few.
	Said []Evidence `json:"said"`
	// Elsewhere answers too, but by others than those that were asked about.
	Elsewhere []Evidence `json:"elsewhere,omitempty"`
	// People and Organisations count those who answer, whether in a claim or in
	// a sentence; Level is that of the surest claim, very low without one.
	People        int   `json:"people"`
	Organisations int   `json:"organisations"`
	Level         Level `json:"level"`
	// Searched is how many sentences of customers were looked at, of how many.
	Searched int `json:"searched"`
	Of       int `json:"of"`
	// Nothing says why there is no answer: "question" (it asks for nothing),
	// "who" (nobody of them was heard), "stage" (nobody was heard there), "said"
	// (nobody said anything about it); "" where there is one.
	Nothing string `json:"nothing,omitempty"`
}

// AnswerClaim is a claim that answers. Its evidence is cut to what bears on
// the question.
type AnswerClaim struct {
	Claim
	// Match is how well it answers, 0..1.
	Match float64 `json:"match"`
}

// Looked is how a question was understood: what an answer had to be.
type Looked struct {
	Who          []string     `json:"who,omitempty"`    // roles, personas, organisations, as they are called here
	People       int          `json:"people"`           // participants that Who stands for; all where it is empty
	Kinds        []string     `json:"kinds,omitempty"`  // fear, pain, goal...
	Stages       []string     `json:"stages,omitempty"` // ids
	About        []LookedFor  `json:"about,omitempty"`
	Relationship Relationship `json:"relationship,omitempty"`
	BuyingRole   string       `json:"buying_role,omitempty"`
	// Form is what an answer must have: "amount", "when" (a time), "place",
	// "who" (somebody who is spoken of); "" for anything.
	Form string `json:"form,omitempty"`
}

// LookedFor is a word of a question with the others that were taken to mean
// the same or nearly so, in both languages.
type LookedFor struct {
	Word string   `json:"word"`
	Also []string `json:"also,omitempty"`
	// Unsaid: nobody was heard to say the word, or another that means the same.
	Unsaid bool `json:"unsaid,omitempty"`
}
