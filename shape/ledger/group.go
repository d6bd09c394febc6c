package ledger

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/corpus"
	"github.com/heedhq/heed/shape/themes"
)

const (
	// alike is the similarity from which two sentences of the same kind and
	// theme are taken to say the same where they share a telling word, near
	// that from which they are where they share several.
	alike, near = 0.5, 0.4
	// sharedOne is the weight of one telling word, sharedSome of several;
	// sharedHeavy of one that is no word of every day.
	sharedOne, sharedSome, sharedHeavy = 0.45, 1.2, 0.6
	// storedEvidence is the most evidence of each stance that a claim stores.
	storedEvidence = 60
	// longEvidence is the most bytes of a sentence that is stored as evidence
	// in whole; of a longer one, the part that stands alone best is.
	longEvidence = 320
	// candidates is the most sentences of one kind that are compared each with
	// each whatever their themes, and the most in one theme that are tried as
	// the centre of a claim.
	candidates = 300
	// perKind is the most claims of one kind about one persona.
	perKind = 12
	// alonePerKind is the most of them that rest on one person.
	alonePerKind = 6
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

	words map[int32][]string    // stems of an utterance
	asked map[[2]int32][]string // stems of the question before a turn
}

// NewMaker prepares the making of claims.
func NewMaker(c *corpus.Corpus, g *themes.Grouping, row []int32, theme []string, w *Weights) *Maker {
	return &Maker{Corpus: c, Groups: g, Row: row, Theme: theme, Weights: w, words: map[int32][]string{}, asked: map[[2]int32][]string{}}
}

// About makes the claims about a group of people: utts are their sentences, in
// corpus order; lang is the language of what is said in our words.
func (m *Maker) About(persona string, utts []int32, lang heed.Language) []heed.Claim {
	drafts := m.drafts(persona, utts)
	m.oppose(drafts, utts)
	drafts = m.denied(drafts)
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
}

func (m *Maker) drafts(persona string, utts []int32) []draft {
	buckets := map[string][]item{}
	for _, u := range utts {
		ut := &m.Corpus.Utterances[u]
		if m.unquotable(ut) || ut.Courtesy {
			continue
		}
		for k := range ut.Signals {
			s := &ut.Signals[k]
			if s.Kind == heed.SigQuestion {
				continue
			}
			it := m.item(u, s)
			key := bucketOf(s, it.theme)
			buckets[key] = append(buckets[key], it)
		}
	}
	buckets = acrossThemes(buckets)
	keys := make([]string, 0, len(buckets))
	for k := range buckets {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	byKind := map[heed.SignalKind][]draft{}
	for _, key := range keys {
		items := buckets[key]
		if valued(items[0].sig) {
			byKind[items[0].sig.Kind] = append(byKind[items[0].sig.Kind], m.byValue(persona, items)...)
		} else {
			byKind[items[0].sig.Kind] = append(byKind[items[0].sig.Kind], m.stars(persona, items)...)
		}
	}
	var out []draft
	said := map[int32][]int{} // utterance: the drafts that it supports
	for _, kind := range telling {
		list := byKind[kind]
		slices.SortFunc(list, byWeight)
		made, alone := 0, 0
		for _, d := range list {
			if made == perKind || d.People < 2 && alone == alonePerKind {
				continue
			}
			if at := m.sameClaim(d, out); at >= 0 {
				out[at] = m.join(persona, out[at], d)
				for _, u := range d.utts {
					said[u] = append(said[u], at)
				}
				continue
			}
			if twin := overlapping(d, out, said); twin >= 0 {
				if f := FieldOf(d.Kind, d.Subkind); f != "" && !placed(&out[twin].Claim, f) {
					out[twin].Places = append(out[twin].Places, heed.Place{Persona: persona, Field: f})
				}
				continue
			}
			for _, u := range d.utts {
				said[u] = append(said[u], len(out))
			}
			out = append(out, d)
			made++
			if d.People < 2 {
				alone++
			}
		}
	}
	return out
}

// sameClaim returns an earlier draft of the same kind that says the same in
// another theme, -1 for none.
func (m *Maker) sameClaim(d draft, earlier []draft) int {
	for i := range earlier {
		e := &earlier[i]
		if e.Kind == d.Kind && e.Subkind == d.Subkind && !valued(d.centre.sig) && e.centre.utt != d.centre.utt && m.says(e.centre, d.centre) {
			return i
		}
	}
	return -1
}

// join makes one claim of two, with the words of the first.
func (m *Maker) join(persona string, a, b draft) draft {
	items := append(slices.Clone(a.items), b.items...)
	out := m.claim(persona, a.centre, items)
	out.Places = a.Places
	return out
}

// acrossThemes joins the buckets of a kind over all themes where they hold few
// enough sentences to compare each with each: in a small study people say the
// same in more than one theme.
func acrossThemes(buckets map[string][]item) map[string][]item {
	whole := func(key string) string { return key[:strings.LastIndexByte(key, '|')] }
	size := map[string]int{}
	keys := make([]string, 0, len(buckets))
	for k, items := range buckets {
		keys = append(keys, k)
		if !valued(items[0].sig) {
			size[whole(k)] += len(items)
		}
	}
	slices.Sort(keys)
	out := make(map[string][]item, len(buckets))
	for _, k := range keys {
		to := k
		if !valued(buckets[k][0].sig) && size[whole(k)] <= candidates {
			to = whole(k)
		}
		out[to] = append(out[to], buckets[k]...)
	}
	for _, items := range out {
		slices.SortStableFunc(items, func(a, b item) int { return cmp.Compare(a.utt, b.utt) })
	}
	return out
}

// telling lists the kinds from the one that says most about a sentence to the
// one that says least: a sentence that is a risk and a task is told as a risk.
var telling = []heed.SignalKind{
	heed.SigRisk, heed.SigBarrier, heed.SigObjection, heed.SigPain, heed.SigTrigger, heed.SigCriterion, heed.SigGoal,
	heed.SigValue, heed.SigGain, heed.SigDriver, heed.SigDislike, heed.SigLike, heed.SigFeels, heed.SigHears, heed.SigInfluence,
	heed.SigThinks, heed.SigSees, heed.SigDoes, heed.SigTask, heed.SigSays,
	heed.SigChannel, heed.SigTouchpoint, heed.SigDevice, heed.SigAttribute,
}

// overlapping returns an earlier draft that rests on most of the same
// sentences or has the same words, -1 for none. Claims told apart by a value
// are not compared.
func overlapping(d draft, earlier []draft, said map[int32][]int) int {
	if valued(d.centre.sig) {
		return -1
	}
	hits := map[int]int{}
	for _, u := range d.utts {
		for _, e := range said[u] {
			if !valued(earlier[e].centre.sig) {
				hits[e]++
			}
		}
	}
	best := -1
	for e, n := range hits {
		same := earlier[e].centre.utt == d.centre.utt
		if (same || 5*n >= 3*min(len(d.utts), len(earlier[e].utts))) && (best < 0 || n > hits[best] || n == hits[best] && e < best) {
			best = e
		}
	}
	return best
}

func placed(c *heed.Claim, f heed.Field) bool {
	return slices.ContainsFunc(c.Places, func(p heed.Place) bool { return p.Field == f })
}

func byWeight(a, b draft) int {
	return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.Words, b.Words), cmp.Compare(a.ID, b.ID))
}

