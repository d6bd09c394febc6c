package ask

import (
	"cmp"
	"math"
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/corpus"
	"github.com/heedhq/heed/shape/ledger"
)

const (
	// enough is how much of the subject an answer speaks of.
	enough = 0.42
	// nearlyAll is how much of the subject a sentence must speak of to count as
	// speaking of it, plenty how many of these there are where a sentence must
	// speak of most of it, and half what it must speak of in any large study.
	nearlyAll, plenty, most, half = 0.65, 12, 0.6, 0.52
	// byQuestion is what the subject of the question counts that a sentence
	// answers, and byTurn that of the turn in which it stands, where a kind of
	// thing is asked for; answers is how many sentences answer a question.
	byQuestion, byTurn = 0.8, 0.65
	answers            = 3
	// namedKind is what a sentence counts whose words name the kind of thing
	// that is asked for, where the engine found none; otherKind one that speaks
	// of all of the subject, but as another kind of thing.
	// feltKind one that carries a feeling of it and no such finding.
	namedKind, feltKind, otherKind = 0.85, 0.75, 0.35
	// mostClaims, mostSaid and mostElsewhere bound an answer; ofOne the
	// sentences of one person; ofClaim the quotations of one claim.
	mostClaims, mostSaid, mostElsewhere = 8, 10, 3
	ofOne, ofClaim                      = 2, 3
	// behind is how far, of the best sentence's score, another may stay behind.
	behind = 0.3
	// standing is how well a sentence must stand alone.
	standing = 0.12
)

// In is what an answer is sought in.
type In struct {
	Understanding *heed.Understanding
	Corpus        *corpus.Corpus // of the conversations to look at
	People        []heed.Participant
	Of            int // sentences of customers in the study
}

// answerer seeks one answer.
type answerer struct {
	In
	q       *Query
	subject *subject
	asked   map[string]bool // participants that are asked about
	enough  float64         // of the subject, that an answer speaks of
	persona map[string]bool // personas of which most are
}

// Answer finds what was heard about a question. The same input gives the same
// answer.
func Answer(q *Query, question string, in In) heed.Answer {
	a := &answerer{In: in, q: q, subject: newSubject(q.terms), enough: enough, asked: map[string]bool{}, persona: map[string]bool{}}
	a.subject.asks, a.subject.needs = true, q.needs
	for i := range in.People {
		if q.Asked(&in.People[i]) {
			a.asked[in.People[i].ID] = true
		}
	}
	for i := range in.Understanding.Personas {
		p, n := &in.Understanding.Personas[i], 0
		for _, id := range p.Participants {
			if a.asked[id] {
				n++
			}
		}
		a.persona[p.ID] = 2*n > len(p.Participants)
	}
	q.Looked.People = len(a.asked)
	out := heed.Answer{
		Study: in.Understanding.Study, Question: question, Language: q.Language, Looked: q.Looked,
		Claims: []heed.AnswerClaim{}, Said: []heed.Evidence{}, Searched: len(in.Corpus.Utterances), Of: in.Of,
	}
	if q.Empty() {
		out.Nothing = "question"
		return out
	}
	for i := range in.Corpus.Utterances {
		ut := &in.Corpus.Utterances[i]
		a.subject.meet(ut.Text, ut.Language)
	}
	a.expect()
	out.Looked.About = a.subject.unsaidOf(out.Looked.About)
	out.Looked.Form = a.mustHave()
	if len(a.asked) > 0 {
		out.Claims = a.claims()
	}
	out.Said, out.Elsewhere = a.sentences(out.Claims)
	a.sum(&out)
	return out
}

// sum counts who answers, or says why nobody does.
func (a *answerer) sum(out *heed.Answer) {
	people, orgs := map[string]bool{}, map[string]bool{}
	count := func(list []heed.Evidence) {
		for i := range list {
			if e := &list[i]; e.Participant != "" && e.Stance == heed.Supports {
				people[e.Participant] = true
				if e.Organisation != "" {
					orgs[e.Organisation] = true
				}
			}
		}
	}
	for i := range out.Claims {
		out.Level = max(out.Level, out.Claims[i].Confidence.Level)
		count(out.Claims[i].Evidence)
	}
	count(out.Said)
	out.People, out.Organisations = len(people), len(orgs)
	switch {
	case len(out.Claims)+len(out.Said) > 0:
	case len(a.asked) == 0:
		out.Nothing = "who"
	case len(a.q.stages) > 0 && !a.heardThere():
		out.Nothing = "stage"
	default:
		out.Nothing = "said"
	}
}

// heardThere reports whether anybody asked about was heard at a stage asked
// for.
func (a *answerer) heardThere() bool {
	for i := range a.Corpus.Utterances {
		ut := &a.Corpus.Utterances[i]
		if ut.Person >= 0 && a.asked[a.Corpus.People[ut.Person].ID] && a.atStage(a.Corpus.Convs[ut.Conv].Stage, "", "") {
			return true
		}
	}
	return false
}

