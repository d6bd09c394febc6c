package ledger

import (
	"cmp"
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/needs"
	"github.com/heedhq/heed/shape/quote"
)

const (
	// ruleNeed names, before the need's own name, the rule by which a sentence
	// stands behind a claim of several people.
	ruleNeed = "need:"
	// aboutMost is the most words of a sentence that is taken to make a point by
	// naming it; a longer one says more than that.
	aboutMost = 45
	// besideMost is the most that words which stand for a need may say beside it.
	besideMost = 2.5
	// besideCost is what each word beside the need takes off.
	besideCost = 0.5
	// bareWords is what words count that say too little but for the need in them.
	bareWords = 0.6
	// littleTone is the valence up to which a sentence leans to no side.
	littleTone = 0.1
	// otherKind is what words count that stand for a need and are of another kind
	// than it is told under: that it has changed is not that it helps.
	otherKind = 0.6
	// cutShort is what a part of a sentence counts against a whole one, cutWell how
	// well it must stand alone.
	cutShort, cutWell = 0.6, 0.7
	// commonShare is the share of the people who name a need from which a word
	// beside it is theirs together, and no one's own way to say it.
	commonShare = 0.06
)

// pointed is a need that several people name.
type pointed struct {
	need    int
	members []item
	against []int32
	theirs  map[string]bool // words that several of those who name it say
}

// points finds the needs that two people or more of a group name as their own:
// the same point made in different words and in either language. Who only
// supposes it, denies it, asks about it or tells that others see it so does not.
func (m *Maker) points(utts []int32) []pointed {
	n := parts(len(utts))
	pieces := make([][]pointed, n)
	m.apart(n, func(s *Maker, i int) { pieces[i] = s.pointsIn(utts[i*len(utts)/n : (i+1)*len(utts)/n]) })
	found := make([]pointed, len(needs.All()))
	for _, piece := range pieces {
		for k := range piece {
			found[k].members = append(found[k].members, piece[k].members...)
			found[k].against = append(found[k].against, piece[k].against...)
		}
	}
	var out []pointed
	for k := range found {
		if found[k].need = k; m.enough(found[k]) {
			out = append(out, found[k])
		}
	}
	return out
}

// pointsIn are the sentences that make or deny the point of each need.
func (m *Maker) pointsIn(utts []int32) []pointed {
	found := make([]pointed, len(needs.All()))
	for _, u := range utts {
		for _, k := range m.mentions(u) {
			switch {
			case m.makes(u, k):
				found[k].members = append(found[k].members, m.item(u, m.pointing(u, k)))
			case m.deniesNeed(u, k):
				found[k].against = append(found[k].against, u)
			}
		}
	}
	return found
}

// mentions are the needs that a sentence names which may make their point: said
// of the speaker's own account, and not asked.
func (m *Maker) mentions(u int32) []int {
	ut := &m.Corpus.Utterances[u]
	if ut.Courtesy || ut.Hearsay || ut.Person < 0 || strings.ContainsAny(ut.Text, "?¿") {
		return nil
	}
	if s := m.said(u); len(s.names) > 0 && len(s.words) <= aboutMost && !s.others && !s.leads {
		return s.names
	}
	return nil
}

// enough reports whether more people name a need than would by chance: three, or
// two in whose sentences what else was found weighs as the need does; and in a
// group of hundreds one in a hundred.
func (m *Maker) enough(p pointed) bool {
	voices, sure := map[int32]bool{}, map[int32]bool{}
	for _, it := range p.members {
		voices[it.voice] = true
		if m.bornOut(it, p.need) {
			sure[it.voice] = true
		}
	}
	return len(voices) >= max(fewSharing, (m.people+rareOne-1)/rareOne) || len(sure) >= 2 && m.people < fewSharing*rareOne
}

