package ask

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/ledger"
	"github.com/heedhq/heed/shape/themes"
)

const (
	// fitting is the share of an offer's weightiest words, offerWords of them,
	// that a pain must speak of for the offer to be suggested; fewestFit the
	// least of its words.
	fitting    = 0.3
	offerWords = 4
	fewestFit  = 2
	// sameMatter is what a word of the same matter counts (data/matters.txt), and
	// named how much more a word weighs that the offer is called by.
	sameMatter, named = 0.8, 1.5
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
	s.title(o.Name, lang)
	type fit struct {
		claim int
		match float64
		words []string
	}
	var fits []fit
	for i := range claims {
		if Pain(&claims[i]) {
			s.meet(claims[i].Words, claims[i].Language)
		}
	}
	weights := make([]float64, len(s.terms))
	for t := range s.terms {
		weights[t] = s.offered(t)
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
		m, by := s.speaks(c.Words, c.Language, full)
		for _, e := range c.Evidence[:min(len(c.Evidence), evidenceRead)] {
			if e.Stance == heed.Supports {
				if x, w := s.speaks(e.Text, e.Language, full); x > m {
					m, by = x, w
				}
			}
		}
		if m >= fitting {
			fits = append(fits, fit{i, m, by})
		}
	}
	slices.SortStableFunc(fits, func(a, b fit) int {
		return cmp.Or(cmp.Compare(b.match, a.match), cmp.Compare(claims[b.claim].Weight, claims[a.claim].Weight))
	})
	for _, f := range fits[:min(len(fits), mostPains)] {
		c := &claims[f.claim]
		c.Offers = append(c.Offers, heed.OfferLink{Offer: o.ID, State: heed.OfferSuggested, Match: min(1, f.match), Meets: f.words})
	}
}

// speaks is how much of an offer a sentence speaks of, against the full weight,
// and by which of its words; 0 for one that shares too few.
func (s *subject) speaks(sentence string, lang heed.Language, full float64) (match float64, by []string) {
	best, said := make([]float64, len(s.terms)), make([]string, len(s.terms))
	for _, token := range text.Words(sentence) {
		w := text.Fold(token)
		for t, m := range s.matches(w, lang) {
			if m > best[t] {
				best[t], said[t] = m, token
			}
		}
		for t := range s.terms {
			if best[t] < sameMatter && slices.ContainsFunc(matters()[w], func(k int) bool { return slices.Contains(matters()[s.terms[t].word], k) }) {
				best[t], said[t] = sameMatter, token
			}
		}
	}
	n, sum, met := 0, 0.0, map[int]bool{}
	for t, m := range best {
		if m == 0 {
			continue
		}
		if m == sameMatter { // of a matter that several of its words name, one counts
			k := matters()[s.terms[t].word][0]
			if met[k] {
				continue
			}
			met[k] = true
		}
		if !slices.Contains(by, said[t]) {
			by = append(by, said[t])
		}
		n++
		if m >= sameMatter && s.named[t] {
			n++ // what it is called by is enough
		}
		sum += m * s.offered(t)
	}
	if n < fewestFit || full == 0 {
		return 0, nil
	}
	return sum / full, by
}

// offered is a term's weight in an offer: what it is called by weighs more.
func (s *subject) offered(t int) float64 {
	if s.named[t] {
		return named * s.weight(t)
	}
	return s.weight(t)
}

// title notes which terms stand in an offer's name.
func (s *subject) title(name string, lang heed.Language) {
	s.named = make([]bool, len(s.terms))
	for _, w := range text.Words(text.Fold(name)) {
		stem := text.Stem(w, lang)
		for t := range s.terms {
			s.named[t] = s.named[t] || s.terms[t].stem == stem
		}
	}
}

//go:embed data/matters.txt
var matterData string

// matters are the matters of business that a folded word belongs to, in either
// language.
var matters = sync.OnceValue(func() map[string][]int {
	out := map[string][]int{}
	n := 0
	for line := range strings.Lines(matterData) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		for _, w := range strings.FieldsFunc(line, func(r rune) bool { return r == ',' || r == '|' }) {
			if w = text.Fold(strings.TrimSpace(w)); !slices.Contains(out[w], n) {
				out[w] = append(out[w], n)
			}
		}
		n++
	}
	return out
})

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
