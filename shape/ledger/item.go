package ledger

import (
	"fmt"
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/corpus"
	"github.com/heedhq/heed/shape/quote"
	"github.com/heedhq/heed/shape/themes"
)

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
	chosen  bool // its words were chosen to stand for a claim, and its kind with them
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
	if wide, ok := m.Corpus.Alone(u, it.span, quote.Longest); ok && wide != it.span {
		words, _ := wide.In(turn)
		it.span, it.quality = wide, max(it.quality, corpus.Widened*quote.Score(words, ut.Language))
	}
	if s.Rule == ruleRequest || s.Rule == ruleAsked {
		it.span, it.quality = s.Span, quote.Score(s.Text, ut.Language)
	}
	words := m.said(u)
	it.quality *= purity(s.Kind, ut) * (0.45 + 0.55*m.Weights.telling(words.stems)) * (0.7 + 0.5*words.salience)
	if m.broken(u) {
		it.quality *= 0.4
	}
	if m.turned(u, s) {
		it.quality *= 0.4
	}
	if s.Kind != heed.SigHears && told(ut, s) || ofOthers(words.words) {
		it.quality *= 0.5
	}
	if ut.Withheld || ut.Hearsay || m.afterDenial(u) {
		it.quality = 0
	}
	if float64(sign(s.Kind))*ut.Valence < -againstItself { // a gain told in bitterness
		it.quality *= 0.5
	}
	it.negated = words.negated
	strength := 0.5
	if f, ok := ut.Strongest(); ok {
		strength += 0.5 * f.Intensity
	}
	conf := s.Confidence
	if conf <= 0 {
		conf = 0.5
	}
	it.weight = strength * (0.4 + 0.6*conf)
	if s.Kind == heed.SigDoes || s.Kind == heed.SigTask {
		it.weight *= habitual(words)
	}
	_, act := m.question(ut)
	if drawnOut(act) && s.Kind != heed.SigDoes && s.Kind != heed.SigTask { // what they do is so, however they were asked
		it.weight *= 0.6
	}
	if m.echoes(ut, u, m.drawn[[2]int32{ut.Conv, ut.Turn}].raw) {
		it.quality *= 0.4 // what the question said already
	}
	if others := ofSelf(s.Kind) && AboutOthers(ut.Text, ut.Language); others || ut.Hearsay {
		it.weight *= 0.4
		it.quality *= 0.6
	}
	return it
}

// unquotable reports whether the words may not be shown: no claim has them for
// its words, and none stores them.
func (m *Maker) unquotable(u *corpus.Utterance) bool {
	return u.Withheld
}

// broken reports whether a sentence is a piece of one: the turn ends inside a
// number or before its object and the speaker goes on in the next, or it is a
// fragment without an end after which the speaker goes on.
func (m *Maker) broken(u int32) bool {
	ut := &m.Corpus.Utterances[u]
	turns := m.Corpus.Convs[ut.Conv].Turns
	at := int(ut.Turn)
	if at+1 >= len(turns) || turns[at+1].Speaker != turns[at].Speaker || ut.Span.End < len(turns[at].Text)-2 {
		return false
	}
	if strings.ContainsAny(ut.Text[len(ut.Text)-1:], ".!?") {
		return false
	}
	next := m.Corpus.Convs[ut.Conv].Turns[at+1].Text
	words := text.Words(text.Fold(next[:min(len(next), 24)]))
	if len(words) == 0 {
		return false
	}
	return opens(words, "goes on")
}

// turned reports whether the same speaker takes back in the next two sentences
// what a sentence says: "but", "however", "pero", and then a denial or the
// opposite feeling.
func (m *Maker) turned(u int32, s *heed.Signal) bool {
	switch s.Kind {
	case heed.SigHears, heed.SigSees, heed.SigDoes, heed.SigTask, heed.SigAttribute, heed.SigDevice, heed.SigChannel, heed.SigTouchpoint:
		return false
	}
	ut := &m.Corpus.Utterances[u]
	for k := u + 1; k <= u+2 && int(k) < len(m.Corpus.Utterances); k++ {
		next := &m.Corpus.Utterances[k]
		if next.Conv != ut.Conv || next.Person != ut.Person || next.Turn > ut.Turn+1 {
			return false
		}
		words := m.said(k)
		if len(words.words) == 0 {
			continue
		}
		if !opens(words.words, "turning") {
			continue
		}
		if cued(words.words, "not for that") ||
			words.negated != m.said(u).negated || float64(sign(s.Kind))*next.Valence < -0.1 {
			return true
		}
	}
	return false
}

// afterDenial reports whether a sentence spells out what the one before it, a
// denial of a few words, has put aside: "Not the number. I gave him the number."
func (m *Maker) afterDenial(u int32) bool {
	ut := &m.Corpus.Utterances[u]
	if u == 0 {
		return false
	}
	last := &m.Corpus.Utterances[u-1]
	if last.Conv != ut.Conv || last.Turn != ut.Turn || last.Person != ut.Person {
		return false
	}
	denial, own := m.said(u-1), m.said(u)
	return len(denial.words) > 1 && len(denial.words) <= denialMost && opens(denial.words, "denial") &&
		slices.ContainsFunc(denial.stems, func(w string) bool { return slices.Contains(own.stems, w) })
}

// denialMost is the most words of a sentence that only denies.
const denialMost = 5

