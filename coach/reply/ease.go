package reply

import (
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

// lengthOf counts words and sentences and how easily the text reads.
func lengthOf(l *look) Length {
	n := Length{Words: l.words, Sentences: len(l.sents)}
	syllables := 0
	for i := range l.sents {
		for _, w := range l.sents[i].words {
			syllables += Syllables(w, l.lang)
		}
	}
	n.Ease = Ease(syllables, n.Words, n.Sentences, l.lang)
	return n
}

// Ease is how easily a text reads, about 0 (very hard) to 100 (very easy): in
// English Flesch's reading ease, 206.835 - 1.015 words/sentence - 84.6
// syllables/word (Flesch 1948); in Spanish Fernández-Huerta's, 206.84 - 1.02
// words/sentence - 60 syllables/word (Fernández Huerta 1959, in the form that
// Law corrected in 2011). 0 where there are no words.
func Ease(syllables, words, sentences int, lang heed.Language) float64 {
	if words == 0 || sentences == 0 {
		return 0
	}
	perWord, perSentence := float64(syllables)/float64(words), float64(words)/float64(sentences)
	if lang == heed.Spanish {
		return 206.84 - 60*perWord - 1.02*perSentence
	}
	return 206.835 - 84.6*perWord - 1.015*perSentence
}

// Syllables counts the syllables of a word: groups of vowels, in English
// without a silent e at the end, in Spanish with hiatus at a stressed or strong
// pair (a-e, í-a). A number counts one per digit.
func Syllables(word string, lang heed.Language) int {
	n, digits := 0, 0
	prev := rune(0)
	for _, r := range strings.ToLower(word) {
		v := strings.ContainsRune("aeiouyáéíóúü", r)
		pv := strings.ContainsRune("aeiouyáéíóúü", prev)
		switch {
		case r >= '0' && r <= '9':
			digits++
		case lang == heed.Spanish && r == 'y':
			// a consonant, but for "y" itself and at the end of a diphthong
		case v && !pv, v && lang == heed.Spanish && strong(r) && strong(prev):
			n++
		}
		prev = r
	}
	if lang == heed.Spanish {
		return max(1, n+digits)
	}
	w := strings.TrimSuffix(strings.ToLower(word), "'s")
	if strings.HasSuffix(w, "e") && !strings.HasSuffix(w, "le") && n > 1 || strings.HasSuffix(w, "ed") && n > 1 && !strings.HasSuffix(w, "ted") && !strings.HasSuffix(w, "ded") {
		n--
	}
	return max(1, n+digits)
}

func strong(r rune) bool { return strings.ContainsRune("aeoáéóíú", r) }

// EaseOf is Ease of a whole text.
func EaseOf(s string, lang heed.Language) float64 {
	words, syllables := 0, 0
	for _, w := range text.Words(s) {
		words++
		syllables += Syllables(w, lang)
	}
	return Ease(syllables, words, len(text.Sentences(s, lang)), lang)
}
