package ledger

import (
	"maps"
	"math"
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/quote"
)

// ask is one frame of one utterance.
type ask struct {
	frame
	utt   int32
	voice int32
	whole bool // not a shorter way of saying another one
}

const (
	// fewThings and twoThings are what a group of requests counts whose words for
	// what it is about are but one or two: the more exact of two stands for it
	// where nearly as many say it.
	fewThings, twoThings, noThings = 0.8, 0.95, 0.5
	// ownChoice is the fewest people of whom a choice is told by itself ("an aisle
	// seat") although it is told of a wider request as well.
	ownChoice = 3
	// menuAlone is the share of requests for a thing, made by one person each,
	// from which a group chooses from a menu, menuFewest the fewest of them, and
	// menuShare the share of the people from which one of the dishes is told,
	// and menuTop that from which what they all choose of is.
	menuAlone, menuFewest, menuShare, menuTop = 0.3, 8, 0.1, 0.25
)

// called makes the claims of what people call or write for and what has happened
// to them, by what is asked for and of what: whatever the words around it.
// Returned with them are the sentences that they are told of, by kind.
func (m *Maker) called(persona string, utts []int32) ([]draft, map[int32]heed.SignalKind) {
	t := talk()
	var asks []ask
	for _, u := range utts {
		ut := &m.Corpus.Utterances[u]
		kind := m.Corpus.Convs[ut.Conv].Kind
		if !service(kind) || ut.Hearsay || ut.Person < 0 {
			continue
		}
		last := -1
		for _, f := range t.frames(ut.Text, ut.Language, kind == heed.KindChat) {
			start := f.span.Start
			f.span.Start, f.span.End = f.span.Start+ut.Span.Start, f.span.End+ut.Span.Start
			asks = append(asks, ask{f, u, ut.Person, start*1000+f.act != last})
			last = start*1000 + f.act
		}
	}
	var out []draft
	told := map[int32]heed.SignalKind{}
	for _, a := range t.order() {
		groups, menu := m.grouped(asks, a, m.peopleOf(utts))
		for _, x := range menu {
			told[x.utt] = heed.SigTask
		}
		for _, g := range groups {
			d := m.tell(persona, g)
			if d.Words == "" {
				continue
			}
			for _, x := range g.members {
				if told[x.utt] == "" || sign(t.acts[a].kind) != 0 {
					told[x.utt] = t.acts[a].kind
				}
			}
			out = append(out, d)
		}
	}
	return out, told
}

func (t *serviceTalk) order() []int {
	out := make([]int, len(t.acts))
	for i := range out {
		out[i] = i
	}
	return out
}

// group is those who ask for one thing or to whom one thing has happened.
type group struct {
	act     int
	things  []string
	members []ask // in the order of the corpus; shorter ways of saying them among them
	voices  int
}

