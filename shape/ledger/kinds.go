package ledger

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/internal/wordlist"
	"github.com/heedhq/heed/shape/corpus"
)

//go:embed data/asked.txt
var askedData string

// askedFor are the words of questions by what they ask for.
var askedFor = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for section, line := range wordlist.Lines(askedData) {
		for p := range wordlist.Fields(line, ",") {
			out[section] = append(out[section], text.Fold(p))
		}
	}
	return out
})

func asks(question, what string) bool {
	return question != "" && slices.ContainsFunc(askedFor()[what], func(cue string) bool { return strings.Contains(question, cue) })
}

// standing of the kinds where one sentence carries several: how far the kind
// can be taken at its word, and how much it says. The order follows the
// precision in docs/METHOD-signals.md, kinds that say little last.
var rank = map[heed.SignalKind]float64{
	heed.SigRisk: 1.0, heed.SigValue: 0.95, heed.SigPain: 0.94, heed.SigCriterion: 0.92, heed.SigGoal: 0.9, heed.SigGain: 0.88,
	heed.SigTrigger: 0.87, heed.SigDislike: 0.86, heed.SigFeels: 0.85, heed.SigLike: 0.84, heed.SigDriver: 0.8, heed.SigBarrier: 0.8,
	heed.SigObjection: 0.78, heed.SigTask: 0.76, heed.SigDoes: 0.75, heed.SigHears: 0.74, heed.SigSees: 0.7, heed.SigThinks: 0.68, heed.SigSays: 0.5,
}

// main is the signal that a sentence is told under: one sentence, one place.
// It may be of another kind than was found, where the question or the words
// say so; nil where nothing in it can be told.
func (m *Maker) main(u int32) *heed.Signal {
	sig, ok := m.mains[u]
	if !ok && m.base != nil {
		sig, ok = m.base.mains[u]
	}
	if !ok {
		sig = m.mostTelling(u)
		m.mains[u] = sig
	}
	return sig
}

// mostTelling is main, looked for.
func (m *Maker) mostTelling(u int32) *heed.Signal {
	ut := &m.Corpus.Utterances[u]
	s := m.said(u)
	question, _ := m.question(ut)
	var best *heed.Signal
	top, refused := 0.0, 0.0
	for k := range ut.Signals {
		sig := &ut.Signals[k]
		base, ok := rank[sig.Kind]
		if !ok || !m.fits(sig, ut, s, question) || m.settled(u, sig.Kind) {
			continue
		}
		kind, sub, asked := m.rather(sig, ut, s, question)
		as := m.borne(kind, ut, s, asked)
		if as == "" && kind != sig.Kind {
			as = m.borne(sig.Kind, ut, s, false)
		}
		if as == heed.SigGoal && run(s.words, "wish") && run(s.words, "could", "have") {
			as = "" // what is past is wished for by nobody
		}
		if as == "" {
			refused = max(refused, base)
			continue
		}
		if as != kind {
			kind, sub = as, ""
		}
		if x := base * (0.6 + 0.4*sig.Confidence); x > top {
			best, top = sig, x
			if kind != sig.Kind {
				as := *sig
				as.Kind, as.Subkind = kind, sub
				best = &as
			}
		}
	}
	if best != nil && refused > rank[heed.SigLike]-0.01 && rank[best.Kind] < rank[heed.SigDriver] {
		best = nil // what it seemed to say most it does not say, and the rest says little
	}
	if best == nil || weak(best.Kind) {
		if r := m.request(ut); r != nil {
			return r
		}
	}
	if best == nil && len(ut.Signals) > 0 {
		best = m.answer(ut, s, question)
	}
	if best == nil {
		return m.telling(ut, s)
	}
	return best
}

// answer is the signal of a sentence none of whose signals can be taken for what
// it is called, where what was asked or asked for types it; nil elsewhere.
func (m *Maker) answer(ut *corpus.Utterance, s *said, question string) *heed.Signal {
	as := ut.Signals[0]
	switch {
	case service(m.Corpus.Convs[ut.Conv].Kind):
		if !requested(s.words) || yesNo(s.words) {
			return nil
		}
		as.Kind = heed.SigTask
	case ut.Span.Start >= answersWithin || yesNo(s.words):
		return nil
	case asks(question, "risk"):
		if unworried(s.words) {
			return nil
		}
		as.Kind = heed.SigRisk
	case asks(question, "pain"):
		as.Kind = heed.SigPain
	default:
		return nil
	}
	as.Subkind = ""
	return &as
}

// answersWithin is how many bytes into a turn a sentence still answers the question
// before it; later ones tell what came up on the way.
const answersWithin = 120

// question is the folded question that an utterance answers, if it is among
// the first sentences of the answer, and the act.
func (m *Maker) question(ut *corpus.Utterance) (string, heed.ActKind) {
	key := [2]int32{ut.Conv, ut.Turn}
	if q, ok := m.drawn[key]; ok {
		return q.folded, q.act
	}
	q, act := m.Corpus.DrawnBy(ut)
	d := drawn{raw: q, folded: text.Fold(q), act: act}
	m.drawn[key] = d
	return d.folded, d.act
}

