package ledger

import (
	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/corpus"
)

// HasSay reports whether a sentence says that the role with the key (see
// RoleKeys; any role, for "") says or decides something; strictly: that it
// decides.
func HasSay(s, key string, strictly bool) bool { return hasSay(s, key, strictly) }

// WhoElse reports whether a question asks who else has a say, or who is
// missing.
func WhoElse(question string) bool { return whoElse(question) }

// AnswerTo is what a sentence tells of as an answer to a question: a risk or a
// goal where the question asks for one (data/asked.txt) and the sentence stands
// among the first of the answer; "" where it does not ask, where the answer is
// yes or no, and where it says that nothing of the kind is so.
func AnswerTo(question string, ut *corpus.Utterance) heed.SignalKind {
	words := text.Words(text.Fold(ut.Text))
	folded := text.Fold(question)
	switch {
	case ut.Span.Start >= answersWithin || yesNo(words) || unworried(words) || asks(folded, "offer"):
		return ""
	case asks(folded, "risk"):
		return heed.SigRisk
	case asks(folded, "goal"):
		return heed.SigGoal
	}
	return ""
}
