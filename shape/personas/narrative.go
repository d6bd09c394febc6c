package personas

import (
	"fmt"
	"math"
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/ledger"
	"github.com/heedhq/heed/shape/quote"
)

const (
	// mostTold is the most quotations of a narrative.
	mostTold = 5
	// mostSingle is the most quotations of single people that are told where
	// little is shared.
	mostSingle = 3
	// alone is the number of people in a study under which one person's words
	// are told too: there are no others.
	alone = 4
	// apartWords is the share of words from which two quotations say the same.
	apartWords = 0.5
	// oneIn is the number of people in a group for each of which one more must
	// say something for it to be told of the group, readIn that for what was
	// read from behaviour, cameIn that for what they got in touch for.
	oneIn, readIn, cameIn = 60, 10, 33
	// mostOf is the share of the group from which "most" of them share something.
	mostOf = 0.5
	// longestShown is the most bytes of a quotation that shows a statement of
	// ours, or what was read from behaviour.
	longestShown, longestRead = 140, 90
)

// teller tells one persona.
type teller struct {
	p      *heed.Persona
	claims []*heed.Claim
	n      int
	least  int      // people who must say something
	used   []string // what was told already
	voices []string // of whom a single sentence was told
	told   int
	out    []heed.Sentence
}

// narrate tells a persona in two to seven sentences: who was heard, then, kind
// by kind, the claim that most of them support, with how many do and the words
// of one. What they share is said in plain words where the claim has them. What
// one of several said is told only where they share little, each by another
// person; the claim that stands for them elsewhere is left out. contacts: they
// came to have something done; study: how many people the study heard.
func narrate(p *heed.Persona, claims []*heed.Claim, contacts bool, study int) []heed.Sentence {
	t := &teller{p: p, claims: claims, n: len(p.Participants)}
	if t.n == 0 {
		return nil
	}
	t.heard()
	t.least = max(2, atLeast(t.n, oneIn))
	if study < alone || t.n == 1 {
		t.least = 1
	}
	for _, c := range claims {
		if c.ID == p.Quote {
			t.used = append(t.used, c.Words)
		}
	}
	if contacts {
		t.inferred()
		t.came()
		if t.told > 0 {
			return t.out
		}
	} else {
		for _, o := range t.order() {
			if c := t.pick(o.kinds, t.least, false); c != nil && t.told < mostTold {
				t.tell(c)
			}
		}
		t.inferred()
	}
	if t.n == 1 && t.told == 0 {
		t.out = append(t.out, whole("nothing"))
	}
	if t.n > 1 && t.told < 2 {
		t.singles()
	}
	return t.out
}

// atLeast is the fewest of n people that are one in each of so many.
func atLeast(n, in int) int { return int(math.Ceil(float64(n) / float64(in))) }

// heard says who was heard, where and how often.
func (t *teller) heard() {
	from, de := "", ""
	if o := len(t.p.Organisations); o > 0 {
		from = " from " + number(o, "one organisation", "organisations")
		de = " de " + number(o, "una organización", "organizaciones")
	}
	v := t.p.Conversations
	t.out = append(t.out, ours(
		fmt.Sprintf("We heard %s%s, in %s.", number(t.n, "one person", "people"), from, number(v, "one conversation", "conversations")),
		fmt.Sprintf("Hemos escuchado a %s%s, en %s.", number(t.n, "una persona", "personas"), de, number(v, "una conversación", "conversaciones"))))
}

