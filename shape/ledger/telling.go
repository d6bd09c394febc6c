package ledger

import (
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/corpus"
)

// sayable is the salience from which a sentence without any signal is worth
// telling as something that people say.
const sayable = 0.5

// telling makes a signal of a telling sentence that carries none: of the kind
// that its words plainly are, else of what people say.
func (m *Maker) telling(ut *corpus.Utterance, s *said) *heed.Signal {
	if ut.Hearsay || s.salience < sayable || len(s.content) < 3 || unsaid(s.words) || quotesOnly(ut.Text) || opens(s.words, "aside") || opens(s.words, "position") || opens(s.words, "occupation") {
		return nil
	}
	sig := &heed.Signal{Kind: heed.SigSays, Span: ut.Span, Text: ut.Text, Basis: heed.Expressed, Confidence: 0.5, Rule: "salience"}
	if service(m.Corpus.Convs[ut.Conv].Kind) {
		return sig
	}
	switch {
	case s.others, conditional(s.words):
	case cued(s.words, "disliking") && ut.Valence < plainHurt:
		sig.Kind = heed.SigDislike
	case cued(s.words, "hate to admit"), cued(s.words, "one of others"):
	case (s.verdict < 0 || ut.Valence <= -plainHurt/2) && listed("hurting", ut.Language, s.words) > 0 && m.borne(heed.SigPain, ut, s, false) == heed.SigPain:
		sig.Kind = heed.SigPain
		if listed("feeling", ut.Language, s.words) > 0 && m.borne(heed.SigFeels, ut, s, false) == heed.SigFeels {
			sig.Kind = heed.SigFeels
		}
	case ut.Valence >= plainHurt && cued(s.words, "easing") && !takenBack(s.words) && firstPerson(s.words, ut.Language) && m.borne(heed.SigGain, ut, s, false) == heed.SigGain:
		sig.Kind = heed.SigGain
	}
	if sig.Kind == heed.SigSays && accountOnly(ut, s) {
		return nil
	}
	return sig
}

// accountOnly reports whether a sentence only tells what happened, with nothing
// felt, judged or repeated in it.
func accountOnly(ut *corpus.Utterance, s *said) bool {
	f, ok := ut.Strongest()
	felt := ok && f.Intensity >= feltPast
	return (once(s.words, ut.Language) || opens(s.words, "of our people")) && !felt && s.verdict == 0 && len(s.concepts) == 0 && !strings.ContainsAny(ut.Text, "\"“«")
}

// onlyTold reports whether a sentence of the speaker's own saying ends with what
// they said: what came of it stands elsewhere.
func onlyTold(sentence string, words []string) bool {
	end := strings.TrimRight(sentence, ".!? ")
	return ownSaying(words) && strings.HasSuffix(end, "\"") && len(text.Words(sentence)) < shortTold
}

// shortTold is the fewest words of a sentence that says more than what was said.
const shortTold = 14
