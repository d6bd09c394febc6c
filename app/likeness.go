package app

import (
	"context"
	"hash/fnv"
	"math"
	"slices"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

// Near-duplicates are found by MinHash over runs of four words (Broder 1997):
// the share of equal minima estimates the Jaccard similarity of two texts.
const (
	prints    = 64
	runWords  = 4
	likeShare = 0.8 // of equal minima, from which two files count as nearly the same
)

// printer collects the minima of one file.
type printer struct {
	min   [prints]uint64
	words int
	ring  [runWords]uint64
}

func (p *printer) add(c *heed.Conversation) {
	for _, t := range c.Turns {
		for tok := range text.All(t.Text) {
			if tok.Kind != text.Word {
				continue
			}
			p.word(tok.Lower)
		}
	}
}

func (p *printer) word(w string) {
	if p.words == 0 {
		for i := range p.min {
			p.min[i] = math.MaxUint64
		}
	}
	h := fnv.New64a()
	h.Write([]byte(w))
	p.ring[p.words%runWords] = h.Sum64()
	p.words++
	if p.words < runWords {
		return
	}
	var run uint64
	for i := range runWords {
		run = run*0x9E3779B97F4A7C15 + p.ring[(p.words+i)%runWords]
	}
	for i := range p.min {
		p.min[i] = min(p.min[i], mix(run^uint64(i+1)*0xD6E8FEB86659FD93))
	}
}

// mix is the finaliser of SplitMix64.
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xBF58476D1CE4E5B9
	x = (x ^ x>>27) * 0x94D049BB133111EB
	return x ^ x>>31
}

// signature is nil for a file too short to compare.
func (p *printer) signature() []uint64 {
	if p.words < 12*runWords {
		return nil
	}
	return slices.Clone(p.min[:])
}

// likeness holds the signatures of all sources.
type likeness struct {
	loaded  bool
	sources []Source
}

// find returns the name of a source with nearly the same words, "" for none,
// and remembers s.
func (l *likeness) find(ctx context.Context, tx Tx, s Source) (string, error) {
	if !l.loaded {
		all, err := tx.Sources.List(ctx)
		if err != nil {
			return "", err
		}
		l.sources, l.loaded = all, true
	}
	if s.Signature == nil {
		return "", nil
	}
	like := ""
	for _, o := range l.sources {
		if o.Hash != s.Hash && similar(o.Signature, s.Signature) >= likeShare {
			like = o.Name
			break
		}
	}
	s.Content = nil
	l.sources = append(l.sources, s)
	return like, nil
}

func similar(a, b []uint64) float64 {
	if len(a) != prints || len(b) != prints {
		return 0
	}
	same := 0
	for i := range a {
		if a[i] == b[i] {
			same++
		}
	}
	return float64(same) / prints
}
