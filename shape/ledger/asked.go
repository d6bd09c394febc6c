package ledger

import (
	"math"
	"runtime"
	"slices"
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/quote"
)

// ruleAsked marks what was found by the act that is asked for or has happened.
const ruleAsked = "asked"

// perPerson is the weight of a claim of service talk for each person: about that
// of a plain sentence.
const perPerson = 0.5

// ask is one frame of one utterance.
type ask struct {
	frame
	utt   int32
	voice int32
}

// called makes the claims of what people call or write for and what has happened
// to them, by what is asked for and of what: whatever the words around it.
// Returned with them are the sentences that they are told of, by kind.
func (m *Maker) called(persona string, utts []int32) ([]draft, map[int32]heed.SignalKind) {
	t := talk()
	asks := m.asks(utts)
	var out []draft
	told := map[int32]heed.SignalKind{}
	people := m.peopleOf(utts)
	for a := range asks {
		groups, menu := t.grouped(asks[a], a, people)
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
		sig := &heed.Signal{Kind: a.kind, Span: x.span, Text: x.text, Basis: heed.Expressed, Confidence: 0.7, Rule: ruleAsked}
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
	d.Weight = round(perPerson * float64(d.People)) // most people first: each called about a matter of their own
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

// asks are the frames of the sentences, by act, read on all processors.
func (m *Maker) asks(utts []int32) [][]ask {
	t := talk()
	workers := min(runtime.GOMAXPROCS(0), 1+len(utts)/together)
	parts := make([][][]ask, workers)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			parts[w] = make([][]ask, len(t.acts))
			for _, u := range utts[w*len(utts)/workers : (w+1)*len(utts)/workers] {
				ut := &m.Corpus.Utterances[u]
				kind := m.Corpus.Convs[ut.Conv].Kind
				if !service(kind) || ut.Hearsay || ut.Person < 0 {
					continue
				}
				for _, f := range t.frames(ut.Text, ut.Language, kind == heed.KindChat) {
					f.span.Start, f.span.End = f.span.Start+ut.Span.Start, f.span.End+ut.Span.Start
					parts[w][f.act] = append(parts[w][f.act], ask{f, u, ut.Person})
				}
			}
		})
	}
	wg.Wait()
	out := parts[0]
	for _, part := range parts[1:] {
		for a := range out {
			out[a] = append(out[a], part[a]...)
		}
	}
	return out
}

// OfService reports whether a claim tells what people called or wrote for, found
// by its act.
func OfService(c *heed.Claim) bool {
	return len(c.Evidence) > 0 && c.Evidence[0].Rule == ruleAsked
}

// untold are the items of a pool that no claim of service talk tells of.
func untold(pool []item, told map[int32]heed.SignalKind) []item {
	return slices.DeleteFunc(pool, func(it item) bool {
		k := told[it.utt]
		return k != "" && (weak(it.sig.Kind) || sign(it.sig.Kind) == sign(k))
	})
}
