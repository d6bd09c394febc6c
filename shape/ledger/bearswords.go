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
		switch w {
		case "prefer", "preferred", "rather", "prefiero", "preferimos":
			if w == "rather" && i+1 < len(words) && words[i+1] == "than" && !slices.Contains(words, "prefer") {
				continue
			}
			return true
		}
	}
	return false
}

// takenBack reports whether a sentence goes on to the contrary of what it
// starts with.
func takenBack(words []string) bool {
	at := slices.IndexFunc(words, func(w string) bool {
		switch w {
		case "but", "however", "although", "though", "unfortunately", "pero", "aunque":
			return true
		}
		return false
	})
	return at > 2 && at < len(words)-2
}

func borneGain(ut *corpus.Utterance, s *said) heed.SignalKind {
	words := s.words
	switch {
	case cued(words, "expected"):
		return heed.SigThinks // what was expected of it
	case cued(words, "told to use"):
		return heed.SigHears
	case cued(words, "for others"):
		return ""
	case opens(words, "occupied with"):
		return heed.SigTask
	case run(words, "i", "think", "it", "will") || run(words, "i", "think", "it", "could") || run(words, "i", "think", "ai", "will") || run(words, "i", "think", "it", "can"):
		return heed.SigThinks
	case wished(words), cued(words[:min(len(words), openingWords+1)], "wanted"), run(words, "i", "wanted", "to"), run(words, "we", "wanted", "to"), run(words, "always", "trying", "to"), run(words, "queria"), run(words, "queriamos"):
		return heed.SigGoal
	case refuses(words), ut.Language != heed.Spanish && s.negated && listed("relieving", ut.Language, words) == 0 && s.verdict <= 0 && !slices.Contains(words, "without") && !slices.Contains(words, "can't") && !slices.Contains(words, "wouldn't") && !run(words, "don't", "have", "to"):
		return ""
	case run(words, "i", "see", "it"), run(words, "i", "see", "ai"):
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
	if hoped(words) || hopes(words) {
		return true
	}
	for i, w := range words {
		switch w {
		case "want", "need", "wish":
			if w == "wish" && i > 0 && (words[i-1] == "one" || words[i-1] == "my" || words[i-1] == "would" || words[i-1] == "however") {
				return true
			}
			if i > 0 && (words[i-1] == "i" || words[i-1] == "we" || words[i-1] == "and" || words[i-1] == "really" || words[i-1] == "just") && clauseAt(words, i-1) {
				return true
			}
		case "i'd", "we'd":
			if i+1 < len(words) && (words[i+1] == "like" || words[i+1] == "love") {
				return true
			}
		case "quiero", "queremos", "quisiera", "gustaria", "necesito":
			return true
		}
	}
	return run(words, "would", "more", "than", "happy") || run(words, "interested", "in", "seeing") || run(words, "would", "be", "happy") || run(words, "love", "the", "idea")
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
		switch w {
		case "hope", "hoping":
			if i > 0 && (words[i-1] == "i" || words[i-1] == "we" || words[i-1] == "i'm" || words[i-1] == "am" || words[i-1] == "really" || words[i-1] == "just" || words[i-1] == "also" || words[i-1] == "would" || words[i-1] == "only" || words[i-1] == "do") {
				return true
			}
		case "hopefully", "ojala", "hopeful":
			return true
		case "espero", "esperamos":
			if i+1 < len(words) && (words[i+1] == "que" || words[i+1] == "poder") {
				return true
			}
		}
	}
	return false
}

