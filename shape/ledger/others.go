package ledger

import (
	"slices"
	"unicode"
	"unicode/utf8"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

var thirdPersons = map[heed.Language][]string{
	heed.English: {"he", "she", "they", "he's", "she's", "they're", "he'll", "she'll", "they'll", "he'd", "she'd", "they'd", "his", "her", "their", "someone", "somebody", "people"},
	heed.Spanish: {"el", "ella", "ellos", "ellas"},
}

// AboutOthers reports whether a sentence tells of somebody else and not of the
// speaker: its subject is a third person or a name, and nothing in it is said
// in the first person.
func AboutOthers(s string, lang heed.Language) bool {
	third := thirdPersons[lang]
	if third == nil {
		return false
	}
	words := make([]string, 0, 16)
	subject := false
	for tok := range text.All(s) {
		if tok.Kind != text.Word {
			continue
		}
		w := tok.Lower
		if len(words) < 3 && !subject {
			first, _ := utf8.DecodeRuneInString(s[tok.Start:])
			named := unicode.IsUpper(first) && len(words) > 0 && len(w) > 2 && w[0] != 'i'
			// "él" is a person, "el" an article: accents count here
			subject = named || slices.Contains(third, w) && (lang != heed.Spanish || w != "el") || w == "él"
		}
		words = append(words, text.Fold(w))
	}
	return subject && !firstPerson(words, lang)
}

// OfOwn reports whether a sentence tells of the speaker in the first person,
// and repeats no words of anybody's.
func OfOwn(s string, lang heed.Language) bool {
	words := text.Words(text.Fold(s))
	return firstPerson(words, lang) && !AboutOthers(s, lang) && !ofOthers(words) && !mouthed(s) && !slices.ContainsFunc(words, func(w string) bool {
		switch w {
		case "say", "says", "said", "told", "tells", "digo", "dije", "dijo", "dice", "dijeron", "dicen":
			return true
		}
		return false
	})
}

// Judges reports which way a sentence judges in so many words: 1 for, -1
// against, 0 neither.
func Judges(s string, lang heed.Language) int { return verdict(text.Words(text.Fold(s)), lang) }

// ofSelf are the kinds of signal that only the person themselves can tell.
func ofSelf(k heed.SignalKind) bool {
	switch k {
	case heed.SigFeels, heed.SigThinks, heed.SigGoal, heed.SigValue, heed.SigRisk, heed.SigLike, heed.SigDislike, heed.SigObjection:
		return true
	}
	return false
}
