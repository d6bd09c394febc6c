package heed

import "fmt"

// Stance says whether evidence supports a claim or speaks against it.
type Stance string

// The stances.
const (
	Supports    Stance = "supports"
	Contradicts Stance = "contradicts"
)

// Evidence links a claim to a quotation.
type Evidence struct {
	Quotation
	Source       string   `json:"source,omitempty"` // hash of the file it came from
	Stance       Stance   `json:"stance"`
	Participant  string   `json:"participant,omitempty"` // id; "" where nobody is known
	Organisation string   `json:"organisation,omitempty"`
	Segment      string   `json:"segment,omitempty"`
	Stage        string   `json:"stage,omitempty"`
	Kind         Kind     `json:"kind,omitempty"` // of its conversation
	Date         Date     `json:"date,omitzero"`
	At           Moment   `json:"at,omitzero"` // place in the recording
	Language     Language `json:"lang,omitempty"`
	Basis        Basis    `json:"basis"`
	Feeling      Feeling  `json:"feeling,omitempty"` // the strongest, if any
	Intensity    float64  `json:"intensity,omitempty"`
	// Question is what drew the words out, and Drawn the act that it was.
	Question string  `json:"question,omitempty"`
	Drawn    ActKind `json:"drawn,omitempty"`
	// Hearsay: said about somebody else, or by a colleague about a customer.
	Hearsay bool `json:"hearsay,omitempty"`
	// Machine: from a transcript that no person has checked.
	Machine bool `json:"machine,omitempty"`
	// Pasted: word for word what somebody else says in another conversation, as
	// where a script or a form is read out.
	Pasted bool `json:"pasted,omitempty"`
	// Rule names what made the link.
	Rule string `json:"rule,omitempty"`
}

// Level is a confidence level. Higher is more certain.
type Level int

// The levels, after GRADE-CERQual.
const (
	VeryLow Level = iota
	Low
	Moderate
	High
)

var levelNames = [...]string{"very_low", "low", "moderate", "high"}

// String returns the level's name as it stands in JSON.
func (l Level) String() string {
	if l < VeryLow || l > High {
		return fmt.Sprintf("level(%d)", int(l))
	}
	return levelNames[l]
}

// MarshalText writes the level's name.
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText reads the level's name.
func (l *Level) UnmarshalText(b []byte) error {
	for i, n := range levelNames {
		if n == string(b) {
			*l = Level(i)
			return nil
		}
	}
	return Errorf(CodeInvalid, "%q is not a level of confidence", b)
}

// Component is one of the four concerns of GRADE-CERQual, or a cap.
type Component string

// The components, in the order in which they are applied.
const (
	Method    Component = "method"
	Coherence Component = "coherence"
	Adequacy  Component = "adequacy"
	Relevance Component = "relevance"
	CapBasis  Component = "cap_basis"     // inferred thinks and feels stay low until confirmed
	CapReview Component = "cap_review"    // machine coding is at most moderate until accepted
	CapCheck  Component = "cap_confirmed" // nothing is high without one confirmed member check
)

// Step is one rule applied to one claim: what it looked at and what it did.
// All steps are kept, so that the confidence can be recomputed in the open.
type Step struct {
	Component Component `json:"component"`
	Lowered   bool      `json:"lowered"`           // one level down, or capped
	Unknown   bool      `json:"unknown,omitempty"` // could not be judged (organisations unknown)
	Level     Level     `json:"level"`             // after this step
	// Figures are what the rule looked at, by name, for a sentence in the
	// reader's language: supporters, opposers, wilson_low, drawn_out, needed...
	Figures map[string]float64 `json:"figures,omitempty"`
	// Reason names the sentence: "leading_questions", "hearsay", "contradicted",
	// "few_participants", "few_organisations", "not_saturated", "old"...
	Reason string `json:"reason,omitempty"`
}

// Confidence is a level with every rule that led to it.
type Confidence struct {
	Level Level  `json:"level"`
	Steps []Step `json:"steps"`
	Rules string `json:"rules"` // version of the rules
	// Raise is the smallest change that would lift the level by one:
	// "confirm", "participant", "organisation", "accept", "accept_confirm" (both,
	// where neither does alone), "open_question", "recent", "own_account"; ""
	// when high.
	Raise string `json:"raise,omitempty"`
	// RaiseN is how many of them.
	RaiseN int `json:"raise_n,omitempty"`
	// RaiseMore says that no single change lifts the level: Raise is the first
	// of those that it takes.
	RaiseMore bool `json:"raise_more,omitempty"`
}

// Review is what a person did with a claim.
type Review string

// The review states.
const (
	Machine  Review = "machine" // nobody has looked
	Accepted Review = "accepted"
	Edited   Review = "edited"
	Rejected Review = "rejected"
)

// Checks counts member checks: participants to whom the claim was shown back.
type Checks struct {
	Asked     int `json:"asked"`
	Answered  int `json:"answered"`
	Agreed    int `json:"agreed"`    // right
	Partly    int `json:"partly"`    // partly right
	Disagreed int `json:"disagreed"` // wrong
}

// Place is where a claim stands: in a persona's field, on its map, or on its
// journey. A claim may stand in several.
type Place struct {
	Persona string `json:"persona,omitempty"`
	Field   Field  `json:"field,omitempty"` // of the persona
	Cell    Cell   `json:"cell,omitempty"`  // of the empathy map
	Stage   string `json:"stage,omitempty"` // of the journey
	Lane    Lane   `json:"lane,omitempty"`
}

