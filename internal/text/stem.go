package text

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/spanish"

	heed "github.com/heedhq/heed"
)

//go:embed data/stop.en.txt
var stopEnglish string

//go:embed data/stop.es.txt
var stopSpanish string

var stopwords = sync.OnceValue(func() map[heed.Language]map[string]bool {
	return map[heed.Language]map[string]bool{
		heed.English: wordSet(stopEnglish),
		heed.Spanish: wordSet(stopSpanish),
	}
})

// wordSet reads words parted by white space; a line that starts with # is a
// comment. Every word stands in it as written and folded.
func wordSet(data string) map[string]bool {
	set := make(map[string]bool)
	for line := range strings.Lines(data) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, w := range strings.Fields(line) {
			set[w] = true
			set[Fold(w)] = true
		}
	}
	return set
}

// Stopword reports whether the lower-case word carries grammar rather than
// content in lang; in a text of unknown language, in either.
func Stopword(word string, lang heed.Language) bool {
	word = strings.ReplaceAll(word, "’", "'")
	if lang == "" {
		return Stopword(word, heed.English) || Stopword(word, heed.Spanish)
	}
	return stopwords()[lang][word]
}

// Stem returns the folded stem of a word (Snowball, English or Spanish);
// in any other language the folded word.
func Stem(word string, lang heed.Language) string {
	return stems.Get(word, lang, stem)
}

var stems Memo[string]

func stem(word string, lang heed.Language) string {
	word = strings.ToLower(word)
	if i := strings.IndexAny(word, "'’"); i > 0 && lang == heed.English { // manager's
		word = word[:i]
	}
	if len(word) < 3 {
		return Fold(word)
	}
	switch lang {
	case heed.English:
		env := snowballstem.NewEnv(word)
		english.Stem(env)
		return Fold(env.Current())
	case heed.Spanish:
		env := snowballstem.NewEnv(word)
		spanish.Stem(env)
		return Fold(env.Current())
	}
	return Fold(word)
}
