package ledger

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/corpus"
	"github.com/heedhq/heed/shape/quote"
	"github.com/heedhq/heed/shape/themes"
)

const (
	// alike is the similarity from which two sentences of the same kind and
	// theme are taken to say the same.
	alike = 0.5
	// storedEvidence is the most evidence of each stance that a claim stores.
	storedEvidence = 60
	// candidates is the most sentences of one kind in one theme that are tried
	// as the centre of a claim.
	candidates = 300
	// perKind is the most claims of one kind about one persona.
	perKind = 14
)

// Maker makes claims of a corpus whose sentences have been grouped.
type Maker struct {
	Corpus *corpus.Corpus
	Groups *themes.Grouping
	// Row is each utterance's row in Groups, -1 for none; Theme the ids of the
	// groups; Machine tells of a conversation that no person has checked.
	Row   []int32
	Theme []string
}

// NewMaker prepares the making of claims.
func NewMaker(c *corpus.Corpus, g *themes.Grouping, row []int32, theme []string) *Maker {
	return &Maker{Corpus: c, Groups: g, Row: row, Theme: theme}
}

// item is one signal of one utterance.
type item struct {
	utt     int32
	sig     *heed.Signal
	theme   int32
	voice   int32 // the person; nobody's conversation counts below zero
	span    heed.Span
	quality float64
	weight  float64
	negated bool
}

// About makes the claims about a group of people: utts are their sentences, in
// corpus order; lang is the language of what is said in our words.
func (m *Maker) About(persona string, utts []int32, lang heed.Language) []heed.Claim {
	drafts := m.drafts(persona, utts)
	m.oppose(drafts, utts)
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
}

func (m *Maker) drafts(persona string, utts []int32) []draft {
	buckets := map[string][]item{}
	for _, u := range utts {
		ut := &m.Corpus.Utterances[u]
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
	keys := make([]string, 0, len(buckets))
	for k := range buckets {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	byKind := map[heed.SignalKind][]draft{}
	for _, key := range keys {
		items := buckets[key]
		kind := items[0].sig.Kind
		var made []draft
		if valued(items[0].sig) {
			made = m.byValue(persona, items)
		} else {
			made = m.stars(persona, items)
		}
		byKind[kind] = append(byKind[kind], made...)
	}
	var out []draft
	for _, kind := range heed.SignalKinds {
		list := byKind[kind]
		slices.SortFunc(list, byWeight)
		list = unlike(list)
		if len(list) > perKind {
			list = list[:perKind]
		}
		out = append(out, list...)
	}
	return out
}

func byWeight(a, b draft) int {
	return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.Words, b.Words), cmp.Compare(a.ID, b.ID))
}

// unlike drops claims whose words an earlier one has already.
func unlike(list []draft) []draft {
	seen := map[string]bool{}
	return slices.DeleteFunc(list, func(c draft) bool {
		k := text.Fold(c.Words)
		if seen[k] {
			return true
		}
		seen[k] = true
		return false
	})
}

func (m *Maker) item(u int32, s *heed.Signal) item {
	ut := &m.Corpus.Utterances[u]
	it := item{utt: u, sig: s, theme: themes.Ungrouped, voice: ut.Person}
	if r := m.Row[u]; r >= 0 {
		it.theme = m.Groups.Of[r]
	}
	if it.voice < 0 {
		it.voice = -2 - ut.Conv
	}
	turn := m.Corpus.Convs[ut.Conv].Turns[ut.Turn].Text
	it.span, it.quality = quote.Best(turn, ut.Span, s.Span, ut.Language)
	if it.voice >= 0 && m.Corpus.People[it.voice].Unquotable {
		it.quality = 0
	}
	it.negated = Negated(ut.Text, ut.Language)
	strength := 0.5
	if f, ok := ut.Strongest(); ok {
		strength += 0.5 * f.Intensity
	}
	conf := s.Confidence
	if conf <= 0 {
		conf = 0.5
	}
	it.weight = strength * (0.4 + 0.6*conf)
	if _, drawn := m.Corpus.DrawnBy(ut); drawnOut(drawn) {
		it.weight *= 0.6
	}
	if ut.Hearsay {
		it.weight *= 0.4
	}
	return it
}

