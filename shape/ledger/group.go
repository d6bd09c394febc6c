package ledger

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/corpus"
	"github.com/heedhq/heed/shape/themes"
)

const (
	// alike is the similarity from which two sentences can say the same.
	alike = 0.4
	// storedEvidence is the most evidence of each stance that a claim stores.
	storedEvidence = 60
	// longEvidence is the most bytes of a sentence that is stored as evidence
	// in whole; of a longer one, the part that stands alone best is.
	longEvidence = 320
	// pastedBytes is the least length of a sentence that two people hardly say
	// word for word by chance.
	pastedBytes = 30
	// candidates is the most sentences of one kind that are compared each with
	// each whatever their themes, and the most in one theme that are tried as
	// the centre of a claim.
	candidates = 300
	// perKind is the most claims of one kind about one persona.
	perKind = 10
	// alonePerKind is the most of them that rest on one person, alonePerWeak
	// where the kind says little or is often mistaken.
	alonePerKind, alonePerWeak = 4, 2
	// aloneRequests is the most of them that tell what one caller asked for.
	aloneRequests = 7
	// pooled is the most sentences that are compared whatever their themes.
	pooled = 2000
	// standsAlone is the least quality of words that stand for a claim,
	// someSalient how telling they must be where several people say so.
	standsAlone, someSalient = 0.4, 0.12
)

// Maker makes claims of a corpus whose sentences have been grouped.
type Maker struct {
	Corpus *corpus.Corpus
	Groups *themes.Grouping
	// Row is each utterance's row in Groups, -1 for none; Theme the ids of the
	// groups; Machine tells of a conversation that no person has checked.
	Row     []int32
	Theme   []string
	Weights *Weights
	// Called are the words that name each group, Given whether a person named it:
	// a claim is counted with a theme only where its quotations hold them.
	Called [][]string
	Given  []bool

	people   int                    // of whom claims are made
	base     *Maker                 // whose readings it sees too, nil for none
	heard    map[int32]*said        // an utterance
	mains    map[int32]*heed.Signal // what it is told under
	cut      map[int32]*said        // the words of it that stand alone
	drawn    map[[2]int32]drawn     // the question before a turn
	asked    map[[2]int32][]string  // its stems
	refusals [][]ask                // of service talk, by act
}

// NewMaker prepares the making of claims.
func NewMaker(c *corpus.Corpus, g *themes.Grouping, row []int32, theme []string, w *Weights) *Maker {
	return &Maker{Corpus: c, Groups: g, Row: row, Theme: theme, Weights: w, heard: map[int32]*said{}, mains: map[int32]*heed.Signal{}, cut: map[int32]*said{}, drawn: map[[2]int32]drawn{}, asked: map[[2]int32][]string{}}
}

// About makes the claims about a group of people: utts are their sentences, in
// corpus order; lang is the language of what is said in our words.
func (m *Maker) About(persona string, utts []int32, lang heed.Language) []heed.Claim {
	drafts := m.drafts(persona, utts, lang)
	m.oppose(drafts, utts)
	m.refused(drafts)
	drafts = m.denied(drafts)
	drafts = append(drafts, m.misheard(persona, utts, lang)...)
	drafts = append(drafts, m.none(persona, utts, lang)...)
	drafts = append(drafts, m.again(persona, utts, lang)...)
	drafts = append(drafts, m.infer(persona, utts, lang)...)
	out := make([]heed.Claim, len(drafts))
	for i := range drafts {
		out[i] = drafts[i].Claim
	}
	return out
}

// draft is a claim in the making: the item whose words it has, and who says
// it.
type draft struct {
	heed.Claim
	centre item
	voices []int32
	utts   []int32 // that support it
	items  []item
	need   string // that it is the claim of, "" for none
}