// bornOut reports whether what else was found in a sentence weighs as its need
// does: it is told under the need's kind or one of the same side, or its tone is
// of that side, or a feeling is told with feeling.
func (m *Maker) bornOut(it item, need int) bool {
	ut, main, kind := &m.Corpus.Utterances[it.utt], m.main(it.utt), needs.All()[need].Kind
	if main != nil && (kind == "" || main.Kind == kind || sign(kind) != 0 && sign(main.Kind) == sign(kind)) {
		return true
	}
	f, felt := ut.Strongest()
	return float64(sign(kind))*ut.Valence > littleTone || kind == heed.SigFeels && felt && f.Intensity >= plainlyFelt
}

// plainlyFelt is the intensity from which a sentence tells a feeling plainly.
const plainlyFelt = 0.3

// fewSharing is the fewest people who share a need by naming it alone, rareOne of
// how many one may name it by chance.
const fewSharing, rareOne = 3, 100

// peopleOf counts those who said the sentences.
func (m *Maker) peopleOf(utts []int32) int {
	seen := map[int32]bool{}
	for _, u := range utts {
		if p := m.Corpus.Utterances[u].Person; p >= 0 {
			seen[p] = true
		}
	}
	return len(seen)
}

// makes reports whether a sentence that names a need makes its point: of what is
// so for its speaker, and not against its own tone.
func (m *Maker) makes(u int32, k int) bool {
	need, ut, s := &needs.All()[k], &m.Corpus.Utterances[u], m.said(u)
	if needs.Denied(s.words, k) || s.doubts || m.settled(u, need.Kind) || quotesOnly(ut.Text) {
		return false
	}
	if service(m.Corpus.Convs[ut.Conv].Kind) && requested(s.words) {
		return false // what is asked for is told as that
	}
	if main := m.main(u); main != nil && family(main.Kind) == heardOf {
		return false // what somebody else told them
	}
	if m.turned(u, &heed.Signal{Kind: need.Kind}) {
		return false // and takes it back
	}
	wishes := supposed(s.words, k) || conditional(s.words) && need.Kind != heed.SigRisk
	switch need.Kind {
	case heed.SigRisk:
		if unworried(s.words) || farFetched(s.words) {
			return false
		}
	case heed.SigValue, heed.SigCriterion, heed.SigGoal:
	case heed.SigDoes, heed.SigFeels:
		if wishes || imaginedWork(s.words) || !firstPerson(s.words, ut.Language) || need.Kind == heed.SigFeels && !ownFeeling(s.words, ut.Language) {
			return false
		}
	default:
		if wishes {
			return false
		}
	}
	switch sign(need.Kind) {
	case 1:
		return ut.Valence >= -littleTone && s.verdict >= 0 && (!s.negated || ut.Valence >= littleTone)
	case -1:
		return s.verdict <= 0 && ut.Valence <= gladMost[need.Kind]
	}
	return true
}

// gladMost is the valence above which a sentence is told gladly, and so of no
// trouble: what is feared may be told in good cheer.
var gladMost = map[heed.SignalKind]float64{
	heed.SigPain: littleTone, heed.SigBarrier: littleTone, heed.SigDislike: littleTone, heed.SigObjection: littleTone, heed.SigRisk: 0.35,
}

// deniesNeed reports whether a sentence says of a need of which people can hold
// opposite views that it is not so; of a danger, also that it is not feared.
func (m *Maker) deniesNeed(u int32, k int) bool {
	need, ut, s := &needs.All()[k], &m.Corpus.Utterances[u], m.said(u)
	if !need.Open || s.others || ut.Withheld || len(s.words) > longestDispute || conditional(s.words) {
		return false
	}
	return needs.Denied(s.words, k) || farFetched(s.words) || s.doubts && (need.Kind == heed.SigRisk || !unworried(s.words))
}

// pointing is the signal by which a sentence makes the point of a need: what it
// is told under where that is of the need's kind, else one of that kind at the
// words that name it.
func (m *Maker) pointing(u int32, k int) *heed.Signal {
	need, ut := &needs.All()[k], &m.Corpus.Utterances[u]
	sig := heed.Signal{Kind: need.Kind, Span: ut.Span, Text: ut.Text, Basis: heed.Expressed, Confidence: 0.6}
	if main := m.main(u); main != nil {
		if main.Kind == need.Kind || need.Kind == "" {
			sig = *main
		} else {
			sig.Confidence = main.Confidence
		}
	}
	sig.Rule = ruleNeed + need.Name
	return &sig
}