// claims are those that answer, the best first.
func (a *answerer) claims() []heed.AnswerClaim {
	out := []heed.AnswerClaim{}
	for i := range a.Understanding.Claims {
		c := &a.Understanding.Claims[i]
		if c.Review == heed.Rejected || c.Subkind == ledger.OfferKind || c.Kind == heed.SigAttribute {
			continue
		}
		if one, ok := a.claim(c); ok {
			out = append(out, one)
		}
	}
	rank := func(c *heed.AnswerClaim) float64 {
		return c.Match * (1 + 0.25*float64(c.Confidence.Level)) * (1 + math.Log(1+float64(c.People)))
	}
	slices.SortStableFunc(out, func(x, y heed.AnswerClaim) int {
		return cmp.Or(cmp.Compare(rank(&y), rank(&x)), cmp.Compare(y.Weight, x.Weight), cmp.Compare(x.ID, y.ID))
	})
	if a.stageOnly() { // those that speak of it come first; of those merely said then, a few
		n := 0
		out = slices.DeleteFunc(out, func(c heed.AnswerClaim) bool {
			if c.Match <= merelyThen {
				n++
			}
			return c.Match <= merelyThen && n > mostThen
		})
	}
	return out[:min(len(out), mostClaims)]
}

// claim holds one claim against the question.
func (a *answerer) claim(c *heed.Claim) (heed.AnswerClaim, bool) {
	out := heed.AnswerClaim{Claim: *c}
	if a.q.asks && len(c.Evidence) == 0 && !a.aboutAsked(c) {
		return out, false
	}
	type fit struct {
		e     heed.Evidence
		match float64
	}
	own := a.subject.of(c.Words, c.Language)
	var fits []fit
	best := 0.0
	if a.q.form >= 0 && words().facets[a.q.form].off <= strict && a.form(c.Words, c.Language, c.Kind) < 1 {
		return out, false // those of its sentences that have the form are told by themselves
	}
	if len(c.Evidence) == 0 { // assumed: its words are all there is
		best = own * a.kind(c.Kind, "", c.Words, c.Language, "") * a.form(c.Words, c.Language, c.Kind)
	}
	for _, e := range c.Evidence {
		if e.Stance == heed.Contradicts || a.q.asks && !a.asked[e.Participant] || !a.atStage(e.Stage, e.Text, e.Language, c.Places...) {
			continue
		}
		own, said := own, a.subject.of(e.Text, e.Language)
		if c.Basis == heed.Inferred { // what it is read from says something else
			said = own
		}
		m := max(own, said) * max(a.speaksOf(e.Text, e.Language), a.speaksOf(c.Words, c.Language))
		k := a.kind(c.Kind, e.Feeling, c.Words, c.Language, e.Kind)
		if c.Basis != heed.Inferred {
			k = max(k, a.kind(c.Kind, e.Feeling, e.Text, e.Language, e.Kind))
		}
		m *= k * a.form(e.Text, e.Language, c.Kind)
		fits = append(fits, fit{e, m})
		best = max(best, m)
	}
	if best < a.least() || len(c.Evidence) > 0 && len(fits) == 0 {
		return out, false
	}
	var in heed.Kind
	if len(fits) > 0 {
		in = fits[0].e.Kind
	}
	kind := a.kind(c.Kind, "", c.Words, c.Language, in)
	if own < a.enough && (len(a.q.kinds) == 0 || len(a.q.terms) > 0 && kind < namedKind) ||
		len(a.q.kinds) > 0 && len(a.q.terms) > 0 && a.Of > large && kind < namedKind {
		return out, false // one of its sentences answers, and is told by itself
	}
	if bear := slices.DeleteFunc(slices.Clone(fits), func(f fit) bool { return f.match < a.least() }); a.Of > large && own < a.enough && float64(len(bear)) < bearing*float64(len(fits)) {
		return out, false // it is about something else, and one in many says so in passing
	}
	slices.SortStableFunc(fits, func(x, y fit) int { return cmp.Compare(y.match, x.match) })
	out.Evidence, out.Match = []heed.Evidence{}, best
	for i := 0; i < min(len(fits), ofClaim); i++ {
		out.Evidence = append(out.Evidence, fits[i].e)
	}
	for _, e := range c.Evidence {
		if e.Stance == heed.Contradicts {
			out.Evidence = append(out.Evidence, e)
			break
		}
	}
	return out, true
}

// large is how many sentences a study holds in which a claim answers only where
// its own words do.
const large = 4000

// bearing is the share of a claim's quotations that must bear on the question in
// a large study, where its own words do not.
const bearing = 0.25

