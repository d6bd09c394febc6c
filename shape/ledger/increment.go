package ledger

import (
	"cmp"
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/corpus"
	"github.com/heedhq/heed/shape/needs"
	"github.com/heedhq/heed/shape/themes"
)

// Increment holds the claims of a finished run against one new conversation.
type Increment struct {
	Corpus *corpus.Corpus // of the new conversation alone
	Space  *themes.Space

	weights *Weights
	claims  []standing
	maker   *Maker // of the new conversation
	counted map[counted]bool
}

// counted is somebody of the new conversation who has been counted for or against
// a claim, whose stored evidence may be full.
type counted struct {
	claim, participant string
	stance             heed.Stance
}

// standing is a claim with what it is compared by.
type standing struct {
	*heed.Claim
	vec  []float32
	said *said
	need string // that it is the claim of, "" for none
}

// NewIncrement prepares the claims of a run. Claims that are told apart by a
// value are found by it; the others by their words.
func NewIncrement(c *corpus.Corpus, space *themes.Space, w *Weights, claims []heed.Claim) *Increment {
	inc := &Increment{Corpus: c, Space: space, weights: w, maker: NewMaker(c, nil, nil, nil, w), counted: map[counted]bool{}}
	for i := range claims {
		cl := &claims[i]
		if cl.Review == heed.Rejected {
			continue
		}
		s := standing{Claim: cl}
		words, lang := cl.Words, cl.Language
		if len(cl.Evidence) > 0 {
			words, lang = cl.Evidence[0].Text, cl.Evidence[0].Language
			s.need, _ = strings.CutPrefix(cl.Evidence[0].Rule, ruleNeed)
			if s.need == cl.Evidence[0].Rule {
				s.need = ""
			}
		}
		s.vec = make([]float32, space.Dims())
		space.Place(s.vec, themes.Text{Text: words, Lang: lang})
		s.said = newSaid(w, words, lang)
		inc.claims = append(inc.claims, s)
	}
	return inc
}

// Touch is a claim that a new sentence speaks to.
type Touch struct {
	Claim  *heed.Claim
	Utt    int32
	Signal *heed.Signal
	Stance heed.Stance
	sim    float64
}

// Touched finds, for every signal of the new conversation, the claim that it
// supports best and those that it speaks against, among the claims that keep
// accepts.
func (inc *Increment) Touched(keep func(*heed.Claim) bool) []Touch {
	var out []Touch
	vec := make([]float32, inc.Space.Dims())
	for u := range inc.Corpus.Utterances {
		ut := &inc.Corpus.Utterances[u]
		out = append(out, inc.needs(int32(u), keep)...)
		if len(ut.Signals) == 0 || ut.Withheld {
			continue
		}
		if !inc.Space.Place(vec, themes.Text{Text: ut.Text, Lang: ut.Language}) {
			continue
		}
		words := newSaid(inc.weights, ut.Text, ut.Language)
		for k := range ut.Signals {
			sig := &ut.Signals[k]
			best := Touch{sim: -1}
			for i := range inc.claims {
				c := &inc.claims[i]
				if c.need != "" || c.Basis == heed.Inferred || c.Subkind == OfferKind || !akin(c.Kind, sig.Kind) || !keep(c.Claim) {
					continue
				}
				if valued(sig) {
					if c.Kind == sig.Kind && c.Subkind == sig.Subkind && c.Value == sig.Value {
						best = Touch{c.Claim, int32(u), sig, heed.Supports, 1}
					}
					continue
				}
				sim := float64(themes.Cosine(vec, c.vec))
				n, share := inc.weights.overlap(words, c.said)
				switch {
				case inc.weights.agrees(c.said, words, sim, c.Kind, ut.Valence*valence(c.Claim)):
					if sim > best.sim {
						best = Touch{c.Claim, int32(u), sig, heed.Supports, sim}
					}
				case words.negated != c.said.negated && deniable(c.Kind) && n >= fewestShared && share >= nearlyAll && !(owned(words.words) && owned(c.said.words)):
					out = append(out, Touch{c.Claim, int32(u), sig, heed.Contradicts, sim})
				}
			}
			if best.sim >= 0 {
				out = append(out, best)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Touch) int { return cmp.Or(cmp.Compare(a.Claim.ID, b.Claim.ID), cmp.Compare(b.sim, a.sim)) })
	return out
}

// needs finds the claims of needs whose point a new sentence makes or denies.
func (inc *Increment) needs(u int32, keep func(*heed.Claim) bool) (out []Touch) {
	m := inc.maker
	for _, k := range m.mentions(u) {
		stance := heed.Supports
		switch {
		case m.makes(u, k):
		case m.deniesNeed(u, k):
			stance = heed.Contradicts
		default:
			continue
		}
		for i := range inc.claims {
			if c := &inc.claims[i]; c.need == needs.All()[k].Name && keep(c.Claim) {
				sig := m.pointing(u, k)
				sig.Kind = c.Kind
				out = append(out, Touch{c.Claim, u, sig, stance, 1})
			}
		}
	}
	return out
}

// valence is which way the claim's first words weigh.
func valence(c *heed.Claim) float64 {
	if len(c.Evidence) == 0 {
		return 0
	}
	return float64(c.Evidence[0].Feeling.Sign()) * max(0.2, c.Evidence[0].Intensity)
}

// Take adds what a sentence says to a claim and recounts it: a person counts
// once, and one who spoke for a claim is not counted against it. known says
// whether the study had heard the person before; where the stored evidence is
// full, such a person may have been counted already and is not counted again.
func (inc *Increment) Take(t Touch, known bool) bool {
	c := t.Claim
	span, _ := inc.Corpus.Alone(t.Utt, inc.Corpus.Utterances[t.Utt].Span, corpus.Widest)
	e := Evidence(inc.Corpus, t.Utt, span, t.Signal, t.Stance)
	forIt, against, stored := false, false, 0
	orgs := false
	for i := range c.Evidence {
		old := &c.Evidence[i]
		if old.Conversation == e.Conversation && old.Turn == e.Turn && old.Stance == e.Stance { // said in one breath
			return false
		}
		if old.Stance == e.Stance {
			stored++
		}
		if old.Participant == e.Participant && e.Participant != "" {
			forIt = forIt || old.Stance == heed.Supports
			against = against || old.Stance == heed.Contradicts
		}
		orgs = orgs || old.Organisation == e.Organisation
	}
	if t.Stance == heed.Contradicts && forIt {
		return false
	}
	who := counted{c.ID, e.Participant, t.Stance}
	uncertain := known && stored >= storedEvidence || inc.counted[who]
	inc.counted[who] = true
	if e.Participant != "" && inc.Corpus.Utterances[t.Utt].Person >= 0 && !uncertain {
		switch {
		case t.Stance == heed.Supports && !forIt:
			c.People++
			if e.Organisation != "" && !orgs {
				c.Organisations++
			}
			c.Weight = round(c.Weight + 0.5)
		case t.Stance == heed.Contradicts && !against:
			c.Against++
		}
	}
	if t.Stance == heed.Supports && c.LastHeard.Before(e.Date) {
		c.LastHeard = e.Date
	}
	if stored < storedEvidence {
		c.Evidence = append(c.Evidence, e)
	}
	return true
}
