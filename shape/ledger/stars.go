package ledger

import (
	"cmp"
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/corpus"
	"github.com/heedhq/heed/shape/quote"
)

// stars makes claims around the sentences that say best what most people say:
// again and again the sentence with the most people close to it who are not
// yet in a claim, weighted by how well it stands alone, takes them in.
func (m *Maker) stars(persona string, items []item) []draft {
	centres := make([]item, 0, len(items))
	for _, it := range items {
		if m.stands(it) {
			centres = append(centres, it)
		}
	}
	if len(centres) > candidates && len(items) > pooled {
		slices.SortStableFunc(centres, func(a, b item) int { return cmp.Compare(b.quality, a.quality) })
		centres = centres[:candidates]
	}
	near := m.near(centres, items)
	taken := make([]bool, len(items))
	gains := make([]float64, len(centres))
	for c := range centres {
		gains[c] = m.gain(centres[c], items, near[c], taken)
	}
	var out []draft
	tried := tries{}
	for len(out) < starsMade {
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
		members := m.takes(centres[best], items, near[best], taken)
		gains[best] = 0
		near[best] = nil
		if m.worth(centres[best], members) && tried.room(centres[best], members) {
			out = append(out, m.claim(persona, centres[best], members))
		}
	}
	return out
}

// takes are the items that are not yet in a claim and go into the one around a
// centre: those near it, or of a group of hundreds, where fewer share its words
// than would by chance, its own alone.
func (m *Maker) takes(centre item, items []item, near []int32, taken []bool) (members []item) {
	voices := map[int32]bool{}
	for _, i := range near {
		if !taken[i] {
			voices[items[i].voice] = true
		}
	}
	chance := len(voices) < (m.people+rareWords-1)/rareWords
	for _, i := range near {
		if !taken[i] && (!chance || items[i].voice == centre.voice) {
			members = append(members, items[i])
			taken[i] = true
		}
	}
	return members
}

// rareWords is of how many people one may use a headline's words by chance.
const rareWords = 250

// undoes reports whether a request is to change or take back what was done.
func undoes(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		switch w {
		case "change", "changing", "cancel", "cancelled", "return", "remove", "block", "disconnect", "disconnected", "cambiar", "cancelar", "anular", "devolver":
			return true
		}
		return false
	})
}

// starsMade is the most claims that are made of one pool of sentences.
const starsMade = 240

// alone is how telling words must be that one person's claim rests on, by kind:
// the more, the less can be taken at its word.
var alone = map[heed.SignalKind]float64{
	heed.SigDriver: 0.8, heed.SigObjection: 0.7, heed.SigBarrier: 0.4, heed.SigCriterion: 0.35, heed.SigThinks: 0.45, heed.SigSays: 0.55,
	heed.SigDoes: 0.4, heed.SigTask: 0.5, heed.SigHears: 0.42, heed.SigSees: 0.45, heed.SigTrigger: 0.5, heed.SigLike: 0.35, heed.SigGain: 0.35,
	heed.SigGoal: 0.33, heed.SigPain: 0.3, heed.SigRisk: 0.3, heed.SigFeels: 0.3, heed.SigValue: 0.3, heed.SigDislike: 0.3,
}

// aloneQuality is how well words must stand by themselves that nobody else says
// in others.
const aloneQuality = 0.5

// aloneInService is how telling one person's words must be in a call or a chat
// for something to be done, painInService where they tell what went wrong.
const aloneInService, painInService = 0.5, 0.3

// requestContent is how many telling words that must have which one caller calls
// for, requestWords how many in all.
const requestContent, requestWords = 2, 8

