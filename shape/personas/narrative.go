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
		{"{n} {meets|meet} the same trouble: ", "{n} {topa|topan} con lo mismo: "},
		{"This stands in the way of {n}: ", "A {n} {le|les} estorba esto: "},
		{"{n} {has|have} this to put up with: ", "{n} {tiene|tienen} que cargar con esto: "},
	}},
	{[]heed.SignalKind{heed.SigGoal}, [][2]string{
		{"{n} {is|are} after this: ", "{n} {busca|buscan} esto: "},
		{"{n} {puts|put} what they want like this: ", "{n} {dice|dicen} así lo que {quiere|quieren}: "},
	}},
	{[]heed.SignalKind{heed.SigValue, heed.SigCriterion}, [][2]string{
		{"{n} {holds|hold} to this: ", "{n} no {cede|ceden} en esto: "},
		{"What counts for {n}: ", "Lo que cuenta para {n}: "},
	}},
	{[]heed.SignalKind{heed.SigRisk}, [][2]string{
		{"{n} {says|say} what is at stake: ", "{n} {dice|dicen} lo que se {juega|juegan}: "},
		{"{n} {speaks|speak} of what could go wrong: ", "{n} {habla|hablan} de lo que puede salir mal: "},
	}},
	{[]heed.SignalKind{heed.SigFeels}, [][2]string{
		{"How it was for {n}: ", "Cómo lo {vivió|vivieron} {n}: "},
		{"{n} {tells|tell} what it did to them: ", "{n} {cuenta|cuentan} lo que {le|les} hizo: "},
	}},
	{[]heed.SignalKind{heed.SigGain, heed.SigLike}, [][2]string{
		{"{n} {tells|tell} of what helps: ", "{n} {cuenta|cuentan} lo que ayuda: "},
		{"For {n}, this makes a difference: ", "Para {n}, esto cambia las cosas: "},
	}},
	{[]heed.SignalKind{heed.SigThinks}, [][2]string{
		{"{n} {thinks|think} along these lines: ", "{n} {piensa|piensan} algo así: "},
		{"{n} {sees|see} it this way: ", "{n} lo {ve|ven} así: "},
	}},
	{[]heed.SignalKind{heed.SigDoes, heed.SigTask}, [][2]string{
		{"{n} {goes|go} about it in this way: ", "{n} lo {hace|hacen} de este modo: "},
		{"A piece of the work of {n}: ", "Parte del trabajo de {n}: "},
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
	out := []heed.Sentence{ours(
		fmt.Sprintf("%d %s heard, in %d %s.", n, either(n, "person was", "people were"), p.Conversations, either(p.Conversations, "conversation", "conversations")),
		fmt.Sprintf("Se escuchó a %d %s, en %d %s.", n, either(n, "persona", "personas"), p.Conversations, either(p.Conversations, "conversación", "conversaciones")))}
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
		if c == nil || len(single.Claims) == mostSingle || contacts {
			continue
		}
		used = append(used, c.Words)
		if len(single.Claims) > 0 {
			single.Parts = append(single.Parts, heed.Part{Texts: map[heed.Language]string{heed.English: " ", heed.Spanish: " "}})
		}
		single.Parts = append(single.Parts, heed.Part{Quote: c.Words, Lang: c.Language})
		single.Claims = append(single.Claims, c.ID)
	}
	en, es := "Nothing was found that two of them said alike.", "No se ha encontrado nada que dos dijeran igual."
	if told == 1 {
		en, es = "Beyond that, nothing was found that two of them said alike.", "Más allá de eso, no se ha encontrado nada que dos dijeran igual."
	}
	out = append(out, ours(en, es))
	if len(single.Claims) > 1 {
		lead := ours("Among what single people said: ", "Entre lo que dijo cada cual por su lado: ").Parts
		single.Parts = append(lead, single.Parts...)
		out = append(out, single)
	}
	return out
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
	en, es := "Of each of {n} one may suspect from what they do, no more: ", "De cada una de {n} cabe suponer por lo que hace, no más: "
	if best.Kind == heed.SigPain {
		en, es = "Of each of {n} it shows in what they do, though nobody asked how it was: ", "De cada una de {n} se ve en lo que hace, aunque nadie preguntó cómo lo vivió: "
	}
	inEnglish, inSpanish := fmt.Sprintf("%d of the %d", best.People, n), fmt.Sprintf("%d de las %d personas", best.People, n)
	if best.People == n {
		inEnglish, inSpanish = fmt.Sprintf("the %d", n), fmt.Sprintf("las %d personas", n)
	}
	s := heed.Sentence{Claims: []string{best.ID}, Parts: []heed.Part{{Texts: map[heed.Language]string{
		heed.English: fillIn(en, inEnglish, best.People) + stop(state[heed.English]) + ".",
		heed.Spanish: fillIn(es, inSpanish, best.People) + stop(state[heed.Spanish]) + ".",
	}}}}
	for _, e := range best.Evidence {
		if e.Stance == heed.Supports && len(e.Text) <= longestShown && !refers(e.Text) && !strings.Contains(e.Text, "[") && len(text.Words(e.Text)) > 2 {
			s.Parts = append(s.Parts, heed.Part{Texts: map[heed.Language]string{heed.English: " ", heed.Spanish: " "}}, heed.Part{Quote: e.Text, Lang: e.Language})
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