func (m *Maker) drafts(persona string, utts []int32, lang heed.Language) []draft {
	m.people = m.peopleOf(utts)
	values, pool := m.gather(utts)
	byKind := map[heed.SignalKind][]draft{}
	asked, asks := m.called(persona, utts)
	needed, told := m.shared(persona, unasked(utts, asks), lang)
	for _, d := range append(asked, needed...) {
		byKind[d.Kind] = append(byKind[d.Kind], d)
	}
	pool = slices.DeleteFunc(untold(pool, asks), func(it item) bool { return told[it.utt] })
	for _, items := range m.themed(pool) {
		for _, d := range m.stars(persona, items) {
			byKind[d.Kind] = append(byKind[d.Kind], d)
		}
	}
	keys := make([]string, 0, len(values))
	for k := range values {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, key := range keys {
		for _, d := range m.byValue(persona, values[key]) {
			byKind[d.Kind] = append(byKind[d.Kind], d)
		}
	}
	var out []draft
	taken := map[int32]bool{} // whose words stand for a claim
	for _, kind := range kindsTold {
		list := byKind[kind]
		slices.SortFunc(list, byWeight)
		made, alone := 0, 0
		for _, d := range list {
			if m.saysNothing(d) || d.People < 2 && m.people >= manyCall && m.singleOrder(d) {
				continue
			}
			if made == perKind || d.People < 2 && alone >= mostAlone(kind, d, made-alone) {
				continue
			}
			if at := m.sameClaim(d, out); at >= 0 && d.need == "" {
				out[at] = m.join(persona, out[at], d)
				continue
			}
			if taken[d.centre.utt] && kind != heed.SigAttribute && !d.centre.chosen {
				continue
			}
			taken[d.centre.utt] = true
			out = append(out, d)
			made++
			if d.People < 2 {
				alone++
			}
		}
	}
	return out
}

// mostAlone is the most claims of a kind that rest on one person: the more
// where each call has a matter of its own, fewer where several people ask the same.
func mostAlone(k heed.SignalKind, d draft, shared int) int {
	if d.centre.sig.Rule == ruleRequest {
		return max(0, aloneRequests-2*shared)
	}
	switch k {
	case heed.SigThinks, heed.SigHears, heed.SigSees, heed.SigDriver, heed.SigCriterion, heed.SigTrigger, heed.SigObjection, heed.SigBarrier:
		return alonePerWeak
	}
	return alonePerKind
}

// sameClaim returns an earlier draft that says the same, -1 for none.
func (m *Maker) sameClaim(d draft, earlier []draft) int {
	for i := range earlier {
		e := &earlier[i]
		if e.need == "" && !d.centre.chosen && !valued(e.centre.sig) && !valued(d.centre.sig) && e.centre.utt != d.centre.utt && m.says(e.centre, d.centre) {
			return i
		}
	}
	return -1
}

// join makes one claim of two, with the words of the first: who says those of
// the second but not those of the first is left out.
func (m *Maker) join(persona string, a, b draft) draft {
	all := slices.Clone(a.items)
	for _, it := range b.items {
		if m.says(a.centre, it) {
			all = append(all, it)
		}
	}
	if a.centre.chosen {
		d := m.told(persona, a.centre, all, a.Kind, a.Subkind)
		d.Point = a.Point
		return d
	}
	return m.claim(persona, a.centre, all)
}

// themed parts a pool too large to compare each with each by theme.
func (m *Maker) themed(pool []item) [][]item {
	if len(pool) <= pooled {
		return [][]item{pool}
	}
	by := map[int32][]item{}
	for _, it := range pool {
		by[it.theme] = append(by[it.theme], it)
	}
	var out [][]item
	for _, t := range slices.Sorted(maps.Keys(by)) {
		out = append(out, by[t])
	}
	return out
}

// kindsTold lists the kinds from the one that says most about a sentence to the
// one that says least: a sentence that is a risk and a task is told as a risk.
var kindsTold = []heed.SignalKind{
	heed.SigRisk, heed.SigBarrier, heed.SigObjection, heed.SigPain, heed.SigTrigger, heed.SigCriterion, heed.SigGoal,
	heed.SigValue, heed.SigGain, heed.SigDriver, heed.SigDislike, heed.SigLike, heed.SigFeels, heed.SigHears, heed.SigInfluence,
	heed.SigThinks, heed.SigSees, heed.SigDoes, heed.SigTask, heed.SigSays,
	heed.SigChannel, heed.SigTouchpoint, heed.SigDevice, heed.SigAttribute,
}

func byWeight(a, b draft) int {
	return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.Words, b.Words), cmp.Compare(a.ID, b.ID))
}

