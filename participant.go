package heed

// Relationship is what a participant is to us.
type Relationship string

// The relationships; "" means not known.
const (
	Prospect Relationship = "prospect"
	Customer Relationship = "customer"
	Former   Relationship = "former"
)

// Allowance is an answer to one question of consent.
type Allowance string

// The answers. Unknown never leaves the company.
const (
	Unknown Allowance = ""
	Yes     Allowance = "yes"
	No      Allowance = "no"
)

// Consent is given or withheld per use.
type Consent struct {
	Analysis     Allowance `json:"analysis,omitempty"`
	Training     Allowance `json:"training,omitempty"`
	QuoteInside  Allowance `json:"quote_inside,omitempty"`
	QuoteOutside Allowance `json:"quote_outside,omitempty"`
	// Recording is keeping the sound of their voice.
	Recording Allowance `json:"recording,omitempty"`
}

// IsZero reports whether nothing was answered.
func (c Consent) IsZero() bool { return c == Consent{} }

// Or fills what c leaves unknown from the study's default.
func (c Consent) Or(study Consent) Consent {
	pick := func(a, b Allowance) Allowance {
		if a == Unknown {
			return b
		}
		return a
	}
	return Consent{
		Analysis:     pick(c.Analysis, study.Analysis),
		Training:     pick(c.Training, study.Training),
		QuoteInside:  pick(c.QuoteInside, study.QuoteInside),
		QuoteOutside: pick(c.QuoteOutside, study.QuoteOutside),
		Recording:    pick(c.Recording, study.Recording),
	}
}

// Strictest joins two answers of the same person: a no wins over a yes, and any
// answer over none.
func (c Consent) Strictest(o Consent) Consent {
	pick := func(a, b Allowance) Allowance {
		if a == No || b == No {
			return No
		}
		if a == Unknown {
			return b
		}
		return a
	}
	return Consent{
		Analysis:     pick(c.Analysis, o.Analysis),
		Training:     pick(c.Training, o.Training),
		QuoteInside:  pick(c.QuoteInside, o.QuoteInside),
		QuoteOutside: pick(c.QuoteOutside, o.QuoteOutside),
		Recording:    pick(c.Recording, o.Recording),
	}
}

// Validate checks that every answer is yes, no or unknown.
func (c Consent) Validate() error {
	for _, a := range []Allowance{c.Analysis, c.Training, c.QuoteInside, c.QuoteOutside, c.Recording} {
		if a != Unknown && a != Yes && a != No {
			return Errorf(CodeInvalid, "consent %q is not yes, no or empty", string(a))
		}
	}
	return nil
}

// Participant is a customer who was heard, known by a pseudonym that is stable
// within the study. The name lives apart, in Identity.
type Participant struct {
	ID           string            `json:"id"`
	Study        string            `json:"study"`
	Number       int               `json:"number"` // Person 3
	Organisation string            `json:"organisation,omitempty"`
	Segment      string            `json:"segment,omitempty"`
	Title        string            `json:"title,omitempty"` // operations lead
	Relationship Relationship      `json:"relationship,omitempty"`
	BuyingRole   string            `json:"buying_role,omitempty"`
	Attributes   map[string]string `json:"attributes,omitempty"`
	Consent      Consent           `json:"consent,omitzero"`
	// DisplayName is what somebody who may see identities chose to show
	// ("Marta V."); "" shows the pseudonym.
	DisplayName string `json:"display_name,omitempty"`
}

// Study is a bounded research effort.
type Study struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Question string   `json:"question,omitempty"`
	Outcome  string   `json:"outcome,omitempty"` // what the customer wants in the end
	Consent  Consent  `json:"consent,omitzero"`  // the default for its participants
	Settings Settings `json:"settings"`
}
