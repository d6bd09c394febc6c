package ledger

import (
	"fmt"
	"slices"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/corpus"
	"github.com/heedhq/heed/shape/quote"
	"github.com/heedhq/heed/shape/themes"
)

// item is one signal of one utterance.
type item struct {
	utt     int32
	sig     *heed.Signal
	theme   int32
	voice   int32 // the person; nobody's conversation counts below zero
	span    heed.Span
	quality float64
	weight  float64
	negated bool
}

func (m *Maker) item(u int32, s *heed.Signal) item {
	ut := &m.Corpus.Utterances[u]
	it := item{utt: u, sig: s, theme: themes.Ungrouped, voice: ut.Person}
	if r := m.Row[u]; r >= 0 {
		it.theme = m.Groups.Of[r]
	}
	if it.voice < 0 {
		it.voice = -2 - ut.Conv
	}
	turn := m.Corpus.Convs[ut.Conv].Turns[ut.Turn].Text
	it.span, it.quality = quote.Best(turn, ut.Span, s.Span, ut.Language)
	it.quality *= purity(s.Kind, ut) * (0.45 + 0.55*m.Weights.telling(m.stems(u)))
	if float64(sign(s.Kind))*ut.Valence < -againstItself { // a gain told in bitterness
		it.quality *= 0.5
	}
	it.negated = Negated(ut.Text, ut.Language)
	strength := 0.5
	if f, ok := ut.Strongest(); ok {
		strength += 0.5 * f.Intensity
	}
	conf := s.Confidence
	if conf <= 0 {
		conf = 0.5
	}
	it.weight = strength * (0.4 + 0.6*conf)
	question, drawn := m.Corpus.DrawnBy(ut)
	if drawnOut(drawn) {
		it.weight *= 0.6
	}
	if m.echoes(ut, u, question) {
		it.quality *= 0.5
	}
	if others := ofSelf(s.Kind) && AboutOthers(ut.Text, ut.Language); others || ut.Hearsay {
		it.weight *= 0.4
		it.quality *= 0.6
	}
	return it
}

// unquotable reports whether the words may not be shown: no claim has them for
// its words, and none stores them.
func (m *Maker) unquotable(u *corpus.Utterance) bool {
	return u.Withheld
}

// purity is under 1 for a sentence that also carries what is told more
// strongly under another heading: a worry does not stand for a task.
func purity(kind heed.SignalKind, u *corpus.Utterance) float64 {
	switch kind {
	case heed.SigTask, heed.SigDoes, heed.SigSays, heed.SigSees, heed.SigHears, heed.SigInfluence, heed.SigChannel, heed.SigTouchpoint, heed.SigDevice, heed.SigAttribute:
	default:
		return 1
	}
	for i := range u.Signals {
		switch u.Signals[i].Kind {
		case heed.SigRisk, heed.SigPain, heed.SigFeels, heed.SigBarrier, heed.SigObjection, heed.SigDislike:
			return 0.6
		}
	}
	return 1
}

// againstItself is how far a sentence's valence may point away from its kind
// before it stands for others of the kind only badly.
const againstItself = 0.15

// echoes reports whether most of a sentence's content words were put into the
// speaker's mouth by the question.
func (m *Maker) echoes(ut *corpus.Utterance, u int32, question string) bool {
	if question == "" {
		return false
	}
	key := [2]int32{ut.Conv, ut.Turn}
	asked, ok := m.asked[key]
	if !ok {
		asked = stems(question, ut.Language)
		m.asked[key] = asked
	}
	own := m.stems(u)
	n := 0
	for _, s := range own {
		if _, found := slices.BinarySearch(asked, s); found {
			n++
		}
	}
	return n >= 3 && 5*n >= 3*len(own)
}

// valued reports whether claims of this signal are told apart by their value.
func valued(s *heed.Signal) bool {
	switch s.Kind {
	case heed.SigChannel, heed.SigTouchpoint, heed.SigDevice, heed.SigInfluence, heed.SigAttribute:
		return s.Value != ""
	}
	return false
}

func bucketOf(s *heed.Signal, theme int32) string {
	if valued(s) {
		return fmt.Sprintf("%s|%s|=%s", s.Kind, s.Subkind, text.Fold(s.Value))
	}
	return fmt.Sprintf("%s|%s|%05d", s.Kind, s.Subkind, theme+1)
}
