package practice

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

//go:embed names.txt
var namesData string

// named holds, for each language and feeling, the words that name it, folded;
// a final "*" stands for any ending.
var named = sync.OnceValue(func() map[heed.Language]map[heed.Feeling][]string {
	out := map[heed.Language]map[heed.Feeling][]string{heed.English: {}, heed.Spanish: {}}
	for line := range strings.Lines(namesData) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Fields(line)
		out[heed.Language(f[0])][heed.Feeling(f[1])] = f[2:]
	}
	return out
})

// names reports whether a text holds a word that names a feeling.
func names(s string, f heed.Feeling, lang heed.Language) bool {
	return slices.Contains(Named(s, lang), f)
}

// Named lists the feelings that words of a text name, in the order of
// heed.Feelings.
func Named(s string, lang heed.Language) (out []heed.Feeling) {
	table := named()[lang]
	for _, f := range heed.Feelings {
		if containsWord(s, table[f]) {
			out = append(out, f)
		}
	}
	return out
}

func containsWord(s string, words []string) bool {
	for tok := range text.All(s) {
		if tok.Kind != text.Word {
			continue
		}
		w := text.Fold(tok.Lower)
		for _, n := range words {
			if stem, ok := strings.CutSuffix(n, "*"); w == n || ok && strings.HasPrefix(w, stem) {
				return true
			}
		}
	}
	return false
}

// aboutMe are the words of somebody who speaks of themselves.
var aboutMe = map[heed.Language][]string{
	heed.English: {"i", "me", "myself", "we", "us", "i'm", "i've", "we're", "we've"},
	heed.Spanish: {"yo", "me", "conmigo", "nos", "nosotros", "nosotras", "estoy", "estamos", "tengo", "tenemos", "tenia", "teniamos", "siento", "senti", "estaba", "estabamos", "le", "da", "dio", "daba", "he", "hemos", "casi", "quede", "estuve", "verdad"},
}

// unreal words before a feeling make it a case and no feeling of now or then:
// "once I am happy with it", "I would be afraid".
var unreal = map[heed.Language][]string{
	heed.English: {"if", "when", "whenever", "once", "until", "unless", "till", "point", "whether", "will", "colleagues", "people", "would", "could", "can", "might", "may", "should", "don't", "not", "never", "anything", "everything", "i'd", "we'd", "they", "you", "their", "his", "her", "your", "without"},
	heed.Spanish: {"si", "cuando", "hasta", "ojala", "podria", "puede", "seria", "estaria", "tendria", "no", "nunca", "nada", "tampoco", "sin", "ellos", "ellas", "usted", "ustedes", "su", "sus"},
}

// notMine stand right before a feeling that is named and not had: "the fear
// is", "it has confused a customer".
var notMine = map[heed.Language][]string{
	heed.English: {"the", "has", "any", "no", "some"}, heed.Spanish: {"el", "la", "los", "las", "ha", "sin", "cualquier"},
}

// polite are phrases of courtesy and set phrases: they name a feeling and say
// none.
var polite = map[heed.Language][]string{
	heed.English: {"happy to", "happy with", "happy for", "happy once", "pleased to", "pleased with", "glad to", "glad you", "look forward", "looking forward", "thank", "good question", "nice to", "pleasure", "afraid not", "afraid i", "afraid off", "sounds good", "no worries", "trust me", "hope that helps", "hope this helps", "hope you", "hope so", "hope we can continue", "as far as", "confident with", "confident in using", "trust it more", "trust myself", "trust my own", "fun fact", "would love", "love to", "concerned with", "sick leave", "proud to present", "this conversation", "this interview", "about my", "used to", "as much as", "sharing my", "hate doing", "hate off", "that i hate", "since i hate", "trust in my", "trust that their", "i doubt it", "i doubt that", "least of", "hope my answers", "hope this project", "hate writing"},
	heed.Spanish: {"encantad", "mucho gusto", "un placer", "gracias", "buena pregunta", "no se preocupe", "no te preocupes", "me temo que", "con gusto", "espero que este", "espero que le", "que pena la", "que pena el", "que pena con", "me gustaria", "con mucho gusto", "seguro que", "seguro social"},
}

const (
	nearBefore = 4 // words between the speaker and the feeling
	nearAfter  = 2
	unrealBy   = 12
)

// mine stand right before a feeling that is the speaker's: "my worry".
var mine = map[heed.Language][]string{
	heed.English: {"my", "our", "biggest", "only", "main"}, heed.Spanish: {"mi", "nuestra", "nuestro", "mayor", "unica"},
}

// feltHere reports whether a sentence says of the speaker, in so many words,
// that they feel f, and not that they would, or that others do.
func feltHere(r *heed.Reading, f heed.Feeling, lang heed.Language) bool {
	low := strings.ReplaceAll(text.Fold(r.Text), "’", "'")
	if strings.ContainsAny(low, "\"“”«»*") {
		return false // somebody else's words, or not meant
	}
	for _, p := range polite[lang] {
		if strings.Contains(low, p) {
			return false
		}
	}
	var words []string
	for tok := range text.All(low) {
		if tok.Kind == text.Word {
			words = append(words, tok.Lower)
		}
	}
	has := func(list []string, from, to int) bool {
		for _, w := range words[max(0, from):max(0, min(to, len(words)))] {
			if slices.Contains(list, w) {
				return true
			}
		}
		return false
	}
	for i, w := range words {
		if !containsWord(w, named()[lang][f]) {
			continue
		}
		from := i - unrealBy
		if from <= 0 && (words[0] == "no") { // an answer
			from = 1
		}
		if has(unreal[lang], from, i) {
			return false
		}
		if has(notMine[lang], i-1, i) {
			continue
		}
		if has(mine[lang], i-1, i) || has(aboutMe[lang], i-nearBefore, i) || has(aboutMe[lang], i+1, i+1+nearAfter) {
			return true
		}
	}
	return false
}

// close pairs are feelings of different families that are told apart by little.
var closePairs = [][2]heed.Feeling{
	{heed.Frustration, heed.Helplessness}, {heed.Frustration, heed.Disappointment}, {heed.Anxiety, heed.Distrust},
	{heed.Anger, heed.Disappointment}, {heed.Helplessness, heed.Sadness}, {heed.Relief, heed.Joy},
	{heed.Trust, heed.Hope}, {heed.Gratitude, heed.Joy}, {heed.Confusion, heed.Frustration}, {heed.Anxiety, heed.Confusion},
}

// Close reports whether two feelings are of one family or nearly so: naming
// one for the other is half right.
func Close(a, b heed.Feeling) bool {
	if a.Family() == b.Family() {
		return true
	}
	return slices.Contains(closePairs, [2]heed.Feeling{a, b}) || slices.Contains(closePairs, [2]heed.Feeling{b, a})
}
