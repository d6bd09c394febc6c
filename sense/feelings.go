package sense

import (
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/sense/emotion"
)

// Indices of heed.Feelings, in its order.
const (
	frustration = iota
	anxiety
	fear
	helplessness
	confusion
	disappointment
	anger
	sadness
	distrust
	surprise
	relief
	hope
	trust
	gratitude
	joy
	excitement
	pride
	neutral
	feelingCount
)

// shown is the intensity from which a feeling is shown: that of a label at its
// own threshold.
const shown = 0.35

// share says how much of a label's or basic emotion's intensity counts towards
// a feeling.
type share struct {
	from, to int
	weight   float64
}

// labelShares and basicShares make customer feelings of what the emotion model
// scores. Frustration, anxiety, helplessness and distrust have no label:
// frustration and anxiety lean on neighbours (annoyance, nervousness), the
// other two come from expressions alone (lexicon/<lang>/feelings.txt), as do
// relief, hope, trust and pride in Spanish. docs/METHOD-signals.md lists all.
var labelShares = []share{
	{emotion.Annoyance, frustration, 0.85}, {emotion.Anger, frustration, 0.35}, {emotion.Disapproval, frustration, 0.25},
	{emotion.Nervousness, anxiety, 0.95}, {emotion.Fear, anxiety, 0.35}, {emotion.Fear, fear, 0.9},
	{emotion.Confusion, confusion, 0.9}, {emotion.Disappointment, disappointment, 0.95}, {emotion.Anger, anger, 0.95},
	{emotion.Disgust, anger, 0.45}, {emotion.Sadness, sadness, 0.95}, {emotion.Grief, sadness, 0.9}, {emotion.Remorse, sadness, 0.7}, {emotion.Embarrassment, anxiety, 0.45},
	{emotion.Surprise, surprise, 0.9}, {emotion.Relief, relief, 0.95}, {emotion.Optimism, hope, 0.85}, {emotion.Desire, hope, 0.3},
	{emotion.Gratitude, gratitude, 0.95}, {emotion.Joy, joy, 0.95}, {emotion.Love, joy, 0.75}, {emotion.Amusement, joy, 0.6}, {emotion.Admiration, joy, 0.45},
	{emotion.Excitement, excitement, 0.95}, {emotion.Pride, pride, 0.95},
}

var basicShares = []share{
	{emotion.BasicAnger, anger, 0.75}, {emotion.BasicAnger, frustration, 0.5}, {emotion.BasicDisgust, anger, 0.35},
	{emotion.BasicFear, fear, 0.7}, {emotion.BasicFear, anxiety, 0.5}, {emotion.BasicJoy, joy, 0.8},
	{emotion.BasicSadness, sadness, 0.85}, {emotion.BasicSurprise, surprise, 0.8},
}

// tally gathers the intensity of each feeling in one sentence.
type tally struct {
	model  [feelingCount]float64
	worded [feelingCount]float64 // by expressions
	turned bool                  // sarcasm
	calmed bool                  // words speak against unpleasant feelings
	soured bool                  // words speak against pleasant ones
	past   bool                  // what is felt was felt once, or is a phrase
	degree int                   // below 0: words weaken what is felt; above: they strengthen it
}

// lift maps a calibrated probability to an intensity that is 0.35 at the
// label's own threshold, whatever that is, and 1 at certainty.
func lift(p, threshold float64) float64 {
	if threshold <= 0 || threshold >= 1 {
		threshold = 0.5
	}
	if p < threshold {
		r := p / threshold
		return 0.35 * r * r
	}
	return 0.35 + 0.65*(p-threshold)/(1-threshold)
}

// either is the chance of one or the other, if they were independent.
func either(a, b float64) float64 { return 1 - (1-a)*(1-b) }

// from begins a sentence with what the emotion model says.
func (t *tally) from(m *emotion.Model, sc *emotion.Scores, lang heed.Language) {
	*t = tally{}
	for _, s := range labelShares {
		p := float64(sc.Labels[s.from])
		if p < 0.05 {
			continue
		}
		v := s.weight * lift(p, float64(m.Threshold(s.from, string(lang))))
		t.model[s.to] = max(t.model[s.to], v)
	}
	if lang != heed.Spanish {
		return
	}
	for _, s := range basicShares {
		p := float64(sc.Basic[s.from])
		v := s.weight * lift(p, float64(m.BasicThreshold(s.from, string(lang))))
		t.model[s.to] = max(t.model[s.to], v)
	}
}

// doubt quiets the model where it has little to go by: in Spanish, whose heads
// learnt from social media, where no word of the sentence is rated as pleasant
// or unpleasant; and in an answer of up to three words.
func (t *tally) doubt(f *finder, valence float64) {
	keep := 1.0
	words := len(f.s.Tokens)
	if f.lang == heed.Spanish {
		keep = 0.6
		if abs(valence) < 0.25 {
			keep = 0.4
		}
		if !strings.ContainsAny(f.text, "!¡") { // its surprise is mostly that of exclamations
			t.model[surprise] *= 0.5
		}
	}
	if f.asks { // to ask is not yet to wonder
		t.model[surprise] *= 0.4
		t.model[confusion] *= 0.6
	}
	if words <= 3 && !strings.ContainsAny(f.text, "!😀😂😍😢😭😡😠😱❤") {
		keep *= 0.5
	}
	for i := range t.model {
		if i != gratitude {
			t.model[i] *= keep
		}
	}
}

