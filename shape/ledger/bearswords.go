package ledger

import (
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/corpus"
)

// quotesOnly reports whether hardly a word of a sentence stands outside the
// quotation marks in it: 'The whole "it takes our jobs" thing.'
func quotesOnly(sentence string) bool {
	a, b := strings.IndexAny(sentence, "\"“«"), strings.LastIndexAny(sentence, "\"”»")
	return a >= 0 && b > a+20 && len(text.Words(sentence[:a]))+len(text.Words(sentence[b:])) < fewestOutside
}

// fewestOutside is the fewest words beside a quotation that say something.
const fewestOutside = 5

// preferred reports whether a sentence tells how somebody would rather have a
// thing done: a matter of what they hold, not of what pleases them.
func preferred(words []string) bool {
	for i, w := range words {
		if among(w, "preferring") && !(run(words[i:], "rather", "than") && i+1 < len(words) && words[i+1] == "than" && !slices.Contains(words, "prefer")) {
			return true
		}
	}
	return false
}

// takenBack reports whether a sentence goes on to the contrary of what it
// starts with.
func takenBack(words []string) bool {
	at := slices.IndexFunc(words, func(w string) bool { return among(w, "taking back") })
	return at > 2 && at < len(words)-2
}

func borneGain(ut *corpus.Utterance, s *said) heed.SignalKind {
	words := s.words
	switch {
	case cued(words, "expected"):
		return heed.SigThinks // what was expected of it
	case cued(words, "told to use"):
		return heed.SigHears
	case cued(words, "for others"), cued(words, "made to help") && listed("helping", ut.Language, words) < 2:
		return ""
	case opens(words, "occupied with"):
		return heed.SigTask
	case cued(words, "thought to come"):
		return heed.SigThinks
	case wished(words), cued(words[:min(len(words), openingWords+1)], "wanted"), cued(words, "was wanted"):
		return heed.SigGoal
	case refuses(words), ut.Language != heed.Spanish && s.negated && listed("relieving", ut.Language, words) == 0 && s.verdict <= 0 && !cued(words, "spared by a no"):
		return ""
	case cued(words, "seen to come"):
		return heed.SigThinks // becoming so
	case byOwnHand(words), idle(words), listsUses(words) && !helpsBeside(words, ut.Language):
		return ""
	case ut.Valence < plainGood && s.verdict <= 0 && listed("helping", ut.Language, words) == 0 && listed("relieving", ut.Language, words) == 0 && len(s.concepts) == 0:
		return ""
	case once(words, ut.Language) && s.salience < tellingPast && s.verdict == 0 && len(s.concepts) == 0:
		return "" // a step of a project
	case preferred(words):
		return heed.SigValue
	}
	return heed.SigGain
}

// plainGood is the valence above which words praise that have no word for it.
const plainGood = 0.35

// wished reports whether a sentence tells of what its speaker hopes for or
// wants, so that it is not so yet.
func wished(words []string) bool {
	if hoped(words) || hopes(words) || cued(words, "wishing") {
		return true
	}
	for i, w := range words {
		switch {
		case w == "wish" && i > 0 && among(words[i-1], "wisher"):
			return true
		case among(w, "wanting") && i > 0 && among(words[i-1], "wanter") && clauseAt(words, i-1):
			return true
		}
	}
	return false
}

// clauseAt reports whether the speaker before a wanting opens a clause of their
// own: "what I want it to say" wants nothing.
func clauseAt(words []string, at int) bool {
	for at > 0 && !among(words[at], "doer") {
		at--
	}
	return at <= openingWords || among(words[at-1], "joins a clause")
}

// mainClause is words up to a "which" that adds to them.
func mainClause(words []string) []string {
	if at := slices.IndexFunc(words, func(w string) bool { return among(w, "adds") }); at > openingWords {
		return words[:at]
	}
	return words
}

// openingWords is how many words may stand before the subject of a sentence.
const openingWords = 3

// hopes reports whether somebody hopes for something.
func hopes(words []string) bool {
	for i, w := range words {
		if among(w, "hoping") && i > 0 && among(words[i-1], "hoper") {
			return true
		}
	}
	return cued(words, "hoped in a word")
}

// byOwnHand reports whether what is better, quicker or easier is to do it
// without the thing that is talked about: "quicker to do it on my own".
func byOwnHand(words []string) bool {
	for i := range words {
		if opens(words[i:], "own hand") && !cued(words[max(0, i-8):i], "spared the hand") {
			return true
		}
	}
	return false
}

// refuses reports whether a sentence begins by saying what its speaker does not
// do.
func refuses(words []string) bool {
	for i, w := range words[:min(len(words), 4)] {
		if among(w, "refusing") || among(w, "refusing a deed") && i+1 < len(words) && !among(words[i+1], "no deed") {
			return true
		}
	}
	return false
}

// idle reports whether time that is called free is somebody's leisure.
func idle(words []string) bool { return cued(words, "leisure") }

// borneSees tells what people see around them from what they make of it.
func borneSees(ut *corpus.Utterance, s *said) heed.SignalKind {
	words := s.words
	for i, w := range words {
		switch {
		case among(w, "seeing"):
			if opens(words[i+1:], "seen in the mind") || slices.Contains(words[i:min(len(words), i+8)], "as") || run(words[i:min(len(words), i+2)], w, "it") && slices.Contains(words[i:], "as") {
				return heed.SigThinks
			}
			if i+2 < len(words) && words[i+1] == "the" && among(words[i+2], "abstract") {
				return heed.SigThinks
			}
		case among(w, "seeing, Spanish"):
			if slices.Contains(words[i:min(len(words), i+6)], "como") {
				return heed.SigThinks
			}
		}
	}
	if listed("thinking", ut.Language, words) > 0 || cued(words, "sure of it") {
		return heed.SigThinks
	}
	if f, ok := ut.Strongest(); ok && f.Intensity >= 0.35 && listed("feeling", ut.Language, words) > 0 {
		return heed.SigFeels
	}
	return heed.SigSees
}

