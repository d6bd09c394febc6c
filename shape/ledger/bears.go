package ledger

import (
	_ "embed"
	"slices"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/corpus"
	"github.com/heedhq/heed/shape/needs"
)

//go:embed data/bears.txt
var bearsData string

// borne is the kind that a sentence may be told under where it was found to be
// of a kind: that kind where its words bear it, the kind that they bear instead,
// or "" where they bear none. One word decides nothing: a wish is no gain, what
// is done by hand no gain of the tool's, a choice is one only where something is
// chosen. asked: the question typed it.
func (m *Maker) borne(kind heed.SignalKind, ut *corpus.Utterance, s *said, asked bool) heed.SignalKind {
	as := m.bornAs(kind, ut, s, asked)
	if as == heed.SigGoal && courteous(ut, m.Corpus.Convs[ut.Conv].Turns[ut.Turn].Text) {
		return "" // whatever it was found to be
	}
	return as
}

func (m *Maker) bornAs(kind heed.SignalKind, ut *corpus.Utterance, s *said, asked bool) heed.SignalKind {
	has := func(name string) bool { return listed(name, ut.Language, s.words) > 0 }
	if service(m.Corpus.Convs[ut.Conv].Kind) {
		return m.borneInService(kind, ut, s)
	}
	if quotesOnly(ut.Text) {
		return ""
	}
	switch kind {
	case heed.SigLike:
		return borneLike(ut, s)
	case heed.SigGain:
		return borneGain(ut, s)
	case heed.SigGoal:
		switch {
		case run(s.words, "wish") && run(s.words, "could", "have"):
			return "" // what is past
		case asked && !has("aims past") && !conditional(s.words) && answersWish(s.words):
			return kind
		case run(s.words, "wish", "i", "had"), courteous(ut, m.Corpus.Convs[ut.Conv].Turns[ut.Turn].Text):
			return "" // "thank you, I hope we can continue"
		case listed("aims", ut.Language, mainClause(s.words)) == 0, has("aims past") && listed("aims", ut.Language, s.words) <= listed("aims past", ut.Language, s.words):
			return "" // what was to be found out once is nobody's goal
		}
	case heed.SigSees:
		return borneSees(ut, s)
	case heed.SigThinks:
		if feltGuilt(s.words, ut.Language) {
			return heed.SigFeels
		}
	case heed.SigDoes, heed.SigTask:
		if wished(s.words) && !has("habit") {
			return heed.SigGoal
		}
		switch {
		case preferred(s.words):
			return heed.SigValue
		case cued(s.words, "spared"):
			return m.borne(heed.SigGain, ut, s, false)
		case opens(s.words, "enjoying"):
			return heed.SigLike
		case s.verdict < 0 && once(s.words, ut.Language):
			return m.borne(heed.SigPain, ut, s, false)
		}
		if kind == heed.SigTask {
			if s.negated || refuses(s.words) || stative(s.words) || !speaks(s.words, ut.Language) || once(s.words, ut.Language) && s.salience < tellingFar {
				return ""
			}
			break
		}
		if cued(s.words[:min(len(s.words), 5)], "telling, no doing") {
			return "" // to say is not to do
		}
		if question, _ := m.question(ut); work(s, question) {
			return heed.SigTask
		}
		if (s.negated || refuses(s.words)) && !has("habit") || !speaks(s.words, ut.Language) || conditional(s.words) || cued(s.words, "befalling") {
			return "" // what is not done
		}
		if f, ok := ut.Strongest(); once(s.words, ut.Language) && !has("habit") && !m.named(kind, s) && (s.salience < tellingPast || !ok || f.Intensity < feltPast && s.salience < tellingFar) {
			return "" // what was done once in a project
		}
	case heed.SigCriterion:
		switch {
		case has("choosing") && !once(s.words, ut.Language), asked, m.named(kind, s) && wished(s.words):
		case has("condition") && wished(s.words):
		case preferred(s.words):
			return heed.SigValue
		default:
			return ""
		}
	case heed.SigDriver:
		if !has("choosing") {
			return ""
		}
	case heed.SigTrigger:
		if !has("beginning") || !has("choosing") {
			return ""
		}
	case heed.SigObjection:
		switch {
		case m.sold(ut):
		case s.negated && has("stopping"):
			return heed.SigBarrier
		default:
			return ""
		}
	case heed.SigBarrier:
		if !has("stopping") || has("thinking") && !has("no need") && run(s.words, "think", "that", "other") {
			return ""
		}
	case heed.SigRisk:
		switch {
		case has("others' view"), fearedByOthers(s.words):
			return ""
		case !asked && !has("fearing") && !m.named(kind, s):
			return ""
		}
	case heed.SigFeels:
		switch {
		case has("others' view"), fearedByOthers(s.words), !ownFeeling(s.words, ut.Language):
			return ""
		case !has("feeling") && !hopes(s.words):
			return ""
		case hopes(s.words):
			return heed.SigGoal
		}
	case heed.SigValue:
		switch {
		case undone(s.words):
			return ""
		case ofThem(s.words, ut.Language), cued(s.words, "others' reasons"):
			return heed.SigThinks // of what others hold
		}
	case heed.SigSays:
		if unsaid(s.words) || accountOnly(ut, s) {
			return ""
		}
	case heed.SigPain:
		return m.bornePain(ut, s, asked)
	case heed.SigDislike:
		if fondness(s.words) > 0 && !takenBack(s.words) && ut.Valence > -plainHurt {
			return heed.SigLike // "I like to use it for what I don't enjoy"
		}
	case heed.SigHears:
		if slices.Contains(s.words[:min(len(s.words), 3)], "will") || cued(s.words, "to be said") || unheard(s.words) {
			return "" // what is going to be said was not heard
		}
		if ownSaying(s.words) || conditional(s.words) || opens(s.words, "supposing") {
			return ""
		}
	}
	return kind
}