// byValue makes one claim of all that name the same value.
func (m *Maker) byValue(persona string, items []item) []draft {
	items = m.usedBy(items)
	best := -1
	for i, it := range items {
		if it.quality >= standsAlone && m.holdsValue(it) && m.so(it) && (best < 0 || it.quality*it.weight > items[best].quality*items[best].weight) {
			best = i
		}
	}
	if best < 0 {
		return nil
	}
	switch items[best].sig.Kind {
	case heed.SigAttribute:
	case heed.SigInfluence:
		if !severalVoices(items) && m.said(items[best].utt).salience < alone[heed.SigHears] {
			return nil
		}
	default: // a mention or two of a telephone tell nothing
		voices := map[int32]bool{}
		for _, it := range items {
			voices[it.voice] = true
		}
		if len(voices) < 3 || items[best].sig.Kind == heed.SigTouchpoint && len(voices) < 5 || len(m.said(items[best].utt).words) > longestDispute {
			return nil
		}
	}
	return []draft{m.claim(persona, items[best], items)}
}

// stems are an utterance's content words.
func (m *Maker) stems(u int32) []string { return m.said(u).stems }

// claim makes the claim that centre's words stand for.
func (m *Maker) claim(persona string, centre item, members []item) draft {
	centre = m.typical(centre, members)
	kind, sub := centre.sig.Kind, centre.sig.Subkind
	if most, of := m.mostly(centre, members); !valued(centre.sig) && most != kind {
		kind, sub = most, of
	}
	return m.told(persona, centre, members, kind, sub)
}

// told is claim under a given kind and with just these words.
func (m *Maker) told(persona string, centre item, members []item, kind heed.SignalKind, sub string) draft {
	c := heed.Claim{Kind: kind, Subkind: sub, Basis: heed.Expressed, Review: heed.Machine, Value: centre.sig.Value, Quoted: true}
	if centre.sig.Kind != heed.SigAttribute && m.ofTheme(centre, members) {
		c.Theme = m.Theme[centre.theme]
	}
	ordered := m.order(centre, members)
	d := draft{centre: centre, items: members}
	for _, it := range ordered {
		d.utts = append(d.utts, it.utt)
		if it.voice >= 0 && !slices.Contains(d.voices, it.voice) {
			d.voices = append(d.voices, it.voice)
		}
	}
	m.fill(&c, append(ordered, m.withheld(members)...), heed.Supports)
	c.Weight = round(c.Weight * m.stress(centre))
	c.Words, c.Language = c.Evidence[0].Text, c.Evidence[0].Language
	if field := FieldOf(c.Kind, c.Subkind); field != "" {
		c.Places = append(c.Places, heed.Place{Persona: persona, Field: field})
	}
	if cell := m.cellOf(c.Kind, centre); cell != "" {
		c.Places = append(c.Places, heed.Place{Persona: persona, Cell: cell})
	}
	if len(c.Places) == 0 {
		c.Places = []heed.Place{{Persona: persona}}
	}
	c.ID = claimID(persona, &c)
	d.Claim = c
	return d
}

// stress is how much the words that stand for a claim add to what its people
// weigh: how telling they are and how well they stand alone. A shared need weighs
// its people in full, whichever words stand for it.
func (m *Maker) stress(centre item) float64 {
	if strings.HasPrefix(centre.sig.Rule, ruleNeed) {
		return needStress
	}
	return (0.5 + m.said(centre.utt).salience) * (0.5 + 0.5*centre.quality)
}

