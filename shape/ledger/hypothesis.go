package ledger

import (
	"cmp"
	"slices"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/needs"
	"github.com/heedhq/heed/shape/themes"
)

// Test looks for what people said for or against a claim that somebody made
// without evidence: sentences as close to its words as those of one claim are
// to each other. With support the claim is no longer assumed; with none it
// stays so, whatever speaks against it.
func (m *Maker) Test(c *heed.Claim, utts []int32) {
	lang := cmp.Or(c.Language, heed.English)
	vec := make([]float32, m.Groups.Width)
	// where there is too little to learn a space from, the words alone tell
	placed := m.Groups.Space != nil && m.Groups.Space.Place(vec, themes.Text{Text: c.Words, Lang: lang})
	words := newSaid(m.Weights, c.Words, lang)
	var supports, against []item
	voices := map[int32]bool{}
	for _, u := range utts {
		ut := &m.Corpus.Utterances[u]
		r := m.Row[u]
		if ut.Person < 0 || ut.Courtesy || m.unquotable(ut) || r >= 0 && placed && themes.Cosine(vec, m.Groups.Row(int(r))) < alike {
			continue
		}
		own := m.said(u)
		n, share := m.Weights.overlap(words, own)
		sig := &heed.Signal{Kind: c.Kind, Span: ut.Span, Text: ut.Text, Basis: heed.Expressed, Confidence: 0.5, Rule: "words"}
		switch {
		case r < 0: // nothing was found in it, so nearly all of the words must be said
			if n < fewestShared || share < sharedWhole {
				continue
			}
		case (n < fewestShared || share < sharedTested) && !sharesNeed(words, own):
			continue
		default:
			sig = &ut.Signals[0]
		}
		it := m.item(u, sig)
		if own.negated == words.negated {
			supports = append(supports, it)
			voices[it.voice] = true
		} else {
			against = append(against, it)
		}
	}
	against = slices.DeleteFunc(against, func(it item) bool { return voices[it.voice] })
	if len(supports) > 0 {
		c.Basis = heed.Expressed
		m.fill(c, append([]item{supports[0]}, m.spread(supports[0], supports)...), heed.Supports)
	}
	if len(against) > 0 {
		m.fill(c, append([]item{against[0]}, m.spread(against[0], against)...), heed.Contradicts)
	}
}

// sharesNeed reports whether two sentences name a need that both affirm or both
// deny.
func sharesNeed(a, b *said) bool {
	return slices.ContainsFunc(a.concepts, func(k int) bool {
		return slices.Contains(b.concepts, k) && needs.Denied(a.words, k) == needs.Denied(b.words, k)
	})
}

// sharedTested is the share of words by which a sentence speaks to what
// somebody assumed, sharedWhole that of a sentence in which nothing was found,
// sharedOffered that by which a pain may be answered by an offer.
const sharedTested, sharedWhole, sharedOffered = 0.35, 0.7, 0.2

// OfferKind marks a claim that says that an offer may answer a pain; it is an
// assumption of the company's and earns nothing.
const OfferKind = "offer"

// mostPains is the most pains that one offer is linked to.
const mostPains = 12

// Opportunities links offers to the pains of a persona that they may answer:
// their words are close to the pain's and share telling words with it. Each is
// an assumed claim in the lane of opportunities, at the stage of the pain it
// fits best; its evidence is the pains.
func (m *Maker) Opportunities(persona string, offers []heed.Offer, claims []heed.Claim) []heed.Claim {
	var out []heed.Claim
	for _, o := range offers {
		words := o.Name + ". " + o.Text
		for _, lang := range []heed.Language{heed.English, heed.Spanish} {
			vec := make([]float32, m.Groups.Width)
			if m.Groups.Space == nil || !m.Groups.Space.Place(vec, themes.Text{Text: words, Lang: lang}) {
				continue
			}
			if c, ok := m.opportunity(persona, o, lang, newSaid(m.Weights, words, lang), vec, claims); ok {
				out = append(out, c)
				break
			}
		}
	}
	return out
}

func (m *Maker) opportunity(persona string, o heed.Offer, lang heed.Language, words *said, vec []float32, claims []heed.Claim) (heed.Claim, bool) {
	type fit struct {
		claim *heed.Claim
		sim   float32
	}
	var fits []fit
	row := make([]float32, m.Groups.Width)
	for i := range claims {
		c := &claims[i]
		if sign(c.Kind) >= 0 || c.Review == heed.Rejected || c.Language != lang || len(c.Evidence) == 0 ||
			!slices.ContainsFunc(c.Places, func(p heed.Place) bool { return p.Persona == persona }) {
			continue
		}
		said := c.Evidence[0].Text
		if !m.Groups.Space.Place(row, themes.Text{Text: said, Lang: lang}) {
			continue
		}
		n, share := m.Weights.overlap(words, newSaid(m.Weights, said, lang))
		if sim := themes.Cosine(vec, row); sim >= alike && n >= fewestShared && share >= sharedOffered {
			fits = append(fits, fit{c, sim})
		}
	}
	if len(fits) == 0 {
		return heed.Claim{}, false
	}
	slices.SortStableFunc(fits, func(a, b fit) int { return cmp.Compare(b.sim, a.sim) })
	c := heed.Claim{
		ID: "o-" + o.ID + "-" + persona, Words: o.Name, Language: lang, Kind: heed.SigGain, Subkind: OfferKind, Value: o.ID,
		Basis: heed.Assumed, Review: heed.Machine, Theme: fits[0].claim.Theme,
	}
	place := heed.Place{Persona: persona, Lane: heed.LaneOpportunities}
	for _, p := range fits[0].claim.Places {
		place.Stage = cmp.Or(place.Stage, p.Stage)
	}
	c.Places = []heed.Place{place}
	for _, f := range fits[:min(len(fits), mostPains)] {
		e := f.claim.Evidence[0]
		e.Rule = "offer"
		c.Evidence = append(c.Evidence, e)
	}
	return c, true
}
