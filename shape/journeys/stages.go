// Package journeys lays a study's stages side by side: where each conversation
// stands, what people feel there, and what stands in their way.
package journeys

import (
	_ "embed"
	"strings"
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/internal/wordlist"
	"github.com/heedhq/heed/shape/corpus"
	"github.com/heedhq/heed/shape/ledger"
)

//go:embed data/cues.en.txt
var english string

//go:embed data/cues.es.txt
var spanish string

//go:embed data/moments.txt
var momentData string

// cue is what a run of words says: the stage at which it is said, and how much
// it counts for it.
type cue struct {
	stage  string
	weight float64
}

// moments holds, for both languages, what a sentence says about when it
// happened, with the stage; "past" is long before any of them.
var moments = sync.OnceValue(func() map[heed.Language]map[string]cue {
	both := read(momentData)
	return map[heed.Language]map[string]cue{heed.English: both, heed.Spanish: both}
})

// past marks what happened long before, at no stage.
const past = "past"

// cues holds, per language, the stage of each cue; the longest has four words.
var cues = sync.OnceValue(func() map[heed.Language]map[string]cue {
	return map[heed.Language]map[string]cue{heed.English: read(english), heed.Spanish: read(spanish)}
})

// passing marks headings of what is also said at other stages, which counts a
// third.
const (
	passing       = " in passing"
	passingWeight = 1.0 / 3
)

func read(data string) map[string]cue {
	out := map[string]cue{}
	for heading, line := range wordlist.Lines(data) {
		stage, light := strings.CutSuffix(heading, passing)
		c := cue{stage, 1}
		if light {
			c.weight = passingWeight
		}
		for words := range wordlist.Fields(line, ",") {
			out[text.Fold(words)] = c
		}
	}
	return out
}

// Place is where an utterance stands on the journey.
type Place struct {
	Stage int32  // index into Settings.Stages, -1: nowhere
	From  string // metadata, date, recognised
}

// Layout is where a study's conversations and utterances stand.
type Layout struct {
	Stages []heed.Stage
	Of     []Place // per utterance
	// Conv is each conversation's own stage with how it came to it.
	Conv      []Place
	Certainty []float64 // of each conversation, 1 for metadata
	// Is says whether the study is a purchase or a service at all.
	Is bool
}

const (
	// service is the share of conversations that must be recognisably about
	// buying or using a vendor's service where none carries a stage.
	service = 0.3
	// telling is how many different cues an interview needs to be recognised;
	// a conversation with a representative needs one.
	telling = 3
)

// Lay finds the stage of every conversation and utterance.
func Lay(c *corpus.Corpus, set heed.Settings) *Layout {
	l := &Layout{Stages: set.Stages, Of: make([]Place, len(c.Utterances)), Conv: make([]Place, len(c.Convs)), Certainty: make([]float64, len(c.Convs))}
	index := map[string]int32{}
	for i, s := range set.Stages {
		index[text.Fold(s.ID)] = int32(i)
		for _, n := range s.Name {
			index[text.Fold(n)] = int32(i)
		}
	}
	turnStage := make([]int32, len(c.Utterances))
	talks := make([]talk, len(c.Convs))
	for u := range c.Utterances {
		ut := &c.Utterances[u]
		own := map[int32]float64{}
		talks[ut.Conv].hear(ut.Text, ut.Language, index, func(s int32, weight float64) {
			if weight == 1 {
				own[s]++
			}
		})
		turnStage[u] = strongest(own)
	}
	related := relations(c)
	staged, about := 0, 0
	for i := range c.Convs {
		l.Conv[i] = Place{Stage: -1}
		v := c.Convs[i]
		if s, ok := index[text.Fold(v.Stage)]; ok && v.Stage != "" {
			l.Conv[i] = Place{s, "metadata"}
			l.Certainty[i] = 1
			staged++
			continue
		}
		need, least := telling, enough
		if withRep(v) {
			need, least = 1, enoughShort
		}
		if len(talks[i].said) < need {
			continue
		}
		about++
		if v.Kind == heed.KindBoard { // a round of many speaks of everything
			continue
		}
		talks[i].overhear(v, index)
		if s, certainty := talks[i].stage(l.Stages, related[i], least); s >= 0 {
			l.Conv[i], l.Certainty[i] = Place{s, "recognised"}, certainty
		}
	}
	l.byDate(c)
	switch set.Journey {
	case "yes":
		l.Is = true
	case "no":
	default:
		// people who came once to have something done are on no purchase's way
		l.Is = staged > 0 || len(c.Convs) > 0 && float64(about) >= service*float64(len(c.Convs)) && !ledger.Contacts(c, everybody(c))
	}
	for u := range c.Utterances {
		conv := c.Utterances[u].Conv
		l.Of[u] = l.Conv[conv]
		if l.Conv[conv].From == "recognised" && turnStage[u] >= 0 && talks[conv].toldOf(turnStage[u]) {
			l.Of[u] = Place{turnStage[u], "recognised"}
		}
	}
	l.byMoment(c, index)
	return l
}

