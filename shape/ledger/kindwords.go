package ledger

import (
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/needs"
)

// byNeed is the kind of the need that a sentence names, where what was found in
// it says little: who tells of having been lied to does not tell what they do.
func (m *Maker) byNeed(kind heed.SignalKind, s *said) heed.SignalKind {
	switch kind {
	case heed.SigSays, heed.SigDoes, heed.SigSees, heed.SigCriterion, heed.SigDriver, heed.SigTrigger, heed.SigHears, heed.SigGoal:
	default:
		return kind
	}
	if len(s.concepts) == 0 || len(s.words) > longestDispute || needs.Denied(s.words, s.concepts[0]) {
		return kind
	}
	for _, c := range s.concepts[1:] {
		if needs.All()[c].Kind != needs.All()[s.concepts[0]].Kind {
			return kind
		}
	}
	if n := needs.All()[s.concepts[0]]; n.Kind != "" && (kind != heed.SigGoal || n.Kind == heed.SigRisk) && n.Kind != heed.SigBarrier && !(kind == heed.SigHears && sign(n.Kind) > 0) {
		return n.Kind
	}
	return kind
}

// spared reports whether all that a sentence names of pains is denied: who gives
// instructions not to make things up does not tell of things made up.
func spared(s *said) bool {
	for _, c := range s.concepts {
		if needs.All()[c].Kind != heed.SigPain || !needs.Denied(s.words, c) {
			return false
		}
	}
	return len(s.concepts) > 0 && !s.negated
}

// hoped reports whether a sentence tells of what would be, not of what is.
func hoped(words []string) bool {
	for i, w := range words {
		switch w {
		case "hopefully", "ideally", "ojala":
			return true
		case "would", "could":
			if i+1 < len(words) {
				switch words[i+1] {
				case "help", "save", "love", "make", "speed":
					return true
				case "be":
					k := i + 2
					for k < len(words) && among(words[k], "very") {
						k++
					}
					if k < len(words) && among(words[k], "welcome") {
						return true
					}
				}
			}
		case "ayudaria", "ahorraria", "encantaria", "facilitaria":
			return true
		}
	}
	return false
}

// unworried reports whether a worry is named only to be denied.
func unworried(words []string) bool {
	denied := false
	for i, w := range words {
		switch w {
		case "concern", "concerned", "concerns", "worry", "worries", "worried", "afraid", "fear", "preocupa", "preocupan", "preocupado", "preocupada", "miedo", "temo":
			if !slices.ContainsFunc(words[max(0, i-4):i], func(p string) bool {
				return p == "no" || p == "not" || p == "never" || p == "nunca" || p == "nothing" || p == "nada" || p == "tampoco" || strings.HasSuffix(p, "n't")
			}) {
				return false
			}
			denied = true
		}
	}
	return denied
}

// own reports whether a sentence is about what the speaker does: they are its
// subject, and not a tool, a colleague or "one person".
func own(words []string, lang heed.Language) bool {
	switch words[0] {
	case "it", "its", "it's", "that", "that's", "he", "she", "they", "this", "these", "those", "there", "el", "ella", "ellos", "ellas", "eso", "esto":
		return false
	}
	if run(words, "i", "know") || run(words, "one", "person") || run(words, "some", "people") || run(words, "conozco", "a") {
		return false
	}
	return firstPerson(words, lang)
}

// mouthed reports whether a sentence quotes what somebody else said: 'they
// said "I like this one more"'.
func mouthed(s string) bool {
	at := strings.IndexAny(s, "\"“«")
	if at <= 0 {
		return false
	}
	words := text.Words(text.Fold(s[:at]))
	for i := len(words) - 1; i >= max(0, len(words)-3); i-- {
		switch words[i] {
		case "said", "says", "say", "told", "asked", "goes":
			return i == 0 || words[i-1] != "i" && words[i-1] != "i've" && words[i-1] != "i'd" && words[i-1] != "we"
		case "dijo", "dijeron", "dice", "dicen", "decian", "decia", "pregunto", "preguntaron", "contesto":
			return true
		}
	}
	return false
}

// concerned reports whether a sentence speaks of a concern, and does not deny
// having one.
func concerned(words []string) bool {
	for i, w := range words {
		switch w {
		case "concern", "concerned", "worry", "worries", "worried", "afraid", "fear", "scares", "preocupa", "preocupacion", "miedo", "temo":
			return !slices.ContainsFunc(words[max(0, i-3):i], func(p string) bool {
				return p == "no" || p == "not" || p == "never" || p == "nunca" || strings.HasSuffix(p, "n't")
			})
		}
	}
	return false
}