// Claim is a statement about people, with its evidence. Personas, maps and
// journeys are views over claims.
type Claim struct {
	ID string `json:"id"` // stable over runs while its evidence overlaps
	// Words are by default the customers' own: the most central short quotation.
	Words string `json:"words"`
	// Quoted says that Words are somebody's words to the letter; an edited or
	// inferred claim is set in our voice.
	Quoted   bool       `json:"quoted"`
	Language Language   `json:"lang,omitempty"` // of Words
	Kind     SignalKind `json:"kind"`
	Subkind  string     `json:"subkind,omitempty"`
	Theme    string     `json:"theme,omitempty"` // id
	Places   []Place    `json:"places"`
	Basis    Basis      `json:"basis"`
	// Behaviour names what an inferred claim was read from.
	Behaviour string `json:"behaviour,omitempty"`
	// Texts and Behaviours are the Words and the Behaviour of a claim of ours in
	// each interface language; empty where nobody's but one language has them, as
	// with quotations and with what a person wrote.
	Texts      map[Language]string `json:"texts,omitempty"`
	Behaviours map[Language]string `json:"behaviours,omitempty"`
	// Point is what those who stand behind the claim have in common, as one would
	// code it, in each interface language; empty where their words say it alone.
	Point map[Language]string `json:"point,omitempty"`
	// Value is the stated value of an attribute, channel, device or influence.
	Value      string         `json:"value,omitempty"`
	Feelings   []FeelingScore `json:"feelings,omitempty"` // over supporting evidence
	Evidence   []Evidence     `json:"evidence"`
	Review     Review         `json:"review"`
	ReviewedBy string         `json:"reviewed_by,omitempty"`
	Checks     Checks         `json:"checks"`
	Confidence Confidence     `json:"confidence"`
	// People and Organisations count distinct supporters; Against counts
	// distinct participants who contradict.
	People int `json:"people"`
	// Withheld counts those of People who may not be quoted: they stand behind
	// the claim, and none of their words are shown.
	Withheld      int `json:"withheld,omitempty"`
	Organisations int `json:"organisations"`
	Against       int `json:"against"`
	// Offers are linked to what hurts; those refused too.
	Offers    []OfferLink `json:"offers,omitempty"`
	LastHeard Date        `json:"last_heard,omitzero"`
	// Tested says whose words a claim that somebody made without evidence was
	// held against; nil for others.
	Tested *Tested `json:"tested,omitempty"`
	// Weight orders claims within a cell: how many people and how strongly.
	Weight float64 `json:"weight"`
}

// Validate checks that the claim has words, a basis, and evidence that fits
// the basis: whatever is not assumed opens at least one quotation.
func (c *Claim) Validate() error {
	switch {
	case c.ID == "" || c.Words == "":
		return Errorf(CodeInvalid, "claim %q has no id or no words", c.ID)
	case c.Basis != Expressed && c.Basis != Inferred && c.Basis != Assumed:
		return Errorf(CodeInvalid, "claim %s: basis %q is not expressed, inferred or assumed", c.ID, c.Basis)
	case c.Basis != Assumed && len(c.Evidence) == 0:
		return Errorf(CodeInvalid, "claim %s is not assumed but opens no quotation", c.ID)
	case c.Basis == Inferred && c.Behaviour == "":
		return Errorf(CodeInvalid, "claim %s is inferred but names no behaviour", c.ID)
	}
	for _, e := range c.Evidence {
		if err := e.Validate(); err != nil {
			return err
		}
	}
	return nil
}

// Earned is how much of a persona, a map or a study has been earned, with its
// companions; it is never printed without them.
type Earned struct {
	// Share is Claims at moderate or better over Of, 0..1.
	Share  float64 `json:"share"`
	Claims int     `json:"claims"` // at moderate or better
	Of     int     `json:"of"`     // not rejected, plus required fields that nobody has filled
	Empty  int     `json:"empty"`  // those unfilled fields

	ByLevel        [4]int `json:"by_level"` // very low, low, moderate, high
	Participants   int    `json:"participants"`
	Organisations  int    `json:"organisations"`
	Checks         Checks `json:"checks"`
	Contradictions int    `json:"contradictions"`
	LastHeard      Date   `json:"last_heard,omitzero"`
	// Raise is the one thing that would raise it most.
	Raise *NextQuestion `json:"raise,omitempty"`
}

// NextQuestion is an open question to ask, whom to ask, and what an answer
// would raise. Text is set in Lang; each interface language has its own entry
// in Texts.
type NextQuestion struct {
	Texts map[Language]string `json:"texts"`
	// Whom to ask.
	Role    string `json:"role,omitempty"`
	Segment string `json:"segment,omitempty"`
	Stage   string `json:"stage,omitempty"`
	Persona string `json:"persona,omitempty"`
	// Claims are those an answer would bear on; Field is the empty field that
	// it would fill; Silent is the role mentioned but never heard.
	Claims []string `json:"claims,omitempty"`
	Field  Field    `json:"field,omitempty"`
	Silent string   `json:"silent,omitempty"`
	// Reason names why this one: "empty_field", "few_participants",
	// "contradicted", "leading_questions", "unconfirmed", "silent"...
	Reason string `json:"reason"`
	// Gain is how many claims or fields it could bring to moderate or better.
	Gain float64 `json:"gain"`
}
