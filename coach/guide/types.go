package guide

import heed "github.com/heedhq/heed"

// Kind is what the guide is for.
type Kind string

// The kinds.
const (
	Interview Kind = "interview"
	Group     Kind = "group"
	Board     Kind = "board"
	Survey    Kind = "survey"
)

// Options say how to look at a guide.
type Options struct {
	// Lang is the language of the guide; "" is recognised. Say is the language
	// of reasons; "" is that of the guide.
	Lang, Say heed.Language
	Kind      Kind // "" is recognised: a survey where answers to choose from are given
	// Understander finds closed, leading and double-barrelled questions that
	// the lists do not; nil goes without.
	Understander heed.Understander
	// Ours are words that customers do not use: product and internal names.
	Ours []string
	// Minutes is the time there is; 0 is 60 for an interview, 90 for a group,
	// 120 for a board, 10 for a survey.
	Minutes int
}

// Finding is something to change, where it is and how.
type Finding struct {
	// Kind is leading, closed, double_barrelled, loaded, hypothetical, jargon,
	// or of a survey unbalanced_scale, no_other, overlapping, agree_scale.
	Kind string `json:"kind"`
	heed.Span
	Text string `json:"text"`
	Why  string `json:"why"`
	// Rewrites are open ways to ask it; a doubled question has two.
	Rewrites []string `json:"rewrites,omitempty"`
}

// Phase is where a question belongs in a conversation.
type Phase string

// The phases, in the order in which they should come.
const (
	WarmUp  Phase = "warm_up"
	Past    Phase = "past"
	Opinion Phase = "opinion"
	Close   Phase = "close"
	Other   Phase = "other"
)

// Question is one question of the guide.
type Question struct {
	heed.Span
	Text    string   `json:"text"`
	Open    bool     `json:"open"`
	Phase   Phase    `json:"phase"`
	Options []string `json:"options,omitempty"` // answers to choose from
	Minutes float64  `json:"minutes"`           // estimate
}

// Report is what was found in a guide.
type Report struct {
	Kind      Kind          `json:"kind"`
	Language  heed.Language `json:"lang"`
	Questions []Question    `json:"questions"`
	Findings  []Finding     `json:"findings"`
	Order     []Finding     `json:"order"` // what stands in the wrong place or is missing
	Open      int           `json:"open"`
	Of        int           `json:"of"`
	OpenShare float64       `json:"open_share"` // 0..1, 0 without questions
	Minutes   float64       `json:"minutes"`    // estimate of the whole
	Available int           `json:"available"`
	Long      bool          `json:"long"` // more than there is time for
	Notes     []string      `json:"notes,omitempty"`
}