// least is the match from which something answers.
func (a *answerer) least() float64 {
	if len(a.q.kinds) > 0 && len(a.q.terms) > 0 {
		return a.enough * namedKind
	}
	return a.enough
}

func (a *answerer) aboutAsked(c *heed.Claim) bool {
	return slices.ContainsFunc(c.Places, func(p heed.Place) bool { return a.persona[p.Persona] })
}

// kind is how well something is of the kind that is asked for, 0..1.
func (a *answerer) kind(kind heed.SignalKind, feeling heed.Feeling, sentence string, lang heed.Language, in heed.Kind) float64 {
	if len(a.q.kinds) == 0 {
		return 1
	}
	l := words()
	for _, f := range a.q.kinds {
		x := &l.facets[f]
		if slices.Contains(x.signals, kind) || len(x.signals) == 0 && slices.Contains(x.feelings, feeling) || x.anyFeeling && feeling != "" && feeling != heed.Neutral ||
			in != heed.KindInterview && slices.Contains(x.contact, kind) || x.questions && sentence != "" && text.IsQuestion(sentence, lang) {
			return 1
		}
	}
	felt := 0.0
	if slices.ContainsFunc(a.q.kinds, func(f int) bool { return slices.Contains(l.facets[f].feelings, feeling) }) {
		felt = feltKind
	}
	said := text.Words(text.Fold(sentence))
	for _, f := range a.q.kinds { // of a kind that the engine does not find, words are enough
		if l.facets[f].wordsOnly() && l.mentions(lang, said, []int{f}, nil) {
			return 1
		}
	}
	if l.mentions(lang, said, a.q.kinds, func(i, n int) bool { return ofOneself(said[max(0, i-3):min(len(said), i+n+2)], lang) }) {
		return namedKind
	}
	if len(a.q.denied) > 0 && l.mentions(lang, said, a.q.denied, nil) && ledger.Negated(sentence, lang) {
		return namedKind
	}
	if len(a.q.terms) > 0 {
		return max(felt, otherKind)
	}
	return felt
}

// self are the words in which people speak of themselves.
var self = map[heed.Language]map[string]bool{
	heed.English: setOf("i me my mine myself we us our ours im ive id i'm i've i'd i'll we're we've we'd"),
	heed.Spanish: setOf("yo me mi mis nos nosotros nuestro nuestra nuestros nuestras conmigo tengo temo quiero necesito espero prefiero creo pienso queremos necesitamos tenemos"),
}

// ofOneself reports whether a sentence speaks of the one who says it.
func ofOneself(said []string, lang heed.Language) bool {
	list := self[lang]
	return slices.ContainsFunc(said, func(w string) bool { return list[w] || strings.HasPrefix(w, "i'") || strings.HasPrefix(w, "i’") })
}

// atStage reports whether something belongs to a stage that is asked for: it
// was said there, stands there on the journey, or speaks of it.
func (a *answerer) atStage(stage, sentence string, lang heed.Language, places ...heed.Place) bool {
	if len(a.q.stages) == 0 {
		return true
	}
	l := words()
	for _, f := range a.q.stages {
		name := l.facets[f].name
		if stage == name || slices.ContainsFunc(places, func(p heed.Place) bool { return p.Stage == name }) {
			return true
		}
	}
	return sentence != "" && l.mentions(lang, text.Words(text.Fold(sentence)), a.q.stages, nil)
}

// merelyThen is what words count that were said at the stage asked for and speak
// of other things, where nothing else is asked about.
const merelyThen = 0.5

// mostThen is how many such claims an answer shows.
const mostThen = 3

// stageOnly reports whether a question asks about a stage and nothing else.
func (a *answerer) stageOnly() bool { return len(a.q.stages) > 0 && len(a.q.terms)+len(a.q.kinds) == 0 }

// speaksOf is 1, or merelyThen where a question asks about a stage and nothing
// else and the sentence does not name it.
func (a *answerer) speaksOf(sentence string, lang heed.Language) float64 {
	if !a.stageOnly() || words().mentions(lang, text.Words(text.Fold(sentence)), a.q.stages, nil) {
		return 1
	}
	return merelyThen
}