// requested reports whether a sentence begins by asking for something: "I want
// to", "can you", "quisiera".
func requested(words []string) bool {
	for i, w := range words[:min(len(words), 6)] {
		switch w {
		case "quiero", "quisiera", "queria", "necesito", "querria":
			return true
		case "want", "wants", "wanted", "need", "like", "wish", "i'd":
			if i > 0 && (words[i-1] == "i" || words[i-1] == "i'd" || words[i-1] == "would" || words[i-1] == "just") {
				return true
			}
		case "can", "could", "may", "will":
			if i+1 < len(words) && (words[i+1] == "you" || words[i+1] == "i" || words[i+1] == "u") {
				return true
			}
		case "please", "gustaria":
			return true
		}
	}
	return false
}

func yesNo(words []string) bool {
	for _, w := range words[:min(len(words), 2)] {
		switch w {
		case "no", "yes", "si", "nope", "yeah", "nothing", "nada", "vale", "ok", "okay":
			return true
		}
	}
	return false
}

// run reports whether the words follow each other somewhere.
func run(words []string, want ...string) bool { return matches(words, want) }

// reported reports whether what is said is what somebody else thinks or says:
// "she thinks we're saving time", "dicen que va más rápido".
func reported(words []string) bool {
	for i, w := range words {
		switch w {
		case "thinks", "believes", "reckons", "claims":
			return true
		case "think", "say", "believe", "reckon":
			if i > 0 && (words[i-1] == "they" || words[i-1] == "people" || words[i-1] == "you") {
				return true
			}
		case "dicen", "dice", "creen", "cree", "piensan", "piensa":
			if i+1 < len(words) && words[i+1] == "que" {
				return true
			}
		}
	}
	return false
}

// conditional reports whether something is only imagined.
func conditional(words []string) bool {
	for i, w := range words {
		switch w {
		case "if", "if's", "maybe", "si", "quiza", "quizas":
			for _, v := range words {
				switch v {
				case "i'd", "would", "were", "could", "might", "seria", "fuera", "podria", "tuviera", "hubiera", "estaria":
					return true
				}
			}
			_ = i
		}
	}
	return false
}

// perceives reports whether the speaker perceives something.
func perceives(words []string) bool {
	for i, w := range words {
		switch w {
		case "see", "saw", "seen", "notice", "noticed", "watch", "watched", "looked", "looking", "spotted", "read":
			for _, p := range words[max(0, i-3):i] {
				if p == "i" || p == "we" || p == "i've" || p == "we've" || p == "i'd" {
					return true
				}
			}
		case "veo", "vi", "vemos", "vimos", "miro", "miramos", "note", "noto", "leo", "lei", "veia", "miraba":
			return true
		}
	}
	return false
}

// acts reports whether a sentence starts with what the speaker does, and not
// with what somebody said or with what they are.
func acts(words []string, lang heed.Language) bool {
	if reported(words) || len(words) < 3 || !firstPerson(words, lang) {
		return false
	}
	head := words[:min(len(words), 5)]
	for i, w := range head {
		switch w {
		case "i'm", "am", "soy", "was", "were":
			if i+1 < len(words) && !strings.HasSuffix(words[i+1], "ing") && words[i+1] != "always" && words[i+1] != "responsible" {
				return false // what they are
			}
		case "dijo", "dijeron", "dice", "said", "says", "told":
			if i > 0 && words[i-1] != "i" && words[i-1] != "we" && words[i-1] != "i've" && words[i-1] != "also" {
				return false
			}
		}
	}
	if words[0] == "i" || words[0] == "we" {
		switch words[1] {
		case "feel", "felt", "think", "am", "was", "believe", "know":
			return false
		}
	}
	switch words[0] {
	case "finally", "it", "its", "it's", "that", "that's", "he", "she", "they", "this", "there", "el", "ella", "eso":
		return false
	}
	return true
}

// situated reports whether a difficulty tells when something is used: "I turn
// to it when I'm stuck".
func situated(words []string) bool {
	at := slices.IndexFunc(words, func(w string) bool {
		switch w {
		case "when", "if", "whenever", "after", "that", "cuando", "si":
			return true
		}
		return false
	})
	if at < 0 {
		return false
	}
	for _, cue := range [][]string{{"i", "turn", "to"}, {"i", "use"}, {"i", "bring"}, {"i", "ask"}, {"i", "go", "to"}, {"i'll", "use"}, {"i'll", "ask"}, {"lo", "uso"}, {"uso"}, {"le", "pregunto"}, {"recurro", "a"}} {
		if matches(words, cue) {
			return true
		}
	}
	return false
}

// parenthesis reports whether "I think" merely hedges: it stands at the end,
// or between commas, or opens nothing.
func parenthesis(s string) bool {
	low := strings.ToLower(strings.TrimRight(s, ".!? "))
	for _, hedge := range []string{"i think", "i guess", "i suppose", "creo", "me parece", "supongo"} {
		if strings.HasSuffix(low, hedge) || strings.Contains(low, ", "+hedge+" ") || strings.Contains(low, ", "+hedge+",") {
			return true
		}
	}
	return false
}
