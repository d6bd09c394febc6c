package ask

import (
	"cmp"
	"slices"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

// nearly is how much of a belief's words a claim must speak of to lie near it.
const nearly = 0.4

// Near are the ids of the claims that speak most of what the words say, in
// either language, at most n: what was heard of the same matter, for or
// against.
func Near(words string, claims []heed.Claim, n int) []string {
	lang, _ := text.Language(words)
	if lang != heed.Spanish {
		lang = heed.English
	}
	s := newSubject(contentTerms(words, lang))
	if len(s.terms) == 0 {
		return nil
	}
	type fit struct {
		id    string
		match float64
	}
	var fits []fit
	for i := range claims {
		s.meet(claims[i].Words, claims[i].Language)
	}
	for i := range claims {
		c := &claims[i]
		if c.Review == heed.Rejected || len(c.Evidence) == 0 {
			continue
		}
		if m := s.of(c.Words, c.Language); m >= nearly {
			fits = append(fits, fit{c.ID, m})
		}
	}
	slices.SortStableFunc(fits, func(a, b fit) int { return cmp.Compare(b.match, a.match) })
	var out []string
	for _, f := range fits[:min(len(fits), n)] {
		out = append(out, f.id)
	}
	return out
}