// sentences are those that answer and that no claim shown rests on: of those
// asked about, and of others.
func (a *answerer) sentences(claims []heed.AnswerClaim) (said, elsewhere []heed.Evidence) {
	shown := map[place]bool{}
	told := alike{}
	for i := range claims {
		for _, e := range claims[i].Evidence {
			shown[place{e.Conversation, e.Turn, e.End}] = true
			told.add(e.Text, e.Language)
		}
	}
	type fit struct {
		utt   int32
		span  heed.Span // its words as they are shown
		sig   *heed.Signal
		score float64
	}
	var fits []fit
	nth := 0 // sentence of its turn
	for i := range a.Corpus.Utterances {
		if last := i - 1; last >= 0 && sameTurn(&a.Corpus.Utterances[last], &a.Corpus.Utterances[i]) {
			nth++
		} else {
			nth = 0
		}
		ut := &a.Corpus.Utterances[i]
		c := a.Corpus.Convs[ut.Conv]
		if ut.Withheld || ut.Courtesy || ut.Person < 0 || shown[place{c.ID, int(ut.Turn), ut.Span.End}] || !a.atStage(c.Stage, ut.Text, ut.Language) {
			continue
		}
		asked := ""
		if nth < answers && c.Kind == heed.KindInterview {
			if said, act := a.Corpus.DrawnBy(ut); act == heed.ActOpenQuestion || act == heed.ActClarifyingQuestion {
				asked = said
			}
		}
		topic := a.topic(ut, asked) * a.speaksOf(ut.Text, ut.Language)
		if topic < a.enough {
			continue
		}
		sig, kind := a.signal(ut, asked)
		span, alone := a.Corpus.Standing(int32(i), corpus.Widest)
		span = a.whole(i, span)
		if topic*kind < a.least() || alone < standing {
			continue
		}
		kinds := make([]heed.SignalKind, len(ut.Signals))
		for k := range ut.Signals {
			kinds[k] = ut.Signals[k].Kind
		}
		form := a.form(ut.Text, ut.Language, kinds...)
		feeling := 0.0
		if f, ok := ut.Strongest(); ok {
			feeling = f.Intensity
		}
		sure := 0.7 // of a sentence that carries no finding
		if sig != nil {
			sure = 0.6 + 0.4*sig.Confidence
		}
		score := topic * kind * sure * (0.5 + 0.5*alone) * (0.8 + 0.2*feeling) * (0.85 + 0.15*a.subject.light(ut.Text, ut.Language, a.q.light))
		fits = append(fits, fit{int32(i), span, sig, score * form})
	}
	slices.SortStableFunc(fits, func(x, y fit) int { return cmp.Compare(y.score, x.score) })
	said = []heed.Evidence{}
	of := map[int32]int{}
	for _, f := range fits {
		if f.score < behind*fits[0].score {
			break
		}
		ut := &a.Corpus.Utterances[f.utt]
		if of[ut.Person] == ofOne || told.has(ut.Text, ut.Language) {
			continue
		}
		e := ledger.Evidence(a.Corpus, f.utt, f.span, f.sig, heed.Supports)
		switch mine := !a.q.asks || a.asked[a.Corpus.People[ut.Person].ID]; {
		case !mine && !a.ofJob(ut.Text, ut.Language):
			continue
		case mine && len(said) < mostSaid:
			said = append(said, e)
		case !mine && len(elsewhere) < mostElsewhere:
			elsewhere = append(elsewhere, e)
		default:
			continue
		}
		of[ut.Person]++
		told.add(ut.Text, ut.Language)
	}
	return said, elsewhere
}

func sameTurn(a, b *corpus.Utterance) bool { return a.Conv == b.Conv && a.Turn == b.Turn }

// topic is how much of the subject a sentence speaks of: by its own words, by
// those of the question that it answers, or of the turn in which it stands.
func (a *answerer) topic(ut *corpus.Utterance, asked string) float64 {
	topic := a.subject.of(ut.Text, ut.Language)
	if asked != "" && len(a.q.terms) > 0 {
		topic = max(topic, byQuestion*a.subject.of(asked, ut.Language))
	}
	if topic < 1 && a.Of <= large && len(a.q.kinds) > 0 && len(a.q.terms) > 0 {
		topic = max(topic, byTurn*a.subject.of(a.Corpus.Convs[ut.Conv].Turns[ut.Turn].Text, ut.Language))
	}
	return topic
}

// signal is the finding by which a sentence is of the kind asked for, and how
// well it is. A question for that kind types its answer.
func (a *answerer) signal(ut *corpus.Utterance, asked string) (best *heed.Signal, fit float64) {
	var feeling heed.Feeling
	if f, ok := ut.Strongest(); ok && f.Intensity >= 0.2 {
		feeling = f.Name
	}
	in := a.Corpus.Convs[ut.Conv].Kind
	fit = a.kind("", feeling, ut.Text, ut.Language, in)
	if asked != "" && fit < namedKind && words().mentions(ut.Language, text.Words(text.Fold(asked)), a.q.kinds, nil) {
		fit = namedKind
	}
	for i := range ut.Signals {
		if k := a.kind(ut.Signals[i].Kind, "", "", ut.Language, in); k > fit || best == nil && k == fit {
			best, fit = &ut.Signals[i], k
		}
	}
	return best, fit
}

type place struct {
	conversation string
	turn, end    int
}
