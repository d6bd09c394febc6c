package ledger

import (
	"slices"

	heed "github.com/heedhq/heed"
)

// stars makes claims around the sentences that say best what most people say:
// again and again the sentence with the most people close to it who are not
// yet in a claim, weighted by how well it stands alone, takes them in.
func (m *Maker) stars(persona string, items []item) []draft {
	centres := items
	if len(centres) > candidates {
		centres = make([]item, 0, candidates)
		step := float64(len(items)) / candidates
		for k := range candidates {
			centres = append(centres, items[int(float64(k)*step)])
		}
	}
	near := make([][]int32, len(centres))
	for c := range centres {
		if centres[c].quality < 0.4 {
			continue
		}
		for i := range items {
			if m.says(centres[c], items[i]) {
				near[c] = append(near[c], int32(i))
			}
		}
	}
	taken := make([]bool, len(items))
	gains := make([]float64, len(centres))
	for c := range centres {
		gains[c] = m.gain(centres[c], items, near[c], taken)
	}
	var out []draft
	for len(out) < perKind {
		best := -1
		for c := range centres {
			if best < 0 || gains[c] > gains[best] {
				gains[c] = m.gain(centres[c], items, near[c], taken) // gains only fall
				if best < 0 || gains[c] > gains[best] {
					best = c
				}
			}
		}
		if best < 0 || gains[best] <= 0 {
			break
		}
		members := make([]item, 0, len(near[best]))
		for _, i := range near[best] {
			if !taken[i] {
				taken[i] = true
				members = append(members, items[i])
			}
		}
		gains[best] = 0
		near[best] = nil
		out = append(out, m.claim(persona, centres[best], members))
	}
	return out
}

// says reports whether b says what a says.
func (m *Maker) says(a, b item) bool {
	if a.utt == b.utt {
		return true
	}
	ra, rb := m.Row[a.utt], m.Row[b.utt]
	if ra < 0 || rb < 0 {
		return false
	}
	if len(m.stems(b.utt)) < 2 && a.sig.Kind != heed.SigFeels { // "I liked that"
		return false
	}
	ua, ub := &m.Corpus.Utterances[a.utt], &m.Corpus.Utterances[b.utt]
	english := ua.Language == heed.English && ub.Language == heed.English
	return agrees(float64(m.Groups.Similar(int(ra), int(rb))), english, m.Weights.pair(a.sig.Kind, m.stems(a.utt), m.stems(b.utt)),
		a.sig.Kind, a.negated == b.negated, ua.Valence*ub.Valence)
}

// pair is two sentences' words with the kind of signal that both carry.
type pair struct {
	weights *Weights
	kind    heed.SignalKind
	a, b    []string
}

func (w *Weights) pair(kind heed.SignalKind, a, b []string) pair { return pair{w, kind, a, b} }

func (p pair) common() float64 { return p.weights.common(p.kind, p.a, p.b) }
func (p pair) heavy() float64  { return p.weights.heavy(p.kind, p.a, p.b) }

// agrees reports whether two sentences of one kind say the same: they lie
// close and share a telling word, or fairly close and share several, and
// neither denies what the other states. In a matter that has a side, two that
// weigh the same way may differ in a "not", unless they are nearly the same
// words.
func agrees(sim float64, english bool, shared pair, kind heed.SignalKind, samePolarity bool, valence float64) bool {
	if sim < near {
		return false
	}
	need, heavy := sharedSome, sharedSome
	if sim >= alike {
		need, heavy = sharedMost, sharedOne
		if !english || verbal(kind) { // no vectors stand behind it, or a verb says little
			heavy = sharedHeavy
		}
	}
	if shared.common() < need && shared.heavy() < heavy {
		return false
	}
	return samePolarity || sign(kind) != 0 && valence > 0 && sim < denies
}

// verbal are the kinds whose sentences are mostly told apart by more than a
// verb: "I read", "I told him".
func verbal(k heed.SignalKind) bool {
	switch k {
	case heed.SigDoes, heed.SigTask, heed.SigThinks, heed.SigSays, heed.SigHears, heed.SigSees:
		return true
	}
	return false
}

func (m *Maker) gain(c item, items []item, near []int32, taken []bool) float64 {
	var sum float64
	own := false
	seen := make([]int32, 0, 16)
	for _, i := range near {
		if taken[i] {
			continue
		}
		if items[i].utt == c.utt {
			own = true
		}
		if slices.Contains(seen, items[i].voice) {
			continue
		}
		seen = append(seen, items[i].voice)
		sum += items[i].weight
	}
	if !own {
		return 0
	}
	return sum * (0.15 + 0.85*c.quality)
}