// byOwnHand reports whether what is better, quicker or easier is to do it
// without the thing that is talked about: "quicker to do it on my own".
func byOwnHand(words []string) bool {
	for i := range words {
		own := false
		for _, cue := range [][]string{{"on", "my", "own"}, {"by", "myself"}, {"for", "me", "to", "just"}, {"easier", "to", "just"}, {"quicker", "to", "just"}, {"faster", "to", "just"}, {"to", "do", "it", "myself"}, {"just", "do", "it", "myself"}, {"by", "hand"}, {"do", "this", "myself"}, {"do", "it", "myself"}, {"hacerlo", "yo"}, {"a", "mano"}, {"por", "mi", "cuenta"}} {
			own = own || i+len(cue) <= len(words) && slices.Equal(words[i:i+len(cue)], cue)
		}
		if own && !slices.ContainsFunc(words[max(0, i-8):i], func(w string) bool {
			return w == "than" || w == "que" || w == "instead" || w == "without" || w == "sin" || w == "before" || w == "antes"
		}) {
			return true
		}
	}
	return false
}

// refuses reports whether a sentence begins by saying what its speaker does not
// do.
func refuses(words []string) bool {
	for i, w := range words[:min(len(words), 4)] {
		switch w {
		case "never", "nunca":
			return true
		case "not", "didn't", "don't", "won't":
			if w == "not" || i+1 < len(words) && words[i+1] != "have" && words[i+1] != "need" {
				return true
			}
		}
	}
	return false
}

// idle reports whether time that is called free is somebody's leisure.
func idle(words []string) bool {
	return run(words, "my", "free", "time") || run(words, "our", "free", "time") || run(words, "my", "spare", "time") || run(words, "mi", "tiempo", "libre") || run(words, "mis", "ratos", "libres")
}

// borneSees tells what people see around them from what they make of it.
func borneSees(ut *corpus.Utterance, s *said) heed.SignalKind {
	words := s.words
	for i, w := range words {
		switch w {
		case "see", "seen":
			if i+2 < len(words) && words[i+1] == "the" && abstract[words[i+2]] {
				return heed.SigThinks
			}
			if i+1 < len(words) && (words[i+1] == "myself" || words[i+1] == "this" || words[i+1] == "that" || words[i+1] == "my" || words[i+1] == "our" || words[i+1] == "it" && slices.Contains(words[i:], "as") || words[i+1] == "how" || words[i+1] == "if" || words[i+1] == "what") {
				return heed.SigThinks
			}
			if at := slices.Index(words[i:], "as"); at > 0 && at < 8 {
				return heed.SigThinks
			}
		case "veo", "vemos":
			if at := slices.Index(words[i:], "como"); at > 0 && at < 6 {
				return heed.SigThinks
			}
		}
	}
	if listed("thinking", ut.Language, words) > 0 || run(words, "i'm", "sure") || run(words, "estoy", "seguro") || run(words, "estoy", "segura") {
		return heed.SigThinks
	}
	if f, ok := ut.Strongest(); ok && f.Intensity >= 0.35 && listed("feeling", ut.Language, words) > 0 {
		return heed.SigFeels
	}
	return heed.SigSees
}

// abstract are things that nobody sees with their eyes.
var abstract = map[string]bool{"need": true, "value": true, "point": true, "benefit": true, "benefits": true, "potential": true, "future": true, "use": true, "role": true, "advantage": true, "possibility": true, "appeal": true, "importance": true, "same": true}

// feltGuilt reports whether a sentence that names a thought says how it felt.
func feltGuilt(words []string, lang heed.Language) bool {
	if lang == heed.Spanish {
		return run(words, "me", "senti") || run(words, "me", "sentia") || run(words, "me", "siento")
	}
	return run(words, "i", "felt") && !run(words, "felt", "like") && !run(words, "felt", "that") && !run(words, "felt", "it") || run(words, "made", "me", "feel")
}

// courteous reports whether a short sentence stands in a turn that gives thanks.
func courteous(ut *corpus.Utterance, turn string) bool {
	if ut.Span.Len() > shortCourtesy || ut.Span.Start > shortCourtesy+60 {
		return false
	}
	head := text.Words(text.Fold(turn[:min(len(turn), 40)]))
	return slices.Contains(head, "thank") || slices.Contains(head, "thanks") || slices.Contains(head, "gracias")
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
	for i, w := range words[:min(len(words), 8)] {
		switch w {
		case "i", "we", "i'm", "i've", "i'd", "i'll", "we're", "we've", "we'd", "we'll":
			return true
		case "my", "our":
			if i+1 == len(words) {
				return false
			}
			switch words[i+1] { // not "my colleagues"
			case "job", "role", "work", "task", "tasks", "main", "day", "typical", "workflow", "responsibilities", "responsibility", "duties", "project", "projects":
				return true
			}
			return false
		case "you", "they", "he", "she", "it", "people", "you're", "they're":
			return false
		}
	}
	return false
}

