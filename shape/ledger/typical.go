package ledger

const (
	// typicalOf is the fewest sentences of a claim among which the one that says
	// most of what the others say is looked for, and typicalAmong the most that
	// are compared.
	typicalOf    = 12
	typicalAmong = 120
	// standsAsWell is the least share of the centre's quality that a sentence
	// must have to stand in its place.
	standsAsWell = 0.8
)

// typical is the sentence that stands for a claim of many: of those that stand
// alone about as well as centre, the one whose words the others share most. One
// that names the point in an odd case ("I read faster than I listen") gives way.
func (m *Maker) typical(centre item, members []item) item {
	if len(members) < typicalOf || valued(centre.sig) {
		return centre
	}
	step := (len(members) + typicalAmong - 1) / typicalAmong
	best, most := centre, -1.0
	try := func(it item) {
		if it.quality < standsAsWell*centre.quality || it.quality <= 0 || it.sig.Kind != centre.sig.Kind || m.Corpus.Utterances[it.utt].Withheld {
			return
		}
		own, sum := m.said(it.utt), 0.0
		for k := 0; k < len(members); k += step {
			if other := members[k]; other.utt != it.utt {
				_, share := m.Weights.overlap(own, m.said(other.utt))
				sum += share
			}
		}
		if sum *= it.quality; sum > most || sum == most && it.utt < best.utt {
			best, most = it, sum
		}
	}
	try(centre)
	for k := 0; k < len(members); k += step {
		try(members[k])
	}
	return best
}
