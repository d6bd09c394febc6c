package personas

import (
	"math"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/corpus"
	"github.com/heedhq/heed/shape/ledger"
	"github.com/heedhq/heed/shape/quote"
)

const (
	// titledBy is the fewest people who must have said what a title quotes, and
	// titledShare the share of the group that they must be to stand for it.
	titledBy    = 3
	titledShare = 0.25
	// longestTitle is the most bytes of a quotation in a title, and standsAlone
	// how well it must stand by itself (quote.Score).
	longestTitle = 100
	standsAlone  = 0.75
)

// Title calls a persona by who they are, in both languages, and adds a short
// quotation, in its own language, only where enough of them share it to stand
// for them. A word or two that the group merely has in common is no title. The
// second value is the claim that the title quotes, "" for none.
func Title(c *corpus.Corpus, g Group, distinct []string, claims []*heed.Claim) (map[heed.Language]string, string) {
	who := called(c, g)
	if told := tellApart(c, g, distinct); len(told) > 0 {
		return map[heed.Language]string{
			heed.English: "People who speak of “" + strings.Join(told, "” and “") + "”",
			heed.Spanish: "Quienes hablan de «" + strings.Join(told, "» y «") + "»",
		}, ""
	}
	words, claim := sharedWords(c, g, claims)
	title := map[heed.Language]string{}
	for lang, name := range who {
		switch {
		case words == "":
			title[lang] = name
		case lang == heed.Spanish:
			title[lang] = name + ": «" + words + "»"
		default:
			title[lang] = name + ": “" + words + "”"
		}
	}
	return title, claim
}

// trades name the people in them, or whom they serve.
var trades = map[string]bool{"Finance": true, "Retail": true, "Manufacturing": true, "Construction": true, "Hospitality": true, "Farming": true}

// called is what the people of a group are called, in both languages.
func called(c *corpus.Corpus, g Group) map[heed.Language]string {
	if g.Grouping == "others" {
		return map[heed.Language]string{heed.English: "Others heard", heed.Spanish: "Otras personas escuchadas"}
	}
	role := g.Segment
	if role == "" {
		role = commonRole(c, g)
	}
	switch text.Fold(role) {
	case "", "consumer", "consumers", "customer", "customers", "cliente", "clientes", "consumidor", "consumidores", "user", "users":
		// how they came tells more than that they are customers
		switch kind, most := ledger.CommonKind(c, g.People); {
		case most && kind == heed.KindCall:
			return map[heed.Language]string{heed.English: "Callers", heed.Spanish: "Quienes llaman"}
		case most && kind == heed.KindChat:
			return map[heed.Language]string{heed.English: "People in the chat", heed.Spanish: "Quienes escriben por chat"}
		}
	}
	if role == "" {
		if len(g.People) == len(c.People) {
			return map[heed.Language]string{heed.English: "Everyone heard", heed.Spanish: "Todas las personas escuchadas"}
		}
		return map[heed.Language]string{heed.English: "A group", heed.Spanish: "Un grupo"}
	}
	en, es := ledger.SegmentName(role, heed.English), ledger.SegmentName(role, heed.Spanish)
	if trades[en] && ledger.Contacts(c, g.People) { // the trade that served them, not their own
		en, es = en+" customers", "Clientes de "+strings.ToLower(es)
	}
	return map[heed.Language]string{heed.English: en, heed.Spanish: es}
}

// calledBy is the most phrases that a discovered group is called by.
const calledBy = 2

// tellApart is what groups discovered in what people talk about are called by:
// they share no attribute that would name them, and what all say tells none of
// them apart. It is nil for other groups and where no phrase does.
func tellApart(c *corpus.Corpus, g Group, distinct []string) (out []string) {
	if g.Grouping != "themes" || len(g.People) == len(c.People) || g.Segment != "" {
		return nil
	}
	for _, d := range distinct {
		if len(out) < calledBy && len(text.Words(d)) > 1 && !articled(d) && !echoes(c, d) { // a single noun says too little
			out = append(out, d)
		}
	}
	return out
}

// sharedWords is what a title quotes, "" for nothing: the strongest claim that
// enough of them support in words that stand alone. Of people who came to have
// something done there is none.
func sharedWords(c *corpus.Corpus, g Group, claims []*heed.Claim) (words, claim string) {
	if g.Grouping == "others" || ledger.Contacts(c, g.People) {
		return "", ""
	}
	least := max(titledBy, int(math.Ceil(titledShare*float64(len(g.People)))))
	top := 0.0
	for _, cl := range claims {
		if !cl.Quoted || cl.Review == heed.Rejected || cl.People < least || cl.Against > 0 ||
			cl.Basis != heed.Expressed || len(cl.Words) > longestTitle || strings.ContainsAny(cl.Words, "?[") || refers(cl.Words) || cl.Evidence[0].Hearsay {
			continue
		}
		if !strings.ContainsAny(cl.Words[len(cl.Words)-1:], ".!\"") {
			continue // a part of a sentence
		}
		w := telling[cl.Kind]
		score := quote.Score(cl.Words, cl.Language)
		if w == 0 || score < standsAlone {
			continue
		}
		if w *= cl.Weight * score; w > top {
			words, claim, top = strings.TrimRight(cl.Words, " .,;"), cl.ID, w
		}
	}
	return words, claim
}

// articled reports whether a phrase of two words is one noun with a word that
// merely points at it.
func articled(phrase string) bool {
	w := text.Words(text.Fold(phrase))
	if len(w) != 2 {
		return false
	}
	switch w[0] {
	case "the", "a", "an", "my", "our", "this", "that", "el", "la", "los", "las", "un", "una", "mi", "mis", "su", "nuestro", "nuestra", "este", "esta", "de", "of":
		return true
	}
	return false
}

const (
	// asked is the share of conversations in which our side says a phrase from
	// which it is ours, not theirs, and askedIn the most that are looked at.
	asked   = 0.25
	askedIn = 200
)

// echoes reports whether a phrase is one that our side brings up.
func echoes(c *corpus.Corpus, phrase string) bool {
	f := text.Fold(phrase)
	n, all := 0, 0
	for i := range c.Convs[:min(len(c.Convs), askedIn)] {
		v := c.Convs[i]
		all++
		for t := range v.Turns {
			if v.RoleOf(t) != heed.RoleCustomer && v.RoleOf(t) != "" && strings.Contains(text.Fold(v.Turns[t].Text), f) {
				n++
				break
			}
		}
	}
	return all > 0 && float64(n) >= asked*float64(all)
}

// telling weighs the kinds of claims that say who somebody is.
var telling = map[heed.SignalKind]float64{
	heed.SigPain: 1.25, heed.SigRisk: 1.25, heed.SigGoal: 1.2, heed.SigValue: 1.2, heed.SigGain: 1.1, heed.SigBarrier: 1.1,
	heed.SigFeels: 1, heed.SigThinks: 0.9, heed.SigCriterion: 0.9, heed.SigObjection: 0.9, heed.SigDislike: 0.8, heed.SigLike: 0.8,
}
