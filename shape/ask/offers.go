package ask

import (
	"cmp"
	"slices"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/ledger"
	"github.com/heedhq/heed/shape/themes"
)

const (
	// fitting is the share of an offer's weightiest words, offerWords of them,
	// that a pain must speak of for the offer to be suggested; fewestFit the
	// least of its words.
	fitting    = 0.36
	offerWords = 4
	fewestFit  = 2
	// mostPains is the most pains that an offer is suggested for.
	mostPains = 6
	// evidenceRead is how many quotations of a pain are held against an offer.
	evidenceRead = 1
)

// Pain reports whether a claim is something that an offer may answer.
func Pain(c *heed.Claim) bool {
	switch c.Kind {
	case heed.SigPain, heed.SigBarrier, heed.SigDislike, heed.SigObjection, heed.SigRisk:
		return c.Review != heed.Rejected && c.Subkind != ledger.OfferKind
	}
	return false
}

// LinkOffers suggests for every offer the pains that speak of what it does, in
// either language, and adds the links to the claims. What a person decided
// about a claim and an offer stays, and nothing is suggested against it.
// Decisions about offers that are gone are dropped.
func LinkOffers(claims []heed.Claim, offers []heed.Offer) {
	known := map[string]bool{}
	for _, o := range offers {
		known[o.ID] = true
	}
	for i := range claims {
		claims[i].Offers = slices.DeleteFunc(claims[i].Offers, func(l heed.OfferLink) bool { return !known[l.Offer] })
	}
	for i := range offers {
		linkOffer(claims, &offers[i])
	}
}

func linkOffer(claims []heed.Claim, o *heed.Offer) {
	said := o.Name + ". " + o.Text
	lang, _ := text.Language(said)
	if lang != heed.Spanish {
		lang = heed.English
	}
	s := newSubject(contentTerms(said, lang))
	type fit struct {
		claim int
		match float64
	}
	var fits []fit
	for i := range claims {
		if Pain(&claims[i]) {
			s.meet(claims[i].Words, claims[i].Language)
		}
	}
	weights := make([]float64, len(s.terms))
	for t := range s.terms {
		weights[t] = s.weight(t)
	}
	slices.Sort(weights)
	full := 0.0
	for _, w := range weights[max(0, len(weights)-offerWords):] {
		full += w
	}
	for i := range claims {
		c := &claims[i]
		if !Pain(c) || slices.ContainsFunc(c.Offers, func(l heed.OfferLink) bool { return l.Offer == o.ID }) {
			continue
		}
		m := s.speaks(c.Words, c.Language, full)
		for _, e := range c.Evidence[:min(len(c.Evidence), evidenceRead)] {
			if e.Stance == heed.Supports {
				m = max(m, s.speaks(e.Text, e.Language, full))
			}
		}
		if m >= fitting {
			fits = append(fits, fit{i, m})
		}
	}
	slices.SortStableFunc(fits, func(a, b fit) int {
		return cmp.Or(cmp.Compare(b.match, a.match), cmp.Compare(claims[b.claim].Weight, claims[a.claim].Weight))
	})
	for _, f := range fits[:min(len(fits), mostPains)] {
		c := &claims[f.claim]
		c.Offers = append(c.Offers, heed.OfferLink{Offer: o.ID, State: heed.OfferSuggested, Match: min(1, f.match)})
	}
}

// speaks is how much of a subject a sentence speaks of, against the full weight;
// 0 for one that shares too few words.
func (s *subject) speaks(sentence string, lang heed.Language, full float64) float64 {
	best := make([]float64, len(s.terms))
	for _, w := range text.Words(text.Fold(sentence)) {
		for t, m := range s.matches(w, lang) {
			best[t] = max(best[t], m)
		}
	}
	n, sum := 0, 0.0
	for t, m := range best {
		if m > 0 {
			n++
			sum += m * s.weight(t)
		}
	}
	if n < fewestFit || full == 0 {
		return 0
	}
	return sum / full
}

// contentTerms are the words of a text that say something, each once.
func contentTerms(s string, lang heed.Language) (out []term) {
	l := words()
	for _, w := range text.Words(text.Fold(s)) {
		if len(w) < 3 || text.Stopword(w, lang) || themes.Plain(w, lang) {
			continue
		}
		if f := l.forms[lang][w]; len(f) == 1 && l.facets[f[0]].group == "noise" {
			continue
		}
		t := term{word: w, stem: text.Stem(w, lang), vec: themes.WordVector(w, lang)}
		t.concept, t.known = themes.Meaning(w, lang)
		if !slices.ContainsFunc(out, func(o term) bool { return o.stem == t.stem || o.known && t.known && o.concept == t.concept }) {
			out = append(out, t)
		}
	}
	return out
}