// valued reports whether claims of this signal are told apart by their value.
func valued(s *heed.Signal) bool {
	switch s.Kind {
	case heed.SigChannel, heed.SigTouchpoint, heed.SigDevice, heed.SigInfluence, heed.SigAttribute:
		return s.Value != ""
	}
	return false
}

func bucketOf(s *heed.Signal, theme int32) string {
	if valued(s) {
		return fmt.Sprintf("%s|%s|=%s", s.Kind, s.Subkind, text.Fold(s.Value))
	}
	return fmt.Sprintf("%s|%s|%05d", s.Kind, s.Subkind, theme+1)
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

// stars makes claims around the sentences that say best what most people say:
// again and again the sentence with the most people close to it who are not
// yet in a claim, weighted by how well it stands alone, takes them in.
func (m *Maker) stars(persona string, items []item) []draft {
	centres := items
	if len(centres) > candidates {
		centres = make([]item, 0, candidates)
		step := float64(len(items)) / candidates
		for k := range candidates {
			centres = append(centres, items[int(float64(k)*step)])
		}
	}
	near := make([][]int32, len(centres))
	for c := range centres {
		if centres[c].quality < 0.3 {
			continue
		}
		for i := range items {
			if m.says(centres[c], items[i]) {
				near[c] = append(near[c], int32(i))
			}
		}
	}
	taken := make([]bool, len(items))
	gains := make([]float64, len(centres))
	for c := range centres {
		gains[c] = m.gain(centres[c], items, near[c], taken)
	}
	var out []draft
	for len(out) < perKind {
		best := -1
		for c := range centres {
			if best < 0 || gains[c] > gains[best] {
				gains[c] = m.gain(centres[c], items, near[c], taken) // gains only fall
				if best < 0 || gains[c] > gains[best] {
					best = c
				}
			}
		}
		if best < 0 || gains[best] <= 0 {
			break
		}
		members := make([]item, 0, len(near[best]))
		for _, i := range near[best] {
			if !taken[i] {
				taken[i] = true
				members = append(members, items[i])
			}
		}
		gains[best] = 0
		near[best] = nil
		out = append(out, m.claim(persona, centres[best], members))
	}
	return out
}

// says reports whether b says what a says.
func (m *Maker) says(a, b item) bool {
	if a.utt == b.utt {
		return true
	}
	ra, rb := m.Row[a.utt], m.Row[b.utt]
	if ra < 0 || rb < 0 || m.Groups.Similar(int(ra), int(rb)) < alike {
		return false
	}
	ua, ub := &m.Corpus.Utterances[a.utt], &m.Corpus.Utterances[b.utt]
	return a.negated == b.negated || ua.Valence*ub.Valence > 0
}

func (m *Maker) gain(c item, items []item, near []int32, taken []bool) float64 {
	var sum float64
	own := false
	seen := make([]int32, 0, 16)
	for _, i := range near {
		if taken[i] {
			continue
		}
		if items[i].utt == c.utt {
			own = true
		}
		if slices.Contains(seen, items[i].voice) {
			continue
		}
		seen = append(seen, items[i].voice)
		sum += items[i].weight
	}
	if !own {
		return 0
	}
	return sum * (0.35 + 0.65*c.quality)
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
	d := draft{centre: centre}
	for _, it := range ordered {
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
			c.Evidence = append(c.Evidence, m.evidence(it, stance))
			stored++
		}
	}
	heard := 0
	var weight float64
	for v, w := range voices {
		if v >= 0 {
			heard++
		}
		weight += w
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

// evidence makes the link to what was said.
func (m *Maker) evidence(it item, stance heed.Stance) heed.Evidence {
	return Evidence(m.Corpus, it.utt, it.span, it.sig, stance)
}

func round(x float64) float64 { return float64(int64(x*1000+0.5)) / 1000 }
