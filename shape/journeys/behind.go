package journeys

import (
	_ "embed"
	"math"
	"slices"
	"strings"
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/internal/wordlist"
	"github.com/heedhq/heed/shape/corpus"
	"github.com/heedhq/heed/shape/ledger"
	"github.com/heedhq/heed/shape/quote"
)

//go:embed data/behind.txt
var behindData string

// kept holds the words of each heading of data/behind.txt.
var kept = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for heading, line := range wordlist.Lines(behindData) {
		for w := range wordlist.Fields(line, ",") {
			out[heading] = append(out[heading], w)
		}
	}
	return out
})

// holds reports whether one of the words of s stands under the heading.
func holds(s, heading string) bool {
	return slices.ContainsFunc(text.Words(s), func(w string) bool { return slices.Contains(kept()[heading], w) })
}

// sideOf is the side of zero on which a point's quotation is to stand, 0 for
// none. A point that lies plainly on one side is shown by that side. Of those
// near zero the peak is shown by what was good there, the lowest point by what
// was bad, and the end by its own side; a peak below zero and a lowest point
// above are shown by nothing, for their words would read as the opposite.
func sideOf(p *heed.Point) float64 {
	peak, low := slices.Contains(p.Marks, "peak"), slices.Contains(p.Marks, "low")
	switch {
	case peak && p.Value < 0 || low && p.Value > 0:
		return 0
	case math.Abs(p.Value) >= plain || len(p.Marks) > 0:
		return math.Copysign(1, p.Value)
	}
	return 0
}

// sides holds, per sentence that a claim rests on, the side of zero that the
// claim's kind has: its words have been read more closely than others.
type sides map[spot]float64

type spot struct {
	conversation string
	turn         int
	start        int
}

// of is the side of a sentence, 0 where no such claim rests on it.
func (s sides) of(c *corpus.Corpus, ut *corpus.Utterance) float64 {
	return s[spot{c.Convs[ut.Conv].ID, int(ut.Turn), ut.Span.Start}]
}

// toldIn finds the sentences that claims of what hurts and what helps rest on.
func toldIn(c *corpus.Corpus, claims []*heed.Claim) sides {
	out := sides{}
	want := map[spot]bool{}
	kinds := map[spot]float64{}
	byTurn := map[spot][]heed.Span{}
	for _, cl := range claims {
		side := 0.0
		switch LaneOf(cl.Kind) {
		case heed.LanePains:
			side = -1
		case heed.LaneGains:
			side = 1
		}
		if cl.Kind == heed.SigFeels {
			side = float64(heed.Feeling(cl.Subkind).Sign())
		}
		if side == 0 || cl.Review == heed.Rejected {
			continue
		}
		for _, e := range cl.Evidence {
			if e.Stance == heed.Supports {
				turn := spot{e.Conversation, e.Turn, 0}
				byTurn[turn] = append(byTurn[turn], e.Span)
				k := spot{e.Conversation, e.Turn, e.Start}
				want[k], kinds[k] = true, side
			}
		}
	}
	for u := range c.Utterances {
		ut := &c.Utterances[u]
		id := c.Convs[ut.Conv].ID
		for _, sp := range byTurn[spot{id, int(ut.Turn), 0}] {
			if k := (spot{id, int(ut.Turn), sp.Start}); want[k] && ut.Span.Overlaps(sp) {
				out[spot{id, int(ut.Turn), ut.Span.Start}] = kinds[k]
			}
		}
	}
	return out
}

const (
	// turns is the valence from which a sentence weighs against a side.
	turns = 0.1
	// shows is the valence, and strong the feeling's intensity, from which a
	// sentence that no claim rests on shows how a stage was.
	shows, strong = 0.2, 0.45
	// plainly is that from which a pain or gain without a feeling does.
	plainly = 0.4
	// unfelt is what a pain or gain without a feeling counts beside one with it,
	// and read what a sentence counts that a claim rests on.
	unfelt, readClosely = 0.3, 1.5
)

