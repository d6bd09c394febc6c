package personas

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/ledger"
	"github.com/heedhq/heed/shape/quote"
)

// opening is our words before a quotation of one of the kinds, in several
// wordings: English and Spanish. {n} is how many of them, and a choice in
// braces follows one or several.
type opening struct {
	kinds []heed.SignalKind
	says  [][2]string
}

var openings = []opening{
	{[]heed.SignalKind{heed.SigPain, heed.SigBarrier, heed.SigObjection, heed.SigDislike}, [][2]string{
		{"A trouble that {n} {tells|tell} of: ", "Un problema que {cuenta|cuentan} {n}: "},
		{"What gets in the way of {n}: ", "Lo que estorba a {n}: "},
	}},
	{[]heed.SignalKind{heed.SigGoal}, [][2]string{
		{"What {n} {wants|want}: ", "Lo que {quiere|quieren} {n}: "},
	}},
	{[]heed.SignalKind{heed.SigValue, heed.SigCriterion}, [][2]string{
		{"What matters to {n}: ", "Lo que importa a {n}: "},
	}},
	{[]heed.SignalKind{heed.SigRisk}, [][2]string{
		{"What worries {n}: ", "Lo que preocupa a {n}: "},
	}},
	{[]heed.SignalKind{heed.SigFeels}, [][2]string{
		{"How it was for {n}: ", "Cómo lo {vivió|vivieron} {n}: "},
	}},
	{[]heed.SignalKind{heed.SigGain, heed.SigLike}, [][2]string{
		{"What helps {n}: ", "Lo que ayuda a {n}: "},
		{"What {n} {values|value}: ", "Lo que {aprecia|aprecian} {n}: "},
	}},
	{[]heed.SignalKind{heed.SigThinks}, [][2]string{
		{"What {n} {thinks|think}: ", "Lo que {piensa|piensan} {n}: "},
	}},
	{[]heed.SignalKind{heed.SigDoes, heed.SigTask}, [][2]string{
		{"What {n} {does|do}: ", "Lo que {hace|hacen} {n}: "},
	}},
}

// contact stands for what people do where they came to have something done.
var contact = [][2]string{
	{"{n} got in touch for this: ", "{n} se {puso|pusieron} en contacto para esto: "},
	{"What brought {n}: ", "Lo que trajo a {n}: "},
}

const (
	// mostTold is the most quotations of a narrative.
	mostTold = 5
	// mostSingle is the most quotations of single people that are told where
	// nothing is shared.
	mostSingle = 3
	// alone is the number of people in a study under which one person's words
	// are told too: there are no others.
	alone = 4
	// apartWords is the share of words from which two quotations say the same.
	apartWords = 0.5
)