type drawn struct {
	raw, folded string
	act         heed.ActKind
}

// service reports whether a conversation is one in which people ask for
// something to be done.
func service(k heed.Kind) bool { return k == heed.KindCall || k == heed.KindChat }

// fits reports whether a signal can be taken for what it says it is.
func (m *Maker) fits(sig *heed.Signal, ut *corpus.Utterance, s *said, question string) bool {
	kind := m.Corpus.Convs[ut.Conv].Kind
	has := func(name string) bool { return listed(name, ut.Language, s.words) > 0 }
	switch sig.Kind {
	case heed.SigObjection, heed.SigBarrier:
		// yes or no to an offer is an answer
		if asks(question, "offer") && yesNo(s.words) {
			return false
		}
	case heed.SigLike, heed.SigGain:
		if has("better than ours") || reported(s.words) || mouthed(ut.Text) {
			return false
		}
		if service(kind) && (has("order") || len(s.words) < 6) && sig.Kind == heed.SigLike {
			return false
		}
		if sig.Kind == heed.SigGain && conditional(s.words) {
			return false
		}
		if ut.Valence < -againstItself || s.negated && ut.Valence < 0.2 {
			return false
		}
	case heed.SigGoal:
		if cued(s.words[:min(len(s.words), 3)], "retelling") || cued(s.words, "being asked") {
			return false
		}
	case heed.SigSees:
		return perceives(s.words) && !hoped(s.words)
	case heed.SigThinks:
		return !parenthesis(ut.Text) && !(service(kind) && s.salience < 0.3) && (has("thinking") || s.verdict != 0)
	case heed.SigTask:
		return !has("thinking") && (service(kind) || own(s.words, ut.Language))
	case heed.SigDoes:
		return acts(s.words, ut.Language) && !company(s.words) && !rated(s.words)
	case heed.SigRisk:
		return !has("no risk") && !unworried(s.words) && ut.Valence < 0.3
	case heed.SigFeels:
		if mouthed(ut.Text) || cued(s.words, "admitting") {
			return false
		}
		if f, ok := ut.Strongest(); !ok || f.Intensity < 0.2 {
			return false
		}
	case heed.SigCriterion: // what was so is no measure of what is to come
		return s.salience > 0 && (requested(s.words) || !cued(s.words, "was so"))
	case heed.SigDriver, heed.SigTrigger:
		return s.salience > 0
	case heed.SigDislike, heed.SigPain:
		// positive through and through: "No problem at all, I love it"
		return ut.Valence < 0.45 && !spared(s)
	}
	return true
}

// rather is the kind that a sentence is told under: what was asked for types
// the answer (asked), and a few words say by themselves what they are.
func (m *Maker) rather(sig *heed.Signal, ut *corpus.Utterance, s *said, question string) (_ heed.SignalKind, _ string, asked bool) {
	kind, sub := sig.Kind, sig.Subkind
	if service(m.Corpus.Convs[ut.Conv].Kind) && requested(s.words) {
		switch kind {
		case heed.SigRisk, heed.SigPain, heed.SigHears:
		default:
			return heed.SigTask, "", false
		}
	}
	switch kind {
	case heed.SigGoal, heed.SigSays:
		if cued(s.words, "guilt") && firstPerson(s.words, ut.Language) {
			return heed.SigFeels, "", false
		}
	}
	switch kind {
	case heed.SigGain, heed.SigTask:
		if kind == heed.SigGain && concerned(s.words) {
			return heed.SigRisk, "", false
		}
		if hoped(s.words) && !service(m.Corpus.Convs[ut.Conv].Kind) {
			return heed.SigGoal, "", false // it is not so yet
		}
	case heed.SigValue, heed.SigThinks, heed.SigGoal, heed.SigDriver:
		if concerned(s.words) && firstPerson(s.words, ut.Language) {
			return heed.SigRisk, "", false
		}
	case heed.SigPain:
		if cued(s.words, "pride") {
			return heed.SigValue, "", false
		}
		if cued(s.words, "difficulty") && situated(s.words) {
			return heed.SigDoes, "", false
		}
	}
	if k := m.byNeed(kind, s); k != kind {
		return k, "", false
	}
	if kind == heed.SigRisk || kind == heed.SigHears || kind == heed.SigDoes || kind == heed.SigTask {
		return kind, sub, false
	}
	first := ut.Span.Start < answersWithin
	switch {
	case !first:
	case asks(question, "risk"):
		if kind != heed.SigPain && sign(kind) <= 0 && ut.Valence < 0.1 && !unworried(s.words) && !cued(s.words, "made better") {
			return heed.SigRisk, "", true
		}
	case asks(question, "goal"):
		if kind != heed.SigGain && kind != heed.SigGoal && kind != heed.SigCriterion {
			return heed.SigGoal, "", true
		}
	case asks(question, "pain"):
		if sign(kind) > 0 || kind == heed.SigThinks || kind == heed.SigSays {
			return heed.SigPain, "", true
		}
	}
	return kind, sub, false
}