// ofOthers reports whether a sentence gives the view of others: "I know people
// are concerned", "some feel".
func ofOthers(words []string) bool {
	for i, w := range words[:min(len(words), 7)] {
		if among(w, "view holder") && i+1 < len(words) && among(words[i+1], "view held") {
			return true
		}
	}
	return false
}

// names reports whether a sentence tells what a valued signal says it does: a
// channel or a device is used or reached people by it, an occupation is one.
func (m *Maker) names(s *heed.Signal, ut *corpus.Utterance) bool {
	words := text.Words(text.Fold(ut.Text))
	switch s.Kind {
	case heed.SigChannel, heed.SigDevice, heed.SigTouchpoint:
		return listed("uses", ut.Language, words) > 0 && listed("mishap", ut.Language, words) == 0
	case heed.SigInfluence:
		return swayed(words, ut.Language)
	case heed.SigAttribute:
		if pronoun(s.Value) || s.Subkind == "job" && !ofSelfNamed(words, text.Words(text.Fold(s.Value)), ut.Language) {
			return false
		}
		if s.Subkind == "household" || s.Subkind == "family" {
			return listed("household", ut.Language, words) > 0 && listed("at home", ut.Language, words) > 0
		}
		return listed("nobody's trade", ut.Language, words) == 0
	}
	return true
}

// holdsValue reports whether what would be shown of an item holds what its
// signal found: who is a teacher is not shown by a clause on lesson plans.
func (m *Maker) holdsValue(it item) bool {
	return it.span.Len() <= 0 || it.span.Contains(it.sig.Span) || it.span.Overlaps(it.sig.Span) && it.sig.Kind != heed.SigAttribute
}

// so reports whether an item's words tell of what is, and not of what would be
// or is wished for.
func (m *Maker) so(it item) bool {
	words := m.said(it.utt).words
	switch it.sig.Kind {
	case heed.SigAttribute:
		return true
	case heed.SigDevice, heed.SigTouchpoint, heed.SigChannel: // how they go about it, not that they once did
		if once(words, m.Corpus.Utterances[it.utt].Language) || slices.Contains(words, "came") {
			return false
		}
	}
	return !wished(words) && !conditional(words)
}

// pronoun reports whether a value names nothing.
func pronoun(value string) bool {
	words := text.Words(text.Fold(value))
	return len(words) <= 2 && opens(words, "nobody named") || len(words) == 0
}

// ofSelfNamed reports whether it is the speaker who is called what a trade's
// value says: "I am a", "I work as", "as a", close before it.
func ofSelfNamed(words, value []string, lang heed.Language) bool {
	if len(value) == 0 {
		return false
	}
	at := slices.Index(words, value[len(value)-1])
	if at < 0 {
		at = slices.Index(words, value[0]) // "a typist with a manager's badge"
	}
	if at < 0 {
		return true // called by another word
	}
	for k := at - 1; k >= max(0, at-namedWithin); k-- {
		switch {
		case among(words[k], "once called"), among(words[k], "others called"):
			return false
		case among(words[k], "called so"):
			return true
		}
	}
	return opensAs(words, at) || lang == heed.Spanish
}

// opensAs reports whether "as a" opens a sentence in which the speaker is next.
func opensAs(words []string, at int) bool {
	return at > 0 && opens(words, "as one is") && firstPerson(words, heed.English)
}

// namedWithin is how many words before what somebody is called they stand.
const namedWithin = 8

// purity is under 1 for a sentence that also carries what is told more
// strongly under another heading: a worry does not stand for a task.
func purity(kind heed.SignalKind, u *corpus.Utterance) float64 {
	switch kind {
	case heed.SigTask, heed.SigDoes, heed.SigSays, heed.SigSees, heed.SigHears, heed.SigInfluence, heed.SigChannel, heed.SigTouchpoint, heed.SigDevice, heed.SigAttribute:
	default:
		return 1
	}
	for i := range u.Signals {
		switch u.Signals[i].Kind {
		case heed.SigRisk, heed.SigPain, heed.SigFeels, heed.SigBarrier, heed.SigObjection, heed.SigDislike:
			return 0.6
		}
	}
	return 1
}

// againstItself is how far a sentence's valence may point away from its kind
// before it stands for others of the kind only badly.
const againstItself = 0.15

// echoes reports whether most of a sentence's content words were put into the
// speaker's mouth by the question.
func (m *Maker) echoes(ut *corpus.Utterance, u int32, question string) bool {
	if question == "" {
		return false
	}
	key := [2]int32{ut.Conv, ut.Turn}
	asked, ok := m.asked[key]
	if !ok {
		asked = stems(question, ut.Language)
		m.asked[key] = asked
	}
	own := m.stems(u)
	n := 0
	for _, s := range own {
		if _, found := slices.BinarySearch(asked, s); found {
			n++
		}
	}
	return n >= 3 && 5*n >= 3*len(own)
}

// valued reports whether claims of this signal are told apart by their value.
func valued(s *heed.Signal) bool {
	switch s.Kind {
	case heed.SigChannel, heed.SigTouchpoint, heed.SigDevice, heed.SigInfluence, heed.SigAttribute:
		return s.Value != ""
	}
	return false
}

func bucketOf(s *heed.Signal) string {
	return fmt.Sprintf("%s|%s|=%s", s.Kind, s.Subkind, text.Fold(s.Value))
}
