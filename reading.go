package heed

// Basis says how a finding is known.
type Basis string

// The bases.
const (
	Expressed Basis = "expressed" // they said it
	Inferred  Basis = "inferred"  // we read it from what they do
	Assumed   Basis = "assumed"   // nobody heard it
)

// Feeling is one of the customer emotions that are shown to people.
type Feeling string

// The customer emotions.
const (
	Frustration    Feeling = "frustration"
	Anxiety        Feeling = "anxiety"
	Fear           Feeling = "fear"
	Helplessness   Feeling = "helplessness"
	Confusion      Feeling = "confusion"
	Disappointment Feeling = "disappointment"
	Anger          Feeling = "anger"
	Sadness        Feeling = "sadness"
	Distrust       Feeling = "distrust"
	Surprise       Feeling = "surprise"
	Relief         Feeling = "relief"
	Hope           Feeling = "hope"
	Trust          Feeling = "trust"
	Gratitude      Feeling = "gratitude"
	Joy            Feeling = "joy"
	Excitement     Feeling = "excitement"
	Pride          Feeling = "pride"
	Neutral        Feeling = "neutral"
)

// Feelings lists the customer emotions in the order in which they are shown.
var Feelings = []Feeling{
	Frustration, Anxiety, Fear, Helplessness, Confusion, Disappointment, Anger, Sadness,
	Distrust, Surprise, Relief, Hope, Trust, Gratitude, Joy, Excitement, Pride, Neutral,
}

// Family is a group of feelings that share a colour and a shape.
type Family string

// The families.
const (
	Friction      Family = "friction" // triangle
	Threat        Family = "threat"   // diamond
	Loss          Family = "loss"     // bowl
	Doubt         Family = "doubt"    // ring
	Calm          Family = "calm"     // disc
	Lift          Family = "lift"     // dome
	NeutralFamily Family = "neutral"  // bar
)

// Family returns the feeling's family.
func (f Feeling) Family() Family {
	switch f {
	case Frustration, Anger:
		return Friction
	case Fear, Anxiety, Helplessness:
		return Threat
	case Sadness, Disappointment:
		return Loss
	case Confusion, Distrust, Surprise:
		return Doubt
	case Relief, Trust, Gratitude:
		return Calm
	case Hope, Joy, Excitement, Pride:
		return Lift
	}
	return NeutralFamily
}

// Sign returns -1 for feelings that weigh on a person, 1 for those that carry,
// 0 for surprise and neutral.
func (f Feeling) Sign() int {
	switch f.Family() {
	case Friction, Threat, Loss:
		return -1
	case Calm, Lift:
		return 1
	}
	if f == Confusion || f == Distrust {
		return -1
	}
	return 0
}

// FeelingScore is a feeling with its intensity, 0..1.
type FeelingScore struct {
	Name      Feeling `json:"name"`
	Intensity float64 `json:"intensity"`
}

// SignalKind is a kind of content signal.
type SignalKind string

// The kinds of content signal.
const (
	SigSays       SignalKind = "says"
	SigThinks     SignalKind = "thinks"
	SigFeels      SignalKind = "feels"
	SigDoes       SignalKind = "does"
	SigHears      SignalKind = "hears"
	SigSees       SignalKind = "sees"
	SigPain       SignalKind = "pain"
	SigGain       SignalKind = "gain"
	SigTask       SignalKind = "task"
	SigGoal       SignalKind = "goal"
	SigValue      SignalKind = "value"
	SigInfluence  SignalKind = "influence"
	SigRisk       SignalKind = "risk"   // subkind: investment, productivity, reputation, job_security
	SigDriver     SignalKind = "driver" // subkind: emotional, rational
	SigTrigger    SignalKind = "trigger"
	SigBarrier    SignalKind = "barrier"
	SigCriterion  SignalKind = "criterion"
	SigChannel    SignalKind = "channel"
	SigTouchpoint SignalKind = "touchpoint"
	SigDevice     SignalKind = "device"
	SigLike       SignalKind = "like"
	SigDislike    SignalKind = "dislike"
	SigAttribute  SignalKind = "attribute" // subkind: age, job, place, hobby, household, income
	SigObjection  SignalKind = "objection"
	SigQuestion   SignalKind = "question"
)

// SignalKinds lists the kinds of content signal.
var SignalKinds = []SignalKind{
	SigSays, SigThinks, SigFeels, SigDoes, SigHears, SigSees, SigPain, SigGain, SigTask,
	SigGoal, SigValue, SigInfluence, SigRisk, SigDriver, SigTrigger, SigBarrier,
	SigCriterion, SigChannel, SigTouchpoint, SigDevice, SigLike, SigDislike,
	SigAttribute, SigObjection, SigQuestion,
}

