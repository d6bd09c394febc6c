package themes

import (
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

const (
	// wordsTold is the most words that a group is named by where no phrase names
	// it, and wordsLeast the fewest.
	wordsTold, wordsLeast = 3, 2
	// wordShare is the share of a group's people who must say each, wordZ how much
	// more it must be theirs than the others' (Phrase.Z).
	wordShare = 0.07
	wordZ     = 2
	// betweenWords parts the words of such a name.
	betweenWords = ", "
)

// NamesByWords gives each group that has no name, or a single word for one, the
// words that set it apart, at most wordsTold: things before what people do, each
// said by at least three of them. They are joined into one phrase ("novels,
// stories, poetry"), the word that the group has first. Where there are not two
// of them, the group stays as it is.
func NamesByWords(names [][]Phrase, texts []Text, of []int32, groups int, unit []int32) [][]Phrase {
	needed := func(list []Phrase) bool {
		return len(list) == 0 || len(strings.Fields(list[0].Text)) == 1
	}
	if !slices.ContainsFunc(names, needed) {
		return names
	}
	read := newReader()
	words := headsOf(read, texts, of, unit)
	each := func(t Text, f func(key, form string, words int, named bool)) {
		read.runs(t, func(run []token) {
			for k, w := range run {
				if len(w.folded) >= nounLength && !w.plain && !w.never && !w.filler && !naming()["vague"][w.folded] && !naming()["wide"][w.folded] && !strings.HasSuffix(w.folded, "ly") && !strings.HasSuffix(w.folded, "mente") && !strings.ContainsAny(w.folded, "'’") {
					f(w.stem, form(t.Text[w.from:w.to], w.from == 0 || k == 0), 1, words.strong[w.stem])
				}
			}
		})
	}
	least := func(units, total int) int {
		n := sharedBy
		if total < smallStudy {
			n = sharedBySmall
		}
		return max(n, int(wordShare*float64(min(units, manyPeople))+sharedRest*float64(max(0, units-manyPeople))+0.5))
	}
	for c, list := range phrases(texts, of, groups, unit, 4*wordsTold, each, least) {
		if !needed(names[c]) {
			continue
		}
		var parts []string
		var lang heed.Language
		if len(names[c]) > 0 {
			parts, lang = append(parts, names[c][0].Text), names[c][0].Lang
		}
		for _, p := range list {
			if p.Z < wordZ || len(parts) == wordsTold || lang != "" && p.Lang != lang ||
				slices.ContainsFunc(parts, func(o string) bool { return sameWords(text.Fold(o), text.Fold(p.Text), p.Lang) }) {
				continue
			}
			parts, lang = append(parts, p.Text), p.Lang
		}
		if len(parts) < wordsLeast {
			continue
		}
		joined := Phrase{Text: strings.Join(parts, betweenWords), Lang: lang, Noun: true, words: len(parts)}
		if len(names[c]) > 0 {
			joined.Z, joined.In = names[c][0].Z, names[c][0].In
			names[c] = names[c][1:]
		} else {
			joined.Z, joined.In = list[0].Z, list[0].In
		}
		names[c] = append([]Phrase{joined}, names[c]...)
	}
	return names
}

// holdsSome reports whether a sentence holds two of the words that name a
// group, or the one that there is.
func holdsSome(sentence, name string, lang heed.Language) bool {
	n := 0
	parts := strings.Split(name, betweenWords)
	for _, p := range parts {
		if Holds(sentence, p, lang) {
			n++
		}
	}
	return n >= min(wordsLeast, len(parts))
}