// worth reports whether a claim is worth making of the members around a centre.
func (m *Maker) worth(centre item, members []item) bool {
	s := m.said(centre.utt)
	ut := &m.Corpus.Utterances[centre.utt]
	spoken := service(m.Corpus.Convs[ut.Conv].Kind) && !strings.ContainsAny(ut.Text, ",;:!")
	if spoken && stumbles(m.words(centre)) {
		return false
	}
	if severalVoices(members) {
		return s.salience >= someSalient || requested(s.words) || centre.sig.Rule == ruleRequest
	}
	if centre.quality < aloneQuality {
		return false
	}
	need := m.needed(centre)
	if spoken {
		switch centre.sig.Kind {
		case heed.SigPain, heed.SigRisk, heed.SigHears:
			need = painInService
		case heed.SigSays, heed.SigDriver:
			return false
		default:
			need = max(need, aloneInService)
		}
		if centre.sig.Rule == ruleRequest {
			return len(m.shown(centre).content) >= requestContent && len(m.words(centre)) >= requestWords
		}
		if requested(s.words) {
			return false // what one caller ordered
		}
	}
	if centre.sig.Kind == heed.SigSays && !stance(ut, s) {
		return false // one person's account of how things go
	}
	if s.verdict != 0 && sign(centre.sig.Kind) != 0 {
		need = min(need, 0.2) // a judgement in so many words
	}
	return s.salience >= need
}

// stance reports whether a sentence takes a side or lets something be felt: it
// denies, judges, prefers or wishes something, or carries a feeling.
func stance(ut *corpus.Utterance, s *said) bool {
	if f, ok := ut.Strongest(); ok && f.Intensity >= 0.3 {
		return true
	}
	if strings.ContainsAny(ut.Text, "\"“«") || s.salience >= tellingFar || slices.ContainsFunc(s.words, func(w string) bool {
		return w == "not" || w == "no" || w == "never" || w == "nobody" || w == "nunca" || w == "nadie" || strings.HasSuffix(w, "n't")
	}) {
		return true
	}
	return s.verdict != 0 || ut.Valence >= 0.25 || ut.Valence <= -0.25 || preferred(s.words) || wished(s.words) || len(s.concepts) > 0
}

// words are the folded words of an item as they would be shown.
func (m *Maker) words(it item) []string {
	ut := &m.Corpus.Utterances[it.utt]
	if s, ok := it.span.In(m.Corpus.Convs[ut.Conv].Turns[ut.Turn].Text); ok {
		return text.Words(text.Fold(s))
	}
	return m.said(it.utt).words
}

// stumbles reports whether words written down as they were spoken start or
// halt so that nobody would quote them.
func stumbles(words []string) bool {
	for i, w := range words {
		if i > 0 && w == words[i-1] {
			return true // "i i just rang"
		}
		if i+3 < len(words) && slices.Contains(words[i+2:], w) && run(words[i+2:], w, words[i+1]) {
			return true // "I mark and I mark for"
		}
		switch w {
		case "um", "uh", "er", "erm", "mm", "eh", "em":
			return true
		case "and", "but", "so", "then", "or", "because", "cause", "yeah", "yes", "well", "y", "pues", "bueno":
			if i == 0 {
				return true
			}
		}
	}
	return len(words) > 0 && listed("open end", heed.English, words[len(words)-1:]) > 0
}

// stands reports whether an item's words can stand for a claim: they may be
// shown, the person said them of their own account, and they say something.
func (m *Maker) stands(it item) bool {
	ut := &m.Corpus.Utterances[it.utt]
	s := m.said(it.utt)
	if cut := m.shown(it); cut != s && it.sig.Rule != ruleRequest && m.borne(it.sig.Kind, ut, cut, true) != it.sig.Kind {
		return false // what is left of the sentence does not say so
	}
	if words, ok := it.span.In(m.Corpus.Convs[ut.Conv].Turns[ut.Turn].Text); ok && (quotesOnly(words) || quote.Dangles(words, ut.Language) || trails(m.shown(it).words)) {
		return false // "I used that as my draft": as what?
	}
	if m.said(it.utt).leads || thatPart(m.shown(it).words) || m.takenBackLater(it) {
		return false
	}
	return !ut.Withheld && !ut.Hearsay && it.quality >= standsAlone && (s.salience >= someSalient || (it.sig.Rule == ruleRequest || requested(s.words)) && service(m.Corpus.Convs[ut.Conv].Kind) && s.salience >= 0 && len(s.content) >= 2)
}

// trails reports whether words break off behind a thought: "but I guess that I'm
// hoping".
func trails(words []string) bool {
	if len(words) < 3 {
		return false
	}
	switch words[len(words)-1] {
	case "hoping", "guess", "wondering", "thinking", "think", "mean", "suppose", "creo", "supongo":
		p := words[len(words)-2]
		return p == "i" || p == "i'm" || p == "am" || p == "que" || p == "pues"
	}
	return false
}

