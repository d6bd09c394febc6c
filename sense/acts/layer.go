package acts

import (
	"math"

	heed "github.com/heedhq/heed"
)

// The learned layer stands on top of the rules: it reads what they found in a
// sentence, the words themselves and what was said before, and may give the
// sentence's main act another name. It does so only where the gate of that act
// is open and it is sure enough; everything else stays as the rules have it.

// Buckets is the number of hashed features that a Model weighs.
const Buckets = 1 << 15

// Classes is the number of acts that a Model tells apart, in the order of
// heed.ActKinds.
const Classes = 17

// Gate says what the layer may do to one act in one language.
type Gate struct {
	// To is the least probability, 0..1, at which a sentence is given this act
	// against the rules; over 1: never.
	To float32 `json:"to"`
	// Kept says that what the rules give this act keeps it: they gave it too
	// seldom in training for the layer to know when they err.
	Kept bool `json:"kept,omitempty"`
}

// Closed is a gate that lets nothing through.
var Closed = Gate{To: 2}

// Model is a learned layer. It is read-only after Load.
type Model struct {
	weights []int8 // Classes a bucket
	scale   [Classes]float32
	bias    [Classes]float32
	heat    float32 // what the scores are divided by before the softmax
	gates   map[heed.Language]*[Classes]Gate
	note    string
}

// Note says what the model was trained on.
func (m *Model) Note() string {
	if m == nil {
		return ""
	}
	return m.note
}

// Of returns the acts of every turn of c as Of does, with this layer on top of
// the rules; a nil Model leaves the rules alone.
func (m *Model) Of(c *heed.Conversation) [][]heed.Act {
	s := pool.Get().(*scanner)
	defer pool.Put(s)
	return s.all(c, m, nil)
}

// Scores fills p with the calibrated probability of each act for a unit's
// features. They sum to 1.
func (m *Model) Scores(features []uint32, p *[Classes]float32) {
	var sum [Classes]int32
	for _, f := range features {
		row := m.weights[int(f%Buckets)*Classes:][:Classes]
		for k, w := range row {
			sum[k] += int32(w)
		}
	}
	for k := range p {
		p[k] = float32(sum[k])*m.scale[k] + m.bias[k]
	}
	softmax(p, m.heat)
}

// softmax turns scores into probabilities; heat over 1 makes them less sure.
func softmax(z *[Classes]float32, heat float32) {
	top := z[0]
	for _, v := range z {
		top = max(top, v)
	}
	var all float64
	var e [Classes]float64
	for k, v := range z {
		e[k] = math.Exp(float64((v - top) / heat))
		all += e[k]
	}
	for k := range z {
		z[k] = float32(e[k] / all)
	}
}

// Unit is the main act of a turn as the rules have it, with what the layer
// reads.
type Unit struct {
	Act      heed.Act // Kind "" where the rules found none
	Features []uint32 // hashed; the first Spoken of them do not tell of the rules
	Spoken   int
}

// Units returns one entry per turn of c: its main act by the rules alone, a
// question before any other act, else the longest.
func Units(c *heed.Conversation) []Unit {
	s := pool.Get().(*scanner)
	defer pool.Put(s)
	out := make([]Unit, len(c.Turns))
	s.all(c, nil, out)
	return out
}

// Main returns a turn's main act: its question, where it asks, else the act that
// covers most of it; ok is false where it has none.
func Main(acts []heed.Act) (a heed.Act, ok bool) {
	k := mainOf(acts)
	if k < 0 {
		return a, false
	}
	return acts[k], true
}

// mainOf returns the index of the main act among acts, -1 for none.
func mainOf(acts []heed.Act) int {
	best, size := -1, -1
	for i := range acts {
		n := acts[i].Len()
		if acts[i].Kind.Question() {
			n += 1 << 20
		}
		if n > size {
			best, size = i, n
		}
	}
	return best
}

// unit notes the main act of the turn and its features.
func (s *scanner) unit(u *Unit, turns int) {
	if len(s.sents) == 0 {
		return
	}
	if k := mainOf(s.acts); k < 0 {
		s.features(0, nil, nil, turns)
	} else {
		u.Act = s.acts[k]
		n := 0
		for n < len(s.sents)-1 && u.Act.Start >= s.sents[n].span.End {
			n++
		}
		s.features(n, &u.Act, s.acts, turns)
	}
	u.Features, u.Spoken = append([]uint32(nil), s.feats...), s.spoken
}

// revise lets the layer judge the main act of every sentence of the turn.
func (s *scanner) revise(m *Model, lang heed.Language, turns int) {
	if lang == "" {
		lang = heed.English
	}
	gates := m.gates[lang]
	if gates == nil {
		return
	}
	n := 0
	for from := 0; from < len(s.acts); {
		for n < len(s.sents)-1 && s.acts[from].Start >= s.sents[n].span.End {
			n++
		}
		to := from + 1
		for to < len(s.acts) && s.acts[to].Start < s.sents[n].span.End {
			to++
		}
		beside := s.acts[from:to]
		a := &beside[mainOf(beside)]
		from = to
		s.features(n, a, beside, turns)
		var p [Classes]float32
		m.Scores(s.feats, &p)
		kind, conf, ok := choose(gates, &p, a.Kind)
		if ok || kind == a.Kind && gates[kindIndex(kind)].To <= 1 { // its word, or both agree
			a.Kind, a.Confidence = kind, round(min(conf, 0.97))
		}
	}
}

// choose returns the act that the layer gives against the rules' one; ok is
// false where the rules stay.
func choose(gates *[Classes]Gate, p *[Classes]float32, rule heed.ActKind) (kind heed.ActKind, conf float32, ok bool) {
	best := 0
	for k := range p {
		if p[k] > p[best] {
			best = k
		}
	}
	kind = heed.ActKinds[best]
	if kind == rule || p[best] < gates[best].To {
		return kind, p[best], false
	}
	r := kindIndex(rule)
	return kind, p[best], r >= Classes || !gates[r].Kept
}

// Choose is what the layer does with the probabilities p of a unit whose act by
// the rules is rule, given gates for its language.
func Choose(gates *[Classes]Gate, p *[Classes]float32, rule heed.ActKind) heed.ActKind {
	if kind, _, ok := choose(gates, p, rule); ok {
		return kind
	}
	return rule
}