// byValue makes one claim of all that name the same value.
func (m *Maker) byValue(persona string, items []item) []draft {
	best := -1
	for i, it := range items {
		if it.quality > 0 && (best < 0 || it.quality*it.weight > items[best].quality*items[best].weight) {
			best = i
		}
	}
	if best < 0 {
		return nil
	}
	return []draft{m.claim(persona, items[best], items)}
}

// stems are an utterance's content words, kept for the next comparison.
func (m *Maker) stems(u int32) []string {
	if s, ok := m.words[u]; ok {
		return s
	}
	ut := &m.Corpus.Utterances[u]
	s := stems(ut.Text, ut.Language)
	m.words[u] = s
	return s
}

// claim makes the claim that centre's words stand for.
func (m *Maker) claim(persona string, centre item, members []item) draft {
	c := heed.Claim{
		Kind: centre.sig.Kind, Subkind: centre.sig.Subkind, Basis: heed.Expressed, Review: heed.Machine,
		Value: centre.sig.Value, Quoted: true,
	}
	if centre.theme >= 0 {
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
	m.fill(&c, ordered, heed.Supports)
	c.Words, c.Language = c.Evidence[0].Text, c.Evidence[0].Language
	if field := FieldOf(c.Kind, c.Subkind); field != "" {
		c.Places = append(c.Places, heed.Place{Persona: persona, Field: field})
	}
	if cell := CellOf(c.Kind); cell != "" {
		c.Places = append(c.Places, heed.Place{Persona: persona, Cell: cell})
	}
	if len(c.Places) == 0 {
		c.Places = []heed.Place{{Persona: persona}}
	}
	c.ID = claimID(persona, &c)
	d.Claim = c
	return d
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
	for _, s := range list {
		if lastUtt[s.utt] {
			continue
		}
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

// fill adds items as evidence of a stance and counts who gave it.
func (m *Maker) fill(c *heed.Claim, items []item, stance heed.Stance) {
	voices, orgs := map[int32]float64{}, map[string]bool{}
	feelings := map[heed.Feeling]float64{}
	stored := 0
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
			}
		}
		if stored < storedEvidence {
			span := heed.Span{} // the whole sentence
			if stance == heed.Supports && stored == 0 && c.Words == "" {
				span = it.span
			} else if ut.Span.Len() > longEvidence && it.quality > 0 {
				span = it.span
			}
			c.Evidence = append(c.Evidence, Evidence(m.Corpus, it.utt, span, it.sig, stance))
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
	c.People, c.Organisations = heard, len(orgs)
	c.Weight = round(weight)
	for _, f := range heed.Feelings {
		if x := feelings[f]; x > 0 {
			c.Feelings = append(c.Feelings, heed.FeelingScore{Name: f, Intensity: round(x / float64(len(items)))})
		}
	}
	slices.SortStableFunc(c.Feelings, func(a, b heed.FeelingScore) int { return cmp.Compare(b.Intensity, a.Intensity) })
	if len(c.Feelings) > 3 {
		c.Feelings = c.Feelings[:3]
	}
}

func round(x float64) float64 { return float64(int64(x*1000+0.5)) / 1000 }