// once reports whether a sentence tells what its speaker did one time.
func once(words []string, lang heed.Language) bool {
	if lang == heed.Spanish {
		return slices.ContainsFunc(strings.Fields("hice hicimos use usamos probe probamos cambie cambiamos"), func(v string) bool { return slices.Contains(words[:min(len(words), 5)], v) })
	}
	for i, w := range words[:min(len(words), 9)] {
		if w != "i" && w != "we" || i+1 >= len(words) {
			continue
		}
		v := words[i+1]
		if (v == "also" || v == "then" || v == "just" || v == "actually" || v == "really" || v == "finally" || v == "even" || v == "recently") && i+2 < len(words) {
			v = words[i+2]
		}
		if strings.HasSuffix(v, "ed") && v != "need" || pastVerbs[v] {
			return true
		}
	}
	return false
}

// pastVerbs are past forms of verbs of doing that do not end in "ed".
var pastVerbs = func() map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq("did was were had made went took got gave wrote ran saw came found chose built began thought drew fed sent spent brought bought put let read tried didn't couldn't") {
		out[w] = true
	}
	return out
}()

// ofThem reports whether nothing but the "I think" before it is the speaker's in
// a sentence, and it does not say that something matters.
func ofThem(words []string, lang heed.Language) bool {
	if lang == heed.Spanish || len(words) < 4 {
		return false
	}
	rest := words
	if (words[0] == "i" || words[0] == "we") && (words[1] == "think" || words[1] == "believe" || words[1] == "feel" || words[1] == "guess") {
		rest = words[2:]
	}
	return !firstPerson(rest, lang) && !slices.ContainsFunc(rest, func(w string) bool {
		switch w {
		case "important", "matters", "matter", "essential", "should", "must", "crucial", "key", "valuable", "right", "integral", "need", "needs", "vital", "better":
			return true
		}
		return false
	}) && len(rest) < len(words)
}

// undone reports whether what is said to matter is said not to.
func undone(words []string) bool {
	for _, cue := range [][]string{{"don't", "matter"}, {"doesn't", "matter"}, {"didn't", "matter"}, {"does", "not", "matter"}, {"do", "not", "matter"}, {"not", "important"}, {"isn't", "important"}, {"no", "importa"}, {"no", "me", "importa"}, {"no", "es", "importante"}} {
		if matches(words, cue) {
			return true
		}
	}
	return false
}

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
	return len(words) > 0 && (words[0] == "if" || words[0] == "when" || words[0] == "si" || words[0] == "cuando") &&
		(run(words, "then", "i") || run(words, "i", "would") || run(words, "i'd") || run(words, "i", "will") || run(words, "i'll") || run(words, "i", "can") || run(words, "i", "just") || run(words, "i", "tell") || run(words, "i", "ask"))
}

// supposes reports whether a sentence begins by supposing something and does not
// go on to what it does to its speaker.
func supposes(words []string) bool {
	return len(words) > 3 && (words[0] == "if" && (words[1] == "it's" || words[1] == "it") || words[0] == "si" && words[1] == "es") && !firstPerson(words, heed.English) && !slices.Contains(words, "me")
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
	if refuses(words) || len(words) > 1 && (words[1] == "haven't" || words[1] == "hadn't") {
		return false
	}
	for i, w := range words[:min(len(words), 12)] { // the speaker is in it: turns to it, or is told
		switch w {
		case "i", "we", "i've", "we've", "i'll", "my", "our", "me", "us":
			return true
		case "they", "he", "she", "people", "it", "many":
			if i < 6 {
				return false
			}
		}
	}
	return false
}
