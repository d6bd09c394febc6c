package emotion

// Labels are the 28 names of GoEmotions (Demszky et al., ACL 2020) in the
// order of Scores.Labels.
var Labels = [28]string{
	"admiration", "amusement", "anger", "annoyance", "approval", "caring", "confusion",
	"curiosity", "desire", "disappointment", "disapproval", "disgust", "embarrassment",
	"excitement", "fear", "gratitude", "grief", "joy", "love", "nervousness", "optimism",
	"pride", "realization", "relief", "remorse", "sadness", "surprise", "neutral",
}

// Indices into Labels and Scores.Labels.
const (
	Admiration = iota
	Amusement
	Anger
	Annoyance
	Approval
	Caring
	Confusion
	Curiosity
	Desire
	Disappointment
	Disapproval
	Disgust
	Embarrassment
	Excitement
	Fear
	Gratitude
	Grief
	Joy
	Love
	Nervousness
	Optimism
	Pride
	Realization
	Relief
	Remorse
	Sadness
	Surprise
	Neutral
)

// Basics are the six basic emotions in the order of Scores.Basic.
var Basics = [6]string{"anger", "disgust", "fear", "joy", "sadness", "surprise"}

// Indices into Basics and Scores.Basic.
const (
	BasicAnger = iota
	BasicDisgust
	BasicFear
	BasicJoy
	BasicSadness
	BasicSurprise
)

// LabelIndex returns the index of a GoEmotions name, or -1.
func LabelIndex(name string) int {
	for i, n := range Labels {
		if n == name {
			return i
		}
	}
	return -1
}

// BasicIndex returns the index of a basic emotion's name, or -1.
func BasicIndex(name string) int {
	for i, n := range Basics {
		if n == name {
			return i
		}
	}
	return -1
}