// needStress is the stress of a telling sentence that stands well alone.
const needStress = 1.2

// mostly is the kind that a claim is told under: that of most people's
// sentences; of equals, the one that says most.
func (m *Maker) mostly(centre item, items []item) (heed.SignalKind, string) {
	n, sub := map[heed.SignalKind]int{}, map[heed.SignalKind]string{}
	seen := map[int32]bool{}
	for _, it := range items {
		if !seen[it.voice] {
			seen[it.voice] = true
			n[it.sig.Kind]++
		}
		if sub[it.sig.Kind] == "" {
			sub[it.sig.Kind] = it.sig.Subkind
		}
	}
	best := centre.sig.Kind
	for _, k := range kindsTold {
		if sign(k)*sign(centre.sig.Kind) < 0 || sign(k) != 0 && sign(centre.sig.Kind) == 0 && (k == heed.SigRisk || !m.bears(centre, k)) {
			continue // the words that stand for it do not say so
		}
		if 2*n[k] > len(seen) && n[k] > n[best] || n[k] == n[best] && rank[k] > rank[best] && wants(k) == wants(centre.sig.Kind) {
			best = k
		}
	}
	return best, sub[best]
}

func claimID(persona string, c *heed.Claim) string {
	h := fnv.New64a()
	h.Write([]byte(strings.Join([]string{persona, string(c.Kind), c.Subkind, c.Words}, "\x00")))
	return fmt.Sprintf("c%010x", h.Sum64()>>24)
}

// order puts the centre first, then one sentence of each other voice, nearest
// first, then the rest.
func (m *Maker) order(centre item, members []item) []item {
	rest := slices.DeleteFunc(slices.Clone(members), func(it item) bool { return it.utt == centre.utt })
	return append([]item{centre}, m.spread(centre, rest)...)
}

// spread orders items: one sentence of each voice, the nearest to centre
// first, then the rest.
func (m *Maker) spread(centre item, members []item) []item {
	type scored struct {
		item
		sim  float32
		turn int
	}
	list := make([]scored, 0, len(members))
	for _, it := range members {
		s := scored{item: it}
		if ra, rb := m.Row[centre.utt], m.Row[it.utt]; ra >= 0 && rb >= 0 {
			s.sim = m.Groups.Similar(int(ra), int(rb))
		}
		list = append(list, s)
	}
	slices.SortStableFunc(list, func(a, b scored) int {
		return cmp.Or(cmp.Compare(b.sim, a.sim), cmp.Compare(a.utt, b.utt))
	})
	nth := map[int32]int{centre.voice: 1}
	lastUtt := map[int32]bool{centre.utt: true}
	kept := list[:0]
	shown := map[int32][]*said{m.Corpus.Utterances[centre.utt].Conv: {m.said(centre.utt)}}
	for _, s := range list {
		if lastUtt[s.utt] || m.Corpus.Utterances[s.utt].Withheld {
			continue
		}
		conv, words := m.Corpus.Utterances[s.utt].Conv, m.said(s.utt)
		if slices.ContainsFunc(shown[conv], func(o *said) bool { return m.Weights.sameText(o, words) }) {
			continue // a transcript that says it twice
		}
		shown[conv] = append(shown[conv], words)
		lastUtt[s.utt] = true
		s.turn = nth[s.voice]
		nth[s.voice]++
		kept = append(kept, s)
	}
	slices.SortStableFunc(kept, func(a, b scored) int { return cmp.Compare(min(a.turn, 1), min(b.turn, 1)) })
	out := make([]item, 0, len(kept))
	for _, s := range kept {
		out = append(out, s.item)
	}
	return out
}

// withheld are the items whose words may not be shown.
func (m *Maker) withheld(items []item) []item {
	return slices.DeleteFunc(slices.Clone(items), func(it item) bool { return !m.Corpus.Utterances[it.utt].Withheld })
}

