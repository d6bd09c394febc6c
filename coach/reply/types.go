package reply

import (
	heed "github.com/heedhq/heed"
)

// Register is the form of address.
type Register string

// The registers; "" is English, or not to be told.
const (
	Tu    Register = "tu"
	Usted Register = "usted"
	Vos   Register = "vos"
)

// Options say what is known beside the two texts.
type Options struct {
	// Lang is the language of reasons; "" is the conversation's.
	Lang heed.Language
	// Register is the form of address; "" is taken from the draft, else from
	// the customer, else usted.
	Register Register
	// Peer says that the one who answers is in the same position as the one who
	// asks (a forum, a support group): then an experience of one's own on the
	// same matter shows understanding, as EPITOME defines it.
	Peer bool
	// Claims are the persona's, with their evidence: for what people like this
	// customer said is behind a pushback, and for whether sameness is earned.
	Claims []heed.Claim
}

// Shown is a finding about the customer with the words that show it.
type Shown struct {
	Kind string `json:"kind"`
	heed.Span
	Text string `json:"text"`
	Why  string `json:"why,omitempty"`
}

// FeelingShown is a feeling with its intensity, 0..1, and where it shows.
type FeelingShown struct {
	Name      heed.Feeling `json:"name"`
	Intensity float64      `json:"intensity"`
	heed.Span
	Text string `json:"text"`
	// Answered says that the draft speaks to it (Judge fills it in).
	Answered bool `json:"answered"`
}

// Customer is what was understood of the customer's message.
type Customer struct {
	Language heed.Language `json:"lang"`
	// Supported is false for a language other than English and Spanish.
	Supported bool           `json:"supported"`
	Register  Register       `json:"register,omitempty"`
	Feelings  []FeelingShown `json:"feelings"` // strongest first
	Needs     []Shown        `json:"needs"`
	Risks     []Shown        `json:"risks"`
	// Behind is the question behind the question, in Options.Lang.
	Behind string `json:"behind,omitempty"`
	// Pushback is price, timing, trust, change, authority, competitor,
	// tried_that or silence; Pushed is where it shows.
	Pushback string      `json:"pushback,omitempty"`
	Pushed   []heed.Span `json:"pushed,omitempty"`
	// LikeThem is what people of the persona said that bears on it.
	LikeThem []heed.Evidence `json:"like_them,omitempty"`
	// Raised are the points a reply should speak to, in order.
	Raised []Shown  `json:"raised"`
	Notes  []string `json:"notes,omitempty"` // clear words about odd input
	Cut    bool     `json:"cut,omitempty"`

	situation string
	intent    string
}

// Mechanism is how much of it there is (0 none, 1 weak, 2 strong) and where.
type Mechanism struct {
	Level int         `json:"level"`
	Spans []heed.Span `json:"spans"`
}

// Mechanisms are those of EPITOME (Sharma et al., EMNLP 2020).
type Mechanisms struct {
	EmotionalReaction Mechanism `json:"emotional_reaction"`
	Interpretation    Mechanism `json:"interpretation"`
	Exploration       Mechanism `json:"exploration"`
}

// Components are the three components of empathy, 0..1 each; never averaged.
type Components struct {
	Cognitive     float64 `json:"cognitive"`
	Emotional     float64 `json:"emotional"`
	Compassionate float64 `json:"compassionate"`
}

// Tactic is something the draft does well, and where.
type Tactic struct {
	Kind string `json:"kind"`
	heed.Span
}

// Harm is a pattern that could hurt, with its reason and another way to say it.
type Harm struct {
	Kind string `json:"kind"`
	heed.Span
	Why     string `json:"why"`
	Instead string `json:"instead"`
}

// Apology says which parts an apology has.
type Apology struct {
	heed.Span
	Names   bool `json:"names_fault"`
	Owns    bool `json:"owns"`
	Repairs bool `json:"repairs"`
	Excuse  bool `json:"excuse"`
}

// Judgement is what a draft does for the one it answers.
type Judgement struct {
	Customer   Customer      `json:"customer"`
	Language   heed.Language `json:"lang"`
	Mechanisms Mechanisms    `json:"mechanisms"`
	Components Components    `json:"components"`
	Tactics    []Tactic      `json:"tactics"`
	Harms      []Harm        `json:"harms"`
	Unanswered []Shown       `json:"unanswered"` // what the customer raised and the draft does not speak to
	Apology    *Apology      `json:"apology,omitempty"`
	Length     Length        `json:"length"`
	Jargon     []Shown       `json:"jargon,omitempty"` // terms the customer never used
	We         int           `json:"we"`               // words about us
	You        int           `json:"you"`              // words about them
	Notes      []string      `json:"notes,omitempty"`
	Cut        bool          `json:"cut,omitempty"`

	features features
}

// Length is the size of the draft and how hard it reads.
type Length struct {
	Words     int `json:"words"`
	Sentences int `json:"sentences"`
	// Ease is Flesch reading ease (English) or Fernández-Huerta (Spanish),
	// about 0 (very hard) to 100 (very easy); 0 where there are no words.
	Ease float64 `json:"ease"`
}

// Move is one step of a suggestion.
type Move struct {
	// Kind is name, reflect, validate, own, act, ask, thank, answer or like_them.
	Kind string `json:"kind"`
	Text string `json:"text"`
	Why  string `json:"why"`
	// From says where its facts come from: customer, draft, evidence, or "" for
	// words of ours.
	From string `json:"from,omitempty"`
	// Evidence is set on a move that rests on what others said.
	Evidence *heed.Evidence `json:"evidence,omitempty"`
}

// Suggestion is a reply made of moves.
type Suggestion struct {
	Text  string `json:"text"`
	Moves []Move `json:"moves"`
	// Blanks are the facts to fill in: [who], [when].
	Blanks []string `json:"blanks,omitempty"`
}
