package practice

import (
	"fmt"
	"math"
	"slices"

	heed "github.com/heedhq/heed"
)

// Exchange is a real customer's turn, what a colleague answered, and what the
// customer said to that.
type Exchange struct {
	ID       string        `json:"id"`
	Language heed.Language `json:"lang"`
	Source   heed.Kind     `json:"source,omitempty"` // of the conversation
	Date     heed.Date     `json:"date,omitzero"`
	// Participant is who says Next.
	Participant string         `json:"participant,omitempty"`
	Said        heed.Quotation `json:"said"`
	Ours        heed.Quotation `json:"ours"`
	Next        heed.Quotation `json:"next"`
	// Objects says that Said is an objection; Kind is the kind of the last
	// objection in the conversation, "" where there was none lately.
	Objects bool         `json:"objects,omitempty"`
	Kind    string       `json:"kind,omitempty"`
	Feeling heed.Feeling `json:"feeling,omitempty"` // in Next
	// Moved is the customer's valence in Next minus that in Said, -2..2.
	Moved float64 `json:"moved"`

	acts         []heed.ActKind // of Ours
	said, answer []string       // stems
}

// lately is for how many turns a conversation is still about an objection.
const lately = 8

// Exchanges lists every exchange of the talks, in the order of the talks.
func Exchanges(talks []Talk) (out []Exchange) {
	for _, t := range talks {
		if t.Conversation == nil || t.Sensed == nil || !t.Kind.Heard() {
			continue
		}
		objects := t.objections()
		kind, since := "", -lately
		for n := range t.Turns {
			if !t.theirs(n) {
				continue
			}
			k, objecting := objects[n]
			if objecting {
				kind, since = k, n
			}
			next := t.reaction(n)
			if next < 0 {
				continue
			}
			x := Exchange{
				ID: fmt.Sprintf("%s:%d", t.ID, n), Language: t.Language, Source: t.Kind, Date: t.Date, Participant: t.by(next), Said: t.whole(n), Ours: t.whole(n + 1), Next: t.whole(next),
				Objects: objecting, acts: t.actsOf(n + 1), Moved: t.valence(next) - t.valence(n), Feeling: t.feeling(next),
			}
			if n-since < lately {
				x.Kind = kind
			}
			x.said, x.answer = stems(x.Said.Text, x.Language), stems(x.Ours.Text, x.Language)
			out = append(out, x)
		}
	}
	return out
}

// theirs reports whether a turn is a customer's who allows training.
func (t Talk) theirs(n int) bool {
	return n >= 0 && n < len(t.Turns) && t.RoleOf(n) == heed.RoleCustomer && !t.Closed[t.Turns[n].Speaker]
}

// reaction finds the customer's turn after the answer to turn n; -1: nobody
// answered, or nobody went on.
func (t Talk) reaction(n int) int {
	if n+1 >= len(t.Turns) || !t.RoleOf(n+1).Ours() {
		return -1
	}
	next := n + 2
	for next < len(t.Turns) && t.RoleOf(next).Ours() {
		next++
	}
	if !t.theirs(next) {
		return -1
	}
	return next
}

// after is how a customer went on from the answer in turn ours to their turn.
func (t Talk) after(turn, ours int) *After {
	if ours != turn+1 {
		return nil
	}
	next := t.reaction(turn)
	if next < 0 {
		return nil
	}
	return &After{Said: t.whole(next), Feeling: t.feeling(next), Moved: t.valence(next) - t.valence(turn)}
}

// feeling is the strongest feeling of a turn, "" where none is.
func (t Talk) feeling(turn int) (out heed.Feeling) {
	most := 0.0
	for i := range t.Sensed.Readings {
		if r := &t.Sensed.Readings[i]; r.Turn == turn {
			if f, ok := r.Strongest(); ok && f.Intensity > most {
				out, most = f.Name, f.Intensity
			}
		}
	}
	return out
}

// Continuation is what a real customer said after an answer like the one
// given, to words like those that were met. It is never made up.
type Continuation struct {
	Exchange Exchange `json:"exchange"`
	// Same says that it is the very place that was met.
	Same bool    `json:"same"`
	Like float64 `json:"like"` // 0..1
}

// leastLike is the similarity of two answers from which one customer's
// reaction may stand in for another's.
const leastLike = 0.15

// Place is where a rehearsal stands: the customer's words that are to be
// answered, and the kind of objection that it is about.
type Place struct {
	Language heed.Language
	Kind     string
	Said     heed.Quotation
	First    bool // the objection itself, and not a later turn
}

// Continue finds the real exchange in which a colleague answered most like
// reply to words most like those at a place, about an objection of the same
// kind and in the same language. Likeness is 0.4 times the Jaccard index of the
// acts, 0.3 times the cosine of the answers' stems and 0.3 times that of the
// customers' words; the answers alone must reach leastLike. used are ids of
// exchanges already heard. false: nobody was heard to go on from such an answer.
func Continue(at Place, pool []Exchange, reply string, acts []heed.ActKind, used []string) (c Continuation, ok bool) {
	given, met := stems(reply, at.Language), stems(at.Said.Text, at.Language)
	best := 0.0
	for i := range pool {
		x := &pool[i]
		if x.Language != at.Language || slices.Contains(used, x.ID) {
			continue
		}
		same := x.Said.Conversation == at.Said.Conversation && x.Said.Turn == at.Said.Turn
		if !same && (x.Kind != at.Kind || at.First && !x.Objects) {
			continue
		}
		answers := 0.4*jaccard(acts, x.acts) + 0.3*cosine(given, x.answer)
		if answers < leastLike {
			continue
		}
		if like := answers + 0.3*cosine(met, x.said); like > best {
			best, ok = like, true
			c = Continuation{Exchange: *x, Same: same, Like: min(1, like)}
		}
	}
	return c, ok
}

func jaccard(a, b []heed.ActKind) float64 {
	both := 0
	for _, x := range a {
		if slices.Contains(b, x) {
			both++
		}
	}
	if either := len(a) + len(b) - both; either > 0 {
		return float64(both) / float64(either)
	}
	return 0
}

func cosine(a, b []string) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	both := 0
	for _, x := range a {
		if slices.Contains(b, x) {
			both++
		}
	}
	return float64(both) / math.Sqrt(float64(len(a)*len(b)))
}
