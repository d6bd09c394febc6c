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

// manyCall is the fewest people of a group of which single orders, and what says
// nothing beside that something is amiss, are no claim.
const manyCall = 20

// ask is one frame of one utterance.
type ask struct {
	frame
	utt     int32
	of      int32 // the sentence that asks, where another one names what for
	voice   int32
	unnamed bool // its words name what another sentence asks for: they head no claim
}

// called makes the claims of what people call or write for and what has happened
// to them, by what is asked for and of what: whatever the words around it.
// Returned with them are the sentences that they are told of, by kind.
func (m *Maker) called(persona string, utts []int32) ([]draft, map[int32]heed.SignalKind) {
	t := talk()
	asks, against := m.asks(utts)
	m.refusals = against
	var out []draft
	told := map[int32]heed.SignalKind{}
	people := m.peopleOf(utts)
	for a := range asks {
		groups, menu := t.grouped(asks[a], a, people)
		for _, x := range menu {
			told[x.utt] = heed.SigTask
		}
		for _, x := range asks[a] {
			switch {
			case x.pale && !t.acts[a].event && !t.acts[a].alone: // "a new service": it says nothing
				told[x.of] = heed.SigTask
			case t.acts[a].mute && people >= manyCall:
				told[x.utt] = t.acts[a].kind
			}
		}
		for _, g := range groups {
			d := m.tell(persona, g)
			if d.Words == "" {
				continue
			}
			m.refusedBy(&d, g, against[a])
			for _, name := range t.against[t.acts[a].name] {
				m.refusedBy(&d, g, asks[t.named(name)])
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
		if x.unnamed || !slices.Equal(x.things, g.things) && (!a.alone || a.verb) || ut.Withheld {
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
	if x.cut || quote.Points(x.text, lang) {
		p -= stumbling
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
//
// against are those of what is not wanted.
func (m *Maker) asks(utts []int32) (out, against [][]ask) {
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
					if m.turnedTo(ut, f.act) {
						continue
					}
					x := ask{frame: f, utt: u, of: u, voice: ut.Person}
					if f.pale && !f.denied && !t.acts[f.act].alone {
						if named, ok := m.namedLater(u, f); ok {
							x = named
						}
					}
					start := m.Corpus.Utterances[x.utt].Span.Start
					x.span.Start, x.span.End = x.span.Start+start, x.span.End+start
					parts[w][f.act] = append(parts[w][f.act], x)
				}
			}
		})
	}
	wg.Wait()
	out, against = make([][]ask, len(t.acts)), make([][]ask, len(t.acts))
	for _, part := range parts {
		for a := range part {
			for _, x := range part[a] {
				if x.denied {
					against[a] = append(against[a], x)
				} else {
					out[a] = append(out[a], x)
				}
			}
		}
	}
	return out, against
}

// refused adds to claims of what people want that were found by their words alone
// who says that they do not want just that.
func (m *Maker) refused(drafts []draft) {
	for i := range drafts {
		d := &drafts[i]
		kind := m.Corpus.Convs[m.Corpus.Utterances[d.centre.utt].Conv].Kind
		if d.centre.chosen || d.Kind != heed.SigTask || !service(kind) {
			continue
		}
		for _, f := range talk().frames(d.Words, d.Language, kind == heed.KindChat) {
			if !f.denied && len(f.things) > 0 && f.act < len(m.refusals) {
				m.refusedBy(d, group{act: f.act, things: f.things}, m.refusals[f.act])
			}
		}
	}
}

// refusedBy adds to a claim of what people ask for who says that they do not want
// just that, and of what happened to them whom the contrary happened to.
func (m *Maker) refusedBy(d *draft, g group, against []ask) {
	var found []item
	done := map[int32]bool{}
	for _, x := range against {
		if done[x.utt] || slices.Contains(d.voices, x.voice) || x.act == g.act && !talk().covered(g.things, x) {
			continue
		}
		done[x.utt] = true
		found = append(found, m.item(x.utt, &heed.Signal{Kind: d.Kind, Span: x.span, Text: x.text, Basis: heed.Expressed, Confidence: 0.6, Rule: "against"}))
	}
	if len(found) > 0 {
		m.fill(&d.Claim, m.spread(d.centre, found), heed.Contradicts)
	}
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
		return k != "" && (weak(it.sig.Kind) || sign(it.sig.Kind) == sign(k) || it.sig.Kind == heed.SigHears && k == heed.SigPain)
	})
}