// fill adds items as evidence of a stance and counts who gave it. Who may not
// be quoted counts and is not shown.
func (m *Maker) fill(c *heed.Claim, items []item, stance heed.Stance) {
	voices, orgs := map[int32]float64{}, map[string]bool{}
	feelings, felt := map[heed.Feeling]float64{}, map[heed.Feeling]map[int32]bool{}
	feeling := map[int32]bool{} // who shows any
	stored := 0
	shown, kept := map[int32]bool{}, map[int32]bool{}
	texts := map[string]int32{}
	turns := map[[3]int32]bool{} // one quotation of a turn, however many of its sentences say it
	for _, it := range items {
		ut := &m.Corpus.Utterances[it.utt]
		v := m.Corpus.Convs[ut.Conv]
		if ut.Person >= 0 {
			voices[it.voice] = max(voices[it.voice], it.weight)
			if o := m.Corpus.People[ut.Person].Organisation; o != "" {
				orgs[o] = true
			}
			if stance == heed.Supports && c.LastHeard.Before(v.Date) {
				c.LastHeard = v.Date
			}
		} else {
			voices[it.voice] = max(voices[it.voice], 0)
		}
		for _, f := range ut.Feelings {
			if f.Name != heed.Neutral {
				feelings[f.Name] += f.Intensity
				if felt[f.Name] == nil {
					felt[f.Name] = map[int32]bool{}
				}
				felt[f.Name][it.voice], feeling[it.voice] = true, true
			}
		}
		if ut.Withheld {
			kept[it.voice] = true
			continue
		}
		shown[it.voice] = true
		if at := [3]int32{ut.Conv, ut.Turn, it.voice}; turns[at] {
			continue // said in one breath: shown once, as what stands first
		} else if stored < storedEvidence {
			turns[at] = true
			span := it.span
			first := stance == heed.Supports && stored == 0 && c.Words == ""
			if !first && (ut.Span.Len() <= longEvidence || it.quality <= 0) { // the whole sentence
				span, _ = m.Corpus.Alone(it.utt, ut.Span, corpus.Widest)
			}
			e := Evidence(m.Corpus, it.utt, span, it.sig, stance)
			if key := text.Fold(ut.Text); len(key) >= pastedBytes {
				conv, seen := texts[key]
				e.Pasted = seen && conv != ut.Conv
				texts[key] = ut.Conv
			}
			c.Evidence = append(c.Evidence, e)
			stored++
		}
	}
	heard := 0
	var weight float64
	for _, v := range slices.Sorted(maps.Keys(voices)) { // sums of floats depend on their order
		if v >= 0 {
			heard++
		}
		weight += voices[v]
	}
	if stance == heed.Contradicts {
		c.Against = heard
		return
	}
	c.Withheld = 0
	for v := range kept {
		if !shown[v] && v >= 0 {
			c.Withheld++
		}
	}
	c.People, c.Organisations = heard, len(orgs)
	c.Weight = round(weight)
	for _, f := range heed.Feelings {
		if x := feelings[f]; x > 0 && len(felt[f]) >= min(2, len(voices)) && float64(len(felt[f])) >= feltBy*float64(len(feeling)) {
			c.Feelings = append(c.Feelings, heed.FeelingScore{Name: f, Intensity: round(x / float64(len(items)))})
		}
	}
	slices.SortStableFunc(c.Feelings, func(a, b heed.FeelingScore) int { return cmp.Compare(b.Intensity, a.Intensity) })
	if len(c.Feelings) > 3 {
		c.Feelings = c.Feelings[:3]
	}
}

// feltBy is the least share of those of a claim's people who show a feeling that
// show the same for it to be the claim's; of two people or more, two show it.
const feltBy = 0.34

func round(x float64) float64 { return float64(int64(x*1000+0.5)) / 1000 }
