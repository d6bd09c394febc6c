package ledger

import (
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
)

const (
	// routineWithin is how many words into a sentence its speaker stands who tells
	// what they do.
	routineWithin = 8
	// routineContent is the fewest words of content of a sentence that tells what
	// somebody does: "I write a lot" tells nothing.
	routineContent = 2
	// routineNeed is how telling what somebody does all day must be: nothing is at
	// stake in it, it tells by what it names.
	routineNeed = 0.2
	// positionLeast is the fewest words of a sentence that says more than where
	// somebody works.
	positionLeast = 14
	// routineLeast and routineMost are the fewest and the most words in which
	// somebody says what they do.
	routineLeast, routineMost = 6, 32
)

// routine reports whether a sentence tells what its speaker does as a rule, in
// words that name it: "I create a dance combination for each class".
func routine(s *said) bool {
	words := s.words
	if len(s.content) < routineContent || len(words) < routineLeast || len(words) > routineMost || once(words, s.lang) || conditional(words) || wished(words) || cued(words, "no routine") || len(words) < positionLeast && cued(words, "position") {
		return false
	}
	if s.lang == heed.Spanish {
		return routineES(words)
	}
	if cued(words[:min(len(words), routineWithin)], "duty") {
		return true
	}
	for i, w := range words[:min(len(words), routineWithin)] {
		if among(w, "doer") || among(w, "doer continuing") {
			if i > 1 && !among(words[0], "fronted") && !among(words[i-1], "joins a clause") && !strings.HasSuffix(words[i-1], "ly") {
				return false // "questions on the platform I'm working on"
			}
		}
		switch {
		case among(w, "doer continuing"): // "i'm working on"
			return i+1 < len(words) && strings.HasSuffix(words[i+1], "ing") && !among(words[i+1], "no act")
		case among(w, "doer"):
			k := i + 1
			for k < len(words)-1 && (slices.Contains(between, words[k]) && words[k] != "had" && words[k] != "would" || among(words[k], "beside the verb") || strings.HasSuffix(words[k], "ly")) {
				k++
			}
			return k < len(words) && !among(words[k], "no act") && !strings.HasSuffix(words[k], "n't") && !strings.HasSuffix(words[k], "ed") && !among(words[k], "past")
		case among(w, "other doer"):
			return false
		}
	}
	return false
}

// routineES is routine for Spanish, where the verb says whose it is.
func routineES(words []string) bool {
	for i, w := range words[:min(len(words), routineWithin)] {
		if among(w, "no act") {
			return false
		}
		if i+1 < len(words) && len(w) > 3 && (strings.HasSuffix(w, "amos") || strings.HasSuffix(w, "emos") || strings.HasSuffix(w, "imos") || among(w, "does")) {
			return true
		}
	}
	return false
}

// work reports whether a sentence, in answer to what somebody does, tells the
// task and not the tool: "I prepare the slides" and not "I use it for slides".
func work(s *said, question string) bool {
	return (asks(question, "task") || cued(s.words[:min(len(s.words), routineWithin)], "duty")) && routine(s) && !s.negated && !cued(s.words, "by tool")
}

// needed is how telling the words must be that one person's claim rests on.
func (m *Maker) needed(centre item) float64 {
	s := m.said(centre.utt)
	question, _ := m.question(&m.Corpus.Utterances[centre.utt])
	if centre.sig.Kind == heed.SigDoes && routine(s) && !s.negated || centre.sig.Kind == heed.SigTask && work(s, question) {
		return routineNeed
	}
	return alone[centre.sig.Kind]
}

// tries counts the claims of one person that were made of a pool, by kind: what
// many do all day leaves room for what few value.
type tries map[heed.SignalKind]int

// triesMost is the most claims of one person of a kind that are made of a pool.
const triesMost = 24

func (t tries) room(centre item, members []item) bool {
	if severalVoices(members) {
		return true
	}
	t[centre.sig.Kind]++
	return t[centre.sig.Kind] <= triesMost
}

// habitual is what a sentence of doing counts: more where it tells a habit, and
// with what it is done or what for; less where it tells what was done once.
func habitual(s *said) float64 {
	switch {
	case !routine(s):
		return onceDone
	case listed("habit", s.lang, s.words) > 0 || cued(s.words, "purpose"):
		return habitDone
	}
	return 1
}

// onceDone and habitDone are what a sentence of doing counts beside one that
// tells a practice without saying how often or what for.
const onceDone, habitDone = 0.7, 1.25
