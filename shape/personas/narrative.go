package personas

import (
	"fmt"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/quote"
)

// opening is our words before a quotation of one of the kinds.
type opening struct {
	kinds  []heed.SignalKind
	en, es string
}

var openings = []opening{
	{[]heed.SignalKind{heed.SigDoes, heed.SigTask}, "They describe what they do like this: ", "Así cuentan lo que hacen: "},
	{[]heed.SignalKind{heed.SigGoal, heed.SigValue, heed.SigCriterion}, "What they are after: ", "Lo que buscan: "},
	{[]heed.SignalKind{heed.SigPain, heed.SigBarrier, heed.SigObjection, heed.SigDislike}, "What gets in the way: ", "Lo que estorba: "},
	{[]heed.SignalKind{heed.SigFeels, heed.SigRisk}, "How it feels, and what is at stake: ", "Cómo lo viven y qué se juegan: "},
	{[]heed.SignalKind{heed.SigGain, heed.SigLike}, "What helps: ", "Lo que ayuda: "},
}

// narrate tells a persona in three to six sentences: who was heard, then the
// strongest claims of the kinds that make a life, each in the customers' words
// with how many said so, and what was read from behaviour, marked as read.
func narrate(p *heed.Persona, claims []*heed.Claim) []heed.Sentence {
	n := len(p.Participants)
	if n == 0 {
		return nil
	}
	who := heed.Part{Texts: map[heed.Language]string{
		heed.English: fmt.Sprintf("%d %s heard, in %d %s.", n, either(n, "person was", "people were"), p.Conversations, either(p.Conversations, "conversation", "conversations")),
		heed.Spanish: fmt.Sprintf("%s %d %s, en %d %s.", either(n, "Se escuchó a", "Se escuchó a"), n, either(n, "persona", "personas"), p.Conversations, either(p.Conversations, "conversación", "conversaciones")),
	}}
	out := []heed.Sentence{{Parts: []heed.Part{who}, Claims: []string{}}}
	for i, c := range chosen(claims, n) {
		if c == nil {
			continue
		}
		o := openings[i]
		said := heed.Part{Texts: map[heed.Language]string{
			heed.English: fmt.Sprintf(" (%d of %d)", c.People, n), heed.Spanish: fmt.Sprintf(" (%d de %d)", c.People, n),
		}}
		out = append(out, heed.Sentence{
			Parts: []heed.Part{
				{Texts: map[heed.Language]string{heed.English: o.en, heed.Spanish: o.es}},
				{Quote: c.Words, Lang: c.Language}, said,
			},
			Claims: []string{c.ID},
		})
	}
	return out
}

const (
	// manyHeard is the number of people from which one person's words are told
	// only to bring a narrative to fewestTold quotations.
	manyHeard  = 8
	fewestTold = 3
)

// chosen picks a claim for each opening, nil for none. Of a group of many,
// what one person alone said is left out, the weakest first, as long as
// enough is told.
func chosen(claims []*heed.Claim, people int) []*heed.Claim {
	used := map[string]bool{}
	out := make([]*heed.Claim, len(openings))
	told := 0
	for i, o := range openings {
		if out[i] = pick(claims, o.kinds, used); out[i] != nil {
			used[out[i].ID], used[out[i].Words] = true, true
			told++
		}
	}
	for people >= manyHeard && told > fewestTold {
		weakest := -1
		for i, c := range out {
			if c != nil && c.People < 2 && (weakest < 0 || c.Weight < out[weakest].Weight) {
				weakest = i
			}
		}
		if weakest < 0 {
			break
		}
		out[weakest] = nil
		told--
	}
	return out
}

func either(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// pick takes the strongest claim of the kinds that several people support, of
// their own account, and whose words stand alone; failing that, of one person.
func pick(claims []*heed.Claim, kinds []heed.SignalKind, used map[string]bool) *heed.Claim {
	var best *heed.Claim
	top := 0.0
	for _, c := range claims {
		if !c.Quoted || c.Review == heed.Rejected || used[c.ID] || used[c.Words] || c.People == 0 {
			continue
		}
		for i, k := range kinds {
			if c.Kind != k {
				continue
			}
			s := c.Weight * quote.Score(c.Words, c.Language) * (1 - 0.15*float64(min(i, 1)))
			if c.Evidence[0].Hearsay {
				s *= 0.3
			}
			if s > top {
				best, top = c, s
			}
		}
	}
	return best
}