// behind finds the quotation that shows best how a stage was on one side of
// zero: what a claim of that side rests on, or a sentence with a plain feeling
// of the speaker's own, which what they say next in the same turn does not turn
// round and the figure that they gave with it does not contradict.
func behind(c *corpus.Corpus, l *Layout, p Party, told sides, stage int32, side float64) *heed.Evidence {
	best, bestSpan, top := int32(-1), heed.Span{}, 0.0
	for _, u := range p.Utterances {
		ut := &c.Utterances[u]
		if l.Of[u].Stage != stage || ut.Person < 0 || ut.Withheld || ut.Hearsay || ut.Courtesy {
			continue
		}
		conv := &c.Convs[ut.Conv]
		claimed := told.of(c, ut)
		if claimed*side < 0 || side*ut.Valence < -turns {
			continue
		}
		along, _ := tone(ut)
		along *= side
		f, ok := ut.Strongest()
		if ok && side*float64(f.Name.Sign()) <= 0 || along <= 0 && claimed == 0 {
			continue
		}
		intensity := f.Intensity
		if !ok {
			intensity = unfelt
		}
		if claimed == 0 && (ok && (side*ut.Valence < shows || intensity < strong) || !ok && (side*ut.Valence < plainly || !sidedWith(ut, side))) {
			continue
		}
		judged := ledger.Judges(ut.Text, ut.Language)
		if side*float64(judged) < 0 || claimed == 0 && !(judged != 0 || ledger.OfOwn(ut.Text, ut.Language) && holds(text.Fold(ut.Text), "self")) || turned(c, u, side) || rated(conv)*side < 0 || claimed == 0 && holds(strings.ToLower(ut.Text), "supposed") {
			continue
		}
		turn := conv.Turns[ut.Turn].Text
		sp, q := quote.Best(turn, ut.Span, ut.Span, ut.Language)
		if wide, ok := c.Alone(u, sp, quote.Longest); ok && wide != sp {
			words, _ := wide.In(turn)
			sp, q = wide, max(q, corpus.Widened*quote.Score(words, ut.Language))
		}
		s := q * intensity * (0.3 + max(along, 0))
		if claimed != 0 {
			s *= readClosely
		}
		if s > top {
			best, bestSpan, top = u, sp, s
		}
	}
	if best < 0 {
		return nil
	}
	e := ledger.Evidence(c, best, bestSpan, nil, heed.Supports)
	return &e
}

// sidedWith reports whether a sentence tells of what hurts (side < 0) or helps.
func sidedWith(u *corpus.Utterance, side float64) bool {
	return slices.ContainsFunc(u.Signals, func(s heed.Signal) bool {
		lane := LaneOf(s.Kind)
		return side < 0 && lane == heed.LanePains || side > 0 && lane == heed.LaneGains
	})
}

// turned reports whether the next sentence of the same turn feels the opposite
// or begins with what takes it back: irony, or praise before the complaint.
func turned(c *corpus.Corpus, u int32, side float64) bool {
	own := &c.Utterances[u]
	if int(u)+1 >= len(c.Utterances) {
		return false
	}
	o := &c.Utterances[u+1]
	if o.Conv != own.Conv || o.Turn != own.Turn {
		return false
	}
	if side*o.Valence < -turns || quote.Limited(o.Text, o.Language) {
		return true
	}
	f, ok := o.Strongest()
	return ok && side*float64(f.Name.Sign()) < 0
}

// rated is the side of the figures that somebody gave with what they wrote, 0
// where they gave none or lie in the middle: praise with a complaint in it
// shows no low point. Efforts are figures of which less is better.
func rated(v *corpus.Conversation) float64 {
	sum, n := 0.0, 0
	for _, r := range v.Ratings {
		if r.Max > 0 && !holds(text.Fold(strings.ReplaceAll(r.Name, "_", " ")), "less is better") {
			sum += r.Value / r.Max
			n++
		}
	}
	switch {
	case n == 0:
		return 0
	case sum/float64(n) >= content:
		return 1
	case sum/float64(n) <= discontent:
		return -1
	}
	return 0
}

// content and discontent are the shares of the best figure from which and up to
// which somebody is plainly pleased or displeased.
const content, discontent = 0.8, 0.4