// shared makes the claims of the needs that several people name, and tells which
// sentences they rest on. Their words are the shortest quotation that says the
// need and hardly more; where each of the people says more than that, they are
// the need's own plain words, in lang.
func (m *Maker) shared(persona string, utts []int32, lang heed.Language) (drafts []draft, told map[int32]bool) {
	told = map[int32]bool{}
	points := m.points(utts)
	made, ok := make([]draft, len(points)), make([]bool, len(points))
	m.apart(len(points), func(s *Maker, i int) { made[i], ok[i] = s.ofNeed(persona, points[i], lang) })
	for i := range points {
		if ok[i] {
			drafts = append(drafts, made[i])
			for _, it := range points[i].members {
				told[it.utt] = true
			}
		}
	}
	return drafts, told
}

// ofNeed makes the claim of one need; ok is false where its people tell it under
// different kinds, or none of them may be quoted.
func (m *Maker) ofNeed(persona string, p pointed, lang heed.Language) (d draft, ok bool) {
	need := &needs.All()[p.need]
	members := p.members
	if need.Kind == "" {
		if members = ofOneKind(members); members == nil {
			return d, false
		}
	}
	p.theirs = m.theirs(&p)
	if best := m.plainest(members, &p); best >= 0 {
		d = m.told(persona, members[best], members, members[best].sig.Kind, members[best].sig.Subkind)
	} else {
		slices.SortStableFunc(members, func(a, b item) int { return cmp.Compare(b.quality*b.weight, a.quality*a.weight) })
		open := slices.IndexFunc(members, func(it item) bool { return !m.Corpus.Utterances[it.utt].Withheld })
		if open < 0 {
			return d, false
		}
		d = m.told(persona, members[open], members, members[open].sig.Kind, "")
		d.Words, d.Quoted, d.Language = need.Statement(lang), false, lang
		d.Texts = need.Statements()
		d.ID = claimID(persona, &d.Claim)
	}
	d.need, d.Point = need.Name, need.Statements()
	m.spokenAgainst(&d, p.against)
	return d, true
}

// plainest is the place among the sentences of a need of the one that stands for
// it, -1 for none, and cuts each to what would be shown of it: of those that say
// the need best, the one whose words the others share most.
func (m *Maker) plainest(members []item, p *pointed) int {
	scores := make([]float64, len(members))
	order := make([]int, 0, len(members))
	for i, it := range members {
		if members[i].span, scores[i] = m.headline(it, p); scores[i] > 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(scores[b], scores[a]) })
	best, top := -1, 0.0
	step := (len(members) + typicalAmong - 1) / typicalAmong
	for _, i := range order[:min(len(order), plainestAmong)] {
		own, shared := m.shown(members[i]), 0.0
		for k := 0; k < len(members); k += step {
			if members[k].utt != members[i].utt {
				_, share := m.Weights.overlap(own, m.said(members[k].utt))
				shared += share
			}
		}
		if x := scores[i] * (1 + shared); x > top {
			best, top = i, x
		}
	}
	return best
}

// plainestAmong is the most sentences of a need of which the one is chosen that
// the others share most words with.
const plainestAmong = 40

// ofOneKind are the members of the kind that most people tell a need under, nil
// where fewer than two do.
func ofOneKind(members []item) []item {
	voices := map[heed.SignalKind]map[int32]bool{}
	for _, it := range members {
		if it.sig.Kind != "" {
			if voices[it.sig.Kind] == nil {
				voices[it.sig.Kind] = map[int32]bool{}
			}
			voices[it.sig.Kind][it.voice] = true
		}
	}
	var best heed.SignalKind
	for _, k := range kindsTold {
		if len(voices[k]) > max(1, len(voices[best])) {
			best = k
		}
	}
	if best == "" {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(members), func(it item) bool { return it.sig.Kind != best })
}

