package sense

import (
	"slices"

	heed "github.com/heedhq/heed"
)

// What one sentence cannot show: a joke that the next one makes plain, and an
// answer that says nothing without its question.

// joke is how much frustration irony over two sentences shows.
const joke = 0.6

// ironic turns the praise in r into what it was meant for.
func ironic(r *heed.Reading) {
	keep := r.Signals[:0]
	for _, s := range r.Signals {
		if s.Kind != heed.SigLike && s.Kind != heed.SigGain && s.Kind != heed.SigThinks &&
			!(s.Kind == heed.SigFeels && heed.Feeling(s.Subkind).Sign() > 0) {
			keep = append(keep, s)
		}
	}
	r.Signals = keep
	if len(keep) == 0 {
		r.Signals = nil
	}
	var left []heed.FeelingScore
	for _, f := range r.Feelings {
		if f.Name.Sign() < 0 && f.Name != heed.Frustration {
			left = append(left, f)
		}
	}
	r.Feelings = left
	feel(r, heed.Frustration, joke)
	r.Basic = basicNames([]int{basicOf[frustration]})
	r.Valence = round(-max(0.35, abs(r.Valence)*0.6))
}

// feel adds a feeling to a reading, which then is not neutral.
func feel(r *heed.Reading, name heed.Feeling, v float64) {
	out := make([]heed.FeelingScore, 0, len(r.Feelings)+1)
	for _, f := range r.Feelings {
		switch f.Name {
		case heed.Neutral:
		case name:
			v = either(v, f.Intensity)
		default:
			out = append(out, f)
		}
	}
	out = append(out, heed.FeelingScore{Name: name, Intensity: round(v)})
	slices.SortStableFunc(out, func(a, b heed.FeelingScore) int {
		switch {
		case a.Intensity > b.Intensity:
			return -1
		case a.Intensity < b.Intensity:
			return 1
		}
		return 0
	})
	r.Feelings = out
}

// joins lets the sentence that k has just read act on the one before it.
func joins(before, r *heed.Reading, was ironyPart, k *scratch) {
	if k.find.turns() {
		before.Signals = takenBack(before.Signals)
	}
	if was == praise && k.find.part == nuisance {
		ironic(before)
		feel(r, heed.Frustration, joke)
		r.Valence = round(min(r.Valence, -0.3))
	}
}

// question is something that was asked and that says what its answer will be.
type question struct {
	plan *plan
	rule string
}

// longestAnswer is how many bytes of an answer still say only what was asked
// for; who tells a story says more, and is read by it.
const longestAnswer = 160

// answers makes the first sentence of an answer what was asked for: a signal of
// that kind, where the sentence shows none of it, and the feeling.
func answers(r *heed.Reading, asked []question) {
	if r.Span.Len() > longestAnswer {
		return
	}
	for _, q := range asked {
		kind := q.plan.kind
		if slices.ContainsFunc(r.Signals, func(s heed.Signal) bool { return s.Kind == kind }) {
			continue
		}
		sub := q.plan.sub
		if kind == heed.SigFeels {
			sub = string(q.plan.feeling)
		}
		r.Signals = append(r.Signals, heed.Signal{
			Kind: kind, Subkind: sub, Span: r.Span, Text: r.Text, Basis: heed.Expressed,
			Confidence: q.plan.confidence, Rule: q.rule,
		})
		if q.plan.feeling != "" {
			feel(r, q.plan.feeling, q.plan.strength)
		}
	}
}
