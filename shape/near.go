package shape

import (
	"cmp"
	"slices"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/themes"
)

// Meanings finds texts that mean something like a query, in the space in which
// themes are made: by words, by pieces of words, and by what words mean, over
// both languages.
type Meanings struct {
	space *themes.Space
	dims  int
	rows  []float32
	known []bool
}

// NewMeanings places texts, which must stand in a fixed order.
func NewMeanings(texts []Text, seed uint64) *Meanings {
	m := &Meanings{space: themes.Learn(texts, seed)}
	m.dims = m.space.Dims()
	m.rows, m.known = make([]float32, m.dims*len(texts)), make([]bool, len(texts))
	for i, t := range texts {
		m.known[i] = m.space.Place(m.rows[i*m.dims:(i+1)*m.dims], t)
	}
	return m
}

// Near is a text by its number and how near it is, at most 1.
type Near struct {
	Text       int
	Similarity float64
}

// Near returns the texts nearest to a query, at least so near, best first and
// at most so many. A query in which nothing is known is near nothing.
func (m *Meanings) Near(query string, lang heed.Language, least float64, most int) []Near {
	at := make([]float32, m.dims)
	if m.dims == 0 || !m.space.Place(at, Text{Text: query, Lang: lang}) {
		return nil
	}
	var out []Near
	for i, known := range m.known {
		if !known {
			continue
		}
		if s := float64(themes.Cosine(at, m.rows[i*m.dims:(i+1)*m.dims])); s >= least {
			out = append(out, Near{i, s})
		}
	}
	slices.SortStableFunc(out, func(a, b Near) int { return cmp.Compare(b.Similarity, a.Similarity) })
	return out[:min(len(out), most)]
}
