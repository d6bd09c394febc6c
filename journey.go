package heed

// Stage is a step of a journey.
type Stage struct {
	ID   string              `json:"id"`
	Name map[Language]string `json:"name"`
}

// DefaultStages are the stages of a purchase.
var DefaultStages = []Stage{
	{"problem", map[Language]string{English: "Problem", Spanish: "Problema"}},
	{"explore", map[Language]string{English: "Explore", Spanish: "Explorar"}},
	{"evaluate", map[Language]string{English: "Evaluate", Spanish: "Evaluar"}},
	{"decide", map[Language]string{English: "Decide", Spanish: "Decidir"}},
	{"onboard", map[Language]string{English: "Onboard", Spanish: "Puesta en marcha"}},
	{"use", map[Language]string{English: "Use", Spanish: "Uso"}},
	{"renew", map[Language]string{English: "Renew", Spanish: "Renovación"}},
}

// Lane is a row of a journey.
type Lane string

// The lanes.
const (
	LaneDoes          Lane = "does"
	LaneThinks        Lane = "thinks"
	LaneFeels         Lane = "feels"
	LaneTouchpoints   Lane = "touchpoints"
	LanePains         Lane = "pains"
	LaneGains         Lane = "gains"
	LaneOpportunities Lane = "opportunities"
)

// Lanes lists them in the order in which they are drawn.
var Lanes = []Lane{LaneDoes, LaneThinks, LaneFeels, LaneTouchpoints, LanePains, LaneGains, LaneOpportunities}

// Point is a point of an emotion curve: mean valence on -2..2 with a bootstrap
// interval that resamples participants.
type Point struct {
	Stage string `json:"stage"`
	Interval
	People int `json:"people"`
	// Thin: fewer people than the setting asks for; drawn dotted, no band.
	Thin bool `json:"thin,omitempty"`
	// Mark is "peak", "low" or "end", with the quotation behind it.
	Marks []string  `json:"marks,omitempty"`
	Quote *Evidence `json:"quote,omitempty"`
	// Feeling is the strongest at the stage.
	Feeling Feeling `json:"feeling,omitempty"`
	// Importance is the stage's share of what they talk about, 0..1: the
	// dramatic arc.
	Importance float64 `json:"importance"`
}

// Curve is one persona's feelings over the stages.
type Curve struct {
	Persona string  `json:"persona"`
	Points  []Point `json:"points"` // one a stage where somebody was heard
}

// JourneyStage is one column of a journey.
type JourneyStage struct {
	Stage
	Conversations int `json:"conversations"`
	People        int `json:"people"`
	// From says how conversations came to this stage: "metadata", "date",
	// "recognised"; Certainty is the mean certainty of the recognised, 0..1.
	From      map[string]int    `json:"from,omitempty"`
	Certainty float64           `json:"certainty,omitempty"`
	Lanes     map[Lane][]string `json:"lanes"`              // claim ids
	Barriers  []string          `json:"barriers,omitempty"` // claim ids: what stands in the way, and what they fear there
	// Mentioned are touchpoints and channels that are named at the stage without
	// a claim of their own, most people first.
	Mentioned []Mention `json:"mentioned,omitempty"`
	// Opposite: two personas feel opposite things here.
	Opposite []string `json:"opposite,omitempty"` // persona ids
	KPIs     []KPI    `json:"kpis,omitempty"`
}

// Mention is a touchpoint or a channel that customers name at a stage.
type Mention struct {
	Kind   SignalKind `json:"kind"`
	Value  string     `json:"value"` // its standard name: phone, demo
	People int        `json:"people"`
	Quote  Evidence   `json:"quote"` // the words of one who names it
}

// Journey is a study's stages with one curve per persona.
type Journey struct {
	ID     string         `json:"id"`
	Study  string         `json:"study"`
	Stages []JourneyStage `json:"stages"`
	Curves []Curve        `json:"curves"`
	Earned Earned         `json:"earned"`
	Seed   uint64         `json:"seed"` // of the bootstrap
}

// KPI is a figure laid under a stage; context, not evidence.
type KPI struct {
	Date    Date   `json:"date,omitzero"`
	Stage   string `json:"stage,omitempty"`
	Persona string `json:"persona,omitempty"`
	Channel string `json:"channel,omitempty"`
	Content string `json:"content_item,omitempty"`
	// Called are other names of the content item, as customers say them.
	Called []string `json:"called,omitempty"`
	Name   string   `json:"name"`
	Value  float64  `json:"value"`
	N      int      `json:"n,omitempty"`
}

// Offer is what the company has that may answer a pain.
type Offer struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Text string `json:"text,omitempty"`
}

// OfferState is how an offer and a pain are linked.
type OfferState string

// The states.
const (
	OfferConfirmed OfferState = "confirmed" // a person said that it answers
	OfferRefused   OfferState = "refused"   // a person said that it does not
	OfferSuggested OfferState = "suggested" // the pain speaks of what the offer does
)

// OfferLink links a pain to an offer that may answer it.
type OfferLink struct {
	Offer string     `json:"offer"` // id
	State OfferState `json:"state"`
	By    string     `json:"by,omitempty"`    // account
	Match float64    `json:"match,omitempty"` // of a suggestion, 0..1
	// Meets are the words of the pain by which it was suggested.
	Meets []string `json:"meets,omitempty"`
}
