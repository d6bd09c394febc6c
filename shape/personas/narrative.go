package personas

import (
	"fmt"

	heed "github.com/heedhq/heed"
)

// opening is our words before a quotation of one kind.
type opening struct {
	kinds  []heed.SignalKind
	en, es string
}

var openings = []opening{
	{[]heed.SignalKind{heed.SigTask, heed.SigDoes}, "Their days look like this: ", "Su día a día es así: "},
	{[]heed.SignalKind{heed.SigGoal, heed.SigValue}, "What they want: ", "Lo que quieren: "},
	{[]heed.SignalKind{heed.SigPain, heed.SigBarrier}, "What gets in their way: ", "Lo que les estorba: "},
	{[]heed.SignalKind{heed.SigFeels, heed.SigRisk}, "What it does to them: ", "Lo que les hace sentir: "},
	{[]heed.SignalKind{heed.SigGain, heed.SigLike}, "What helps: ", "Lo que les ayuda: "},
	{[]heed.SignalKind{heed.SigInfluence, heed.SigHears}, "Whom they listen to: ", "A quién escuchan: "},
}

// narrate tells a persona in three to six sentences: who was heard, then the
// strongest claims of the kinds that make a life, each in the customers' words.
func narrate(p *heed.Persona, claims []*heed.Claim) []heed.Sentence {
	if len(p.Participants) == 0 {
		return nil
	}
	var out []heed.Sentence
	used := map[string]bool{}
	for _, o := range openings {
		c := pick(claims, o.kinds, used)
		if c == nil {
			continue
		}
		used[c.Words] = true
		en, es := o.en, o.es
		if c.People > 1 {
			en = fmt.Sprintf("%s of %d say", count(c.People, heed.English), len(p.Participants))
			es = fmt.Sprintf("%s de %d lo dicen", count(c.People, heed.Spanish), len(p.Participants))
			en, es = o.en[:len(o.en)-2]+" ("+en+"): ", o.es[:len(o.es)-2]+" ("+es+"): "
		}
		out = append(out, heed.Sentence{
			Parts: []heed.Part{
				{Texts: map[heed.Language]string{heed.English: en, heed.Spanish: es}},
				{Quote: c.Words, Lang: c.Language},
			},
			Claims: []string{c.ID},
		})
	}
	return out
}

func pick(claims []*heed.Claim, kinds []heed.SignalKind, used map[string]bool) *heed.Claim {
	for _, c := range claims {
		if !c.Quoted || c.Review == heed.Rejected || used[c.Words] {
			continue
		}
		for _, k := range kinds {
			if c.Kind == k {
				return c
			}
		}
	}
	return nil
}

func count(n int, _ heed.Language) string { return fmt.Sprint(n) }