func number(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// count is how many of them, in both languages.
func (t *teller) count(people int) (en, es string) {
	switch {
	case people == t.n && t.n == 1:
		return "the one person heard", "la única persona escuchada"
	case people == t.n:
		return fmt.Sprintf("all %d", t.n), fmt.Sprintf("las %d personas", t.n)
	case people == 1:
		return fmt.Sprintf("one of the %d", t.n), fmt.Sprintf("una de las %d personas", t.n)
	}
	return fmt.Sprintf("%d of the %d", people, t.n), fmt.Sprintf("%d de las %d personas", people, t.n)
}

// tell adds a claim with how many say it and the words of one of them.
func (t *teller) tell(c *heed.Claim) {
	words, lang, _ := shown(c)
	w := wordings()
	en, es := t.count(c.People)
	var a, b string
	if len(c.Point) > 0 && c.People > 1 {
		some := w.by["some"]
		if float64(c.People) > mostOf*float64(t.n) {
			some = w.by["most"]
		}
		before := some[1]
		if toThem(c.Point[heed.Spanish]) {
			before = some[2]
		}
		say := w.by["say so"]
		if t.told > 0 { // the words are one person's; said once
			say = both{" (" + w.by["so many"][0] + ")", " (" + w.by["so many"][1] + ")"}
		}
		a = some[0] + " " + plural(c.Point[heed.English]) + strings.ReplaceAll(say[0], "{n}", en)
		b = before + " " + uncapital(c.Point[heed.Spanish]) + strings.ReplaceAll(say[1], "{n}", es)
	} else {
		says, _ := openingOf(c.Kind)
		a, b = fillIn(says[0], en, c.People), fillIn(says[1], es, c.People)
		if as := w.by["as one says"]; c.People > 1 && t.told == 0 {
			a, b = a+as[0], b+as[1]
		}
	}
	t.add(c, a, b, words, lang)
	t.used = append(t.used, c.Point[heed.English])
	t.told++
}

// add appends a sentence: our words, and theirs behind a colon.
func (t *teller) add(c *heed.Claim, en, es, words string, lang heed.Language) {
	t.used = append(t.used, words)
	t.out = append(t.out, heed.Sentence{
		Parts:  []heed.Part{{Texts: texts(en+": ", es+": ")}, {Quote: words, Lang: lang}},
		Claims: []string{c.ID},
	})
}

// inferred tells what was read from what a tenth of them or more do, as read
// and not said, with words that show it.
func (t *teller) inferred() {
	var best *heed.Claim
	for _, c := range t.claims {
		if c.Basis == heed.Inferred && c.Review != heed.Rejected && c.People >= max(t.least, atLeast(t.n, readIn)) && ledger.StateOf(c) != nil && (best == nil || c.People > best.People) {
			best = c
		}
	}
	if best == nil {
		return
	}
	state := ledger.StateOf(best)
	en, es := strings.TrimRight(uncapital(state[heed.English]), " ."), strings.TrimRight(uncapital(state[heed.Spanish]), " .")
	w := wordings()
	b := w.by["read"]
	if best.Kind == heed.SigPain { // having to say it again
		b = w.by["shows"]
		had := w.by["had to say it again"]
		if ledger.CallsAgain(best) {
			had = w.by["had to get in touch again"]
		}
		en, es = had[0], had[1]
	}
	inEnglish, inSpanish := t.count(best.People)
	a := fillIn(strings.ReplaceAll(b[0], "{state}", en), inEnglish, best.People)
	d := fillIn(strings.ReplaceAll(b[1], "{state}", es), inSpanish, best.People)
	t.told++
	for _, e := range best.Evidence {
		if e.Stance == heed.Supports && len(e.Text) <= longestRead && !refers(e.Text) && !strings.Contains(e.Text, "[") && len(text.Words(e.Text)) > 2 {
			t.add(best, a, d, e.Text, e.Language)
			return
		}
	}
	if i := strings.LastIndex(a, ","); i > 0 { // no instance to show
		a = a[:i]
	}
	if i := strings.LastIndex(d, ","); i > 0 {
		d = d[:i]
	}
	t.out = append(t.out, heed.Sentence{Parts: []heed.Part{{Texts: texts(a+".", d+".")}}, Claims: []string{best.ID}})
}

// came tells what people came to have done, those first that most support.
func (t *teller) came() {
	w := wordings()
	first := true
	for _, c := range t.cameFor(max(t.least, atLeast(t.n, cameIn))) {
		if !first && len(c.Point) > 0 && c.People > 1 {
			t.tell(c)
			continue
		}
		b, en, es := w.by["came too"], fmt.Sprint(c.People), fmt.Sprint(c.People)
		if first {
			b = w.by["came"]
			en, es = t.count(c.People)
		}
		a, d := fillIn(b[0], en, c.People), fillIn(b[1], es, c.People)
		if as := w.by["as one says"]; first && c.People > 1 {
			a, d = a+as[0], d+as[1]
		}
		first = false
		t.add(c, a, d, c.Words, c.Language)
		t.told++
	}
}

// singles tells what stands out of single people, each by another one.
func (t *teller) singles() {
	var lead heed.Sentence
	w := wordings()
	if t.told > 0 {
		lead = whole("little else shared")
	} else if lead = whole("nothing shared"); slices.ContainsFunc(t.claims, func(c *heed.Claim) bool { return c.People > 1 && c.Review != heed.Rejected }) {
		lead = whole("little shared")
	}
	var list []*heed.Claim
	for _, o := range w.openings {
		if len(list) == mostSingle {
			break
		}
		if c := t.pick(o.kinds, 1, true); c != nil {
			list = append(list, c)
			t.voices = append(t.voices, c.Evidence[0].Participant)
			t.used = append(t.used, c.Words)
		}
	}
	if len(list) == 0 {
		t.out = append(t.out, whole(map[bool]string{true: "no more", false: "nothing"}[t.told > 0]))
		return
	}
	t.out = append(t.out, lead)
	en, es := strings.Split(w.by["one"][0], ", "), strings.Split(w.by["one"][1], ", ")
	for i, c := range list {
		says, _ := openingOf(c.Kind)
		t.add(c, fillIn(says[0], en[i], 1), fillIn(says[1], es[i], 1), c.Words, c.Language)
	}
}

// cameFor are the claims of what people came to have done, those first that
// most of them support, at most mostTold, none like another.
func (t *teller) cameFor(least int) []*heed.Claim {
	var list, out []*heed.Claim
	for _, c := range t.claims {
		switch c.Kind {
		case heed.SigTask, heed.SigGoal, heed.SigPain, heed.SigDoes:
			list = append(list, c)
		}
	}
	slices.SortStableFunc(list, func(a, b *heed.Claim) int { return b.People - a.People })
	all, used := t.claims, t.used
	for _, c := range list {
		t.claims = []*heed.Claim{c}
		if len(out) < mostTold && c.Quoted && (ledger.OfService(c) && c.People >= least && c.Review != heed.Rejected || t.pick([]heed.SignalKind{c.Kind}, least, false) != nil) {
			out = append(out, c)
			t.used = append(t.used, c.Words)
		}
	}
	t.claims, t.used = all, used
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
func (t *teller) order() []opening {
	list := slices.Clone(wordings().openings)
	people := func(o opening) int {
		if c := t.pick(o.kinds, t.least, false); c != nil {
			return c.People
		}
		return 0
	}
	slices.SortStableFunc(list, func(a, b opening) int { return people(b) - people(a) })
	return list
}

// shown is what a claim is told with: its own words where they are a
// customer's, else those of the first who say it that stand alone.
func shown(c *heed.Claim) (words string, lang heed.Language, ok bool) {
	tellable := func(s string, lang heed.Language) bool {
		return !strings.Contains(s, "[") && !refers(s) && quote.Score(s, lang) >= 0.5
	}
	if c.Quoted {
		return c.Words, c.Language, tellable(c.Words, c.Language)
	}
	if len(c.Point) == 0 {
		return "", "", false
	}
	for _, e := range c.Evidence {
		if e.Stance == heed.Supports && !e.Hearsay && len(e.Text) <= longestShown && tellable(e.Text, e.Language) {
			return e.Text, e.Language, true
		}
	}
	return "", "", false
}

// pick takes the strongest claim of the kinds that enough people support of
// their own account, and whose words stand alone and were not told yet; single:
// of one person only, of whom nothing was told yet.
func (t *teller) pick(kinds []heed.SignalKind, least int, single bool) *heed.Claim {
	var best *heed.Claim
	top := 0.0
	for _, c := range t.claims {
		at := slices.Index(kinds, c.Kind)
		if at < 0 || c.Basis != heed.Expressed || c.Review == heed.Rejected || c.ID == t.p.Quote || c.People < least || len(c.Evidence) == 0 || c.Evidence[0].Hearsay ||
			single && (c.People > 1 || !c.Quoted || c.Evidence[0].Participant != "" && slices.Contains(t.voices, c.Evidence[0].Participant)) {
			continue
		}
		words, lang, ok := shown(c)
		if !ok || slices.ContainsFunc(t.used, func(u string) bool {
			return u != "" && (u == c.Point[heed.English] || alike(u, words, lang) >= apartWords)
		}) {
			continue
		}
		if s := c.Weight * quote.Score(words, lang) * (1 - 0.1*float64(min(at, 1))); s > top {
			best, top = c, s
		}
	}
	return best
}
