package corpus

import (
	_ "embed"
	"runtime"
	"strings"
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/internal/wordlist"
)

//go:embed data/confidence.txt
var confidenceData string

// cues are phrases by their first bytes: every turn is looked through for some
// seventy of them at once.
type cues struct {
	starts [256]uint64 // which second bytes may follow a first, by their lowest six bits
	by     map[[cueStart]byte][]string
}

// cueStart is the least length of a phrase, in bytes.
const cueStart = 4

// confidences are the words by which somebody asks not to be quoted, or is
// told that they will not be: folded, in both languages.
var confidences = sync.OnceValue(func() *cues {
	c := &cues{by: map[[cueStart]byte][]string{}}
	for _, line := range wordlist.Lines(confidenceData) {
		f := text.Fold(line)
		c.starts[f[0]] |= 1 << (f[1] & 63)
		c.by[[cueStart]byte([]byte(f))] = append(c.by[[cueStart]byte([]byte(f))], f)
	}
	return c
})

// inConfidence reports whether a turn asks that something not be passed on.
func inConfidence(s string) bool {
	folded, c := text.Fold(s), confidences()
	for i := 0; i+cueStart <= len(folded); i++ {
		if c.starts[folded[i]]&(1<<(folded[i+1]&63)) == 0 {
			continue
		}
		for _, cue := range c.by[[cueStart]byte{folded[i], folded[i+1], folded[i+2], folded[i+3]}] {
			if strings.HasPrefix(folded[i:], cue) {
				return true
			}
		}
	}
	return false
}

// confided tells, per turn, whether what is said in it was said in confidence:
// the turn that asks for it, and the speaker's own turns right before and
// after; where our side promises it, the customer's turns around the promise.
func confided(turns []heed.Turn, customer []bool) []bool {
	var out []bool
	for t := range turns {
		if !inConfidence(turns[t].Text) {
			continue
		}
		if out == nil {
			out = make([]bool, len(turns))
		}
		out[t] = true
		who := turns[t].Speaker
		for _, step := range []int{-1, 1} {
			for k, n := t+step, 0; k >= 0 && k < len(turns) && n < 2; k, n = k+step, n+1 {
				if !customer[t] && customer[k] || turns[k].Speaker == who {
					out[k] = true
					break
				}
			}
		}
	}
	return out
}

// private is confided of every conversation that is looked at, found on all
// processors.
func (c *Corpus) private() [][]bool {
	out := make([][]bool, len(c.Convs))
	workers := runtime.GOMAXPROCS(0)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for i := w; i < len(c.Convs); i += workers {
				if v := c.Convs[i]; v.Sensed != nil && v.Kind != heed.KindResearch {
					out[i] = confided(v.Turns, c.sides(v))
				}
			}
		})
	}
	wg.Wait()
	return out
}

// strictest joins answers of consent that the same person gave at different
// times: a no stands whatever was said elsewhere.
func strictest(a, b heed.Consent) heed.Consent {
	pick := func(x, y heed.Allowance) heed.Allowance {
		switch {
		case x == heed.No || y == heed.No:
			return heed.No
		case x == heed.Yes || y == heed.Yes:
			return heed.Yes
		}
		return heed.Unknown
	}
	return heed.Consent{
		Analysis: pick(a.Analysis, b.Analysis), Training: pick(a.Training, b.Training),
		QuoteInside: pick(a.QuoteInside, b.QuoteInside), QuoteOutside: pick(a.QuoteOutside, b.QuoteOutside),
		Recording: pick(a.Recording, b.Recording),
	}
}

// voiceID is the id of the person behind a voice: the participant's, or one
// made of the conversation where nobody said who it was.
func voiceID(v Conversation, name string) string {
	if s, _ := v.Speaker(name); s.Participant != "" {
		return s.Participant
	}
	return v.ID + "/" + name
}

// consents gathers what each person answered, over the list of participants
// and every conversation that they speak in.
func consents(convs []Conversation, known map[string]heed.Participant) map[string]heed.Consent {
	out := make(map[string]heed.Consent, len(known))
	for id, p := range known {
		out[id] = p.Consent
	}
	for _, v := range convs {
		for _, s := range v.Speakers {
			id := voiceID(v, s.Speaker)
			out[id] = strictest(out[id], s.Consent)
		}
	}
	return out
}
