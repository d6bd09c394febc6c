package reply

import (
	"math"
	"strings"
)

// features are what the order of two drafts is taken from.
type features [featureCount]float64

const (
	fReaction = iota
	fInterpret
	fExplore
	fCognitive
	fEmotional
	fCompassion
	fHarms
	fHarmUs
	fHarmPolicy
	fHarmFix
	fHarmBlame
	fHarmCalm
	fHarmApology
	fHarmBut
	fHarmCheer
	fTheirWords
	fFirstShare
	fOwn
	fHonest
	fChoice
	fEffort
	fAct
	fWhen
	fPass
	fBlankWhen
	fSales
	fJargon
	fData
	fUnanswered
	fWarmHits
	featureCount
)

func (b *bench) count(name, sub string) float64 {
	n := 0
	for _, h := range b.l.hits {
		if h.name == name && (sub == "" || h.sub == sub) {
			n++
		}
	}
	return math.Min(float64(n), 4)
}

// fill gathers the features.
func (b *bench) fill() {
	f, j := &b.j.features, b.j
	f[fReaction] = float64(j.Mechanisms.EmotionalReaction.Level)
	f[fInterpret] = float64(j.Mechanisms.Interpretation.Level)
	f[fExplore] = float64(j.Mechanisms.Exploration.Level)
	f[fCognitive], f[fEmotional], f[fCompassion] = j.Components.Cognitive, j.Components.Emotional, j.Components.Compassionate
	kinds := map[string]float64{}
	for _, h := range j.Harms {
		kinds[h.Kind] = 1
	}
	f[fHarms] = float64(len(kinds))
	f[fHarmUs], f[fHarmPolicy], f[fHarmFix], f[fHarmBlame] = b.count("harm", "talking_about_us"), b.count("harm", "policy_as_answer"), b.count("harm", "fix_first"), b.count("harm", "blame")
	f[fHarmCalm], f[fHarmApology], f[fHarmBut], f[fHarmCheer] = b.count("harm", "calm_down"), kinds["empty_apology"], kinds["i_understand_but"], b.count("harm", "false_cheer")
	shared := 0
	for _, n := range b.overlap {
		shared += n
	}
	f[fTheirWords] = math.Min(float64(shared), 6)
	if len(b.overlap) > 0 {
		f[fFirstShare] = math.Min(float64(b.overlap[0]), 3)
	}
	f[fOwn], f[fHonest] = b.count("tactic", "own_fault"), b.count("tactic", "honest")
	f[fChoice], f[fEffort] = b.count("tactic", "choice"), b.count("tactic", "effort")
	f[fAct], f[fWhen], f[fPass], f[fBlankWhen] = b.count("act", "i"), b.count("when", ""), b.count("act", "pass"), b.count("blank_when", "")
	f[fSales], f[fJargon] = b.count("sales", ""), float64(min(len(j.Jargon), 3))
	for i := range b.l.sents {
		if b.l.sents[i].question && b.l.has(i, "ask", "data") {
			f[fData]++
		}
	}
	f[fWarmHits] = b.count("warm", "")
	if len(j.Customer.Raised) > 0 {
		f[fUnanswered] = float64(len(j.Unanswered)) / float64(len(j.Customer.Raised))
	}
}

// Order is one number to sort two drafts to the same message by: higher is
// better. It is a weighted sum of the mechanisms, components, tactics and harms
// (docs/METHOD-replies.md); it has no scale and is not shown to people.
func (j *Judgement) Order() float64 {
	s := 0.0
	for i, w := range orderWeights {
		s += w * j.features[i]
	}
	return s
}

func pick(s string, n int) int {
	h := uint32(2166136261)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return int(h>>8) % n
}

// address fills {tú|usted|vos} in a sentence; two parts give vos the first.
func address(s string, r Register) string {
	if !strings.Contains(s, "{") {
		return s
	}
	var out strings.Builder
	for {
		i := strings.IndexByte(s, '{')
		if i < 0 {
			break
		}
		k := strings.IndexByte(s[i:], '}')
		if k < 0 {
			break
		}
		inner := s[i+1 : i+k]
		parts := strings.Split(inner, "|")
		out.WriteString(s[:i])
		switch {
		case len(parts) == 1:
			out.WriteString("{" + inner + "}")
		case r == Usted || r == "":
			out.WriteString(parts[1])
		case r == Vos:
			out.WriteString(parts[(len(parts)-1)*boolInt(len(parts) > 2)])
		default:
			out.WriteString(parts[0])
		}
		s = s[i+k+1:]
	}
	return out.String() + s
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}