// expressions adds what the feelings lexicon found and lets the traps act.
func (t *tally) expressions(f *finder) {
	words := max(len(f.s.Tokens), 1)
	t.degree = f.degree()
	for _, trap := range f.traps {
		p := trap.plan
		if p.soften < 1 && (trap.To-trap.From)*3 >= words {
			for i := range t.model {
				if i != gratitude {
					t.model[i] *= p.soften
				}
			}
			if p.soften < 0.3 {
				t.model[gratitude] *= p.soften
			} else {
				t.model[gratitude] = min(t.model[gratitude], 0.4)
			}
		}
		t.calmed, t.soured, t.past = t.calmed || p.calm, t.soured || p.sour, t.past || p.hushes
		if p.calm {
			for i := range t.model {
				if heed.Feelings[i].Sign() < 0 {
					t.model[i] *= 0.2
				}
			}
		}
		if p.sour {
			for i := range t.model {
				if heed.Feelings[i].Sign() > 0 {
					t.model[i] *= 0.1
				}
			}
		}
		for _, i := range p.quiets {
			t.model[i] *= 0.2
		}
		t.turned = t.turned || p.doubt
	}
	for _, h := range f.hits {
		if h.plan.feeling == "" {
			continue
		}
		i := slices.Index(heed.Feelings, h.plan.feeling)
		if h.negated {
			t.hush(i)
			continue
		}
		if f.hushed(h) || h.plan.said && !f.speaker(&h) {
			continue
		}
		v := h.plan.strength
		if f.asks && !h.plan.said {
			v *= 0.7
		}
		if t.worded[i] > 0 {
			v *= 0.5
		}
		t.worded[i] = either(t.worded[i], v)
		if h.plan.said { // whoever names a feeling knows better than the model which it is
			for j := range t.model {
				if j != i && heed.Feelings[j].Sign() == heed.Feelings[i].Sign() {
					t.model[j] *= 0.6
				}
			}
		}
	}
	if trimmed := strings.TrimRight(f.text, " .!"); t.turned || strings.HasSuffix(trimmed, " /s") {
		t.turned = true
		t.reverse()
	}
}

// hush quiets the model where words deny the feeling ("I'm not worried").
func (t *tally) hush(i int) {
	family := heed.Feelings[i].Family()
	for j := range t.model {
		if heed.Feelings[j].Family() == family {
			t.model[j] *= 0.3
		}
	}
}

// hushed reports whether a trap in the same clause says that the expression is
// no feeling, or that it was one only once.
func (f *finder) hushed(h hit) bool {
	for _, t := range f.traps {
		p := t.plan
		if !near(f.s.Tokens, t, h.From, h.To) {
			continue
		}
		if p.hushes && h.plan.feeling.Family() != heed.Calm || p.calm && h.plan.feeling.Sign() < 0 || p.sour && h.plan.feeling.Sign() > 0 ||
			slices.ContainsFunc(p.quiets, func(i int) bool { return heed.Feelings[i] == h.plan.feeling }) {
			return true
		}
	}
	return false
}

// reverse reads pleasant words as sarcasm: what they carried becomes
// frustration.
func (t *tally) reverse() {
	most := 0.0
	for i := range t.model {
		if heed.Feelings[i].Sign() > 0 || i == surprise {
			most = max(most, t.model[i], t.worded[i])
			t.model[i], t.worded[i] = 0, 0
		}
	}
	t.worded[frustration] = either(t.worded[frustration], 0.45+0.3*most)
}

// scores returns the feelings that are shown, strongest first; neutral alone
// where nothing is strong.
func (t *tally) scores() []heed.FeelingScore {
	var buf [feelingCount]heed.FeelingScore
	n := 0
	for i := range neutral {
		v := t.graded(either(t.model[i], t.worded[i]))
		if v >= shown {
			buf[n] = heed.FeelingScore{Name: heed.Feelings[i], Intensity: round(v)}
			n++
		}
	}
	if n == 0 {
		most := 0.0
		for i := range neutral {
			most = max(most, either(t.model[i], t.worded[i]))
		}
		return []heed.FeelingScore{{Name: heed.Neutral, Intensity: round(1 - most)}}
	}
	out := make([]heed.FeelingScore, n)
	copy(out, buf[:n])
	slices.SortStableFunc(out, func(a, b heed.FeelingScore) int {
		switch {
		case a.Intensity > b.Intensity:
			return -1
		case a.Intensity < b.Intensity:
			return 1
		}
		return 0
	})
	return out
}

// affect moves valence towards what the feelings say where words or traps
// changed the model's view of them. Where nothing is felt, half of it is left:
// words can be pleasant and say nothing.
func (t *tally) affect(valence, arousal float64, neutralOnly bool) (float64, float64) {
	if t.turned {
		return round(-max(0.35, abs(valence)*0.6)), round(arousal)
	}
	good, bad := 0.0, 0.0
	for i := range neutral {
		switch heed.Feelings[i].Sign() {
		case 1:
			good = max(good, t.worded[i])
		case -1:
			bad = max(bad, t.worded[i])
		}
	}
	switch {
	case good+bad > 0:
		valence = 0.5*valence + 0.5*(good-bad)
	case t.soured && valence > 0: // "I wouldn't say I'm happy"
		valence = min(-0.1, -0.5*valence)
	case t.calmed && valence < 0: // "not bad at all"
		valence = max(0.1, -0.5*valence)
	case t.past && valence < 0: // "I used to dread it"
		valence *= 0.3
	case neutralOnly:
		valence *= 0.5
	}
	return round(max(-1, min(1, valence))), round(max(0, min(1, arousal)))
}

func abs(x float64) float64 { return max(x, -x) }

// round keeps three decimals: more is noise, and files stay small.
func round(x float64) float64 {
	n := x * 1000
	if n < 0 {
		return float64(int(n-0.5)) / 1000
	}
	return float64(int(n+0.5)) / 1000
}
