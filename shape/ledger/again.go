package ledger

import (
	"cmp"
	"maps"
	"slices"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

// againState is what an earlier contact about the same matter lets a reader see.
var againState = map[heed.Language]string{
	heed.English: "Has to get in touch again about the same thing", heed.Spanish: "Tiene que ponerse en contacto otra vez por lo mismo",
}

var againDoes = map[heed.Language]string{
	heed.English: "tells of an earlier contact about it", heed.Spanish: "cuenta que ya se había puesto en contacto por lo mismo",
}

// again makes a claim of the people who tell, in a call or a chat, that they
// have been in touch about the same thing before: nobody asked them, and so the
// claim is read from behaviour.
func (m *Maker) again(persona string, utts []int32, lang heed.Language) []draft {
	var items []item
	for _, u := range utts {
		ut := &m.Corpus.Utterances[u]
		if ut.Person < 0 || ut.Hearsay || !service(m.Corpus.Convs[ut.Conv].Kind) {
			continue
		}
		sp := speakOf(ut.Text)
		at := slices.IndexFunc(indices(sp.words), func(i int) bool { return talk().again.At(sp.words[i:]) })
		if at < 0 || !m.unfinished(ut) {
			continue
		}
		sig := &heed.Signal{Kind: heed.SigPain, Span: ut.Span, Text: ut.Text, Basis: heed.Inferred, Confidence: 0.7}
		it := m.item(u, sig)
		it.quality = 1 / float64(1+at) // told at once
		if talk().leavesOpen(sp.words) {
			it.quality++ // it says itself what is open
		}
		if stumbles(text.Words(text.Fold(ut.Text))) {
			it.quality /= 2
		}
		items = append(items, it)
	}
	return m.readFrom(persona, items, lang, "again", againState, againDoes)
}

// CallsAgain reports whether a claim is of people who got in touch again.
func CallsAgain(c *heed.Claim) bool {
	return c.Basis == heed.Inferred && (c.Words == againState[heed.English] || c.Words == againState[heed.Spanish])
}

func indices(words []string) []int {
	out := make([]int, len(words))
	for i := range out {
		out[i] = i
	}
	return out
}

// readFrom makes the claim of what items of two people or more show without
// saying it: words and behaviour are ours, the evidence theirs.
func (m *Maker) readFrom(persona string, items []item, lang heed.Language, rule string, state, does map[heed.Language]string) []draft {
	shown := slices.DeleteFunc(slices.Clone(items), func(it item) bool { return m.Corpus.Utterances[it.utt].Withheld })
	if len(shown) == 0 || !severalVoices(items) {
		return nil
	}
	slices.SortStableFunc(shown, func(a, b item) int { return cmp.Or(cmp.Compare(b.quality, a.quality), cmp.Compare(a.utt, b.utt)) })
	if lang != heed.Spanish {
		lang = heed.English
	}
	d := draft{centre: shown[0], Claim: heed.Claim{
		Kind: heed.SigPain, Words: state[lang], Language: lang, Basis: heed.Inferred, Behaviour: does[lang], Texts: maps.Clone(state), Behaviours: maps.Clone(does), Review: heed.Machine,
		Places: []heed.Place{{Persona: persona, Field: heed.FieldPains}, {Persona: persona, Cell: heed.CellPains}},
	}}
	m.fill(&d.Claim, append(m.order(shown[0], shown), m.withheld(items)...), heed.Supports)
	for i := range d.Evidence {
		d.Evidence[i].Basis, d.Evidence[i].Rule = heed.Inferred, "behaviour:"+rule
	}
	d.ID = claimID(persona, &d.Claim)
	return []draft{d}
}