// narrate tells a persona in two to six sentences: who was heard, then, kind by
// kind, the claim that most of them support in words that stand alone, with how
// many said it. What one of several said is left out, and so is the claim that
// stands for them elsewhere. contacts: they came to have something done.
func narrate(p *heed.Persona, claims []*heed.Claim, contacts bool, study int) []heed.Sentence {
	n := len(p.Participants)
	if n == 0 {
		return nil
	}
	from, de := "", ""
	if o := len(p.Organisations); o > 0 {
		from, de = fmt.Sprintf(" from %d %s", o, either(o, "organisation", "organisations")), fmt.Sprintf(" de %d %s", o, either(o, "organización", "organizaciones"))
	}
	out := []heed.Sentence{ours(
		fmt.Sprintf("We heard %d %s%s, in %d %s.", n, either(n, "person", "people"), from, p.Conversations, either(p.Conversations, "conversation", "conversations")),
		fmt.Sprintf("Hemos escuchado a %d %s%s, en %d %s.", n, either(n, "persona", "personas"), de, p.Conversations, either(p.Conversations, "conversación", "conversaciones")))}
	least := 2
	if study < alone {
		least = 1
	}
	h := fnv.New32a()
	h.Write([]byte(p.ID))
	turn := int(h.Sum32() % 7)
	var used []string
	for _, c := range claims {
		if c.ID == p.Quote {
			used = append(used, c.Words)
		}
	}
	told := 0
	for _, o := range order(claims, least, p.Quote, used) {
		if contacts {
			break
		}
		c := pick(claims, o.kinds, least, p.Quote, used)
		if c == nil || told == mostTold {
			continue
		}
		told++
		used = append(used, c.Words)
		pair := o.says[turn%len(o.says)]
		turn++
		en, es := fmt.Sprintf("%d of the %d", c.People, n), fmt.Sprintf("%d de las %d personas", c.People, n)
		if c.People == n {
			en, es = either(n, "the one person heard", fmt.Sprintf("all %d", n)), either(n, "la única persona escuchada", fmt.Sprintf("las %d personas", n))
		}
		out = append(out, heed.Sentence{
			Parts: []heed.Part{
				{Texts: map[heed.Language]string{heed.English: fillIn(pair[0], en, c.People), heed.Spanish: fillIn(pair[1], es, c.People)}},
				{Quote: c.Words, Lang: c.Language},
			},
			Claims: []string{c.ID},
		})
	}
	if read := inferred(claims, least, n); read != nil {
		out = append(out, *read)
		told++
	}
	opened := len(out)
	if contacts { // what they came for is all that was said
		for _, c := range cameFor(claims, max(least, n/50), used) {
			pair := [2]string{"For {n} it was this: ", "Para {n} fue esto: "}
			count := [2]string{fmt.Sprint(c.People), fmt.Sprint(c.People)}
			if len(out) == opened {
				pair = contact[turn%len(contact)]
				count = [2]string{fmt.Sprintf("%d of the %d", c.People, n), fmt.Sprintf("%d de las %d personas", c.People, n)}
			}
			told++
			out = append(out, heed.Sentence{
				Parts: []heed.Part{
					{Texts: map[heed.Language]string{heed.English: fillIn(pair[0], count[0], c.People), heed.Spanish: fillIn(pair[1], count[1], c.People)}},
					{Quote: c.Words, Lang: c.Language},
				},
				Claims: []string{c.ID},
			})
		}
	}
	if n < 2 || told > 1 || contacts && told > 0 {
		return out
	}
	single := heed.Sentence{}
	for _, o := range openings {
		c := pick(claims, o.kinds, 1, p.Quote, used)
		if c == nil || len(single.Claims) == mostSingle || contacts && told > 0 {
			continue
		}
		used = append(used, c.Words)
		if len(single.Claims) > 0 {
			single.Parts = append(single.Parts, heed.Part{Texts: map[heed.Language]string{heed.English: " ", heed.Spanish: " "}})
		}
		single.Parts = append(single.Parts, heed.Part{Quote: c.Words, Lang: c.Language})
		single.Claims = append(single.Claims, c.ID)
	}
	if len(single.Claims) == 0 {
		en, es := "They said too little else to tell of.", "Lo demás que dijeron no da para contar más."
		if told == 0 {
			en, es = "What they said is too little to tell of.", "Lo que dijeron no da para contar nada todavía."
		}
		return append(out, ours(en, es))
	}
	lead := ours("No two of them told us the same. What stands out, one person each: ", "No hay dos que contaran lo mismo. Lo que más llama la atención, de una persona cada vez: ")
	switch {
	case told == 1:
		lead = ours("Beyond that, each told us something of their own: ", "Por lo demás, cada cual contó lo suyo: ")
	case len(single.Claims) == 1:
		lead = ours("No two of them told us the same. What stands out, from one person: ", "No hay dos que contaran lo mismo. Lo que más llama la atención, de una sola persona: ")
	}
	single.Parts = append(lead.Parts, single.Parts...)
	return append(out, single)
}

func ours(en, es string) heed.Sentence {
	return heed.Sentence{Parts: []heed.Part{{Texts: map[heed.Language]string{heed.English: en, heed.Spanish: es}}}, Claims: []string{}}
}

// fillIn sets how many into a wording, and each choice to one or several.
func fillIn(s, count string, n int) string {
	s = strings.ReplaceAll(s, "{n}", count)
	for {
		a := strings.IndexByte(s, '{')
		if a < 0 {
			break
		}
		b := a + strings.IndexByte(s[a:], '}')
		one, many, _ := strings.Cut(s[a+1:b], "|")
		s = s[:a] + either(n, one, many) + s[b+1:]
	}
	return capital(s)
}

func capital(s string) string {
	for i, r := range s {
		if i == 0 {
			return strings.ToUpper(string(r)) + s[len(string(r)):]
		}
	}
	return s
}

