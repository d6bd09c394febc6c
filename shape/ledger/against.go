package ledger

import (
	"slices"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/corpus"
)

const (
	// opposed is the similarity from which a sentence of opposite polarity is
	// about the same thing.
	opposed = 0.5
	// denies is the similarity from which a "not" in one of two sentences makes
	// it a denial of the other, whatever kind of signal they carry.
	denies = 0.7
	// sharedMost is the weight of words that both must have in common.
	sharedMost = 1.0
	// lookedAt is the most sentences of a theme that a claim is held against.
	lookedAt = 3000
)

var negations = map[heed.Language]map[string]bool{
	heed.English: {"not": true, "never": true, "no": true, "nobody": true, "nothing": true, "without": true, "cannot": true, "neither": true, "nor": true, "hardly": true, "barely": true, "none": true, "dont": true, "doesnt": true, "didnt": true, "cant": true, "wont": true, "isnt": true, "wasnt": true, "unable": true},
	heed.Spanish: {"no": true, "nunca": true, "nadie": true, "nada": true, "sin": true, "tampoco": true, "ni": true, "jamas": true, "apenas": true, "ningun": true, "ninguna": true, "ninguno": true},
}

// notNegating follow a negation that negates nothing: "not only", "no
// problem", "no solo".
var notNegating = map[string]bool{"only": true, "just": true, "problem": true, "doubt": true, "matter": true, "solo": true, "hay duda": true}

// Negated reports whether a sentence says that something is not so: an odd
// number of negations, an answering "no" at its start left out.
func Negated(s string, lang heed.Language) bool {
	table := negations[lang]
	if table == nil {
		table = negations[heed.English]
	}
	n, at := 0, 0
	pending := false
	for tok := range text.All(s) {
		if tok.Kind == text.Punct {
			if pending && at == 1 { // "No, ..."
				n--
			}
			pending = false
			continue
		}
		if tok.Kind != text.Word {
			continue
		}
		w := text.Fold(tok.Lower)
		if pending && notNegating[w] {
			n--
		}
		pending = table[w] || lang != heed.Spanish && len(w) > 3 && w[len(w)-3:] == "n't"
		if pending && !(lang == heed.Spanish && n > 0 && w != "no") { // "no ... nadie" negates once
			n++
		}
		at++
	}
	return n%2 == 1
}

// sign is the side that a kind of signal takes: -1, 1, or 0 for none.
func sign(k heed.SignalKind) int {
	switch k {
	case heed.SigPain, heed.SigBarrier, heed.SigDislike, heed.SigObjection, heed.SigRisk:
		return -1
	case heed.SigGain, heed.SigLike:
		return 1
	}
	return 0
}

// opposes reports whether b speaks against what a says: they are about the
// same thing and one is a pain where the other is a gain, or one denies what
// the other states. Doubtful cases count as no contradiction.
func (m *Maker) opposes(a item, aStems, bStems []string, b *corpus.Utterance, row int32) bool {
	ra := m.Row[a.utt]
	if ra < 0 || row < 0 {
		return false
	}
	if m.Groups.Similar(int(ra), int(row)) < opposed {
		return false
	}
	if m.Weights.common(a.sig.Kind, aStems, bStems) < sharedMost {
		return false
	}
	ua := &m.Corpus.Utterances[a.utt]
	own, other := sign(a.sig.Kind), 0
	for i := range b.Signals {
		if s := sign(b.Signals[i].Kind); s != 0 {
			if other == -s {
				return false // it says both
			}
			other = s
		}
	}
	negated := Negated(ua.Text, ua.Language) != Negated(b.Text, b.Language)
	switch {
	case own != 0 && other == -own:
		// a pain against a gain, and neither takes both sides
		return ua.Valence*b.Valence < -0.01 && !both(ua)
	case negated && deniable(a.sig.Kind):
		return m.Weights.covers(aStems, bStems)
	}
	return false
}

// deniable are the kinds whose claims a "not" can contradict: what people
// hear, see or say of others is not made untrue by others who do not.
func deniable(k heed.SignalKind) bool {
	switch k {
	case heed.SigHears, heed.SigSees, heed.SigSays, heed.SigInfluence, heed.SigAttribute, heed.SigChannel, heed.SigDevice, heed.SigTouchpoint:
		return false
	}
	return true
}

// both reports whether a sentence takes both sides by itself.
func both(u *corpus.Utterance) bool {
	up, down := false, false
	for i := range u.Signals {
		switch sign(u.Signals[i].Kind) {
		case 1:
			up = true
		case -1:
			down = true
		}
	}
	return up && down
}

// denied drops drafts that only say the opposite of a stronger one of the same
// kind: they stand there as what speaks against it.
func (m *Maker) denied(drafts []draft) []draft {
	out := drafts[:0:0]
	for i := range drafts {
		d := &drafts[i]
		own := m.Corpus.Utterances[d.centre.utt]
		mirrored := slices.ContainsFunc(drafts, func(o draft) bool {
			return o.Kind == d.Kind && o.People > d.People && slices.ContainsFunc(o.Evidence, func(e heed.Evidence) bool {
				return e.Stance == heed.Contradicts && e.Conversation == m.Corpus.Convs[own.Conv].ID && e.Turn == int(own.Turn) && e.Span.Overlaps(own.Span)
			})
		})
		if !mirrored {
			out = append(out, *d)
		}
	}
	return out
}

// Oppose adds to drafts what other participants of the same group say against
// them.
func (m *Maker) oppose(drafts []draft, utts []int32) {
	byTheme := map[int32][]int32{}
	for _, u := range utts {
		if r := m.Row[u]; r >= 0 && m.Groups.Of[r] >= 0 {
			byTheme[m.Groups.Of[r]] = append(byTheme[m.Groups.Of[r]], u)
		}
	}
	for d := range drafts {
		if valued(drafts[d].centre.sig) || drafts[d].centre.theme < 0 {
			continue
		}
		m.against(&drafts[d], byTheme[drafts[d].centre.theme])
	}
}

func (m *Maker) against(d *draft, utts []int32) {
	own := m.stems(d.centre.utt)
	if len(own) < 2 {
		return
	}
	supporters := map[string]bool{}
	for _, e := range d.Evidence {
		supporters[e.Participant] = true
	}
	for _, v := range d.voices {
		supporters[m.Corpus.People[v].ID] = true
	}
	step := max(1, (len(utts)+lookedAt-1)/lookedAt)
	var found []item
	for k := 0; k < len(utts); k += step {
		u := &m.Corpus.Utterances[utts[k]]
		if u.Person < 0 || u.Person == d.centre.voice || m.unquotable(u) || supporters[m.Corpus.People[u.Person].ID] {
			continue
		}
		if !m.opposes(d.centre, own, m.stems(utts[k]), u, m.Row[utts[k]]) {
			continue
		}
		it := m.item(utts[k], &u.Signals[0])
		if it.quality > 0 {
			found = append(found, it)
		}
	}
	if len(found) > 0 {
		m.fill(&d.Claim, m.spread(d.centre, found), heed.Contradicts)
	}
}