// feltGuilt reports whether a sentence that names a thought says how it felt.
func feltGuilt(words []string, lang heed.Language) bool {
	return cued(words, "made to feel") || lang != heed.Spanish && run(words, "i", "felt") && !cued(words, "felt and thought")
}

// courteous reports whether a short sentence stands in a turn that gives thanks.
func courteous(ut *corpus.Utterance, turn string) bool {
	if ut.Span.Len() > shortCourtesy || ut.Span.Start > shortCourtesy+60 {
		return false
	}
	head := text.Words(text.Fold(turn[:min(len(turn), 40)]))
	return cued(head, "thanking")
}

// shortCourtesy is the most bytes of what people say to be polite.
const shortCourtesy = 60

// answersWish reports whether a sentence that answers what somebody wanted or
// what would help names it: "somebody to say that it is wrong".
func answersWish(words []string) bool {
	if len(words) == 0 {
		return false
	}
	if among(words[0], "starts no wish") || slices.ContainsFunc(words[:min(len(words), openingWords)], func(w string) bool { return among(w, "doer") || among(w, "other doer") }) {
		return listed("aims", heed.English, words) > 0 || listed("aims", heed.Spanish, words) > 0
	}
	return true
}

// speaks reports whether the speaker is the one who does what a sentence tells:
// "I" or the like stands before its first verb, or what is theirs.
func speaks(words []string, lang heed.Language) bool {
	if lang == heed.Spanish {
		return firstPerson(words, lang)
	}
	for i, w := range words[:min(len(words), routineWithin)] {
		switch {
		case among(w, "speaker"):
			return true
		case among(w, "speaker's"): // not "my colleagues"
			return i+1 < len(words) && among(words[i+1], "own work")
		case among(w, "somebody else"):
			return false
		}
	}
	return false
}

// once reports whether a sentence tells what its speaker did one time.
func once(words []string, lang heed.Language) bool {
	if lang == heed.Spanish {
		return cued(words[:min(len(words), 5)], "done once")
	}
	for i, w := range words[:min(len(words), 9)] {
		if !among(w, "doer") || i+1 >= len(words) {
			continue
		}
		v := words[i+1]
		if among(v, "before a past") && i+2 < len(words) {
			v = words[i+2]
		}
		if strings.HasSuffix(v, "ed") && v != "need" || among(v, "past") {
			return true
		}
	}
	return false
}

// ofThem reports whether nothing but the "I think" before it is the speaker's in
// a sentence, and it does not say that something matters.
func ofThem(words []string, lang heed.Language) bool {
	if lang == heed.Spanish || len(words) < 4 {
		return false
	}
	rest := words
	if opens(words, "holding") {
		rest = words[2:]
	}
	return !firstPerson(rest, lang) && !cued(rest, "mattering") && len(rest) < len(words)
}

// undone reports whether what is said to matter is said not to.
func undone(words []string) bool { return cued(words, "not mattering") }

// bornePain demands that something hurts, and not that it is spared.
func (m *Maker) bornePain(ut *corpus.Utterance, s *said, asked bool) heed.SignalKind {
	lang := ut.Language
	hurts := listed("hurting", lang, s.words) > 0
	switch {
	case concerned(s.words) && !unworried(s.words) && firstPerson(s.words, lang) && !once(s.words, lang):
		return heed.SigRisk
	case listed("relieving", lang, s.words) > 0 && !s.negated && ut.Valence > -0.3:
		return "" // they tell what spares them it
	case cued(s.words, "running a risk") && firstPerson(s.words, lang):
		return heed.SigRisk
	case hypothetical(s.words), supposes(s.words), delegates(s.words), cued(s.words, "overcome"), opens(s.words, "aside"), onlyTold(ut.Text, s.words):
		return ""
	case !hurts && !(asked && ut.Valence < 0) && ut.Valence > -0.25 && s.verdict >= 0:
		return ""
	case preferred(s.words) && ut.Valence > -0.1:
		return heed.SigValue
	}
	return heed.SigPain
}

// hypothetical reports whether a sentence tells what its speaker would do about
// a trouble.
func hypothetical(words []string) bool {
	if len(words) > 0 && among(words[0], "joins a clause") {
		words = words[1:]
	}
	return opens(words, "in the case") && cued(words, "done about it")
}

// supposes reports whether a sentence begins by supposing something and does not
// go on to what it does to its speaker.
func supposes(words []string) bool {
	return len(words) > 3 && opens(words, "supposing of it") && !firstPerson(words, heed.English) && !slices.Contains(words, "me")
}

// sold reports whether somebody who sells takes part in a conversation.
func (m *Maker) sold(ut *corpus.Utterance) bool {
	v := m.Corpus.Convs[ut.Conv]
	for t := range v.Turns {
		if v.RoleOf(t) == heed.RoleRep {
			return true
		}
	}
	return false
}

// swayed reports whether a sentence tells that somebody or something has a say
// with its speaker, and not whom they serve or what they order.
func swayed(words []string, lang heed.Language) bool {
	if listed("sway", lang, words) == 0 || listed("told to do", lang, words) > 0 {
		return false
	}
	if lang == heed.Spanish {
		return true
	}
	if refuses(words) || len(words) > 1 && among(words[1], "have not") {
		return false
	}
	for i, w := range words[:min(len(words), 12)] { // the speaker is in it: turns to it, or is told
		switch {
		case among(w, "swayed one"):
			return true
		case i < 6 && among(w, "swayed other"):
			return false
		}
	}
	return false
}
