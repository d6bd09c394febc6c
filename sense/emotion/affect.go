package emotion

import (
	"math"

	"github.com/heedhq/heed/sense/emotion/internal/ngram"
	"github.com/heedhq/heed/sense/emotion/internal/weights"
)

// labelAffect places each label on Russell's circumplex (Russell, J. Pers.
// Soc. Psychol. 39, 1980): valence -1..1, arousal 0..1. The places are set by
// hand from that figure's neighbours; they are not fitted to any corpus.
var labelAffect = [28]struct{ valence, arousal float32 }{
	Admiration: {0.7, 0.5}, Amusement: {0.7, 0.6}, Anger: {-0.7, 0.85}, Annoyance: {-0.5, 0.6},
	Approval: {0.45, 0.35}, Caring: {0.5, 0.4}, Confusion: {-0.2, 0.5}, Curiosity: {0.15, 0.5},
	Desire: {0.4, 0.6}, Disappointment: {-0.6, 0.4}, Disapproval: {-0.5, 0.45}, Disgust: {-0.7, 0.6},
	Embarrassment: {-0.5, 0.55}, Excitement: {0.75, 0.9}, Fear: {-0.7, 0.85}, Gratitude: {0.75, 0.4},
	Grief: {-0.85, 0.5}, Joy: {0.85, 0.7}, Love: {0.8, 0.6}, Nervousness: {-0.45, 0.75},
	Optimism: {0.6, 0.5}, Pride: {0.7, 0.6}, Realization: {0.05, 0.45}, Relief: {0.55, 0.25},
	Remorse: {-0.55, 0.45}, Sadness: {-0.7, 0.3}, Surprise: {0.1, 0.8}, Neutral: {0, 0.25},
}

// calm is the arousal of a text that expresses nothing.
const calm = 0.25

// affect fills Valence and Arousal: the mean of what the lexicon says word by
// word and of the labels' places weighted by their probabilities.
func affect(s *Scratch, out *Scores) {
	said := valenceOf(s.buf.Tokens, s.reader.Marks)
	var v, a, total float32
	for l, p := range out.Labels {
		v += p * labelAffect[l].valence
		a += p * labelAffect[l].arousal
		total += p
	}
	if total < 1 { // what is left is calm and neutral
		a += (1 - total) * calm
		total = 1
	}
	out.Valence = clamp((said+v/total)/2*1.4, -1, 1)
	push := 0.08*float32(min(s.buf.Shouts, 3)) + 0.05*float32(min(s.buf.Stretched, 2)) +
		0.06*float32(min(marks(&s.buf), 3)) + 0.15*abs(said)
	out.Arousal = clamp(a/total+push, 0, 1)
}

// marks counts tokens with an exclamation mark.
func marks(b *ngram.Buffer) (n int) {
	for _, t := range b.Tokens {
		if t.Kind == ngram.Punct && b.Norm[t.Start] == '!' {
			n++
		}
	}
	return n
}

// valenceOf sums rated words as VADER does (Hutto and Gilbert, ICWSM 2014): a
// degree word before a rated one changes its strength, a negation up to three
// words before turns it by -0.74, what follows a "but" counts 1.5 times and
// what precedes it half; the sum x, on VADER's scale of -4..4 per word, becomes
// x/sqrt(x*x+15), in -1..1.
func valenceOf(tokens []ngram.Token, marks []weights.Mark) float32 {
	var before, after float32
	turned := false // a "but" was met
	degree, neg := float32(1), 0
	for i, m := range marks {
		if m.Flags&markDegree != 0 {
			degree *= m.Degree
		}
		if m.Flags&markBut != 0 {
			turned, neg, degree = true, 0, 1
			before, after = before+after, 0
			continue
		}
		v, rated, isNeg := m.Valence, m.Flags&markRated != 0, m.Flags&markNegation != 0
		switch {
		case isNeg:
			neg, degree = 4, 1
			if rated {
				v *= 0.25 // "no" alone is hardly a feeling
			}
		case tokens[i].Kind == ngram.Punct && !rated:
			neg, degree = 0, 1
		}
		if rated {
			v *= 4
			if !isNeg {
				v *= degree
				if neg > 0 {
					v *= -0.74
				}
				degree = 1
			}
			after += v
		}
		if neg > 0 {
			neg--
		}
	}
	x := before + after
	if turned {
		x = 0.5*before + 1.5*after
	}
	return x / float32(math.Sqrt(float64(x*x)+15))
}

func clamp(x, lo, hi float32) float32 { return max(lo, min(hi, x)) }

func abs(x float32) float32 { return max(x, -x) }