// headline returns what of a sentence is shown where it stands for a need that
// several people name, and how well it does: the shortest run that says it, 0
// where that says more than the need.
func (m *Maker) headline(it item, p *pointed) (heed.Span, float64) {
	ut := &m.Corpus.Utterances[it.utt]
	turn := m.Corpus.Convs[ut.Conv].Turns[ut.Turn].Text
	point, ok := m.placeOf(it.utt, p.need)
	if !ok || ut.Withheld {
		return ut.Span, 0
	}
	best, top := ut.Span, 0.0
	for _, span := range []heed.Span{first(quote.Best(turn, ut.Span, point, ut.Language)), first(quote.Pointed(turn, ut.Span, point, ut.Language))} {
		words, ok := span.In(turn)
		if !ok || !span.Contains(point) {
			continue
		}
		s := newSaid(m.Weights, words, ut.Language)
		beside := m.beside(s, p)
		if len(s.concepts) != 1 || s.concepts[0] != p.need || beside > besideMost {
			continue
		}
		score := quote.OfPoint(words, ut.Language) * (0.5 + m.said(it.utt).salience)
		if quote.Score(words, ut.Language) == 0 {
			score *= bareWords // "I print him his"
		}
		if whole := span.Len() == ut.Span.Len(); !whole {
			if quote.OfPoint(words, ut.Language) < cutWell {
				continue
			}
			score *= cutShort
		}
		score /= 1 + besideCost*beside
		if firstPerson(s.words, ut.Language) {
			score *= 1.2
		}
		if main := m.main(it.utt); main == nil || main.Kind != it.sig.Kind {
			score *= otherKind
		}
		if score > top {
			best, top = span, score
		}
	}
	return best, top
}

func first(s heed.Span, _ float64) heed.Span { return s }

// theirs are the words that several of the people say who name a need.
func (m *Maker) theirs(p *pointed) map[string]bool {
	with, all := map[string][]int32{}, map[int32]bool{}
	for _, it := range p.members {
		all[it.voice] = true
		for _, w := range m.said(it.utt).stems {
			if list := with[w]; len(list) == 0 || list[len(list)-1] != it.voice && !slices.Contains(list, it.voice) {
				with[w] = append(list, it.voice)
			}
		}
	}
	out := map[string]bool{}
	for w, list := range with {
		if float64(len(list)) >= max(2, commonShare*float64(len(all))) {
			out[w] = true
		}
	}
	return out
}

// beside is how much a headline says beside its need that is hardly anybody's
// but one person's own way to say it: 1 a word of content, half as much one of
// every day.
func (m *Maker) beside(s *said, p *pointed) float64 {
	list, plain := s.particulars(m.Weights, p.need)
	n := 0.0
	for _, w := range list {
		if !p.theirs[w] {
			n++
		}
	}
	for _, w := range plain {
		if !p.theirs[w] {
			n += 0.5
		}
	}
	return n
}

// placeOf is where a sentence names a need, in bytes of its turn.
func (m *Maker) placeOf(u int32, k int) (heed.Span, bool) {
	ut := &m.Corpus.Utterances[u]
	words := m.said(u).words
	var at []heed.Span
	for tok := range text.All(ut.Text) {
		if tok.Kind == text.Word || tok.Kind == text.Number {
			at = append(at, heed.Span{Start: ut.Span.Start + tok.Start, End: ut.Span.Start + tok.End})
		}
	}
	if len(at) != len(words) {
		return ut.Span, false
	}
	for _, h := range needs.Hits(words) {
		if h.Need == k {
			return heed.Span{Start: at[h.From].Start, End: at[h.To-1].End}, true
		}
	}
	return ut.Span, false
}

// spokenAgainst adds to a claim of a need what other people say against it.
func (m *Maker) spokenAgainst(d *draft, utts []int32) {
	var found []item
	for _, u := range utts {
		if ut := &m.Corpus.Utterances[u]; !slices.Contains(d.voices, ut.Person) {
			found = append(found, m.item(u, &heed.Signal{Kind: d.Kind, Span: ut.Span, Text: ut.Text, Basis: heed.Expressed, Confidence: 0.6, Rule: "against"}))
		}
	}
	if len(found) > 0 {
		m.fill(&d.Claim, m.spread(d.centre, found), heed.Contradicts)
	}
}
