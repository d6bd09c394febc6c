package themes

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

//go:embed data/naming.txt
var namingData string

// naming are the word lists of names, by section, folded.
var naming = sync.OnceValue(func() map[string]map[string]bool {
	out := map[string]map[string]bool{}
	var section map[string]bool
	for line := range strings.Lines(namingData) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			section = map[string]bool{}
			out[strings.Trim(line, "[]")] = section
		default:
			for _, w := range strings.Fields(line) {
				section[text.Fold(w)] = true
			}
		}
	}
	return out
})

const (
	// sharedBy is the fewest people (or texts, where nobody is known) whose
	// sentences hold a name; in a study of fewer than smallStudy, sharedBySmall.
	sharedBy      = 3
	sharedBySmall = 2
	smallStudy    = 12
	// sharedShare is the share of a group's people who must say its name.
	sharedShare = 0.06
	// headed is the share of a word's uses that follow an article or the like
	// from which it can be the head of a name.
	headed = 0.25
)

// Names returns, per group, what its people share that could name it, best
// first, at most limit each: a verb with its object, or a noun phrase of two or
// three words, written as most of them wrote it, that at least three people
// said. A group for which there is no such phrase has no name.
func Names(texts []Text, of []int32, groups int, unit []int32, limit int) [][]Phrase {
	heads := headsOf(texts, of)
	each := func(t Text, f func(key, form string, words int, named bool)) { eachName(t, heads, f) }
	least := func(units, total int) int {
		n := sharedBy
		if total < smallStudy {
			n = sharedBySmall
		}
		return max(n, int(sharedShare*float64(units)+0.5))
	}
	return phrases(texts, of, groups, unit, limit, each, least)
}

// token is a word of a sentence as names look at it.
type token struct {
	stem, folded, lower string
	from, to            int
	det                 bool // a word that nouns follow
	plain, never, short bool
}

// runs calls f with each run of words between marks.
func runs(t Text, f func([]token)) {
	lists := naming()
	lang := t.Lang
	if lang != heed.English && lang != heed.Spanish {
		lang = "" // the words of every day of both
	}
	var run []token
	for tok := range text.All(t.Text) {
		if tok.Kind != text.Word || tok.Start > 0 && t.Text[tok.Start-1] == '[' { // a mark, a number, or a pseudonym
			if len(run) > 0 {
				f(run)
			}
			run = run[:0]
			continue
		}
		folded := text.Fold(tok.Lower)
		run = append(run, token{
			stem: text.Stem(tok.Lower, t.Lang), folded: folded, lower: tok.Lower, from: tok.Start, to: tok.End,
			det: before[folded], plain: Plain(tok.Lower, lang), never: lists["never"][folded],
			short: len(tok.Lower) < 3 && tok.Lower != "ai",
		})
	}
	if len(run) > 0 {
		f(run)
	}
}

// headsOf are the stems that mostly stand where nouns do: after an article or
// the like, at once or behind one other word.
func headsOf(texts []Text, of []int32) map[string]bool {
	seen, named := map[string]int{}, map[string]int{}
	for i, t := range texts {
		if of[i] < 0 {
			continue
		}
		runs(t, func(run []token) {
			for k, w := range run {
				if w.plain && !w.never {
					continue
				}
				seen[w.stem]++
				if k > 0 && run[k-1].det || k > 1 && run[k-2].det && !run[k-1].plain {
					named[w.stem]++
				}
			}
		})
	}
	out := map[string]bool{}
	for s, n := range seen {
		if float64(named[s]) >= headed*float64(n) {
			out[s] = true
		}
	}
	return out
}

// noun reports whether a word can be the head of a name.
func noun(w token, lang heed.Language, heads map[string]bool) bool {
	if naming()["head"][w.folded] {
		return true
	}
	if w.short || w.plain || w.never || naming()["filler"][w.folded] || !heads[w.stem] {
		return false
	}
	if lang == heed.Spanish {
		return !strings.HasSuffix(w.folded, "mente") && !infinite(w)
	}
	return !strings.HasSuffix(w.folded, "ly") && !strings.Contains(w.folded, "'") && !strings.Contains(w.folded, "’")
}