// named reports whether a sentence names a need of a kind and does not deny it.
func (m *Maker) named(kind heed.SignalKind, s *said) bool {
	return slices.ContainsFunc(s.concepts, func(c int) bool { return needs.All()[c].Kind == kind && !needs.Denied(s.words, c) })
}

// fearedByOthers reports whether it is others who fear: no first person stands
// shortly before any word of fear, nor is it called a fear without anybody's.
func fearedByOthers(words []string) bool {
	found := false
	for i, w := range words {
		switch {
		case among(w, "fearing word"):
			found = true
			if nearestSubject(words[:i]) != "other" && firstPerson(words[max(0, i-5):min(len(words), i+2)], heed.English) || cued(words[max(0, i-3):i], "leading") || i == 0 {
				return false
			}
		case among(w, "own fear"):
			return false
		}
	}
	return found
}

// ownFeeling reports whether a feeling that a sentence names is not plainly
// somebody else's: "the auditor, who was embarrassed for me".
func ownFeeling(words []string, lang heed.Language) bool {
	if lang == heed.Spanish {
		return true
	}
	cues := lists()["feeling en"]
	others := false
	for i := range words {
		if !cues.At(words[i:]) {
			continue
		}
		subject := nearestSubject(words[:i])
		if subject != "other" {
			return true
		}
		others = true
	}
	return !others
}

// nearestSubject is whose the last pronoun among the words before a verb is, at
// most nine words back: "own", "other", or "" for none.
func nearestSubject(before []string) string {
	for k := len(before) - 1; k >= max(0, len(before)-9); k-- {
		switch {
		case among(before[k], "of oneself"):
			return "own"
		case among(before[k], "of others"):
			return "other"
		}
	}
	return ""
}

// ownSaying reports whether it is the speaker who says what a sentence quotes.
func ownSaying(words []string) bool {
	own, other := false, false
	for i, w := range words {
		switch {
		case among(w, "saying of one's own"):
			own = true
		case among(w, "saying"):
			reach, list := 2, "sayer"
			if w == "saying" {
				reach, list = 9, "sayer, at length"
			}
			mine := cued(words[max(0, i-reach):i], list)
			own, other = own || mine, other || !mine
		case among(w, "others' saying"):
			other = true
		}
	}
	return own && !other
}

// tellingPast is how telling a sentence must be of what somebody did or wanted
// once.
const tellingPast = 0.5

// tellingFar is how telling it must be where it was done without a feeling of
// feltPast or more.
const tellingFar, feltPast = 0.65, 0.3

// borneInService is borne where people came to have something done.
func (m *Maker) borneInService(kind heed.SignalKind, ut *corpus.Utterance, s *said) heed.SignalKind {
	switch kind {
	case heed.SigPain:
		switch hurts := listed("hurting", ut.Language, s.words) > 0; {
		case requested(s.words) && !hurts:
			return heed.SigTask // what is to be done about it is asked for
		case !hurts && ut.Valence > -0.25 && len(s.concepts) == 0:
			return ""
		}
	case heed.SigDoes:
		if s.undoes && requestLike(s.words) {
			return heed.SigTask
		}
		if refuses(s.words) && !s.undoes {
			return "" // what is not done
		}
		if once(s.words, ut.Language) && listed("hurting", ut.Language, s.words) == 0 {
			return ""
		}
	case heed.SigFeels:
		if !ownFeeling(s.words, ut.Language) {
			return ""
		}
	case heed.SigLike, heed.SigGain, heed.SigDriver, heed.SigTrigger, heed.SigCriterion:
		if s.salience < tellingPast {
			return ""
		}
	}
	return kind
}

// requestLike reports whether a sentence orders something, bare of "please":
// "i changed my mind cancel the salad".
func requestLike(words []string) bool {
	for i, w := range words {
		if among(w, "order to undo") && (i == 0 || !among(words[i-1], "no order after")) {
			return true
		}
	}
	return false
}

func borneLike(ut *corpus.Utterance, s *said) heed.SignalKind {
	switch {
	case takenBack(s.words), idle(s.words), cued(s.words, "reluctant"):
		return "" // "I love people, but"; what is liked at home
	case preferred(s.words):
		return heed.SigValue
	case hoped(s.words):
		return heed.SigGoal
	}
	return heed.SigLike
}