// byMoment moves sentences that say themselves when it happened to that stage,
// whatever the stage of their conversation; what happened long before, with
// the rest of its turn, and thanks stand at none.
func (l *Layout) byMoment(c *corpus.Corpus, index map[string]int32) {
	long := map[[2]int32]bool{}
	for u := range c.Utterances {
		ut := &c.Utterances[u]
		said := map[int32]float64{}
		eachCue(moments(), ut.Text, ut.Language, func(_ string, is cue) {
			if is.stage == past {
				long[[2]int32{ut.Conv, ut.Turn}] = true
			} else if s, ok := index[is.stage]; ok {
				said[s]++
			}
		})
		if len(said) == 1 {
			l.Of[u] = Place{strongest(said), "recognised"}
		}
		if ut.Courtesy || thanks(ut.Text) {
			l.Of[u] = Place{Stage: -1}
		}
	}
	for u := range c.Utterances {
		if ut := &c.Utterances[u]; long[[2]int32{ut.Conv, ut.Turn}] {
			l.Of[u] = Place{Stage: -1}
		}
	}
}

// thanks reports whether a sentence says thank you for help or information.
func thanks(s string) bool {
	f := " " + strings.Join(text.Words(text.Fold(s)), " ") + " "
	for _, cue := range []string{" thank ", " thanks ", " thankyou ", " your information ", " your help ", " your assistance ", " your service ", " gracias ", " su ayuda ", " su informacion "} {
		if strings.Contains(f, cue) {
			return len(strings.Fields(f)) <= 14
		}
	}
	return false
}

func everybody(c *corpus.Corpus) []int32 {
	out := make([]int32, len(c.People))
	for i := range out {
		out[i] = int32(i)
	}
	return out
}

// dated is the certainty of a stage that was taken from the dates of the same
// customer's other conversations.
const dated = 0.5

// byDate gives a dated conversation without a stage of its own the stage of
// the last conversation before it, with the same person or the same
// organisation, whose stage is known: nobody goes back without saying so.
func (l *Layout) byDate(c *corpus.Corpus) {
	type known struct {
		date  heed.Date
		stage int32
	}
	by := map[string][]known{}
	keys := make([][]string, len(c.Convs))
	for p := range c.People {
		for _, v := range c.People[p].Conversations {
			keys[v] = append(keys[v], "p"+c.People[p].ID)
		}
	}
	for i := range c.Convs {
		if o := c.Convs[i].Organisation; o != "" {
			keys[i] = append(keys[i], "o"+o)
		}
		if l.Conv[i].From == "metadata" && !c.Convs[i].Date.IsZero() {
			for _, k := range keys[i] {
				by[k] = append(by[k], known{c.Convs[i].Date, l.Conv[i].Stage})
			}
		}
	}
	for i := range c.Convs {
		if l.Conv[i].From == "metadata" || c.Convs[i].Date.IsZero() {
			continue
		}
		for _, k := range keys[i] { // the person first, then the organisation
			best := known{stage: -1}
			for _, x := range by[k] {
				if !c.Convs[i].Date.Before(x.date) && !x.date.Before(best.date) {
					best = x
				}
			}
			if best.stage >= 0 {
				l.Conv[i], l.Certainty[i] = Place{best.stage, "date"}, dated
				break
			}
		}
	}
}

func withRep(v corpus.Conversation) bool {
	for i := range v.Turns {
		switch v.RoleOf(i) {
		case heed.RoleRep:
			return true
		case heed.RoleResearcher:
			return false
		}
	}
	return v.Kind == heed.KindCall || v.Kind == heed.KindChat || v.Kind == heed.KindEmail || v.Kind == heed.KindReview
}

// strongest is the stage with most votes, the earliest of equals, -1 for none.
func strongest(votes map[int32]float64) int32 {
	best := int32(-1)
	for s, n := range votes {
		if best < 0 || n > votes[best] || n == votes[best] && s < best {
			best = s
		}
	}
	return best
}
