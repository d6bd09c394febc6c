package emotion

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"

	"github.com/heedhq/heed/sense/emotion/internal/ngram"
)

//go:embed data/cues_es.tsv
var cuesTable string

// cues are Spanish expressions of one to three words that show one of the 28
// labels. There is no labelled Spanish text for them, so they are set by hand
// and unmeasured.
type cues struct {
	byHash map[uint64]cue
}

type cue struct {
	label int
	p     float32
}

var cuesEs = sync.OnceValue(func() *cues {
	c := &cues{byHash: map[uint64]cue{}}
	for line := range strings.Lines(cuesTable) {
		col := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(col) != 3 || strings.HasPrefix(line, "#") {
			continue
		}
		p, err := strconv.ParseFloat(col[1], 32)
		if l := LabelIndex(col[0]); l >= 0 && err == nil {
			c.byHash[phrase(col[2])] = cue{l, float32(p)}
		}
	}
	return c
})

func phrase(s string) uint64 {
	var h uint64
	for i, w := range strings.Fields(s) {
		if i == 0 {
			h = ngram.HashWord(w)
		} else {
			h = joinHash(h, ngram.HashWord(w))
		}
	}
	return h
}

func joinHash(h, next uint64) uint64 { return (h ^ next>>7) * 0xD6E8FEB86659FD93 }

// spread says how a basic emotion is shared out among the labels whose names
// the authors of GoEmotions group under it (Demszky et al. 2020, Ekman
// taxonomy). Only the label that a basic emotion is named after, and its mild
// form, are taken from it; the others need a cue.
var spreadEs = []struct {
	basic, label int
	share        float32
}{
	{BasicAnger, Anger, 0.6}, {BasicAnger, Annoyance, 0.7}, {BasicDisgust, Disgust, 0.6},
	{BasicDisgust, Disapproval, 0.5}, {BasicFear, Fear, 0.9}, {BasicFear, Nervousness, 0.4},
	{BasicJoy, Joy, 0.7}, {BasicSadness, Sadness, 0.9}, {BasicSadness, Disappointment, 0.5},
	{BasicSurprise, Surprise, 0.9},
}

// labels fills the 28 labels of a Spanish text from its basic emotions and the
// cues in it; a cue after a negation within three words does not count.
func (c *cues) labels(s *Scratch, out *Scores) {
	for _, x := range spreadEs {
		out.Labels[x.label] = max(out.Labels[x.label], x.share*out.Basic[x.basic])
	}
	b := &s.buf
	neg := 0
	for i, t := range b.Tokens {
		if t.Kind == ngram.Punct {
			neg = 0
		}
		h := t.Hash
		for n := 0; ; {
			if q, ok := c.byHash[h]; ok && neg == 0 {
				p := &out.Labels[q.label]
				*p = 1 - (1-*p)*(1-q.p)
			}
			if n++; n == 4 || i+n >= len(b.Tokens) {
				break
			}
			h = joinHash(h, b.Tokens[i+n].Hash)
		}
		if neg > 0 {
			neg--
		}
		if s.reader.Marks[i].Flags&markNegation != 0 {
			neg = 3
		}
	}
	rest := float32(1)
	for l, p := range out.Labels {
		if l != Neutral {
			rest *= 1 - p
		}
	}
	out.Labels[Neutral] = rest
}