func either(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// refers reports whether words lean on something said before, or are manners.
func refers(s string) bool {
	f := text.Fold(s)
	for _, start := range []string{"but ", "and ", "so ", "ps ", "p.s", "pero ", "y ", "asi que ", "great ", "ok "} {
		if strings.HasPrefix(f, start) {
			return true
		}
	}
	for _, cue := range []string{"your information", "previously mentioned", "mentioned above", "mentioned before", "mentioned earlier", "as i said", "like i said", "as mentioned", "como dije", "como he dicho", "como le decia", "que mencione", "lo que dije"} {
		if strings.Contains(f, cue) {
			return true
		}
	}
	return false
}

// longestShown is the most bytes of a quotation that shows what was read from
// behaviour.
const longestShown = 90

// inferred tells what was read from what most of them do, as read and not
// said, with a quotation that shows it; nil where nothing was.
func inferred(claims []*heed.Claim, least, n int) *heed.Sentence {
	var best *heed.Claim
	for _, c := range claims {
		if c.Basis == heed.Inferred && c.Review != heed.Rejected && c.People >= least && ledger.StateOf(c) != nil && (best == nil || c.People > best.People) {
			best = c
		}
	}
	if best == nil {
		return nil
	}
	state := ledger.StateOf(best)
	stop := func(s string) string {
		s = strings.TrimRight(s, " .")
		return strings.ToLower(s[:1]) + s[1:]
	}
	en, es := "Nobody said it, but {n} {acts|act} like somebody who ", "Nadie lo dijo, pero {n} {actúa|actúan} como quien "
	if best.Kind == heed.SigPain {
		en, es = "Nobody asked how it was, but it shows with each of {n}: ", "Nadie preguntó cómo lo vivió, pero se nota en cada una de {n}: "
	}
	inEnglish, inSpanish := fmt.Sprintf("%d of the %d", best.People, n), fmt.Sprintf("%d de las %d personas", best.People, n)
	if best.People == n {
		inEnglish, inSpanish = fmt.Sprintf("all %d", n), fmt.Sprintf("las %d personas", n)
	}
	s := heed.Sentence{Claims: []string{best.ID}, Parts: []heed.Part{{Texts: map[heed.Language]string{
		heed.English: fillIn(en, inEnglish, best.People) + stop(state[heed.English]) + ".",
		heed.Spanish: fillIn(es, inSpanish, best.People) + stop(state[heed.Spanish]) + ".",
	}}}}
	for _, e := range best.Evidence {
		if e.Stance == heed.Supports && len(e.Text) <= longestShown && !refers(e.Text) && !strings.Contains(e.Text, "[") && len(text.Words(e.Text)) > 2 {
			for l := range s.Parts[0].Texts {
				s.Parts[0].Texts[l] += " "
			}
			s.Parts = append(s.Parts, heed.Part{Quote: e.Text, Lang: e.Language})
			break
		}
	}
	return &s
}

// cameFor are the claims of what people came to have done, those first that
// most of them support, at most mostTold, none like another.
func cameFor(claims []*heed.Claim, least int, used []string) []*heed.Claim {
	var list, out []*heed.Claim
	for _, c := range claims {
		switch c.Kind {
		case heed.SigTask, heed.SigGoal, heed.SigPain, heed.SigDoes:
			list = append(list, c)
		}
	}
	slices.SortStableFunc(list, func(a, b *heed.Claim) int { return b.People - a.People })
	used = slices.Clone(used)
	for _, c := range list {
		if got := pick([]*heed.Claim{c}, []heed.SignalKind{c.Kind}, least, "", used); got != nil && len(out) < mostTold {
			out = append(out, c)
			used = append(used, c.Words)
		}
	}
	return out
}

// alike is the share of the shorter text's telling words that the other holds.
func alike(a, b string, lang heed.Language) float64 {
	x, y := text.Terms(a, lang), text.Terms(b, lang)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) == 0 {
		return 0
	}
	n := 0
	for _, w := range x {
		if slices.Contains(y, w) {
			n++
		}
	}
	return float64(n) / float64(len(x))
}

// order puts the openings first whose claim most people support.
func order(claims []*heed.Claim, least int, hero string, used []string) []opening {
	list := slices.Clone(openings)
	people := func(o opening) int {
		if c := pick(claims, o.kinds, least, hero, used); c != nil {
			return c.People
		}
		return 0
	}
	slices.SortStableFunc(list, func(a, b opening) int { return people(b) - people(a) })
	return list
}

// pick takes the strongest claim of the kinds that enough people support of
// their own account, and whose words stand alone and were not told yet.
func pick(claims []*heed.Claim, kinds []heed.SignalKind, least int, hero string, used []string) *heed.Claim {
	var best *heed.Claim
	top := 0.0
	for _, c := range claims {
		at := slices.Index(kinds, c.Kind)
		if at < 0 || !c.Quoted || c.Review == heed.Rejected || c.ID == hero || c.People < least || strings.Contains(c.Words, "[") || refers(c.Words) || len(c.Evidence) == 0 || c.Evidence[0].Hearsay ||
			slices.ContainsFunc(used, func(u string) bool { return alike(u, c.Words, c.Language) >= apartWords }) {
			continue
		}
		score := quote.Score(c.Words, c.Language)
		if score < 0.5 {
			continue
		}
		if s := c.Weight * score * (1 - 0.1*float64(min(at, 1))); s > top {
			best, top = c, s
		}
	}
	return best
}