// infinite reports whether a Spanish word is an infinitive, a gerund, or a past
// form with its accent.
func infinite(w token) bool {
	for _, end := range []string{"ando", "iendo", "yendo", "aron", "ieron", "arlo", "arla", "erlo", "erla", "irlo", "irla", "arme", "erme", "arnos"} {
		if len(w.folded) > len(end)+2 && strings.HasSuffix(w.folded, end) {
			return true
		}
	}
	for _, end := range []string{"ar", "er", "ir"} {
		if len(w.folded) > 4 && strings.HasSuffix(w.folded, end) {
			return true
		}
	}
	return strings.HasSuffix(w.lower, "é") || strings.HasSuffix(w.lower, "ó") || strings.HasSuffix(w.lower, "aba") || strings.HasSuffix(w.lower, "ía") && len(w.lower) < 8
}

// acts reports whether the k-th word of a run is what somebody does.
func acts(run []token, k int, lang heed.Language) bool {
	lists := naming()
	w := run[k]
	if w.short || w.never || w.det || lists["wide"][w.folded] || lists["filler"][w.folded] || text.Stopword(w.lower, lang) {
		return false
	}
	if lang == heed.Spanish {
		return infinite(w) && !(k > 0 && before[run[k-1].folded] && run[k-1].folded != "de" && run[k-1].folded != "con" && run[k-1].folded != "por")
	}
	if k == 0 {
		return strings.HasSuffix(w.folded, "ing")
	}
	return lists["subject"][run[k-1].folded] && !strings.HasSuffix(w.folded, "ly")
}

// eachName calls f with every run of words that could be a name.
func eachName(t Text, heads map[string]bool, f func(key, form string, words int, named bool)) {
	inside := naming()["inside"]
	runs(t, func(run []token) {
		give := func(key string, a, b, content int) {
			f(key, form(t.Text[run[a].from:run[b].to], run[a].from == 0 || a == 0), content, true)
		}
		is := func(k int) bool { return k < len(run) && noun(run[k], t.Lang, heads) }
		part := func(k int) bool { // may stand before a head
			return k < len(run) && !run[k].short && !run[k].plain && !run[k].never && !naming()["filler"][run[k].folded] && !strings.HasSuffix(run[k].folded, "ly")
		}
		for k := range run {
			if acts(run, k, t.Lang) {
				// the verb, at most two words that lead to the object, the object
				j := k + 1
				for j < len(run) && j < k+3 && (run[j].det || inside[run[j].folded]) && run[j].folded != "of" && run[j].folded != "de" {
					j++
				}
				if is(j) {
					if is(j + 1) {
						give(run[k].stem+">"+run[j].stem+" "+run[j+1].stem, k, j+1, 3)
					}
					give(run[k].stem+">"+run[j].stem, k, j, 2)
				}
				continue
			}
			switch {
			case part(k) && is(k+1):
				if is(k + 2) {
					give(run[k].stem+" "+run[k+1].stem+" "+run[k+2].stem, k, k+2, 3)
				}
				give(run[k].stem+" "+run[k+1].stem, k, k+1, 2)
			case is(k) && k+2 < len(run) && inside[run[k+1].folded] && !before[run[k+1].folded] && is(k+2),
				is(k) && k+2 < len(run) && (run[k+1].folded == "of" || run[k+1].folded == "de" || run[k+1].folded == "por" || run[k+1].folded == "con") && is(k+2):
				give(run[k].stem+" "+run[k+1].folded+" "+run[k+2].stem, k, k+2, 2)
			}
		}
	})
}

// Holds reports whether a sentence says a name: its words, in order, by their
// stems, at most two others between each.
func Holds(sentence, name string, lang heed.Language) bool {
	var want []string
	for _, w := range text.Words(name) {
		if f := text.Fold(w); !before[f] && !naming()["inside"][f] {
			want = append(want, text.Stem(w, lang))
		}
	}
	if len(want) == 0 {
		return false
	}
	var have []string
	for _, w := range text.Words(sentence) {
		have = append(have, text.Stem(w, lang))
	}
	for i := range have {
		if have[i] != want[0] {
			continue
		}
		at, ok := i, true
		for _, w := range want[1:] {
			next := slices.Index(have[at+1:min(len(have), at+4)], w)
			if next < 0 {
				ok = false
				break
			}
			at += 1 + next
		}
		if ok {
			return true
		}
	}
	return false
}