// grouped parts the frames of one act: again and again what most people ask for.
func (m *Maker) grouped(all []ask, a, people int) (groups []group, menu []ask) {
	t := talk()
	var asks []ask
	for _, x := range all {
		if x.act == a {
			asks = append(asks, x)
		}
	}
	keys := map[string][]string{}
	for _, x := range asks {
		keys[strings.Join(x.things, " ")] = x.things
	}
	every := keys
	if t.acts[a].alone {
		if keys = map[string][]string{"": nil}; t.acts[a].verb {
			keys = maps.Clone(every)
			keys[""] = nil
		}
	}
	order := slices.Sorted(maps.Keys(keys))
	spent := map[int32]bool{}
	var out []group
	take := func(things []string, keep bool) group {
		g := group{act: a, things: things}
		voices := map[int32]bool{}
		for _, x := range asks {
			if !spent[x.utt] && t.covered(things, x) {
				g.members = append(g.members, x)
				voices[x.voice] = true
			}
		}
		g.voices = len(voices)
		if keep {
			for _, x := range g.members {
				spent[x.utt] = true
			}
		}
		return g
	}
	for _, k := range slices.Sorted(maps.Keys(every)) { // choices first, told by themselves as well
		if t.chosen(every[k], every) {
			if g := take(every[k], false); g.voices >= ownChoice {
				out = append(out, g)
			}
		}
	}
	for {
		best, top := group{}, 0.0
		for _, k := range order {
			if g := take(keys[k], false); g.voices > 1 {
				if x := float64(g.voices) * exactness(keys[k]); x > top {
					best, top = g, x
				}
			}
		}
		if best.voices < 2 {
			break
		}
		if slices.ContainsFunc(out, func(g group) bool { return slices.Equal(g.things, best.things) }) {
			take(best.things, true)
			continue
		}
		out = append(out, take(best.things, true))
	}
	return m.offMenu(out, asks, spent, a, people)
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

func exactness(things []string) float64 {
	switch len(things) {
	case 0:
		return noThings
	case 1:
		return fewThings
	case 2:
		return twoThings
	}
	return 1
}

// offMenu leaves out the dishes that a few choose from a menu of many.
func (m *Maker) offMenu(list []group, asks []ask, spent map[int32]bool, a, people int) ([]group, []ask) {
	if talk().acts[a].name != "get" {
		return list, nil
	}
	alone, voices := map[int32]bool{}, map[int32]bool{}
	for _, x := range asks {
		voices[x.voice] = true
		if !spent[x.utt] {
			alone[x.voice] = true
		}
	}
	small, top := 0, 0
	for _, g := range list {
		top = max(top, g.voices)
		if float64(g.voices) < menuShare*float64(people) {
			small += g.voices
		}
	}
	if n := len(alone) + small; n < menuFewest || float64(n) < menuAlone*float64(len(voices)) || len(list) < 4 || float64(top) < menuTop*float64(people) {
		return list, nil
	}
	return slices.DeleteFunc(list, func(g group) bool { return float64(g.voices) < menuShare*float64(people) }), asks
}

// covered reports whether a frame asks for the things, whatever else it says:
// the thing it is about first is among them, and it names no other choice.
func (t *serviceTalk) covered(things []string, x ask) bool {
	for _, w := range things {
		if _, ok := slices.BinarySearch(x.things, w); !ok {
			return false
		}
	}
	if !t.acts[x.act].event && !t.acts[x.act].alone && x.head != "" && !slices.Contains(things, x.head) {
		return false
	}
	for _, w := range x.things {
		set := t.apart[w]
		if set == 0 || slices.Contains(things, w) {
			continue
		}
		if slices.ContainsFunc(things, func(o string) bool {
			_, has := slices.BinarySearch(x.things, o)
			return t.apart[o] == set && !has
		}) {
			return false
		}
	}
	return true
}

// chosen reports whether things name one choice where others ask for the same
// with another ("a window seat" beside "an aisle seat").
func (t *serviceTalk) chosen(things []string, keys map[string][]string) bool {
	if len(things) > 2 || t.choices(things) != 1 {
		return false
	}
	for i, w := range things {
		for o, set := range t.apart {
			if set != t.apart[w] || o == w || t.apart[w] == 0 {
				continue
			}
			other := slices.Clone(things)
			other[i] = o
			slices.Sort(other)
			if _, ok := keys[strings.Join(other, " ")]; ok {
				return true
			}
		}
	}
	return false
}

// choices counts the things of which one is not the other.
func (t *serviceTalk) choices(things []string) int {
	n := 0
	for _, w := range things {
		if t.apart[w] > 0 {
			n++
		}
	}
	return n
}

// tell makes the claim of a group, headed by the plainest of its requests for
// just that: the one whose words most of the others use.
func (m *Maker) tell(persona string, g group) draft {
	a := talk().acts[g.act]
	pairs, used := map[[2]string]float64{}, map[string]float64{}
	seen := map[int32]bool{}
	for _, x := range g.members {
		if seen[x.utt] {
			continue
		}
		seen[x.utt] = true
		for i, w := range x.words {
			pairs[pairAt(x.words, i)]++
			used[w]++
		}
	}
	best, top := -1, math.Inf(-1)
	for i, x := range g.members {
		ut := &m.Corpus.Utterances[x.utt]
		if !slices.Equal(x.things, g.things) && (!a.alone || a.verb) || ut.Withheld {
			continue
		}
		if p := plainness(x, pairs, used, ut.Language); p > top {
			best, top = i, p
		}
	}
	if best < 0 { // none may be shown, or none says just that
		return draft{}
	}
	items := make([]item, 0, len(seen))
	var centre item
	done := map[int32]bool{}
	for i, x := range g.members {
		if done[x.utt] && i != best {
			continue
		}
		sig := &heed.Signal{Kind: a.kind, Span: x.span, Text: x.text, Basis: heed.Expressed, Confidence: 0.7, Rule: ruleRequest}
		it := m.item(x.utt, sig)
		it.chosen = true
		if i == best {
			centre = it
		}
		if !done[x.utt] {
			items = append(items, it)
		}
		done[x.utt] = true
	}
	for i := range items {
		if items[i].utt == centre.utt {
			items[i] = centre
		}
	}
	d := m.told(persona, centre, items, a.kind, "")
	if a.states != nil {
		d.Point = a.states
	}
	return d
}

// pairAt is a word with the one before it, "" at the start.
func pairAt(words []string, i int) [2]string {
	if i == 0 {
		return [2]string{"", words[0]}
	}
	return [2]string{words[i-1], words[i]}
}

const (
	// headlineLeast and headlineMost are the words of a headline that is neither
	// curt nor long.
	headlineLeast, headlineMost = 6, 11
	// fewestWords is the least of any.
	fewestWords = 3
)

// plainness is how well a request stands for those of a group: how usual each
// next word is among theirs, whether it stumbles or has no subject, and its
// length.
func plainness(x ask, pairs map[[2]string]float64, used map[string]float64, lang heed.Language) float64 {
	sum, least := 0.0, math.Inf(1)
	for i, w := range x.words {
		sum += math.Log(pairs[pairAt(x.words, i)])
		least = min(least, math.Log(used[w]))
	}
	p := sum/float64(len(x.words)) + min(least, usual)
	for i := range x.words {
		if talk().run("slips", x.words[i:]) > 0 {
			p -= slip
		}
		if c, n := talk().cueAt(x.words[i:]); n > 0 && c.act != x.act && !talk().acts[c.act].verb && !talk().acts[c.act].event {
			p -= noSubject // it asks for another thing as well
		}
	}
	if slices.ContainsFunc(x.words[1:], func(w string) bool { return talk().is("goes on", w) }) {
		p -= noSubject
	}
	if stumbles(text.Words(text.Fold(x.text))) {
		p -= stumbling
	}
	if lang == heed.English && !talk().is("begins a clause", x.words[0]) && !talk().is("begins a request", x.words[0]) {
		p -= noSubject
	}
	p += quote.Score(x.text, lang) - laterCue*float64(x.rank) - noise*float64(len(x.things)) - naming*float64(x.names)
	if n := len(x.words); n < fewestWords {
		return math.Inf(-1)
	} else if n < headlineLeast {
		p -= curt * float64(headlineLeast-n)
	} else if n > headlineMost {
		p -= longer * float64(n-headlineMost)
	}
	return p
}

// What takes from the plainness of a headline: a stumble, no subject, a cue that
// is not the first of its act, a thing or a name that
// others may not have, a word too many or too few, a slip of grammar.
const stumbling, noSubject, laterCue, noise, naming, longer, curt, slip = 3.0, 1.5, 0.3, 0.4, 0.4, 0.25, 0.4, 2.0

// usual is the logarithm of how many of a group use a word from which it is no
// slip of one of them.
const usual = 1.4

// unasked are the sentences that no claim of service talk tells of.
func unasked(utts []int32, told map[int32]heed.SignalKind) []int32 {
	if len(told) == 0 {
		return utts
	}
	return slices.DeleteFunc(slices.Clone(utts), func(u int32) bool { return told[u] != "" })
}

// untold are the items of a pool that no claim of service talk tells of.
func untold(pool []item, told map[int32]heed.SignalKind) []item {
	return slices.DeleteFunc(pool, func(it item) bool {
		k := told[it.utt]
		return k != "" && (weak(it.sig.Kind) || sign(it.sig.Kind) == sign(k))
	})
}
