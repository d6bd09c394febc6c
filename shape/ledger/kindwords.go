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
		switch {
		case among(w, "hoped"), among(w, "would") && opens(words[i+1:], "would help"):
			return true
		case among(w, "would") && i+1 < len(words) && words[i+1] == "be":
			k := i + 2
			for k < len(words) && among(words[k], "very") {
				k++
			}
			if k < len(words) && among(words[k], "welcome") {
				return true
			}
		}
	}
	return false
}

// unworried reports whether a worry is named only to be denied.
func unworried(words []string) bool {
	denied := false
	for i, w := range words {
		if !among(w, "worrying") {
			continue
		}
		if !deniedIn(words[max(0, i-4):i]) {
			return false
		}
		denied = true
	}
	return denied
}

// deniedIn reports whether a word of denial is among words.
func deniedIn(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return among(w, "denying") || strings.HasSuffix(w, "n't") })
}

// own reports whether a sentence is about what the speaker does: they are its
// subject, and not a tool, a colleague or "one person".
func own(words []string, lang heed.Language) bool {
	return !opens(words, "not the speaker") && !cued(words, "somebody known") && firstPerson(words, lang)
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
		switch {
		case among(words[i], "before a quotation"):
			return i == 0 || !among(words[i-1], "quoting oneself")
		case among(words[i], "before a quotation of others"):
			return true
		}
	}
	return false
}

// concerned reports whether a sentence speaks of a concern, and does not deny
// having one.
func concerned(words []string) bool {
	at := slices.IndexFunc(words, func(w string) bool { return among(w, "concern") })
	return at >= 0 && !deniedIn(words[max(0, at-3):at])
}

// requested reports whether a sentence begins by asking for something: "I want
// to", "can you", "quisiera".
func requested(words []string) bool {
	for i, w := range words[:min(len(words), 6)] {
		switch {
		case among(w, "asking"), among(w, "wanted of us") && i > 0 && among(words[i-1], "who wants"), opens(words[i:], "may it be"):
			return true
		}
	}
	return false
}

func yesNo(words []string) bool { return cued(words[:min(len(words), 2)], "yes or no") }

// run reports whether the words follow each other somewhere.
func run(words []string, want ...string) bool { return matches(words, want) }

// reported reports whether what is said is what somebody else thinks or says:
// "she thinks we're saving time", "dicen que va más rápido".
func reported(words []string) bool {
	for i, w := range words {
		if among(w, "others hold") || i > 0 && among(w, "held") && among(words[i-1], "holder") || opens(words[i:], "others say that") {
			return true
		}
	}
	return false
}

// conditional reports whether something is only imagined.
func conditional(words []string) bool {
	return cued(words, "condition or doubt") && cued(words, "not so")
}

// perceives reports whether the speaker perceives something.
func perceives(words []string) bool {
	for i, w := range words {
		if among(w, "perceived") || among(w, "perceiving") && cued(words[max(0, i-3):i], "perceiver") {
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
		switch {
		case among(w, "being") && i+1 < len(words) && !strings.HasSuffix(words[i+1], "ing") && !among(words[i+1], "being and doing"):
			return false // what they are
		case among(w, "others told") && i > 0 && !among(words[i-1], "told by oneself"):
			return false
		}
	}
	return !opens(words, "inner") && !opens(words, "not the speaker acting")
}

// situated reports whether a difficulty tells when something is used: "I turn
// to it when I'm stuck".
func situated(words []string) bool {
	return cued(words, "in what case") && cued(words, "turning to it")
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