// near finds, for each centre, the items that say what it says: among those
// that share two words of content with it.
func (m *Maker) near(centres, items []item) [][]int32 {
	byStem := map[string][]int32{}
	for i, it := range items {
		s := m.said(it.utt)
		for _, w := range s.indexed() {
			byStem[w] = append(byStem[w], int32(i))
		}
	}
	out := make([][]int32, len(centres))
	n := parts(len(items))
	m.apart(n, func(s *Maker, part int) {
		hits := make([]int8, len(items))
		for c := part; c < len(centres); c += n {
			out[c] = s.around(centres[c], items, byStem, hits)
		}
	})
	return out
}

// around are the items that say what a centre says, by their places; hits are
// zeros, and left as such.
func (m *Maker) around(centre item, items []item, byStem map[string][]int32, hits []int8) (out []int32) {
	var met []int32
	for _, w := range m.shown(centre).indexed() {
		for _, i := range byStem[w] {
			if hits[i] == 0 {
				met = append(met, i)
			}
			hits[i] = min(100, hits[i]+1)
		}
	}
	for _, i := range met {
		if items[i].utt == centre.utt || hits[i] >= fewestShared && m.says(centre, items[i]) {
			out = append(out, i)
		}
		hits[i] = 0
	}
	slices.Sort(out)
	return out
}

// says reports whether b says what a says.
func (m *Maker) says(a, b item) bool {
	if a.utt == b.utt {
		return true
	}
	sa, sb := m.shown(a), m.said(b.utt)
	if b.sig.Rule == ruleRequest {
		sb = m.shown(b) // the rest of the sentence is how they came to it
	}
	ua, ub := &m.Corpus.Utterances[a.utt], &m.Corpus.Utterances[b.utt]
	if m.said(b.utt).leads {
		return false
	}
	switch {
	case !akin(a.sig.Kind, b.sig.Kind):
		return false
	case (a.sig.Rule == ruleRequest) != (b.sig.Rule == ruleRequest) && (a.sig.Kind == heed.SigPain || b.sig.Kind == heed.SigPain):
		return false // what went wrong is not what is asked for
	case sa.verdict*sb.verdict < 0:
		return false
	case service(m.Corpus.Convs[ua.Conv].Kind) && elsewhere(sa, sb):
		return false
	case service(m.Corpus.Convs[ua.Conv].Kind) && (sa.undoes != sb.undoes || once(sa.words, ua.Language) != once(sb.words, ub.Language)):
		return false // to change an order is not to make one, and to have made one neither
	}
	sim := 1.0 // one that was not placed is compared by its words alone
	if ra, rb := m.Row[a.utt], m.Row[b.utt]; ra >= 0 && rb >= 0 {
		sim = float64(m.Groups.Similar(int(ra), int(rb)))
	}
	return m.Weights.agrees(sa, sb, sim, a.sig.Kind, ua.Valence*ub.Valence)
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
	if n := len(m.shown(c).words); len(seen) > 1 && n > plainWords {
		sum *= 0.5 + 0.5*plainWords/float64(n) // of two that say the same, the plainer one stands for it
	}
	if ut := &m.Corpus.Utterances[c.utt]; ofSelf(c.sig.Kind) && !firstPerson(m.shown(c).words, ut.Language) {
		sum *= notOwn
	}
	return sum * (0.15 + 0.85*c.quality)
}

// notOwn is what words count that stand for what people feel, fear or want and
// are not said in the first person.
const notOwn = 0.5

// plainWords is the most words of a headline that says no more than what several
// people share.
const plainWords = 9

// shown is what is compared of an item: its words as they would be shown.
func (m *Maker) shown(it item) *said {
	ut := &m.Corpus.Utterances[it.utt]
	if it.span.Len() <= 0 || 10*it.span.Len() >= 9*ut.Span.Len() {
		return m.said(it.utt)
	}
	if s, ok := m.cut[it.utt]; ok {
		return s
	}
	words, ok := it.span.In(m.Corpus.Convs[ut.Conv].Turns[ut.Turn].Text)
	if !ok {
		return m.said(it.utt)
	}
	s := newSaid(m.Weights, words, ut.Language)
	s.salience = m.said(it.utt).salience
	m.cut[it.utt] = s
	return s
}