// Signal is a finding of the engine in one utterance. The span is in bytes of
// the turn's text (of the given text, for a text without a conversation).
type Signal struct {
	Kind    SignalKind `json:"kind"`
	Subkind string     `json:"subkind,omitempty"`
	Span
	Text       string  `json:"text"`
	Basis      Basis   `json:"basis"`
	Confidence float64 `json:"confidence"` // 0..1
	// Value holds the stated value of an attribute, the one who influences,
	// the role that is heard from, the channel or device by its standard name.
	Value string `json:"value,omitempty"`
	// Rule names the grammar rule or model that found it, for whoever mends it.
	Rule string `json:"rule,omitempty"`
}

// ActKind is a kind of conversational act of either side.
type ActKind string

// The acts.
const (
	ActOpenQuestion       ActKind = "open_question"
	ActClosedQuestion     ActKind = "closed_question"
	ActClarifyingQuestion ActKind = "clarifying_question"
	ActLeadingQuestion    ActKind = "leading_question"
	ActDoubleQuestion     ActKind = "double_barrelled_question"
	ActSimpleReflection   ActKind = "simple_reflection"
	ActComplexReflection  ActKind = "complex_reflection"
	ActSummary            ActKind = "summary"
	ActValidation         ActKind = "validation"
	ActReassurance        ActKind = "reassurance"
	ActApology            ActKind = "apology"
	ActAdvice             ActKind = "advice"
	ActInformation        ActKind = "information"
	ActDisagreement       ActKind = "disagreement"
	ActBackchannel        ActKind = "backchannel"
	ActGreeting           ActKind = "greeting"
	ActCommitment         ActKind = "commitment"
)

// ActKinds lists the acts.
var ActKinds = []ActKind{
	ActOpenQuestion, ActClosedQuestion, ActClarifyingQuestion, ActLeadingQuestion,
	ActDoubleQuestion, ActSimpleReflection, ActComplexReflection, ActSummary,
	ActValidation, ActReassurance, ActApology, ActAdvice, ActInformation,
	ActDisagreement, ActBackchannel, ActGreeting, ActCommitment,
}

// Question reports whether the act asks something.
func (a ActKind) Question() bool {
	switch a {
	case ActOpenQuestion, ActClosedQuestion, ActClarifyingQuestion, ActLeadingQuestion, ActDoubleQuestion:
		return true
	}
	return false
}

// Act is an act found in one turn; the span is in bytes of the turn's text.
type Act struct {
	Kind ActKind `json:"act"`
	Span
	Confidence float64 `json:"confidence"` // 0..1
}

// Reading is what was understood of one utterance (a sentence).
type Reading struct {
	Turn     int      `json:"turn"`
	Span     Span     `json:"span"` // in the turn's text
	Text     string   `json:"text"`
	Language Language `json:"lang,omitempty"`

	Labels   []string       `json:"labels,omitempty"` // GoEmotions labels over their thresholds
	Basic    []string       `json:"basic,omitempty"`  // basic emotions, strongest first
	Feelings []FeelingScore `json:"feelings,omitempty"`
	Valence  float64        `json:"valence"` // -1..1
	Arousal  float64        `json:"arousal"` // 0..1
	Signals  []Signal       `json:"signals,omitempty"`
}

// Strongest returns the strongest feeling that is not neutral, and false if
// there is none.
func (r *Reading) Strongest() (FeelingScore, bool) {
	var best FeelingScore
	for _, f := range r.Feelings {
		if f.Name != Neutral && f.Intensity > best.Intensity {
			best = f
		}
	}
	return best, best.Intensity > 0
}

// Sensed is one conversation understood: readings in the order of the text,
// and the acts of every turn (one entry a turn, possibly empty).
type Sensed struct {
	Conversation string    `json:"conversation"`
	Version      string    `json:"version"` // of the models and rules
	Readings     []Reading `json:"readings"`
	Acts         [][]Act   `json:"acts"`
}

// Understander is what coach and others need of sense: to read a text again.
// Package sense implements it; app passes it in.
type Understander interface {
	// Understand splits text into utterances and reads each. An empty lang is
	// recognised. Spans are in bytes of text.
	Understand(text string, lang Language) []Reading
	// ActsOf returns the acts of each turn, one entry per turn.
	ActsOf(c *Conversation) [][]Act
}
