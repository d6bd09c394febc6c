package ledger

import (
	"maps"
	"slices"
	"strings"
)

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
	// menuDishes is the fewest groups of a menu.
	menuDishes = 4
)

// group is those who ask for one thing or to whom one thing has happened.
type group struct {
	act     int
	things  []string
	members []ask // in the order of the corpus; shorter ways of saying them among them
	voices  int
}

// wanting are the frames of one act, by what they are about.
type wanting struct {
	act   int
	asks  []ask
	keys  map[string][]string // what they are about
	under map[string][]int    // the places of the frames that ask for that, whatever else they say
	spent map[int32]bool      // utterances that are told already
}

const (
	// subsetThings is the most things of a headline that are looked for in what
	// says more.
	subsetThings = 3
	// rareAsk is of how many people one may ask for what is told of none, up to
	// fewAsk people; of more, rareOne.
	rareAsk, fewAsk = 40, 5
	// groupsMost is the most groups that are made of one act.
	groupsMost = 40
)

func (t *serviceTalk) wanting(asks []ask, a int) *wanting {
	w := &wanting{act: a, asks: asks, keys: map[string][]string{}, under: map[string][]int{}, spent: map[int32]bool{}}
	for _, x := range asks {
		w.keys[strings.Join(x.things, " ")] = x.things
	}
	if t.acts[a].alone {
		w.keys[""] = nil
	}
	for i, x := range asks {
		within(x.things, func(things []string) {
			key := strings.Join(things, " ")
			if _, ok := w.keys[key]; ok && t.covered(things, x) {
				w.under[key] = append(w.under[key], i)
			}
		})
	}
	return w
}

// within yields things and all of up to subsetThings of them, each once.
func within(things []string, yield func([]string)) {
	var pick func(from int, chosen []string)
	pick = func(from int, chosen []string) {
		yield(chosen)
		for i := from; i < len(things) && len(chosen) < subsetThings; i++ {
			pick(i+1, append(slices.Clone(chosen), things[i]))
		}
	}
	pick(0, nil)
	if len(things) > subsetThings {
		yield(things)
	}
}

// voices counts the people of a key who are not told yet.
func (w *wanting) voices(key string) int {
	seen := map[int32]bool{}
	for _, i := range w.under[key] {
		if !w.spent[w.asks[i].utt] {
			seen[w.asks[i].voice] = true
		}
	}
	return len(seen)
}

// take makes the group of a key; keep leaves its utterances for others.
func (w *wanting) take(key string, keep bool) group {
	g := group{act: w.act, things: w.keys[key], voices: w.voices(key)}
	for _, i := range w.under[key] {
		if x := w.asks[i]; !w.spent[x.utt] {
			g.members = append(g.members, x)
		}
	}
	for _, x := range g.members {
		w.spent[x.utt] = w.spent[x.utt] || !keep
	}
	return g
}

// grouped parts the frames of one act: again and again what most people ask for
// that is not told yet. menu are the frames of groups too small to be told.
func (t *serviceTalk) grouped(asks []ask, a, people int) (out []group, menu []ask) {
	if len(asks) < 2 {
		return nil, nil
	}
	w := t.wanting(asks, a)
	least := max(2, min(fewAsk, (people+rareAsk-1)/rareAsk), (people+rareOne-1)/rareOne)
	order := slices.Sorted(maps.Keys(w.keys))
	done := map[string]bool{}
	for _, k := range order { // choices first, told by themselves as well
		if t.chosen(w.keys[k], w.keys) && w.voices(k) >= max(least, ownChoice) {
			out = append(out, w.take(k, true))
			done[k] = true
		}
	}
	if t.acts[a].alone && !t.acts[a].verb {
		order = []string{""}
	}
	gains := make([]float64, len(order))
	worth := func(k string) float64 {
		if n := w.voices(k); n > 1 {
			return float64(n) * exactness(w.keys[k])
		}
		return 0
	}
	for i, k := range order {
		gains[i] = worth(k)
	}
	for len(out) < groupsMost {
		best := -1
		for i, k := range order { // gains only fall
			if best < 0 || gains[i] > gains[best] {
				if gains[i] = worth(k); best < 0 || gains[i] > gains[best] {
					best = i
				}
			}
		}
		if best < 0 || gains[best] <= 0 {
			break
		}
		if g := w.take(order[best], false); !done[order[best]] {
			out = append(out, g)
		}
		gains[best] = 0
	}
	out, menu = t.offMenu(out, w, people)
	out = slices.DeleteFunc(out, func(g group) bool {
		if !g.nothing(t) && !g.ordered(t) {
			return false
		}
		menu = append(menu, g.members...)
		return true
	})
	for _, g := range out {
		if g.voices < least {
			menu = append(menu, g.members...)
		}
	}
	return slices.DeleteFunc(out, func(g group) bool { return g.voices < least }), menu
}

// nothing reports whether what a group asks for has no name of its own.
func (g group) nothing(t *serviceTalk) bool {
	return !t.acts[g.act].alone && !t.acts[g.act].event && !slices.ContainsFunc(g.things, func(w string) bool { return !t.stems["light"][w] && !t.stems["vague"][w] })
}

// ordered reports whether a group only orders what is sold there, each in a way
// of their own: nothing of what they say beyond its name is shared.
func (g group) ordered(t *serviceTalk) bool {
	if t.acts[g.act].name != "get" {
		return false
	}
	own := map[int32]bool{}
	for _, x := range g.members {
		if len(x.things) >= len(g.things)+ownWay {
			own[x.voice] = true
		}
	}
	return len(own) > 1 && float64(len(own)) >= orderedShare*float64(g.voices)
}

// ownWay is the fewest things beyond the common one by which an order is made in
// a way of its own, orderedShare the share of a group from which it is but orders.
const ownWay, orderedShare = 3, 0.15

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
func (t *serviceTalk) offMenu(list []group, w *wanting, people int) ([]group, []ask) {
	if t.acts[w.act].name != "get" {
		return list, nil
	}
	alone, voices := map[int32]bool{}, map[int32]bool{}
	for _, x := range w.asks {
		voices[x.voice] = true
		if !w.spent[x.utt] {
			alone[x.voice] = true
		}
	}
	few := func(g group) bool { return float64(g.voices) < menuShare*float64(people) }
	small, top := 0, 0
	for _, g := range list {
		top = max(top, g.voices)
		if few(g) {
			small += g.voices
		}
	}
	if n := len(alone) + small; n < menuFewest || float64(n) < menuAlone*float64(len(voices)) || len(list) < menuDishes || float64(top) < menuTop*float64(people) {
		return list, nil
	}
	return slices.DeleteFunc(list, few), w.asks
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
